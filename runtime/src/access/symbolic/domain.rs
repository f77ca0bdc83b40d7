//! What one dimension of a request can still be.

use std::rc::Rc;
use std::sync::Arc;

use crate::access::language::{Addresses, Budget, GivenUp, Glob, Numbers, Strings};

/// A set of values.
#[derive(Debug, Clone)]
pub(crate) enum Set {
    /// Of texts; with one of them, where one is known.
    Text(Strings, Option<Rc<str>>),
    /// Of IP addresses.
    Address(Addresses),
    /// Of numbers, and of moments as their seconds.
    Number(Numbers),
}

/// What is asked of a value.
#[derive(Debug, Clone)]
pub(crate) enum Allowed {
    /// To match one of these.
    OneOf(Arc<[Glob]>),
    /// To match none of these.
    NoneOf(Arc<[Glob]>),
    /// To be one of these addresses.
    Address(Addresses),
    /// To be one of these numbers.
    Number(Numbers),
}

/// What is asked of a dimension.
#[derive(Debug, Clone)]
pub(crate) struct Constraint {
    /// Whether it may be absent.
    pub(crate) absent: bool,
    /// What it is where it is present.
    pub(crate) present: Present,
}

/// What is asked of the values of a dimension.
#[derive(Debug, Clone)]
pub(crate) enum Present {
    /// It may not be present.
    No,
    /// Nothing.
    Any,
    /// All of them are such.
    All(Among),
    /// One of them is such.
    One(Among),
}

/// What is asked of a value, not all of which is known exactly: whether a pattern with a variable matches
/// depends on another dimension. Such a pattern is known by a number; no value both matches and misses it.
#[derive(Debug, Clone)]
pub(crate) struct Among {
    /// The values that are such for certain.
    pub(crate) sure: Allowed,
    /// Those that match one of these patterns are such, too; with all that each can match.
    pub(crate) perhaps: Vec<(u32, Glob)>,
    /// Those that match one of these patterns are not such.
    pub(crate) never: Vec<u32>,
}

/// What a dimension can still be.
#[derive(Debug, Clone)]
pub(crate) struct Domain {
    absent: bool,
    present: Option<Values>,
}

/// What the values of a dimension can still be.
#[derive(Debug, Clone)]
struct Values {
    /// All of them are in here.
    all: Set,
    /// What else is asked of all of them, because of variables.
    perhaps: Vec<Rc<Among>>,
    never: Vec<u32>,
    /// For each of these, one of them is such.
    some: Vec<Rc<Among>>,
    /// Whether there can be several.
    several: bool,
}

/// So many steps may be taken to find out whether one set is empty.
const STEPS_OF_A_SET: u64 = 1_000_000;

impl Set {
    /// Those of it that are as asked. A set of another kind is not touched: those who make constraints keep
    /// the kinds apart.
    pub(crate) fn narrowed(&self, to: &Allowed) -> Self {
        match (self, to) {
            (Self::Text(texts, known), Allowed::OneOf(globs)) => {
                Self::Text(texts.and_any_of(Arc::clone(globs)), known.clone())
            }
            (Self::Text(texts, known), Allowed::NoneOf(globs)) => {
                Self::Text(texts.and_none_of(Arc::clone(globs)), known.clone())
            }
            (Self::Address(one), Allowed::Address(other)) => Self::Address(one.intersection(other)),
            (Self::Number(one), Allowed::Number(other)) => Self::Number(one.intersection(other)),
            _ => self.clone(),
        }
    }

    /// It, unless it is empty. Where that cannot be told with the work that one set may take, it is kept:
    /// the search then looks at more than there is, and whoever asks for a text of it gets none.
    fn unless_empty(self, budget: &mut Budget) -> Result<Option<Self>, GivenUp> {
        let is_empty = match &self {
            Self::Text(texts, known) => {
                let known: Vec<&str> = known.iter().map(|text| &**text).collect();
                let found =
                    budget.within(STEPS_OF_A_SET, |budget| texts.witness(budget, known.as_slice()));
                return match found {
                    Ok(None) => Ok(None),
                    Ok(Some(text)) => Ok(Some(Self::Text(texts.clone(), Some(text.into())))),
                    Err(GivenUp) if budget.steps_left() == 0 => Err(GivenUp),
                    Err(GivenUp) => Ok(Some(Self::Text(texts.clone(), None))),
                };
            }
            Self::Address(addresses) => addresses.is_empty(),
            Self::Number(numbers) => numbers.is_empty(),
        };
        Ok((!is_empty).then_some(self))
    }
}

impl Among {
    /// Exactly these.
    pub(crate) fn exactly(sure: Allowed) -> Self {
        Self { sure, perhaps: Vec::new(), never: Vec::new() }
    }

    /// All that may be such, where these patterns are missed.
    fn at_most(&self, never: &[u32]) -> Allowed {
        match &self.sure {
            Allowed::OneOf(globs) if !self.perhaps.is_empty() => {
                let perhaps = self.perhaps.iter().filter(|(pattern, _)| !never.contains(pattern));
                Allowed::OneOf(
                    globs.iter().cloned().chain(perhaps.map(|(_, glob)| glob.clone())).collect(),
                )
            }
            sure => sure.clone(),
        }
    }
}

impl Domain {
    /// Nothing.
    pub(crate) fn nothing() -> Self {
        Self { absent: false, present: None }
    }

    /// All values of a set, and perhaps no value.
    pub(crate) fn all(set: Set, absent: bool, several: bool) -> Self {
        let values =
            Values { all: set, perhaps: Vec::new(), never: Vec::new(), some: Vec::new(), several };
        Self { absent, present: Some(values) }
    }

    /// Whether it can be absent.
    pub(crate) fn can_be_absent(&self) -> bool {
        self.absent
    }

    /// The set that each of its values is in; none where it cannot be present.
    pub(crate) fn values(&self) -> Option<&Set> {
        self.present.as_ref().map(|values| &values.all)
    }

    /// The sets, of each of which it has a value.
    pub(crate) fn demands(&self) -> Vec<Set> {
        self.present
            .iter()
            .flat_map(|values| values.some.iter().map(|some| values.demand(some)))
            .collect()
    }

    /// What a constraint leaves of it; none where that is nothing.
    pub(crate) fn narrowed(
        &self,
        to: &Constraint,
        budget: &mut Budget,
    ) -> Result<Option<Self>, GivenUp> {
        budget.spend(100)?;
        let absent = self.absent && to.absent;
        let present = match (&self.present, &to.present) {
            (None, _) | (_, Present::No) => None,
            (Some(values), Present::Any) => Some(values.clone()),
            (Some(values), Present::One(among)) if values.several => {
                values.with_one(among, budget)?
            }
            (Some(values), Present::All(among) | Present::One(among)) => {
                values.with_all(among, budget)?
            }
        };
        Ok((absent || present.is_some()).then_some(Self { absent, present }))
    }
}

impl Values {
    fn with_all(&self, among: &Among, budget: &mut Budget) -> Result<Option<Self>, GivenUp> {
        let mut left = self.clone();
        left.never.extend_from_slice(&among.never);
        left.all = left.all.narrowed(&among.at_most(&left.never));
        if !among.perhaps.is_empty() {
            left.perhaps.push(Rc::new(among.clone()));
        }
        if !among.never.is_empty() {
            for perhaps in &left.perhaps {
                left.all = left.all.narrowed(&perhaps.at_most(&left.never));
            }
        }
        left.if_possible(budget)
    }

    fn with_one(&self, among: &Among, budget: &mut Budget) -> Result<Option<Self>, GivenUp> {
        let mut left = self.clone();
        left.some.push(Rc::new(among.clone()));
        left.if_possible(budget)
    }

    /// It, where there can be a value for all that is asked.
    fn if_possible(mut self, budget: &mut Budget) -> Result<Option<Self>, GivenUp> {
        match self.all.unless_empty(budget)? {
            None => return Ok(None),
            Some(all) => self.all = all,
        }
        for some in &self.some {
            if self.demand(some).unless_empty(budget)?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(self))
    }

    /// All that the value can be that something asks for.
    fn demand(&self, among: &Among) -> Set {
        let mut set = self.all.narrowed(&among.at_most(&self.never));
        if !among.never.is_empty() {
            let never = [self.never.as_slice(), &among.never].concat();
            for perhaps in &self.perhaps {
                set = set.narrowed(&perhaps.at_most(&never));
            }
        }
        set
    }
}
