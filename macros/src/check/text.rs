//! A piece of the source as it is written, on one line.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The text of an expression, with a space where the source has one or more.
pub(super) fn text(expression: impl ToTokens) -> String {
    let tokens = expression.into_token_stream();
    let mut pieces = Vec::new();
    collect(tokens.clone(), &mut pieces);
    // Tokens that do not stand in one place one after the other: those of another macro, or not of
    // the compiler at all.
    joined(&pieces).unwrap_or_else(|| tokens.to_string())
}

struct Piece {
    text: String,
    /// Line and column of its first character, and of the one behind its last.
    place: Option<[(usize, usize); 2]>,
    is_open: bool,
    is_close: bool,
}

fn collect(tokens: TokenStream, pieces: &mut Vec<Piece>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let brackets = match group.delimiter() {
                    Delimiter::Parenthesis => Some(("(", ")", true)),
                    Delimiter::Bracket => Some(("[", "]", true)),
                    Delimiter::Brace => Some(("{", "}", false)),
                    Delimiter::None => None,
                };
                // A bracket that was parsed has the place of the whole: it is one character of it.
                let whole = place(group.span());
                if let Some((open, _, is_tight)) = brackets {
                    let place =
                        whole.map(|[(line, column), _]| [(line, column), (line, column + 1)]);
                    let text = open.to_owned();
                    pieces.push(Piece { text, place, is_open: is_tight, is_close: false });
                }
                collect(group.stream(), pieces);
                if let Some((_, close, is_tight)) = brackets {
                    let place = whole.map(|[_, (line, column)]| {
                        [(line, column.saturating_sub(1)), (line, column)]
                    });
                    let text = close.to_owned();
                    pieces.push(Piece { text, place, is_open: false, is_close: is_tight });
                }
            }
            token => pieces.push(Piece {
                place: place(token.span()),
                text: token.to_string(),
                is_open: false,
                is_close: false,
            }),
        }
    }
}

fn place(span: Span) -> Option<[(usize, usize); 2]> {
    if !proc_macro::is_available() {
        return None;
    }
    let span = span.unwrap();
    let [start, end] = [span.start(), span.end()];
    Some([(start.line(), start.column()), (end.line(), end.column())])
}

fn joined(pieces: &[Piece]) -> Option<String> {
    let mut text = String::new();
    let mut before: Option<&Piece> = None;
    for piece in pieces {
        let [start, end] = piece.place?;
        if start >= end {
            return None;
        }
        if let Some(before) = before {
            let [_, last] = before.place?;
            if start < last {
                return None;
            }
            let is_new_line = start.0 > last.0;
            let is_tight = before.is_open || piece.is_close || piece.text == ".";
            if is_new_line && piece.is_close && before.text == "," {
                text.pop();
            }
            if start > last && !(is_new_line && is_tight) {
                text.push(' ');
            }
        }
        text.push_str(&piece.text);
        before = Some(piece);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, line: usize, column: usize) -> Piece {
        let place = Some([(line, column), (line, column + text.len())]);
        let text = text.to_owned();
        Piece { is_open: text == "(", is_close: text == ")", text, place }
    }

    #[test]
    fn spaces_are_those_of_the_source() {
        let tight = [piece("a", 1, 1), piece("==", 1, 2), piece("b", 1, 4)];
        assert_eq!(joined(&tight).as_deref(), Some("a==b"));
        let wide = [piece("a", 1, 1), piece("==", 1, 4), piece("b", 2, 1)];
        assert_eq!(joined(&wide).as_deref(), Some("a == b"));
    }

    #[test]
    fn a_call_on_several_lines_becomes_one_line() {
        let lines = [
            piece("a", 1, 1),
            piece(".", 2, 5),
            piece("b", 2, 6),
            piece("(", 2, 7),
            piece("c", 3, 9),
            piece(",", 3, 10),
            piece(")", 4, 5),
        ];
        assert_eq!(joined(&lines).as_deref(), Some("a.b(c)"));
    }

    #[test]
    fn what_stands_in_several_places_has_no_text_of_its_own() {
        assert_eq!(joined(&[piece("a", 2, 1), piece("b", 1, 1)]), None);
        assert_eq!(joined(&[Piece { place: None, ..piece("a", 1, 1) }]), None);
        assert_eq!(joined(&[Piece { place: Some([(1, 1); 2]), ..piece("a", 1, 1) }]), None);
    }
}
