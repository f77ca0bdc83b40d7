//! Requests as people write them, out of what a search has left.

use super::classes::{Class, Who};
use super::compile::glob_of;
use super::domain::{Domain, Set};
use super::engine::axis_of_key;
use super::keys::{Family, Keys};
use super::space::{Axis, Space, Spent, State};
use crate::access::actions;
use crate::access::language::{Budget, Glob, Number, Numbers, Strings};
use crate::access::{ContextValue, Key, Pattern, Policy, Principal, Request, Version};

/// A request that may be the one that was looked for.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) request: Request,
    /// Whether its action is known to exist.
    pub(crate) is_real_action: bool,
}

/// So many steps a text may take.
const STEPS_OF_A_TEXT: u64 = 2_000_000;

/// Makes a request of what is left; none where no values are found that fit.
pub(crate) fn draft(
    space: &mut Space,
    state: &State,
    class: &Class,
    keys: &Keys,
    policies: &[Option<&Policy>],
) -> Result<Option<Draft>, Spent> {
    let Some((action, is_real_action)) = action(space, state, policies) else { return Ok(None) };
    let Some(resource) = resource(space, state, &action) else { return Ok(None) };
    let Some(principal) = principal(space, state, class) else { return Ok(None) };
    let mut request = Request::new(principal, action, resource);
    for axis in 0..space.axes().len() {
        let Axis::Key(key) = &space.axes()[axis] else { continue };
        let key = key.clone();
        let domain = space.domain(state, axis).clone();
        let Some(value) = key_value(space.budget(), &key, &domain, keys.family(&key)) else {
            return Ok(None);
        };
        match (key.as_str(), value) {
            ("aws:resourceaccount", Some(ContextValue::One(account))) => {
                request.resource_account = Some(account);
            }
            (_, Some(value)) => {
                request.context.insert(key, value);
            }
            // Of these the evaluator has to be told that they are absent.
            (
                "aws:principalaccount"
                | "aws:principaltype"
                | "aws:userid"
                | "aws:resourceaccount"
                | "aws:principalservicenameslist",
                None,
            ) => {
                request.context.insert(key, ContextValue::Many(Vec::new()));
            }
            (_, None) => {}
        }
    }
    show_what_follows(&mut request);
    if !class.named.canonical.is_empty() {
        request = request.with(Request::CANONICAL_USER, "another");
    }
    Ok(Some(Draft { request, is_real_action }))
}

/// Has the context show what the evaluator sees, where a key follows from the principal.
fn show_what_follows(request: &mut Request) {
    for key in request.context.keys().cloned().collect::<Vec<_>>() {
        let follows = match request.key(&key) {
            Key::One(value) => Some(ContextValue::One(value.into_owned())),
            Key::Absent => None,
            Key::Many(_) | Key::Unstated => continue,
        };
        match (follows, request.context.get_mut(&key)) {
            (Some(follows), Some(value)) => *value = follows,
            // That it is absent has to be said of some.
            (None, Some(ContextValue::Many(values))) if values.is_empty() => {}
            (None, _) => {
                request.context.remove(&key);
            }
            (Some(_), None) => {}
        }
    }
}

/// Values for some keys, several for each: such as the state leaves, or none.
pub(crate) fn samples(
    space: &mut Space,
    state: &State,
    keys: &[String],
) -> Vec<Vec<Option<String>>> {
    let mut all = Vec::new();
    for key in keys {
        let mut samples = Vec::new();
        let domain = axis_of_key(space, key).map(|axis| space.domain(state, axis).clone());
        match domain {
            None => samples.push(None),
            Some(domain) => {
                if let Some(Set::Text(texts, _)) = domain.values() {
                    let mut texts = texts.clone();
                    for _ in 0..2 {
                        let Some(text) = text_of(&texts, space.budget(), &examples(key)) else {
                            break;
                        };
                        texts = texts.and_none_of(vec![Glob::text(&text)]);
                        samples.push(Some(text));
                    }
                }
                if domain.can_be_absent() {
                    samples.push(None);
                }
            }
        }
        all.push(samples);
    }
    all
}

fn text_of(texts: &Strings, budget: &mut Budget, prefer: &[&str]) -> Option<String> {
    budget.within(STEPS_OF_A_TEXT, |budget| texts.witness(budget, prefer)).ok().flatten()
}

/// An action of those that are left: one that exists, and is well known, where there is one.
fn action(
    space: &mut Space,
    state: &State,
    policies: &[Option<&Policy>],
) -> Option<(String, bool)> {
    let axis = space.find(&Axis::Action)?;
    let Some(Set::Text(texts, known)) = space.domain(state, axis).values().cloned() else {
        return None;
    };
    let is_in = |action: &str| texts.contains(&action.to_ascii_lowercase());
    if let Some(action) = actions::well_known().find(|action| is_in(action)) {
        return Some((action.to_owned(), true));
    }
    let sample = match known {
        Some(known) => known.to_string(),
        None => text_of(&texts, space.budget(), &[])?,
    };
    let real = |service: &str| {
        let all = actions::of_service(service).map(|name| format!("{service}:{name}"));
        all.into_iter().find(|action| is_in(action))
    };
    let own = sample.split(':').next().unwrap_or_default();
    let other = || actions::services().find_map(real);
    if let Some(action) = real(own).or_else(other) {
        return Some((action, true));
    }
    // As a policy writes it, it may at least be as AWS does.
    let texts = policies.iter().flatten().flat_map(|policy| policy.statements());
    let mut written = texts.flat_map(|statement| &statement.actions.values);
    let action = written.find(|text| text.eq_ignore_ascii_case(&sample));
    Some((action.cloned().unwrap_or(sample), false))
}

/// A resource of those that are left: one of the service of the action where there is one.
fn resource(space: &mut Space, state: &State, action: &str) -> Option<String> {
    let Some(axis) = space.find(&Axis::Resource) else {
        return Some(example_resource(action).to_owned());
    };
    let Some(Set::Text(texts, known)) = space.domain(state, axis).values().cloned() else {
        return None;
    };
    let service = action.split(':').next().unwrap_or_default();
    let examples = ["arn:aws:s3:::example-bucket/key", "arn:aws:s3:::example-bucket"];
    let is_near = |text: &&str| text.split(':').nth(2) == Some(service);
    if let Some(example) = examples.iter().find(|text| is_near(text) && texts.contains(text)) {
        return Some((*example).to_owned());
    }
    if let Some(known) = known.as_deref().filter(is_near) {
        return Some(known.to_owned());
    }
    let own =
        Glob::arn(&Pattern::with_wildcards(&format!("arn:aws:{service}:*:*:*"), Version::V2008));
    let own = own.map(|own| texts.and_any_of(vec![own]));
    own.and_then(|own| text_of(&own, space.budget(), &[]))
        .or_else(|| known.map(|text| text.to_string()))
        .or_else(|| text_of(&texts, space.budget(), &[]))
}

/// Where policies say nothing of a resource: they are those of one.
fn example_resource(action: &str) -> &'static str {
    match action.split(':').next().unwrap_or_default() {
        "sts" => "arn:aws:iam::123456789012:role/example",
        "s3" => "arn:aws:s3:::example-bucket",
        _ => "*",
    }
}

/// Somebody of the class whose keys are among what is left.
fn principal(space: &mut Space, state: &State, class: &Class) -> Option<Principal> {
    let is_open = match &class.who {
        Who::Exactly(_) | Who::Service | Who::Federated => false,
        Who::Root => axis_of_key(space, "aws:principalaccount").is_some(),
        Who::User(_) | Who::Session(_) | Who::FederatedUser(_) => true,
    };
    if !is_open {
        return Some(class.sample());
    }
    let text = |space: &mut Space, key: &str, narrow: Option<Glob>, prefer: &[&str]| {
        let axis = axis_of_key(space, key)?;
        let Some(Set::Text(texts, _)) = space.domain(state, axis).values().cloned() else {
            return None;
        };
        let texts = narrow.map_or(texts.clone(), |glob| texts.and_any_of(vec![glob]));
        text_of(&texts, space.budget(), prefer)
    };
    let name = match &class.who {
        Who::User(_) => text(space, "aws:username", None, &examples("aws:username")),
        _ => None,
    };
    let own = class.account().map(str::to_owned);
    let unnamed = class.named.unnamed_account();
    let account = own
        .or_else(|| text(space, "aws:principalaccount", None, &[&unnamed]))
        .unwrap_or_else(|| unnamed.clone());
    let (service, kind) = match &class.who {
        Who::User(_) => ("iam", "user"),
        Who::Session(_) => ("iam", "role"),
        Who::FederatedUser(_) => ("sts", "federated-user"),
        _ => return Some(class.principal(Some(&account), None)),
    };
    let partition = class.named.own_partition();
    let prefix = format!("arn:{partition}:{service}::{account}:{kind}/");
    if axis_of_key(space, "aws:principalarn").is_none() {
        let arn = name.map(|name| format!("{prefix}{name}"));
        // Whom a policy names is another class.
        let arn = arn.filter(|arn| !class.named.arns.contains(arn));
        return Some(class.principal(Some(&account), arn.as_deref()));
    }
    let is_account_open =
        axis_of_key(space, "aws:principalaccount").is_none() && class.is_of_unnamed_account();
    let name_of = |text: &str| match &name {
        Some(name) => vec![format!("{text}{name}"), format!("{text}*/{name}")],
        None => vec![format!("{text}*")],
    };
    let mut globs = name_of(&prefix);
    if is_account_open {
        globs.extend(name_of(&format!("arn:{partition}:{service}::????????????:{kind}/")));
    }
    let example = class.principal(Some(&account), None);
    let example = match &example {
        Principal::User { arn } | Principal::FederatedUser { arn } => arn.clone(),
        Principal::Session { role, .. } => role.clone(),
        _ => String::new(),
    };
    let arn = globs.iter().find_map(|glob| {
        text(space, "aws:principalarn", Some(glob_of(glob)), &[&example]).map(with_digits)
    })?;
    Some(class.principal(Some(&account), Some(&arn)))
}

/// The same ARN, in which the account is made of digits where the policies leave it open.
fn with_digits(arn: String) -> String {
    let account = arn.split(':').nth(4).unwrap_or_default();
    if account.bytes().all(|byte| byte.is_ascii_digit()) {
        return arn;
    }
    let digits: String =
        account.chars().map(|letter| if letter.is_ascii_digit() { letter } else { '9' }).collect();
    let account = format!(":{account}:");
    arn.replacen(&account, &format!(":{digits}:"), 1)
}

/// What a key holds: nothing, where it can be absent. None where no value is found.
fn key_value(
    budget: &mut Budget,
    key: &str,
    domain: &Domain,
    family: Family,
) -> Option<Option<ContextValue>> {
    let is_shown = key == "aws:sourceip" && domain.values().is_some();
    if domain.can_be_absent() && !is_shown {
        return Some(None);
    }
    let all = domain.values()?;
    let demands = domain.demands();
    if demands.is_empty() {
        return Some(Some(ContextValue::One(value_of(budget, key, all, family)?)));
    }
    let mut values = Vec::new();
    for demand in &demands {
        values.push(value_of(budget, key, demand, family)?);
    }
    values.sort();
    values.dedup();
    Some(Some(match values.len() {
        1 => ContextValue::One(values.remove(0)),
        _ => ContextValue::Many(values),
    }))
}

fn value_of(budget: &mut Budget, key: &str, set: &Set, family: Family) -> Option<String> {
    match set {
        Set::Text(texts, _) => text_of(texts, budget, &examples(key)),
        Set::Address(addresses) => Some(addresses.witness()?.to_string()),
        Set::Number(numbers) => {
            let from =
                if family == Family::Date { Number::of(1_767_225_600) } else { Number::of(0) };
            let preferred = numbers.intersection(&Numbers::at_least(from)).witness();
            let number = preferred.or_else(|| numbers.witness())?;
            Some(if family == Family::Date { moment(number) } else { number.to_string() })
        }
    }
}

/// A moment as ISO 8601 has it, but for one with parts of seconds.
fn moment(number: Number) -> String {
    let text = number.to_string();
    let seconds = text.parse::<u64>().map(std::time::Duration::from_secs);
    match seconds.ok().and_then(|after| std::time::UNIX_EPOCH.checked_add(after)) {
        Some(time) => humantime::format_rfc3339_seconds(time).to_string(),
        None => text,
    }
}

/// Values of a key that read well.
fn examples(key: &str) -> Vec<&'static str> {
    match key {
        "aws:username" => vec!["alice", "bob", "carol"],
        "aws:userid" => vec!["AIDAEXAMPLEUSERID1234", "AROAEXAMPLEROLEID1234:session"],
        "aws:principalorgid" | "aws:resourceorgid" => vec!["o-exampleorg1"],
        "aws:principalaccount" | "aws:sourceaccount" | "aws:resourceaccount" => {
            vec!["999988887777", "888877776666"]
        }
        "aws:securetransport" => vec!["true"],
        "aws:sourcevpce" => vec!["vpce-0123456789abcdef0"],
        "aws:sourcevpc" => vec!["vpc-0123456789abcdef0"],
        "aws:requestedregion" => vec!["us-east-1", "eu-west-1"],
        _ => vec!["example", "other"],
    }
}
