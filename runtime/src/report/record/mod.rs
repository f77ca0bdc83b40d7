//! Findings as they are written down by the processes of a run, and what every format is made from.

mod finding;
mod suite;

pub use finding::{
    BaselineRecord, FailureRecord, FindingRecord, ReadRecord, ResourceRecord, SubjectRecord,
    UnknownRecord, WaiverRecord,
};
pub use suite::{Began, CheckRecord, Ended, Entry, RECORD_FORMAT, Selected, SuiteRecord};
