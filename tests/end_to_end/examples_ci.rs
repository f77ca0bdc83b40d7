//! The examples for CI are what GitHub and GitLab take: by the schemas of others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{python_with, repository, scratch};

const REQUIREMENTS: &str = include_str!("examples_ci/requirements.txt");

/// What the services are called by the program that knows their schemas, and the examples for them.
const EXAMPLES: [(&str, &[&str]); 3] = [
    ("vendor.github-actions", &["github/action.yml"]),
    ("vendor.github-workflows", &["github/workflow.yml", "github/sharded.yml"]),
    ("vendor.gitlab-ci", &["gitlab/configtest.gitlab-ci.yml"]),
];

fn examples() -> PathBuf {
    repository().join("examples/ci")
}

fn python() -> PathBuf {
    python_with("check-jsonschema", REQUIREMENTS, "hold the examples for CI against schemas")
}

fn check(schema: &str, file: &Path) -> Output {
    let mut command = Command::new(python());
    command.args(["-m", "check_jsonschema", "--builtin-schema", schema]);
    if schema == "vendor.gitlab-ci" {
        // GitLab's own tags.
        command.args(["--data-transform", "gitlab-ci"]);
    }
    command.arg(file).output().unwrap()
}

fn text(output: &Output) -> String {
    let [stdout, stderr] =
        [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{stdout}{stderr}")
}

#[test]
fn the_examples_are_what_the_services_take() {
    for (schema, files) in EXAMPLES {
        for file in files {
            let output = check(schema, &examples().join(file));
            assert!(output.status.success(), "{file}: {}", text(&output));
        }
    }
}

#[test]
fn every_example_is_checked_and_what_is_wrong_is_seen() {
    let mut found = Vec::new();
    for folder in ["github", "gitlab"] {
        for entry in fs::read_dir(examples().join(folder)).unwrap() {
            found.push(format!("{folder}/{}", entry.unwrap().file_name().display()));
        }
    }
    found.sort();
    let mut checked: Vec<&str> = EXAMPLES.iter().flat_map(|(_, files)| *files).copied().collect();
    checked.sort_unstable();
    assert_eq!(found, checked);
    let folder = scratch();
    for (schema, files) in EXAMPLES {
        let example = fs::read_to_string(examples().join(files[0])).unwrap();
        let wrong = folder.path().join("wrong.yml");
        fs::write(
            &wrong,
            example
                .replace("runs:", "walks:")
                .replace("script:", "words:")
                .replace("steps:", "strides:"),
        )
        .unwrap();
        let output = check(schema, &wrong);
        assert_eq!(output.status.code(), Some(1), "{schema}: {}", text(&output));
    }
}

#[test]
fn the_examples_ask_for_formats_that_there_are() {
    const FORMATS: [&str; 10] = [
        "asff",
        "findings",
        "github-annotations",
        "github-summary",
        "gitlab",
        "html",
        "junit",
        "markdown",
        "ocsf",
        "sarif",
    ];
    let mut number = 0;
    for file in EXAMPLES.iter().flat_map(|(_, files)| *files) {
        let example = fs::read_to_string(examples().join(file)).unwrap();
        let mut words = example.split_whitespace().map(|word| word.trim_matches('"')).peekable();
        while let Some(word) = words.next() {
            if matches!(word, "--report" | "--format")
                && let Some(format) = words.peek()
                && !format.starts_with('$')
            {
                let format = format.split('=').next().unwrap();
                assert!(FORMATS.contains(&format), "{file}: {format}");
                number += 1;
            }
        }
    }
    assert!(number >= 8, "{number}");
}

/// A suite refuses every other one, as it may be mistyped.
const VARIABLES: [&str; 6] = [
    "CONFIGTEST_CONFIG",
    "CONFIGTEST_FINDINGS",
    "CONFIGTEST_REFRESH",
    "CONFIGTEST_RESOURCE",
    "CONFIGTEST_SETTLE",
    "CONFIGTEST_SOURCE",
];

/// The variables of that beginning that a text names.
fn variables(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let words = text.split(|c: char| !is_part(c));
    // The beginning alone is how a comment speaks of all of them.
    words.filter(|word| word.starts_with("CONFIGTEST_") && *word != "CONFIGTEST_").collect()
}

#[test]
fn the_examples_pass_no_variable_that_a_suite_refuses() {
    assert_eq!(variables("  CONFIGTEST_TOKEN: $CONFIGTEST_SOURCE").len(), 2);
    for file in EXAMPLES.iter().flat_map(|(_, files)| *files) {
        let example = fs::read_to_string(examples().join(file)).unwrap();
        for variable in variables(&example) {
            assert!(VARIABLES.contains(&variable), "{file}: {variable}");
        }
    }
}

#[test]
fn the_examples_keep_findings_and_reports_out_of_what_is_cached() {
    for file in EXAMPLES.iter().flat_map(|(_, files)| *files) {
        let example = fs::read_to_string(examples().join(file)).unwrap();
        assert!(!example.contains("target/"), "{file}: `target` is cached");
    }
}
