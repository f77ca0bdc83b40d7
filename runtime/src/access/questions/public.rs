//! Whether a policy lets the public in.

use std::collections::BTreeMap;

use ipnet::IpNet;

use super::{Answer, ResourceType};
use crate::access::evaluate::range;
use crate::access::language::{Addresses, Glob};
use crate::access::symbolic::{Doubt, Engine, Limits, Who, action_glob, glob_of};
use crate::access::{Operator, Policy, Principal, Reason, Test};

/// Whether the policy of a resource of this type lets nobody in who could be anyone.
///
/// Anyone is somebody who sends a request without a signature, or a principal of an account that the policy does
/// not name, if none of the conditions of the policy is about him: he is in no organization and comes from no
/// network, endpoint or source that the policy names. A value with a wildcard names nothing, but for ARNs of a
/// certain account. A network names somebody if it is not wider than /8 (/32 of version 6), or private.
///
/// This asks what the policy means: unlike the status that S3 gives a bucket, a `Deny` can close what an `Allow`
/// opens. Services of AWS are not the public. In trust policies, providers of identities with which anyone can sign
/// up are, unless a condition names whom they vouch for.
///
/// Sources: "CheckNoPublicAccess" in the API reference of IAM Access Analyzer, and "The meaning of 'public'" in
/// the user guide of Amazon S3, for what names somebody.
///
/// ```
/// use configtest::access::{Policy, ResourceType, check_no_public_access};
///
/// let policy = Policy::parse(
///     r#"{
///         "Version": "2012-10-17",
///         "Statement": {
///             "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
///             "Resource": "arn:aws:s3:::acme-logs/*",
///             "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-acme123456"}}
///         }
///     }"#,
/// )?;
/// let answer = check_no_public_access(&policy, ResourceType::S3Bucket);
/// assert_eq!(
///     answer.to_string(),
///     "anyone on the internet can s3:GetObject on arn:aws:s3:::acme-logs/example"
/// );
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
pub fn check_no_public_access(policy: &Policy, resource_type: ResourceType) -> Answer {
    if policy.statements().iter().all(|statement| statement.principals.is_none()) {
        return Answer::Unknown(vec![Doubt::Request(Reason::NoPrincipal)]);
    }
    let mut limits = of_the_public(policy);
    let actions = resource_type.actions();
    limits.actions = Some(actions.iter().map(|action| action_glob(action)).collect());
    let mut engine = Engine::new(policy, None, &limits);
    let mut classes = engine.classes();
    classes.retain(|class| match &class.who {
        Who::Exactly(Principal::Federated { provider }) => is_for_anyone(provider),
        Who::Exactly(Principal::Anonymous) | Who::Federated => true,
        _ => class.is_of_unnamed_account(),
    });
    // The first that is found is shown: not somebody who cannot reach it.
    let is_anonymous = |who: &Who| *who == Who::Exactly(Principal::Anonymous);
    classes.sort_by_key(|class| is_anonymous(&class.who) && !resource_type.takes_anonymous());
    let found = engine.find_among(&classes, &limits);
    Answer::of(found, true).beyond_types([policy])
}

/// Keys whose fixed values name somebody.
const NAMING: [&str; 15] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "kms:calleraccount",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
];

/// Another such key, of S3.
const KEY_OF_KMS: &str = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/// Providers of identities with which anyone can sign up.
const FOR_ANYONE: [&str; 5] = [
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "graph.facebook.com",
    "token.actions.githubusercontent.com",
    "www.amazon.com",
];

fn is_for_anyone(provider: &str) -> bool {
    let name = provider.rsplit(":oidc-provider/").next().unwrap_or(provider);
    FOR_ANYONE.contains(&name)
}

/// What the conditions of a policy do not name.
fn of_the_public(policy: &Policy) -> Limits {
    let mut none_of: BTreeMap<String, Vec<Glob>> = BTreeMap::new();
    let mut networks = Vec::new();
    for condition in policy.statements().iter().flat_map(|statement| &statement.conditions) {
        let key = condition.key.to_ascii_lowercase();
        let values = &condition.values.values;
        if key == "aws:sourceip" {
            networks.extend(values.iter().filter_map(|text| range(text)).filter(is_narrow));
            continue;
        }
        let names = values.iter().filter(|value| names_somebody(&key, &condition.operator, value));
        let globs: Vec<Glob> = names.map(|value| glob_of(value)).collect();
        if !globs.is_empty() {
            none_of.entry(key).or_default().extend(globs);
        }
    }
    if !are_few(&networks) {
        networks.clear();
    }
    Limits {
        none_of: none_of.into_iter().collect(),
        not_from: (!networks.is_empty()).then(|| Addresses::of(networks)),
        ..Limits::default()
    }
}

/// Whether networks are together no wider than one may be: many narrow ones are all there are.
fn are_few(networks: &[IpNet]) -> bool {
    let private = PRIVATE.iter().filter_map(|text| text.parse::<IpNet>().ok());
    let public = Addresses::of(networks.iter().copied()).difference(&Addresses::of(private));
    public.count_v4() <= 1 << 24 && public.count_v6() <= 1 << 96
}

const PRIVATE: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/// Whether a network is some, and not most of all there are.
fn is_narrow(network: &IpNet) -> bool {
    match network {
        IpNet::V4(network) => {
            let is_in =
                |text: &str| text.parse().is_ok_and(|of: ipnet::Ipv4Net| of.contains(network));
            network.prefix_len() >= 8 || PRIVATE.into_iter().any(is_in)
        }
        IpNet::V6(network) => network.prefix_len() >= 32,
    }
}

/// Whether a value of a key is some certain one.
fn names_somebody(key: &str, operator: &Operator, value: &str) -> bool {
    if value.contains("${") || matches!(operator.test, Test::Null | Test::Bool | Test::Other(_)) {
        return false;
    }
    if value.eq_ignore_ascii_case("anonymous") {
        // What these keys hold where nobody has signed the request.
        return false;
    }
    let is_literal = matches!(
        operator.test,
        Test::StringEquals
            | Test::StringNotEquals
            | Test::StringEqualsIgnoreCase
            | Test::StringNotEqualsIgnoreCase
    );
    let has_wildcard = value.contains(['*', '?']);
    if has_wildcard && is_literal {
        return false;
    }
    let provider = key.rsplit_once(':').map_or(key, |(provider, _)| provider);
    if FOR_ANYONE.contains(&provider) {
        // Of GitHub, `aud` is the same for all, and `sub` begins with the organization.
        let is_of_one = |value: &str| {
            let before = value.split(['*', '?']).next().unwrap_or_default();
            before.strip_prefix("repo:").is_some_and(|rest| rest.contains('/'))
        };
        return match provider == "token.actions.githubusercontent.com" {
            true => !key.ends_with(":aud") && (!has_wildcard || is_of_one(value)),
            false => !has_wildcard,
        };
    }
    if !NAMING.contains(&key) && key != KEY_OF_KMS {
        return false;
    }
    if !has_wildcard {
        return true;
    }
    let account = value.split(':').nth(4).unwrap_or_default();
    let is_of_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    match key {
        "aws:sourcearn" => is_of_account && !value.starts_with('*'),
        // Compared as a text, a star before the account reaches over colons, which paths may have.
        "aws:principalarn" => {
            is_of_account && !value.split(':').take(4).any(|part| part.contains(['*', '?']))
        }
        // The paths of an organization begin with its id.
        "aws:principalorgpaths" | "aws:sourceorgpaths" => {
            value.split('/').next().is_some_and(|id| !id.contains(['*', '?']))
        }
        // No two roles have the same id.
        "aws:userid" => value.strip_suffix(":*").is_some_and(|id| !id.contains(['*', '?'])),
        _ => false,
    }
}
