//! Batches of findings.

use std::io::{self, Write};

/// How many findings a batch may have.
const FINDINGS: usize = 100;
/// How large it may be, with room for what the call adds.
const SIZE: usize = 5_500_000;
/// How large a finding may be.
const FINDING: usize = 240_000;

/// Writes a line for each batch.
pub(super) struct Batches<'a> {
    out: &'a mut dyn Write,
    batch: Vec<u8>,
    findings: usize,
    /// The account and region of the batch.
    place: (String, String),
    /// How many findings were too large.
    pub(super) too_large: usize,
}

impl<'a> Batches<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        let place = (String::new(), String::new());
        Self { out, batch: Vec::new(), findings: 0, place, too_large: 0 }
    }

    /// Adds a finding of that account and region, in JSON.
    pub(super) fn add(&mut self, account: &str, region: &str, finding: &[u8]) -> io::Result<()> {
        if finding.len() > FINDING {
            self.too_large += 1;
            return Ok(());
        }
        let is_of_place = (self.place.0.as_str(), self.place.1.as_str()) == (account, region);
        let is_full = self.findings == FINDINGS || self.batch.len() + finding.len() + 3 > SIZE;
        if !is_of_place || is_full {
            self.flush()?;
            self.place = (account.to_owned(), region.to_owned());
        }
        self.batch.push(if self.findings == 0 { b'[' } else { b',' });
        self.batch.extend_from_slice(finding);
        self.findings += 1;
        Ok(())
    }

    /// Writes what there is.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        if self.findings > 0 {
            self.batch.extend_from_slice(b"]\n");
            self.out.write_all(&self.batch)?;
            self.batch.clear();
            self.findings = 0;
        }
        Ok(())
    }
}
