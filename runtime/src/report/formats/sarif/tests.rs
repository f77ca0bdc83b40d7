//! What a report in SARIF says.

use serde_json::{Value, json};

use super::super::super::record::FindingRecord;
use super::super::super::results::{Results, sample};
use super::super::probe::{acts, many};
use super::limits;
use crate::gate::Status;
use crate::settings::Severity;

fn written(results: &Results) -> (Value, Vec<String>) {
    let mut bytes = Vec::new();
    let notes = super::write(results, &mut bytes).unwrap();
    assert_eq!(bytes.last(), Some(&b'\n'));
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    (value["runs"][0].clone(), notes)
}

/// The results, by the name of their resource.
fn by_resource(run: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let results = run["results"].as_array().unwrap().iter().map(|result| {
        let location = &result["locations"][0]["logicalLocations"][0];
        (text(&location["name"]), text(&result["kind"]), text(&result["level"]))
    });
    results.collect()
}

#[test]
fn each_status_is_told_as_what_it_is() {
    let (run, notes) = written(&sample::results());
    assert!(notes.is_empty(), "{notes:?}");
    let expected =
        [("acme-logs", "fail", "error"), ("acme-secret", "open", "none"), ("", "fail", "note")];
    let expected =
        expected.map(|(name, kind, level)| (name.to_owned(), kind.to_owned(), level.to_owned()));
    assert_eq!(by_resource(&run), expected, "neither a pass nor what is accepted is an alert");
    for status in Status::ALL {
        assert_eq!(run["properties"]["counts"][status.as_str()], 1, "{status}");
    }
    let said = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let said: Vec<_> = said.iter().filter(|it| it["descriptor"]["id"] == "accepted").collect();
    let [said] = said[..] else { panic!("{said:?}") };
    assert_eq!(said["level"], "note");
    assert_eq!(
        said["message"]["text"],
        "left out of the results: 1 waived, 1 baselined, 1 below-threshold; GitHub would show them as \
         open alerts, as severe as their rule"
    );
    let statuses = run["results"].as_array().unwrap().iter().map(|it| &it["properties"]["status"]);
    let statuses: Vec<_> = statuses.collect();
    assert_eq!(statuses, ["fail", "unknown", "no-resource"]);
}

#[test]
fn a_result_stands_at_its_check_and_is_of_its_resource() {
    let mut results = sample::results();
    results.prefix = "infra/".to_owned();
    let (run, _) = written(&results);
    let result = &run["results"][0];
    let fingerprint = &results.findings[1].fingerprint;
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": {
                "uri": "infra/app/tests/config/buckets.rs",
                "uriBaseId": "%SRCROOT%",
            },
            "region": { "startLine": 9 },
        })
    );
    assert_eq!(
        result["partialFingerprints"],
        json!({ "configtest/v1": fingerprint, "primaryLocationLineHash": fingerprint })
    );
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    let message = result["message"]["text"].as_str().unwrap();
    assert_eq!(
        message.lines().next(),
        Some("acme-logs fails: Buckets keep every public-access block switched on.")
    );
    assert!(message.contains("app/tests/config/buckets.rs:12:5: assertion failed"), "{message}");
    assert!(message.contains("acme-logs: public_access_block: {\"BlockPublic"), "{message}");
}

#[test]
fn a_rule_is_documented_and_has_a_score() {
    let (run, _) = written(&sample::results());
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 3);
    assert_eq!(rules[0]["properties"]["security-severity"], "8.0");
    assert_eq!(
        rules[0]["properties"]["tags"],
        json!(["security", "configuration", "CIS AWS 5.0: 2.1.4", "FSBP: S3.8", "AWS::S3::Bucket"])
    );
    let help = rules[0]["help"]["markdown"].as_str().unwrap();
    assert!(help.contains("## Remediation\n\n`aws s3api put-public"), "{help}");
    assert_eq!(rules[2]["defaultConfiguration"], json!({ "enabled": false, "level": "error" }));
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert_ne!(rule[text]["text"].as_str().unwrap(), "", "GitHub takes no empty one");
        }
    }
}

#[test]
fn rules_of_two_suites_have_two_names() {
    let mut results = sample::results();
    let mut other = results.suites[0].clone();
    other.name = "web::config".to_owned();
    other.checks.truncate(1);
    results.suites.push(other);
    let (run, _) = written(&results);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap().iter();
    let ids: Vec<_> = rules.map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "app::config::buckets::block_public_access",
            "groups::keep_ports_private",
            "vpcs::log_flows",
            "web::config::buckets::block_public_access",
        ]
    );
}

#[test]
fn what_is_not_all_is_no_success() {
    let (run, _) = written(&sample::with_gaps());
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["exitCode"], 2);
    let said = invocation["toolExecutionNotifications"].as_array().unwrap();
    let said: Vec<_> = said.iter().map(|it| it["message"]["text"].as_str().unwrap()).collect();
    assert_eq!(
        said,
        [
            "3 cases of buckets::block_public_access in app::config have no finding: a process was \
             killed or crashed",
            "1 of 2 checks of app::config were not selected",
            "1 of 7 findings are unknown",
            "left out of the results: 1 waived, 1 baselined, 1 below-threshold; GitHub would show them \
             as open alerts, as severe as their rule",
        ]
    );

    let mut clean = sample::results();
    clean.findings.retain(|finding| !finding.breaks);
    let (run, _) = written(&clean);
    let invocation = &run["invocations"][0];
    assert_eq!(
        (&invocation["executionSuccessful"], &invocation["exitCode"]),
        (&json!(true), &json!(0))
    );
    let said = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(said.len(), 1, "of what is accepted: {said:?}");

    let (run, _) = written(&Results::default());
    assert_eq!(run["invocations"][0]["executionSuccessful"], false, "nothing was judged");
}

#[test]
fn the_worst_are_kept() {
    let mut results = many(limits::RESULTS + 7);
    // The last seven do not break the build, and the first of a check that matters less does.
    let last = results.findings.len() - 7;
    for finding in &mut results.findings[last..] {
        finding.breaks = false;
    }
    let ports = results.suites[0].checks[1].path.clone();
    let low = sample::failing(sample::finding(&ports, "low", Status::Fail));
    results.findings.push(low);
    results.suites[0].checks[2].severity = Severity::Critical;
    let flows = results.suites[0].checks[2].path.clone();
    let critical = sample::failing(sample::finding(&flows, "critical", Status::Fail));
    results.findings.push(critical);
    let (run, notes) = written(&results);
    let note = "9 of 5009 findings that do not pass are left out, those that matter least: GitHub \
                keeps 5000 results";
    assert_eq!(notes, [note]);
    let names = by_resource(&run);
    assert_eq!(names.len(), limits::RESULTS);
    assert_eq!(names.last().unwrap().0, "critical");
    assert_eq!(names[4_998].0, "bucket-004998", "in the order of the checks");
    let said = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert!(said.iter().any(|said| said["message"]["text"] == note));
}

#[test]
fn tags_are_no_more_than_github_takes() {
    let mut results = sample::results();
    results.suites[0].checks[0].controls = (0..30).map(|control| format!("C: {control}")).collect();
    let (run, notes) = written(&results);
    let tags = run["tool"]["driver"]["rules"][0]["properties"]["tags"].as_array().unwrap();
    assert_eq!(tags.len(), limits::TAGS);
    assert_eq!(notes, ["controls of 1 checks are left out: GitHub takes 20 tags of a rule"]);
}

#[test]
fn hostile_texts_are_inert_and_no_longer_than_they_may() {
    let mut results = sample::hostile();
    let all: String = (0..200).map(|_| "\u{1b}[2J\u{202e}\"\\").collect();
    let add = |finding: &mut FindingRecord| finding.test = all.clone();
    results.findings.iter_mut().for_each(add);
    let (run, _) = written(&results);
    assert!(!acts(&run));
    let length = run.to_string().len();
    assert!(length < 100_000, "{length}");
}

#[test]
fn the_same_results_are_the_same_bytes() {
    let bytes = || {
        let mut bytes = Vec::new();
        super::write(&sample::with_gaps(), &mut bytes).unwrap();
        bytes
    };
    assert_eq!(bytes(), bytes());
}
