//! Which requests a statement is about.

use super::super::{Key, Policy, Request};
use super::support::*;
use super::{Compiled, Outcome, PolicyKind, Reason};

fn decided(policy: &Policy, kind: PolicyKind, request: &Request) -> &'static str {
    word(&Compiled::of_kind(policy, kind).decide(request))
}

#[test]
fn actions_are_the_same_in_capitals_and_have_wildcards() {
    let cases = [
        (r#""Action": "s3:GetObject""#, "s3:GetObject", "allowed"),
        (r#""Action": "S3:getobject""#, "s3:GetObject", "allowed"),
        (r#""Action": "s3:Get*""#, "S3:GETOBJECT", "allowed"),
        (r#""Action": "s3:Get*""#, "s3:PutObject", "nothing"),
        (r#""Action": "s3:Get?bject""#, "s3:GetObject", "allowed"),
        (r#""Action": "s3:*""#, "s3express:CreateSession", "nothing"),
        (r#""Action": "s3*""#, "s3express:CreateSession", "allowed"),
        (r#""Action": "*:GetObject""#, "s3:GetObject", "allowed"),
        (r#""Action": "*""#, "s3:GetObject", "allowed"),
        (r#""Action": ["iam:*", "s3:GetObject"]"#, "s3:GetObject", "allowed"),
        (r#""Action": "GetObject""#, "s3:GetObject", "nothing"),
        (r#""Action": []"#, "s3:GetObject", "nothing"),
        (r#""NotAction": "s3:get*""#, "s3:GetObject", "nothing"),
        (r#""NotAction": "s3:Put*""#, "s3:GetObject", "allowed"),
        // Actions know no variables.
        (r#""Action": "s3:${aws:username}""#, "s3:ann", "nothing"),
    ];
    for (action, asked, expected) in cases {
        let policy = policy(&format!(r#"{{"Effect": "Allow", {action}, "Resource": "*"}}"#));
        assert_eq!(word(&policy.decide(&ask(asked, "*"))), expected, "{action} {asked}");
    }
}

/// "IAM JSON policy elements: Resource", and "IAM identifiers" on incomplete ARNs.
#[test]
fn wildcards_of_resources_stay_in_their_segment() {
    use PolicyKind::{Boundary, Identity, Resource, ServiceControl, Session};
    let object = "arn:aws:s3:::bucket/a/Key";
    let instance = "arn:aws:ec2:eu-west-1:111122223333:instance/i-1";
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:f";
    let cases = [
        ("*", object, Identity, "allowed"),
        ("*", "*", Identity, "allowed"),
        (object, object, Identity, "allowed"),
        ("arn:aws:s3:::bucket/a/key", object, Identity, "nothing"),
        ("arn:aws:s3:::bucket/*", object, Identity, "allowed"),
        ("arn:aws:s3:::*", object, Identity, "allowed"),
        ("arn:aws:s3:::bucket/?/Key", object, Identity, "allowed"),
        ("arn:aws:s3:::*/a/*", object, Identity, "allowed"),
        ("arn:aws:s3:::bucket", object, Identity, "nothing"),
        ("arn:aws:s3:::*", "*", Identity, "nothing"),
        ("arn:aws:ec2:*:*:instance/*", instance, Identity, "allowed"),
        ("arn:aws:ec2:*:*:*", instance, Identity, "allowed"),
        ("arn:aws:ec2:*:444455556666:*", instance, Identity, "nothing"),
        ("arn:*:*:*:*:*", instance, Resource, "allowed"),
        // Only over a colon.
        ("arn:aws:lambda:*:function:f", function, Identity, "unknown"),
        ("arn:aws:lambda:*:function:g", function, Identity, "nothing"),
        ("arn:aws:lambda:*:*:function:f", function, Identity, "allowed"),
        // Short ARNs.
        ("arn:aws:ec2", instance, Identity, "allowed"),
        ("arn:aws:ec2:eu-west-1", instance, Boundary, "allowed"),
        ("arn:aws:ec2:us-east-1", instance, Boundary, "nothing"),
        ("arn:aws:ec2:*", instance, Identity, "allowed"),
        ("arn:aws:ec2", instance, Resource, "nothing"),
        ("arn:aws:ec2", instance, Session, "nothing"),
        ("arn:aws:ec2", instance, ServiceControl, "unknown"),
        ("arn:aws:ec2:*", instance, Resource, "unknown"),
        ("arn:aws:sqs:*", instance, Resource, "nothing"),
    ];
    for (pattern, asked, kind, expected) in cases {
        let policy = policy(&format!(
            r#"{{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "{pattern}"}}"#
        ));
        let request = ask("x:Do", asked);
        assert_eq!(decided(&policy, kind, &request), expected, "{pattern} {asked} {kind}");
    }
    let not = policy(r#"{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::b*"}"#);
    assert_eq!(word(&not.decide(&ask("s3:GetObject", object))), "nothing");
    assert_eq!(word(&not.decide(&ask("s3:GetObject", "arn:aws:s3:::c"))), "allowed");
}

/// "IAM policy elements: Variables and tags".
#[test]
fn variables_are_what_the_request_says() {
    let cases = [
        ("home/${aws:username}/*", "home/ann/x", "allowed"),
        ("home/${AWS:UserName}/*", "home/bob/x", "nothing"),
        // No value.
        ("home/${aws:PrincipalTag/team}/*", "home//x", "nothing"),
        ("home/${aws:PrincipalTag/team, 'all'}/*", "home/all/x", "allowed"),
        ("home/${tag, 'all'}/*", "home/all/x", "nothing"),
        // A wildcard in a value is none.
        ("home/${tag}", "home/*", "allowed"),
        ("home/${tag}", "home/x", "nothing"),
        ("home/${*}", "home/*", "allowed"),
        ("home/${*}", "home/x", "nothing"),
        ("${$}{aws:username}", "${aws:username}", "allowed"),
        // Which, is not said.
        ("home/${aws:userid}", "home/x", "unknown"),
        ("home/${many}", "home/x", "unknown"),
    ];
    for (pattern, key, expected) in cases {
        let text = format!(
            r#"{{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/{pattern}"}}"#
        );
        let request = ask("s3:GetObject", &format!("arn:aws:s3:::b/{key}"))
            .with("Tag", "*")
            .with_many("many", ["x", "y"]);
        assert_eq!(word(&policy(&text).decide(&request)), expected, "{pattern} {key}");
    }
    let old = r#"{"Statement": {"Effect": "Allow", "Action": "*",
        "Resource": "arn:aws:s3:::${aws:username}"}}"#;
    let literally = ask("s3:GetObject", "arn:aws:s3:::${aws:username}");
    assert_eq!(word(&parse(old).decide(&literally)), "allowed");
    assert_eq!(word(&parse(old).decide(&ask("s3:GetObject", "arn:aws:s3:::ann"))), "nothing");
}

/// "AWS JSON policy elements: Principal".
#[test]
fn principals_are_named_in_many_ways() {
    let role = r#"{"AWS": "arn:aws:iam::111122223333:role/team/audit"}"#;
    let session = r#"{"AWS": "arn:aws:sts::111122223333:assumed-role/audit/monday"}"#;
    let root = r#"{"AWS": "arn:aws:iam::111122223333:root"}"#;
    let federated = "arn:aws:sts::111122223333:federated-user/ann";
    let cases = [
        (r#""*""#, "anonymous", "allowed"),
        (r#"{"AWS": "*"}"#, "anonymous", "allowed"),
        (r#"{"AWS": "*"}"#, ANN, "allowed"),
        (r#"{"AWS": "111122223333"}"#, ANN, "allowed"),
        (r#"{"AWS": "111122223333"}"#, SESSION, "allowed"),
        (r#"{"AWS": "111122223333"}"#, "root 111122223333", "allowed"),
        (r#"{"AWS": "111122223333"}"#, "root 444455556666", "nothing"),
        (r#"{"AWS": "111122223333"}"#, "anonymous", "nothing"),
        (root, ANN, "allowed"),
        (root, "cloudtrail.amazonaws.com", "nothing"),
        (r#"{"AWS": "arn:aws:iam::111122223333:user/team/ann"}"#, ANN, "allowed"),
        (r#"{"AWS": "arn:aws:iam::111122223333:user/team/Ann"}"#, ANN, "nothing"),
        // A part of a name has no wildcards.
        (r#"{"AWS": "arn:aws:iam::111122223333:user/team/*"}"#, ANN, "nothing"),
        (r#"{"AWS": "arn:aws:iam::*:root"}"#, ANN, "nothing"),
        (role, SESSION, "allowed"),
        (role, "arn:aws:iam::111122223333:role/audit monday", "nothing"),
        (session, SESSION, "allowed"),
        (session, "arn:aws:iam::111122223333:role/team/audit tuesday", "nothing"),
        // Who is gone.
        (r#"{"AWS": "AIDAEXAMPLE"}"#, ANN, "nothing"),
        (r#"{"AWS": "AROAEXAMPLE"}"#, SESSION, "nothing"),
        (r#"{"Service": "cloudtrail.amazonaws.com"}"#, "cloudtrail.amazonaws.com", "allowed"),
        (r#"{"Service": "sns.amazonaws.com"}"#, "cloudtrail.amazonaws.com", "nothing"),
        (r#"{"Service": "*"}"#, "cloudtrail.amazonaws.com", "allowed"),
        (r#"{"Service": "*"}"#, ANN, "nothing"),
        (r#"{"Federated": "accounts.google.com"}"#, "accounts.google.com", "allowed"),
        (r#"{"Federated": "accounts.google.com"}"#, ANN, "nothing"),
        (r#"{"AWS": "arn:aws:sts::111122223333:federated-user/ann"}"#, federated, "allowed"),
        (r#"{"AWS": "arn:aws:iam::111122223333:user/bob"}"#, federated, "unknown"),
        (r#"{"AWS": "arn:aws:iam::444455556666:user/bob"}"#, federated, "nothing"),
        (r#"{"CanonicalUser": "79a5"}"#, ANN, "unknown"),
        (r#"{"CanonicalUser": "79a5"}"#, "anonymous", "nothing"),
        (r#"{"Robot": "r2"}"#, ANN, "unknown"),
        (r#"{"Robot": "r2", "AWS": "111122223333"}"#, ANN, "allowed"),
    ];
    for (principal, name, expected) in cases {
        let text = format!(
            r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "*", "Resource": "*"}}"#
        );
        let request = Request::new(who(name), "s3:GetObject", "arn:aws:s3:::b/k");
        assert_eq!(word(&policy(&text).decide(&request)), expected, "{principal} {name}");
    }
    let canonical = policy(
        r#"{"Effect": "Allow", "Principal": {"CanonicalUser": "79a5"}, "Action": "*",
            "Resource": "*"}"#,
    );
    let known = |id| ask("s3:GetObject", "arn:aws:s3:::b").with(Request::CANONICAL_USER, id);
    assert_eq!(word(&canonical.decide(&known("79a5"))), "allowed");
    assert_eq!(word(&canonical.decide(&known("79a6"))), "nothing");
}

/// "AWS JSON policy elements: NotPrincipal".
#[test]
fn not_principal_leaves_out_whom_it_names_wholly() {
    let all = r#"["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/team/audit",
        "arn:aws:sts::111122223333:assumed-role/audit/monday",
        "arn:aws:iam::111122223333:user/team/ann"]"#;
    let role = r#"["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/team/audit"]"#;
    let root = r#""arn:aws:iam::111122223333:root""#;
    let ann = r#""arn:aws:iam::111122223333:user/team/ann""#;
    let cases = [
        ("Allow", root, "anonymous", "allowed"),
        ("Allow", root, "root 444455556666", "allowed"),
        ("Allow", root, "root 111122223333", "nothing"),
        ("Allow", root, ANN, "unknown"),
        ("Allow", all, ANN, "nothing"),
        ("Deny", all, ANN, "nothing"),
        ("Deny", all, SESSION, "nothing"),
        ("Deny", all, "root 111122223333", "nothing"),
        ("Deny", all, "anonymous", "denied"),
        ("Deny", all, "cloudtrail.amazonaws.com", "denied"),
        // Its role, but not itself; itself, but not its account.
        ("Deny", role, SESSION, "unknown"),
        ("Deny", ann, ANN, "unknown"),
        // Its account alone keeps nobody in it from being denied.
        ("Deny", root, ANN, "denied"),
        ("Deny", r#""*""#, ANN, "nothing"),
    ];
    for (effect, names, name, expected) in cases {
        let text = format!(
            r#"[{{"Effect": "{effect}", "NotPrincipal": {{"AWS": {names}}}, "Action": "*",
                "Resource": "*"}}]"#
        );
        let request = Request::new(who(name), "s3:GetObject", "arn:aws:s3:::b/k");
        let decision = policy(&text).decide(&request);
        let got = match (effect, word(&decision)) {
            ("Deny", "nothing") => {
                // That it may deny is told only by an allow beside it.
                let beside = format!(
                    r#"[{{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}},
                        {}]"#,
                    text.trim_start_matches('[').trim_end_matches(']')
                );
                match word(&policy(&beside).decide(&request)) {
                    "allowed" => "nothing",
                    other => other,
                }
            }
            (_, got) => got,
        };
        assert_eq!(got, expected, "{effect} {names} {name}");
    }
}

#[test]
fn a_decision_says_which_statements_made_it() {
    let policy = policy(
        r#"[{"Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
            {"Sid": "B", "Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
            {"Sid": "C", "Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"},
            {"Effect": "Deny", "Action": "s3:List*", "Resource": "*",
             "Condition": {"StringSounds": {"k": "v"}, "Bool": {"aws:Known": "true"}}}]"#,
    );
    let by = |action: &str| {
        let decision = policy.decide(&ask(action, "arn:aws:s3:::b").with("aws:known", "true"));
        let places: Vec<_> = decision.by.iter().map(|by| by.place.index).collect();
        (decision.outcome, places, decision.lacking)
    };
    assert_eq!(by("s3:GetObject"), (Outcome::Allowed, vec![0, 2], vec![]));
    assert_eq!(by("s3:PutObject"), (Outcome::ExplicitDeny, vec![3], vec![]));
    let why = Outcome::Unknown(vec![Reason::Operator("StringSounds".to_owned())]);
    assert_eq!(by("s3:ListBucket"), (why, vec![0, 2, 4], vec![]));
    let none = super::support::policy(r#"{"Effect": "Allow", "Action": [], "Resource": "*"}"#);
    let decision = none.decide(&ask("s3:GetObject", "*"));
    assert_eq!(decision.outcome, Outcome::ImplicitDeny);
    assert_eq!((decision.by, decision.lacking), (vec![], vec![PolicyKind::Identity]));
}

/// "AWS global condition context keys" and "Principal key values".
#[test]
fn keys_follow_from_the_principal() {
    let one = |value: &str| Key::One(value.to_owned().into());
    let cases = [
        (ANN, "aws:PrincipalArn", one(ANN)),
        (ANN, "aws:PrincipalAccount", one(OWN)),
        (ANN, "AWS:PRINCIPALTYPE", one("User")),
        (ANN, "aws:username", one("ann")),
        (ANN, "aws:userid", Key::Unstated),
        (ANN, "aws:PrincipalIsAWSService", one("false")),
        (ANN, "aws:PrincipalServiceName", Key::Absent),
        (ANN, "aws:PrincipalOrgID", one("o-1")),
        (ANN, "aws:ResourceAccount", one(OTHER)),
        (SESSION, "aws:PrincipalArn", one("arn:aws:iam::111122223333:role/team/audit")),
        (SESSION, "aws:PrincipalType", one("AssumedRole")),
        (SESSION, "aws:username", Key::Absent),
        ("root 111122223333", "aws:PrincipalArn", one("arn:aws-cn:iam::111122223333:root")),
        ("root 111122223333", "aws:userid", one(OWN)),
        ("root 111122223333", "aws:PrincipalType", one("Account")),
        ("arn:aws:sts::111122223333:federated-user/b", "aws:userid", one("111122223333:b")),
        ("sns.amazonaws.com", "aws:PrincipalIsAWSService", one("true")),
        ("sns.amazonaws.com", "aws:PrincipalServiceName", one("sns.amazonaws.com")),
        ("sns.amazonaws.com", "aws:PrincipalOrgID", Key::Absent),
        ("sns.amazonaws.com", "aws:PrincipalAccount", Key::Unstated),
        ("anonymous", "aws:PrincipalArn", Key::Absent),
        ("anonymous", "aws:PrincipalOrgID", Key::Absent),
        ("anonymous", "aws:PrincipalIsAWSService", Key::Absent),
        ("anonymous", "aws:PrincipalTag/team", Key::Absent),
        ("anonymous", "aws:username", Key::Absent),
        ("anonymous", "aws:PrincipalAccount", one("anonymous")),
        ("anonymous", "aws:PrincipalType", one("Anonymous")),
        ("anonymous", "aws:userid", one("anonymous")),
        ("accounts.google.com", "aws:FederatedProvider", one("accounts.google.com")),
    ];
    for (name, key, expected) in cases {
        // None of them can be contradicted.
        let request = Request::new(who(name), "sqs:SendMessage", "arn:aws-cn:sqs:x:444455556666:q")
            .with("aws:PrincipalOrgID", "o-1")
            .with("aws:PrincipalTag/team", "x")
            .with("aws:username", "mallory")
            .with("aws:PrincipalArn", "arn:aws:iam::999999999999:root");
        let request = match name {
            "sns.amazonaws.com" | "accounts.google.com" => request,
            _ => request.with("aws:PrincipalAccount", "999999999999"),
        };
        assert_eq!(request.key(key), expected, "{name} {key}");
    }
    let stated = ask("s3:GetObject", "*").with("aws:userid", "AIDA1");
    assert_eq!(stated.key("aws:UserId"), one("AIDA1"));
}

/// Short and long texts, and texts that end sooner than the pattern, are told apart by other means.
#[test]
fn texts_of_all_lengths_are_told_apart() {
    let long = "abcdefghijkl";
    let patterns: Vec<_> = (0..=long.len())
        .flat_map(|end| {
            let text = &long[..end];
            [text.to_owned(), format!("{text}*"), format!("{text}*{text}"), format!("{text}?")]
        })
        .collect();
    let mut texts: Vec<_> = (0..=long.len()).map(|end| long[..end].to_owned()).collect();
    texts.extend(
        ["abcdefgX", "abcdefghX", "X", "abc\0", "ab\0c", "ééééé", "abcabc"].map(str::to_owned),
    );
    for pattern in &patterns {
        for text in &texts {
            let statement = format!(
                r#"{{"Effect": "Allow", "Action": "*", "Resource": "*",
                    "Condition": {{"StringLike": {{"x:key": "{pattern}"}}}}}}"#
            );
            let own = policy(&statement).decide(&ask("x:Do", "*").with("x:key", text));
            // By the book: every way to share the text out among the wildcards.
            fn matches(pattern: &[char], text: &[char]) -> bool {
                match (pattern, text) {
                    ([], _) => text.is_empty(),
                    (['*', rest @ ..], _) => (0..=text.len()).any(|at| matches(rest, &text[at..])),
                    (['?', rest @ ..], [_, after @ ..]) => matches(rest, after),
                    ([one, rest @ ..], [letter, after @ ..]) => {
                        one == letter && matches(rest, after)
                    }
                    _ => false,
                }
            }
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let expected = matches(&letters(pattern), &letters(text));
            assert_eq!(own.is_allowed(), expected, "{pattern} {text:?}");
        }
    }
}

/// What cannot be matched quickly is given up.
#[test]
fn hostile_patterns_end() {
    let star_a = "*a".repeat(200);
    let question = "*a?a".repeat(50);
    let long = "a".repeat(300_000);
    for pattern in [format!("{star_a}*b"), format!("*{}?b*", "a".repeat(100_000)), question] {
        let statement = format!(
            r#"{{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::{pattern}"}}"#
        );
        let decision = policy(&statement).decide(&ask("s3:Get", &format!("arn:aws:s3:::{long}")));
        assert!(!matches!(decision.outcome, Outcome::ExplicitDeny), "{decision:?}");
    }
}

/// A statement whose element is misspelt, or newer than this release, may be about fewer requests.
#[test]
fn an_element_that_is_not_known_leaves_it_open() {
    let rest = r#""Action": "s3:Get*", "Resource": "*""#;
    let condition = r#""condition": {"Bool": {"aws:SecureTransport": "true"}}"#;
    for effect in ["Allow", "Deny"] {
        let allow = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
        let text =
            format!(r#"{{"Statement": [{allow}, {{"Effect": "{effect}", {rest}, {condition}}}]}}"#);
        let decision = Policy::parse(&text).unwrap().decide(&ask("s3:GetObject", "*"));
        // One that allows it is enough.
        let expected = match effect {
            "Allow" => Outcome::Allowed,
            _ => Outcome::Unknown(vec![Reason::Element("condition".to_owned())]),
        };
        assert_eq!(decision.outcome, expected, "{text}");
    }
    let alone = format!(r#"{{"Statement": {{"Effect": "Allow", {rest}, {condition}}}}}"#);
    let alone = Policy::parse(&alone).unwrap();
    assert_eq!(word(&alone.decide(&ask("s3:GetObject", "*"))), "unknown");
    assert_eq!(word(&alone.decide(&ask("s3:PutObject", "*"))), "nothing");
    let policy = format!(r#"{{"Limits": 1, "Statement": {{"Effect": "Allow", {rest}}}}}"#);
    let decision = Policy::parse(&policy).unwrap().decide(&ask("s3:GetObject", "*"));
    assert_eq!(decision.outcome, Outcome::Unknown(vec![Reason::Element("Limits".to_owned())]));
}
