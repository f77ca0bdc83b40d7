//! Random policies and requests, to our evaluator and to that of `iam-rs`. Wherever both decide, they
//! decide alike, or a line of the table says why not.

use configtest::access::{Outcome, Policy, Principal, Request};
use iam_rs::{
    Arn, Context, ContextValue as TheirValue, Decision, IAMPolicy, IAMRequest,
    Principal as TheirPrincipal, PrincipalId, evaluate_policy,
};

const ANN: &str = "arn:aws:iam::111122223333:user/ann";

const ACTIONS: [&str; 9] = [
    "s3:GetObject",
    "S3:getobject",
    "s3:Get*",
    "s3:*",
    "*",
    "s3:?etObject",
    "ec2:*",
    "s3*",
    "*:GetObject",
];

const RESOURCES: [&str; 14] = [
    "*",
    "arn:aws:s3:::bucket/a/key",
    "arn:aws:s3:::Bucket/a/key",
    "arn:aws:s3:::bucket/*",
    "arn:aws:s3:::buc?et/*",
    "arn:aws:s3:::*/key",
    "arn:aws:s3:::${aws:username}/*",
    "arn:aws:s3:::${x:none}/*",
    "arn:aws:s3:::${x:none, 'bucket'}/*",
    "arn:aws:ec2:*:*:instance/*",
    "arn:aws:ec2:eu-*:111122223333:*",
    "arn:aws:lambda:*:*:function:f",
    "arn:*:*:*:*:*",
    "arn:aws:s3:::bucket/${*}",
];

const ASKED: [(&str, &str); 7] = [
    ("s3:GetObject", "arn:aws:s3:::bucket/a/key"),
    ("s3:GetObject", "arn:aws:s3:::ann/key"),
    ("s3:PutObject", "arn:aws:s3:::bucket/*"),
    ("s3:GetBucketAcl", "arn:aws:s3:::bucket"),
    ("ec2:StartInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"),
    ("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:f"),
    ("s3express:GetObject", "arn:aws:s3:::bucket/a/key"),
];

/// Operators, with values for the policy and for the request.
const TESTS: [(&[&str], &[&str], &[&str]); 7] = [
    (
        &[
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
        ],
        &["a", "A", "a*", "?", "*", "${aws:username}", "${x:none}", "ann"],
        &["a", "A", "ab", "a*", "", "ann"],
    ),
    (
        &[
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
        ],
        &["1", "1.5", "-2", "10"],
        &["1", "1.0", "2", "-2", "10"],
    ),
    (
        &[
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
        ],
        &["2020-04-01T00:00:00Z", "2020-04-01T02:00:00+02:00", "2021-01-01T00:00:00Z"],
        &["2020-04-01T00:00:00Z", "2020-12-31T23:59:59Z", "2022-01-01T00:00:00Z"],
    ),
    (&["Bool"], &["true", "false"], &["true", "false"]),
    (
        &["IpAddress", "NotIpAddress"],
        &["203.0.113.0/24", "203.0.113.9", "2001:db8::/32", "0.0.0.0/0"],
        &["203.0.113.9", "203.0.114.1", "2001:db8::1"],
    ),
    (
        &["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
        &["arn:aws:sns:*:*:topic", "arn:aws:sns:eu-west-1:111122223333:t*", "arn:aws:*:f"],
        &["arn:aws:sns:eu-west-1:111122223333:topic", "arn:aws:sns:x:1:a:topic", "no arn"],
    ),
    (&["Null"], &["true", "false"], &["a"]),
];

/// Its name, which policies it is about, and why.
type Judged = (&'static str, fn(&str) -> bool, &'static str);

/// In which policies they differ from us, and why we stay with what we do. In all others nothing may differ.
const JUDGED: [Judged; 5] = [
    (
        "ARN operators",
        |policy| policy.contains(r#""Arn"#),
        "they take `ArnEquals` literally, and let the stars of `ArnLike` reach over colons; the page on \
         condition operators says that both are the same, and compare segment by segment",
    ),
    (
        "variables in conditions",
        |policy| policy.contains(r#""${"#),
        "they leave them as they are; the page on variables has them in the string operators",
    ),
    (
        "`Null` of both",
        |policy| {
            policy.contains(r#""Null""#)
                && (policy.contains(r#"["true", "false"]"#)
                    || policy.contains(r#"["false", "true"]"#))
        },
        "they look at one of the values; the values of a condition are a disjunction",
    ),
    (
        "a star for the partition",
        |policy| policy.contains("arn:*:"),
        "they match the partition literally; the page on `Resource` has wildcards in any segment",
    ),
    (
        "`${*}` in a resource",
        |policy| policy.contains("${*}"),
        "they take it for a variable of that name; the page on variables has it for a star",
    ),
];

struct Case {
    json: String,
    policy: Policy,
    theirs: IAMPolicy,
    request: Request,
    asked: IAMRequest,
}

fn one<'a>(random: &mut fastrand::Rng, of: &[&'a str]) -> &'a str {
    of[random.usize(..of.len())]
}

fn case(random: &mut fastrand::Rng, most: usize) -> Case {
    let mut context = Context::new().with_string("aws:username", "ann");
    let (action, resource) = ASKED[random.usize(..ASKED.len())];
    let mut request = Request::new(Principal::User { arn: ANN.to_owned() }, action, resource);
    let mut statements = Vec::new();
    for number in 0..=random.usize(..most) {
        let effect = one(random, &["Allow", "Allow", "Deny"]);
        let not_action = one(random, &["Action", "Action", "Action", "NotAction"]);
        let not_resource = one(random, &["Resource", "Resource", "Resource", "NotResource"]);
        let conditions: Vec<_> = (0..random.usize(..2))
            .map(|at| {
                let (operators, values, asked) = TESTS[random.usize(..TESTS.len())];
                let operator = one(random, operators);
                let key = format!("x:Key{number}{at}");
                if random.u8(..4) > 0 {
                    let value = one(random, asked);
                    // They tell booleans from texts.
                    let theirs = match (operator, value) {
                        ("Bool", "true") => TheirValue::Boolean(true),
                        ("Bool", _) => TheirValue::Boolean(false),
                        _ => TheirValue::String(value.to_owned()),
                    };
                    context.insert(key.clone(), theirs);
                    request = request.clone().with(&key, value);
                }
                let end = if operator != "Null" && random.u8(..4) == 0 { "IfExists" } else { "" };
                let values: Vec<_> = (0..=random.usize(..2)).map(|_| one(random, values)).collect();
                format!(r#""{operator}{end}": {{"{key}": {values:?}}}"#)
            })
            .collect();
        let conditions = match conditions.is_empty() {
            true => String::new(),
            false => format!(r#", "Condition": {{{}}}"#, conditions.join(", ")),
        };
        statements.push(format!(
            r#"{{"Effect": "{effect}", "{not_action}": "{}", "{not_resource}": "{}"{conditions}}}"#,
            one(random, &ACTIONS),
            one(random, &RESOURCES),
        ));
    }
    let json = format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(", "));
    let principal = TheirPrincipal::Aws(PrincipalId::String(ANN.to_owned()));
    Case {
        policy: Policy::parse(&json).unwrap_or_else(|error| unreachable!("{json}: {error}")),
        theirs: IAMPolicy::from_json(&json).unwrap_or_else(|error| unreachable!("{json}: {error}")),
        asked: IAMRequest::new_with_context(
            principal,
            action,
            Arn::parse(resource).unwrap_or_else(|error| unreachable!("{resource}: {error}")),
            context,
        ),
        request,
        json,
    }
}

/// Whether both decide alike; whatever we do not know is alike.
fn is_alike(case: &Case) -> bool {
    let theirs = evaluate_policy(&case.theirs, &case.asked);
    match case.policy.decide(&case.request).outcome {
        Outcome::Unknown(_) => true,
        Outcome::Allowed => theirs == Ok(Decision::Allow),
        Outcome::ExplicitDeny => theirs == Ok(Decision::Deny),
        Outcome::ImplicitDeny => theirs == Ok(Decision::NotApplicable),
    }
}

#[test]
fn both_decide_alike_but_where_the_documentation_is_with_us() {
    let mut random = fastrand::Rng::with_seed(20_121_017);
    let mut differing = [0; JUDGED.len()];
    let (mut decided, mut alike) = (0, 0);
    for number in 0..20_000 {
        // One statement at a time finds most; several, how they go together.
        let case = case(&mut random, 1 + number % 4);
        let judged: Vec<_> = (0..JUDGED.len()).filter(|at| JUDGED[*at].1(&case.json)).collect();
        let is_alike = is_alike(&case);
        if judged.is_empty() {
            decided += 1;
            alike += usize::from(is_alike);
            assert!(is_alike, "{}\n{:?}\n{:?}", case.json, case.request, case.asked.context);
        }
        if let ([at], false) = (judged.as_slice(), is_alike) {
            differing[*at] += 1;
        }
    }
    assert_eq!(decided, alike);
    assert!(decided > 5_000, "only {decided} are compared");
    for ((name, _, why), count) in JUDGED.iter().zip(differing) {
        assert!(count > 0, "nothing differs any more: {name} ({why})");
    }
}
