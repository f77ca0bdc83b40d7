//! What the checks of a suite need, for the program that asks.
//!
//! `cargo configtest permissions` and `cargo configtest record --for-suite` start a suite with
//! CONFIGTEST_NEEDS set: it writes what its checks need into that file, and carries none of them out
//! for a verdict.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::HarnessError;
use super::suite::{Suite, source};
use crate::cache::Need;
use crate::check::{Cases, Check, reads_of_when, registered};
use crate::run::{needs, reads};
use crate::settings::Environment;
use crate::source::protocol::{NeedDoc, SuiteNeeds};

/// Writes what the checks need: what their bodies name; and, where the source is at hand without an
/// account, what they and their helpers read of it.
pub(super) fn write_needs(
    suite: &Suite,
    environment: &Environment,
    file: &Path,
) -> Result<(), HarnessError> {
    let checks = registered()?;
    let mut told = SuiteNeeds {
        // Of every resource: whoever looks at the recording may say something else of which.
        needs: needs(&checks, None)
            .into_iter()
            .map(|need| NeedDoc::from(&Need { of: BTreeMap::new(), ..need }))
            .collect(),
        guessed: None,
    };
    match read_by(suite, environment, &checks) {
        Ok(Some(read)) => {
            for (kind, facet) in read {
                told.add(&kind, &facet);
            }
        }
        Ok(None) => told.guessed = Some("the source is a live one".to_owned()),
        Err(error) => told.guessed = Some(error.to_string()),
    }
    let write = || {
        let json = serde_json::to_vec(&told)?;
        std::fs::write(file, json)
    };
    write().map_err(|source| HarnessError::Needs { path: file.to_owned(), source })
}

/// What the checks read of the source, by kind and operation; none where it is a live one.
fn read_by(
    suite: &Suite,
    environment: &Environment,
    checks: &[&'static Check],
) -> Result<Option<Vec<(String, String)>>, HarnessError> {
    let source = source(suite, environment)?;
    if source.reads_on_request() {
        return Ok(None);
    }
    let snapshot = source.snapshot(&needs(checks, None))?;
    let mut read = Vec::new();
    for check in checks {
        let cases = Cases::of(check, &snapshot, None);
        let of_cases = (0..cases.len()).flat_map(|case| reads(&cases.case(case)));
        for (kind, operation) in of_cases.chain(reads_of_when(check, &snapshot)) {
            read.push((kind.name.to_owned(), operation.name.to_owned()));
        }
    }
    read.sort();
    read.dedup();
    Ok(Some(read))
}
