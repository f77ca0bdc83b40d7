//! The failures that were there on the day when somebody wrote them down.

use std::fs;

use super::ground::{FAILS, Gate, UNKNOWN, assert_says, day, waiver};
use crate::support::Outcome;

const SETTINGS: &str = "[gate]\nbaseline = \"known/baseline.json\"\n";
const FILE: &str = "known/baseline.json";
const NOTHING: &str = "has_nothing";
const PORTS: &str = "[baseline]::ports_are_closed";

/// What stays in the way: nobody writes down what is unknown, or that there is nothing.
const LEFT: [&str; 2] = [NOTHING, UNKNOWN];

/// A gate with a baseline of the suite as it is.
fn baselined() -> Gate {
    let gate = Gate::with(SETTINGS);
    let written = write(&gate, "", &[]);
    assert_eq!(written.status, 0, "{written}");
    gate
}

fn write(gate: &Gate, account: &str, arguments: &[&str]) -> Outcome {
    gate.program(account, "baseline", arguments).run()
}

/// The words of each entry behind the suite, but for the digest and the day.
fn entries(gate: &Gate) -> Vec<String> {
    let file: serde_json::Value = serde_json::from_str(&gate.read(FILE)).unwrap();
    let words = |entry: &serde_json::Value| {
        let keys = ["Check", "Values", "Account", "Resource"];
        let words = keys.iter().filter_map(|key| entry[key].as_str());
        words.collect::<Vec<_>>().join(" ")
    };
    file["Entries"].as_array().unwrap().iter().map(words).collect()
}

#[test]
fn what_fails_today_is_written_sorted_and_breaks_nothing() {
    let gate = Gate::with(SETTINGS);
    let (before, written, after) = (day(0), write(&gate, "", &[]), day(0));
    assert_eq!(written.status, 0, "{written}");
    let told = "8 failures in known/baseline.json\n1 unknown, which no baseline holds\n";
    assert_eq!(written.stdout, told, "{written}");
    let group = "arn:aws:ec2:us-east-1:111122223333:security-group/sg-1";
    let expected = [
        "have_an_owner 111122223333 arn:aws:s3:::acme-data",
        "have_an_owner 111122223333 arn:aws:s3:::acme-logs",
        "logs_are_kept 111122223333 arn:aws:s3:::acme-logs",
        "logs_are_kept 111122223333 arn:aws:s3:::acme-web",
        "owners_are_many 111122223333 *",
        &format!("ports_are_closed port=22 111122223333 {group}"),
        "versions_are_kept 111122223333 arn:aws:s3:::acme-logs",
        "versions_are_kept 111122223333 arn:aws:s3:::acme-web",
    ];
    assert_eq!(entries(&gate), expected);
    let text = gate.read(FILE);
    assert_eq!(text.lines().count(), expected.len() + 5, "an entry a line: {text}");
    let since = |day: &str| text.matches(&format!("\"Since\":\"{day}\"")).count();
    assert!(since(&before) == 8 || since(&after) == 8, "{text}");
    assert_eq!(fs::read_dir(gate.path("known")).unwrap().count(), 1, "and nothing beside it");

    let run = gate.binary(&[]);
    assert_eq!(run.failed(), LEFT, "{run}");
    assert_eq!(run.stderr, "configtest: findings that break nothing: 8 baselined\n");
    let tests = run.results().into_keys().filter(|name| name.starts_with("[baseline]::"));
    assert_eq!(
        tests.collect::<Vec<_>>(),
        [
            "have_an_owner",
            "logs_are_kept",
            "owners_are_many",
            "ports_are_closed",
            "versions_are_kept"
        ]
        .map(|check| format!("[baseline]::{check}")),
    );
    // Written again over the same state it is the same, and nobody does that by mistake.
    let refused = write(&gate, "", &[]);
    assert_eq!(refused.status, 2, "{refused}");
    assert_says(
        &refused.stderr,
        &[
            "error: the baseline `known/baseline.json` is there already",
            "help: `--update`",
            "`--replace`",
        ],
    );
    assert_eq!(write(&gate, "", &["--replace"]).status, 0);
    assert_eq!(gate.read(FILE), text);
}

#[test]
fn what_is_new_breaks_the_build() {
    let gate = baselined();
    let run = gate.suite("more").binary(&[]);
    let new = ["have_an_owner::acme-new", "logs_are_kept::acme-new", "versions_are_kept::acme-new"];
    for name in new {
        assert!(run.failed().contains(&name.to_owned()), "{run}");
    }
    // All of them together are another thing than they were.
    assert!(run.failed().contains(&"owners_are_many".to_owned()), "{run}");
    assert_eq!(run.failed().len(), LEFT.len() + new.len() + 1, "{run}");
    let nextest = gate.suite("more").cargo_nextest(&[]);
    assert_eq!(nextest.status, 100, "{nextest}");
    assert!(nextest.stderr.contains("14 tests run: 9 passed, 5 failed, 1 skipped"), "{nextest}");
    assert_eq!(gate.program("more", "run", &[]).run().status, 2, "one is unknown");
}

#[test]
fn what_changed_is_new() {
    let gate = baselined();
    let run = gate.suite("changed").binary(&["ports_are_closed"]);
    let name = "ports_are_closed::port=22::sg-1";
    assert_eq!(run.failed(), [name], "and its entry is not fixed: {run}");
    assert_says(
        run.failure(name),
        &["baseline   has it since ", "and what the check reads has changed since then"],
    );
    // It accepts nothing any more, so it can go.
    let update = write(&gate, "changed", &["--update"]);
    assert_eq!(update.status, 0, "{update}");
    assert_says(&update.stdout, &["1 removed, 7 left in known/baseline.json\n"]);
    assert!(!gate.read(FILE).contains("ports_are_closed"));
}

#[test]
fn what_is_fixed_has_to_be_taken_out() {
    let gate = baselined();
    let run = gate.suite("fixed").binary(&[]);
    let fixed = ["have_an_owner", "owners_are_many", "ports_are_closed", "versions_are_kept"]
        .map(|check| format!("[baseline]::{check}"));
    let failed = run.failed();
    let of_baseline = failed.iter().filter(|name| name.starts_with("[baseline]"));
    // What `acme-data` has is as it was.
    let expected: Vec<&String> = fixed.iter().filter(|name| !name.contains("many")).collect();
    assert_eq!(of_baseline.collect::<Vec<_>>(), expected, "{run}");
    assert_says(
        run.failure(PORTS),
        &[
            "known/baseline.json\n",
            "1 of 1 entry does not fail any more",
            "security-group/sg-1 (port=22) is fixed",
            "mend       `cargo configtest baseline --update` removes such entries",
        ],
    );
    let before = gate.read(FILE);
    let update = write(&gate, "fixed", &["--update"]);
    assert_says(&update.stdout, &["5 removed, 3 left in known/baseline.json\n"]);
    assert!(!gate.read(FILE).contains("owners_are_many"), "what changed goes too");
    let after = gate.read(FILE);
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim_end_matches(',').to_owned()).collect()
    };
    let before = lines(&before);
    assert!(lines(&after).iter().all(|line| before.contains(line)), "nothing is new: {after}");
    let run = gate.suite("fixed").binary(&["baseline"]);
    assert_eq!(run.failed(), [""; 0], "{run}");
    // And then it stays fixed.
    let back = gate.suite("").binary(&["ports_are_closed"]);
    assert_eq!(back.failed(), ["ports_are_closed::port=22::sg-1"], "{back}");
}

#[test]
fn what_is_gone_has_to_be_taken_out() {
    let gate = baselined();
    let run = gate.suite("gone").binary(&[]);
    for check in ["[baseline]::versions_are_kept", "[baseline]::logs_are_kept"] {
        assert_says(
            run.failure(check),
            &["1 of 2 entries do not fail any more", "arn:aws:s3:::acme-web is gone"],
        );
    }
    assert_says(&write(&gate, "gone", &["--update"]).stdout, &["3 removed, 5 left"]);
    assert!(!gate.read(FILE).contains("acme-web"));
}

#[test]
fn another_account_keeps_its_entries() {
    let gate = Gate::with(SETTINGS);
    assert_eq!(write(&gate, "elsewhere", &[]).status, 0);
    let of = "222233334444 arn:aws:s3:::other";
    let of_other = || entries(&gate).iter().filter(|entry| entry.contains(of)).count();
    assert_eq!(of_other(), 3, "{:?}", entries(&gate));
    // The source of today has one account alone.
    let run = gate.suite("").binary(&["[baseline]"]);
    assert_eq!(run.failed(), [""; 0], "{run}");
    assert_eq!(write(&gate, "", &["--update"]).status, 0);
    assert_eq!(of_other(), 3, "{:?}", entries(&gate));
    // Nor does who writes anew what is of this account lose them.
    assert_eq!(write(&gate, "", &["--replace"]).status, 0);
    assert_eq!(of_other(), 3, "{:?}", entries(&gate));
    assert_eq!(entries(&gate).len(), 8 + 3 + 1, "{:?}", entries(&gate));
    assert_eq!(gate.suite("elsewhere").binary(&[]).failed(), LEFT);
}

#[test]
fn what_is_waived_is_in_no_baseline() {
    let gate = Gate::with(&format!("{SETTINGS}\n{}", waiver("ports_are_closed", "*", "")));
    assert_says(&write(&gate, "", &[]).stdout, &["7 failures in "]);
    assert!(!gate.read(FILE).contains("ports_are_closed"));
    assert_eq!(gate.binary(&[]).failed(), LEFT);
    gate.change(&format!("{SETTINGS}fail-on = \"high\"\n"));
    assert_says(&write(&gate, "", &["--replace"]).stdout, &["3 failures in "]);
}

#[test]
fn a_check_that_is_gone_takes_its_entries_with_it() {
    let gate = baselined();
    let text = gate
        .read(FILE)
        .replace("\"Check\":\"versions_are_kept\"", "\"Check\":\"versions_were_kept\"");
    fs::write(gate.path(FILE), text).unwrap();
    let run = gate.binary(&[]);
    let test = "[baseline]::versions_were_kept";
    assert_says(
        run.failure(test),
        &["known/baseline.json", "there is no check `versions_were_kept`", "--update"],
    );
    assert_says(&write(&gate, "", &["--update"]).stdout, &["2 removed, 6 left"]);
    assert_eq!(gate.binary(&["[baseline]"]).failed(), [""; 0]);
}

#[test]
fn a_baseline_that_is_none_is_an_error() {
    let gate = Gate::with(SETTINGS);
    let entry = |check: &str| {
        format!(
            "{{\"Suite\":\"suites::gated\",\"Check\":\"{check}\",\"Account\":\"1\",\"Resource\":\"*\",\
             \"Digest\":\"00\",\"Since\":\"2026-01-01\"}}"
        )
    };
    let file =
        |entries: &[String]| format!("{{\"FormatVersion\":1,\"Entries\":[{}]}}", entries.join(","));
    for (text, words) in [
        (
            None,
            &[
                "the baseline `known/baseline.json` is not there",
                "help: `cargo configtest baseline`",
            ][..],
        ),
        (Some(String::new()), &["cannot be read", "help: ", "caused by: EOF"]),
        (Some("{]".to_owned()), &["cannot be read", "caused by: ", "at line 1 column 2"]),
        (Some(file(&[entry("whole").replace("Digest", "Digset")])), &["unknown field `Digset`"]),
        (
            Some(file(&[entry("whole").replace("\"Account\":\"1\",", "")])),
            &["missing field `Account`"],
        ),
        (Some(file(&[entry("whole"), entry("whole")])), &["has whole of * twice", "remove one"]),
        (Some(file(&[]).replace(":1", ":2")), &["is of format 2", "reads format 1", "--replace"]),
    ] {
        if let Some(text) = &text {
            fs::create_dir_all(gate.path("known")).unwrap();
            fs::write(gate.path(FILE), text).unwrap();
        }
        let run = gate.binary(&[]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
        assert_says(&run.stderr, &[&["error: "], words].concat());
        // Nor does a list of names begin, or what would shrink it.
        for other in [
            gate.suite("").with("NEXTEST", "1").binary(&["--list", "--format", "terse"]),
            gate.run(&[]),
            write(&gate, "", &["--update"]),
        ] {
            assert_eq!(other.status, 2, "{other}");
            assert_says(&other.stderr, words);
        }
        assert_eq!(gate.program("", "waivers", &[]).run().status, 0, "they need none");
        if text.is_some() {
            let anew = write(&gate, "", &["--replace"]);
            assert_eq!(anew.status, 0, "{anew}");
            assert_eq!(entries(&gate).len(), FAILS.len() - LEFT.len());
        }
    }
}

#[test]
fn without_a_file_to_write_nothing_is_judged() {
    let gate = Gate::with("");
    let refused = write(&gate, "", &[]);
    assert_eq!(refused.status, 2, "{refused}");
    assert_says(
        &refused.stderr,
        &["configtest.toml` does not say where the baseline is", "help: write `baseline = "],
    );
    // What ends in the middle writes nothing.
    gate.change(SETTINGS);
    let crashed = gate.program("", "baseline", &[]).with("GATED_ABORT", "1").run();
    assert_eq!(crashed.status, 2, "{crashed}");
    assert_says(&crashed.stderr, &["the suite `suites::gated` ended before it was done"]);
    assert!(!gate.path(FILE).exists());
}
