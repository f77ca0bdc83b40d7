//! Public access blocks: of an account, a bucket, an access point.

use super::input::Given;

/// A public access block.
///
/// Source: "Blocking public access to your Amazon S3 storage" in the S3 user guide, "Block public access
/// settings".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PublicAccessBlock {
    /// Refuses new public ACLs. What is there stays.
    pub block_public_acls: bool,
    /// Leaves public ACLs out of account.
    pub ignore_public_acls: bool,
    /// Refuses new public policies. What is there stays.
    pub block_public_policy: bool,
    /// Keeps what has a public policy to its own account and to AWS services.
    pub restrict_public_buckets: bool,
}

impl PublicAccessBlock {
    /// With all four settings.
    pub const ALL: Self = Self {
        block_public_acls: true,
        ignore_public_acls: true,
        block_public_policy: true,
        restrict_public_buckets: true,
    };
}

/// One setting, over all levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Switch {
    On,
    Off,
    /// It may be on, where it could not be read.
    Unknown(Vec<String>),
}

/// The most restrictive of the levels: on where one has it.
pub(super) fn switch(
    levels: &[(&str, &Given<PublicAccessBlock>)],
    setting: impl Fn(&PublicAccessBlock) -> bool,
) -> Switch {
    let mut unknown = Vec::new();
    for (level, block) in levels {
        match block {
            Given::Known(block) if setting(block) => return Switch::On,
            Given::Known(_) | Given::Absent => {}
            Given::Unknown(why) => {
                unknown.push(format!("the {level} public access block is not known: {why}"));
            }
        }
    }
    if unknown.is_empty() { Switch::Off } else { Switch::Unknown(unknown) }
}
