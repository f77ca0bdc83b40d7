//! Mistakes in the settings of the gate, through the process that reads them.

use super::ground::{Gate, assert_says};

/// Each text, the place, and the words.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    ("[gates]\n", "1:2", &["unknown key `gates`", "did you mean `gate`?"]),
    ("\n[gate]\nfail_on = \"low\"\n", "3:1", &["at [gate]", "did you mean `fail-on`?"]),
    ("[gate]\nfail-on = \"hihg\"\n", "2:11", &["did you mean `high`?"]),
    ("[gate]\nunknown = \"warning\"\n", "2:11", &["did you mean `warn`?"]),
    ("[gate]\nsettle = \"2h\"\n", "2:10", &["longer than an hour"]),
    ("[gate]\nbaseline = \"known/\"\n", "2:12", &["name the file"]),
    (
        "[[gate.override]]\nkind = \"AWS::S3::Bukcet\"\nunknown = \"warn\"\n",
        "2:8",
        &["did you mean `AWS::S3::Bucket`?"],
    ),
    ("[gate]\n[[gate.override]]\ncheck = \"a\"\n", "3:1", &["lacks `fail-on`"]),
    ("[report]\njunti = \"a.xml\"\n", "2:1", &["did you mean `junit`?"]),
    ("[[waivers]]\n", "1:3", &["did you mean `waiver`?"]),
    ("[waiver]\ncheck = \"a\"\n", "1:1", &["`[[waiver]]`, with double brackets"]),
    (
        "[[waiver]]\ncheck = \"a\"\nresource = \"b\"\nexpires = 2027-03-31\n",
        "2:1",
        &["lacks `reason`"],
    ),
    (
        "[[waiver]]\ncheck = \"a\"\nresource = \"b\"\nreason = \"c\"\nexpires = \"31.03.2027\"\n",
        "5:11",
        &["`expires = \"2027-03-31\"`"],
    ),
    (
        "[[waiver]]\ncheck = \"a\"\nresource = \"b\"\nreason = \"c\"\nexpires = 2027-03-31\nunknwon = true\n",
        "6:1",
        &["did you mean `unknown`?"],
    ),
    (
        "[[waiver]]\ncheck = \"s3:a\"\nresource = \"b\"\nreason = \"c\"\nexpires = 2027-03-31\n",
        "2:9",
        &["can be no check", "write `s3::a`"],
    ),
    (
        "[[waiver]]\ncheck = \"*\"\nresource = \"*\"\nreason = \"c\"\nexpires = 2027-03-31\n",
        "2:9",
        &["name the checks, or the resources"],
    ),
];

#[test]
fn a_mistake_is_told_with_its_place_and_the_nearest_word() {
    for (text, place, words) in MISTAKES {
        let run = Gate::with(text).binary(&[]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{text}\n{run}");
        let place = format!("configtest.toml:{place}`");
        assert_says(&run.stderr, &["error: ", &place]);
        for word in *words {
            assert!(run.stderr.contains(word), "{text}\n`{word}` is not in {run}");
        }
    }
}

#[test]
fn every_command_says_the_same() {
    let (text, place, words) = MISTAKES[1];
    let gate = Gate::with(text);
    let list = gate.suite("").with("NEXTEST", "1").binary(&["--list", "--format", "terse"]);
    let programs =
        ["run", "waivers", "baseline"].map(|command| gate.program("", command, &[]).run());
    let nextest = gate.program("", "run", &["--runner", "nextest"]).run();
    for run in programs.into_iter().chain([list, nextest]) {
        assert_eq!(run.status, 2, "{run}");
        assert_says(&run.stderr, &[&format!("configtest.toml:{place}`")]);
        assert_says(&run.stderr, words);
    }
}
