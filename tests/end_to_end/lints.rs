//! What the attribute becomes raises no lint and trips over no name, whatever stands around it.

use crate::support::cargo_in_suites;

#[test]
fn checks_raise_no_lint() {
    let linted = cargo_in_suites(&[
        "clippy",
        "--package",
        "strict",
        "--all-targets",
        "--",
        "-D",
        "warnings",
        "-W",
        "clippy::pedantic",
    ]);
    assert_eq!(linted.status, 0, "{linted}");
    assert!(!linted.stderr.contains("warning"), "{linted}");
}

#[test]
fn checks_run_wherever_and_however_they_are_written() {
    let run = cargo_in_suites(&["test", "--package", "strict", "--test", "strict"]);
    // Those alone that show their words.
    let failed = [
        "documented::by_a_block::acme-web",
        "documented::by_a_file::acme-web",
        "documented::by_attributes::acme-web",
    ];
    assert_eq!(run.failed(), failed, "{run}");
    assert_eq!(run.status, 101, "{run}");

    let results = run.results();
    for name in [
        // Of a library.
        "of_a_library::acme-web",
        "CIS_2_1_4::acme-web",
        // Where nothing is called as usual.
        "bare::asynchronous::acme-logs",
        "bare::with_every_option::word=acme,number=-1::acme-web",
        "shadowed::check::subject=2 - 1::acme-web",
        // On conditions that hold.
        "conditional::kept_above::acme-logs",
        "conditional::kept_below::acme-logs",
        "conditional::kept_indirectly::acme-logs",
        // Of unusual forms.
        "forms::of_a_lifetime::word=acme,prefix=Cow::Borrowed(\"acme\")::acme-logs",
        "forms::of_an_alias::sg-1",
        "forms::by_value",
        // Written by a macro.
        "generated::of_a_type::number=1 + 1::acme-logs",
        "generated::of_buckets::word=acme::acme-web",
        "generated::groups",
        // With unusual names.
        "names::CIS_2_1_4::acme-web",
        "names::größe::wörter=ä::acme-web",
        "names::held::acme-web",
        "names::match::for=1::acme-web",
        "names::mod::inner::check::acme-web",
    ] {
        assert_eq!(results.get(name).map(String::as_str), Some("ok"), "{name}: {run}");
    }
    assert_eq!(results["inner::of_an_inner_module"], "ignored, until it is needed", "{run}");
    assert!(!results.keys().any(|name| name.contains("left_out")), "{run}");

    let words = |name: &str| run.failure(name).to_owned();
    let by_attributes = words("documented::by_attributes::acme-web");
    assert!(by_attributes.contains("Buckets have a name."), "{run}");
    assert!(by_attributes.contains("Give it one."), "{run}");
    assert!(words("documented::by_a_block::acme-web").contains("Buckets have a name."), "{run}");
    let by_a_file = words("documented::by_a_file::acme-web");
    assert!(by_a_file.contains("Buckets have a name that a file speaks of."), "{run}");
}
