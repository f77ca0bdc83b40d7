//! What is below the threshold, what unknown comes to, and the exit status of it all.

use super::ground::{FAILS, Gate, UNKNOWN, assert_says, mended, waiver};

/// All that fails but what is unknown.
fn accepted() -> String {
    ["owners_are_many", "*_are_*", "have_an_owner"].map(|check| waiver(check, "*", "")).concat()
}

/// `has_nothing` breaks whatever is said of the others.
const NOTHING: &str = "[[gate.override]]\ncheck = \"has_nothing\"\nfail-on = \"critical\"\n";

#[test]
fn what_matters_less_breaks_nothing() {
    let low = ["have_an_owner::acme-data", "have_an_owner::acme-logs"];
    let all = "owners_are_many";
    let unknown = UNKNOWN;
    let logs = ["logs_are_kept::acme-logs", "logs_are_kept::acme-web"];
    let medium = ["has_nothing", low[0], low[1], unknown, logs[0], logs[1], all];
    let versions = ["versions_are_kept::acme-logs", "versions_are_kept::acme-web"];
    for (settings, below) in [
        ("fail-on = \"informational\"", &[][..]),
        ("fail-on = \"low\"", &[all]),
        ("fail-on = \"medium\"", &[low[0], low[1], all]),
        ("fail-on = \"high\"", &medium),
        ("fail-on = \"critical\"", &[&medium[..], &versions].concat()),
        // The first that speaks of a check and says it.
        (
            "[[gate.override]]\ncheck = \"logs_*\"\nunknown = \"fail\"\n\
             [[gate.override]]\ncheck = \"*_are_kept\"\nfail-on = \"high\"\nunknown = \"warn\"\n\
             [[gate.override]]\nkind = \"AWS::S3::Bucket\"\nfail-on = \"critical\"\n",
            &[low[0], low[1], unknown, logs[0], logs[1], all],
        ),
        (
            "[[gate.override]]\nkind = \"AWS::EC2::Volume\"\nfail-on = \"critical\"\n",
            &["has_nothing"],
        ),
        (
            "fail-on = \"critical\"\n[[gate.override]]\ncheck = \"*\"\nkind = \"AWS::S3::Bucket\"\n\
             fail-on = \"informational\"\n",
            &["has_nothing"],
        ),
    ] {
        let run = Gate::with(&format!("[gate]\n{settings}\n")).binary(&[]);
        assert_eq!(mended(&run), below, "{settings}: {run}");
        let told = format!("{} below-threshold", below.len());
        assert_eq!(run.stderr.contains(&told), !below.is_empty(), "{settings}: {run}");
    }
}

#[test]
fn unknown_can_be_told_alone() {
    let gate = Gate::with(&format!("[gate]\nunknown = \"warn\"\n{NOTHING}{}", accepted()));
    let run = gate.binary(&[]);
    assert_eq!((run.status, run.failed()), (0, vec![]), "{run}");
    let told = "configtest: findings that break nothing: 1 unknown, 8 waived, 1 below-threshold\n";
    assert_eq!(run.stderr, told);
    let run = gate.run(&[]);
    assert_eq!(run.status, 0, "{run}");
    assert_says(&run.stdout, &["unknown", "clean: nothing breaks the build\n"]);
    // What could not be read is unknown to a waiver too, and is told as that.
    gate.change(&format!(
        "[gate]\nunknown = \"warn\"\n{}",
        waiver("logs_are_kept", "acme-data", "")
    ));
    let run = gate.binary(&["logs_are_kept::acme-data"]);
    assert_eq!(run.failed(), [""; 0], "{run}");
    gate.change(&format!(
        "[[gate.override]]\nkind = \"AWS::S3::Bucket\"\nunknown = \"warn\"\n{NOTHING}{}",
        accepted()
    ));
    assert_eq!(gate.binary(&[]).status, 0);
}

#[test]
fn error_beats_failure_beats_pass() {
    let warned = format!("[gate]\nunknown = \"warn\"\n{NOTHING}{}", accepted());
    let unknown = format!("{NOTHING}{}", accepted());
    for (settings, filter, libtest, nextest, verdict, words) in [
        (warned.as_str(), "", 0, 0, 0, "clean: nothing breaks the build"),
        ("", "versions_are_kept", 101, 100, 1, "findings: 2 break the build"),
        (&unknown, "", 101, 100, 2, "could not judge: 1 unknown\n"),
        ("", "", 101, 100, 2, "could not judge: 1 unknown; besides, 9 break the build"),
        ("[gate]\nunknwon = \"warn\"\n", "", 2, 104, 2, ""),
    ] {
        let gate = Gate::with(settings);
        let filters: &[&str] = if filter.is_empty() { &[] } else { &[filter] };
        let binary = gate.binary(filters);
        assert_eq!(binary.status, libtest, "{settings}: {binary}");
        let run = gate.suite("").cargo_test(filters);
        assert_eq!(run.status, libtest, "{settings}: {run}");
        let run = gate.suite("").cargo_nextest(filters);
        assert_eq!(run.status, nextest, "{settings}: {run}");
        for runner in ["cargo", "nextest"] {
            let run = gate.run(&[&["--runner", runner, "--"], filters].concat());
            assert_eq!(run.status, verdict, "{settings}: {run}");
            assert_says(&run.stdout, &[words]);
            let partial = "partial: 9 of 10 checks of suites::gated were not selected\n";
            let partial = partial.replace("10", "9").replace("9 of", "8 of");
            assert_eq!(run.stdout.contains(&partial), !filter.is_empty(), "{partial} {run}");
        }
    }
}

#[test]
fn the_table_is_by_account_and_severity() {
    let gate = Gate::with(&waiver("versions_are_kept", "acme-web", ""));
    let run = gate.program("elsewhere", "run", &[]).run();
    let table = "\
account       severity         fail  unknown  no-resource  waived    pass
-             high                ·        ·            ·       ·       1
              medium              ·        ·            2       ·       1
111122223333  critical            1        ·            ·       ·       1
              high                1        ·            ·       1       1
              medium              2        1            ·       ·       3
              low                 2        ·            ·       ·       1
222233334444  high                1        ·            ·       ·       ·
              medium              1        ·            ·       ·       1
              low                 1        ·            ·       ·       ·
several       informational       1        ·            ·       ·       ·
";
    assert!(run.stdout.contains(table), "{run}");
    assert_eq!(FAILS.len(), 10);
}

#[test]
fn nothing_at_all_is_no_verdict() {
    for runner in ["cargo", "nextest"] {
        let run = Gate::with("").run(&["--runner", runner, "--", "nothing_is_called_so"]);
        assert_eq!(run.status, 2, "{run}");
    }
}
