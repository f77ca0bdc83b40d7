//! Forms of functions.

use std::borrow::Cow;

use ct::prelude::*;

type Group = ec2::SecurityGroup;

#[config_test(crate = ct)]
fn of_an_alias(group: &Group) {
    assert!(group.ip_permissions().is_empty());
}

#[config_test(crate = ct)]
fn of_a_lifetime<'a>(
    bucket: &'a s3::Bucket,
    snapshot: &'a Snapshot,
    #[values("acme", "web")] word: &'a str,
    #[values(Cow::Borrowed("acme"))] prefix: Cow<'a, str>,
) -> Result<(), Box<dyn std::error::Error>> {
    let names: [&'a str; 2] = [bucket.name(), word];
    let prefix: Cow<'a, str> = prefix;
    if names[0].starts_with(&*prefix) && snapshot.accounts().len() == 1 {
        return Ok(());
    }
    Err(names[0].into())
}

#[expect(clippy::needless_pass_by_value, reason = "by value is one of the forms")]
#[config_test(crate = ct)]
fn by_value(buckets: All<s3::Bucket>) {
    assert!(!buckets.is_empty());
}

#[config_test(crate = ct)]
fn of_patterns(bucket: &s3::Bucket, #[values(1, 2)] mut number: u8, _: &Snapshot) {
    number += 1;
    assert!(!bucket.name().is_empty() && number > 1);
}

#[config_test(crate = ct)]
#[inline(never)]
fn of_attributes(
    #[expect(unused_variables, reason = "the attribute is what is tested")] bucket: &s3::Bucket,
) {
}
