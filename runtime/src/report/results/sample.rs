//! Results for the tests of the formats: one finding of each status, and hostile ones.

use super::super::record::{
    BaselineRecord, CheckRecord, FailureRecord, FindingRecord, RECORD_FORMAT, ReadRecord,
    ResourceRecord, SubjectRecord, SuiteRecord, UnknownRecord, WaiverRecord,
};
use super::{Gap, Results};
use crate::gate::Status;
use crate::run::Verdict;
use crate::settings::Severity;

const ACCOUNT: &str = "111122223333";

/// One finding of each status over two checks of a suite, and a check that did not run.
pub(in crate::report) fn results() -> Results {
    let blocks = "buckets::block_public_access";
    let ports = "groups::keep_ports_private";
    let checks = vec![
        CheckRecord {
            path: blocks.to_owned(),
            title: "Buckets keep every public-access block switched on.".to_owned(),
            description: "A block that is off lets a policy or an ACL open the bucket.".to_owned(),
            remediation: "`aws s3api put-public-access-block --bucket NAME ...`".to_owned(),
            severity: Severity::High,
            controls: vec!["CIS AWS 5.0: 2.1.4".to_owned(), "FSBP: S3.8".to_owned()],
            file: "app/tests/config/buckets.rs".to_owned(),
            line: 9,
            kind: Some("AWS::S3::Bucket".to_owned()),
            ignored: None,
        },
        CheckRecord {
            path: ports.to_owned(),
            title: "Ports of administration are not open to the internet.".to_owned(),
            description: String::new(),
            remediation: String::new(),
            severity: Severity::Low,
            controls: Vec::new(),
            file: "app/tests/config/groups.rs".to_owned(),
            line: 21,
            kind: Some("AWS::EC2::SecurityGroup".to_owned()),
            ignored: None,
        },
        CheckRecord {
            path: "vpcs::log_flows".to_owned(),
            title: String::new(),
            description: String::new(),
            remediation: String::new(),
            severity: Severity::Critical,
            controls: Vec::new(),
            file: "app/tests/config/vpcs.rs".to_owned(),
            line: 5,
            kind: Some("AWS::EC2::VPC".to_owned()),
            ignored: Some("not yet agreed".to_owned()),
        },
    ];
    let waiver = WaiverRecord {
        reason: "the public website".to_owned(),
        owner: Some("web".to_owned()),
        ticket: Some("WEB-12".to_owned()),
        expires: "2027-03-31".to_owned(),
        expired: false,
        place: "configtest.toml:12".to_owned(),
    };
    let baseline = BaselineRecord {
        path: "configtest-baseline.json".to_owned(),
        since: "2026-11-01".to_owned(),
    };
    let pass = finding(blocks, "acme-data", Status::Pass);
    let fail = failing(finding(blocks, "acme-logs", Status::Fail));
    let unknown = FindingRecord {
        message: "a fact that the check read is not known".to_owned(),
        unknown: Some(UnknownRecord {
            reason: "access denied".to_owned(),
            operation: "s3:GetPublicAccessBlock".to_owned(),
            code: Some("AccessDenied".to_owned()),
            iam_action: Some("s3:GetBucketPublicAccessBlock".to_owned()),
            message: "s3:GetPublicAccessBlock: AccessDenied: Access Denied".to_owned(),
        }),
        ..finding(blocks, "acme-secret", Status::Unknown)
    };
    let waived = FindingRecord {
        waiver: Some(waiver),
        ..failing(finding(blocks, "acme-website", Status::Waived))
    };
    let baselined = FindingRecord {
        baseline: Some(baseline),
        ..failing(finding(blocks, "acme-old", Status::Baselined))
    };
    let below = FindingRecord {
        values: Some("port=22".to_owned()),
        test: format!("{ports}::port=22::sg-0123"),
        kind: Some("AWS::EC2::SecurityGroup".to_owned()),
        resource: Some(ResourceRecord {
            id: "sg-0123".to_owned(),
            arn: format!("arn:aws:ec2:eu-west-1:{ACCOUNT}:security-group/sg-0123"),
            name: Some("bastion".to_owned()),
            account: ACCOUNT.to_owned(),
            region: Some("eu-west-1".to_owned()),
        }),
        ..failing(finding(ports, "sg-0123", Status::BelowThreshold))
    };
    let nothing = FindingRecord {
        subject: SubjectRecord::Nothing,
        resource: None,
        test: ports.to_owned(),
        message: "there is no security group to look at".to_owned(),
        ..finding(ports, "", Status::NoResource)
    };
    let mut results = Results {
        suites: vec![SuiteRecord {
            format_version: RECORD_FORMAT,
            name: "app::config".to_owned(),
            configtest: "0.1.0".to_owned(),
            source: "live".to_owned(),
            checks,
        }],
        findings: vec![pass, fail, unknown, waived, baselined, below, nothing],
        began: "2026-11-24T15:00:00.000000001Z".to_owned(),
        ended: "2026-11-24T15:00:02.000000000Z".to_owned(),
        ..Results::default()
    };
    results.findings.sort_by(|left, right| {
        (&left.suite, &left.check, &left.test).cmp(&(&right.suite, &right.check, &right.test))
    });
    results
}

/// The same with a crashed process, and only a part of the suite.
pub(in crate::report) fn with_gaps() -> Results {
    Results {
        gaps: vec![Gap {
            suite: "app::config".to_owned(),
            check: "buckets::block_public_access".to_owned(),
            missing: 3,
        }],
        partial: vec!["1 of 2 checks of app::config were not selected".to_owned()],
        ..results()
    }
}

/// Findings whose texts try to be something else, and one with very long ones. What a record holds
/// went through `inert` and was cut; a format is to cope with what did not.
pub(in crate::report) fn hostile() -> Results {
    let mut results = results();
    let texts = [
        "]]> <![CDATA[ & < > \" '",
        "</script><script>alert(1)</script>",
        "\u{1b}[31mred\u{1b}[0m \u{0}\u{8}\u{9b}",
        "::set-output name=x::y\n::error file=a::b%0A\r\n##[command]rm",
        "\u{202e}txt.exe\u{2066} \u{200f}",
        "| a | b |\n|---|\n[x](javascript:alert(1)) ![x](http://x) <img src=x onerror=alert(1)>",
        "`code` ``` fence\n```\n# heading\n- item * _x_ ~x~ @someone #1",
        "{{7*7}} ${7*7} %s %n",
    ];
    let check = results.findings[0].check.clone();
    results.findings.clear();
    for (position, text) in texts.iter().enumerate() {
        let mut finding = failing(finding(&check, &format!("{position}{text}"), Status::Fail));
        finding.message = (*text).to_owned();
        if let Some(resource) = &mut finding.resource {
            resource.name = Some((*text).to_owned());
        }
        for read in &mut finding.reads {
            read.value =
                serde_json::json!({ "Tags": [{ "Key": text, "Value": text }] }).to_string();
        }
        results.findings.push(finding);
    }
    let mut long = failing(finding(&check, "9long", Status::Fail));
    long.message = "long ".repeat(2_000_000);
    results.findings.push(long);
    results
}

/// A finding of a bucket.
pub(in crate::report) fn finding(check: &str, bucket: &str, status: Status) -> FindingRecord {
    let verdict = match status {
        Status::Pass => Verdict::Pass,
        Status::Unknown => Verdict::Unknown,
        Status::NoResource => Verdict::NoResource,
        Status::Fail | Status::Waived | Status::Baselined | Status::BelowThreshold => Verdict::Fail,
    };
    FindingRecord {
        fingerprint: fingerprint(check, bucket),
        suite: "app::config".to_owned(),
        check: check.to_owned(),
        test: format!("{check}::{bucket}"),
        values: None,
        kind: Some("AWS::S3::Bucket".to_owned()),
        subject: SubjectRecord::Resource,
        resource: Some(ResourceRecord {
            id: bucket.to_owned(),
            arn: format!("arn:aws:s3:::{bucket}"),
            name: None,
            account: ACCOUNT.to_owned(),
            region: Some("eu-west-1".to_owned()),
        }),
        accounts: Vec::new(),
        place: None,
        verdict,
        status,
        breaks: matches!(status, Status::Fail | Status::Unknown | Status::NoResource),
        message: String::new(),
        location: None,
        failures: Vec::new(),
        unknown: None,
        reads: Vec::new(),
        reads_omitted: 0,
        digest: String::new(),
        settled: None,
        waiver: None,
        baseline: None,
        stale: Vec::new(),
    }
}

/// A failure of all buckets together, read in these accounts.
pub(in crate::report) fn over(accounts: &[&str]) -> FindingRecord {
    let check = "buckets::block_public_access";
    FindingRecord {
        subject: SubjectRecord::All,
        resource: None,
        test: check.to_owned(),
        accounts: accounts.iter().map(|account| (*account).to_owned()).collect(),
        ..failing(finding(check, "", Status::Fail))
    }
}

/// The same as it looks where the check does not pass.
pub(in crate::report) fn failing(finding: FindingRecord) -> FindingRecord {
    let id = finding.resource.as_ref().map(|resource| resource.id.clone()).unwrap_or_default();
    FindingRecord {
        message: "assertion failed: block.blocks_everything()".to_owned(),
        location: Some("app/tests/config/buckets.rs:12:5".to_owned()),
        failures: vec![FailureRecord {
            location: "app/tests/config/buckets.rs:11:5".to_owned(),
            message: "!block.is_empty(): it is empty\n  block = {}".to_owned(),
        }],
        reads: vec![ReadRecord {
            resource: id,
            attribute: "public_access_block".to_owned(),
            value: r#"{"BlockPublicAcls":true,"BlockPublicPolicy":false}"#.to_owned(),
            provenance: "s3:GetPublicAccessBlock at 2026-11-24T10:33:11Z".to_owned(),
        }],
        digest: "0f".repeat(16),
        ..finding
    }
}

fn fingerprint(check: &str, bucket: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("{check}\0{bucket}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
