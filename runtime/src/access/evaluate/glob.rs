//! Texts with wildcards and variables, matched without backtracking.

use std::borrow::Cow;

use super::{Asked, Reason, Truth};
use crate::access::{Key, KeyName, Pattern, Piece};

/// A pattern, ready to match.
#[derive(Debug, Clone)]
pub(crate) struct Glob {
    head: Head,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
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

/// The first bytes that a text must have: most texts are told from a pattern by them, without a look at
/// the memory where it has the others.
#[derive(Debug, Clone, Copy)]
struct Head {
    mask: u64,
    bytes: u64,
}

impl Head {
    fn new(start: &str) -> Self {
        let bits = 8 * u32::try_from(start.len().min(8)).unwrap_or(8);
        let mask = u64::MAX.checked_shr(64 - bits).unwrap_or(0);
        Self { mask, bytes: first_bytes(start) }
    }

    /// A text that ends sooner has zeros there.
    fn may_start(self, text: &str) -> bool {
        first_bytes(text) & self.mask == self.bytes
    }
}

fn first_bytes(text: &str) -> u64 {
    match text.as_bytes().first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.bytes().rev().fold(0, |all, byte| all << 8 | u64::from(byte)),
    }
}

/// How many bytes may be compared in vain for one request. Only `?` between stars can come near it: what
/// has none is searched in linear time.
const MOST_STEPS: usize = 20_000_000;

impl Glob {
    pub(crate) fn new(pattern: Pattern) -> Self {
        let head = match pattern.pieces.first() {
            Some(Piece::Text(text)) => Head::new(text),
            _ => Head::new(""),
        };
        let form = match pattern.pieces.as_slice() {
            _ if pattern.has_variable() => {
                let keys = pattern.pieces.iter().filter_map(|piece| match piece {
                    Piece::Variable { key, .. } => Some(KeyName::new(key)),
                    _ => None,
                });
                let keys = keys.collect();
                Form::Variable(pattern.pieces, keys)
            }
            [] => Form::Exactly(String::new()),
            [Piece::Any] => Form::Anything,
            [Piece::Text(text)] => Form::Exactly(text.clone()),
            [Piece::Text(text), Piece::Any] => Form::Starts(text.clone()),
            _ => Form::Pieces(pattern.pieces),
        };
        Self { head, form }
    }

    /// Whether it is `*`.
    pub(crate) fn is_anything(&self) -> bool {
        matches!(self.form, Form::Anything)
    }

    /// The text that it is, where it has neither wildcards nor variables.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.form {
            Form::Exactly(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a text matches. A variable without a value matches nothing.
    ///
    /// Source: "Policy variables with no value" in "IAM policy elements: Variables and tags".
    pub(crate) fn matches(&self, text: &str, asked: &Asked<'_>) -> Truth {
        if !self.head.may_start(text) {
            return Truth::No;
        }
        match &self.form {
            Form::Anything => Truth::Yes,
            // What is no longer than its head needs no second look.
            Form::Exactly(all) if all.len() <= 8 => (all.len() == text.len()).into(),
            Form::Exactly(all) => (all == text).into(),
            Form::Starts(start) if start.len() <= 8 => (start.len() <= text.len()).into(),
            Form::Starts(start) => text.starts_with(start.as_str()).into(),
            Form::Pieces(pieces) => matched(pieces, text, asked),
            Form::Variable(pieces, keys) => match resolved(pieces, keys, asked) {
                Ok(pieces) => matched(&pieces, text, asked),
                Err(why_not) => why_not,
            },
        }
    }

    /// Whether a text is this one but for capitals. Wildcards stand for themselves here.
    pub(crate) fn equals_ignoring_case(&self, text: &str, asked: &Asked<'_>) -> Truth {
        let own = match &self.form {
            Form::Exactly(all) => Cow::Borrowed(all.as_str()),
            Form::Variable(pieces, keys) => match resolved(pieces, keys, asked) {
                Ok(pieces) => Cow::Owned(pieces.iter().filter_map(Bit::plain).collect()),
                Err(why_not) => return why_not,
            },
            // No pattern without wildcards becomes one of these.
            Form::Anything | Form::Starts(_) | Form::Pieces(_) => return Truth::No,
        };
        (own.to_lowercase() == text.to_lowercase()).into()
    }
}

/// What a pattern is matched by: its pieces, with values for its variables.
trait Bit {
    /// The characters that it stands for, unless it is a wildcard.
    fn plain(&self) -> Option<&str>;
    /// Whether it is `*`.
    fn is_any(&self) -> bool;
}

impl Bit for Piece {
    fn plain(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn is_any(&self) -> bool {
        *self == Self::Any
    }
}

/// A piece in which a value has taken the place of a variable.
enum Resolved<'v> {
    Text(Cow<'v, str>),
    One,
    Any,
}

impl Bit for Resolved<'_> {
    fn plain(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }
}

/// The pieces with values for the variables, in which wildcards stand for themselves.
fn resolved<'v>(
    pieces: &'v [Piece],
    keys: &'v [KeyName],
    asked: &Asked<'v>,
) -> Result<Vec<Resolved<'v>>, Truth> {
    let mut keys = keys.iter();
    let mut all = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let default = match piece {
            Piece::Text(text) => {
                all.push(Resolved::Text(Cow::Borrowed(text)));
                continue;
            }
            Piece::One => {
                all.push(Resolved::One);
                continue;
            }
            Piece::Any => {
                all.push(Resolved::Any);
                continue;
            }
            Piece::Variable { default, .. } => default,
        };
        // There are as many keys as variables.
        let Some(key) = keys.next() else { return Err(Truth::No) };
        all.push(Resolved::Text(match asked.key(key) {
            Key::One(value) => value,
            Key::Absent => match default {
                Some(default) => Cow::Borrowed(default),
                None => return Err(Truth::No),
            },
            Key::Unstated => return Err(asked.doubt(Reason::Unstated(key.name.clone()))),
            Key::Many(_) => return Err(asked.doubt(Reason::SeveralValues(key.name.clone()))),
        }));
    }
    Ok(all)
}

fn matched(pieces: &[impl Bit], text: &str, asked: &Asked<'_>) -> Truth {
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
fn glob(pieces: &[impl Bit], text: &str, steps: &mut usize) -> Option<bool> {
    let mut chunks = pieces.split(Bit::is_any);
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
fn after_start<'t>(pieces: &[impl Bit], text: &'t str) -> Option<&'t str> {
    pieces.iter().try_fold(text, |rest, piece| match piece.plain() {
        Some(plain) => rest.strip_prefix(plain),
        None => {
            let mut letters = rest.chars();
            letters.next().map(|_| letters.as_str())
        }
    })
}

/// What precedes the pieces, if the text ends with them.
fn before_end<'t>(pieces: &[impl Bit], text: &'t str) -> Option<&'t str> {
    pieces.iter().rev().try_fold(text, |rest, piece| match piece.plain() {
        Some(plain) => rest.strip_suffix(plain),
        None => {
            let mut letters = rest.chars();
            letters.next_back().map(|_| letters.as_str())
        }
    })
}

/// What follows the first occurrence of the pieces, if there is one; none if there is too much to try.
#[expect(clippy::option_option, reason = "not found is not the same as not finished")]
fn found<'t>(pieces: &[impl Bit], text: &'t str, steps: &mut usize) -> Option<Option<&'t str>> {
    let ones = pieces.iter().take_while(|piece| piece.plain().is_none()).count();
    let plain = pieces.get(ones).and_then(Bit::plain);
    match (pieces, plain) {
        ([], _) => return Some(Some(text)),
        ([_], Some(plain)) => {
            return Some(text.find(plain).map(|at| &text[at + plain.len()..]));
        }
        _ => {}
    }
    let cost = 1 + pieces.iter().map(|piece| piece.plain().map_or(1, str::len)).sum::<usize>();
    let mut rest = text;
    loop {
        // To where the first plain text is, less the letters that the `?` before it stand for.
        if let Some(plain) = plain {
            let Some(skipped) = after_start(&pieces[..ones], rest) else { return Some(None) };
            let Some(at) = skipped.find(plain) else { return Some(None) };
            let until = &rest[..rest.len() - skipped.len() + at];
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
