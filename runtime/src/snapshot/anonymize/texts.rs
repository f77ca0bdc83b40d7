//! Texts, by what they look like.

use super::addresses::address;
use super::names::Names;
use super::words::{
    is_arn_type, is_aws_host, is_host_word, is_id_prefix, is_kept, is_phrase, is_region_or_zone,
    is_tag_key, is_zone_id, phrase_before_remark,
};

/// Group URIs of access control lists.
const GROUPS: &str = "http://acs.amazonaws.com/groups/";
/// Names of services, which are AWS's but for the ids in them.
const SERVICES: &str = "com.amazonaws.";
/// Aliases of keys that AWS manages.
const AWS_ALIAS: &str = "alias/aws/";
/// Roles of AWS's own.
const AWS_ROLE: &str = "AWSServiceRoleFor";
/// What the ids of IAM begin with: what they are of.
const UNIQUE_IDS: [&str; 12] = [
    "ABIA", "ACCA", "AGPA", "AIDA", "AIPA", "AKIA", "ANPA", "ANVA", "APKA", "AROA", "ASCA", "ASIA",
];

/// The replacement of any text.
pub(super) fn text(names: &mut Names, original: &str) -> String {
    if is_kept(original) || is_phrase(original) || original.starts_with(GROUPS) {
        return original.to_owned();
    }
    if let Some((phrase, remark)) = phrase_before_remark(original) {
        return format!("{phrase}{}", text(names, remark));
    }
    pieces(
        original,
        |letter| letter.is_whitespace() || "\"'`,;()[]<>|".contains(letter),
        |piece| chunk(names, piece),
    )
}

/// The replacement of a tag's key.
pub(super) fn tag_key(names: &mut Names, key: &str) -> String {
    if is_tag_key(key) { key.to_owned() } else { text(names, key) }
}

/// What must not hold an original, since it is a word of AWS, and is kept unless it does.
pub(super) fn word_of_aws(names: &mut Names, original: &str) -> String {
    if has_account(original) || original.contains("arn:") || original.contains('@') {
        return text(names, original);
    }
    original.to_owned()
}

fn has_account(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits >= 12
    })
}

/// Whether it is the alias of a key that AWS manages.
fn is_aws_alias(text: &str) -> bool {
    text.strip_prefix(AWS_ALIAS).is_some_and(|service| {
        service.bytes().all(|of| of.is_ascii_lowercase() || of.is_ascii_digit() || of == b'-')
            && !has_account(service)
    })
}

/// The replacement of the name of a role of AWS's own: somebody chose what follows the underscore.
fn aws_role(names: &mut Names, original: &str) -> Option<String> {
    let (role, suffix) =
        original.split_once('_').map_or((original, None), |(role, suffix)| (role, Some(suffix)));
    let is_role = role.starts_with(AWS_ROLE)
        && role.bytes().all(|of| of.is_ascii_alphanumeric())
        && !has_account(role);
    is_role.then(|| match suffix {
        Some(suffix) => format!("{role}_{}", names.name(suffix)),
        None => role.to_owned(),
    })
}

/// Whether it is a number that is too short for an account: `42`, `1.2`.
pub(super) fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|of| of.is_ascii_digit());
    are_digits(whole) && are_digits(fraction) && text.len() < 12
}

/// Whether it is a date, or a date with a time: `2026-11-24`, `2026-11-24T05:00:00Z`.
pub(super) fn is_time(text: &str) -> bool {
    let shape = |text: &str| -> String {
        text.chars().map(|of| if of.is_ascii_digit() { '0' } else { of }).collect()
    };
    let (date, time) = text.split_once('T').map_or((text, None), |(date, of)| (date, Some(of)));
    let is_time = |time: &str| {
        let (time, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        ["00:00", "00:00:00"].contains(&shape(time).as_str())
            && ["", "Z", "+00:00", "-00:00", "+0000", "-0000"].contains(&shape(zone).as_str())
            && (1..=9).contains(&fraction.len())
            && fraction.bytes().all(|of| of.is_ascii_digit())
    };
    shape(date) == "0000-00-00" && time.is_none_or(is_time)
}

/// Replaces what stands between the separators, and keeps those.
fn pieces(
    text: &str,
    separates: impl Fn(char) -> bool,
    mut replace: impl FnMut(&str) -> String,
) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| separates(*letter)) {
        let (piece, next) = rest.split_at(at);
        replaced.push_str(&replace(piece));
        replaced.push(letter);
        rest = next.get(letter.len_utf8()..).unwrap_or_default();
    }
    replaced.push_str(&replace(rest));
    replaced
}

/// What stands between spaces.
fn chunk(names: &mut Names, original: &str) -> String {
    if original.is_empty() || is_kept(original) || is_time(original) {
        return original.to_owned();
    }
    if original.starts_with("arn:") {
        return arn(names, original);
    }
    if let Some(address) = address(names, original) {
        return address;
    }
    if let Some((scheme, rest)) = original.split_once("://") {
        return format!("{}://{}", word(names, scheme), chunk(names, rest));
    }
    if let Some((local, host)) = original.split_once('@')
        && !local.is_empty()
        && host.contains('.')
    {
        return format!("{}@example.com", names.name(&format!("{local}@{host}")));
    }
    if is_fingerprint(original) {
        return names.digits(original);
    }
    if let Some(service) = original.strip_prefix(SERVICES) {
        let of_service =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        if !service.bytes().all(of_service) || has_account(service) {
            return names.name(original);
        }
        return pieces(
            original,
            |letter| letter == '.',
            |label| match id(names, label) {
                Some(id) => id,
                None => label.to_owned(),
            },
        );
    }
    if is_aws_alias(original) {
        return original.to_owned();
    }
    if let Some(role) = aws_role(names, original) {
        return role;
    }
    pieces(original, |letter| "/:=*?&#%+~!${}\\".contains(letter), |piece| word(names, piece))
}

/// What stands between separators.
fn word(names: &mut Names, original: &str) -> String {
    // Dots at either end belong to the sentence, or to what an asterisk stands for.
    let inner = original.trim_matches('.');
    // A number says how much or when, unless a resource is called so.
    if inner.is_empty() || is_kept(inner) || is_time(inner) {
        return original.to_owned();
    }
    if is_number(inner) && !names.is_of_a_resource(inner) {
        return original.to_owned();
    }
    if inner.len() < original.len() {
        let start = original.len() - original.trim_start_matches('.').len();
        let (left, rest) = original.split_at(start);
        let right = rest.get(inner.len()..).unwrap_or_default();
        return format!("{left}{}{right}", word(names, inner));
    }
    if original.len() == 12 && original.bytes().all(|byte| byte.is_ascii_digit()) {
        return names.account(original);
    }
    if let Some(id) = id(names, original).or_else(|| address(names, original)) {
        return id;
    }
    if let Some(host) = numbered_host(names, original) {
        return host;
    }
    // AWS gives these endings a meaning.
    for end in ["-s3alias", ".mrap"] {
        if let Some(name) = original.strip_suffix(end) {
            return format!("{}{end}", word(names, name));
        }
    }
    for end in ["--x-s3", "--xa-s3"] {
        if let Some((name, zone)) =
            original.strip_suffix(end).and_then(|whole| whole.rsplit_once("--"))
            && is_zone_id(zone)
        {
            return format!("{}--{zone}{end}", names.name(name));
        }
    }
    if original.contains('.') {
        return host(names, original);
    }
    names.name(original)
}

/// A name with dots in it.
fn host(names: &mut Names, original: &str) -> String {
    if !is_aws_host(original) {
        return format!("{}.example.com", names.name(original));
    }
    // What is left of the words of AWS is one name, which may have dots of its own.
    let mut kept = original.len();
    for label in original.rsplit('.') {
        if !is_host_word(label) {
            break;
        }
        kept = kept.saturating_sub(label.len() + 1);
        // What stands before it is the name of a bucket, which may be made of any words.
        if is_s3_host(label) {
            break;
        }
    }
    let (name, rest) = original.split_at(kept.min(original.len()));
    let of_service = |name: &str| !name.contains('.') && !name.contains("vpce-");
    let plain_end = rest.strip_prefix('.').unwrap_or(rest);
    let (first, after_region) = plain_end.split_once('.').unwrap_or((plain_end, ""));
    let end = if is_region_or_zone(first) { after_region } else { plain_end };
    // Nobody but a service of AWS is called so.
    if of_service(name) && ["amazonaws.com", "amazonaws.com.cn"].contains(&end) {
        return original.to_owned();
    }
    match name {
        "" => original.to_owned(),
        name => format!("{}{rest}", word(names, name)),
    }
}

/// Whether the name of a bucket stands before that part of a host's name.
fn is_s3_host(label: &str) -> bool {
    ["s3", "s3-accesspoint", "s3-control", "s3-website"].contains(&label)
        || label.starts_with("s3-website-")
}

/// `ip-10-0-0-1` and `ec2-192-0-2-1`, as AWS calls its hosts, with the domain behind it.
fn numbered_host(names: &mut Names, name: &str) -> Option<String> {
    let (label, domain) = name.split_at(name.find('.').unwrap_or(name.len()));
    let (kind, number) = label.split_once('-')?;
    let is_of_aws = domain.is_empty() || is_aws_host(domain);
    if !["ip", "ec2"].contains(&kind) || !is_of_aws {
        return None;
    }
    let address = address(names, &number.replace('-', "."))?.replace('.', "-");
    Some(format!("{kind}-{address}{domain}"))
}

/// The replacement of an id, also of one with something behind it.
fn id(names: &mut Names, original: &str) -> Option<String> {
    let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    for (at, _) in original.match_indices('-') {
        let (prefix, digits) = (original.get(..at)?, original.get(at + 1..)?);
        let length = digits.find('-').unwrap_or(digits.len());
        let (digits, rest) = digits.split_at(length);
        if !is_id_prefix(prefix) {
            continue;
        }
        let of_organization = ["o", "ou", "r"].contains(&prefix);
        if of_organization
            && digits.len() >= 4
            && digits.bytes().all(|of| of.is_ascii_alphanumeric())
        {
            let letters = names.capitals(digits).to_ascii_lowercase();
            let rest = rest.strip_prefix('-').map(|rest| names.capitals(rest).to_ascii_lowercase());
            return Some(match rest {
                Some(rest) => format!("{prefix}-{letters}-{rest}"),
                None => format!("{prefix}-{letters}"),
            });
        }
        if ![8, 10, 17].contains(&digits.len()) || !is_hex(digits) {
            continue;
        }
        let digits = names.digits(digits);
        let rest = match rest.strip_prefix('-') {
            Some(rest) if is_kept(rest) => format!("-{rest}"),
            Some(rest) => format!("-{}", word(names, rest)),
            None => String::new(),
        };
        return Some(format!("{prefix}-{digits}{rest}"));
    }
    let bytes = original.as_bytes();
    let is_capital = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    if (16..=24).contains(&original.len())
        && bytes.iter().all(is_capital)
        && let Some((kind, rest)) = original.split_at_checked(4)
        && UNIQUE_IDS.contains(&kind)
    {
        return Some(format!("{kind}{}", names.capitals(rest)));
    }
    let is_uuid = original.len() == 36 && original.matches('-').count() == 4;
    let is_long = original.len() >= 20 && is_hex(original);
    if (is_uuid && is_hex(&original.replace('-', ""))) || is_long {
        return Some(names.digits(original));
    }
    None
}

fn arn(names: &mut Names, original: &str) -> String {
    let mut parts = original.splitn(6, ':');
    let mut part = || parts.next().unwrap_or_default();
    let (_, partition, service, region, account, resource) =
        (part(), part(), part(), part(), part(), part());
    let of_service = |of: u8| of.is_ascii_lowercase() || of.is_ascii_digit() || b"-*".contains(&of);
    let is_arn = (partition == "*" || partition.starts_with("aws"))
        && service.bytes().all(of_service)
        && (["", "*"].contains(&region) || is_region_or_zone(region));
    if !is_arn {
        return pieces(original, |letter| "/:*".contains(letter), |piece| word(names, piece));
    }
    if account == "aws" && service == "iam" {
        return original.to_owned();
    }
    let account = match account {
        "cloudfront" => account.to_owned(),
        account => chunk(names, account),
    };
    let resource = match resource.split_once(['/', ':']) {
        _ if service == "s3" && account.is_empty() => chunk(names, resource),
        Some((of, rest)) if is_arn_type(of) => {
            let separator = resource.get(of.len()..of.len() + 1).unwrap_or_default();
            format!("{of}{separator}{}", arn_rest(names, of, rest))
        }
        None if is_arn_type(resource) => resource.to_owned(),
        _ => chunk(names, resource),
    };
    format!("arn:{partition}:{service}:{region}:{account}:{resource}")
}

/// What stands in an ARN behind the type of the resource.
fn arn_rest(names: &mut Names, of: &str, rest: &str) -> String {
    if of == "alias" && is_aws_alias(&format!("{of}/{rest}")) {
        return rest.to_owned();
    }
    if of == "role"
        && let Some((host, role)) =
            rest.strip_prefix("aws-service-role/").and_then(|rest| rest.split_once('/'))
    {
        let role = aws_role(names, role).unwrap_or_else(|| chunk(names, role));
        return format!("aws-service-role/{}/{role}", chunk(names, host));
    }
    match (of, rest.split_once('/')) {
        // The kind of a load balancer, or of a table bucket's resource, stands second.
        (_, Some((kind, rest))) if is_arn_type(kind) || kind == "service-role" => {
            format!("{kind}/{}", arn_rest(names, kind, rest))
        }
        _ => chunk(names, rest),
    }
}

/// Hexadecimal digits in small groups: a fingerprint, or the address of a network card.
fn is_fingerprint(text: &str) -> bool {
    let of_group =
        |part: &str| (2..=4).contains(&part.len()) && part.bytes().all(|of| of.is_ascii_hexdigit());
    text.matches(':').count() >= 5 && text.split(':').all(of_group)
}
