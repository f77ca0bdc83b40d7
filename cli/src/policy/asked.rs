//! What is asked, and what comes of it.

use configtest::__collector::{Conclusion, did_you_mean};
use configtest::access::{
    Answer, Policy, ResourceType, UnknownResourceType, Witness, check_access_not_granted,
    check_no_new_access, check_no_public_access,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::command::PolicyCheckError;

/// One of the checks, with what the command line says of it.
pub(super) enum Question {
    NoNewAccess { documents: [Option<Policy>; 2] },
    NotGranted { policy: Option<Policy>, actions: Vec<String>, resources: Vec<String> },
    NoPublicAccess { policy: Option<Policy>, resource_type: Option<ResourceType> },
}

/// What comes of it.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) result: CheckResult,
    /// In one sentence.
    pub(super) message: String,
    pub(super) reasons: Vec<Reason>,
    pub(super) witness: Option<Witness>,
}

/// `result` of AWS's API, and that it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CheckResult {
    Pass,
    Fail,
    Unknown,
}

/// `ReasonSummary` of AWS's API.
#[derive(Debug)]
pub(super) struct Reason {
    pub(super) description: String,
    /// From 0.
    pub(super) statement_index: Option<usize>,
    pub(super) statement_id: Option<String>,
}

/// A line of input. What else it says is not looked at.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    #[serde(borrow, alias = "newPolicyDocument")]
    new: Option<&'a RawValue>,
    #[serde(borrow, alias = "existingPolicyDocument")]
    existing: Option<&'a RawValue>,
    #[serde(borrow, alias = "policyDocument")]
    policy: Option<&'a RawValue>,
    actions: Option<Vec<String>>,
    resources: Option<Vec<String>>,
    resource_type: Option<String>,
}

impl Question {
    /// The answer for the policies of the command line.
    pub(super) fn answer(&self) -> Result<Verdict, PolicyCheckError> {
        Ok(match self {
            Self::NoNewAccess { documents: [Some(new), Some(existing)] } => {
                no_new_access(new, existing)
            }
            Self::NotGranted { policy: Some(policy), actions, resources } => {
                not_granted(policy, actions, resources)
            }
            Self::NoPublicAccess { policy: Some(policy), resource_type: Some(of) } => {
                no_public_access(policy, *of)
            }
            // The command line is refused before.
            Self::NoNewAccess { .. } | Self::NotGranted { .. } | Self::NoPublicAccess { .. } => {
                return Err(PolicyCheckError::Nothing);
            }
        })
    }

    /// The answer for a line of input; one that cannot be read is not known.
    pub(super) fn of_line(&self, number: usize, line: &[u8]) -> Verdict {
        self.try_line(line).unwrap_or_else(|why| {
            let reason = Reason::of(why);
            let message = format!("line {number} cannot be answered");
            Verdict { result: CheckResult::Unknown, message, reasons: vec![reason], witness: None }
        })
    }

    fn try_line(&self, line: &[u8]) -> Result<Verdict, String> {
        let line: Line<'_> = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        match self {
            Self::NoNewAccess { .. } => {
                let new = policy_of(line.new, "new")?;
                Ok(no_new_access(&new, &policy_of(line.existing, "existing")?))
            }
            Self::NotGranted { actions, resources, .. } => {
                let actions = line.actions.as_ref().unwrap_or(actions);
                let resources = line.resources.as_ref().unwrap_or(resources);
                if actions.is_empty() && resources.is_empty() {
                    return Err("neither the line nor the command line names `actions` or \
                                `resources`"
                        .to_owned());
                }
                actions.iter().try_for_each(|text| an_action(text).map(|_| ()))?;
                resources.iter().try_for_each(|text| a_resource(text).map(|_| ()))?;
                Ok(not_granted(&policy_of(line.policy, "policy")?, actions, resources))
            }
            Self::NoPublicAccess { resource_type, .. } => {
                let policy = policy_of(line.policy, "policy")?;
                let named = line.resource_type.map(|word| self::resource_type(&word));
                let of = match (named, resource_type) {
                    (Some(named), _) => named?,
                    (None, Some(of)) => *of,
                    (None, None) => {
                        return Err("neither the line nor the command line names a \
                                    `resourceType`"
                            .to_owned());
                    }
                };
                Ok(no_public_access(&policy, of))
            }
        }
    }
}

/// An action, or a pattern of actions; what no action can be would never be granted.
pub(super) fn an_action(text: &str) -> Result<String, String> {
    let parts =
        text.split_once(':').filter(|(service, name)| !service.is_empty() && !name.is_empty());
    match text == "*" || parts.is_some() {
        true => Ok(text.to_owned()),
        false => {
            Err(format!("`{text}` is no action\nhelp: write it like `s3:GetObject`, `s3:*` or `*`"))
        }
    }
}

/// An ARN, or a pattern of ARNs.
pub(super) fn a_resource(text: &str) -> Result<String, String> {
    match text.starts_with('*') || text.starts_with("arn:") {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "`{text}` is no ARN\nhelp: write it like `arn:aws:s3:::acme-logs/*`, or `*`"
        )),
    }
}

/// The resource type of that name.
pub(super) fn resource_type(word: &str) -> Result<ResourceType, String> {
    word.parse().map_err(|error: UnknownResourceType| {
        let hint = did_you_mean(word, ResourceType::all().map(ResourceType::name));
        format!("{error}{hint}")
    })
}

/// A policy of a line: JSON, or JSON within a text.
fn policy_of(raw: Option<&RawValue>, key: &str) -> Result<Policy, String> {
    let raw = raw.ok_or_else(|| format!("the line has no `{key}`"))?.get();
    let unpacked: Option<String> = match raw.starts_with('"') {
        true => Some(serde_json::from_str(raw).map_err(|error| format!("`{key}`: {error}"))?),
        false => None,
    };
    let text = unpacked.as_deref().unwrap_or(raw);
    Policy::parse(text).map_err(|error| format!("`{key}`: {error}"))
}

fn no_new_access(new: &Policy, existing: &Policy) -> Verdict {
    Verdict::of(
        check_no_new_access(new, existing),
        "the new policy allows nothing that the existing one does not",
        "the new policy allows what the existing one does not",
    )
}

fn not_granted(policy: &Policy, actions: &[String], resources: &[String]) -> Verdict {
    let [actions, resources] =
        [actions, resources].map(|texts| texts.iter().map(String::as_str).collect::<Vec<_>>());
    let answer = check_access_not_granted(policy, &actions, &resources);
    Verdict::of(
        answer,
        "the policy grants none of the access that it is not to grant",
        "the policy grants access that it is not to grant",
    )
}

fn no_public_access(policy: &Policy, resource_type: ResourceType) -> Verdict {
    Verdict::of(
        check_no_public_access(policy, resource_type),
        "the policy does not let in the public",
        "the policy lets in the public",
    )
}

impl Verdict {
    fn of(answer: Answer, pass: &str, fail: &str) -> Self {
        let with = |result, message: &str, reasons, witness| Self {
            result,
            message: message.to_owned(),
            reasons,
            witness,
        };
        match answer {
            Answer::Holds => with(CheckResult::Pass, pass, Vec::new(), None),
            Answer::Violated(witness) => {
                let reasons = witness.statements().iter().map(|by| Reason {
                    description: format!("{witness}"),
                    statement_index: Some(by.place.index),
                    statement_id: by.sid.clone(),
                });
                let reasons = reasons.collect();
                with(CheckResult::Fail, fail, reasons, Some(*witness))
            }
            Answer::Unknown(doubts) => {
                let reasons = doubts.iter().map(|doubt| Reason::of(doubt.to_string())).collect();
                with(CheckResult::Unknown, "it is not known", reasons, None)
            }
        }
    }

    pub(super) fn conclusion(&self) -> Conclusion {
        match self.result {
            CheckResult::Pass => Conclusion::Clean,
            CheckResult::Fail => Conclusion::Findings,
            CheckResult::Unknown => Conclusion::CouldNotJudge,
        }
    }
}

impl Reason {
    fn of(description: String) -> Self {
        Self { description, statement_index: None, statement_id: None }
    }
}
