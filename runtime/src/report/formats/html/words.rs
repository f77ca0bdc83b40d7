//! Texts of others as a part of a page.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::resource::is_active;
use crate::run::cut;

/// A text that can stand between tags and inside the quotes of an attribute: markup is escaped, and
/// what acts is shown as an escape.
#[derive(Clone, Copy)]
pub(super) struct Text<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = 0;
        let Self(text) = *self;
        let (mut before, mut begins_line) = ('\n', true);
        for (position, character) in text.char_indices() {
            let last = std::mem::replace(&mut before, character);
            let is_first = begins_line;
            begins_line = character == '\n' || (begins_line && character.is_whitespace());
            let escape = match character {
                // The page may be printed where a line that begins with `::`, or `##[`, is a command.
                ':' if is_first && text[position..].starts_with("::") => "&#58;",
                '#' if last == '#' => "&#35;",
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                character if is_active(character) => "",
                _ => continue,
            };
            formatter.write_str(text.get(written..position).unwrap_or_default())?;
            match escape {
                "" => write!(formatter, "{}", character.escape_unicode())?,
                escape => formatter.write_str(escape)?,
            }
            written = position + character.len_utf8();
        }
        formatter.write_str(text.get(written..).unwrap_or_default())
    }
}

/// The same of a name, which is cut where it is long.
#[derive(Clone, Copy)]
pub(super) struct Short<'a>(pub(super) &'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text(&short(self.0, LONGEST_NAME)).fmt(formatter)
    }
}

/// The same in a line of ours, whichever way its own letters are written.
#[derive(Clone, Copy)]
pub(super) struct Name<'a>(pub(super) &'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<bdi>{}</bdi>", Short(self.0))
    }
}

/// The same in letters of one width.
#[derive(Clone, Copy)]
pub(super) struct Code<'a>(pub(super) &'a str);

impl fmt::Display for Code<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<code>{}</code>", Name(self.0))
    }
}

/// A name of more characters than this is cut.
const LONGEST_NAME: usize = 1_000;

/// A text of at most so many characters; one that is longer says how many it has.
pub(super) fn short(text: &str, longest: usize) -> Cow<'_, str> {
    match text.len() <= longest {
        true => Cow::Borrowed(text),
        false => Cow::Owned(cut(text, longest)),
    }
}

/// A number with its digits in groups of three.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// So many of something: `1 finding`, `2,000 findings`.
pub(super) fn count(many: usize, noun: &str) -> String {
    let plural = if many == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(many))
}

/// A value in the query of a fragment, as `URLSearchParams` reads it.
pub(super) fn query(value: &str) -> impl fmt::Display {
    utf8_percent_encode(value, NON_ALPHANUMERIC)
}

/// Whether a link may lead there.
pub(super) fn is_link(target: &str) -> bool {
    let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !target.chars().any(|character| character.is_whitespace() || is_active(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_quotes_and_what_acts_are_escaped() {
        let escaped = Text("a<b> & \"c\" 'd'\u{202e}\u{0}\u{1b}[m\r\n\té").to_string();
        let expected =
            "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\\u{202e}\\u{0}\\u{1b}[m\\u{d}\n\té";
        assert_eq!(escaped, expected);
        let commands = Text(": ::a b::c\n ::d\n##[e] arn:aws:s3:::f").to_string();
        assert_eq!(commands, ": ::a b::c\n &#58;:d\n#&#35;[e] arn:aws:s3:::f");
        assert_eq!(Name("א<").to_string(), "<bdi>א&lt;</bdi>");
    }

    #[test]
    fn numbers_are_grouped() {
        let numbers = [0, 999, 1_000, 1_234_567].map(number);
        assert_eq!(numbers, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "finding"), "1 finding");
    }

    #[test]
    fn a_link_leads_to_the_web_or_nowhere() {
        for target in ["https://example.com/a?b#c", "HTTP://example.com"] {
            assert!(is_link(target), "{target}");
        }
        for target in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.com",
            "https:/x",
            "",
            "é",
            "http://a\u{202e}",
        ] {
            assert!(!is_link(target), "{target}");
        }
    }

    #[test]
    fn a_value_of_a_fragment_is_nothing_but_that() {
        assert_eq!(query("a b&c=\"é\"").to_string(), "a%20b%26c%3D%22%C3%A9%22");
    }
}
