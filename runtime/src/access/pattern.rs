//! Texts with wildcards and variables in them.

use super::Version;

/// A text of a policy, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// Its pieces, in order; no two texts follow each other.
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These characters.
    Text(String),
    /// `?`: one character.
    One,
    /// `*`: any characters, or none.
    Any,
    /// `${key}` or `${key, 'default'}`: what the request says.
    Variable {
        /// The key.
        key: String,
        /// What stands for it where the request does not say.
        default: Option<String>,
    },
}

impl Pattern {
    /// A text in which `*` and `?` are wildcards.
    pub(crate) fn with_wildcards(text: &str, version: Version) -> Self {
        Self::parse(text, version, true)
    }

    /// A text in which they stand for themselves.
    pub(crate) fn without_wildcards(text: &str, version: Version) -> Self {
        Self::parse(text, version, false)
    }

    /// Whether it has a variable in it.
    pub(crate) fn has_variable(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Variable { .. }))
    }

    /// `${*}`, `${?}` and `${$}` are these characters themselves. A `${` that is not closed is text, as
    /// all of them are in the old version.
    ///
    /// Source: "IAM policy elements: Variables and tags" in the IAM user guide.
    fn parse(text: &str, version: Version, is_wild: bool) -> Self {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let inside = rest.strip_prefix("${").filter(|_| version == Version::V2012);
            if let Some((inside, after)) = inside.and_then(|inside| inside.split_once('}')) {
                rest = after;
                match inside {
                    "*" | "?" | "$" => plain.push_str(inside),
                    _ => {
                        push_text(&mut pieces, &mut plain);
                        pieces.push(variable(inside));
                    }
                }
                continue;
            }
            rest = &rest[letter.len_utf8()..];
            match letter {
                '*' | '?' if is_wild => {
                    push_text(&mut pieces, &mut plain);
                    let piece = if letter == '*' { Piece::Any } else { Piece::One };
                    // Two stars are one.
                    if piece == Piece::One || pieces.last() != Some(&Piece::Any) {
                        pieces.push(piece);
                    }
                }
                _ => plain.push(letter),
            }
        }
        push_text(&mut pieces, &mut plain);
        Self { pieces }
    }
}

fn push_text(pieces: &mut Vec<Piece>, plain: &mut String) {
    if !plain.is_empty() {
        pieces.push(Piece::Text(std::mem::take(plain)));
    }
}

/// `key`, or `key, 'default'`.
fn variable(inside: &str) -> Piece {
    let (key, default) = match inside.split_once(',') {
        Some((key, default)) => {
            let default = default.trim();
            let bare = default.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
            (key, Some(bare.unwrap_or(default).to_owned()))
        }
        None => (inside, None),
    };
    Piece::Variable { key: key.trim().to_owned(), default }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_variables_and_escapes_are_told_apart() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let variable = |key: &str, default: Option<&str>| Piece::Variable {
            key: key.to_owned(),
            default: default.map(str::to_owned),
        };
        let cases = [
            ("a*?b", vec![text("a"), Piece::Any, Piece::One, text("b")]),
            ("**", vec![Piece::Any]),
            ("x${*}y${?}${$}", vec![text("x*y?$")]),
            (
                "home/${aws:username}/*",
                vec![text("home/"), variable("aws:username", None), text("/"), Piece::Any],
            ),
            ("${a, 'no one'}", vec![variable("a", Some("no one"))]),
            ("${open", vec![text("${open")]),
            ("", vec![]),
        ];
        for (of, pieces) in cases {
            assert_eq!(Pattern::with_wildcards(of, Version::V2012).pieces, pieces, "{of}");
        }
        let old = Pattern::with_wildcards("${aws:username}", Version::V2008);
        assert_eq!(old.pieces, [text("${aws:username}")]);
        let plain = Pattern::without_wildcards("a*", Version::V2012);
        assert_eq!(plain.pieces, [text("a*")]);
    }
}
