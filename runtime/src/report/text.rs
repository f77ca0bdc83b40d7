//! Errors as text, for a terminal.

use std::error::Error;
use std::fmt::Write;

use super::page::tame;

/// An error with its causes, as the last words of a program. What others said in it does nothing.
pub fn error(error: &dyn Error) -> String {
    let mut text = format!("error: {error}");
    let mut cause = error.source();
    while let Some(next) = cause {
        // `transparent` errors show the words of their source already.
        let words = next.to_string();
        if !text.ends_with(&words) {
            let _ = write!(text, "\ncaused by: {words}");
        }
        cause = next.source();
    }
    tame(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_said_in_an_error_does_nothing() {
        let said = std::io::Error::other("it said \u{1b}]0;title\u{7}\n::error::x");
        assert_eq!(error(&said), "error: it said \\u{1b}]0;title\\u{7}\n\\::error::x");
    }
}
