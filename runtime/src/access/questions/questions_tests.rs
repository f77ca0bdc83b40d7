use super::*;
use crate::access::{ContextValue, Policy, Principal};

fn policy(text: &str) -> Policy {
    Policy::parse(text).expect("a policy")
}

/// One statement of the policy of a resource.
fn of_resource(rest: &str) -> Policy {
    policy(&format!(r#"{{"Version": "2012-10-17", "Statement": [{rest}]}}"#))
}

#[test]
fn the_same_statement_with_a_variable_in_it_is_no_new_access() {
    let home = |action: &str, resource: &str| {
        of_resource(&format!(
            r#"{{"Effect": "Allow", "Action": "{action}", "Resource": "{resource}",
                "Condition": {{"StringLike": {{"s3:prefix": ["${{aws:username}}/*", "shared/*"]}}}}}}"#
        ))
    };
    let narrow = home("s3:GetObject", "arn:aws:s3:::b/${aws:username}/*");
    let wide = home("s3:*", "arn:aws:s3:::b/*");
    assert_eq!(check_no_new_access(&narrow, &narrow), Answer::Holds);
    assert_eq!(check_no_new_access(&narrow, &wide), Answer::Holds);
    let answer = check_no_new_access(&wide, &narrow);
    let witness = answer.witness().unwrap_or_else(|| panic!("{answer}"));
    assert!(wide.decide(witness.request()).is_allowed());
}

#[test]
fn a_variable_that_can_have_a_certain_value_is_found() {
    let of = |resource: &str| {
        of_resource(&format!(
            r#"{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{resource}"}}"#
        ))
    };
    let own = of("arn:aws:s3:::b/${aws:username}/x");
    let alice = of("arn:aws:s3:::b/alice/x");
    let answer = check_no_new_access(&own, &alice);
    assert!(answer.witness().is_some(), "{answer}");
    // Nobody but alice has it, and whoever is not a user has nothing.
    let answer = check_no_new_access(&alice, &own);
    assert!(answer.witness().is_some(), "{answer}");
}

#[test]
fn the_public_is_told_from_those_whom_a_condition_names() {
    let bucket = |condition: &str, rest: &str| {
        of_resource(&format!(
            r#"{{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::b/*", "Condition": {{{condition}}}}}{rest}"#
        ))
    };
    let closed = [
        r#""StringEquals": {"aws:PrincipalOrgID": "o-acme123456"}"#,
        r#""StringEquals": {"aws:SourceVpce": "vpce-1"}"#,
        r#""IpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#,
        r#""ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}"#,
        r#""StringLike": {"aws:userid": "AROAEXAMPLEID:*"}"#,
        r#""StringEquals": {"aws:PrincipalAccount": "111122223333"}"#,
    ];
    for condition in closed {
        let answer = check_no_public_access(&bucket(condition, ""), ResourceType::S3Bucket);
        assert_eq!(answer, Answer::Holds, "{condition}");
    }
    let open = [
        r#""StringLike": {"aws:SourceVpce": "vpce-*"}"#,
        r#""StringNotEquals": {"aws:PrincipalOrgID": "o-acme123456"}"#,
        r#""StringEqualsIfExists": {"aws:PrincipalOrgID": "o-acme123456"}"#,
        r#""ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o-acme123456/r-1/"}"#,
        r#""IpAddress": {"aws:SourceIp": "0.0.0.0/1"}"#,
        r#""ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/Admin"}"#,
        r#""StringEquals": {"aws:Referer": "acme.example.com"}"#,
    ];
    for condition in open {
        let answer = check_no_public_access(&bucket(condition, ""), ResourceType::S3Bucket);
        assert!(answer.witness().is_some(), "{condition}: {answer}");
    }
    // A `Deny` can close it again.
    let but = r#", {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-acme123456"}}}"#;
    let both = bucket(r#""Bool": {"aws:SecureTransport": "true"}"#, but);
    assert_eq!(check_no_public_access(&both, ResourceType::S3Bucket), Answer::Holds);
    // It is about another service.
    let answer = check_no_public_access(&bucket("", ""), ResourceType::SqsQueue);
    assert_eq!(answer, Answer::Holds);
}

#[test]
fn anyone_can_sign_up_with_some_providers_of_identities() {
    let trust = |provider: &str, condition: &str| {
        let role = of_resource(&format!(
            r#"{{"Effect": "Allow", "Principal": {{"Federated": "{provider}"}},
                "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {{{condition}}}}}"#
        ));
        check_no_public_access(&role, ResourceType::AssumeRolePolicyDocument)
    };
    let github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let claim = |of: &str| {
        format!(
            r#""StringEquals": {{"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}},
               "StringLike": {{"token.actions.githubusercontent.com:sub": "{of}"}}"#
        )
    };
    assert_eq!(trust(github, &claim("repo:acme/*")), Answer::Holds);
    assert!(trust(github, &claim("repo:*")).witness().is_some());
    assert!(trust(github, "").witness().is_some());
    let app = r#""StringEquals": {"accounts.google.com:aud": "1234"}"#;
    assert_eq!(trust("accounts.google.com", app), Answer::Holds);
    assert!(trust("accounts.google.com", "").witness().is_some());
    let own = "arn:aws:iam::111122223333:saml-provider/acme";
    assert_eq!(trust(own, ""), Answer::Holds);
}

#[test]
fn outsiders_are_told_with_what_they_can_do() {
    let queue = of_resource(
        r#"{"Effect": "Allow", "Principal": {"AWS": ["111122223333",
                "arn:aws:iam::444455556666:role/jobs"], "Service": "sns.amazonaws.com"},
            "Action": ["sqs:SendMessage", "sqs:ReceiveMessage"], "Resource": "*"},
           {"Effect": "Deny", "Principal": "*", "Action": "sqs:ReceiveMessage", "Resource": "*",
            "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}}"#,
    );
    let own = TrustZone { accounts: vec!["111122223333".to_owned()], ..TrustZone::default() };
    let outsiders = who_has_access(&queue, &own);
    let told: Vec<_> = outsiders
        .access
        .iter()
        .map(|one| {
            let actions: Vec<_> =
                one.witnesses.iter().map(|one| one.request().action.as_str()).collect();
            (one.principals.as_str(), actions, one.is_complete)
        })
        .collect();
    let role = "a session of the role arn:aws:iam::444455556666:role/jobs";
    assert_eq!(told, [(role, vec!["sqs:SendMessage"], true)]);
    assert_eq!(outsiders.doubts, []);
    let both = ["111122223333", "444455556666"].map(str::to_owned).to_vec();
    let both = TrustZone { accounts: both, ..TrustZone::default() };
    assert!(who_has_access(&queue, &both).are_none());
}

#[test]
fn what_is_not_understood_is_unknown_unless_it_does_not_matter() {
    let with = |resource: &str, more: &str| {
        of_resource(&format!(
            r#"{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{resource}"}}{more}"#
        ))
    };
    let deny = r#", {"Effect": "Deny", "Action": "*", "Resource": "*",
        "Condition": {"StringSounds": {"aws:Referer": "x"}}}"#;
    let (open, closed) = (with("arn:aws:s3:::b/*", ""), with("arn:aws:s3:::b/*", deny));
    assert!(matches!(check_no_new_access(&open, &closed), Answer::Unknown(_)));
    assert_eq!(check_no_new_access(&closed, &open), Answer::Holds);
    assert_eq!(check_no_new_access(&closed, &closed), Answer::Holds);
    assert!(matches!(check_access_not_granted(&closed, &["s3:Get*"], &[]), Answer::Unknown(_)));
    assert_eq!(check_access_not_granted(&closed, &["s3:Put*"], &[]), Answer::Holds);
}

#[test]
fn every_type_of_resource_is_read_by_its_name() {
    for one in ResourceType::all() {
        assert_eq!(one.name().parse(), Ok(one));
    }
    assert!("AWS::EC2::Instance".parse::<ResourceType>().is_err());
}

#[test]
fn an_element_that_is_not_known_leaves_it_open() {
    let with = |more: &str| {
        of_resource(&format!(r#"{{"Effect": "Allow", "Action": "s3:*", "Resource": "*"{more}}}"#))
    };
    let (plain, misspelt) =
        (with(""), with(r#", "condition": {"Bool": {"aws:SecureTransport": "true"}}"#));
    assert_eq!(check_no_new_access(&misspelt, &plain), Answer::Holds);
    assert_eq!(check_no_new_access(&misspelt, &misspelt), Answer::Holds);
    assert!(matches!(check_no_new_access(&plain, &misspelt), Answer::Unknown(_)));
}

/// A policy that allows one thing under a condition.
fn under(resource: &str, condition: &str) -> Policy {
    of_resource(&format!(
        r#"{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{resource}",
            "Condition": {{{condition}}}}}"#
    ))
}

#[test]
fn all_of_several_values_are_not_one_of_them() {
    let one = under("*", r#""ForAnyValue:StringEquals": {"aws:TagKeys": "k1"}"#);
    let all = under("*", r#""ForAllValues:StringEquals": {"aws:TagKeys": "k1"}"#);
    let both = under(
        "*",
        r#""ForAllValues:StringEquals": {"aws:TagKeys": "k1"}, "Null": {"aws:TagKeys": "false"}"#,
    );
    let answer = check_no_new_access(&one, &all);
    let witness = answer.witness().unwrap_or_else(|| panic!("{answer}"));
    let several = &witness.request().context["aws:tagkeys"];
    assert!(matches!(several, crate::access::ContextValue::Many(values) if values.len() == 2));
    // Without the key, all of its values are.
    assert!(check_no_new_access(&all, &one).witness().is_some());
    assert_eq!(check_no_new_access(&both, &one), Answer::Holds);
}

#[test]
fn a_pattern_with_a_variable_is_covered_by_a_list_that_has_it() {
    let of = |values: &str| under("*", &format!(r#""StringLike": {{"s3:prefix": {values}}}"#));
    let one = of(r#"["${aws:username}/*"]"#);
    let two = of(r#"["${aws:username}/*", "shared/*"]"#);
    assert_eq!(check_no_new_access(&one, &two), Answer::Holds);
    assert!(check_no_new_access(&two, &one).witness().is_some());
}

#[test]
fn keys_that_say_the_same_are_tied() {
    let arn = under("*", r#""ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/x"}"#);
    let name = under("*", r#""StringEquals": {"aws:username": "x"}"#);
    assert_eq!(check_no_new_access(&arn, &name), Answer::Holds);
    let queue = "arn:aws:sqs:*:111122223333:q";
    let own = r#""StringEquals": {"aws:ResourceAccount": "111122223333"}"#;
    assert_eq!(check_no_new_access(&under(queue, ""), &under("*", own)), Answer::Holds);
    let open = r#""IpAddress": {"aws:SourceIp": "0.0.0.0/0"}, "Null": {"aws:SourceVpce": "false"}"#;
    assert_eq!(check_no_new_access(&under("*", open), &under("*", own)), Answer::Holds);
}

#[test]
fn a_canonical_user_is_somebody() {
    let of = |id: &str| {
        of_resource(&format!(
            r#"{{"Effect": "Allow", "Principal": {{"CanonicalUser": "{id}"}},
                "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}}"#
        ))
    };
    let (one, other) = (of("79a59df9"), of("1b2c3d4e"));
    assert_eq!(check_no_new_access(&one, &one), Answer::Holds);
    assert!(check_no_new_access(&one, &other).witness().is_some());
    assert!(check_access_not_granted(&one, &[], &[]).witness().is_some());
    let outsiders = who_has_access(&one, &TrustZone::default());
    assert!(!outsiders.are_none());
}

/// What the context shows of the principal is what the evaluator sees.
#[test]
fn a_witness_is_of_one_mind_about_its_principal() {
    let open = of_resource(
        r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*",
            "Condition": {"StringLike": {"aws:PrincipalArn": "*"}}}"#,
    );
    let answer = check_no_public_access(&open, ResourceType::S3Bucket);
    let witness = answer.witness().unwrap_or_else(|| panic!("{answer}"));
    let Principal::User { arn } = &witness.request().principal else { panic!("{answer}") };
    assert!(arn.starts_with("arn:aws:iam::") && !arn.contains("::e"), "{arn}");
    let shown = witness.request().context.get("aws:principalarn");
    assert_eq!(shown, Some(&ContextValue::One(arn.clone())), "{answer}");
}

/// What an anonymous request holds names nobody, and many networks are not some.
#[test]
fn what_everybody_has_is_no_limit() {
    let under = |condition: &str| {
        let open = of_resource(&format!(
            r#"{{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::b/*", "Condition": {{{condition}}}}}"#
        ));
        check_no_public_access(&open, ResourceType::S3Bucket)
    };
    for key in ["aws:userid", "aws:PrincipalAccount"] {
        let answer = under(&format!(r#""StringEquals": {{"{key}": "anonymous"}}"#));
        assert!(answer.witness().is_some(), "{key}: {answer}");
    }
    let arn = under(r#""StringLike": {"aws:PrincipalArn": "arn:*:iam::111122223333:role/x"}"#);
    assert!(!arn.holds(), "{arn}");
    let networks: Vec<String> = (11..60).map(|number| format!("\"{number}.0.0.0/8\"")).collect();
    let all = under(&format!(r#""IpAddress": {{"aws:SourceIp": [{}]}}"#, networks.join(",")));
    assert!(all.witness().is_some(), "{all}");
    assert!(under(r#""IpAddress": {"aws:SourceIp": ["11.0.0.0/8", "10.0.0.0/8"]}"#).holds());
    let identity = policy(r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#);
    let answer = check_no_public_access(&identity, ResourceType::S3Bucket);
    assert!(matches!(answer, Answer::Unknown(_)), "{answer}");
}

/// A tag can be any text: neither a number below five nor one from five on.
#[test]
fn what_holds_of_some_kinds_of_values_alone_is_not_known() {
    let all = policy(r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#);
    let one_of = |tests: &[&str]| {
        let statement = |test: &&str| {
            format!(
                r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{{test}}}}}"#
            )
        };
        let statements: Vec<String> = tests.iter().map(statement).collect();
        policy(&format!(r#"{{"Statement": [{}]}}"#, statements.join(",")))
    };
    let absent = r#""Null": {"aws:PrincipalTag/x": "true"}"#;
    let cases = [
        [r#""Bool": {"aws:PrincipalTag/x": "true"}"#, r#""Bool": {"aws:PrincipalTag/x": "false"}"#],
        [
            r#""NumericLessThan": {"aws:PrincipalTag/x": 5}"#,
            r#""NumericGreaterThanEquals": {"aws:PrincipalTag/x": 5}"#,
        ],
    ];
    for [one, other] in cases {
        let answer = check_no_new_access(&all, &one_of(&[one, other, absent]));
        assert!(matches!(answer, Answer::Unknown(_)), "{one}: {answer}");
        assert_eq!(check_no_new_access(&one_of(&[one]), &one_of(&[one, absent])), Answer::Holds);
    }
    let whole = r#""IpAddress": {"aws:PrincipalTag/x": ["0.0.0.0/0", "::/0"]}"#;
    let answer = check_no_new_access(&all, &one_of(&[whole, absent]));
    assert!(matches!(answer, Answer::Unknown(_)), "{answer}");
}

/// What is asked for may stand in another partition.
#[test]
fn access_is_granted_in_every_partition() {
    let all = policy(r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#);
    for arn in ["arn:aws-cn:s3:::b/k", "arn:aws-us-gov:s3:::b/*"] {
        let answer = check_access_not_granted(&all, &["s3:GetObject"], &[arn]);
        assert!(answer.witness().is_some(), "{arn}: {answer}");
    }
}

/// A name with a wildcard in it is nobody's, and leaves nobody out.
#[test]
fn inert_names_leave_nobody_out() {
    let open = of_resource(
        r#"{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::*:root"}, "Action": "s3:*", "Resource": "*"},
           {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*",
            "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}}"#,
    );
    let answer = check_no_public_access(&open, ResourceType::S3Bucket);
    assert!(answer.witness().is_some(), "{answer}");
}
