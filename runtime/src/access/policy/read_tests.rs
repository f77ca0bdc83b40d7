use super::super::UnknownKind;
use super::*;

/// Forms of the AWS documentation, each by the title of its page in the IAM user guide, if no other is
/// named. They are as `to_json` writes them: what is read is written.
const VALID: [(&str, &str); 20] = [
    (
        "Grammar of the IAM JSON policy language: one statement without a list",
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:StartInstances","Resource":"*"}}"#,
    ),
    (
        "the same: a list of statements, in an order of its own",
        r#"{"Statement":[{"Action":["ec2:Describe*","ec2:List*"],"Resource":["*"],"Effect":"Allow","Sid":"1"}],"Id":"cd3ad3d9-2776-4ef1-a904-4c229d1642ee","Version":"2008-10-17"}"#,
    ),
    (
        "IAM JSON policy elements: NotAction",
        r#"{"Version":"2012-10-17","Statement":[{"Sid":"DenyAllUsersNotUsingMFA","Effect":"Deny","NotAction":"iam:*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}]}"#,
    ),
    (
        "IAM JSON policy elements: NotResource",
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","NotResource":["arn:aws:s3:::HRBucket/Payroll","arn:aws:s3:::HRBucket/Payroll/*"]}}"#,
    ),
    (
        "AWS JSON policy elements: Principal: everyone, in both forms",
        r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sns:Publish"},{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sns:Publish"}]}"#,
    ),
    (
        "the same: several kinds, one or several names each",
        r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root","999999999999"],"CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},"Action":"s3:GetObject","Resource":"*"}]}"#,
    ),
    (
        "the same: services and providers, without a resource, as in a trust policy",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["ecs.amazonaws.com","elasticloadbalancing.amazonaws.com"]},"Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity"}]}"#,
    ),
    (
        "AWS JSON policy elements: NotPrincipal",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::444455556666:user/Bob","arn:aws:iam::444455556666:root"]},"Action":"s3:*","Resource":["arn:aws:s3:::Bucket_Name"]}]}"#,
    ),
    (
        "IAM JSON policy elements: Condition operators: texts, of one and of several keys",
        r#"{"Statement":{"Effect":"Allow","Action":"iam:*AccessKey*","Resource":"arn:aws:iam::user/*","Condition":{"StringEquals":{"aws:PrincipalTag/job-category":"iamuser-admin","aws:username":["a","b"]},"StringNotLike":{"aws:PrincipalArn":"*"}}}}"#,
    ),
    (
        "the same: numbers without quotation marks",
        r#"{"Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"NumericLessThanEquals":{"s3:max-keys":10},"NumericGreaterThan":{"s3:max-keys":[1,"2",-3.50e+1]}}}}"#,
    ),
    (
        "the same: booleans with and without quotation marks",
        r#"{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":false,"aws:ViaAWSService":["true",true]},"Null":{"aws:TokenIssueTime":"true"}}}}"#,
    ),
    (
        "the same: addresses, dates, ARNs and bytes",
        r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:DB8:1234:5678::/64"]},"DateGreaterThan":{"aws:TokenIssueTime":"2020-01-01T00:00:01Z"},"ArnLike":{"aws:SourceArn":"arn:aws:sns:REGION:123456789012:TOPIC-ID"},"BinaryEquals":{"key":"QmluYXJ5VmFsdWVJbkJhc2U2NA=="}}}}"#,
    ),
    (
        "Set operators for multivalued context keys",
        r#"{"Statement":{"Effect":"Deny","Action":"ec2:CreateTags","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"webserver"},"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["key1*","key2*"]}}}}"#,
    ),
    (
        "IAM policy elements: Variables and tags: with a default and with escapes",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::amzn-s3-demo-bucket/${aws:PrincipalTag/team, 'company-wide'}/*","arn:aws:s3:::a${*}b${?}c${$}"]}]}"#,
    ),
    (
        "IAM policy validation check reference: Empty array action, resource, condition and principal",
        r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":[]},"Action":[],"Resource":[],"Condition":{"StringEquals":{"aws:PrincipalOrgID":[]}}}]}"#,
    ),
    (
        "the same: Empty object condition, Empty object principal, Empty Sid value",
        r#"{"Statement":[{"Sid":"","Effect":"Allow","Principal":{},"Action":"*","Condition":{}}]}"#,
    ),
    (
        "the same: operators without keys, between others",
        r#"{"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{},"StringEquals":{"a":"b","c":"d"},"StringLike":{},"Null":{},"ArnLike":{"a":"b"},"IpAddress":{}}}]}"#,
    ),
    (
        "the same: Unique Sids recommended: some services keep what has them twice",
        r#"{"Statement":[{"Sid":"A","Effect":"Allow","Action":"*"},{"Sid":"A","Effect":"Deny","Action":"*"}]}"#,
    ),
    (
        "words that are not known",
        r#"{"Metadata":{"a":[1,null,{"b":"\"\n"}],"c":true},"Statement":[{"Strength":0.50,"Effect":"Allow","Principal":{"Robot":"r2"},"Action":"*","condition":{},"Condition":{"stringEquals":{"a":"b","c":"d"},"Sounds":{}}}]}"#,
    ),
    (
        "characters of all kinds",
        r#"{"Id":"","Statement":[{"Sid":"é 漢 \\ \" \u0001 /","Effect":"Allow","Action":"","Resource":"\t"}]}"#,
    ),
];

#[test]
fn what_aws_documents_is_read_and_written_back() {
    for (page, text) in VALID {
        let policy = Policy::parse(text).unwrap_or_else(|error| panic!("{page}: {error}"));
        assert_eq!(policy.to_json(), text, "{page}");
        assert_eq!(policy.to_string(), text, "{page}");
        let pretty = policy.to_json_pretty();
        assert_eq!(format!("{policy:#}"), pretty, "{page}");
        assert_eq!(pretty.parse(), Ok(policy), "{page}");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&pretty), value(text), "{page}");
    }
}

#[test]
fn the_parts_are_what_is_written() {
    let policy = Policy::parse(VALID[3].1).unwrap();
    assert_eq!((policy.version(), policy.id()), (Version::V2012, None));
    let statement = &policy.statements()[0];
    assert_eq!((statement.sid(), statement.effect()), (None, Effect::Deny));
    assert_eq!(statement.shown(), "statement 1");
    assert!(!statement.is_not_action() && statement.is_not_resource());
    assert_eq!(
        (statement.actions().values(), statement.actions().is_list()),
        (&["s3:*".to_owned()][..], false)
    );
    let resources = statement.resources().unwrap();
    assert_eq!(resources.into_iter().count(), 2);
    assert!(resources.is_list() && statement.principals().is_none());

    let policy = Policy::parse(VALID[5].1).unwrap();
    assert_eq!(policy.version(), Version::V2008);
    let statement = &policy.statements()[0];
    let entries = statement.principals().unwrap().entries();
    let kinds: Vec<_> = entries.iter().map(PrincipalEntry::kind).collect();
    assert_eq!(kinds, [&PrincipalKind::Aws, &PrincipalKind::CanonicalUser]);
    assert_eq!(entries[0].names().values()[1], "999999999999");
    assert!(statement.resources().is_some() && !statement.is_not_principal());

    let policy = Policy::parse(VALID[9].1).unwrap();
    let conditions = policy.statements()[0].conditions();
    assert_eq!(conditions[1].operator().to_string(), "NumericGreaterThan");
    assert_eq!(conditions[1].key(), "s3:max-keys");
    assert_eq!(conditions[1].values().values(), ["1", "2", "-3.50e+1"]);

    let policy = Policy::parse(VALID[17].1).unwrap();
    assert_eq!(policy.statements()[1].shown(), "statement 2 (`A`)");
    let policy = Policy::parse(VALID[15].1).unwrap();
    assert_eq!(
        (policy.statements()[0].sid(), &*policy.statements()[0].shown()),
        (Some(""), "statement 1")
    );
}

#[test]
fn places_are_counted_in_characters() {
    let text = "{\n  \"Id\": \"é\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\",\r\n\
                \t\"Condition\": {\"Bool\": {\"漢\": 1, \"b\": 2}}\n}, {\"Effect\": \"Deny\", \"Action\": \"*\"}]}";
    let policy = Policy::parse(text).unwrap();
    let place = |index, line, column| Place { index, line, column };
    let [first, second] = policy.statements() else { panic!("two statements") };
    assert_eq!((first.place(), second.place()), (place(0, 2, 28), place(1, 4, 4)));
    let places: Vec<_> = first.conditions().iter().map(Condition::place).collect();
    assert_eq!(places, [place(0, 3, 25), place(1, 3, 33)]);
}

#[test]
fn what_is_not_known_is_told() {
    let (_, text) = VALID[18];
    let policy = Policy::parse(text).unwrap();
    let told: Vec<String> = policy.unknown().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 1, column 2: unknown element `Metadata`",
            "statement 1, line 1, column 64: unknown element `Strength`",
            "statement 1, line 1, column 110: unknown kind of principals `Robot`",
            "statement 1, line 1, column 137: unknown element `condition`; did you mean `Condition`?",
            "statement 1, line 1, column 165: unknown condition operator `stringEquals`; did you mean `StringEquals`?",
            "statement 1, line 1, column 198: unknown condition operator `Sounds`",
        ]
    );
    let unknown = policy.unknown();
    assert_eq!((unknown[0].kind(), unknown[0].statement()), (UnknownKind::Element, None));
    assert_eq!((unknown[2].kind(), unknown[2].word()), (UnknownKind::PrincipalKind, "Robot"));
    assert_eq!((unknown[4].kind(), unknown[4].statement()), (UnknownKind::Operator, Some(0)));
    assert_eq!(policy.unknown_elements()[0].json(), r#"{"a":[1,null,{"b":"\"\n"}],"c":true}"#);
    assert_eq!(policy.statements()[0].unknown_elements()[0].name(), "Strength");
    for (page, text) in &VALID[..18] {
        assert_eq!(Policy::parse(text).unwrap().unknown(), [], "{page}");
    }
}

#[test]
fn a_mistyped_operator_is_put_right() {
    let cases = [
        ("StringEqual", "StringEquals"),
        ("StringNotequals", "StringNotEquals"),
        ("ForAnyValues:StringLike", "ForAnyValue:StringLike"),
        ("ForAllValues:StringEqualsIfExist", "ForAllValues:StringEqualsIfExists"),
        ("IPAddress", "IpAddress"),
    ];
    for (word, meant) in cases {
        let text = format!(
            r#"{{"Statement": {{"Effect": "Allow", "Action": "*", "Condition": {{"{word}": {{}}}}}}}}"#
        );
        let told = Policy::parse(&text).unwrap().unknown()[0].to_string();
        assert!(told.ends_with(&format!("`{word}`; did you mean `{meant}`?")), "{told}");
    }
}

#[test]
fn equality_is_that_of_what_is_written() {
    let text = VALID[10].1;
    let policy = Policy::parse(text).unwrap();
    assert_eq!(policy, text.replace(',', " ,\n").parse().unwrap());
    for (of, by) in
        [("[\"true\",true]", "[true,\"true\"]"), ("false", "\"false\""), ("Deny", "Allow")]
    {
        assert_ne!(policy, text.replace(of, by).parse().unwrap(), "{of}");
    }
}

#[test]
fn equality_is_that_of_what_is_not_known_too() {
    let text = VALID[18].1;
    let policy = Policy::parse(text).unwrap();
    for (of, by) in [("null", "1"), ("Strength", "Weakness"), ("Sounds", "Smells"), ("r2", "c3")] {
        assert_ne!(policy, text.replace(of, by).parse().unwrap(), "{of}");
    }
}

/// Two policies, of which more is not needed here.
#[derive(serde::Deserialize)]
struct Pair<'a> {
    #[serde(borrow)]
    new: &'a serde_json::value::RawValue,
    #[serde(borrow)]
    existing: &'a serde_json::value::RawValue,
}

#[test]
#[ignore = "needs the vectors: SHARED_VECTORS"]
fn the_policies_of_others_are_read_and_written_back() {
    #[expect(clippy::disallowed_methods, reason = "the vectors stand outside of the project")]
    let folder = std::env::var_os("SHARED_VECTORS").unwrap();
    let path = std::path::Path::new(&folder).join("quacky.jsonl");
    let mut policies = 0;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let pair: Pair<'_> = serde_json::from_str(line).unwrap();
        for text in [pair.new.get(), pair.existing.get()] {
            policies += 1;
            let policy = Policy::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let mut compact = String::new();
            json::read(text).unwrap().value.write(&mut compact);
            assert_eq!(policy.to_json(), compact);
            let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            assert_eq!(value(&policy.to_json_pretty()), value(text));
            assert_eq!(policy.to_json_pretty().parse(), Ok(policy.clone()));
            assert_eq!(policy.unknown(), []);
        }
    }
    assert_eq!(policies, 1728);
}
