//! Annotations as GitHub's runner reads them, and the summary.

use super::super::super::record::FindingRecord;
use super::super::super::results::sample;
use super::*;

/// A line as the runner takes it apart: the command, its properties and its message.
fn read(line: &str) -> (String, Vec<(String, String)>, String) {
    let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line}"));
    let (command, message) = rest.split_once("::").unwrap();
    let (name, properties) = command.split_once(' ').unwrap();
    let decoded = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').unwrap();
        let value = value.replace("%3A", ":").replace("%2C", ",");
        (name.to_owned(), decoded(&value))
    });
    (name.to_owned(), properties.collect(), decoded(message))
}

fn written(results: &Results) -> (Vec<String>, Vec<String>) {
    let mut bytes = Vec::new();
    let cut = write_annotations(results, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    (text.lines().map(str::to_owned).collect(), cut)
}

#[test]
fn each_check_has_one_annotation_of_a_level() {
    let (lines, cut) = written(&sample::with_gaps());
    let expected = [
        "::error title=configtest%3A a gap::3 cases of 1 checks have no finding, because a process \
         was killed, or crashed: buckets::block_public_access",
        "::error file=app/tests/config/buckets.rs,line=9,title=configtest%2C high%3A Buckets keep \
         every public-access block switched on.::2 of 5 do not pass (1 fail, 1 unknown): acme-logs, \
         acme-secret%0Aacme-logs: assertion failed: block.blocks_everything()",
        "::error file=app/tests/config/groups.rs,line=21,title=configtest%2C low%3A Ports of \
         administration are not open to the internet.::1 of 2 do not pass (1 no-resource): \
         groups::keep_ports_private%0Agroups::keep_ports_private: there is no security group to \
         look at",
        "::warning title=configtest%3A only a part::1 of 2 checks of app::config were not selected",
        "::notice file=app/tests/config/buckets.rs,line=9,title=configtest%2C high%3A Buckets keep \
         every public-access block switched on.::2 of 5 do not pass (1 waived, 1 baselined): \
         acme-old, acme-website%0Aacme-old: assertion failed: block.blocks_everything()",
        "::notice file=app/tests/config/groups.rs,line=21,title=configtest%2C low%3A Ports of \
         administration are not open to the internet.::1 of 2 do not pass (1 below-threshold): \
         sg-0123%0Asg-0123: assertion failed: block.blocks_everything()",
    ];
    assert_eq!(lines, expected);
    assert_eq!(cut, [""; 0]);
}

#[test]
fn an_unknown_that_does_not_break_the_build_is_a_warning() {
    let mut results = sample::results();
    results.findings.retain(|finding| finding.status == Status::Unknown);
    results.findings[0].breaks = false;
    let (lines, _) = written(&results);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("::warning file="), "{}", lines[0]);
    assert!(lines[0].contains("1 unknown): acme-secret%0A"), "{}", lines[0]);
}

#[test]
fn nothing_to_look_at_where_that_is_allowed_is_no_annotation() {
    let mut results = sample::results();
    results.findings.retain(|finding| finding.status == Status::NoResource);
    results.findings[0].breaks = false;
    assert_eq!(written(&results).0, [""; 0]);
}

#[test]
fn nothing_judged_is_an_error() {
    let mut results = sample::results();
    results.findings.clear();
    let (lines, _) = written(&results);
    assert_eq!(
        lines,
        ["::error title=configtest%3A nothing::there are no findings: nothing was judged"]
    );
}

#[test]
fn more_checks_than_github_shows_are_counted() {
    let mut results = sample::results();
    let failing = results.findings.iter().find(|finding| finding.status == Status::Fail).unwrap();
    let failing = failing.clone();
    let check = results.suites[0].checks[0].clone();
    results.suites[0].checks.clear();
    results.findings.clear();
    let severities = crate::settings::Severity::ALL;
    for number in 0..25 {
        let mut check = check.clone();
        check.path = format!("many::check_{number:02}");
        check.title = String::new();
        check.severity = severities[number % severities.len()];
        for of in 0..30 {
            let test = format!("{}::{of}", check.path);
            let finding = FindingRecord { check: check.path.clone(), test, ..failing.clone() };
            results.findings.push(finding);
        }
        results.suites[0].checks.push(check);
    }
    let (lines, cut) = written(&results);
    assert_eq!(lines.len(), 10);
    let severities: Vec<String> = lines.iter().map(|line| read(line).1.pop().unwrap().1).collect();
    assert_eq!(severities[0], "configtest, critical: many::check_04");
    assert_eq!(severities[5], "configtest, high: many::check_03");
    assert_eq!(lines[9], "::error title=configtest::16 more checks are not shown here");
    assert_eq!(cut, ["16 annotations of the level error are left out"]);
    assert!(lines[0].contains("30 of 30 do not pass (30 fail): acme-logs, acme-logs, "));
    assert!(read(&lines[0]).2.contains("acme-logs, ...\n"), "{}", lines[0]);
}

#[test]
fn what_others_wrote_is_no_command_of_its_own() {
    let mut results = sample::hostile();
    for finding in &mut results.findings {
        finding.breaks = true;
    }
    results.suites[0].checks[0].title = "a,line=1::b\n::error::c %0A".to_owned();
    let (lines, _) = written(&results);
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (name, properties, message) = read(&lines[0]);
    assert_eq!(name, "error");
    let names: Vec<&str> = properties.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["file", "line", "title"]);
    assert_eq!(properties[2].1, "configtest, high: a,line=1::b\\n::error::c %0A");
    assert!(
        message.contains("3::set-output name=x::y\\n::error file=a::b%0A\\r\\n#\\#[command]rm")
    );
    assert!(!lines[0].contains(char::is_control) && !lines[0].contains('\u{202e}'));
    assert!(lines[0].len() < 10_000);
}

#[test]
fn the_summary_begins_on_a_line_of_its_own_and_keeps_the_limit() {
    let mut bytes = Vec::new();
    write_summary(&sample::with_gaps(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\n\n# configtest: could not judge\n"), "{text}");
    assert!(text.contains("**Gap**") && !text.contains("<details>"));
    let mut bytes = Vec::new();
    let mut results = sample::hostile();
    let hostile = results.findings.clone();
    results.findings.extend((0..20_000).map(|number| hostile[number % 8].clone()));
    let cut = write_summary(&results, &mut bytes).unwrap();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(cut, ["19989 findings that do not pass are counted and not listed"]);
}
