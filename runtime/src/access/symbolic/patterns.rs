//! Patterns whose variables are resolved as far as a class of principals allows.

use std::collections::HashMap;
use std::sync::Arc;

use super::classes::{Class, Known};
use super::domain::{Allowed, Among};
use crate::access::language::Glob;
use crate::access::{Pattern, Piece};

/// A pattern, as far as its variables are known.
#[derive(Debug)]
pub(crate) enum Resolved {
    /// Without variables.
    Exactly(Pattern),
    /// A variable in it has no value, and so it matches nothing.
    Never,
    /// What it matches depends on the request: at most what this pattern does.
    AtMost(Pattern, String),
}

/// What matches a list of patterns.
#[derive(Debug)]
pub(crate) struct Matched {
    sure: Vec<Glob>,
    perhaps: Vec<(u32, Glob)>,
}

/// Resolves the variables of a pattern.
pub(crate) fn resolve(pattern: &Pattern, class: &Class) -> Resolved {
    if !pattern.has_variable() {
        return Resolved::Exactly(pattern.clone());
    }
    let mut known = Vec::new();
    let mut at_most = Vec::new();
    for piece in &pattern.pieces {
        let Piece::Variable { key, default } = piece else {
            known.push(piece.clone());
            at_most.push(piece.clone());
            continue;
        };
        let key = key.to_ascii_lowercase();
        let text = match class.known(&key) {
            Known::Is(value) => value,
            Known::Absent => match default {
                Some(default) => default.clone(),
                None => return Resolved::Never,
            },
            Known::Nothing => {
                at_most.push(Piece::Any);
                known.push(Piece::Variable { key, default: default.clone() });
                continue;
            }
        };
        known.push(Piece::Text(text.clone()));
        at_most.push(Piece::Text(text));
    }
    let known = Pattern { pieces: known };
    let at_most = Pattern { pieces: at_most };
    match known.has_variable() {
        true => Resolved::AtMost(at_most, format!("{:?}", known.pieces)),
        false => Resolved::Exactly(at_most),
    }
}

/// A pattern in small letters.
pub(crate) fn in_small_letters(pattern: &Pattern) -> Pattern {
    let small = |piece: &Piece| match piece {
        Piece::Text(text) => Piece::Text(text.to_ascii_lowercase()),
        piece => piece.clone(),
    };
    Pattern { pieces: pattern.pieces.iter().map(small).collect() }
}

/// What matches one of these patterns, taken as globs so.
pub(crate) fn matched(
    patterns: Vec<Resolved>,
    make: &dyn Fn(&Pattern) -> Option<Glob>,
    numbers: &mut HashMap<String, u32>,
) -> Matched {
    let mut matched = Matched::exactly(Vec::new());
    for pattern in patterns {
        match pattern {
            Resolved::Exactly(pattern) => matched.sure.extend(make(&pattern)),
            Resolved::Never => {}
            Resolved::AtMost(pattern, name) => {
                let Some(glob) = make(&pattern) else { continue };
                // The same text may be taken for a glob in several ways.
                let name = format!("{name} {glob:?}");
                matched.perhaps.push((number_of(name, numbers), glob));
            }
        }
    }
    matched
}

fn number_of(name: String, numbers: &mut HashMap<String, u32>) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(name).or_insert(next)
}

/// An ARN has so many colons before its last part.
const COLONS: usize = 5;

impl Matched {
    /// What matches one of these.
    pub(crate) fn exactly(sure: Vec<Glob>) -> Self {
        Self { sure, perhaps: Vec::new() }
    }

    /// What matches one of these ARNs. Short ones are as if they ended with wildcards in the policies of
    /// principals; elsewhere it is not known what they match.
    pub(crate) fn resources(
        patterns: Vec<Resolved>,
        is_strict: bool,
        numbers: &mut HashMap<String, u32>,
    ) -> Self {
        let mut all = Self::exactly(Vec::new());
        for pattern in patterns {
            let (at_most, name) = match pattern {
                Resolved::Never => continue,
                Resolved::Exactly(pattern) => (pattern, None),
                Resolved::AtMost(pattern, name) => (pattern, Some(name)),
            };
            if at_most.pieces[..] == [Piece::Any] && name.is_none() {
                all.sure.push(Glob::anything());
                continue;
            }
            let missing = COLONS.saturating_sub(colons(&at_most));
            let (glob, name) = match missing {
                0 => (Glob::arn(&at_most), name),
                _ if is_strict => {
                    let name = name.unwrap_or_else(|| format!("{:?}", at_most.pieces));
                    (Glob::like(&at_most), Some(format!("short {name}")))
                }
                missing => {
                    let mut padded = at_most.clone();
                    for _ in 0..missing {
                        padded.pieces.push(Piece::Text(":".to_owned()));
                        padded.pieces.push(Piece::Any);
                    }
                    (Glob::arn(&padded), name)
                }
            };
            let Some(glob) = glob else { continue };
            match name {
                None => all.sure.push(glob),
                Some(name) => {
                    all.perhaps.push((number_of(format!("{name} {glob:?}"), numbers), glob));
                }
            }
        }
        all
    }

    /// The patterns that are known.
    pub(crate) fn sure(self) -> Vec<Glob> {
        self.sure
    }

    /// Whether all texts match for certain.
    pub(crate) fn is_everything(&self) -> bool {
        self.sure.iter().any(Glob::is_anything)
    }

    /// What it is to match, and what it is to match none.
    pub(crate) fn amongs(self) -> (Among, Among) {
        let sure: Arc<[Glob]> = self.sure.into();
        let never = self.perhaps.iter().map(|(number, _)| *number).collect();
        (
            Among {
                sure: Allowed::OneOf(Arc::clone(&sure)),
                perhaps: self.perhaps,
                never: Vec::new(),
            },
            Among { sure: Allowed::NoneOf(sure), perhaps: Vec::new(), never },
        )
    }
}

fn colons(pattern: &Pattern) -> usize {
    let count = |piece: &Piece| match piece {
        Piece::Text(text) => text.matches(':').count(),
        _ => 0,
    };
    pattern.pieces.iter().map(count).sum()
}
