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
