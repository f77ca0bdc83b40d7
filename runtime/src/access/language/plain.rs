//! A set of texts without what makes no difference, and the ways to a member of it.

use std::collections::HashSet;

use super::candidates::{members, merged};
use super::glob::Unit;
use super::search::search;
use super::strings::{Demand, is_in_any};
use super::{Budget, GivenUp, Glob, Strings};

/// A set of texts as the search takes it.
pub(super) struct Plain {
    /// A text is in one glob of each.
    groups: Vec<Vec<Glob>>,
    /// And in none of these.
    nots: Vec<Glob>,
}

/// So many globs of a group are tried for texts that read well.
const TRIED: usize = 32;

/// Groups of up to so many globs are looked through for what one says of the other.
const FEW: usize = 16;

impl Plain {
    /// The same set; none where it is seen to be empty.
    pub(super) fn of(set: &Strings, budget: &mut Budget) -> Result<Option<Self>, GivenUp> {
        let (mut groups, mut nots) = (Vec::new(), Vec::new());
        for demand in &set.demands {
            match demand {
                Demand::AnyOf(globs) if globs.iter().any(Glob::is_anything) => {}
                Demand::AnyOf(globs) => groups.push(globs.to_vec()),
                Demand::NoneOf(globs) => nots.extend(globs.iter().cloned()),
            }
        }
        if nots.iter().any(Glob::is_anything) {
            return Ok(None);
        }
        let mut plain = Self { groups, nots };
        // Small groups narrow the others most.
        plain.groups.sort_by_key(Vec::len);
        plain.narrow(budget)?;
        plain.leave_out_denied(budget)?;
        if plain.groups.iter().any(Vec::is_empty) {
            return Ok(None);
        }
        plain.leave_out_implied(budget)?;
        plain.leave_out_idle(budget)?;
        Ok(Some(plain))
    }

    /// Leaves out of each group what is apart from all of another.
    fn narrow(&mut self, budget: &mut Budget) -> Result<(), GivenUp> {
        for at in 0..self.groups.len() {
            for by in (0..self.groups.len()).filter(|by| *by != at) {
                let others = std::mem::take(&mut self.groups[by]);
                let group = &mut self.groups[at];
                if let (Some(_), Some(texts)) = (texts_of(group), texts_of(&others)) {
                    budget.spend(8 * (group.len() + others.len()) as u64)?;
                    group.retain(|glob| texts.contains(&*glob.units));
                } else {
                    budget.spend(4 * group.len() as u64 * others.len() as u64)?;
                    group.retain(|glob| others.iter().any(|other| !glob.is_apart(other)));
                }
                self.groups[by] = others;
            }
        }
        Ok(())
    }

    /// Leaves out of the groups what no text of it may be in.
    fn leave_out_denied(&mut self, budget: &mut Budget) -> Result<(), GivenUp> {
        if self.groups.is_empty() {
            return Ok(());
        }
        budget.spend(8 * self.nots.len() as u64)?;
        let (texts, wild): (Vec<&Glob>, Vec<&Glob>) =
            self.nots.iter().partition(|not| not.is_text());
        let texts: HashSet<&[Unit]> = texts.iter().map(|not| &*not.units).collect();
        for group in &mut self.groups {
            let mut kept = Vec::with_capacity(group.len());
            'globs: for glob in group.drain(..) {
                if glob.is_text() && texts.contains(&*glob.units) {
                    continue;
                }
                for not in &wild {
                    budget.spend(1)?;
                    if not.covers(&glob, budget)? {
                        continue 'globs;
                    }
                }
                kept.push(glob);
            }
            *group = kept;
        }
        Ok(())
    }

    /// Leaves out the groups that a text of another is in anyway.
    fn leave_out_implied(&mut self, budget: &mut Budget) -> Result<(), GivenUp> {
        let mut at = 0;
        while at < self.groups.len() {
            let mut is_implied = false;
            for by in (0..self.groups.len()).filter(|by| *by != at) {
                is_implied = is_implied || implies(&self.groups[by], &self.groups[at], budget)?;
            }
            if is_implied {
                self.groups.remove(at);
            } else {
                at += 1;
            }
        }
        Ok(())
    }

    /// Leaves out the negated ones in which no text of some group is, and those that are there twice.
    fn leave_out_idle(&mut self, budget: &mut Budget) -> Result<(), GivenUp> {
        let size: usize = self.groups.iter().map(Vec::len).sum();
        budget.spend(4 * (size as u64 + 4) * self.nots.len() as u64)?;
        let mut seen = HashSet::new();
        let groups = &self.groups;
        self.nots.retain(|not| {
            let is_idle = groups.iter().any(|group| group.iter().all(|glob| glob.is_apart(not)));
            !is_idle && seen.insert(not.clone())
        });
        Ok(())
    }

    /// A text that is in it.
    pub(super) fn witness(&self, budget: &mut Budget) -> Result<Option<String>, GivenUp> {
        if let Some(answer) = self.among_few(budget)? {
            return Ok(answer);
        }
        let firsts: Vec<&Glob> = self.groups.iter().filter_map(|group| group.first()).collect();
        let anything: &[Unit] = &[Unit::Any];
        let anything = self.groups.is_empty().then_some(anything);
        let each = self.groups.iter().flat_map(|group| group.iter().take(TRIED));
        let merged = if firsts.len() > 1 { merged(&firsts) } else { Vec::new() };
        let candidates = merged
            .into_iter()
            .chain(anything.into_iter().chain(each.map(|glob| &*glob.units)).flat_map(members));
        for text in candidates {
            if self.holds(&text, budget)? {
                return Ok(Some(text));
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

/// These, where all of them are texts without wildcards.
fn texts_of(globs: &[Glob]) -> Option<HashSet<&[Unit]>> {
    globs.iter().map(|glob| glob.is_text().then_some(&*glob.units)).collect()
}

/// Whether every text of some glob of the first group is surely in one of the second.
fn implies(group: &[Glob], other: &[Glob], budget: &mut Budget) -> Result<bool, GivenUp> {
    if group.len() > FEW || other.len() > FEW {
        return Ok(false);
    }
    for glob in group {
        let mut is_covered = false;
        for wide in other {
            is_covered = is_covered || wide.covers(glob, budget)?;
        }
        if !is_covered {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
#[path = "plain_tests.rs"]
mod tests;
