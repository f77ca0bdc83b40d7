//! What can be said of two globs at a glance.

use super::glob::{Glob, Unit, fold, is_alone, variants};
use super::search::advance;
use super::{Budget, GivenUp};

impl Glob {
    /// Whether surely no text is matched by both: they begin differently, or end differently.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        let (mut own, mut others) = (self.segments(), other.segments());
        let (mut from, mut others_from) = (0, 0);
        while let (Some(end), Some(others_end)) = (own.next(), others.next()) {
            let (segment, others_segment) = (from..end, others_from..others_end);
            if self.differs(segment, other, others_segment) {
                return true;
            }
            (from, others_from) = (end + 1, others_end + 1);
        }
        self.differs(from..self.units.len(), other, others_from..other.units.len())
    }

    /// The colons up to which no wildcard matches a colon: each is the next colon of every text.
    fn segments(&self) -> impl Iterator<Item = usize> {
        let plain_end = self.units.iter().skip(self.bounded).position(|unit| is_wild(*unit));
        let end = self.bounded + plain_end.unwrap_or(self.units.len() - self.bounded);
        (0..end).filter(|place| self.units[*place] == Unit::Char(':'))
    }

    /// Whether no text can be at this place of both.
    fn differs(
        &self,
        own: std::ops::Range<usize>,
        other: &Self,
        others: std::ops::Range<usize>,
    ) -> bool {
        let forward = own.clone().map(Some).chain(std::iter::repeat(None));
        let others_forward = others.clone().map(Some).chain(std::iter::repeat(None));
        let backward = own.rev().map(Some).chain(std::iter::repeat(None));
        let others_backward = others.rev().map(Some).chain(std::iter::repeat(None));
        self.differs_along(forward, other, others_forward)
            || self.differs_along(backward, other, others_backward)
    }

    fn differs_along(
        &self,
        own: impl Iterator<Item = Option<usize>>,
        other: &Self,
        others: impl Iterator<Item = Option<usize>>,
    ) -> bool {
        for (place, others_place) in own.zip(others) {
            let unit = place.map(|place| self.units[place]);
            let others_unit = others_place.map(|place| other.units[place]);
            match (unit, others_unit) {
                (None, None) | (Some(Unit::Any), _) | (_, Some(Unit::Any)) => return false,
                (None, _) | (_, None) => return true,
                (Some(Unit::Char(letter)), Some(Unit::Char(others_letter))) => {
                    let is_same = match (self.folds, other.folds) {
                        (false, false) | (true, true) => letter == others_letter,
                        (true, false) => letter == fold(others_letter),
                        (false, true) => fold(letter) == others_letter,
                    };
                    if !is_same {
                        return true;
                    }
                }
                (Some(Unit::Char(':')), Some(Unit::One)) => {
                    if others_place.is_some_and(|place| other.is_bounded(place)) {
                        return true;
                    }
                }
                (Some(Unit::One), Some(Unit::Char(':'))) => {
                    if place.is_some_and(|place| self.is_bounded(place)) {
                        return true;
                    }
                }
                (Some(Unit::One), Some(_)) | (Some(_), Some(Unit::One)) => {}
            }
        }
        false
    }

    /// Whether this surely matches every text that the other matches: its wildcards match the units
    /// of the other as they match characters. It looks no longer than is worth it.
    ///
    /// # Errors
    ///
    /// When the budget does not suffice.
    pub(super) fn covers(&self, other: &Self, budget: &mut Budget) -> Result<bool, GivenUp> {
        if self.is_anything() {
            return Ok(true);
        }
        let mut left = WORTH_IT * (self.units.len() + other.units.len()) as u64;
        let mut places = Vec::new();
        self.begin(&mut places);
        let mut next = Vec::new();
        for (at, unit) in other.units.iter().enumerate() {
            let steps = 1 + places.len() as u64;
            budget.spend(steps)?;
            let Some(rest) = left.checked_sub(steps) else { return Ok(false) };
            left = rest;
            if self.open_end().is_some_and(|end| places.contains(&place(end))) {
                return Ok(true);
            }
            let may_be_colon = match unit {
                Unit::Char(letter) => *letter == ':',
                Unit::One | Unit::Any => !other.is_bounded(at),
            };
            next.clear();
            advance(self, &places, &mut next, |own, is_bounded| match (own, *unit) {
                (Unit::Any, _) | (Unit::One, Unit::One | Unit::Char(_)) => {
                    !(is_bounded && may_be_colon)
                }
                (Unit::Char(own), Unit::Char(letter)) => match (self.folds, other.folds) {
                    (true, _) => fold(letter) == own,
                    (false, false) => letter == own,
                    (false, true) => letter == own && is_alone(letter),
                },
                (Unit::One | Unit::Char(_), _) => false,
            });
            if next.is_empty() {
                return Ok(false);
            }
            std::mem::swap(&mut places, &mut next);
        }
        Ok(places.last() == Some(&place(self.units.len())))
    }
}

/// So many steps for each unit of two globs.
const WORTH_IT: u64 = 4;

/// A place in a glob as the search writes it down.
pub(super) fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn is_wild(unit: Unit) -> bool {
    !matches!(unit, Unit::Char(_))
}

/// Whether a glob that folds, or not, takes this letter for its own.
pub(super) fn is_letter(own: char, folds: bool, letter: char) -> bool {
    own == letter || (folds && own == fold(letter))
}

/// Letters that a folding glob takes for its own, but these.
pub(super) fn another_variant(own: char, not: &[char]) -> Option<char> {
    variants(own).find(|letter| !not.contains(letter))
}

#[cfg(test)]
#[path = "relations_tests.rs"]
mod tests;
