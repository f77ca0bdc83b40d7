//! To be written.

use std::io::{self, Write};

use super::super::results::Results;

pub(super) fn write_annotations(
    _results: &Results,
    _out: &mut dyn Write,
) -> io::Result<Vec<String>> {
    Ok(Vec::new())
}

pub(super) fn write_summary(_results: &Results, _out: &mut dyn Write) -> io::Result<Vec<String>> {
    Ok(Vec::new())
}
