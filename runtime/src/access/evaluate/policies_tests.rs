//! All kinds of policies together.

use super::super::{Policy, Request};
use super::support::*;
use super::{Outcome, Policies, PolicyKind, Reason, ResourceKind};

const BUCKET: &str = "arn:aws:s3:::bucket/key";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1";
const ROLE: &str = "arn:aws:iam::111122223333:role/target";
const FEDERATED: &str = "arn:aws:sts::111122223333:federated-user/fred";

fn allow() -> Policy {
    policy(r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#)
}

fn deny() -> Policy {
    policy(r#"{"Effect": "Deny", "Action": "*", "Resource": "*"}"#)
}

fn nothing() -> Policy {
    policy(r#"{"Effect": "Allow", "Action": "other:*", "Resource": "*"}"#)
}

/// A resource's policy that allows these principals.
fn to(principal: &str) -> Policy {
    policy(&format!(
        r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "*", "Resource": "*"}}"#
    ))
}

fn aws(name: &str) -> String {
    format!(r#"{{"AWS": "{name}"}}"#)
}

/// One asks for an object in a bucket of this account.
fn object(name: &str, account: &str) -> Request {
    Request::new(who(name), "s3:GetObject", BUCKET).of_account(account)
}

fn check(cases: Vec<(&str, Policies, Request, &str)>) {
    for (what, policies, request, expected) in cases {
        let decision = policies.evaluate(&request);
        assert_eq!(word(&decision), expected, "{what}: {decision:?}");
    }
}

/// "Policy evaluation for requests within a single account".
#[test]
fn within_an_account_either_is_enough() {
    let own = |name| object(name, OWN);
    check(vec![
        ("nothing", Policies::new(), own(ANN), "nothing"),
        ("identity", Policies::new().identity(&allow()), own(ANN), "allowed"),
        (
            "one of two",
            Policies::new().identity(&nothing()).identity(&allow()),
            own(ANN),
            "allowed",
        ),
        ("resource", Policies::new().resource(&to(&aws(ANN))), own(ANN), "allowed"),
        ("resource, everyone", Policies::new().resource(&to(r#""*""#)), own(ANN), "allowed"),
        // To name the account leaves it to its policies.
        ("account", Policies::new().resource(&to(&aws(OWN))), own(ANN), "nothing"),
        (
            "account, identity",
            Policies::new().resource(&to(&aws(OWN))).identity(&allow()),
            own(ANN),
            "allowed",
        ),
        ("deny", Policies::new().identity(&allow()).identity(&deny()), own(ANN), "denied"),
        ("root user", Policies::new(), own("root 111122223333"), "allowed"),
        ("of no resource", Policies::new().identity(&allow()), ask("s3:List", "*"), "allowed"),
        (
            "session, by role",
            Policies::new().resource(&to(&aws("arn:aws:iam::111122223333:role/team/audit"))),
            own(SESSION),
            "allowed",
        ),
    ]);
}

/// The example of Carlos in "Policy evaluation for requests within a single account".
#[test]
fn carlos() {
    let carlos = "arn:aws:iam::123456789012:user/carlossalazar";
    let identity = policy(
        r#"[{"Sid": "AllowS3ListRead", "Effect": "Allow", "Resource": "arn:aws:s3:::*",
             "Action": ["s3:GetBucketLocation", "s3:ListAllMyBuckets"]},
            {"Sid": "AllowS3Self", "Effect": "Allow", "Action": "s3:*",
             "Resource": ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]},
            {"Sid": "DenyS3Logs", "Effect": "Deny", "Action": "s3:*",
             "Resource": "arn:aws:s3:::*log*"}]"#,
    );
    let bucket = policy(&format!(
        r#"{{"Effect": "Allow", "Principal": {{"AWS": "{carlos}"}}, "Action": "s3:*",
            "Resource": ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]}}"#
    ));
    let policies = Policies::new().identity(&identity).resource(&bucket);
    let asked = |action: &str, resource: &str| {
        policies.evaluate(&Request::new(who(carlos), action, resource).of_account("123456789012"))
    };
    let logs = asked("s3:PutObject", "arn:aws:s3:::carlossalazar-logs/x");
    assert_eq!(logs.outcome, Outcome::ExplicitDeny);
    assert_eq!(logs.by.len(), 1);
    assert_eq!(logs.by[0].sid.as_deref(), Some("DenyS3Logs"));
    assert_eq!((logs.by[0].kind, logs.by[0].policy), (PolicyKind::Identity, 0));
    let own = asked("s3:PutObject", "arn:aws:s3:::carlossalazar/x");
    assert!(own.is_allowed());
    let kinds: Vec<_> = own.by.iter().map(|by| by.kind).collect();
    assert_eq!(kinds, [PolicyKind::Identity, PolicyKind::Resource]);
    assert_eq!(asked("s3:PutObject", "arn:aws:s3:::other/x").outcome, Outcome::ImplicitDeny);
}

/// "Cross-account policy evaluation logic".
#[test]
fn across_accounts_both_have_to_allow() {
    let other = |name| object(name, OTHER);
    let identity = || Policies::new().identity(&allow());
    check(vec![
        ("identity", identity(), other(ANN), "nothing"),
        ("resource", Policies::new().resource(&to(&aws(ANN))), other(ANN), "nothing"),
        ("both", identity().resource(&to(&aws(ANN))), other(ANN), "allowed"),
        ("account", identity().resource(&to(&aws(OWN))), other(ANN), "allowed"),
        ("everyone", identity().resource(&to(r#""*""#)), other(ANN), "allowed"),
        (
            "boundary",
            identity().resource(&to(&aws(ANN))).boundary(&nothing()),
            other(ANN),
            "nothing",
        ),
        (
            "root user",
            Policies::new().resource(&to(&aws(OWN))),
            other("root 111122223333"),
            "allowed",
        ),
        (
            "which account, is not known",
            identity(),
            Request::new(who(ANN), "s3:GetObject", BUCKET),
            "unknown",
        ),
        (
            "and does not matter",
            identity().resource(&to(&aws(ANN))),
            Request::new(who(ANN), "s3:GetObject", BUCKET),
            "allowed",
        ),
    ]);
    let decision = identity().evaluate(&other(ANN));
    assert_eq!(decision.lacking, [PolicyKind::Resource]);
}

/// The table of implicit denies in "Policy evaluation for requests within a single account".
#[test]
fn what_is_given_to_somebody_itself_is_not_limited() {
    let session = "arn:aws:sts::111122223333:assumed-role/audit/monday";
    let role = "arn:aws:iam::111122223333:role/team/audit";
    let own = |name| object(name, OWN);
    let by_arn = policy(&format!(
        r#"{{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
            "Condition": {{"ArnEquals": {{"aws:PrincipalArn": "{role}"}}}}}}"#
    ));
    let bounded = || Policies::new().identity(&allow()).boundary(&nothing());
    let limited = || Policies::new().identity(&allow()).session(&nothing());
    check(vec![
        ("identity, boundary", bounded(), own(ANN), "nothing"),
        ("identity, session", limited(), own(SESSION), "nothing"),
        ("user, boundary", bounded().resource(&to(&aws(ANN))), own(ANN), "allowed"),
        ("user, deny", bounded().boundary(&deny()).resource(&to(&aws(ANN))), own(ANN), "denied"),
        ("role, boundary", bounded().resource(&to(&aws(role))), own(SESSION), "nothing"),
        ("role, session", limited().resource(&to(&aws(role))), own(SESSION), "nothing"),
        ("session, boundary", bounded().resource(&to(&aws(session))), own(SESSION), "allowed"),
        ("session, session", limited().resource(&to(&aws(session))), own(SESSION), "allowed"),
        ("everyone by ARN", limited().resource(&by_arn), own(SESSION), "allowed"),
        ("everyone", limited().resource(&to(r#""*""#)), own(SESSION), "unknown"),
        ("account", bounded().resource(&to(&aws(OWN))), own(ANN), "nothing"),
        // A federated user has what its session was given, or the resource gives it.
        ("federated", Policies::new().identity(&allow()), own(FEDERATED), "nothing"),
        (
            "federated, session",
            Policies::new().identity(&allow()).session(&allow()),
            own(FEDERATED),
            "allowed",
        ),
        (
            "federated, resource",
            Policies::new().resource(&to(&aws(FEDERATED))),
            own(FEDERATED),
            "allowed",
        ),
    ]);
}

/// "SCP evaluation", "Resource control policies (RCPs)".
#[test]
fn organizations_limit_all() {
    let own = |name| object(name, OWN);
    let linked = "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X x";
    let identity = || Policies::new().identity(&allow());
    let public = || Policies::new().resource(&to(r#""*""#));
    check(vec![
        ("allows", identity().service_control([&allow()]), own(ANN), "allowed"),
        ("lacks", identity().service_control([&nothing()]), own(ANN), "nothing"),
        (
            "every level",
            identity().service_control([&allow()]).service_control([&nothing()]),
            own(ANN),
            "nothing",
        ),
        ("one of a level", identity().service_control([&nothing(), &allow()]), own(ANN), "allowed"),
        ("an empty level", identity().service_control([]), own(ANN), "nothing"),
        (
            "root user",
            Policies::new().service_control([&nothing()]),
            own("root 111122223333"),
            "nothing",
        ),
        ("denies", identity().service_control([&allow(), &deny()]), own(ANN), "denied"),
        (
            "user itself",
            Policies::new().resource(&to(&aws(ANN))).service_control([&nothing()]),
            own(ANN),
            "nothing",
        ),
        ("service-linked", identity().service_control([&deny()]), own(linked), "allowed"),
        (
            "management account",
            identity().service_control([&deny()]).principal_in_management_account(),
            own(ANN),
            "allowed",
        ),
        ("a service", public().service_control([&deny()]), own("sns.amazonaws.com"), "allowed"),
        ("anonymous", public().service_control([&deny()]), own("anonymous"), "allowed"),
        ("rcp", public().resource_control(&to(r#""*""#)), own("anonymous"), "allowed"),
        ("rcp denies", identity().resource_control(&deny()), own(ANN), "denied"),
        ("rcp denies all", public().resource_control(&deny()), own("anonymous"), "denied"),
        ("rcp, service-linked", identity().resource_control(&deny()), own(linked), "allowed"),
        (
            "rcp, management account",
            identity().resource_control(&deny()).resource_in_management_account(),
            own(ANN),
            "allowed",
        ),
        (
            "rcp, for another service",
            identity().resource_control(&deny()),
            ask("ec2:RunInstances", "*"),
            "unknown",
        ),
    ]);
}

#[test]
fn services_and_strangers_need_the_resource_alone() {
    let own = |name| object(name, OWN);
    let trail = "cloudtrail.amazonaws.com";
    let google = "accounts.google.com";
    let service = r#"{"Service": "cloudtrail.amazonaws.com"}"#;
    check(vec![
        ("service", Policies::new().resource(&to(service)), own(trail), "allowed"),
        ("identity is nobody's", Policies::new().identity(&allow()), own(trail), "nothing"),
        (
            "nor denies",
            Policies::new().resource(&to(service)).identity(&deny()),
            own(trail),
            "allowed",
        ),
        ("anonymous", Policies::new().resource(&to(r#""*""#)), own("anonymous"), "allowed"),
        ("not anonymous", Policies::new().resource(&to(&aws(OWN))), own("anonymous"), "nothing"),
        (
            "federated",
            Policies::new()
                .resource(&to(r#"{"Federated": "accounts.google.com"}"#))
                .of(ResourceKind::Role),
            Request::new(who(google), "sts:AssumeRoleWithWebIdentity", ROLE),
            "allowed",
        ),
    ]);
}

/// "IAM roles: trust policies", "Key policies in AWS KMS", "Grants in AWS KMS".
#[test]
fn roles_and_keys_have_to_allow_themselves() {
    let assume = |name| Request::new(who(name), "sts:AssumeRole", ROLE);
    let decrypt = |name| Request::new(who(name), "kms:Decrypt", KEY);
    let role = || Policies::new().of(ResourceKind::Role);
    let key = || Policies::new().of(ResourceKind::Key).without_grants();
    check(vec![
        ("role, identity", role().identity(&allow()), assume(ANN), "nothing"),
        ("role, user", role().resource(&to(&aws(ANN))), assume(ANN), "allowed"),
        ("role, account", role().resource(&to(&aws(OWN))), assume(ANN), "nothing"),
        ("role, both", role().resource(&to(&aws(OWN))).identity(&allow()), assume(ANN), "allowed"),
        (
            "role, another account",
            role().resource(&to(&aws(OTHER))).identity(&allow()),
            assume("arn:aws:iam::444455556666:user/bob"),
            "allowed",
        ),
        ("key, identity", key().identity(&allow()), decrypt(ANN), "nothing"),
        ("key, account", key().resource(&to(&aws(OWN))), decrypt(ANN), "nothing"),
        ("key, both", key().resource(&to(&aws(OWN))).identity(&allow()), decrypt(ANN), "allowed"),
        ("key, user", key().resource(&to(&aws(ANN))), decrypt(ANN), "allowed"),
        ("key, root user", key().resource(&to(&aws(OWN))), decrypt("root 111122223333"), "allowed"),
        ("key, root user without", key(), decrypt("root 111122223333"), "nothing"),
        ("grant", Policies::new().of(ResourceKind::Key), decrypt(ANN), "unknown"),
        (
            "no grant for this",
            Policies::new().of(ResourceKind::Key),
            Request::new(who(ANN), "kms:PutKeyPolicy", KEY),
            "nothing",
        ),
        (
            "no grant against a deny",
            Policies::new().of(ResourceKind::Key).identity(&deny()),
            decrypt(ANN),
            "denied",
        ),
        (
            "nor against the organization",
            Policies::new().of(ResourceKind::Key).service_control([&nothing()]),
            decrypt(ANN),
            "nothing",
        ),
    ]);
}

#[test]
fn what_was_not_read_is_not_known() {
    let own = |name| object(name, OWN);
    let identity = || Policies::new().identity(&allow());
    check(vec![
        ("may allow", Policies::new().unread(PolicyKind::Identity), own(ANN), "unknown"),
        ("may deny", identity().unread(PolicyKind::Resource), own(ANN), "unknown"),
        ("may limit", identity().unread(PolicyKind::ServiceControl), own(ANN), "unknown"),
        ("may bound", identity().unread(PolicyKind::Boundary), own(ANN), "unknown"),
        ("cannot allow", Policies::new().unread(PolicyKind::ServiceControl), own(ANN), "nothing"),
        (
            "cannot help",
            identity().identity(&deny()).unread(PolicyKind::Session),
            own(ANN),
            "denied",
        ),
        (
            "binds nobody",
            Policies::new().resource(&to(r#""*""#)).unread(PolicyKind::ServiceControl),
            own("anonymous"),
            "allowed",
        ),
    ]);
    let decision = identity().unread(PolicyKind::Boundary).evaluate(&own(ANN));
    assert_eq!(decision.outcome, Outcome::Unknown(vec![Reason::Unread(PolicyKind::Boundary)]));
    assert_eq!(decision.lacking, [PolicyKind::Boundary]);
}

/// A deny that may be is a deny no more than an allow that may be.
#[test]
fn three_values_all_the_way() {
    let maybe = |effect: &str| {
        policy(&format!(
            r#"{{"Effect": "{effect}", "Action": "*", "Resource": "*",
                "Condition": {{"StringSounds": {{"a": "b"}}}}}}"#
        ))
    };
    let own = |name| object(name, OWN);
    check(vec![
        ("allow", Policies::new().identity(&maybe("Allow")), own(ANN), "unknown"),
        ("deny", Policies::new().identity(&allow()).identity(&maybe("Deny")), own(ANN), "unknown"),
        ("deny of nothing", Policies::new().identity(&maybe("Deny")), own(ANN), "nothing"),
        (
            "two allow",
            Policies::new().identity(&allow()).identity(&maybe("Allow")),
            own(ANN),
            "allowed",
        ),
    ]);
}
