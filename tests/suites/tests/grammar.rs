//! Every form in which a check can be written, over a mock.

#![forbid(unsafe_code)]

use configtest::prelude::*;
use configtest::{Context, FromContext};
// Its checks run here, since the crate is linked.
use pack as _;

/// Runs for each bucket.
#[config_test]
fn each(bucket: &s3::Bucket) {
    assert!(bucket.name().starts_with("acme-"));
}

/// Runs once.
#[config_test]
fn all(buckets: All<s3::Bucket>) {
    assert_eq!(buckets.len(), 3);
    assert!(buckets.get("acme-web").is_some());
    let names: Vec<String> = buckets.iter().map(|bucket| bucket.name().to_owned()).collect();
    assert_eq!(names, ["acme-data", "acme-logs", "acme-web"]);
}

#[config_test]
fn all_by_reference(buckets: &All<s3::Bucket>) {
    for bucket in buckets {
        assert!(!bucket.name().is_empty());
    }
}

#[config_test]
fn accounts(account: &Account) {
    assert_eq!(account.id(), "111122223333");
    assert_eq!(account.all::<s3::Bucket>().len(), 3);
    assert!(account.s3().public_access_block().is_none());
}

#[config_test]
fn regions(region: &Region) {
    assert_eq!((region.account().id(), region.name()), ("111122223333", "us-east-1"));
    assert_eq!(region.all::<ec2::SecurityGroup>().len(), 2);
    assert!(region.ec2().snapshot_block_public_access().is_some());
}

#[config_test]
fn whole(snapshot: &Snapshot) {
    assert_eq!(snapshot.all::<s3::Bucket>().len(), 3);
    assert_eq!(snapshot.accounts().len(), 1);
    assert_eq!(snapshot.regions().len(), 1);
}

/// A parameter of the suite's own.
struct Names(Vec<String>);

impl FromContext for Names {
    fn from_context(context: &Context<'_>) -> Self {
        Self(context.all::<s3::Bucket>().iter().map(|bucket| bucket.name().to_owned()).collect())
    }
}

#[config_test]
fn with_context(
    bucket: &s3::Bucket,
    snapshot: &Snapshot,
    account: &Account,
    region: &Region,
    groups: All<ec2::SecurityGroup>,
    names: &Names,
    owned: Names,
) {
    assert_eq!(snapshot.all::<s3::Bucket>().len(), 3);
    assert_eq!((account.id(), region.name()), ("111122223333", "us-east-1"));
    assert_eq!(groups.len(), 2);
    assert!(names.0.iter().any(|name| name == bucket.name()));
    assert_eq!(owned.0.len(), 3);
}

#[config_test]
fn with_values(
    group: &ec2::SecurityGroup,
    #[values(22, 3389)] port: u16,
    #[values("tcp", "udp")] protocol: &str,
) {
    let open = group
        .ip_permissions()
        .iter()
        .any(|rule| rule.covers(protocol, port) && rule.names_the_whole_internet());
    assert!(!open, "{protocol} {port} is open");
}

#[config_test]
fn all_with_values(buckets: All<s3::Bucket>, #[values("acme-web", "acme-gone")] name: &str) {
    assert!(buckets.get(name).is_some());
}

#[config_test(when = |bucket| bucket.tag("public") == Some("yes"))]
fn when_a_closure_says_so(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), "acme-web");
}

fn is_public(bucket: &s3::Bucket) -> bool {
    bucket.tag("public").is_some()
}

#[config_test(when = is_public)]
fn when_a_function_says_so(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), "acme-web");
}

#[config_test(when = |_| false)]
fn when_nothing_is_spoken_of(_bucket: &s3::Bucket) {}

#[config_test(when = |_| false, allow_empty)]
fn when_nothing_is_spoken_of_and_that_is_fine(_bucket: &s3::Bucket) {}

#[config_test(when = |bucket: &s3::Bucket| panic!("of {}", bucket.name()))]
fn when_it_panics(_bucket: &s3::Bucket) {}

#[config_test(when = is_public)]
fn when_of_all(buckets: All<s3::Bucket>) {
    assert_eq!(buckets.len(), 1);
}

#[config_test(when = |account: &Account| account.id() == "111122223333")]
fn when_of_accounts(_account: &Account) {}

#[config_test(resource = "acme-*s")]
fn by_name(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), "acme-logs");
}

#[config_test(resource = "arn:aws:s3:::acme-w*")]
fn by_arn(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), "acme-web");
}

#[config_test(resource = "other-*")]
fn by_a_name_that_nothing_has(_bucket: &s3::Bucket) {}

#[config_test(ignore = "until the migration is over")]
fn ignored(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled());
}

#[config_test]
fn nothing_with_values(_instance: &ec2::Instance, #[values(1, 2)] number: u8) {
    assert!(number > 0);
}

#[config_test(allow_empty)]
fn all_of_none(instances: All<ec2::Instance>) {
    assert!(instances.is_empty());
}

#[config_test]
fn all_of_nothing(_instances: All<ec2::Instance>) {}

#[config_test]
async fn asynchronous(bucket: &s3::Bucket) -> Result<(), String> {
    let name = async { bucket.name() }.await;
    if name == "acme-logs" { Err("logs".to_owned()) } else { Ok(()) }
}

#[config_test]
fn returns_a_result(bucket: &s3::Bucket) -> Result<(), Box<dyn std::error::Error>> {
    let policy = bucket.policy().ok_or("no policy")?;
    policy.document()?;
    Ok(())
}

/// A name that is a word of Rust, beside a module of the same name.
#[config_test]
fn r#match(_bucket: &s3::Bucket) {}

#[config_test]
fn hostile(_bucket: &s3::Bucket) {}

/// A module in which nothing is called as usual.
mod hostile {
    mod std {}
    mod core {}
    #[allow(unused)]
    mod configtest {}
    #[allow(unused)]
    struct Option;
    #[allow(unused)]
    struct Vec;

    use ::configtest as renamed;
    use ::configtest::s3;

    #[renamed::config_test(
        crate = ::configtest,
        severity = "low",
        when = |bucket| bucket.name() == "acme-web"
    )]
    fn check(context: &s3::Bucket, #[values(1)] subject: u8) {
        assert_eq!((context.name(), subject), ("acme-web", 1));
    }
}

fn acme() -> Snapshot {
    let bucket = s3::Bucket::mock;
    let open = ec2::IpPermission::new("tcp", 22..=22).with_cidr("0.0.0.0/0");
    Snapshot::mock()
        .with(bucket("acme-logs"))
        .with(bucket("acme-web").with_tags([Tag::new("public", "yes")]))
        .with(bucket("acme-data").with_policy(s3::BucketPolicy::new("{}")))
        .with(ec2::SecurityGroup::mock("sg-1"))
        .with(ec2::SecurityGroup::mock("sg-2").with_ip_permissions([open]))
        .with(s3::AccountSettings::mock("111122223333"))
        .with(ec2::RegionSettings::mock("us-east-1"))
}

configtest::main!(mock = acme);
