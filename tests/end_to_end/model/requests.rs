//! What we send beside what AWS takes.

use configtest::__collector::model::{Answer, FacetSpec, Operation, Request, token_of};

use super::Differences;
use super::api::{Api, ApiMember, ApiOperation, Shape};

/// Compares the request of an operation. `facet` is how its answer is read, where it is read so.
pub fn compare(
    operation: &Operation,
    facet: Option<&FacetSpec>,
    api: &Api,
    differences: &mut Differences,
) {
    let name = operation.qualified();
    let Some(theirs) = api.operation(operation.service, operation.name) else {
        return differences.add(&name, "AWS has no such operation");
    };
    let mut sent = Vec::new();
    let mut say = |what: String| differences.add(&name, &what);
    match &operation.request {
        Request::Query { parameters, resource, page } => {
            let named = parameters.iter().map(|(name, value)| (*name, Some(*value)));
            for (name, value) in named.chain(resource.iter().map(|name| (*name, None))) {
                match theirs.input.as_ref().and_then(|input| in_query(input, name)) {
                    Some((member, of)) => {
                        sent.push(member);
                        if let Some(value) = value.filter(|value| !takes(of, value)) {
                            say(format!("AWS does not take `{value}` for `{name}`"));
                        }
                    }
                    None => say(format!("AWS does not take `{name}`")),
                }
            }
            let of = |name: &str| theirs.input.as_ref()?.members.get(name);
            pages(
                (of("NextToken"), of("MaxResults")),
                page.map(Some),
                (token_of(operation), theirs),
                &mut say,
            );
        }
        Request::Bucket { subresource } => {
            sent.push("Bucket".to_owned());
            same_target(theirs, &format!("/{{}}?{subresource}"), &mut say);
            let token = theirs.parameter("querystring", "continuation-token");
            let are_paged = facet.is_some_and(|facet| matches!(facet.answer, Answer::Pages(..)));
            pages(
                (token, None),
                are_paged.then_some(None),
                (token_of(operation), theirs),
                &mut say,
            );
        }
        Request::Path { path, page } => {
            let (path, query) = path.split_once('?').unwrap_or((path, ""));
            same_target(theirs, path, &mut say);
            for pair in query.split('&').filter(|pair| !pair.is_empty()) {
                let (name, value) = pair.split_once('=').unwrap();
                match theirs.parameter("querystring", name) {
                    Some(member) if takes(&member.of, value) => {}
                    _ => say(format!("AWS does not take `{pair}`")),
                }
            }
            // Whatever stands in the path is told; the account is a header.
            let input = theirs.input.iter().flat_map(|input| &input.members);
            let is_in_path = |member: &ApiMember| member.location.as_deref() == Some("uri");
            sent.extend(input.filter(|(_, of)| is_in_path(of)).map(|(name, _)| name.clone()));
            if theirs.parameter("header", "x-amz-account-id").is_some() {
                sent.push("AccountId".to_owned());
            }
            let (token, size) = match page {
                Some((token, size, _)) => (*token, *size),
                None => ("nextToken", "maxResults"),
            };
            let of = |name: &str| theirs.parameter("querystring", name);
            pages(
                (of(token), of(size)),
                page.map(|(.., most)| Some(most)),
                (token_of(operation), theirs),
                &mut say,
            );
        }
    }
    for required in &theirs.required {
        // The role is the source's own, and not of the table.
        if !sent.contains(required) && operation.name != "AssumeRole" {
            say(format!("AWS asks for `{required}`"));
        }
    }
}

/// Where we ask for pages AWS has them, and where AWS has them we ask: `asked` is the size of a page
/// where one is told.
fn pages(
    (token, size): (Option<&ApiMember>, Option<&ApiMember>),
    asked: Option<Option<u32>>,
    (next, theirs): (&str, &ApiOperation),
    say: &mut impl FnMut(String),
) {
    let Some(asked) = asked else {
        if token.is_some() {
            say("AWS answers in pages, and we do not ask for them".to_owned());
        }
        return;
    };
    if token.is_none() {
        say("AWS takes no token of a page".to_owned());
    }
    let output = theirs.output.iter().flat_map(|output| output.members.values());
    if !output.into_iter().any(|member| member.wire.eq_ignore_ascii_case(next)) {
        say(format!("AWS answers no `{next}`"));
    }
    match (asked, size) {
        (None, None) => {}
        (Some(asked), Some(member)) => {
            let (least, most) = (member.of.least.unwrap_or(1), member.of.most);
            if asked < least || most.is_some_and(|most| asked > most) {
                let most = most.map_or_else(|| "any".to_owned(), |most| most.to_string());
                say(format!("pages of {asked} are not between {least} and {most}"));
            }
        }
        (None, Some(_)) => say("AWS takes a size of pages".to_owned()),
        (Some(_), None) => say("AWS takes no size of pages".to_owned()),
    }
}

/// The member of a request that `A.1.B` names, and what it is.
fn in_query<'a>(input: &'a Shape, name: &str) -> Option<(String, &'a Shape)> {
    let mut at = input;
    let mut first = None;
    for part in name.split('.') {
        at = match part.parse::<u32>() {
            Ok(_) => at.item.as_deref()?,
            Err(_) => {
                let (name, member) = at.members.iter().find(|(_, of)| of.query == part)?;
                first.get_or_insert_with(|| name.clone());
                &member.of
            }
        };
    }
    (at.kind != "list" && at.kind != "structure").then_some((first?, at))
}

fn takes(of: &Shape, value: &str) -> bool {
    match of.kind.as_str() {
        "boolean" => ["true", "false"].contains(&value),
        "string" => of.values.is_empty() || of.values.iter().any(|known| known == value),
        _ => false,
    }
}

/// The method and the path, with `{}` for what is named.
fn same_target(theirs: &ApiOperation, ours: &str, say: &mut impl FnMut(String)) {
    let mut target = String::new();
    let mut is_name = false;
    for character in theirs.uri.chars() {
        match character {
            '{' => is_name = true,
            '}' => {
                is_name = false;
                target.push_str("{}");
            }
            _ if is_name => {}
            _ => target.push(character),
        }
    }
    if theirs.method != "GET" || target != ours {
        say(format!("we send `GET {ours}`, AWS takes `{} {target}`", theirs.method));
    }
}
