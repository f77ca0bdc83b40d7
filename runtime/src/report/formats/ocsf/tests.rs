//! What a report in OCSF says.

use serde_json::{Value, json};

use super::super::super::results::{Results, sample};
use super::super::probe::acts;
use crate::gate::Status;
use crate::run::Verdict;

fn written(results: &Results) -> (Vec<Value>, Vec<String>) {
    let mut bytes = Vec::new();
    let notes = super::write(results, &mut bytes).unwrap();
    (serde_json::from_slice(&bytes).unwrap(), notes)
}

/// By resource: what the check said, and what became of it.
fn statuses(events: &[Value]) -> Vec<(&str, &str, u64, &str, u64)> {
    let of = |event| {
        let status = |of: &Value| of["status_id"].as_u64().unwrap();
        let event: &Value = event;
        let compliance = &event["compliance"];
        let name = event["resources"][0]["name"].as_str().unwrap_or_default();
        let word = compliance["status"].as_str().unwrap();
        (name, word, status(compliance), event["status"].as_str().unwrap(), status(event))
    };
    events.iter().map(of).collect()
}

#[test]
fn each_status_is_told_as_what_it_is() {
    let (events, notes) = written(&sample::results());
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!(
        statuses(&events),
        [
            ("acme-data", "Pass", 1, "Resolved", 4),
            ("acme-logs", "Fail", 3, "New", 1),
            ("acme-old", "Fail", 3, "Suppressed", 3),
            ("acme-secret", "Unknown", 0, "Unknown", 0),
            ("acme-website", "Fail", 3, "Suppressed", 3),
            ("", "no-resource", 99, "New", 1),
            ("bastion", "Fail", 3, "below-threshold", 99),
        ]
    );
    let unknown = &events[3];
    assert_eq!(unknown["status_detail"], "cannot be judged");
    assert_eq!(unknown["unmapped"]["unknown_iam_action"], "s3:GetBucketPublicAccessBlock");
    assert_eq!(events[4]["unmapped"]["waiver_expires"], "2027-03-31");
}

#[test]
fn an_unknown_fact_that_is_waived_is_no_failure() {
    let mut results = sample::results();
    results.findings.retain(|finding| finding.status == Status::Waived);
    results.findings[0].verdict = Verdict::Unknown;
    let (events, _) = written(&results);
    assert_eq!(statuses(&events), [("acme-website", "Unknown", 0, "Suppressed", 3)]);
}

#[test]
fn an_event_has_its_resource_its_time_and_its_evidence() {
    let (events, _) = written(&sample::results());
    let event = &events[1];
    assert_eq!((&event["class_uid"], &event["type_uid"]), (&json!(2003), &json!(200_301)));
    assert_eq!(event["time"], 1_795_532_400_000_u64);
    assert_eq!(event["metadata"]["version"], "1.5.0");
    assert_eq!(
        event["cloud"],
        json!({
            "provider": "AWS",
            "account": { "uid": "111122223333", "type_id": 10, "type": "AWS Account" },
            "region": "eu-west-1",
        })
    );
    assert_eq!(event["resources"][0]["uid"], "arn:aws:s3:::acme-logs");
    assert_eq!(event["compliance"]["standards"], json!(["CIS AWS 5.0", "FSBP"]));
    assert_eq!(event["compliance"]["requirements"], json!(["CIS AWS 5.0: 2.1.4", "FSBP: S3.8"]));
    assert_eq!(event["evidences"][0]["name"], "public_access_block");
    assert_eq!(event["severity_id"], 4);
}

#[test]
fn a_finding_of_no_resource_names_its_accounts() {
    let mut results = sample::results();
    results.findings = vec![sample::over(&["1"]), sample::over(&["1", "2"])];
    let (events, _) = written(&results);
    assert_eq!(events[0]["cloud"]["account"]["uid"], "1");
    assert_eq!(events[1]["cloud"]["account"], Value::Null);
    assert_eq!(events[1]["unmapped"]["accounts"], "1, 2");
}

#[test]
fn a_gap_is_an_event() {
    let results = sample::with_gaps();
    let (events, _) = written(&results);
    let missing = &events[results.findings.len()..];
    assert_eq!(
        statuses(missing),
        [("", "Unknown", 0, "Unknown", 0), ("", "Unknown", 0, "Unknown", 0)]
    );
    assert_eq!(
        missing[0]["message"],
        "3 cases of buckets::block_public_access in app::config have no finding: a process was \
         killed or crashed"
    );
    assert_eq!(missing[0]["severity_id"], 4, "as the check's");
    assert_eq!(missing[1]["message"], "1 of 2 checks of app::config were not selected");
    let uid = &missing[0]["finding_info"]["uid"];
    assert_ne!(uid, &missing[1]["finding_info"]["uid"]);
    assert_eq!(missing[0]["cloud"]["account"], Value::Null, "nobody knows of which it would be");
    let mut more = sample::with_gaps();
    more.gaps[0].missing += 1;
    let (events, _) = written(&more);
    assert_eq!(uid, &events[more.findings.len()]["finding_info"]["uid"]);
}

#[test]
fn hostile_texts_are_inert_and_cut() {
    let (events, notes) = written(&sample::hostile());
    assert_eq!(notes, ["texts of 1 findings are cut at 4000 bytes"]);
    let events = Value::Array(events);
    assert!(!acts(&events));
    let length = events.to_string().len();
    assert!(length < 100_000, "{length}");
}

#[test]
fn nothing_is_an_empty_array() {
    assert_eq!(written(&Results::default()), (Vec::new(), Vec::new()));
}
