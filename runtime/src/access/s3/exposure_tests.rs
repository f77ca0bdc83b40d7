use super::super::{
    AccessPoint, Acl, AclGrant, Grantee, IsPublic, NetworkOrigin, ObjectOwnership,
    PublicAccessBlock,
};
use super::*;
use crate::access::{Effect, Principals};

const ACCOUNT: &str = "111122223333";
const RESTRICT: PublicAccessBlock = PublicAccessBlock {
    restrict_public_buckets: true,
    block_public_acls: false,
    ignore_public_acls: false,
    block_public_policy: false,
};
const IGNORE: PublicAccessBlock = PublicAccessBlock {
    ignore_public_acls: true,
    block_public_acls: false,
    block_public_policy: false,
    restrict_public_buckets: false,
};
const REFUSE: PublicAccessBlock = PublicAccessBlock {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: false,
    restrict_public_buckets: false,
};
const PUBLIC_READ: &str = r#"{"Sid": "PublicRead", "Effect": "Allow", "Principal": "*",
    "Action": "s3:GetObject", "Resource": "*"}"#;
const DENY_ALL: &str = r#"{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"#;
const CLOUDTRAIL: &str = r#"{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*",
    "Principal": {"Service": "cloudtrail.amazonaws.com"}}"#;
const ACCOUNT_2: &str = r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
    "Principal": {"AWS": "arn:aws:iam::444455556666:root"}}"#;
const OWN_ROLE: &str = r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"}}"#;
const NARROW_ADDRESS: &str = r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
    "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}"#;
/// "Configuring IAM policies for using access points", "Delegating access control to access points".
const DELEGATES: &str = r#"{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*",
    "Resource": "*", "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}"#;

fn policy(statements: &[&str]) -> Given<Policy> {
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(","));
    Given::Known(Policy::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

/// A bucket of today, with nothing in it and no block.
fn bucket() -> ExposureInput {
    ExposureInput {
        account: Given::Known(ACCOUNT.to_owned()),
        policy: Given::Absent,
        acl: Given::Known(Acl { owner: "owner".to_owned(), grants: Vec::new() }),
        ownership: Given::Known(ObjectOwnership::BucketOwnerEnforced),
        account_block: Given::Absent,
        bucket_block: Given::Absent,
        access_points: Given::Absent,
    }
}

fn with_policy(statements: &[&str]) -> ExposureInput {
    ExposureInput { policy: policy(statements), ..bucket() }
}

fn with_acl(grantee: Grantee) -> ExposureInput {
    let grant = AclGrant { grantee, permission: "READ".to_owned() };
    ExposureInput {
        acl: Given::Known(Acl { owner: "owner".to_owned(), grants: vec![grant] }),
        ownership: Given::Known(ObjectOwnership::ObjectWriter),
        ..bucket()
    }
}

fn with_access_point(statements: &[&str], of_access_point: AccessPoint) -> ExposureInput {
    ExposureInput { access_points: Given::Known(vec![of_access_point]), ..with_policy(statements) }
}

fn access_point(statements: &[&str]) -> AccessPoint {
    AccessPoint {
        name: "reports".to_owned(),
        origin: Given::Known(NetworkOrigin::Internet),
        policy: policy(statements),
        block: Given::Absent,
    }
}

/// The question as these policies need it: everyone gets in where a statement names everyone, and no
/// statement denies.
fn stub(policy: &Policy) -> PublicAnswer {
    let is_denied = policy.statements.iter().any(|each| each.effect == Effect::Deny);
    let opens = policy.statements.iter().any(|each| each.principals == Some(Principals::Everyone));
    if opens && !is_denied {
        PublicAnswer::Violated("an anonymous `s3:GetObject`".to_owned())
    } else {
        PublicAnswer::Holds
    }
}

fn of(input: &ExposureInput) -> Exposure {
    exposure(input, stub)
}

/// Which predicates fail, after whether it is for sure.
fn failing(exposure: &Exposure) -> (&'static str, Vec<Predicate>) {
    let list = |failed: Vec<Failed>| failed.iter().map(|each| each.predicate).collect();
    match exposure.not_public() {
        NotPublic::Holds => ("holds", Vec::new()),
        NotPublic::Violated(failed) => ("violated", list(failed)),
        NotPublic::Unknown(failed) => ("unknown", list(failed)),
    }
}

fn texts(exposure: &Exposure) -> Vec<String> {
    exposure.chain.iter().map(ToString::to_string).collect()
}

const BOTH: [Predicate; 2] = [Predicate::Documented, Predicate::Semantic];

#[test]
fn a_bucket_of_today_is_private() {
    let exposure = of(&bucket());
    assert_eq!(exposure.not_public(), NotPublic::Holds);
    assert_eq!(exposure.reachable, Reach::Known(Audience::Private));
    assert_eq!(exposure.s3_policy_status, Given::Absent);
}

#[test]
fn a_public_policy_opens_and_says_so() {
    let exposure = of(&with_policy(&[PUBLIC_READ]));
    assert_eq!(failing(&exposure), ("violated", BOTH.to_vec()));
    assert_eq!(exposure.reachable, Reach::Known(Audience::Public));
    assert_eq!(
        texts(&exposure),
        [
            "the bucket policy is public to S3 (statement 1, `PublicRead`: it lets in everyone, and \
             no condition limits that to a fixed value)",
            "the bucket policy lets in everyone (statement 1, `PublicRead`) (an anonymous \
             `s3:GetObject`)",
            "the object ownership `BucketOwnerEnforced` disables all ACLs",
        ]
    );
    let NotPublic::Violated(failed) = exposure.not_public() else { panic!("not public") };
    assert_eq!(failed[1].to_string(), "who is let in: an anonymous `s3:GetObject`");
}

/// "Blocking public access to your Amazon S3 storage": the most restrictive of the levels counts.
#[test]
fn either_level_restricts_a_public_policy() {
    let known = |block| Given::Known(block);
    let unknown = || Given::Unknown("access denied".to_owned());
    let rows = [
        (known(RESTRICT), Given::Absent, "holds"),
        (Given::Absent, known(RESTRICT), "holds"),
        (unknown(), known(RESTRICT), "holds"),
        (known(RESTRICT), unknown(), "holds"),
        (known(PublicAccessBlock::ALL), known(PublicAccessBlock::default()), "holds"),
        // These refuse what comes and close nothing that is there.
        (known(REFUSE), known(REFUSE), "violated"),
        (known(IGNORE), Given::Absent, "violated"),
        (unknown(), Given::Absent, "unknown"),
        (Given::Absent, unknown(), "unknown"),
    ];
    for (account_block, bucket_block, expected) in rows {
        let input = ExposureInput { account_block, bucket_block, ..with_policy(&[PUBLIC_READ]) };
        let exposure = of(&input);
        assert_eq!(failing(&exposure).0, expected, "{:#?}", input);
        let reach = match expected {
            "holds" => Reach::Known(Audience::Private),
            "violated" => Reach::Known(Audience::Public),
            _ => {
                assert!(matches!(exposure.reachable, Reach::Unknown { .. }));
                continue;
            }
        };
        assert_eq!(exposure.reachable, reach);
        // What S3 says of the policy stays.
        let Given::Known(status) = &exposure.s3_policy_status else { panic!("no status") };
        assert!(matches!(status.is_public, IsPublic::Yes(_)));
    }
    let input = ExposureInput {
        account_block: Given::Known(RESTRICT),
        bucket_block: Given::Known(REFUSE),
        ..with_policy(&[PUBLIC_READ])
    };
    let texts = texts(&of(&input));
    for text in [
        "the account's public access block restricts public buckets",
        "the bucket's public access block refuses new public policies, which closes none that there \
         are",
    ] {
        assert!(texts.iter().any(|each| each == text), "{texts:#?}");
    }
}

/// The same page, "How Amazon S3 evaluates a bucket policy that contains both public and non-public
/// access grants".
#[test]
fn a_public_statement_under_a_restriction_takes_the_access_of_other_accounts() {
    let restricted = |statements: &[&str]| {
        let account_block = Given::Known(RESTRICT);
        of(&ExposureInput { account_block, ..with_policy(statements) })
    };
    let fixed = restricted(&[CLOUDTRAIL, ACCOUNT_2]);
    assert_eq!(fixed.reachable, Reach::Known(Audience::OtherAccounts));
    assert_eq!(fixed.not_public(), NotPublic::Holds);
    let text = "the bucket policy lets in other accounts (statement 2)";
    assert!(texts(&fixed).iter().any(|each| each == text), "{:#?}", texts(&fixed));
    let all = restricted(&[CLOUDTRAIL, ACCOUNT_2, PUBLIC_READ]);
    assert_eq!(all.reachable, Reach::Known(Audience::Private));
    assert_eq!(all.not_public(), NotPublic::Holds);
    let open = of(&with_policy(&[CLOUDTRAIL, ACCOUNT_2, PUBLIC_READ]));
    assert_eq!(open.reachable, Reach::Known(Audience::Public));
}

#[test]
fn the_two_predicates_are_kept_apart() {
    // Narrowed by a Deny: public to S3, and nobody gets in.
    let denied = of(&with_policy(&[PUBLIC_READ, DENY_ALL]));
    assert_eq!(failing(&denied), ("violated", vec![Predicate::Documented]));
    assert_ne!(denied.reachable, Reach::Known(Audience::Public));
    // A small range: not public to S3, so no block restricts it, and anonymous requests get in.
    let input = ExposureInput {
        account_block: Given::Known(PublicAccessBlock::ALL),
        ..with_policy(&[NARROW_ADDRESS])
    };
    let narrow = of(&input);
    assert_eq!(failing(&narrow), ("violated", vec![Predicate::Semantic]));
    assert_eq!(narrow.reachable, Reach::Known(Audience::Public));
}

#[test]
fn what_s3_may_or_may_not_restrict_is_unknown() {
    let silent = r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*",
        "Condition": {"StringEquals": {"aws:VpceOrgID": "o-a1b2c3d4e5"}}}"#;
    let open = of(&with_policy(&[silent]));
    assert_eq!(failing(&open), ("violated", vec![Predicate::Semantic]));
    let input = ExposureInput { bucket_block: Given::Known(RESTRICT), ..with_policy(&[silent]) };
    let restricted = of(&input);
    // Either it is not public, or it is restricted; who gets in differs.
    assert_eq!(restricted.documented, PublicAnswer::Holds);
    assert_eq!(failing(&restricted), ("unknown", vec![Predicate::Semantic]));
    assert!(matches!(restricted.reachable, Reach::Unknown { .. }));
}

#[test]
fn a_policy_that_is_not_known_is_not_public_to_s3_under_a_restriction() {
    let unknown = ExposureInput { policy: Given::Unknown("access denied".to_owned()), ..bucket() };
    assert_eq!(failing(&of(&unknown)), ("unknown", BOTH.to_vec()));
    let restricted = ExposureInput { bucket_block: Given::Known(RESTRICT), ..unknown };
    assert_eq!(failing(&of(&restricted)), ("unknown", vec![Predicate::Semantic]));
}

#[test]
fn an_answer_that_could_not_be_told_is_unknown() {
    let input = with_policy(&[OWN_ROLE]);
    let exposure = exposure(&input, |_| PublicAnswer::Unknown(vec!["budget".to_owned()]));
    assert_eq!(failing(&exposure), ("unknown", vec![Predicate::Semantic]));
    assert_eq!(
        exposure.reachable.to_string(),
        "its own account and AWS services, and perhaps others: budget"
    );
}

/// "Blocking public access to your Amazon S3 storage", "ACLs", and "Access control list (ACL) overview",
/// "Amazon S3 predefined groups".
#[test]
fn groups_of_everyone_are_public() {
    let group = |uri: &str| Grantee::Group(uri.to_owned());
    let rows = [
        (group(Grantee::ALL_USERS), "violated", Audience::Public),
        (group(Grantee::AUTHENTICATED_USERS), "violated", Audience::AuthenticatedAws),
        (group(Grantee::LOG_DELIVERY), "unknown", Audience::Private),
        (group("http://acs.amazonaws.com/groups/new"), "unknown", Audience::Private),
        (Grantee::CanonicalUser("owner".to_owned()), "unknown", Audience::Private),
        (Grantee::CanonicalUser("other".to_owned()), "unknown", Audience::OtherAccounts),
        (Grantee::Email("a@example.com".to_owned()), "unknown", Audience::OtherAccounts),
    ];
    for (grantee, expected, audience) in rows {
        let input = with_acl(grantee.clone());
        let exposure = of(&input);
        // The ACLs of the objects cannot be listed.
        assert_eq!(failing(&exposure), (expected, BOTH.to_vec()), "{grantee:?}");
        let is_known = exposure.reachable == Reach::Known(Audience::Public);
        assert_eq!(is_known, audience == Audience::Public, "{grantee:?}");
        let (Reach::Known(at_least) | Reach::Unknown { at_least, .. }) = exposure.reachable;
        assert_eq!(at_least, audience, "{grantee:?}");
        for block in [IGNORE, PublicAccessBlock::ALL] {
            let account_block = Given::Known(block);
            let ignored = of(&ExposureInput { account_block, ..input.clone() });
            let (Reach::Known(at_least) | Reach::Unknown { at_least, .. }) = ignored.reachable;
            assert!(at_least <= Audience::OtherAccounts, "{grantee:?}");
            if grantee != group("http://acs.amazonaws.com/groups/new") {
                assert_eq!(ignored.not_public(), NotPublic::Holds, "{grantee:?}");
            }
        }
        // "Controlling ownership of objects and disabling ACLs for your bucket".
        let ownership = Given::Known(ObjectOwnership::BucketOwnerEnforced);
        let disabled = of(&ExposureInput { ownership, ..input.clone() });
        assert_eq!(disabled.not_public(), NotPublic::Holds, "{grantee:?}");
        assert_eq!(disabled.reachable, Reach::Known(Audience::Private));
        let account_block = Given::Unknown("access denied".to_owned());
        let unsure = of(&ExposureInput { account_block, ..input.clone() });
        assert_eq!(failing(&unsure).0, "unknown", "{grantee:?}");
        let ownership = Given::Unknown("access denied".to_owned());
        let unsure = of(&ExposureInput { ownership, ..input });
        assert_eq!(failing(&unsure).0, "unknown", "{grantee:?}");
    }
}

#[test]
fn acls_that_are_enabled_leave_those_of_objects_unknown() {
    let enabled = [
        Given::Absent,
        Given::Known(ObjectOwnership::ObjectWriter),
        Given::Known(ObjectOwnership::BucketOwnerPreferred),
    ];
    for ownership in enabled {
        let clean = ExposureInput { ownership, ..bucket() };
        assert_eq!(failing(&of(&clean)), ("unknown", BOTH.to_vec()));
        let refused = ExposureInput { bucket_block: Given::Known(REFUSE), ..clean.clone() };
        assert_eq!(failing(&of(&refused)), ("unknown", BOTH.to_vec()));
        let perhaps =
            ExposureInput { account_block: Given::Unknown("denied".to_owned()), ..clean.clone() };
        assert_eq!(failing(&of(&perhaps)), ("unknown", BOTH.to_vec()));
        let ignored = of(&ExposureInput { bucket_block: Given::Known(IGNORE), ..clean });
        assert_eq!(ignored.not_public(), NotPublic::Holds);
        // They may name other accounts.
        assert!(matches!(ignored.reachable, Reach::Unknown { .. }));
    }
    let unread = ExposureInput {
        acl: Given::Unknown("access denied".to_owned()),
        ownership: Given::Absent,
        account_block: Given::Known(PublicAccessBlock::ALL),
        ..bucket()
    };
    assert_eq!(of(&unread).not_public(), NotPublic::Holds);
}

/// "Configuring IAM policies for using access points": both the access point and the bucket have to
/// permit a request.
#[test]
fn an_access_point_opens_what_the_bucket_leaves_to_it() {
    let vpc = || AccessPoint {
        origin: Given::Known(NetworkOrigin::Vpc("vpc-91237329".to_owned())),
        ..access_point(&[PUBLIC_READ])
    };
    let blocked = || AccessPoint {
        block: Given::Known(PublicAccessBlock::ALL),
        ..access_point(&[PUBLIC_READ])
    };
    let some = DELEGATES.replace(r#""Action": "*""#, r#""Action": "s3:PutObject""#);
    let narrowed = [DELEGATES, DENY_ALL].join(",");
    let once_more = DELEGATES
        .replace(r#""Condition": {"#, r#""Condition": {"Bool": {"aws:SecureTransport": "true"}, "#);
    let by_arn = DELEGATES.replace(
        r#""StringEquals": {"s3:DataAccessPointAccount": "111122223333"}"#,
        r#""StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/*"}"#,
    );
    let rows = [
        (DELEGATES, access_point(&[OWN_ROLE]), "holds", vec![], Some(Audience::Private)),
        (DELEGATES, access_point(&[ACCOUNT_2]), "holds", vec![], Some(Audience::OtherAccounts)),
        (
            DELEGATES,
            access_point(&[PUBLIC_READ]),
            "violated",
            BOTH.to_vec(),
            Some(Audience::Public),
        ),
        (&by_arn, access_point(&[PUBLIC_READ]), "violated", BOTH.to_vec(), Some(Audience::Public)),
        (&some, access_point(&[PUBLIC_READ]), "violated", vec![Predicate::Documented], None),
        (&once_more, access_point(&[PUBLIC_READ]), "violated", vec![Predicate::Documented], None),
        // A Deny of the bucket may narrow it.
        (&narrowed, access_point(&[PUBLIC_READ]), "violated", vec![Predicate::Documented], None),
        (DELEGATES, vpc(), "holds", vec![], None),
        (DELEGATES, blocked(), "holds", vec![], Some(Audience::Private)),
        // The bucket lets in no one for it, though S3 calls its policy public.
        (
            OWN_ROLE,
            access_point(&[PUBLIC_READ]),
            "violated",
            vec![Predicate::Documented],
            Some(Audience::Private),
        ),
        (OWN_ROLE, vpc(), "holds", vec![], Some(Audience::Private)),
    ];
    for (statement, of_access_point, expected, predicates, audience) in rows {
        let input = with_access_point(&[statement], of_access_point);
        let exposure = of(&input);
        assert_eq!(failing(&exposure), (expected, predicates), "{:#?}", texts(&exposure));
        match audience {
            Some(audience) => assert_eq!(exposure.reachable, Reach::Known(audience)),
            None => assert!(matches!(exposure.reachable, Reach::Unknown { .. })),
        }
    }
}

#[test]
fn access_points_that_are_not_known_leave_it_unknown() {
    let unread = |statement: &str| ExposureInput {
        access_points: Given::Unknown("access denied".to_owned()),
        ..with_policy(&[statement])
    };
    assert_eq!(failing(&of(&unread(DELEGATES))), ("unknown", BOTH.to_vec()));
    assert_eq!(failing(&of(&unread(OWN_ROLE))), ("unknown", vec![Predicate::Documented]));
    let restricted = ExposureInput { account_block: Given::Known(RESTRICT), ..unread(OWN_ROLE) };
    assert_eq!(of(&restricted).not_public(), NotPublic::Holds);
    let origin = AccessPoint {
        origin: Given::Unknown("access denied".to_owned()),
        ..access_point(&[PUBLIC_READ])
    };
    let exposure = of(&with_access_point(&[DELEGATES], origin));
    assert_eq!(failing(&exposure), ("unknown", BOTH.to_vec()));
    let policy = AccessPoint {
        policy: Given::Unknown("access denied".to_owned()),
        ..access_point(&[PUBLIC_READ])
    };
    let exposure = of(&with_access_point(&[DELEGATES], policy.clone()));
    assert_eq!(failing(&exposure), ("unknown", BOTH.to_vec()));
    // No policy makes one in a VPC public, and a restriction restricts any that is.
    let vpc = AccessPoint {
        origin: Given::Known(NetworkOrigin::Vpc("vpc-91237329".to_owned())),
        ..policy.clone()
    };
    assert_eq!(of(&with_access_point(&[DELEGATES], vpc)).not_public(), NotPublic::Holds);
    let restricted = AccessPoint { block: Given::Known(RESTRICT), ..policy };
    let exposure = of(&with_access_point(&[DELEGATES], restricted));
    assert_eq!(failing(&exposure), ("unknown", vec![Predicate::Semantic]));
}

/// "Reviewing bucket access using IAM Access Analyzer for S3": a bucket that leaves it to access points
/// of other accounts is listed as public, and with `RestrictPublicBuckets` as shared.
#[test]
fn what_is_left_to_access_points_of_other_accounts_is_theirs() {
    let elsewhere = DELEGATES.replace(ACCOUNT, "444455556666");
    let open = of(&with_policy(&[&elsewhere]));
    assert_eq!(failing(&open), ("violated", vec![Predicate::Semantic]));
    let narrowed = of(&with_policy(&[&elsewhere, DENY_ALL]));
    assert_eq!(failing(&narrowed), ("unknown", vec![Predicate::Semantic]));
    // A policy that is public beside it leaves nothing under a restriction.
    let both = ExposureInput {
        bucket_block: Given::Known(RESTRICT),
        ..with_policy(&[&elsewhere, PUBLIC_READ])
    };
    assert_eq!(of(&both).reachable, Reach::Known(Audience::Private));
    let input =
        ExposureInput { bucket_block: Given::Known(RESTRICT), ..with_policy(&[&elsewhere]) };
    let restricted = of(&input);
    assert_eq!(restricted.not_public(), NotPublic::Holds);
    assert_eq!(restricted.reachable, Reach::Known(Audience::OtherAccounts));
}

#[test]
fn who_is_named_decides_who_gets_in() {
    let named = |principal: &str, condition: &str| {
        format!(
            r#"{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
                "Principal": {principal}, "Condition": {condition}}}"#
        )
    };
    let everyone = r#"{"AWS": "*"}"#;
    let rows = [
        (named(r#"{"AWS": "111122223333"}"#, "{}"), Some(Audience::Private)),
        (
            named(r#"{"AWS": ["111122223333", "444455556666"]}"#, "{}"),
            Some(Audience::OtherAccounts),
        ),
        (named(r#"{"AWS": "AROAEXAMPLEID"}"#, "{}"), Some(Audience::Private)),
        (named(r#"{"CanonicalUser": "owner"}"#, "{}"), Some(Audience::Private)),
        (named(r#"{"CanonicalUser": "other"}"#, "{}"), Some(Audience::OtherAccounts)),
        (named(r#"{"AWS": "arn:aws:iam::cloudfront:user/CloudFront OAI E1"}"#, "{}"), None),
        (
            named(everyone, r#"{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#),
            Some(Audience::OtherAccounts),
        ),
        (
            named(everyone, r#"{"StringEquals": {"aws:PrincipalAccount": "111122223333"}}"#),
            Some(Audience::Private),
        ),
        (
            named(
                everyone,
                r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}"#,
            ),
            Some(Audience::Private),
        ),
        (
            named(
                everyone,
                r#"{"StringLike": {"aws:PrincipalArn": "arn:*:iam::111122223333:role/a"}}"#,
            ),
            Some(Audience::OtherAccounts),
        ),
        (
            named(
                everyone,
                r#"{"StringLike": {"aws:PrincipalArn": "arn:aws:${aws:username}:111122223333:a"}}"#,
            ),
            Some(Audience::OtherAccounts),
        ),
        (
            named(
                everyone,
                r#"{"StringEqualsIfExists": {"aws:PrincipalAccount": "111122223333"}}"#,
            ),
            Some(Audience::OtherAccounts),
        ),
    ];
    for (statement, audience) in rows {
        let exposure = exposure(&with_policy(&[&statement]), |_| PublicAnswer::Holds);
        match audience {
            Some(audience) => assert_eq!(exposure.reachable, Reach::Known(audience), "{statement}"),
            None => assert!(matches!(exposure.reachable, Reach::Unknown { .. }), "{statement}"),
        }
    }
    // Without the account of the bucket, no other account is one.
    let input = ExposureInput {
        account: Given::Unknown("access denied".to_owned()),
        ..with_policy(&[ACCOUNT_2])
    };
    assert!(matches!(of(&input).reachable, Reach::Unknown { .. }));
}

#[test]
fn many_statements_are_told_of_in_few_words() {
    let providers: Vec<String> =
        (0..30_000).map(|at| format!("arn:aws:iam::{at:012}:saml-provider/a")).collect();
    let federated = format!(
        r#"{{"Effect": "Allow", "Action": "*", "Resource": "*",
            "Principal": {{"Federated": {}, "AWS": {}}}}}"#,
        serde_json::json!(providers),
        serde_json::json!(vec!["*"; 30_000])
    );
    let mut statements = vec![PUBLIC_READ; 10_000];
    statements.push(&federated);
    let exposure = of(&with_policy(&statements));
    assert_eq!(exposure.reachable, Reach::Known(Audience::Public));
    let longest = exposure.chain.iter().map(|step| step.text.len()).max();
    assert!(longest.is_some_and(|length| length < 2_000), "{longest:?}");
    assert!(texts(&exposure)[0].ends_with("and 9991 more)"), "{}", texts(&exposure)[0]);
}
