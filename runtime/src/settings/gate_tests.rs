//! `[gate]`, `[[waiver]]` and `[report]`.

use std::path::PathBuf;
use std::time::Duration;

use super::tests::load;
use super::{
    Date, GateOverride, GateSettings, ReportSettings, Settings, Severity, UnknownRule,
    WaiverSettings,
};

const VALID: &str = r#"
[sources.recording]
type = "fixture"
path = "fixtures/acme"

[gate]
fail-on = "low"
unknown = "warn"
baseline = "configtest-baseline.json"
settle = "2m"

[[gate.override]]
check = "s3::*"
kind = "AWS::S3::Bucket"
fail-on = "critical"

[[gate.override]]
check = "s3::*"
fail-on = "high"
unknown = "fail"

[[gate.override]]
kind = "AWS::EC2::Instance"
unknown = "fail"

[report]
junit = "target/configtest/junit.xml"
sarif = "target/configtest/results.sarif"

[[waiver]]
check = "buckets_block_public_access"
resource = "arn:aws:s3:::acme-website"
reason = "the public website"
owner = "web"
expires = "2027-03-31"

[[waiver]]
resource = "acme-*"
check = "s3::keep_*::port=22,protocol=tcp"
reason = "until the move"
ticket = "ACME-12"
expires = 2028-02-29
unknown = true
sources = ["recording", "aws", "fixture:elsewhere", "aws"]
suites = ["acme::config"]
"#;

fn read(text: &str) -> Settings {
    load(text, &[]).unwrap_or_else(|error| panic!("{text}\n{error}")).1
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn what_breaks_the_build_is_read() {
    let speaks_of = |check: Option<&str>, kind: Option<&str>, line: usize| GateOverride {
        check: check.map(str::to_owned),
        kind: kind.map(str::to_owned),
        fail_on: None,
        unknown: None,
        line,
    };
    let expected = GateSettings {
        fail_on: Severity::Low,
        unknown: UnknownRule::Warn,
        baseline: Some("configtest-baseline.json".into()),
        settle: Some(Duration::from_secs(120)),
        overrides: vec![
            GateOverride {
                fail_on: Some(Severity::Critical),
                ..speaks_of(Some("s3::*"), Some("AWS::S3::Bucket"), 12)
            },
            GateOverride {
                fail_on: Some(Severity::High),
                unknown: Some(UnknownRule::Fail),
                ..speaks_of(Some("s3::*"), None, 17)
            },
            GateOverride {
                unknown: Some(UnknownRule::Fail),
                ..speaks_of(None, Some("AWS::EC2::Instance"), 22)
            },
        ],
    };
    assert_eq!(read(VALID).gate, expected);
}

#[test]
fn waivers_are_read_with_their_lines() {
    let expected = [
        WaiverSettings {
            check: "buckets_block_public_access".to_owned(),
            resource: "arn:aws:s3:::acme-website".to_owned(),
            reason: "the public website".to_owned(),
            expires: date("2027-03-31"),
            owner: Some("web".to_owned()),
            ticket: None,
            unknown: false,
            sources: Vec::new(),
            suites: Vec::new(),
            line: 30,
        },
        WaiverSettings {
            check: "s3::keep_*::port=22,protocol=tcp".to_owned(),
            resource: "acme-*".to_owned(),
            reason: "until the move".to_owned(),
            expires: date("2028-02-29"),
            owner: None,
            ticket: Some("ACME-12".to_owned()),
            unknown: true,
            sources: ["recording", "aws", "fixture:elsewhere"].map(str::to_owned).to_vec(),
            suites: vec!["acme::config".to_owned()],
            line: 37,
        },
    ];
    assert_eq!(read(VALID).waivers, expected);
    let inline = "waiver = [\n  { check = \"a\", resource = \"b\", reason = \"c\", expires = 2027-03-31 },\n]";
    assert_eq!(read(inline).waivers[0].line, 2);
}

#[test]
fn reports_are_read() {
    let files = [
        ("junit", PathBuf::from("target/configtest/junit.xml")),
        ("sarif", PathBuf::from("target/configtest/results.sarif")),
    ];
    let files = files.map(|(format, path)| (format.to_owned(), path)).into();
    assert_eq!(read(VALID).report, Some(ReportSettings { files }));
    assert_eq!(read("[report]\n").report, Some(ReportSettings::default()));
}

#[test]
fn what_the_file_leaves_out_is_strict() {
    let expected = GateSettings {
        fail_on: Severity::Informational,
        unknown: UnknownRule::Fail,
        baseline: None,
        settle: None,
        overrides: Vec::new(),
    };
    for text in ["", "[gate]\n"] {
        let settings = read(text);
        assert_eq!(settings.gate, expected);
        assert_eq!(settings.waivers, []);
        assert_eq!(settings.report, None);
    }
}

#[test]
fn what_the_documentation_shows_is_read() {
    let pages = [include_str!("../guide/gate.md"), include_str!("../../README.md")];
    let blocks = |page: &'static str| page.split("\n```toml\n").skip(1);
    let blocks = pages.into_iter().flat_map(blocks);
    let blocks: Vec<&str> = blocks.map(|block| block.split("\n```").next().unwrap()).collect();
    let ours = ["[gate]", "[[waiver]]", "[report]"];
    let count = |key| blocks.iter().filter(|block| block.contains(key)).count();
    assert!(ours.into_iter().all(|key| count(key) >= 2), "{blocks:?}");
    for block in blocks.iter().filter(|block| !block.contains("[dev-dependencies]")) {
        read(block);
    }
}

#[test]
fn messages_call_the_file_as_it_is_seen_from_the_package() {
    // The package of `load` is two folders below the file.
    assert_eq!(read("").shown(), "../../configtest.toml");
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("configtest.toml"), "").unwrap();
    std::fs::write(root.path().join("gate.toml"), "").unwrap();
    let shown = |variables: &[(&str, &str)]| {
        let environment = super::Environment::of(variables.iter().copied());
        Settings::load(root.path(), &environment).unwrap().shown().to_owned()
    };
    assert_eq!(shown(&[]), "configtest.toml");
    assert_eq!(shown(&[("CONFIGTEST_CONFIG", "./gate.toml")]), "./gate.toml");
}

/// Each text is refused at that line with these words.
fn refused(mistakes: &[(&str, usize, &[&str])]) {
    for (text, line, words) in mistakes {
        let error = match load(text, &[]) {
            Ok(_) => panic!("it is read: {text}"),
            Err(error) => error.to_string(),
        };
        let place = format!("configtest.toml:{line}:");
        assert!(error.contains(&place), "{text}\n{error}\nis not at line {line}");
        for word in *words {
            assert!(error.contains(word), "{text}\n{error}\ndoes not say {word}");
        }
    }
}

#[test]
fn a_mistake_in_the_gate_is_told_with_its_place() {
    refused(&[
        ("[gates]\n", 1, &["unknown key `gates`", "did you mean `gate`?"]),
        ("gate = \"low\"\n", 1, &["`gate`", "must be a table `[gate]`", "of type string"]),
        ("[[gate]]\nfail-on = \"low\"\n", 1, &["must be a table `[gate]`, with single brackets"]),
        ("[gate]\nfail_on = \"low\"\n", 2, &["at [gate]", "did you mean `fail-on`?"]),
        ("[gate]\n\nfail-on = \"hihg\"\n", 3, &["did you mean `high`?", "`informational`, `low`"]),
        ("[gate]\nfail-on = \"Low\"\n", 2, &["did you mean `low`?"]),
        ("[gate]\nfail-on = 3\n", 2, &["must be a string", "of type integer"]),
        ("[gate]\nunknown = \"warning\"\n", 2, &["did you mean `warn`?", "`fail`, `warn`"]),
        ("[gate]\nunknown = false\n", 2, &["`unknown` at [gate] must be a string"]),
        ("[gate]\nbaseline = \"\"\n", 2, &["`baseline` at [gate] is empty"]),
        ("[gate]\nbaseline = \"baselines/\"\n", 2, &["no file", "name the file"]),
        ("[gate]\nbaseline = []\n", 2, &["must be a string"]),
        ("[gate]\nsettle = \"2\"\n", 2, &["`settle` at [gate] is not a duration", "\"10m\""]),
        ("[gate]\nsettle = \"0s\"\n", 2, &["no time at all", "\"2m\""]),
        ("[gate]\nsettle = \"61m\"\n", 2, &["longer than an hour", "\"2m\""]),
        ("[gate]\nsettle = 120\n", 2, &["must be a string"]),
    ]);
    assert_eq!(read("[gate]\nsettle = \"1h\"\n").gate.settle, Some(Duration::from_secs(3600)));
}

#[test]
fn a_mistake_in_an_override_is_told_with_its_place() {
    let of = |keys: &str| format!("[gate]\n[[gate.override]]\n{keys}\n");
    for (keys, line, words) in [
        ("", 2, &["[[gate.override]] number 1 lacks `check`", "or `kind`"][..]),
        ("fail-on = \"low\"", 3, &["lacks `check`"]),
        ("check = \"a\"", 3, &["lacks `fail-on`", "or `unknown`"]),
        ("checks = \"a\"", 3, &["did you mean `check`?"]),
        ("check = \" \"\nfail-on = \"low\"", 3, &["`check`", "is empty"]),
        ("check = \"s3:a\"\nfail-on = \"low\"", 3, &["single colon", "write `s3::a`"]),
        ("kind = \"AWS::S3::Bukcet\"\nfail-on = \"low\"", 3, &["did you mean `AWS::S3::Bucket`?"]),
        ("kind = \"s3::Bucket\"\nfail-on = \"low\"", 3, &["did you mean `AWS::S3::Bucket`?"]),
        ("kind = \"AWS::S3::*\"\nfail-on = \"low\"", 3, &["no kind is called", "CloudFormation"]),
        ("check = \"a\"\nfail-on = \"lowest\"", 4, &["number 1", "did you mean `low`?"]),
        ("check = \"a\"\nunknown = \"pass\"", 4, &["the words there are `fail`, `warn`"]),
    ] {
        refused(&[(&of(keys), line, words)]);
    }
    refused(&[
        (
            "[gate.override]\ncheck = \"a\"\nunknown = \"warn\"\n",
            1,
            &["a list of tables: `[[gate.override]]`, with double brackets"],
        ),
        ("[gate]\noverride = [1]\n", 2, &["a list of tables", "of type integer"]),
    ]);
}

#[test]
fn an_override_that_can_never_count_is_refused() {
    let two = |earlier: &str, later: &str| {
        format!("[[gate.override]]\n{earlier}\n\n[[gate.override]]\n{later}\n")
    };
    for (earlier, later, line) in [
        ("check = \"a\"\nfail-on = \"low\"", "check = \"a\"\nfail-on = \"high\"", 7),
        (
            "check = \"a\"\nunknown = \"warn\"",
            "check = \"a\"\nkind = \"AWS::S3::Bucket\"\nunknown = \"fail\"",
            8,
        ),
        ("check = \"*\"\nfail-on = \"low\"", "check = \"a\"\nfail-on = \"high\"", 7),
        (
            "kind = \"AWS::S3::Bucket\"\nfail-on = \"low\"",
            "check = \"a\"\nkind = \"AWS::S3::Bucket\"\nunknown = \"warn\"\nfail-on = \"high\"",
            9,
        ),
    ] {
        let words = ["can never count", "number 1", "take one of them away"];
        refused(&[(&two(earlier, later), line, &words)]);
    }
    for (earlier, later) in [
        ("check = \"a\"\nfail-on = \"low\"", "check = \"a\"\nunknown = \"warn\""),
        ("check = \"a\"\nfail-on = \"low\"", "check = \"b\"\nfail-on = \"low\""),
        (
            "check = \"a\"\nkind = \"AWS::S3::Bucket\"\nfail-on = \"low\"",
            "check = \"a\"\nfail-on = \"high\"",
        ),
        ("kind = \"AWS::S3::Bucket\"\nfail-on = \"low\"", "check = \"a\"\nfail-on = \"high\""),
    ] {
        assert_eq!(read(&two(earlier, later)).gate.overrides.len(), 2);
    }
}

/// A waiver with one key as it is given here.
fn waiver_with(key: &str, line: &str) -> String {
    let lines = [
        ("check", "check = \"a\""),
        ("resource", "resource = \"b\""),
        ("reason", "reason = \"c\""),
        ("expires", "expires = \"2027-03-31\""),
    ];
    let mut text = "[sources.live]\ntype = \"aws\"\n[[waiver]]\n".to_owned();
    for (name, given) in lines {
        text.push_str(if name == key { line } else { given });
        text.push('\n');
    }
    if !lines.iter().any(|(name, _)| *name == key) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[test]
fn a_mistake_in_a_waiver_is_told_with_its_place() {
    refused(&[
        ("[[waivers]]\n", 1, &["unknown key `waivers`", "did you mean `waiver`?"]),
        (
            "\n[waiver]\ncheck = \"a\"\n",
            2,
            &["`waiver`", "a list of tables: `[[waiver]]`, with double brackets"],
        ),
        ("waiver = \"a\"\n", 1, &["with double brackets", "of type string"]),
        ("waiver = [\"a\"]\n", 1, &["a list of tables", "of type string"]),
        ("[gate]\n\n[[waiver]]\n", 3, &["[[waiver]] number 1 lacks `check`"]),
        ("[[waiver]]\ncheck = \"a\"\n", 2, &["lacks `resource`"]),
    ]);
    for (key, line, at, words) in [
        ("reason", "", 4, &["lacks `reason`: why it is accepted"][..]),
        ("expires", "", 4, &["lacks `expires`", "`expires = \"2027-03-31\"`"]),
        ("check", "check = \"\"", 4, &["`check` at [[waiver]] number 1 is empty"]),
        ("resource", "resource = \" \"", 5, &["`resource`", "is empty"]),
        ("resource", "resource = \"b \"", 5, &["has blanks around it", "`resource = \"b\"`"]),
        ("reason", "reason = \"\\t\"", 6, &["`reason`", "is empty"]),
        ("reason", "reason = 1", 6, &["must be a string"]),
        ("expiry", "expiry = \"2027-03-31\"", 8, &["did you mean `expires`?"]),
        ("owner", "owner = \"\"", 8, &["`owner`", "is empty", "take `owner` away"]),
        ("ticket", "ticket = 12", 8, &["`ticket`", "must be a string"]),
        ("unknown", "unknown = \"warn\"", 8, &["must be `true` or `false`", "of type string"]),
        ("sources", "sources = \"live\"", 8, &["a list of strings"]),
        (
            "sources",
            "sources = [\n\"aws\",\n\"lvie\"]",
            10,
            &["did you mean `live`?", "`fixture:PATH`"],
        ),
        ("sources", "sources = [\"fixture:\"]", 8, &["no source"]),
        ("sources", "sources = []", 8, &["names none"]),
        ("check", "check = \"*\"", 4, &["name the checks, or the resources"]),
    ] {
        let mut text = waiver_with(key, line);
        if line == "check = \"*\"" {
            text = text.replace("resource = \"b\"", "resource = \"**\"");
        }
        refused(&[(&text, at, words)]);
    }
}

#[test]
fn a_day_is_written_in_one_way() {
    for value in [
        "\"2027-3-31\"",
        "\"31.03.2027\"",
        "\"2027-02-30\"",
        "\"never\"",
        "\"\"",
        "\"2027-03-31T00:00:00Z\"",
        "2027-03-31T00:00:00Z",
        "2027-03-31 12:00:00",
        "07:32:00",
        "2027-02-30",
        "2027-13-01",
        "2027-3-31",
        "31.03.2027",
        "20270331",
        "never",
        "1969-12-31",
        "true",
        "[2027-03-31]",
    ] {
        let text = waiver_with("expires", &format!("expires = {value}"));
        refused(&[(&text, 7, &["`expires = \"2027-03-31\"`"])]);
    }
    for value in ["\"2028-02-29\"", "2028-02-29"] {
        let text = waiver_with("expires", &format!("expires = {value}"));
        assert_eq!(read(&text).waivers[0].expires, date("2028-02-29"));
    }
}

#[test]
fn a_pattern_that_no_check_can_have_is_refused() {
    for (pattern, said) in [
        ("s3 :: a", "has a space"),
        ("buckets are private", "has a space"),
        ("tests/config.rs", "has `/` in it"),
        ("s3::a::", "write `s3::a`, or `s3::a::*`"),
        ("::a", "write `a`"),
        ("s3::::a", "write `s3::a`"),
        ("s3:a", "write `s3::a`"),
        ("s3:::a", "write `s3::a`"),
        (":", "single colon"),
        ("::", "such as `s3::buckets_block_public_access`"),
        ("crate::a", "no path begins with `crate`"),
        ("s3::a::acme-logs", "name the check alone, `s3::a`, and the resource by `resource`"),
        ("s3::a::[111122223333/eu-west-1]", "name the check alone, `s3::a`"),
        ("2fast", "begins with a digit"),
        ("a()", "has `(` in it"),
        ("arn:aws:s3:::acme", "single colon"),
        ("s3::a::port=", "nothing follows"),
        ("port=22", "values stand behind a check"),
        ("a::po rt=22", "has a space"),
        ("[ab]", "has `[` in it"),
    ] {
        let text = waiver_with("check", &format!("check = \"{pattern}\""));
        refused(&[(&text, 4, &[&format!("`{pattern}` can be no check"), said, "help: "])]);
    }
    for pattern in [
        "a",
        "s3::buckets_*",
        "*",
        "*_public_?ccess",
        "s3::*::port=22",
        "s3::a::port=22,protocol=tcp",
        "a::port=*",
        "a::what=some \\\"text\\\" a::b/c",
        "*=22",
        "größe::prüfe_2",
        "*2",
    ] {
        let text = waiver_with("check", &format!("check = \"{pattern}\""));
        assert_eq!(read(&text).waivers.len(), 1, "{pattern}");
    }
}

#[test]
fn a_pattern_that_no_arn_can_have_is_refused() {
    for (pattern, said) in [
        ("arn:aws:s3::acme", "write `arn:aws:s3:::acme`"),
        ("arn:aws:s3:acme", "write `arn:aws:s3:::acme`"),
        ("arn:aws:ec2:eu-west-1:instance/i-0a", "5 of the six parts"),
        ("arn:", "2 of the six parts"),
        ("ARN:aws:s3:::acme", "begins with `ARN`"),
        ("arn:asw:s3:::acme", "`asw` is no partition"),
        ("arn:awscn:s3:::acme-*", "the partitions are `aws`"),
        ("arn:aws::::acme", "names no service"),
        ("arn:aws:s3:::", "ends where the resource"),
        ("arn:aws:ec2:eu-west-1:11112222333:instance/*", "does not have 12 digits"),
    ] {
        let text = waiver_with("resource", &format!("resource = \"{pattern}\""));
        refused(&[(&text, 5, &[&format!("`{pattern}` can be no ARN"), said, "help: "])]);
    }
    for pattern in [
        "acme-logs",
        "arn:aws:s3:::acme-*",
        "arn:aws:s3*",
        "arn:*:acme",
        "arn:aws-us-gov:s3:::acme",
        "arn:aws:ec2:eu-west-1:111122223333:instance/i-0a",
        "arn:aws:ec2:eu-west-1::image/ami-1",
        "arn:aws:ec2:eu-west-1:aws:prefix-list/pl-1",
        "arn:?ws:ec2:eu-west-?:1111????3333:instance/i-0a",
        "arn*",
        "*",
        "sg-0a1b@111122223333/eu-west-1",
    ] {
        let text = waiver_with("resource", &format!("resource = \"{pattern}\""));
        assert_eq!(read(&text).waivers.len(), 1, "{pattern}");
    }
}

#[test]
fn two_waivers_of_the_same_are_refused_where_both_hold() {
    let one = |sources: &str| {
        format!(
            "[[waiver]]\ncheck = \"a\"\nresource = \"b\"\nreason = \"c\"\nexpires = 2027-03-31\n{sources}\n"
        )
    };
    for (earlier, later) in [
        ("", ""),
        ("", "sources = [\"aws\"]"),
        ("sources = [\"aws\", \"mock\"]", "sources = [\"mock\"]"),
    ] {
        let text = format!("{}{}", one(earlier), one(later));
        let words = ["`a` for `b`", "twice: at line 1 and at line 7", "different `sources`"];
        refused(&[(&text, 8, &words)]);
    }
    let text = format!("{}{}", one("sources = [\"aws\"]"), one("sources = [\"mock\"]"));
    assert_eq!(read(&text).waivers.len(), 2);
}

#[test]
fn a_mistake_in_the_reports_is_told_with_its_place() {
    refused(&[
        ("[reports]\n", 1, &["did you mean `report`?"]),
        ("[[report]]\njunit = \"a\"\n", 1, &["must be a table `[report]`"]),
        ("report = \"junit\"\n", 1, &["must be a table `[report]`"]),
        ("[report]\njnuit = \"a\"\n", 2, &["at [report]", "did you mean `junit`?", "`sarif`"]),
        ("[report]\njunit = true\n", 2, &["must be a string"]),
        ("[report]\njunit = \"\"\n", 2, &["`junit` at [report] is empty"]),
        ("[report]\nhtml = \"target/\"\n", 2, &["no file", "not its folder"]),
        (
            "[report]\nsarif = \"out/a\"\njunit = \"./out/b/../a\"\n",
            3,
            &["`junit` at [report] has the file of `sarif`", "a file of its own"],
        ),
    ]);
}
