//! What a waiver accepts, until when, and when it fails itself.

use super::ground::{FAILS, Gate, UNKNOWN, assert_says, day, mended, waiver};
use crate::support::{Suite, repository, scratch};

const LOGS: &str = "versions_are_kept::acme-logs";
const WEB: &str = "versions_are_kept::acme-web";
const SG: &str = "ports_are_closed::port=22::sg-1";

#[test]
fn without_one_what_fails_fails() {
    let run = Gate::with("").binary(&[]);
    assert_eq!((run.status, run.failed()), (101, FAILS.map(str::to_owned).to_vec()), "{run}");
    assert_eq!(run.stderr, "", "what may be empty is no news: {run}");
}

#[test]
fn a_waiver_accepts_what_it_names() {
    for (check, resource, more, accepted) in [
        ("versions_are_kept", "acme-web", "", &[WEB][..]),
        ("versions_are_kept", "arn:aws:s3:::acme-web", "", &[WEB]),
        ("versions_are_kept", "acme-*", "", &[LOGS, WEB]),
        ("versions_are_kept", "arn:aws:s3:::*w?b", "", &[WEB]),
        ("*_are_kept", "acme-web", "", &["logs_are_kept::acme-web", WEB]),
        ("*", "acme-logs", "", &["have_an_owner::acme-logs", "logs_are_kept::acme-logs", LOGS]),
        ("ports_are_closed::port=22", "sg-1", "", &[SG]),
        ("ports_are_closed::port=*", "sg-1", "", &[SG]),
        ("ports_are_closed", "*", "", &[SG]),
        ("owners_are_many", "*", "", &["owners_are_many"]),
        ("logs_are_kept", "acme-data", "unknown = true", &[UNKNOWN]),
        (
            "logs_are_kept",
            "*",
            "unknown = true",
            &[UNKNOWN, "logs_are_kept::acme-logs", "logs_are_kept::acme-web"],
        ),
        ("logs_are_kept", "*", "", &["logs_are_kept::acme-logs", "logs_are_kept::acme-web"]),
        ("versions_are_kept", "acme-web", "sources = [\"live\", \"mock\"]", &[WEB]),
    ] {
        let live = "[sources.live]\ntype = \"aws\"\nregions = \"all\"\n";
        let run = Gate::with(&format!("{live}{}", waiver(check, resource, more))).binary(&[]);
        assert_eq!(mended(&run), accepted, "{check} {resource} {more}: {run}");
        let of_waiver = &run.results()[&format!("[waiver]::{check}::{resource}")];
        assert_eq!(of_waiver, "ok", "it is needed: {run}");
        assert_eq!(run.failed().len(), FAILS.len() - accepted.len(), "{run}");
        let told = format!("configtest: findings that break nothing: {} waived\n", accepted.len());
        assert_eq!(run.stderr, told, "{run}");
    }
}

#[test]
fn a_waiver_holds_to_the_end_of_its_last_day() {
    loop {
        let (today, yesterday) = (day(0), day(-1));
        let good =
            Gate::with(&waiver("versions_are_kept", "acme-web", &format!("expires = {today}")));
        let run = good.binary(&[]);
        let over = waiver("versions_are_kept", "acme-web", &format!("expires = \"{yesterday}\""));
        let over = Gate::with(&over);
        let fails = over.binary(&[]);
        let soon = good.program("", "waivers", &["--expiring", "0s"]).run();
        if day(0) != today {
            continue;
        }
        assert_eq!(mended(&run), [WEB], "{run}");
        assert_eq!(soon.status, 1, "{soon}");
        assert_says(
            &soon.stdout,
            &["    0  ", &today, "acme-web of versions_are_kept  expires soon"],
        );

        // It fails twice: what it accepted, and itself.
        let test = "[waiver]::versions_are_kept::acme-web";
        assert_eq!(mended(&fails), [""; 0], "{fails}");
        assert!(fails.failed().contains(&test.to_owned()), "{fails}");
        assert_says(
            fails.failure(WEB),
            &[
                "failed     ",
                "waiver     ",
                &format!(":1 accepted it until {yesterday}, and has expired"),
            ],
        );
        assert_says(
            fails.failure(test),
            &[
                &format!(":1, until {yesterday}"),
                "acme-web of versions_are_kept",
                "reason     agreed",
                &format!("failed     it expired: {yesterday} was the last day"),
                "mend       mend what it accepts, or give it another day",
            ],
        );
        let list = over.program("", "waivers", &[]).run();
        assert_eq!(list.status, 1, "{list}");
        assert_says(
            &list.stdout,
            &["   -1  ", &yesterday, "acme-web of versions_are_kept  expired"],
        );
        return;
    }
}

#[test]
fn a_waiver_that_nothing_needs_fails() {
    for (check, resource, said) in [
        ("versions_are_kept", "acme-data", "nothing needs it any more: what it is of passes"),
        ("last::*", "*", "nothing needs it any more: all 3 that it is of pass"),
        ("ports_are_closed::port=3389", "sg-1", "nothing needs it any more: what it is of passes"),
        ("whole", "*", "nothing needs it any more: what it is of passes"),
        (
            "versions_are_kept",
            "acme-wbe",
            "there is no `acme-wbe` of which its checks speak in the source `mock`",
        ),
        (
            "versions_are_kept",
            "sg-1",
            "there is no `sg-1` of which its checks speak in the source `mock`",
        ),
        (
            "owners_are_many",
            "acme-web",
            "there is no `acme-web` of which its checks speak in the source `mock`",
        ),
        (
            "may_have_nothing",
            "i-1",
            "there is no `i-1` of which its checks speak in the source `mock`",
        ),
    ] {
        let run = Gate::with(&waiver(check, resource, "")).binary(&[]);
        let test = format!("[waiver]::{check}::{resource}");
        assert_eq!(mended(&run), [""; 0], "{run}");
        assert_eq!(run.results()[&test], "FAILED", "{run}");
        assert_says(run.failure(&test), &[":1, until 2999-12-31", &format!("failed     {said}\n")]);
    }
}

#[test]
fn a_waiver_covers_what_is_unknown_only_where_it_says_so() {
    let test = "[waiver]::logs_are_kept::acme-data";
    let run = Gate::with(&waiver("logs_are_kept", "acme-data", "")).binary(&[]);
    assert_eq!(mended(&run), [""; 0], "{run}");
    assert_says(
        run.failure(test),
        &[
            "unknown    whether it is still needed cannot be told: s3:GetBucketLogging: AccessDenied",
        ],
    );
    // And never that there is nothing.
    let run = Gate::with(&waiver("has_nothing", "*", "unknown = true")).binary(&[]);
    assert_eq!(mended(&run), [""; 0], "{run}");
}

#[test]
fn a_waiver_of_another_source_is_none() {
    let live = "[sources.live]\ntype = \"aws\"\nregions = \"all\"\n";
    let gate = Gate::with(&format!(
        "{live}{}",
        waiver("versions_are_kept", "acme-web", "sources = [\"live\"]\nexpires = \"2020-01-01\"")
    ));
    let run = gate.binary(&[]);
    assert_eq!(run.failed(), FAILS, "neither it nor what it would accept: {run}");
}

#[test]
fn a_test_of_plain_libtest_knows_the_waivers() {
    let fixture = repository().join("examples/quickstart/fixtures/before-the-fix");
    let fixture = format!("fixture:{}", fixture.display());
    let check = "buckets_block_public_access";
    let folder = scratch();
    let run = |text: &str| {
        let suite = Suite::new("plain_libtest").with("CONFIGTEST_SOURCE", &fixture);
        suite.with_config(folder.path(), text).binary(&[])
    };
    assert_eq!(run("").failed(), [format!("{check}_config_test")]);
    assert_eq!(run(&waiver(check, "*", "")).status, 0);
    let expired = run(&waiver(check, "*", "expires = \"2020-01-01\""));
    assert_eq!(expired.failed(), [format!("{check}_config_test")]);
    assert_says(&expired.stdout, &["accepted it until 2020-01-01, and has expired"]);
}
