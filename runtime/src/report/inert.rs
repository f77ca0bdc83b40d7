//! Texts for reports: they do nothing to whoever shows them, and are not too long.

use crate::resource::inert;

/// A text that does nothing, of at most so many characters; one that is longer says how many it has.
pub fn cut_inert(text: &str, longest: usize) -> String {
    inert(&crate::run::cut(text, longest)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_says_how_long_it_is() {
        assert_eq!(cut_inert(&"é".repeat(5), 3), "ééé… (3 of 5 characters)");
    }
}
