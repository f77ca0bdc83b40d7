//! Answers, as text and as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use configtest::__collector::inert;
use configtest::access::{ContextValue, Principal, Request, Witness};
use serde::Serialize;

use super::asked::{CheckResult, Reason, Verdict};

/// The answer for a person: what comes of it, the request that shows it, and the statement.
pub(super) fn write_text(out: &mut impl Write, verdict: &Verdict) -> io::Result<()> {
    writeln!(out, "{}: {}", word(verdict.result), verdict.message)?;
    let mut last = None;
    for reason in &verdict.reasons {
        let shown: Cow<'_, str> = inert(&reason.description);
        if last.as_ref() != Some(&shown) {
            for line in shown.lines() {
                writeln!(out, "  {line}")?;
            }
        }
        last = Some(shown);
        if let Some(index) = reason.statement_index {
            let sid = reason.statement_id.as_deref().map(|sid| format!(" (`{}`)", inert(sid)));
            writeln!(out, "  by statement {}{}", index + 1, sid.unwrap_or_default())?;
        }
    }
    Ok(())
}

/// The answer as one line of JSON.
pub(super) fn write_json(out: &mut impl Write, verdict: &Verdict) -> io::Result<()> {
    let answer = Answer {
        result: word(verdict.result),
        message: &verdict.message,
        reasons: verdict.reasons.iter().map(ReasonSummary::of).collect(),
        witness: verdict.witness.as_ref().map(WitnessJson::of),
    };
    // What would act on a terminal is escaped, as JSON has it for what is below a space.
    let mut json = String::new();
    for letter in serde_json::to_string(&answer)?.chars() {
        match letter {
            '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => json.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => json.push(letter),
        }
    }
    writeln!(out, "{json}")
}

fn word(result: CheckResult) -> &'static str {
    match result {
        CheckResult::Pass => "PASS",
        CheckResult::Fail => "FAIL",
        CheckResult::Unknown => "UNKNOWN",
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    result: &'static str,
    message: &'a str,
    reasons: Vec<ReasonSummary<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<WitnessJson<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReasonSummary<'a> {
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement_index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement_id: Option<&'a str>,
}

impl<'a> ReasonSummary<'a> {
    fn of(reason: &'a Reason) -> Self {
        Self {
            description: &reason.description,
            statement_index: reason.statement_index,
            statement_id: reason.statement_id.as_deref(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WitnessJson<'a> {
    principal: PrincipalJson<'a>,
    action: &'a str,
    resource: &'a str,
    context: BTreeMap<&'a str, ValueJson<'a>>,
    is_known_action: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueJson<'a> {
    One(&'a str),
    Many(&'a [String]),
}

/// As a policy would name it.
#[derive(Serialize)]
enum PrincipalJson<'a> {
    #[serde(rename = "*")]
    Anonymous,
    #[serde(rename = "AWS", untagged)]
    Named(BTreeMap<&'static str, Cow<'a, str>>),
}

impl<'a> WitnessJson<'a> {
    fn of(witness: &'a Witness) -> Self {
        let request = witness.request();
        let context = request.context.iter().filter(|(key, _)| *key != Request::CANONICAL_USER);
        let value = |value: &'a ContextValue| match value {
            ContextValue::One(value) => ValueJson::One(value),
            ContextValue::Many(values) => ValueJson::Many(values),
        };
        Self {
            principal: principal(&request.principal),
            action: &request.action,
            resource: &request.resource,
            context: context.map(|(key, of)| (key.as_str(), value(of))).collect(),
            is_known_action: witness.is_real_action(),
        }
    }
}

fn principal(principal: &Principal) -> PrincipalJson<'_> {
    let (kind, name): (_, Cow<'_, str>) = match principal {
        Principal::Anonymous => return PrincipalJson::Anonymous,
        Principal::Root { account } => ("AWS", format!("arn:aws:iam::{account}:root").into()),
        Principal::User { arn } | Principal::FederatedUser { arn } => ("AWS", arn.into()),
        Principal::Session { role, session } => ("AWS", session_arn(role, session).into()),
        Principal::Service { name } => ("Service", name.into()),
        Principal::Federated { provider } => ("Federated", provider.into()),
    };
    PrincipalJson::Named(BTreeMap::from([(kind, name)]))
}

/// How AWS calls a session: the account of the role, and the last part of its name.
///
/// Source: "IAM identifiers" in the IAM user guide.
fn session_arn(role: &str, session: &str) -> String {
    let part = |number: usize| role.split(':').nth(number).unwrap_or_default();
    let name = role.rsplit('/').next().unwrap_or_default();
    format!("arn:{}:sts::{}:assumed-role/{name}/{session}", part(1), part(4))
}
