//! Texts that do nothing to whoever shows them: what a resource says of itself is another's word.

use std::borrow::Cow;

/// A text in which what would command a terminal, turn the direction of writing or hide is shown as
/// an escape: `\u{1b}`. Line ends and tabs stay.
pub fn inert(text: &str) -> Cow<'_, str> {
    if !text.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match is_active(character) {
            true => shown.extend(character.escape_unicode()),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// The same of at most so many characters; one that is longer says how many it has.
pub fn cut_inert(text: &str, longest: usize) -> String {
    inert(&crate::run::cut(text, longest)).into_owned()
}

/// Control characters but line ends and tabs; marks of direction, which make a text read otherwise
/// than it is (Unicode's UAX #9, and what CVE-2021-42574 is about); what has no width; the
/// separators that some readers take for line ends; and what XML cannot hold.
pub(super) fn is_active(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        character => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_shown_and_the_rest_stays() {
        assert_eq!(inert("a\u{1b}[31m\r\u{202e}b\n\tc"), "a\\u{1b}[31m\\u{d}\\u{202e}b\n\tc");
        assert!(matches!(inert("Zürich 日本 ]]> </script>"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_says_how_long_it_is() {
        assert_eq!(cut_inert(&"é".repeat(5), 3), "ééé… (3 of 5 characters)");
    }
}
