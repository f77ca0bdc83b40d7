//! Who can reach a bucket of S3: what S3 itself counts as public, and what the layers let in.

mod acls;
mod audience;
mod blocks;
mod exposure;
mod input;
mod layers;
mod limits;
mod paths;
mod source_ip;
mod status;
mod words;

pub(super) use limits::{
    account_of_arn, has_fixed_organization, has_wildcards, is_account, is_text_test, lets_absent,
};
pub(super) use words::{TOLD, label, quoted};

pub use blocks::PublicAccessBlock;
pub use exposure::{
    Audience, Exposure, Failed, Layer, NotPublic, Predicate, PublicAnswer, Reach, Step, StepEffect,
    exposure,
};
pub use input::{
    AccessPoint, Acl, AclGrant, ExposureInput, Given, Grantee, NetworkOrigin, ObjectOwnership,
};
pub use status::{
    IsPublic, PolicyStatus, StatementReason, access_point_policy_status, policy_status,
};
