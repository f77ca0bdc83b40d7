//! What goes wrong, for which calls, and how often.

use crate::call::Call;

/// A rule: the calls that it is of do not get their answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The service and the operation, such as `s3:GetBucketPolicy`. With a `*` at its end, every
    /// operation that begins so: `ec2:Describe*`, `s3:*`, `*`.
    pub operation: String,
    /// Only calls that were signed for this region.
    pub region: Option<String>,
    /// Only calls about this resource, by its name or id.
    pub resource: Option<String>,
    /// Only calls of this account.
    pub account: Option<String>,
    /// Only after so many calls.
    pub after: u32,
    /// Only so many calls, then it has passed.
    pub times: Option<u32>,
    /// What goes wrong.
    pub kind: FaultKind,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The answer is an error of the service.
    Error {
        /// The HTTP status.
        status: u16,
        /// The service's code of the error.
        code: String,
        /// The service's words.
        message: String,
    },
    /// The connection is reset without an answer.
    ConnectionReset,
    /// The connection ends after half of the answer.
    TruncatedBody,
    /// The answer is complete, and breaks off in the middle of an element.
    MalformedXml,
    /// The first page is empty and tells of a next one, which is the real first page.
    EmptyPageWithToken,
    /// The answer is a page for people, as of a proxy.
    HtmlBody,
    /// The call is read and never answered.
    NeverAnswers,
    /// The bucket is still listed, and gone: calls about it say so, and so does the list when it
    /// is asked for the bucket's name as prefix.
    Vanish,
    /// The list of buckets names none, as if there were none yet.
    Unlisted,
}

impl Fault {
    /// A fault of every call of an operation.
    pub fn new(operation: impl Into<String>, kind: FaultKind) -> Self {
        Self {
            operation: operation.into(),
            region: None,
            resource: None,
            account: None,
            after: 0,
            times: None,
            kind,
        }
    }

    /// An error of the service.
    pub fn error(operation: impl Into<String>, status: u16, code: &str, message: &str) -> Self {
        let (code, message) = (code.to_owned(), message.to_owned());
        Self::new(operation, FaultKind::Error { status, code, message })
    }

    /// The caller may not.
    pub fn access_denied(operation: impl Into<String>) -> Self {
        let operation = operation.into();
        if operation.starts_with("ec2:") {
            let words = "You are not authorized to perform this operation.";
            return Self::error(operation, 403, "UnauthorizedOperation", words);
        }
        Self::error(operation, 403, "AccessDenied", "Access Denied")
    }

    /// The caller's credentials have expired.
    pub fn expired_token(operation: impl Into<String>) -> Self {
        let operation = operation.into();
        let (status, code, message) = expired(operation.split(':').next().unwrap_or_default());
        Self::error(operation, status, code, message)
    }

    /// A bucket is gone since it was listed.
    pub fn vanish(bucket: impl Into<String>) -> Self {
        Self::new("s3*", FaultKind::Vanish).resource(bucket)
    }

    /// Only in this region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Only for this resource.
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.resource = Some(resource.into());
        self
    }

    /// Only in this account.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Only after so many calls of this kind: what the emulator says changes then.
    pub fn after(mut self, calls: u32) -> Self {
        self.after = calls;
        self
    }

    /// Only so many times.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    fn is_of(&self, call: &Call) -> bool {
        let is_operation = match self.operation.strip_suffix('*') {
            Some(beginning) => call.operation.starts_with(beginning),
            None => call.operation == self.operation,
        };
        let is = |wanted: &Option<String>, there: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == there)
        };
        // A call for a later page is never for the empty one.
        let is_late = self.kind == FaultKind::EmptyPageWithToken && call.has_token();
        is_operation
            && self.times != Some(0)
            && is(&self.region, Some(&call.region))
            && is(&self.resource, call.resource.as_deref())
            && is(&self.account, Some(&call.account))
            && !is_late
    }
}

/// The status, code and words for credentials that have expired.
pub(crate) fn expired(service: &str) -> (u16, &'static str, &'static str) {
    match service {
        "ec2" => (400, "RequestExpired", "Request has expired."),
        "sts" => (403, "ExpiredToken", "The security token included in the request is expired"),
        _ => (400, "ExpiredToken", "The provided token has expired."),
    }
}

/// The rules. The first one that a call falls under is carried out.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn set(&mut self, faults: Vec<Fault>) {
        self.0 = faults;
    }

    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// What goes wrong with a call, which uses up one of the rule's times.
    pub(crate) fn take(&mut self, call: &Call) -> Option<FaultKind> {
        let is_due = |fault: &mut Fault| match fault.after {
            0 => true,
            _ => {
                fault.after -= 1;
                false
            }
        };
        let fault = self.0.iter_mut().find_map(|fault| {
            let is_it = fault.is_of(call) && is_due(fault);
            is_it.then_some(fault)
        })?;
        fault.times = fault.times.map(|times| times - 1);
        Some(fault.kind.clone())
    }

    /// Whether a bucket is not in the list any more.
    pub(crate) fn has_vanished(&self, bucket: &str) -> bool {
        let is_of = |fault: &Fault| {
            fault.kind == FaultKind::Vanish
                && fault.times != Some(0)
                && fault.after == 0
                && fault.resource.as_deref() == Some(bucket)
        };
        self.0.iter().any(is_of)
    }
}
