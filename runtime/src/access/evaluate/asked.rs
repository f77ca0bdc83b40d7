//! A request as it is matched, and the three values.

use std::cell::{Cell, OnceCell, RefCell};

use super::Reason;
use crate::access::{Key, KeyName, Request};

/// Yes, no, or not known; the lesser of two is their conjunction, the greater their disjunction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    No,
    Unknown,
    Yes,
}

impl Truth {
    /// The conjunction, which looks no further than a no.
    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::Yes;
        for part in parts {
            all = all.min(part);
            if all == Self::No {
                break;
            }
        }
        all
    }

    /// The disjunction, which looks no further than a yes.
    pub(crate) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Self::No;
        for part in parts {
            any = any.max(part);
            if any == Self::Yes {
                break;
            }
        }
        any
    }

    /// This, or its opposite.
    pub(crate) fn unless(self, is_negated: bool) -> Self {
        match self {
            Self::Yes if is_negated => Self::No,
            Self::No if is_negated => Self::Yes,
            same => same,
        }
    }
}

impl From<bool> for Truth {
    fn from(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}

/// A request, with what is worked out once for all statements.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request,
    /// The action in small letters.
    pub(crate) action: String,
    /// Where its colon is.
    service: usize,
    /// The six segments of the resource, where it is an ARN.
    pub(crate) segments: Option<[&'a str; 6]>,
    /// How much was compared in vain so far.
    pub(crate) steps: Cell<usize>,
    session_arn: OnceCell<Option<String>>,
    reasons: RefCell<Vec<Reason>>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(request: &'a Request) -> Self {
        let action = request.action.to_ascii_lowercase();
        let service = action.find(':').unwrap_or(action.len());
        Self {
            request,
            action,
            service,
            segments: super::arn::segments(&request.resource),
            steps: Cell::new(0),
            session_arn: OnceCell::new(),
            reasons: RefCell::default(),
        }
    }

    pub(crate) fn service(&self) -> &str {
        &self.action[..self.service]
    }

    /// The action without its service.
    pub(crate) fn name(&self) -> &str {
        self.action.get(self.service + 1..).unwrap_or("")
    }

    pub(crate) fn key(&self, key: &KeyName) -> Key<'a> {
        self.request.key_named(key)
    }

    pub(crate) fn session_arn(&self) -> Option<&str> {
        self.session_arn.get_or_init(|| self.request.principal.session_arn()).as_deref()
    }

    /// Notes why something is not known, which it then is.
    pub(crate) fn doubt(&self, reason: Reason) -> Truth {
        self.reasons.borrow_mut().push(reason);
        Truth::Unknown
    }

    /// How many reasons there are.
    pub(crate) fn doubts(&self) -> usize {
        self.reasons.borrow().len()
    }

    /// Forgets the later reasons, of what turned out to be known.
    pub(crate) fn forget_from(&self, doubts: usize) {
        self.reasons.borrow_mut().truncate(doubts);
    }

    /// The reasons, each once.
    pub(crate) fn into_reasons(self) -> Vec<Reason> {
        let mut reasons = self.reasons.into_inner();
        reasons.sort();
        reasons.dedup();
        reasons
    }
}
