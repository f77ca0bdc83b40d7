//! SARIF 2.1.0 with errata 01 (OASIS), within what GitHub code scanning takes.
//!
//! GitHub reads `partialFingerprints.primaryLocationLineHash` and
//! `properties["security-severity"]`, and of the rest what its "SARIF support for code scanning"
//! lists. It shows every result as an alert, whatever its `kind`; so passes are counted in the
//! properties of the run and are no results. An unknown finding is `open`, which has no level; that
//! it could not be judged is an error of the run, too. GitHub does not read `suppressions`, and takes
//! the severity of an alert from its rule: what is waived, baselined or below the threshold would be
//! an open alert as severe as any. So it is no result, either: the counts have it, and a
//! notification says how many were left out, and why.
//!
//! Limits kept (GitHub): one run; 5,000 results, the worst; 25,000 rules; 20 tags of a rule; 1,024
//! characters of a description; one location of a result; 10 MB compressed, for which messages grow
//! shorter where there are many.

mod document;
mod finding;
mod limits;
mod rule;
#[cfg(test)]
mod tests;
mod write;

pub(super) use write::write;
