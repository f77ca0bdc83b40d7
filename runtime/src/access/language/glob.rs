//! A text with wildcards, and what it matches.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::access::{Pattern, Piece};

/// A text with wildcards; the request's variables are not in it any more. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Glob {
    pub(super) units: Arc<[Unit]>,
    /// The wildcards before this place do not match a colon, and all after it match everything.
    pub(super) bounded: usize,
    /// Where the segments begin of that part of it, but the first.
    pub(super) starts: Starts,
    /// Whether large and small letters are the same; its own are small then.
    pub(super) folds: bool,
}

/// What a glob is made of. Of wildcards in a row, those of one character come first, and there is at
/// most one of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Char(char),
    One,
    Any,
}

/// The first places of at most five segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Starts {
    places: [u32; 5],
    count: u8,
}

/// An ARN has so many colons before its last part: "Amazon Resource Names (ARNs)" in the IAM user
/// guide.
const COLONS: usize = 5;

/// A piece of text of up to so many characters is looked for one place after the other.
const SHORT: usize = 32;

impl Glob {
    /// This text and no other.
    pub(crate) fn text(text: &str) -> Self {
        Self::new(text.chars().map(Unit::Char).collect(), false)
    }

    /// Every text.
    pub(crate) fn anything() -> Self {
        Self::new(vec![Unit::Any], false)
    }

    /// As `StringLike` takes a text: a wildcard matches every character. None where there is a
    /// variable in it.
    pub(crate) fn like(pattern: &Pattern) -> Option<Self> {
        Some(Self::new(units(pattern)?, false))
    }

    /// As an ARN is taken: a wildcard before the fifth colon does not match a colon. None where there
    /// is a variable in it.
    pub(crate) fn arn(pattern: &Pattern) -> Option<Self> {
        Some(Self::new(units(pattern)?, true))
    }

    /// The same, and large and small letters do not matter.
    ///
    /// Letters are compared by what Unicode has as their small letter, where that is a single one.
    pub(crate) fn ignoring_case(self) -> Self {
        let fold_unit = |unit: &Unit| match unit {
            Unit::Char(letter) => Unit::Char(fold(*letter)),
            wild => *wild,
        };
        Self { units: self.units.iter().map(fold_unit).collect(), folds: true, ..self }
    }

    fn new(units: Vec<Unit>, is_arn: bool) -> Self {
        let mut ordered: Vec<Unit> = Vec::with_capacity(units.len());
        for unit in units {
            let is_after_any = ordered.last() == Some(&Unit::Any);
            match unit {
                Unit::Any if is_after_any => {}
                Unit::One if is_after_any => {
                    let last = ordered.len() - 1;
                    ordered.insert(last, Unit::One);
                }
                _ => ordered.push(unit),
            }
        }
        let mut starts = Starts::default();
        let mut bounded = 0;
        if is_arn {
            let colons = ordered.iter().enumerate().filter(|(_, unit)| **unit == Unit::Char(':'));
            for (place, _) in colons.take(COLONS) {
                starts.push(place + 1);
            }
            bounded = match starts.count() {
                COLONS => starts.iter().last().unwrap_or(0),
                _ => ordered.len(),
            };
        }
        Self { units: ordered.into(), bounded, starts, folds: false }
    }

    /// Whether it matches this text.
    ///
    /// Takes time in proportion to the text and to itself, but for a long run of characters and `?`
    /// after a `*`, which takes up to the product of both: see [`Self::cost`].
    pub(crate) fn matches(&self, text: &str) -> bool {
        if self.folds {
            return self.matches_folded(&text.chars().map(fold).collect::<String>());
        }
        self.matches_folded(text)
    }

    fn matches_folded(&self, text: &str) -> bool {
        if self.bounded == 0 {
            return matches_free(&self.units, text);
        }
        let mut rest = text;
        let mut from = 0;
        for start in self.starts.iter() {
            let Some((segment, after)) = rest.split_once(':') else { return false };
            if !matches_free(&self.units[from..start - 1], segment) {
                return false;
            }
            from = start;
            rest = after;
        }
        let is_open = self.starts.count() == COLONS;
        (is_open || !rest.contains(':')) && matches_free(&self.units[from..], rest)
    }

    /// The most steps that it may take to match a text of this many bytes.
    pub(crate) fn cost(&self, bytes: usize) -> u64 {
        let longest = self.units.split(|unit| *unit == Unit::Any).map(<[Unit]>::len).max();
        let (own, other) = (self.units.len() as u64, bytes as u64);
        let is_wild = longest.unwrap_or(0) > SHORT
            && self.units.contains(&Unit::One)
            && self.units.contains(&Unit::Any);
        1 + own + if is_wild { other.saturating_mul(own) } else { other }
    }

    /// Its only text; none where it has a wildcard, or a letter that may be large or small.
    pub(crate) fn as_text(&self) -> Option<String> {
        self.units
            .iter()
            .map(|unit| match unit {
                Unit::Char(letter) if !self.folds || is_alone(*letter) => Some(*letter),
                _ => None,
            })
            .collect()
    }

    /// Whether it matches one text, as it is written.
    pub(super) fn is_text(&self) -> bool {
        !self.folds && self.units.iter().all(|unit| matches!(unit, Unit::Char(_)))
    }

    /// Whether it matches every text.
    pub(crate) fn is_anything(&self) -> bool {
        *self.units == [Unit::Any] && self.bounded == 0
    }

    /// Whether the wildcard at this place does not match a colon.
    pub(super) fn is_bounded(&self, place: usize) -> bool {
        place < self.bounded
    }

    /// The place from which on it matches everything, if there is one.
    pub(super) fn open_end(&self) -> Option<usize> {
        let last = self.units.len().checked_sub(1)?;
        (self.units[last] == Unit::Any && !self.is_bounded(last)).then_some(last)
    }
}

impl Starts {
    fn push(&mut self, place: usize) {
        // A text of more than four billion characters is nobody's policy.
        self.places[self.count()] = u32::try_from(place).unwrap_or(u32::MAX);
        self.count += 1;
    }

    fn count(&self) -> usize {
        usize::from(self.count)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.places.iter().take(self.count()).map(|place| *place as usize)
    }
}

fn units(pattern: &Pattern) -> Option<Vec<Unit>> {
    let mut units = Vec::new();
    for piece in &pattern.pieces {
        match piece {
            Piece::Text(text) => units.extend(text.chars().map(Unit::Char)),
            Piece::One => units.push(Unit::One),
            Piece::Any => units.push(Unit::Any),
            Piece::Variable { .. } => return None,
        }
    }
    Some(units)
}

/// Matching where a wildcard matches every character: a run of characters may as well be where it is
/// found first.
fn matches_free(units: &[Unit], text: &str) -> bool {
    let Some(first) = units.iter().position(|unit| *unit == Unit::Any) else {
        return start_of(units, text) == Some("");
    };
    let last = units.iter().rposition(|unit| *unit == Unit::Any).unwrap_or(first);
    let Some(rest) = start_of(&units[..first], text) else { return false };
    let Some(mut rest) = end_of(&units[last + 1..], rest) else { return false };
    for run in units[first..last].split(|unit| *unit == Unit::Any).skip(1) {
        match after(run, rest) {
            Some(left) => rest = left,
            None => return false,
        }
    }
    true
}

/// What is left of a text that begins so.
fn start_of<'text>(units: &[Unit], text: &'text str) -> Option<&'text str> {
    let mut letters = text.chars();
    for unit in units {
        let letter = letters.next()?;
        if matches!(unit, Unit::Char(own) if *own != letter) {
            return None;
        }
    }
    Some(letters.as_str())
}

/// What is left of a text that ends so.
fn end_of<'text>(units: &[Unit], text: &'text str) -> Option<&'text str> {
    let mut letters = text.chars();
    for unit in units.iter().rev() {
        let letter = letters.next_back()?;
        if matches!(unit, Unit::Char(own) if *own != letter) {
            return None;
        }
    }
    Some(letters.as_str())
}

/// What is left after the first place at which this run is found.
fn after<'text>(run: &[Unit], text: &'text str) -> Option<&'text str> {
    if run.len() > SHORT
        && let Some(plain) = run.iter().map(letter_of).collect::<Option<String>>()
    {
        return text.find(&plain).map(|place| &text[place + plain.len()..]);
    }
    let mut letters = text.chars();
    loop {
        if let Some(rest) = start_of(run, letters.as_str()) {
            return Some(rest);
        }
        letters.next()?;
    }
}

fn letter_of(unit: &Unit) -> Option<char> {
    match unit {
        Unit::Char(letter) => Some(*letter),
        _ => None,
    }
}

/// The small letter of a letter, where it is a single one.
pub(super) fn fold(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

/// All letters that fold to this one, itself first. It is a folded one.
pub(super) fn variants(letter: char) -> impl Iterator<Item = char> + Clone {
    let large = letter.is_ascii_lowercase().then(|| letter.to_ascii_uppercase());
    let others: &[char] = match letter {
        // The sign of the unit Kelvin.
        'k' => &['\u{212A}'],
        _ if letter.is_ascii() => &[],
        _ => OTHER_LETTERS.get(&letter).map_or(&[], Vec::as_slice),
    };
    std::iter::once(letter).chain(large).chain(others.iter().copied())
}

/// Whether no other letter folds to this one.
pub(super) fn is_alone(letter: char) -> bool {
    variants(letter).nth(1).is_none()
}

/// By the small letter, the others of it, outside of ASCII.
static OTHER_LETTERS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut others = HashMap::<char, Vec<char>>::new();
    for letter in '\u{80}'..=char::MAX {
        let small = fold(letter);
        if small != letter && !small.is_ascii() {
            others.entry(small).or_default().push(letter);
        }
    }
    others
});

#[cfg(test)]
#[path = "glob_tests.rs"]
mod tests;
