//! Services that are let in for whomever they work.

use std::fmt;

use super::s3::{
    TOLD, account_of_arn, has_fixed_organization, has_wildcards, is_account, is_text_test, label,
    lets_absent, quoted,
};
use super::{Condition, Effect, Pattern, Piece, Place, Policy, PrincipalKind, Principals, Version};

/// A service that a statement lets in without a word on whom it works for: another customer of AWS can
/// have it use what it is let in for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfusedDeputy {
    /// `cloudtrail.amazonaws.com`.
    pub service: String,
    /// Where the statement stands.
    pub place: Place,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Why its conditions are not enough, of those that come near; empty without any.
    pub because: Vec<String>,
}

impl fmt::Display for ConfusedDeputy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statement = label(self.place.index, self.sid.as_deref());
        let service = quoted(&self.service);
        write!(f, "{statement} lets in {service} whomever it works for")?;
        if self.because.is_empty() {
            write!(f, ": no condition on `aws:SourceArn`, `aws:SourceAccount` or the like")
        } else {
            write!(f, ": {}", self.because.join("; "))
        }
    }
}

/// The keys of the page, in small letters.
const USUAL_KEYS: [&str; 4] =
    ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];

/// Keys of services that have no part in the usual ones: what serves instead.
///
/// Neither Secrets Manager nor EKS is here, which other tools leave out: their pages "Permissions for
/// rotation" and "Cross-service confused deputy prevention in Amazon EKS" ask for the usual keys.
const OTHER_KEYS: [(&str, &str); 3] = [
    // "AddPermission" in the Lambda API reference: a token that the invoker has to know.
    ("alexa-appkit.amazon.com", "lambda:eventsourcetoken"),
    ("alexa-connectedhome.amazon.com", "lambda:eventsourcetoken"),
    // "Grant Pods access to AWS resources based on tags" in the EKS user guide.
    ("pods.eks.amazonaws.com", "aws:requesttag/eks-cluster-arn"),
];

/// The services that a policy lets in without a condition on whom they work for, one for each statement
/// and service.
///
/// One of these is enough, where it is not met without the key: `aws:SourceAccount` with fixed values;
/// `aws:SourceArn` with ARNs that hold their account, whatever wildcards they have besides; with a fixed
/// organization `aws:SourceOrgID` and `aws:SourceOrgPaths`. An ARN that holds no account, as that of a
/// bucket, is not enough by itself. `Deny` is not looked at.
///
/// ```
/// use configtest::access::{Policy, confused_deputies};
///
/// let policy = Policy::parse(
///     r#"{"Statement": {
///         "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
///         "Action": "s3:PutObject", "Resource": "arn:aws:s3:::trail/*"
///     }}"#,
/// )?;
/// assert_eq!(confused_deputies(&policy)[0].service, "cloudtrail.amazonaws.com");
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
///
/// Source: "The confused deputy problem" in the IAM user guide, "Cross-service confused deputy
/// prevention", and the pages of that name of the services.
pub fn confused_deputies(policy: &Policy) -> Vec<ConfusedDeputy> {
    let mut found = Vec::new();
    let version = policy.version();
    for statement in policy.statements.iter().filter(|each| each.effect == Effect::Allow) {
        let Some(Principals::These(entries)) = &statement.principals else { continue };
        // Everyone but these, which is another matter.
        if statement.is_not_principal {
            continue;
        }
        // Once for the statement: it may have thousands of services and of conditions.
        let mut because = Vec::new();
        if statement.conditions.iter().any(|each| limits(each, &USUAL_KEYS, version, &mut because))
        {
            continue;
        }
        let others = OTHER_KEYS.map(|(service, key)| {
            let conditions = &statement.conditions;
            (service, conditions.iter().any(|each| limits(each, &[key], version, &mut Vec::new())))
        });
        let services = entries.iter().filter(|entry| entry.kind == PrincipalKind::Service);
        for service in services.flat_map(|entry| &entry.names.values) {
            if !others.contains(&(service.as_str(), true)) {
                found.push(ConfusedDeputy {
                    service: service.clone(),
                    place: statement.place,
                    sid: statement.sid.clone(),
                    because: because.clone(),
                });
            }
        }
    }
    found
}

/// Whether a condition says by one of these keys whom a service works for; why not, if it seems to.
fn limits(
    condition: &Condition,
    keys: &[&str],
    version: Version,
    because: &mut Vec<String>,
) -> bool {
    let key = condition.key.to_ascii_lowercase();
    if !keys.contains(&key.as_str()) {
        return false;
    }
    let why = why_not(condition, &key, version);
    let limits = why.is_none();
    if because.len() < TOLD {
        because.extend(why);
    }
    limits
}

fn why_not(condition: &Condition, key: &str, version: Version) -> Option<String> {
    let name = quoted(&condition.key);
    let test = &condition.operator.test;
    if let Some(why) = lets_absent(&condition.operator) {
        return Some(format!("the test of {name} does not limit: {why}"));
    }
    let values = &condition.values.values;
    if !is_text_test(test) || values.is_empty() {
        return Some(format!("the test of {name} does not limit to fixed values"));
    }
    let is_wild = has_wildcards(test);
    let loose = values.iter().find(|value| !names_source(key, value, is_wild, version));
    if let Some(value) = loose {
        let lacks = match key {
            "aws:sourcearn" | "aws:requesttag/eks-cluster-arn" => "which holds no fixed account",
            "aws:sourceorgpaths" => "which holds no fixed organization",
            _ => "which is not a fixed value",
        };
        return Some(format!("{name} is compared with {}, {lacks}", quoted(value)));
    }
    None
}

fn names_source(key: &str, value: &str, is_wild: bool, version: Version) -> bool {
    let pattern = if is_wild {
        Pattern::with_wildcards(value, version)
    } else {
        Pattern::without_wildcards(value, version)
    };
    let is_fixed = pattern.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)));
    match key {
        "aws:sourcearn" | "aws:requesttag/eks-cluster-arn" => account_of_arn(value).is_some(),
        "aws:sourceaccount" => {
            (is_fixed && is_account(value)) || is_variable(&pattern, "aws:resourceaccount")
        }
        "aws:sourceorgid" => is_fixed || is_variable(&pattern, "aws:resourceorgid"),
        "aws:sourceorgpaths" => !pattern.has_variable() && has_fixed_organization(value),
        _ => is_fixed,
    }
}

/// Whether it is `${key}` and nothing else: what the request is about, not who makes it.
fn is_variable(pattern: &Pattern, key: &str) -> bool {
    matches!(
        pattern.pieces.as_slice(),
        [Piece::Variable { key: variable, default: None }] if variable.eq_ignore_ascii_case(key)
    )
}

#[cfg(test)]
#[path = "confused_deputy_tests.rs"]
mod tests;
