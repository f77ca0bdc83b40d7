//! Sets of texts.

use std::sync::Arc;

use super::candidates::{members, merged};
use super::search::search;
use super::{Budget, GivenUp, Glob};

/// A set of texts: those that meet all of some demands. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strings {
    demands: Vec<Demand>,
}

#[derive(Debug, Clone)]
enum Demand {
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
        let Some(plain) = self.simplified(budget)? else { return Ok(None) };
        plain.witness(budget)
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

    /// The same set without what makes no difference; none where it is seen to be empty.
    fn simplified(&self, budget: &mut Budget) -> Result<Option<Plain>, GivenUp> {
        let mut groups: Vec<Vec<Glob>> = Vec::new();
        let mut nots: Vec<Glob> = Vec::new();
        for demand in &self.demands {
            match demand {
                Demand::AnyOf(globs) if globs.iter().any(Glob::is_anything) => {}
                Demand::AnyOf(globs) => groups.push(globs.to_vec()),
                Demand::NoneOf(globs) => nots.extend(globs.iter().cloned()),
            }
        }
        // Small groups narrow the others most.
        groups.sort_by_key(Vec::len);
        for at in 0..groups.len() {
            for by in 0..groups.len() {
                if at == by {
                    continue;
                }
                let others = std::mem::take(&mut groups[by]);
                budget.spend((groups[at].len() * others.len() * 4) as u64)?;
                groups[at].retain(|glob| others.iter().any(|other| !glob.is_apart(other)));
                groups[by] = others;
            }
            let mut kept = Vec::with_capacity(groups[at].len());
            'globs: for glob in std::mem::take(&mut groups[at]) {
                for not in &nots {
                    budget.spend(1)?;
                    if not.covers(&glob, budget)? {
                        continue 'globs;
                    }
                }
                kept.push(glob);
            }
            if kept.is_empty() {
                return Ok(None);
            }
            groups[at] = kept;
        }
        let mut kept = Vec::with_capacity(nots.len());
        for not in nots {
            if not.is_anything() {
                return Ok(None);
            }
            let size: usize = groups.iter().map(Vec::len).sum();
            budget.spend(size as u64 * 4)?;
            let is_idle = groups.iter().any(|group| group.iter().all(|glob| glob.is_apart(&not)));
            if !is_idle && !kept.contains(&not) {
                kept.push(not);
            }
        }
        Ok(Some(Plain { groups, nots: kept }))
    }
}

/// A set of texts as the search takes it.
struct Plain {
    groups: Vec<Vec<Glob>>,
    nots: Vec<Glob>,
}

/// So many globs of a group are tried for texts that read well.
const TRIED: usize = 32;

impl Plain {
    fn witness(&self, budget: &mut Budget) -> Result<Option<String>, GivenUp> {
        if let Some(answer) = self.among_few(budget)? {
            return Ok(answer);
        }
        let anything = [Glob::anything()];
        let first = self.groups.first().map_or(anything.as_slice(), Vec::as_slice);
        for text in first.iter().take(TRIED).flat_map(members) {
            if self.holds(&text, budget)? {
                return Ok(Some(text));
            }
        }
        if self.groups.len() > 1 {
            let firsts: Vec<&Glob> = self.groups.iter().filter_map(|group| group.first()).collect();
            if let Some(text) = merged(&firsts)
                && self.holds(&text, budget)?
            {
                return Ok(Some(text));
            }
            for text in
                self.groups[1..].iter().flat_map(|group| group.iter().take(TRIED)).flat_map(members)
            {
                if self.holds(&text, budget)? {
                    return Ok(Some(text));
                }
            }
        }
        search(&self.groups, &self.nots, budget)
    }

    /// The answer where some group has no wildcard.
    fn among_few(&self, budget: &mut Budget) -> Result<Option<Option<String>>, GivenUp> {
        for group in &self.groups {
            let Some(texts) = group.iter().map(Glob::as_text).collect::<Option<Vec<_>>>() else {
                continue;
            };
            for text in texts {
                if self.holds(&text, budget)? {
                    return Ok(Some(Some(text)));
                }
            }
            return Ok(Some(None));
        }
        Ok(None)
    }

    fn holds(&self, text: &str, budget: &mut Budget) -> Result<bool, GivenUp> {
        for group in &self.groups {
            if !is_in_any(group, text, budget)? {
                return Ok(false);
            }
        }
        Ok(!is_in_any(&self.nots, text, budget)?)
    }
}

fn is_in_any(globs: &[Glob], text: &str, budget: &mut Budget) -> Result<bool, GivenUp> {
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
mod tests;
