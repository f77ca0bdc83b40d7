//! What policies allow, without asking AWS: documents, requests, and the questions about them.

mod actions;
mod confused_deputy;
mod evaluate;
mod keys;
#[cfg_attr(not(test), expect(dead_code, reason = "some of it serves its tests alone"))]
mod language;
mod pattern;
mod policy;
mod questions;
mod request;
mod s3;
mod symbolic;

pub use confused_deputy::{ConfusedDeputy, confused_deputies};
pub use evaluate::{By, Compiled, Decision, Outcome, Policies, PolicyKind, Reason, ResourceKind};
pub use keys::Key;
pub(crate) use keys::KeyName;
pub(crate) use pattern::{Pattern, Piece};
pub use policy::{
    Condition, Effect, Operator, Place, Policy, PolicyError, PolicyFault, PrincipalEntry,
    PrincipalKind, Principals, Quantifier, Statement, Test, Texts, Unknown, UnknownElement,
    UnknownKind, Version,
};
pub use questions::{
    Access, Answer, Outsiders, ResourceType, TrustZone, UnknownResourceType, Witness,
    check_access_not_granted, check_no_new_access, check_no_public_access, who_has_access,
};
pub use request::{ContextValue, Principal, Request};
pub use s3::{
    AccessPoint, Acl, AclGrant, Audience, Exposure, ExposureInput, Failed, Given, Grantee,
    IsPublic, Layer, NetworkOrigin, NotPublic, ObjectOwnership, PolicyStatus, Predicate,
    PublicAccessBlock, PublicAnswer, Reach, StatementReason, Step, StepEffect,
    access_point_policy_status, exposure, policy_status,
};
pub use symbolic::Doubt;
