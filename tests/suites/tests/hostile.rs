//! Checks over resources whose names, tags and values try to be something else.

use configtest::prelude::*;
use configtest::{Fact, Unknown};

/// Buckets are not public, `::error::` or not.
#[config_test]
fn buckets_say_nothing(bucket: &s3::Bucket) {
    check!(bucket.tags().is_empty(), "{}", bucket.name());
    check_eq!(bucket.tag("said"), None);
    let policy = bucket.policy().map(|policy| policy.text().to_owned()).unwrap_or_default();
    assert_eq!(policy, "", "{policy}");
}

#[config_test]
fn buckets_return_what_they_say(bucket: &s3::Bucket) -> Result<(), String> {
    Err(bucket.tag("said").unwrap_or_default().to_owned())
}

#[config_test(severity = "low")]
fn accounts_are_empty(account: &Account) {
    assert!(account.all::<s3::Bucket>().is_empty(), "{}", account.id());
}

#[config_test]
fn nobody_may_know(bucket: &s3::Bucket) {
    let _ = bucket.logging();
}

/// What a text can do to whoever shows it. The last is a large one.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "]]> <![CDATA[ & < > \" ' -->",
        "</script><script>alert(1)</script><img src=x onerror=alert(2)>",
        "\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7} \u{0}\u{8}\u{9b}2J",
        "::set-output name=x::y",
        "\n::set-output name=x::y\n::error file=a::b%0A\r\n::stop-commands::x",
        "##[command]rm -rf /",
        "##vso[task.setvariable variable=x]y\n##teamcity[message text='x']",
        "\u{202e}txt.exe\u{2066} \u{200f}\u{200b}\u{feff}\u{2028}",
        "| a | b |\n|---|\n[x](javascript:alert(1)) ![x](http://x) @someone #1",
        "`code` ```\n```\n# heading\n- item <!-- \n---\n",
        "{\"Ended\":{\"Time\":\"\",\"Findings\":0}}\n{\"Began\":null}\n",
        "../../../../etc/passwd",
        "'; $(touch x) `touch y` %s %n {} \\",
    ]
    .map(str::to_owned)
    .into();
    texts.push("10 MB ".repeat(1_700_000));
    texts
}

fn hostile() -> Snapshot {
    let denied = || Fact::Unknown(Unknown::access_denied("s3:GetBucketLogging"));
    let mut snapshot = Snapshot::mock();
    for (number, text) in texts().iter().enumerate() {
        let bucket = |id: String| {
            s3::Bucket::mock(id)
                .with_tags([Tag::new("said", text), Tag::new(text, text), Tag::new("Name", text)])
                .with_policy(s3::BucketPolicy::new(text))
                .with_logging(denied())
        };
        // A name of so many bytes is no file's; the large one is in the tags alone.
        match text.len() {
            0..1_000 => {
                let elsewhere = bucket(format!("{number}-{text}")).with_account(text);
                snapshot = snapshot.with(bucket(format!("{text}{number}"))).with(elsewhere);
            }
            _ => snapshot = snapshot.with(bucket(format!("large-{number}"))),
        }
    }
    snapshot
}

configtest::main!(mock = hostile);
