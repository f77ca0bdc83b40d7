//! Sets of texts.

use std::sync::Arc;

use super::candidates::members;
use super::glob::Unit;
use super::plain::Plain;
use super::{Budget, GivenUp, Glob};

/// A set of texts: those that meet all of some demands. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strings {
    pub(super) demands: Vec<Demand>,
}

#[derive(Debug, Clone)]
pub(super) enum Demand {
    AnyOf(Arc<[Glob]>),
    NoneOf(Arc<[Glob]>),
}

/// Whether there is anything in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// There is nothing.
    Empty,
    /// There is something.
    NotEmpty,
    /// It would take more work to tell than the budget allows.
    GivenUp,
}

impl Strings {
    /// The set of all texts.
    pub(crate) fn all() -> Self {
        Self::default()
    }

    /// Those of its texts that are in at least one of these; where there are none of these, nothing.
    #[must_use]
    pub(crate) fn and_any_of(&self, globs: impl Into<Arc<[Glob]>>) -> Self {
        self.and(Demand::AnyOf(globs.into()))
    }

    /// Those of its texts that are in none of these.
    #[must_use]
    pub(crate) fn and_none_of(&self, globs: impl Into<Arc<[Glob]>>) -> Self {
        self.and(Demand::NoneOf(globs.into()))
    }

    fn and(&self, demand: Demand) -> Self {
        let mut demands = Vec::with_capacity(self.demands.len() + 1);
        demands.extend_from_slice(&self.demands);
        demands.push(demand);
        Self { demands }
    }

    /// The texts that are in both.
    #[must_use]
    pub(crate) fn and_all_of(&self, other: &Self) -> Self {
        Self { demands: self.demands.iter().chain(&other.demands).cloned().collect() }
    }

    /// Whether this text is in it.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.demands.iter().all(|demand| match demand {
            Demand::AnyOf(globs) => globs.iter().any(|glob| glob.matches(text)),
            Demand::NoneOf(globs) => !globs.iter().any(|glob| glob.matches(text)),
        })
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self, budget: &mut Budget) -> Answer {
        match self.witness(budget, &[]) {
            Ok(None) => Answer::Empty,
            Ok(Some(_)) => Answer::NotEmpty,
            Err(GivenUp) => Answer::GivenUp,
        }
    }

    /// A text that is in it; none where there is nothing in it. One of the preferred ones where one is
    /// in it, or one that reads well, else one that is as short as can be.
    ///
    /// # Errors
    ///
    /// When the budget does not suffice.
    pub(crate) fn witness(
        &self,
        budget: &mut Budget,
        prefer: &[&str],
    ) -> Result<Option<String>, GivenUp> {
        for text in prefer {
            if self.holds(text, budget)? {
                return Ok(Some((*text).to_owned()));
            }
        }
        // Most questions end here.
        let only = self.groups().filter(|globs| globs.len() == 1).filter_map(<[Glob]>::first);
        budget.spend(4 * self.demands.len() as u64)?;
        if let Some(text) = only.clone().find(|glob| glob.is_text()).and_then(Glob::as_text) {
            return Ok(self.holds(&text, budget)?.then_some(text));
        }
        let mut others = only;
        if let Some(first) = others.next()
            && others.any(|other| first.is_apart(other))
        {
            return Ok(None);
        }
        for text in self.likely() {
            if self.holds(&text, budget)? {
                return Ok(Some(text));
            }
        }
        match Plain::of(self, budget)? {
            Some(plain) => plain.witness(budget),
            None => Ok(None),
        }
    }

    /// Texts that most sets of policies have in them, where they have any.
    fn likely(&self) -> impl Iterator<Item = String> {
        let first = self.groups().min_by_key(|globs| globs.len()).and_then(<[Glob]>::first);
        members(first.map_or(&[Unit::Any], |glob| &glob.units)).take(2)
    }

    fn groups(&self) -> impl Iterator<Item = &[Glob]> + Clone {
        self.demands.iter().filter_map(|demand| match demand {
            Demand::AnyOf(globs) => Some(&**globs),
            Demand::NoneOf(_) => None,
        })
    }

    fn holds(&self, text: &str, budget: &mut Budget) -> Result<bool, GivenUp> {
        for demand in &self.demands {
            let (Demand::AnyOf(globs) | Demand::NoneOf(globs)) = demand;
            let is_in = is_in_any(globs, text, budget)?;
            if is_in != matches!(demand, Demand::AnyOf(_)) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether one of these matches the text.
pub(super) fn is_in_any(globs: &[Glob], text: &str, budget: &mut Budget) -> Result<bool, GivenUp> {
    for glob in globs {
        budget.spend(glob.cost(text.len()))?;
        if glob.matches(text) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
#[path = "strings_tests.rs"]
pub(super) mod tests;
