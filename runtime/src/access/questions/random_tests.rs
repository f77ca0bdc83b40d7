//! Random policies and requests of a small world: whatever the evaluator says of a request has to be within the
//! answer of the engine.

#![expect(clippy::print_stdout, reason = "what is seen by those who run it by hand")]

use std::fmt::Write as _;

use super::*;
use crate::access::{ContextValue, Policy, Principal, Request};

/// A generator of numbers that are random enough.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn some_of(&mut self, texts: &[&str]) -> String {
        let count = 1 + self.below(2);
        let list: Vec<_> = (0..count).map(|_| format!("{:?}", self.one_of(texts))).collect();
        format!("[{}]", list.join(", "))
    }
}

const ACTIONS: [&str; 6] = ["s3:GetObject", "s3:Get*", "s3:*", "*", "s3:PutObject", "s3:?etObject"];
const RESOURCES: [&str; 8] = [
    "*",
    "arn:aws:s3:::a",
    "arn:aws:s3:::a/*",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::*/x",
    "arn:aws:s3:::a/${aws:username}",
    "arn:aws:sqs:*:111122223333:q",
    "arn:aws:sqs:eu-west-1:*:*",
];
const CONDITIONS: [(&str, &[&str], &[&str]); 8] = [
    (
        "aws:Referer",
        &[
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLikeIfExists",
            "StringEqualsIgnoreCase",
        ],
        &["r", "s*", "*t", "R", "${aws:username}"],
    ),
    (
        "aws:TagKeys",
        &[
            "ForAllValues:StringEquals",
            "ForAnyValue:StringLike",
            "ForAllValues:StringNotLike",
            "ForAnyValue:StringNotEquals",
            "Null",
        ],
        &["true", "k1", "k*", "false"],
    ),
    ("aws:SourceIp", &["IpAddress", "NotIpAddress"], &["10.0.0.0/8", "10.1.0.0/16", "192.0.2.1"]),
    (
        "s3:max-keys",
        &["NumericLessThan", "NumericGreaterThanEquals", "NumericEqualsIfExists"],
        &["5", "10", "2.5"],
    ),
    ("aws:SecureTransport", &["Bool", "BoolIfExists"], &["true", "false"]),
    ("aws:username", &["StringEquals", "StringNotLike"], &["x", "a*"]),
    ("aws:PrincipalOrgID", &["StringEquals", "StringNotEquals", "Null"], &["o-1", "true", "false"]),
    (
        "aws:PrincipalArn",
        &["ArnLike", "ArnNotLike", "StringLike"],
        &["arn:aws:iam::111122223333:user/*", "arn:aws:iam::*:role/r", "arn:aws:iam::*:user/x"],
    ),
];
const PRINCIPALS: [&str; 7] = [
    r#""*""#,
    r#"{"AWS": "*"}"#,
    r#"{"AWS": "111122223333"}"#,
    r#"{"AWS": "arn:aws:iam::111122223333:user/x"}"#,
    r#"{"AWS": ["arn:aws:iam::444455556666:role/r", "arn:aws:iam::111122223333:root"]}"#,
    r#"{"Service": "sns.amazonaws.com"}"#,
    r#"{"AWS": "444455556666", "Service": "sns.amazonaws.com"}"#,
];

fn document(random: &mut Random, has_principals: bool) -> String {
    let mut statements = Vec::new();
    for _ in 0..1 + random.below(3) {
        let mut text = String::new();
        let effect = if random.below(3) == 0 { "Deny" } else { "Allow" };
        let not = |random: &mut Random| if random.below(6) == 0 { "Not" } else { "" };
        let _ = write!(text, r#"{{"Effect": "{effect}""#);
        if has_principals {
            let not = if random.below(10) == 0 { "Not" } else { "" };
            let _ = write!(text, r#", "{not}Principal": {}"#, random.one_of(&PRINCIPALS));
        }
        let _ = write!(text, r#", "{}Action": {}"#, not(random), random.some_of(&ACTIONS));
        let _ = write!(text, r#", "{}Resource": {}"#, not(random), random.some_of(&RESOURCES));
        let count = random.below(3);
        let conditions: Vec<_> = (0..count)
            .map(|_| {
                let (key, operators, values) = CONDITIONS[random.below(CONDITIONS.len())];
                let operator = random.one_of(operators);
                let values = match operator {
                    "Null" => format!("{:?}", random.one_of(&["true", "false"])),
                    _ => random.some_of(values),
                };
                (operator, format!(r#""{operator}": {{"{key}": {values}}}"#))
            })
            .collect();
        // The same operator twice would be an error.
        if count == 1 || (count == 2 && conditions[0].0 != conditions[1].0) {
            let all: Vec<_> = conditions.into_iter().map(|(_, text)| text).collect();
            let _ = write!(text, r#", "Condition": {{{}}}"#, all.join(", "));
        }
        text.push('}');
        statements.push(text);
    }
    format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(", "))
}

fn request(random: &mut Random, has_principals: bool) -> Request {
    let arn = |text: &str| text.to_owned();
    let kinds = if has_principals { 8 } else { 4 };
    let principal = match random.below(kinds) {
        0 => Principal::User { arn: arn("arn:aws:iam::111122223333:user/x") },
        1 => Principal::User { arn: arn("arn:aws:iam::444455556666:user/path/alice") },
        2 => {
            Principal::Session { role: arn("arn:aws:iam::444455556666:role/r"), session: arn("s") }
        }
        3 => {
            Principal::Session { role: arn("arn:aws:iam::777788889999:role/r"), session: arn("s") }
        }
        4 => Principal::Anonymous,
        5 => Principal::Root { account: arn("111122223333") },
        6 => Principal::Service { name: arn("sns.amazonaws.com") },
        _ => Principal::User { arn: arn("arn:aws:iam::777788889999:user/x") },
    };
    let action =
        random.one_of(&["s3:GetObject", "s3:PutObject", "s3:GetBucketAcl", "sqs:SendMessage"]);
    let resource = random.one_of(&[
        "arn:aws:s3:::a",
        "arn:aws:s3:::a/x",
        "arn:aws:s3:::a/alice",
        "arn:aws:s3:::b/y",
        "arn:aws:s3:::b/x",
        "arn:aws:sqs:eu-west-1:111122223333:q",
        "arn:aws:sqs:us-east-1:444455556666:p",
    ]);
    let mut request = Request::new(principal, action, resource)
        .with("aws:SecureTransport", random.one_of(&["true", "false"]));
    let mut put = |random: &mut Random, key: &str, values: &[&str]| {
        if random.below(2) == 0 {
            let value = ContextValue::One(random.one_of(values).to_owned());
            request.context.insert(key.to_owned(), value);
        }
    };
    put(random, "aws:referer", &["r", "R", "st", "s", "alice", "x", "other"]);
    put(random, "aws:sourceip", &["10.0.0.1", "10.1.2.3", "192.0.2.1", "203.0.113.9"]);
    put(random, "s3:max-keys", &["1", "2.5", "5", "7", "10", "100"]);
    put(random, "aws:principalorgid", &["o-1", "o-2"]);
    match random.below(4) {
        0 => {}
        1 => request = request.with_many("aws:TagKeys", ["k1", "k2"]),
        2 => request = request.with_many("aws:TagKeys", ["k1"]),
        _ => request = request.with_many("aws:TagKeys", ["other", "k3"]),
    }
    request
}

/// Asks so many questions, with so many requests each; tells how many of the answers were unknown.
fn ask(seed: u64, pairs: usize, requests: usize) -> [usize; 3] {
    let mut random = Random(seed);
    let mut answers = [0; 3];
    for number in 0..pairs {
        let has_principals = number % 2 == 0;
        let texts = [document(&mut random, has_principals), document(&mut random, has_principals)];
        let [new, existing] = texts
            .each_ref()
            .map(|text| Policy::parse(text).unwrap_or_else(|e| panic!("{text}: {e}")));
        let answer = check_no_new_access(&new, &existing);
        match &answer {
            Answer::Holds => {
                answers[0] += 1;
                for _ in 0..requests {
                    let request = request(&mut random, has_principals);
                    let is_new =
                        new.decide(&request).is_allowed() && existing.decide(&request).is_denied();
                    assert!(!is_new, "{}\n{}\n{request:#?}", texts[0], texts[1]);
                }
            }
            Answer::Violated(witness) => {
                answers[1] += 1;
                let request = witness.request();
                assert!(new.decide(request).is_allowed(), "{}\n{witness}", texts[0]);
                assert!(existing.decide(request).is_denied(), "{}\n{witness}", texts[1]);
                let text = witness.to_string();
                assert!(text.chars().all(|letter| !letter.is_control()), "{text:?}");
            }
            Answer::Unknown(_) => {
                answers[2] += 1;
                if std::env::args().any(|word| word == "--nocapture") {
                    println!("{}\n{}\n  {answer}", texts[0], texts[1]);
                }
            }
        }
        // Nothing is new to itself.
        let own = check_no_new_access(&new, &new);
        assert!(own.witness().is_none(), "{}\n{own}", texts[0]);
    }
    answers
}

#[test]
fn the_evaluator_never_contradicts_the_engine() {
    let [holds, violated, unknown] = ask(7, 400, 300);
    println!("of 400 pairs, {holds} hold, {violated} do not, {unknown} are unknown");
    assert!(holds > 20 && violated > 100, "{holds} {violated}");
    assert!(unknown <= 40, "{unknown}");
}

#[test]
#[ignore = "40,000 pairs take minutes: for a change of the search"]
fn the_evaluator_never_contradicts_the_engine_over_many_pairs() {
    for seed in 0..40 {
        let [holds, violated, unknown] = ask(seed, 1_000, 1_000);
        println!("of 1,000 pairs, {holds} hold, {violated} do not, {unknown} are unknown");
    }
}
