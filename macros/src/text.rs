//! How an expression stands in the name of a test: as a person writes it.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens with the usual spaces. The compiler's own `stringify!` parts all that came through a
/// macro: `- 1`, `Duration :: from_secs(1)`.
pub(crate) fn text(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut last = Last::Start;
    let mut operator = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                if !OPERATORS.contains(&&*format!("{operator}{}", punct.as_char())) {
                    last = push_operator(&mut text, &operator, last);
                    operator.clear();
                }
                operator.push(punct.as_char());
                if punct.spacing() == Spacing::Alone || punct.as_char() == '\'' {
                    last = push_operator(&mut text, &operator, last);
                    operator.clear();
                }
            }
            TokenTree::Group(group) => {
                let inner = self::text(group.stream());
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace if inner.is_empty() => ("{", "}"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                if last == Last::Word && group.delimiter() == Delimiter::Brace {
                    text.push(' ');
                }
                text.extend([open, &inner, close]);
                last = Last::Word;
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if last == Last::Word {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
                last = Last::Word;
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// What stands together, of those with more than one character and their beginnings.
const OPERATORS: [&str; 35] = [
    "!", "#", "$", "%", "&", "'", "*", "+", ",", "-", ".", "/", ":", ";", "<", "=", ">", "?", "@",
    "^", "|", "~", "!=", "&&", "->", "..", "..=", "::", "<<", "<=", "==", "=>", ">=", ">>", "||",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, or an operator: what follows is the start of an operand.
    Start,
    /// A word, a literal or brackets.
    Word,
}

fn push_operator(text: &mut String, operator: &str, last: Last) -> Last {
    match operator {
        "" => return last,
        "::" | "." | ".." | "..=" | "!" | "<" | ">" => text.push_str(operator),
        "?" => {
            text.push('?');
            return Last::Word;
        }
        "," | ";" | ":" => {
            text.push_str(operator);
            text.push(' ');
        }
        _ if last == Last::Start => text.push_str(operator),
        _ => text.extend([" ", operator, " "]),
    }
    Last::Start
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use proptest::prelude::*;

    #[test]
    fn is_what_a_person_writes() {
        for text in [
            "-1",
            "22",
            "1 + 2",
            "1 << 4",
            "a - -1",
            "!true",
            "&[1, 2]",
            "\"a  b\"",
            "'a'",
            "1..=65535",
            "..8",
            "i32::MAX",
            "Duration::from_secs(1)",
            "Vec::<u8>::new()",
            "<u8>::MAX",
            "(1, -2)",
            "[0; 4]",
            "Port { number: 22, open: true }",
            "Some(&x.y)",
            "x as u8",
            "f()?.len()",
            "matches!(x, 1 | 2)",
            "b\"\\x00\"",
            "&'static X",
        ] {
            let tokens: TokenStream = text.parse().unwrap();
            assert_eq!(super::text(tokens), text);
        }
    }

    proptest! {
        /// Two expressions that differ have two names.
        #[test]
        fn says_the_same_to_the_compiler(
            tokens in proptest::collection::vec(
                prop::sample::select(vec!["x", "1", "-", "+", "::", ".", "(x)", "{}", "&", "!", ",", "as", "'a'", "\"\""]),
                0..12,
            ),
        ) {
            let compact = |text: &str| text.replace(' ', "");
            let tokens: TokenStream = tokens.join(" ").parse().unwrap();
            let text = super::text(tokens.clone());
            prop_assert_eq!(compact(&text), compact(&tokens.to_string()));
        }
    }
}
