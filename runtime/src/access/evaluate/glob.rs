//! Texts with wildcards and variables, matched without backtracking.

use std::borrow::Cow;

use super::{Asked, Reason, Truth};
use crate::access::{Key, KeyName, Pattern, Piece};

/// A pattern, ready to match.
#[derive(Debug, Clone)]
pub(crate) enum Glob {
    /// `*`
    Anything,
    /// No wildcards.
    Exactly(String),
    /// A wildcard at the end alone.
    Starts(String),
    /// Other wildcards.
    Pieces(Vec<Piece>),
    /// Variables, and the keys that they are.
    Variable(Vec<Piece>, Vec<KeyName>),
}

/// How many bytes may be compared in vain for one request. Only `?` between stars can come near it: what
/// has none is searched in linear time.
const MOST_STEPS: usize = 20_000_000;

impl Glob {
    pub(crate) fn new(pattern: Pattern) -> Self {
        match pattern.pieces.as_slice() {
            _ if pattern.has_variable() => {
                let keys = pattern.pieces.iter().filter_map(|piece| match piece {
                    Piece::Variable { key, .. } => Some(KeyName::new(key)),
                    _ => None,
                });
                let keys = keys.collect();
                Self::Variable(pattern.pieces, keys)
            }
            [] => Self::Exactly(String::new()),
            [Piece::Any] => Self::Anything,
            [Piece::Text(text)] => Self::Exactly(text.clone()),
            [Piece::Text(text), Piece::Any] => Self::Starts(text.clone()),
            _ => Self::Pieces(pattern.pieces),
        }
    }

    /// Whether a text matches. A variable without a value matches nothing.
    ///
    /// Source: "Policy variables with no value" in "IAM policy elements: Variables and tags".
    pub(crate) fn matches(&self, text: &str, asked: &Asked<'_>) -> Truth {
        match self {
            Self::Anything => Truth::Yes,
            Self::Exactly(all) => (all == text).into(),
            Self::Starts(start) => text.starts_with(start.as_str()).into(),
            Self::Pieces(pieces) => matched(pieces, text, asked),
            Self::Variable(pieces, keys) => match resolved(pieces, keys, asked) {
                Ok(pieces) => matched(&pieces, text, asked),
                Err(why_not) => why_not,
            },
        }
    }

    /// Whether a text is this one but for capitals. Wildcards stand for themselves here.
    pub(crate) fn equals_ignoring_case(&self, text: &str, asked: &Asked<'_>) -> Truth {
        let own = match self {
            Self::Exactly(all) => Cow::Borrowed(all.as_str()),
            Self::Variable(pieces, keys) => match resolved(pieces, keys, asked) {
                Ok(pieces) => Cow::Owned(pieces.iter().map(plain).collect()),
                Err(why_not) => return why_not,
            },
            // No pattern without wildcards becomes one of these.
            Self::Anything | Self::Starts(_) | Self::Pieces(_) => return Truth::No,
        };
        (own.to_lowercase() == text.to_lowercase()).into()
    }
}

fn plain(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::One => "?",
        Piece::Any => "*",
        Piece::Variable { .. } => "",
    }
}

/// The pieces with values for the variables, in which wildcards stand for themselves.
fn resolved(pieces: &[Piece], keys: &[KeyName], asked: &Asked<'_>) -> Result<Vec<Piece>, Truth> {
    let mut keys = keys.iter();
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let text = match (piece, piece_key(piece, &mut keys)) {
            (Piece::Variable { default, .. }, Some(key)) => match asked.key(key) {
                Key::One(value) => value,
                Key::Absent => match default {
                    Some(default) => Cow::Borrowed(default.as_str()),
                    None => return Err(Truth::No),
                },
                Key::Unstated => return Err(asked.doubt(Reason::Unstated(key.name.clone()))),
                Key::Many(_) => return Err(asked.doubt(Reason::SeveralValues(key.name.clone()))),
            },
            (Piece::Text(text), _) => Cow::Borrowed(text.as_str()),
            _ => {
                all.push(piece.clone());
                continue;
            }
        };
        match all.last_mut() {
            Some(Piece::Text(before)) => before.push_str(&text),
            _ => all.push(Piece::Text(text.into_owned())),
        }
    }
    Ok(all)
}

fn piece_key<'k>(
    piece: &Piece,
    keys: &mut impl Iterator<Item = &'k KeyName>,
) -> Option<&'k KeyName> {
    matches!(piece, Piece::Variable { .. }).then(|| keys.next()).flatten()
}

fn matched(pieces: &[Piece], text: &str, asked: &Asked<'_>) -> Truth {
    let mut steps = asked.steps.get();
    let is_so = glob(pieces, text, &mut steps);
    asked.steps.set(steps);
    match is_so {
        Some(is_so) => is_so.into(),
        None => asked.doubt(Reason::TooLong),
    }
}

/// Whether a text matches; none where that takes too long to say.
///
/// What stands between two stars is taken where it first occurs: if the rest matches after a later
/// place, it matches after the first, so that nothing is ever tried twice.
pub(crate) fn glob(pieces: &[Piece], text: &str, steps: &mut usize) -> Option<bool> {
    let mut chunks = pieces.split(|piece| *piece == Piece::Any);
    let first = chunks.next().unwrap_or_default();
    let Some(mut rest) = after_start(first, text) else { return Some(false) };
    let Some(last) = chunks.next_back() else { return Some(rest.is_empty()) };
    let Some(before) = before_end(last, rest) else { return Some(false) };
    rest = before;
    for chunk in chunks {
        match found(chunk, rest, steps)? {
            Some(after) => rest = after,
            None => return Some(false),
        }
    }
    Some(true)
}

/// What follows the pieces, if the text starts with them.
fn after_start<'t>(pieces: &[Piece], text: &'t str) -> Option<&'t str> {
    pieces.iter().try_fold(text, |rest, piece| match piece {
        Piece::Text(plain) => rest.strip_prefix(plain.as_str()),
        _ => {
            let mut letters = rest.chars();
            letters.next().map(|_| letters.as_str())
        }
    })
}

/// What precedes the pieces, if the text ends with them.
fn before_end<'t>(pieces: &[Piece], text: &'t str) -> Option<&'t str> {
    pieces.iter().rev().try_fold(text, |rest, piece| match piece {
        Piece::Text(plain) => rest.strip_suffix(plain.as_str()),
        _ => {
            let mut letters = rest.chars();
            letters.next_back().map(|_| letters.as_str())
        }
    })
}

/// What follows the first occurrence of the pieces, if there is one; none if there is too much to try.
#[expect(clippy::option_option, reason = "not found is not the same as not finished")]
fn found<'t>(pieces: &[Piece], text: &'t str, steps: &mut usize) -> Option<Option<&'t str>> {
    if let [] = pieces {
        return Some(Some(text));
    }
    if let [Piece::Text(plain)] = pieces {
        return Some(text.find(plain.as_str()).map(|at| &text[at + plain.len()..]));
    }
    let ones = pieces.iter().take_while(|piece| **piece == Piece::One).count();
    let cost = 1 + pieces.iter().map(|piece| plain(piece).len()).sum::<usize>();
    let mut rest = text;
    loop {
        // To where the first plain text is, past the letters that the `?` before it stand for.
        if let Some(Piece::Text(plain)) = pieces.get(ones) {
            let Some(skipped) = after_start(&pieces[..ones], rest) else { return Some(None) };
            let Some(at) = skipped.find(plain.as_str()) else { return Some(None) };
            let until = &rest[..rest.len() - skipped.len() + at];
            *steps += until.len();
            let mut back = until.chars();
            for _ in 0..ones {
                back.next_back();
            }
            rest = &rest[back.as_str().len()..];
        }
        if let Some(after) = after_start(pieces, rest) {
            return Some(Some(after));
        }
        *steps += cost;
        if *steps > MOST_STEPS {
            return None;
        }
        let mut letters = rest.chars();
        if letters.next().is_none() {
            return Some(None);
        }
        rest = letters.as_str();
    }
}
