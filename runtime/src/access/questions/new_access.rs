//! Whether a policy allows more than another.

use super::Answer;
use crate::access::Policy;
use crate::access::symbolic::{Engine, Limits};

/// Whether everything that `new` allows is allowed by `existing`, too.
///
/// The policies are taken by themselves, as IAM Access Analyzer does: what other policies of the principal or of
/// the resource say is not asked. Where a statement of either names principals, both are policies of resources;
/// otherwise they are policies of principals.
///
/// Source: "CheckNoNewAccess" in the API reference of IAM Access Analyzer.
///
/// ```
/// use configtest::access::{Policy, check_no_new_access};
///
/// let policy = |resource: &str| {
///     Policy::parse(&format!(
///         r#"{{
///             "Version": "2012-10-17",
///             "Statement": {{"Effect": "Allow", "Action": "s3:Get*", "Resource": "{resource}"}}
///         }}"#
///     ))
/// };
/// let (wide, narrow) = (policy("arn:aws:s3:::acme-*")?, policy("arn:aws:s3:::acme-logs/*")?);
/// assert!(check_no_new_access(&narrow, &wide).holds());
///
/// let answer = check_no_new_access(&wide, &narrow);
/// let witness = answer.witness().expect("it allows more");
/// assert!(wide.decide(witness.request()).is_allowed());
/// assert!(narrow.decide(witness.request()).is_denied());
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
pub fn check_no_new_access(new: &Policy, existing: &Policy) -> Answer {
    let limits = Limits::default();
    let mut engine = Engine::new(new, Some(existing), &limits);
    let classes = engine.classes();
    let found = engine.find_among(&classes, &limits);
    Answer::of(found, engine.is_of_resource()).beyond_types([new, existing])
}
