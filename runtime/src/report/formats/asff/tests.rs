//! What a report for Security Hub says.

use serde_json::{Value, json};

use super::super::super::record::{ReadRecord, SubjectRecord};
use super::super::super::results::{Results, sample};
use super::super::probe::{acts, many};
use super::finding::NO_ACCOUNT;
use crate::gate::Status;
use crate::resource::KINDS;
use crate::run::Verdict;

fn written(results: &Results) -> (Vec<Vec<Value>>, Vec<String>) {
    let mut bytes = Vec::new();
    let notes = super::write(results, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    (text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), notes)
}

/// By id of resource: what the check said, what became of it.
fn statuses(findings: &[Value]) -> Vec<(&str, &str, &str, &str)> {
    let of = |finding| {
        let finding: &Value = finding;
        (
            finding["Resources"][0]["Id"].as_str().unwrap(),
            finding["Compliance"]["Status"].as_str().unwrap(),
            finding["Workflow"]["Status"].as_str().unwrap(),
            finding["Severity"]["Label"].as_str().unwrap(),
        )
    };
    findings.iter().map(of).collect()
}

#[test]
fn each_status_is_told_as_what_it_is() {
    let (batches, notes) = written(&sample::results());
    assert!(notes.is_empty(), "{notes:?}");
    let [regional, global] = &batches[..] else { panic!("{batches:?}") };
    assert_eq!(
        statuses(regional),
        [
            ("arn:aws:s3:::acme-data", "PASSED", "RESOLVED", "INFORMATIONAL"),
            ("arn:aws:s3:::acme-logs", "FAILED", "NEW", "HIGH"),
            ("arn:aws:s3:::acme-old", "FAILED", "NOTIFIED", "HIGH"),
            ("arn:aws:s3:::acme-secret", "NOT_AVAILABLE", "NEW", "HIGH"),
            ("arn:aws:s3:::acme-website", "FAILED", "SUPPRESSED", "HIGH"),
            ("arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123", "FAILED", "NEW", "LOW"),
        ]
    );
    assert_eq!(
        statuses(global),
        [
            ("configtest/app::config/run", "PASSED", "RESOLVED", "INFORMATIONAL"),
            ("configtest/app::config/groups::keep_ports_private", "NOT_AVAILABLE", "NEW", "LOW"),
        ]
    );
    let fields = &regional[4]["ProductFields"];
    assert_eq!(fields["configtest/status"], "waived");
    assert_eq!(fields["configtest/waiver/reason"], "the public website");
    assert_eq!(regional[5]["ProductFields"]["configtest/status"], "below-threshold");
}

#[test]
fn an_unknown_fact_that_is_waived_is_no_failure() {
    let mut results = sample::results();
    results.findings.retain(|finding| finding.status == Status::Waived);
    results.findings[0].verdict = Verdict::Unknown;
    let (batches, _) = written(&results);
    assert_eq!(
        statuses(&batches[0]),
        [("arn:aws:s3:::acme-website", "NOT_AVAILABLE", "SUPPRESSED", "HIGH")]
    );
}

#[test]
fn a_finding_is_of_its_account_and_region() {
    let (batches, _) = written(&sample::results());
    let finding = &batches[0][1];
    assert_eq!(
        finding["ProductArn"],
        "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default"
    );
    assert_eq!(
        finding["Resources"],
        json!([{
            "Type": "AwsS3Bucket",
            "Id": "arn:aws:s3:::acme-logs",
            "Partition": "aws",
            "Region": "eu-west-1",
        }])
    );
    assert_eq!(finding["UpdatedAt"], "2026-11-24T15:00:00.000000001Z");
    assert_eq!(
        finding["Title"],
        "acme-logs fails: Buckets keep every public-access block switched on."
    );
}

#[test]
fn a_batch_is_of_one_account_and_region_and_of_a_hundred() {
    let (batches, _) = written(&many(450));
    let of = |batch: &Vec<Value>| {
        let place =
            |finding: &Value| (finding["AwsAccountId"].to_string(), finding["Region"].to_string());
        assert!(batch.iter().all(|finding| place(finding) == place(&batch[0])));
        (place(&batch[0]).1, batch.len())
    };
    let sizes: Vec<_> = batches.iter().map(of).collect();
    let eu = "\"eu-west-1\"".to_owned();
    let home = "\"us-east-1\"".to_owned();
    assert_eq!(
        sizes,
        [
            (eu.clone(), 100),
            (eu.clone(), 100),
            (eu, 100),
            (home.clone(), 1),
            (home.clone(), 100),
            (home, 51)
        ],
        "the run itself is of both accounts"
    );
}

#[test]
fn what_is_not_all_has_no_run_that_passes() {
    let (batches, _) = written(&sample::with_gaps());
    let run = &batches[1][0];
    assert_eq!(run["Compliance"]["Status"], "NOT_AVAILABLE");
    assert_eq!(
        run["Description"],
        "3 cases of buckets::block_public_access in app::config have no finding: a process was \
         killed or crashed\n1 of 2 checks of app::config were not selected"
    );
    let nothing = Results { findings: Vec::new(), ..sample::results() };
    let (batches, _) = written(&nothing);
    assert_eq!(batches[0][0]["Compliance"]["Status"], "NOT_AVAILABLE");
    assert_eq!(batches[0][0]["Description"], "nothing was judged");
}

#[test]
fn resources_that_could_not_be_listed_are_of_their_place() {
    let mut results = sample::results();
    // The other one is of another account.
    results.findings.retain(|of| matches!(of.status, Status::Unknown | Status::Pass));
    let finding = &mut results.findings[1];
    finding.subject = SubjectRecord::Unlisted;
    finding.resource = None;
    finding.place = Some("444455556666/all-regions".to_owned());
    let (batches, _) = written(&results);
    let all = batches.concat();
    let finding = all.iter().find(|of| of["Severity"]["Label"] == "HIGH").unwrap();
    assert_eq!(finding["AwsAccountId"], "444455556666");
    assert_eq!(finding["Region"], "us-east-1");

    results.findings.remove(0);
    results.findings[0].place = None;
    let (batches, notes) = written(&results);
    assert_eq!(batches[0][0]["AwsAccountId"], NO_ACCOUNT);
    assert_eq!(notes, ["1 findings are of no account, and Security Hub will not take them"]);
}

#[test]
fn what_was_read_in_several_accounts_is_of_the_first_and_names_all() {
    let mut results = sample::results();
    let over = sample::over(&["222233334444", "444455556666"]);
    results.findings.insert(0, over);
    let (batches, notes) = written(&results);
    assert!(notes.is_empty(), "{notes:?}");
    let all = batches.concat();
    let finding = all
        .iter()
        .find(|of| of["AwsAccountId"] == "222233334444" && of["Severity"]["Label"] == "HIGH")
        .unwrap();
    assert_eq!(finding["ProductFields"]["configtest/accounts"], "222233334444, 444455556666");
    let runs = all.iter().filter(|of| of["Id"].as_str().unwrap().contains("/run/"));
    assert_eq!(runs.count(), 3, "one of the run in each account");
}

#[test]
fn long_texts_are_cut_and_that_is_said() {
    let mut results = sample::hostile();
    let read = ReadRecord {
        resource: "r\u{1b}".repeat(500),
        attribute: "a".repeat(500),
        value: "\"".repeat(3_000),
        provenance: "p".repeat(3_000),
    };
    results.findings[0].reads = vec![read; 60];
    results.suites[0].checks[0].remediation = "mend ".repeat(200);
    results.suites[0].checks[0].controls = (0..40).map(|control| format!("C: {control}")).collect();
    let (batches, notes) = written(&results);
    assert_eq!(notes, ["9 findings are shortened to what Security Hub takes"]);
    let batch = &batches[0];
    assert!(!batch.iter().any(acts));
    assert_eq!(batch[0]["ProductFields"].as_object().unwrap().len(), 50);
    assert_eq!(batch[0]["Compliance"]["RelatedRequirements"].as_array().unwrap().len(), 32);
    let longest = batch.iter().map(|finding| finding.to_string().len()).max().unwrap();
    assert!(longest < 240_000, "{longest}");
}

#[test]
fn kinds_of_security_hub_are_kinds() {
    for (kind, _) in super::kinds::TYPES {
        assert!(KINDS.iter().any(|known| known.name == kind), "{kind}");
    }
    assert_eq!(super::kinds::type_of(Some("AWS::EC2::FlowLog")), "Other");
    assert_eq!(super::kinds::type_of(None), "Other");
}

#[test]
fn what_is_of_no_resource_is_of_the_partition_of_its_account() {
    let places = |results: &Results| {
        let (batches, _) = written(results);
        let all = batches.concat().into_iter().map(|finding| {
            let of = |value: &Value| value.as_str().unwrap().to_owned();
            let arn = of(&finding["ProductArn"]);
            assert_eq!(arn.split(':').nth(3), finding["Region"].as_str());
            let partition = of(&finding["Resources"][0]["Partition"]);
            assert_eq!(arn.split(':').nth(1), Some(partition.as_str()), "{finding}");
            (of(&finding["AwsAccountId"]), of(&finding["Region"]), partition)
        });
        all.collect::<std::collections::BTreeSet<_>>()
    };
    let place = |account: &str, region: &str, partition: &str| {
        (account.to_owned(), region.to_owned(), partition.to_owned())
    };
    // Of two accounts the second is of another partition.
    let mut results = sample::results();
    results.findings.truncate(2);
    let resource = results.findings[1].resource.as_mut().unwrap();
    resource.arn = "arn:aws-us-gov:s3:::acme-logs".to_owned();
    resource.region = Some("us-gov-east-1".to_owned());
    resource.account = "999999999999".to_owned();
    results.findings.push(sample::over(&["999999999999"]));
    let both = [
        place("111122223333", "eu-west-1", "aws"),
        place("111122223333", "us-east-1", "aws"),
        place("999999999999", "us-gov-east-1", "aws-us-gov"),
        place("999999999999", "us-gov-west-1", "aws-us-gov"),
    ];
    assert_eq!(places(&results), both.into());

    // What could not be listed is of its region, and nothing else tells the partition.
    let mut unlisted = sample::over(&[]);
    unlisted.subject = SubjectRecord::Unlisted;
    unlisted.place = Some("444455556666/cn-northwest-1".to_owned());
    let of_no_account = sample::over(&[]);
    let results = Results { findings: vec![unlisted, of_no_account], ..sample::results() };
    let china = |region| place("444455556666", region, "aws-cn");
    assert_eq!(places(&results), [china("cn-north-1"), china("cn-northwest-1")].into());

    // A finding of another account, of which nothing tells more.
    let mut results = results;
    results.findings[1] = sample::over(&["777788889999"]);
    let other = place("777788889999", "cn-north-1", "aws-cn");
    assert_eq!(places(&results), [china("cn-north-1"), china("cn-northwest-1"), other].into());

    // Of a suite without a finding.
    results.findings.clear();
    assert_eq!(places(&results), [place(NO_ACCOUNT, "us-east-1", "aws")].into());
}
