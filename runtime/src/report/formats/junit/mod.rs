//! JUnit XML, as the schema of Apache Ant's reports has it (windyroad/JUnit-Schema), which is what
//! most readers take.
//!
//! A suite for each check, because only a suite can have properties: those of the check. Its class
//! name is the suite and the check, and its cases are called by what follows the check in the name
//! of a case. The same name comes twice nowhere: readers would drop the second.
//!
//! | status | case |
//! |---|---|
//! | pass; no-resource that breaks nothing | passed |
//! | fail; no-resource | `failure` |
//! | unknown; a gap; nothing judged at all | `error` |
//! | waived, baselined, below-threshold; fail and unknown that break nothing | `skipped`, which says so |
//! | a check that did not run; a run that is a part only | `skipped` |
//!
//! Not in it: how long a case took, which no finding tells; `time` is 0, for the schema wants one.
//!
//! The limit is GitLab's, of 30 MB (<https://docs.gitlab.com/ci/testing/unit_test_reports/>). What
//! does not fit is left out: first what the texts of cases say beyond their messages, then cases that
//! passed, then skipped ones, and failures and errors last; the least severe first. In the place of
//! cases stands one that says how many are not there.

mod budget;
mod case;
mod suite;
#[cfg(test)]
mod tests;
mod xml;

pub(super) use suite::write;
