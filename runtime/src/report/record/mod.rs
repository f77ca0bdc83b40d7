//! Findings as they are written down by the processes of a run, and what every format is made from.

mod finding;
mod of_finding;
mod suite;

pub use finding::{
    BaselineRecord, FailureRecord, FindingRecord, ReadRecord, ResourceRecord, SettledRecord,
    SubjectRecord, UnknownRecord, WaiverRecord,
};
pub use of_finding::{check_record, finding_record, gate_record};
pub use suite::{
    Began, CheckRecord, Description, Ended, Entry, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE,
    Selected, SuiteRecord,
};
