//! Whether a policy leaves something alone.

use super::Answer;
use crate::access::Policy;
use crate::access::language::Glob;
use crate::access::symbolic::{Engine, Limits, action_glob, resource_globs};

/// Whether the policy allows none of these actions on any of these resources. Wildcards may be in both. No
/// actions stand for all, and so do no resources; to ask for neither is to ask whether the policy allows nothing.
///
/// The policy is taken by itself, as IAM Access Analyzer does.
///
/// Source: "CheckAccessNotGranted" in the API reference of IAM Access Analyzer.
///
/// ```
/// use configtest::access::{Policy, check_access_not_granted};
///
/// let policy = Policy::parse(
///     r#"{
///         "Version": "2012-10-17",
///         "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::acme-*"}
///     }"#,
/// )?;
/// let secrets = ["arn:aws:s3:::acme-secrets/*"];
/// assert!(check_access_not_granted(&policy, &["s3:Put*"], &secrets).holds());
///
/// let answer = check_access_not_granted(&policy, &["s3:GetObject"], &secrets);
/// let witness = answer.witness().expect("it is granted");
/// assert_eq!(
///     witness.to_string(),
///     "a user with this policy can s3:GetObject on arn:aws:s3:::acme-secrets/example"
/// );
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
pub fn check_access_not_granted(policy: &Policy, actions: &[&str], resources: &[&str]) -> Answer {
    let some = |globs: Vec<Glob>| (!globs.is_empty()).then_some(globs);
    let limits = Limits {
        actions: some(actions.iter().map(|action| action_glob(action)).collect()),
        resources: some(resource_globs(resources)),
        asked: resources.iter().map(|&arn| arn.to_owned()).collect(),
        ..Limits::default()
    };
    let mut engine = Engine::new(policy, None, &limits);
    let classes = engine.classes();
    let found = engine.find_among(&classes, &limits);
    Answer::of(found, engine.is_of_resource()).beyond_types([policy])
}
