//! What an account says of itself does nothing: not to a report, not to a terminal, not to the service
//! that runs the build.

use std::path::Path;

use serde_json::Value;

use crate::support::reports::{Reports, assert_equal, gate, report, run_into, without_times};
use crate::support::{Element, Outcome, Suite, scratch};

fn hostile() -> Suite {
    Suite::new("hostile").with("CONFIGTEST_SOURCE", "mock")
}

/// What acts where it stands: on a terminal, or on whoever reads the text.
fn is_active(character: char) -> bool {
    let is_invisible = matches!(
        character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    is_invisible || (character.is_control() && !"\n\t".contains(character))
}

/// No line is a command to GitHub, Azure DevOps or TeamCity; those of ours begin with one of `ours`.
fn assert_no_commands(text: &str, ours: &[&str], what: &str) {
    for line in text.lines() {
        let is_ours = ours.iter().any(|ours| line.starts_with(ours));
        let shown: String = line.chars().take(300).collect();
        assert!(is_ours || !line.trim_start().starts_with("::"), "{what}: {shown}");
        for command in ["##[", "##vso[", "##teamcity["] {
            assert!(!line.contains(command), "{what}: {shown}");
        }
    }
}

fn assert_passive(text: &str, what: &str) {
    if let Some(at) = text.find(is_active) {
        let around: String = text[at..].chars().take(100).collect();
        panic!("{what} holds {around:?}");
    }
}

fn assert_quiet(run: &Outcome, what: &str) {
    for text in [&run.stdout, &run.stderr] {
        assert_passive(text, what);
        assert_no_commands(text, &[], what);
        assert!(text.len() < 3_000_000, "{what} prints {} bytes", text.len());
    }
}

/// All texts of a document, also those that are escaped there.
fn assert_texts(value: &Value, what: &str) {
    match value {
        Value::String(text) => assert_passive(text, what),
        Value::Array(values) => values.iter().for_each(|value| assert_texts(value, what)),
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            assert_passive(name, what);
            assert_texts(value, what);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn assert_element(element: &Element) {
    for text in element.attributes.values().chain([&element.text]) {
        assert_passive(text, "junit");
    }
    element.children.iter().for_each(assert_element);
}

/// Nothing of a report acts, by what each format is to whoever reads it. `harmless` are the reports of
/// another suite, which hold what the formats write by themselves.
fn assert_inert(reports: &Reports, harmless: &Reports) {
    for (format, text) in reports {
        assert_passive(text, format);
        let ours = ["::error ", "::warning ", "::notice "];
        match *format {
            "github-annotations" => assert_no_commands(text, &ours, format),
            _ => assert_no_commands(text, &[], format),
        }
        assert!(text.len() < 5_000_000, "{format} has {} bytes", text.len());
        match *format {
            "junit" => assert_element(&Element::parse(text)),
            "findings" => text
                .lines()
                .for_each(|line| assert_texts(&serde_json::from_str(line).unwrap(), format)),
            "asff" | "gitlab" | "ocsf" | "sarif" => {
                assert_texts(&serde_json::from_str(text).unwrap(), format);
            }
            "html" => {
                for tag in ["<script", "</script", "<style", "<iframe", "<img", "<svg", "<!--"] {
                    let count = |text: &str| text.to_lowercase().matches(tag).count();
                    assert_eq!(count(text), count(&harmless[format]), "{tag}");
                }
            }
            "github-annotations" => {
                assert!(text.lines().all(|line| ours.iter().any(|ours| line.starts_with(ours))));
            }
            // A CommonMark renderer has been asked beside the format.
            "markdown" | "github-summary" => {
                for line in text.lines() {
                    assert!(!["# heading", "- item", "<img"].iter().any(|of| line.starts_with(of)));
                }
            }
            _ => panic!("what is inert in {format}?"),
        }
    }
}

fn harmless(folder: &Path) -> Reports {
    let suite = Suite::new("outcomes").with("CONFIGTEST_SOURCE", "mock");
    run_into(suite, "cargo", &folder.join("harmless"), &[]).1
}

#[test]
fn nothing_of_an_account_acts() {
    let folder = scratch();
    let whole = folder.path().join("whole");
    let (run, reports) = run_into(hostile(), "cargo", &whole, &[]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_quiet(&run, "run");
    assert_inert(&reports, &harmless(folder.path()));
    // All are told: every name has its number.
    for number in 0..13 {
        assert!(reports["findings"].contains(&format!("\"Id\":\"{number}-")), "{number}");
    }
    assert!(reports["findings"].contains("\"Id\":\"large-13\""));

    let each = folder.path().join("each");
    let (run, reports) = run_into(hostile(), "nextest", &each, &[]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_quiet(&run, "run by nextest");
    let expected = without_times(&report(&[&whole]), &[&whole]);
    assert_equal(&without_times(&reports, &[&each]), &expected, "nextest");
    assert_quiet(&gate(&[&each]), "report --gate");
}

#[test]
fn nor_does_it_on_a_terminal() {
    let run = hostile().cargo_test(&[]);
    assert_eq!(run.status, 101, "{}", run.stderr);
    assert_quiet(&run, "cargo test");
    let run = hostile().cargo_nextest(&[]);
    assert_eq!(run.status, 100, "{}", run.stderr);
    assert_quiet(&run, "cargo nextest");
    let list = hostile().cargo_test(&["--list"]);
    assert_eq!(list.status, 0, "{}", list.stderr);
    assert_quiet(&list, "--list");
}
