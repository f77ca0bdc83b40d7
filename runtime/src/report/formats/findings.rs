//! Every finding as a line of JSON (<https://jsonlines.org>), for programs: by `findings.schema.json`
//! beside this file, which `FINDINGS_SCHEMA` holds.
//!
//! The first line is of the type `Run`: when it was, what it comes to, of which suites it is, what is
//! missing from it, and how many findings follow, so that a file that was cut off can be told. Every
//! other line is of the type `Finding` and complete in itself: it holds the finding and its check.
//!
//! Members may be added; what is there keeps its meaning while `FormatVersion` is 1. What there is
//! nothing to say of is left out. There is no limit and nothing is cut.

use std::io::{self, Write};

use serde::Serialize;

use super::super::record::{CheckRecord, FindingRecord};
use super::super::results::{CheckResults, Results};
use super::inert_json::push_json;
use crate::gate::Conclusion;
use crate::settings::Severity;

/// The JSON schema of a line, draft 2020-12.
pub const FINDINGS_SCHEMA: &str = include_str!("findings.schema.json");

/// The version of the format.
const FORMAT_VERSION: u32 = 1;

pub(super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut line = Vec::new();
    write_line(&Run::of(results), &mut line, out)?;
    for of in results.checks() {
        let file = results.file_of(of.check);
        for finding in of.findings {
            write_line(&Finding::of(&of, &file, finding), &mut line, out)?;
        }
    }
    Ok(Vec::new())
}

/// Through a buffer, which is faster than many small writes.
fn write_line<T: Serialize>(value: &T, line: &mut Vec<u8>, out: &mut dyn Write) -> io::Result<()> {
    line.clear();
    push_json(line, value)?;
    line.push(b'\n');
    out.write_all(line)
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Run<'a> {
    format_version: u32,
    r#type: &'static str,
    began: &'a str,
    ended: &'a str,
    conclusion: Conclusion,
    /// How many lines of findings follow.
    findings: usize,
    suites: Vec<Suite<'a>>,
    /// Why the findings are not those of the whole suites.
    partial: &'a [String],
    gaps: Vec<Gap<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Suite<'a> {
    name: &'a str,
    source: &'a str,
    configtest: &'a str,
    /// How many checks it has.
    checks: usize,
    /// Those without a finding.
    not_run: Vec<NotRun<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NotRun<'a> {
    check: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Gap<'a> {
    suite: &'a str,
    check: &'a str,
    missing: usize,
}

impl<'a> Run<'a> {
    fn of(results: &'a Results) -> Self {
        let mut suites: Vec<Suite<'a>> = Vec::with_capacity(results.suites.len());
        for suite in &results.suites {
            suites.push(Suite {
                name: &suite.name,
                source: &suite.source,
                configtest: &suite.configtest,
                checks: suite.checks.len(),
                not_run: Vec::new(),
            });
        }
        let mut findings = 0;
        for of in results.checks() {
            findings += of.findings.len();
            if of.findings.is_empty()
                && let Some(suite) = suites.iter_mut().find(|suite| suite.name == of.suite.name)
            {
                let ignored = of.check.ignored.as_deref();
                suite.not_run.push(NotRun { check: &of.check.path, ignored });
            }
        }
        let gaps = results.gaps.iter();
        Self {
            format_version: FORMAT_VERSION,
            r#type: "Run",
            began: &results.began,
            ended: &results.ended,
            conclusion: results.conclusion(),
            findings,
            suites,
            partial: &results.partial,
            gaps: gaps
                .map(|gap| Gap { suite: &gap.suite, check: &gap.check, missing: gap.missing })
                .collect(),
        }
    }
}

/// The finding with what is worth knowing of its check.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Finding<'a> {
    format_version: u32,
    r#type: &'static str,
    source: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    remediation: &'a str,
    severity: Severity,
    controls: &'a [String],
    file: &'a str,
    line: u32,
    #[serde(flatten)]
    finding: &'a FindingRecord,
}

impl<'a> Finding<'a> {
    fn of(of: &CheckResults<'a>, file: &'a str, finding: &'a FindingRecord) -> Self {
        let CheckRecord { title: _, description, remediation, severity, controls, line, .. } =
            of.check;
        Self {
            format_version: FORMAT_VERSION,
            r#type: "Finding",
            source: &of.suite.source,
            title: match of.check.title.as_str() {
                "" => &of.check.path,
                title => title,
            },
            description,
            remediation,
            severity: *severity,
            controls,
            file,
            line: *line,
            finding,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::super::results::sample;
    use super::super::validators;
    use super::*;
    use crate::resource::is_active;

    fn written(results: &Results) -> String {
        let mut bytes = Vec::new();
        assert!(write(results, &mut bytes).unwrap().is_empty());
        String::from_utf8(bytes).unwrap()
    }

    fn lines(results: &Results) -> Vec<Value> {
        written(results).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn the_first_line_tells_of_the_run() {
        let lines = lines(&sample::with_gaps());
        let expected = json!({
            "FormatVersion": 1,
            "Type": "Run",
            "Began": "2026-11-24T15:00:00.000000001Z",
            "Ended": "2026-11-24T15:00:02.000000000Z",
            "Conclusion": "could-not-judge",
            "Findings": 7,
            "Suites": [{
                "Name": "app::config",
                "Source": "live",
                "Configtest": "0.1.0",
                "Checks": 3,
                "NotRun": [{ "Check": "vpcs::log_flows", "Ignored": "not yet agreed" }],
            }],
            "Partial": ["1 of 2 checks of app::config were not selected"],
            "Gaps": [{
                "Suite": "app::config",
                "Check": "buckets::block_public_access",
                "Missing": 3,
            }],
        });
        assert_eq!(lines[0], expected);
        assert_eq!(lines.len(), 8);
    }

    #[test]
    fn a_line_is_complete_in_itself() {
        let lines = lines(&sample::results());
        let waived = lines.iter().find(|line| line["Status"] == "waived").unwrap();
        let of = |member: &str| waived[member].clone();
        assert_eq!(of("FormatVersion"), 1);
        assert_eq!(of("Type"), "Finding");
        assert_eq!(of("Check"), "buckets::block_public_access");
        assert_eq!(of("Title"), "Buckets keep every public-access block switched on.");
        assert_eq!(of("Severity"), "high");
        assert_eq!(of("Controls"), json!(["CIS AWS 5.0: 2.1.4", "FSBP: S3.8"]));
        assert_eq!((of("File"), of("Line")), (json!("app/tests/config/buckets.rs"), json!(9)));
        assert_eq!(of("Source"), "live");
        assert_eq!(of("Resource")["Arn"], "arn:aws:s3:::acme-website");
        assert_eq!(of("Waiver")["Expires"], "2027-03-31");
        assert_eq!(of("Breaks"), false);
    }

    #[test]
    fn a_hostile_text_acts_on_nobody_and_reads_back_as_it_was() {
        let results = sample::hostile();
        let written = written(&results);
        assert!(!written.contains(|c: char| c != '\n' && is_active(c)));
        assert_eq!(written.lines().count(), results.findings.len() + 1);
        let mut back = written.lines().skip(1).map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            serde_json::from_value::<FindingRecord>(value).unwrap()
        });
        assert!(results.findings.iter().all(|finding| Some(finding) == back.next().as_ref()));
    }

    #[test]
    fn the_schema_names_every_member() {
        let schema: Value = serde_json::from_str(FINDINGS_SCHEMA).unwrap();
        for line in lines(&sample::with_gaps()) {
            let definition = &schema["$defs"][line["Type"].as_str().unwrap()];
            for member in line.as_object().unwrap().keys() {
                let described = &definition["properties"][member]["description"];
                assert!(described.is_string(), "{member} is not described");
            }
        }
    }

    #[test]
    fn lines_are_by_the_schema() {
        let script = r#"
import json, sys
from jsonschema import Draft202012Validator as Validator
schema = json.load(open(sys.argv[1]))
Validator.check_schema(schema)
validator = Validator(schema)
for number, line in enumerate(open(sys.argv[2], encoding="utf-8"), 1):
    for error in validator.iter_errors(json.loads(line)):
        print(f"line {number}: {error.json_path}: {error.message[:500]}")
"#;
        let python = validators::python("jsonschema==4.26.0\n", "jsonschema");
        let check = |text: &str| {
            let schema = validators::file("findings.schema.json", FINDINGS_SCHEMA.as_bytes());
            let lines = validators::file("findings.ndjson", text.as_bytes());
            validators::script(&python, script, &[schema.path(), lines.path()])
        };
        for results in [sample::results(), sample::with_gaps(), sample::hostile()] {
            assert_eq!(check(&written(&results)), "");
        }
        let text = written(&sample::results());
        let wrong = [
            (r#""Status":"fail""#, r#""Status":"failed""#),
            (r#""Type":"Run","#, ""),
            (r#""Severity":"high""#, r#""Severity":null"#),
            (r#""Fingerprint":""#, r#""Fingerprint":"x"#),
            (r#""FormatVersion":1"#, r#""FormatVersion":2"#),
        ];
        for (right, wrong) in wrong {
            assert!(text.contains(right), "{right}");
            assert_ne!(check(&text.replacen(right, wrong, 1)), "", "{wrong}");
        }
    }
}
