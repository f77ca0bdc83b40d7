//! Patterns for the paths of checks, held against what a path can be.

use super::did_you_mean;

/// Refuses a pattern that no check can have: `module::check`, alone or with values behind
/// (`module::check::port=22`), in which `*` stands for anything and `?` for one character.
///
/// # Errors
///
/// What is wrong, and how it is mended.
pub(super) fn check_pattern(pattern: &str) -> Result<(), String> {
    // The text of a value can hold anything.
    let (path, parameter) = match pattern.split_once('=') {
        Some((before, "")) => {
            return Err(no_check(pattern, &format!("nothing follows `{before}=`"), VALUES));
        }
        Some((before, _)) => match before.rsplit_once("::") {
            Some((path, parameter)) => (path, Some(parameter)),
            // `*=22`, where the star stands for the path too.
            None if before.starts_with('*') => (before, None),
            None => return Err(no_check(pattern, "values stand behind a check", VALUES)),
        },
        None => (pattern, None),
    };
    let segments: Vec<&str> = path.split("::").chain(parameter).collect();
    if let Some(segment) = segments.iter().find(|segment| segment.contains(':')) {
        let mended = pattern.split(':').filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let help = format!("write `{}`", mended.join("::"));
        return Err(no_check(pattern, &format!("`{segment}` has a single colon"), &help));
    }
    if segments.iter().any(|segment| segment.is_empty()) {
        let filled: Vec<&str> = pattern.split("::").filter(|part| !part.is_empty()).collect();
        let help = match filled.is_empty() {
            true => PATH.to_owned(),
            false => format!("write `{0}`, or `{0}::*` for what is below it", filled.join("::")),
        };
        return Err(no_check(pattern, "nothing stands beside one of its `::`", &help));
    }
    if let Some(word @ ("crate" | "self" | "super")) = segments.first().copied() {
        let help = "a path begins with a module of the crate, and is as the test is called";
        return Err(no_check(pattern, &format!("no path begins with `{word}`"), help));
    }
    match segments.iter().enumerate().find(|(_, segment)| !is_name(segment)) {
        Some((0, _)) => Err(no_check(pattern, &what_is_odd(segments[0]), PATH)),
        Some((position, segment)) => {
            let help = format!(
                "name the check alone, `{}`, and the resource by `resource`",
                segments[..position].join("::")
            );
            Err(no_check(pattern, &what_is_odd(segment), &help))
        }
        None => Ok(()),
    }
}

const PATH: &str = "write the path of a check as its tests are called, such as \
                    `s3::buckets_block_public_access` or `s3::*`";
const VALUES: &str = "values are written as in the names of tests: `module::check::port=22`";

fn no_check(pattern: &str, why: &str, help: &str) -> String {
    format!("`{pattern}` can be no check: {why}\nhelp: {help}")
}

/// Whether an identifier can look like that.
fn is_name(segment: &str) -> bool {
    let is_first_odd = segment.starts_with(|first: char| first.is_ascii_digit());
    !is_first_odd && segment.chars().all(is_of_name)
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '_' | '*' | '?')
        || (!letter.is_ascii() && !letter.is_whitespace() && !letter.is_control())
}

fn what_is_odd(segment: &str) -> String {
    match segment.chars().find(|letter| !is_of_name(*letter)) {
        Some(' ') => format!("`{segment}` has a space in it"),
        Some(letter) => format!("`{segment}` has `{}` in it", letter.escape_debug()),
        None => format!("`{segment}` begins with a digit"),
    }
}

/// Whether a pattern is for everything.
pub(super) fn is_every(pattern: &str) -> bool {
    pattern.bytes().all(|byte| byte == b'*')
}

/// Refuses a pattern for resources that looks like an ARN, and that no ARN can have.
///
/// # Errors
///
/// What is wrong, and how it is mended.
pub(super) fn resource_pattern(pattern: &str) -> Result<(), String> {
    if !pattern.to_ascii_lowercase().starts_with("arn:") {
        return Ok(());
    }
    let no_arn = |why: &str, help: &str| {
        let help = if help.is_empty() {
            "one is written like `arn:aws:s3:::acme-logs` or \
             `arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b`"
        } else {
            help
        };
        Err(format!("`{pattern}` can be no ARN: {why}\nhelp: {help}"))
    };
    let parts: Vec<&str> = pattern.splitn(6, ':').collect();
    // What a star stands for may have colons in it: only what is before the first one is in place.
    let has_star = |part: &&str| part.contains('*');
    let in_place = &parts[..parts.iter().position(|part| has_star(&part)).unwrap_or(parts.len())];
    if in_place.len() == parts.len() && parts.len() < 6 {
        let why = format!("it has {} of the six parts that colons separate", parts.len());
        return match parts[..] {
            ["arn", partition, "s3", .., name] if !name.is_empty() => {
                no_arn(&why, &format!("write `arn:{partition}:s3:::{name}`"))
            }
            _ => no_arn(&why, ""),
        };
    }
    let part = |position: usize| in_place.get(position).filter(|part| !part.contains('?')).copied();
    if let Some(word) = part(0).filter(|word| *word != "arn") {
        return no_arn(&format!("it begins with `{word}`"), "");
    }
    if let Some(word) = part(1)
        && !(word == "aws" || word.starts_with("aws-"))
    {
        let partitions = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"];
        let hint = did_you_mean(word, partitions);
        return no_arn(&format!("`{word}` is no partition{hint}"), "");
    }
    if part(2) == Some("") {
        return no_arn("it names no service", "");
    }
    if let Some(account) = part(4)
        && !account.is_empty()
        && account.bytes().all(|byte| byte.is_ascii_digit())
        && account.len() != 12
    {
        return no_arn(&format!("the account `{account}` does not have 12 digits"), "");
    }
    if part(5) == Some("") {
        return no_arn("it ends where the resource would be named", "");
    }
    Ok(())
}
