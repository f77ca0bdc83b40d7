//! `cargo configtest policy`: the checks of IAM Access Analyzer, from the command line.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{Outcome, Program, scratch};

const READ: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-logs/*"}]}"#;
const READ_ALL: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-logs/2026/*"},
    {"Sid": "Wider", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]}"#;
const WEBSITE: &str = r#"{"Version": "2012-10-17", "Statement":
    {"Sid": "Website", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
     "Resource": "arn:aws:s3:::acme-website/*"}}"#;

/// A folder with these policies.
fn folder() -> tempfile::TempDir {
    let folder = scratch();
    for (name, text) in [("read.json", READ), ("wider.json", READ_ALL), ("website.json", WEBSITE)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn policy(folder: &Path, arguments: &[&str]) -> Outcome {
    Program::new(folder, &[&["policy"][..], arguments].concat()).run()
}

/// The same with something on standard input.
fn fed(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-configtest"))
        .args(["configtest", "policy"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn new_access_is_shown_by_a_request() {
    let folder = folder();
    let pass = policy(folder.path(), &["check-no-new-access", "read.json", "wider.json"]);
    let said = "PASS: the new policy allows nothing that the existing one does not\n";
    assert_eq!((pass.status, pass.stdout.as_str(), pass.stderr.as_str()), (0, said, ""), "{pass}");
    let fail = policy(folder.path(), &["check-no-new-access", "wider.json", "read.json"]);
    assert_eq!(fail.status, 1, "{fail}");
    let lines: Vec<&str> = fail.stdout.lines().collect();
    assert_eq!(lines[0], "FAIL: the new policy allows what the existing one does not", "{fail}");
    assert!(lines[1].starts_with("  a user with this policy can s3:Get"), "{fail}");
    assert_eq!(lines[2], "  by statement 2 (`Wider`)", "{fail}");
    assert_eq!(lines.len(), 3, "{fail}");
}

#[test]
fn public_access_has_the_fields_of_the_api() {
    let folder = folder();
    let of = ["--resource-type", "AWS::S3::Bucket", "--format", "json"];
    let fail =
        policy(folder.path(), &[&["check-no-public-access", "website.json"][..], &of].concat());
    assert_eq!(fail.status, 1, "{fail}");
    let answer = json_of(&fail.stdout);
    assert_eq!(answer["result"], "FAIL");
    assert_eq!(answer["reasons"][0]["statementIndex"], 0);
    assert_eq!(answer["reasons"][0]["statementId"], "Website");
    assert_eq!(answer["witness"]["principal"], "*");
    assert_eq!(answer["witness"]["action"], "s3:GetObject");
    let said = answer["reasons"][0]["description"].as_str().unwrap();
    assert!(
        said.starts_with("anyone on the internet can s3:GetObject on arn:aws:s3:::acme-website/")
    );
    let near = policy(
        folder.path(),
        &["check-no-public-access", "website.json", "--resource-type", "AWS::S3::Buckets"],
    );
    assert_eq!(near.status, 2, "{near}");
    assert!(near.stderr.contains("`AWS::S3::Bucket`"), "{near}");
}

#[test]
fn access_that_must_not_be_granted() {
    let folder = folder();
    let asked = |action: &str, resource: &str| {
        let named = ["--action", action, "--resource", resource];
        policy(folder.path(), &[&["check-access-not-granted", "read.json"][..], &named].concat())
    };
    assert_eq!(asked("s3:PutObject", "arn:aws:s3:::acme-logs/*").status, 0);
    let granted = asked("s3:*", "arn:aws:s3:::acme-logs/a");
    assert_eq!(granted.status, 1, "{granted}");
    assert!(granted.stdout.contains("s3:GetObject on arn:aws:s3:::acme-logs/a"), "{granted}");
    for odd in [["--action", "s3"], ["--action", ""], ["--resource", "acme-logs"]] {
        let run =
            policy(folder.path(), &[&["check-access-not-granted", "read.json"][..], &odd].concat());
        assert_eq!(run.status, 2, "{run}");
        assert!(run.stderr.contains("help: write it like"), "{run}");
    }
    let nothing = policy(folder.path(), &["check-access-not-granted", "read.json"]);
    assert_eq!(nothing.status, 2, "{nothing}");
    assert!(nothing.stderr.contains("`--action`"), "{nothing}");
}

#[test]
fn each_line_of_input_is_answered_by_one_in_order() {
    let folder = folder();
    let value = |text: &str| json_of(text);
    let lines = [
        json!({"new": value(READ), "existing": value(READ_ALL), "ticket": "ACME-12"}).to_string(),
        json!({"new": READ_ALL, "existing": READ}).to_string(),
        json!({"new": value(READ)}).to_string(),
        "not JSON".to_owned(),
        String::new(),
        json!({"newPolicyDocument": READ, "existingPolicyDocument": READ}).to_string(),
        json!({"new": {"Statement": []}, "existing": READ}).to_string(),
    ];
    let (status, stdout, stderr) =
        fed(folder.path(), &["check-no-new-access", "--jsonl", "-"], &lines.join("\n"));
    assert_eq!((status, stderr.as_str()), (2, ""));
    let answers: Vec<Value> = stdout.lines().map(json_of).collect();
    let results: Vec<&str> = answers.iter().map(|of| of["result"].as_str().unwrap()).collect();
    assert_eq!(results, ["PASS", "FAIL", "UNKNOWN", "UNKNOWN", "PASS", "UNKNOWN"]);
    let why = |number: usize| answers[number]["reasons"][0]["description"].as_str().unwrap();
    assert_eq!(why(2), "the line has no `existing`");
    assert_eq!(answers[3]["message"], "line 4 cannot be answered");
    assert!(why(5).starts_with("`new`: line 1, column "), "{}", why(5));
    let (status, _, _) =
        fed(folder.path(), &["check-no-new-access", "--jsonl", "-"], &lines[..2].join("\n"));
    assert_eq!(status, 1, "a failure is the worst");
    let website = json!({"policy": WEBSITE, "resourceType": "AWS::S3::Bucket"}).to_string();
    let (status, stdout, _) =
        fed(folder.path(), &["check-no-public-access", "--jsonl", "-"], &website);
    assert_eq!((status, json_of(&stdout)["result"].as_str()), (1, Some("FAIL")));
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let folder = folder();
    let bad = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Efect\": \"Allow\"}]\n}";
    fs::write(folder.path().join("bad.json"), bad).unwrap();
    let run = policy(folder.path(), &["check-no-new-access", "bad.json", "read.json"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.starts_with("error: `bad.json`: line 3, column "), "{run}");
    assert!(run.stderr.contains("`Effect`") && run.stderr.contains("help: "), "{run}");
    let run = policy(folder.path(), &["check-no-new-access", "none.json", "read.json"]);
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.starts_with("error: cannot read `none.json`"), "{run}");
    let (status, _, stderr) = fed(folder.path(), &["check-no-new-access", "-", "-"], READ);
    assert_eq!(status, 2);
    assert!(stderr.contains("standard input cannot be two policies"), "{stderr}");
    let (status, stdout, _) = fed(folder.path(), &["check-no-new-access", "-", "read.json"], READ);
    assert_eq!((status, stdout.starts_with("PASS")), (0, true));
}

#[test]
fn hostile_names_do_nothing_to_the_terminal() {
    let folder = folder();
    let hostile = READ_ALL.replace("Wider", "\\u001b[31m::set-output\\u202e");
    fs::write(folder.path().join("hostile.json"), hostile).unwrap();
    let run = policy(folder.path(), &["check-no-new-access", "hostile.json", "read.json"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{202e}'), "{run}");
    let as_json = ["check-no-new-access", "hostile.json", "read.json", "--format", "json"];
    let run = policy(folder.path(), &as_json);
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{202e}'), "{run}");
    let sid = json_of(&run.stdout)["reasons"][0]["statementId"].to_string();
    assert!(sid.contains('\u{202e}'), "{sid}");
}
