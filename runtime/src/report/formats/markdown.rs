//! Markdown for a person: the comment on a pull request, or a page of a wiki.
//!
//! [CommonMark](https://spec.commonmark.org/0.31.2/) with the tables of
//! [GitHub Flavored Markdown](https://github.github.com/gfm/#tables-extension-). It has at most
//! 500,000 bytes, of each check at most 50 findings, and the evidence of at most 10 of these. A
//! comment on GitHub takes 65,536 characters, so a large report is for a file.

use std::io::{self, Write};

use super::super::results::Results;

mod accepted;
mod document;
mod escape;
mod section;
#[cfg(test)]
mod tests;

pub(super) use document::{Extent, document};

const FULL: Extent = Extent { bytes: 500_000, findings: 50, evidence: 10 };

pub(super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (text, cut) = document(results, FULL);
    out.write_all(text.as_bytes())?;
    Ok(cut)
}
