//! What becomes of a finding, and of a run.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What becomes of a finding once thresholds, waivers and the baseline were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The resource is as it should be.
    Pass,
    /// It is not, and nobody accepted that.
    Fail,
    /// It cannot be told. Never counts as a pass.
    Unknown,
    /// There was nothing to look at.
    NoResource,
    /// It does not pass, and a waiver accepts that for a while.
    Waived,
    /// It does not pass, and did not when the baseline was written.
    Baselined,
    /// It does not pass, and matters less than what breaks the build.
    BelowThreshold,
}

impl Status {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 7] = [
        Self::Fail,
        Self::Unknown,
        Self::NoResource,
        Self::Waived,
        Self::Baselined,
        Self::BelowThreshold,
        Self::Pass,
    ];

    /// The word for it, in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::NoResource => "no-resource",
            Self::Waived => "waived",
            Self::Baselined => "baselined",
            Self::BelowThreshold => "below-threshold",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// What a run comes to. The greater one beats the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// Nothing breaks the build.
    Clean,
    /// Something does.
    Findings,
    /// Not everything could be judged.
    CouldNotJudge,
}

impl Conclusion {
    /// The exit status for it: 0, 1 or 2.
    pub fn exit_status(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::CouldNotJudge => 2,
        }
    }
}
