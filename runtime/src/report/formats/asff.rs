//! To be written.

use std::io::{self, Write};

use super::super::results::Results;

pub(super) fn write(_results: &Results, _out: &mut dyn Write) -> io::Result<Vec<String>> {
    Ok(Vec::new())
}
