//! Checks of an account that changes: `ACCOUNT` says how it is.

use configtest::prelude::*;
use configtest::{Fact, Unknown};

#[config_test]
fn of_each(_bucket: &s3::Bucket) {}

#[config_test]
fn of_all(_buckets: All<s3::Bucket>) {}

#[config_test(when = |bucket| bucket.tag("public").is_some())]
fn of_the_public(_bucket: &s3::Bucket) {}

#[config_test(resource = "acme-*")]
fn of_the_company(_bucket: &s3::Bucket) {}

#[config_test(ignore = "until somebody asks")]
fn on_request(_bucket: &s3::Bucket) {}

fn account() -> Snapshot {
    let web = s3::Bucket::mock("acme-web").with_tag("public", "yes");
    let denied = Fact::Unknown(Unknown::access_denied("s3:GetBucketTagging"));
    match std::env::var("ACCOUNT").as_deref() {
        Ok("empty") => Snapshot::mock(),
        Ok("private") => Snapshot::mock().with(web.with_tags(None)),
        Ok("hidden") => Snapshot::mock().with(web.with_tags(denied)),
        Ok("renamed") => Snapshot::mock().with(s3::Bucket::mock("web").with_tag("public", "yes")),
        _ => Snapshot::mock().with(web),
    }
}

configtest::main!(mock = account);
