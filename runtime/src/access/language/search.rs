//! The exact search for a text in some globs and outside of others.
//!
//! All globs are followed at once, letter by letter. Where each of them may be is a state; states are
//! visited breadth first, so that the text found is a shortest one. Of the letters, only those matter
//! that some glob waits for in this state, and one that none waits for.

use super::glob::{Glob, Unit, variants};
use super::relations::{another_variant, is_letter, place};
use super::{Budget, GivenUp};

/// A text that is in one glob of each group, and in none of the others; none where there is no such
/// text.
///
/// # Errors
///
/// When the budget does not suffice.
pub(super) fn search(
    groups: &[Vec<Glob>],
    nots: &[Glob],
    budget: &mut Budget,
) -> Result<Option<String>, GivenUp> {
    let mut search =
        Search { groups, nots, words: Vec::new(), states: Vec::new(), table: vec![0; 64], held: 0 };
    let found = search.run(budget);
    budget.release(search.held);
    found
}

struct Search<'globs> {
    groups: &'globs [Vec<Glob>],
    nots: &'globs [Glob],
    /// The places of all states: for each glob their count, and then they; for a group that is
    /// content with whatever follows, [`CONTENT`] instead.
    words: Vec<u32>,
    states: Vec<State>,
    /// The number of a state after the one of which it has the hash; 0 is none.
    table: Vec<u32>,
    held: u64,
}

struct State {
    /// Where its words end; they begin where those of the state before it end.
    end: usize,
    from: u32,
    letter: char,
}

const CONTENT: u32 = u32::MAX;

/// What is to be done with a state.
enum Kind {
    /// No text that goes on from here is in the set.
    Dead,
    /// The text that led here is not in the set, but others may be.
    Open,
    /// The text that led here is in the set.
    Found,
}

impl Search<'_> {
    fn run(&mut self, budget: &mut Budget) -> Result<Option<String>, GivenUp> {
        let mut made = Vec::new();
        let mut places = Vec::new();
        match self.first(&mut made, &mut places) {
            Kind::Dead => return Ok(None),
            Kind::Found => return Ok(Some(String::new())),
            Kind::Open => {}
        }
        self.add(&made, 0, '\0', budget)?;
        let mut at = 0;
        let mut letters = Vec::new();
        let mut words = Vec::new();
        while at < self.states.len() {
            words.clear();
            words.extend_from_slice(self.words_of(at));
            self.letters(&words, &mut letters);
            for letter in &letters {
                budget.spend(words.len() as u64 * 2 + 8)?;
                match self.next(&words, *letter, &mut made, &mut places) {
                    Kind::Dead => {}
                    Kind::Open => self.add(&made, at, *letter, budget)?,
                    Kind::Found => return Ok(Some(self.text(at, *letter))),
                }
            }
            at += 1;
        }
        Ok(None)
    }

    fn words_of(&self, state: usize) -> &[u32] {
        let start = if state == 0 { 0 } else { self.states[state - 1].end };
        &self.words[start..self.states[state].end]
    }

    fn first(&self, made: &mut Vec<u32>, places: &mut Vec<u32>) -> Kind {
        self.make(made, places, |glob, _, places| glob.begin(places))
    }

    fn next(
        &self,
        words: &[u32],
        letter: char,
        made: &mut Vec<u32>,
        places: &mut Vec<u32>,
    ) -> Kind {
        let mut at = 0;
        self.make(made, places, |glob, is_first, places| {
            let count = words[at];
            if is_first && count == CONTENT {
                // Its group stays content.
                at += 1;
                places.push(CONTENT);
                return;
            }
            let from = &words[at + 1..at + 1 + count as usize];
            at += 1 + from.len();
            advance(glob, from, places, |unit, is_bounded| match unit {
                Unit::Char(own) => is_letter(own, glob.folds, letter),
                Unit::One | Unit::Any => letter != ':' || !is_bounded,
            });
        })
    }

    /// Writes a state down, the places of each glob as `of` has them. It gets told whether the glob is
    /// the first of a group, and may say [`CONTENT`] for the group then.
    fn make(
        &self,
        made: &mut Vec<u32>,
        places: &mut Vec<u32>,
        mut of: impl FnMut(&Glob, bool, &mut Vec<u32>),
    ) -> Kind {
        made.clear();
        let mut is_found = true;
        for group in self.groups {
            let start = made.len();
            let (mut is_alive, mut is_content, mut is_met) = (false, false, false);
            for (at, glob) in group.iter().enumerate() {
                places.clear();
                of(glob, at == 0, places);
                if at == 0 && places.first() == Some(&CONTENT) {
                    is_content = true;
                    break;
                }
                is_alive |= !places.is_empty();
                is_content |= glob.open_end().is_some_and(|end| places.contains(&place(end)));
                is_met |= places.last() == Some(&place(glob.units.len()));
                made.push(place(places.len()));
                made.extend_from_slice(places);
            }
            if is_content {
                made.truncate(start);
                made.push(CONTENT);
            } else if !is_alive {
                return Kind::Dead;
            }
            is_found &= is_content || is_met;
        }
        for glob in self.nots {
            places.clear();
            of(glob, false, places);
            if glob.open_end().is_some_and(|end| places.contains(&place(end))) {
                return Kind::Dead;
            }
            is_found &= places.last() != Some(&place(glob.units.len()));
            made.push(place(places.len()));
            made.extend_from_slice(places);
        }
        if is_found { Kind::Found } else { Kind::Open }
    }

    /// The letters between which some glob tells a difference in this state: one of each kind.
    fn letters(&self, words: &[u32], letters: &mut Vec<char>) {
        letters.clear();
        let mut folded = Vec::new();
        let mut at = 0;
        let mut is_colon_special = false;
        let mut look = |glob: &Glob, at: &mut usize| {
            let count = words[*at] as usize;
            for place in &words[*at + 1..*at + 1 + count] {
                let place = *place as usize;
                match glob.units.get(place) {
                    Some(Unit::Char(letter)) if glob.folds => folded.push(*letter),
                    Some(Unit::Char(letter)) => letters.push(*letter),
                    Some(Unit::One | Unit::Any) => is_colon_special |= glob.is_bounded(place),
                    None => {}
                }
            }
            *at += 1 + count;
        };
        for group in self.groups {
            if words[at] == CONTENT {
                at += 1;
                continue;
            }
            for glob in group {
                look(glob, &mut at);
            }
        }
        for glob in self.nots {
            look(glob, &mut at);
        }
        if is_colon_special {
            letters.push(':');
        }
        letters.sort_unstable();
        letters.dedup();
        folded.sort_unstable();
        folded.dedup();
        let exact = letters.len();
        for own in &folded {
            if let Some(letter) = another_variant(*own, &letters[..exact]) {
                letters.push(letter);
            }
        }
        let is_awaited = |letter: &char| {
            letters[..exact].binary_search(letter).is_ok()
                || folded.iter().any(|own| variants(*own).any(|variant| variant == *letter))
        };
        let other = NICE.chars().chain('!'..='~').chain('\u{A1}'..).find(|it| !is_awaited(it));
        letters.extend(other);
    }

    /// Keeps a state, if there is none like it.
    fn add(
        &mut self,
        words: &[u32],
        from: usize,
        letter: char,
        budget: &mut Budget,
    ) -> Result<(), GivenUp> {
        if (self.states.len() + 1) * 2 > self.table.len() {
            self.grow(budget)?;
        }
        let mut slot = self.slot(hash(words));
        while let Some(state) = self.table[slot].checked_sub(1) {
            budget.spend(2)?;
            if self.words_of(state as usize) == words {
                return Ok(());
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
        self.hold(words.len() * 4 + size_of::<State>(), budget)?;
        budget.spend(words.len() as u64)?;
        self.words.extend_from_slice(words);
        self.states.push(State { end: self.words.len(), from: place(from), letter });
        self.table[slot] = place(self.states.len());
        Ok(())
    }

    fn slot(&self, hash: u64) -> usize {
        // The upper bits are the good ones.
        (hash >> 32) as usize & (self.table.len() - 1)
    }

    fn grow(&mut self, budget: &mut Budget) -> Result<(), GivenUp> {
        let size = self.table.len() * 4;
        self.hold(size * 4, budget)?;
        self.table = vec![0; size];
        for state in 0..self.states.len() {
            let words = self.words_of(state);
            budget.spend(words.len() as u64)?;
            let mut slot = self.slot(hash(words));
            while self.table[slot] != 0 {
                budget.spend(1)?;
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = place(state + 1);
        }
        Ok(())
    }

    /// Vectors grow to twice their size, and hold the old and the new while they do.
    fn hold(&mut self, bytes: usize, budget: &mut Budget) -> Result<(), GivenUp> {
        let bytes = bytes as u64 * 3;
        budget.hold(bytes)?;
        self.held += bytes;
        Ok(())
    }

    /// The text that led to a state, and this letter after it.
    fn text(&self, state: usize, letter: char) -> String {
        let mut letters = vec![letter];
        let mut at = state;
        while at != 0 {
            letters.push(self.states[at].letter);
            at = self.states[at].from as usize;
        }
        letters.iter().rev().collect()
    }
}

/// Letters for which nobody waits, the ones that read best first.
const NICE: &str = "xabcdefghijklmnopqrstuvwyz0123456789-_./XABCDEFGHIJKLMNOPQRSTUVWYZ";

fn hash(words: &[u32]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        (hash.rotate_left(5) ^ u64::from(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

impl Glob {
    /// The places at which it is before any letter.
    pub(super) fn begin(&self, places: &mut Vec<u32>) {
        enter(self, 0, places);
    }
}

/// The places of a glob after a letter which `accepts` some of its units. They are in order, and
/// without those that matter no more: what is matched from before a `*` is matched from it as well.
pub(super) fn advance(
    glob: &Glob,
    from: &[u32],
    to: &mut Vec<u32>,
    accepts: impl Fn(Unit, bool) -> bool,
) {
    for &at in from {
        let at = at as usize;
        let Some(&unit) = glob.units.get(at) else { continue };
        if accepts(unit, glob.is_bounded(at)) {
            enter(glob, if unit == Unit::Any { at } else { at + 1 }, to);
        }
    }
    // Where a wildcard does not match a colon, all places are in the same segment.
    let star = to.iter().rposition(|at| glob.units.get(*at as usize) == Some(&Unit::Any));
    if let Some(star) = star {
        to.drain(..star);
    }
}

fn enter(glob: &Glob, at: usize, places: &mut Vec<u32>) {
    push(places, at);
    if glob.units.get(at) == Some(&Unit::Any) {
        push(places, at + 1);
    }
}

/// Places come in order, but a place may come twice.
fn push(places: &mut Vec<u32>, at: usize) {
    let at = place(at);
    if places.last().is_none_or(|last| *last < at) {
        places.push(at);
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
