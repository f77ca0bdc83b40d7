//! JUnit as a reader sees it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::super::results::{Results, sample};
use super::super::validators;
use super::suite::write_within;
use super::write;
use crate::gate::Status;
use crate::resource::is_active;
use crate::settings::Severity;

/// An element with its texts.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    within: Vec<Element>,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        let mut all = self.attributes.iter();
        all.find(|(of, _)| of == name).map_or("", |(_, value)| value.as_str())
    }

    fn all(&self, name: &str) -> Vec<&Element> {
        self.within.iter().filter(|element| element.name == name).collect()
    }

    fn number(&self, name: &str) -> usize {
        self.get(name).parse().unwrap()
    }

    fn property(&self, name: &str) -> &str {
        let properties = self.all("properties")[0].all("property");
        let mut of_name = properties.into_iter().filter(|property| property.get("name") == name);
        of_name.next().map_or("", |property| property.get("value"))
    }

    /// The case whose name begins so, with the element that says what became of it.
    fn case(&self, name: &str) -> (&Element, &Element) {
        let cases = self.all("testcase");
        let case = cases.into_iter().find(|case| case.get("name").starts_with(name)).unwrap();
        (case, case.within.first().unwrap_or(case))
    }
}

/// Reads it with a parser, which refuses what is not well formed.
fn parse(xml: &str) -> Element {
    let begun = |start: BytesStart<'_>| Element {
        name: String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = std::str::from_utf8(&attribute.value).unwrap();
                let value = quick_xml::escape::unescape(value).unwrap().into_owned();
                (String::from_utf8(attribute.key.as_ref().to_vec()).unwrap(), value)
            })
            .collect(),
        ..Element::default()
    };
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(begun(start)),
            Event::Empty(start) => open.last_mut().unwrap().within.push(begun(start)),
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().within.push(element);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.decode().unwrap()),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", name.decode().unwrap());
                let text = quick_xml::escape::unescape(&reference).unwrap();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("unexpected {other:?}"),
        }
    }
    let mut document = open.pop().unwrap();
    assert!(open.is_empty());
    document.within.pop().unwrap()
}

fn text_of(results: &Results) -> String {
    let mut bytes = Vec::new();
    assert_eq!(write(results, &mut bytes).unwrap(), Vec::<String>::new());
    String::from_utf8(bytes).unwrap()
}

fn written(results: &Results) -> Element {
    parse(&text_of(results))
}

/// The numbers of a suite: tests, failures, errors, skipped.
fn numbers(suite: &Element) -> [usize; 4] {
    ["tests", "failures", "errors", "skipped"].map(|name| suite.number(name))
}

/// The same counted from the cases.
fn counted(suite: &Element) -> [usize; 4] {
    let cases = suite.all("testcase");
    let with = |name: &str| cases.iter().filter(|case| !case.all(name).is_empty()).count();
    [cases.len(), with("failure"), with("error"), with("skipped")]
}

#[test]
fn a_check_is_a_suite_with_its_properties() {
    let report = written(&sample::results());
    let suites = report.all("testsuite");
    assert_eq!(suites.len(), 3);
    let suite = suites[0];
    assert_eq!(suite.get("name"), "app::config::buckets::block_public_access");
    assert_eq!(suite.get("package"), "app::config");
    assert_eq!(suite.get("timestamp"), "2026-11-24T15:00:00");
    assert_eq!(suite.property("severity"), "high");
    assert_eq!(suite.property("controls"), "CIS AWS 5.0: 2.1.4; FSBP: S3.8");
    assert_eq!(suite.property("place"), "app/tests/config/buckets.rs:9");
    assert_eq!(suite.property("source"), "live");
    let expected: [[usize; 4]; 3] = [[5, 1, 1, 2], [2, 1, 0, 1], [1, 0, 0, 1]];
    for ((position, suite), expected) in suites.iter().enumerate().zip(expected) {
        assert_eq!(numbers(suite), expected, "{}", suite.get("name"));
        assert_eq!(counted(suite), expected, "{}", suite.get("name"));
        assert_eq!(suite.number("id"), position);
    }
}

#[test]
fn each_status_is_shown_as_what_it_is() {
    let report = written(&sample::results());
    let suites = report.all("testsuite");
    let of = |suite: usize, case: &str| {
        let (_, outcome) = suites[suite].case(case);
        (outcome.name.clone(), outcome.get("message").to_owned())
    };
    let expect = |suite, case, element: &str, message: &str| {
        assert_eq!(of(suite, case), (element.to_owned(), message.to_owned()));
    };
    expect(0, "acme-data", "testcase", "");
    expect(0, "acme-logs", "failure", "fail: assertion failed: block.blocks_everything()");
    let unknown = "unknown: s3:GetPublicAccessBlock: AccessDenied: Access Denied";
    expect(0, "acme-secret", "error", unknown);
    let waived = "waived until 2027-03-31: the public website (configtest.toml:12): assertion \
                  failed: block.blocks_everything()";
    expect(0, "acme-website", "skipped", waived);
    let baselined = "baselined since 2026-11-01 (configtest-baseline.json): assertion failed: \
                     block.blocks_everything()";
    expect(0, "acme-old", "skipped", baselined);
    let below = "below-threshold (low): assertion failed: block.blocks_everything()";
    expect(1, "port=22::sg-0123", "skipped", below);
    expect(1, "no resource", "failure", "no-resource: there is no security group to look at");
    expect(2, "the check", "skipped", "ignored: not yet agreed");
    assert_eq!(suites[0].case("acme-logs").1.get("type"), "fail");
}

#[test]
fn an_expired_waiver_is_named() {
    let mut results = sample::results();
    let waived = results.findings.iter_mut().find(|finding| finding.waiver.is_some()).unwrap();
    waived.status = Status::Fail;
    waived.breaks = true;
    waived.waiver.as_mut().unwrap().expired = true;
    let report = written(&results);
    let message = report.all("testsuite")[0].case("acme-website").1.get("message");
    let expected = "fail, the waiver expired on 2027-03-31 (configtest.toml:12): ";
    assert!(message.starts_with(expected), "{message}");
}

#[test]
fn a_failure_says_all_there_is_to_say() {
    let report = written(&sample::results());
    let expected = "\
check       Buckets keep every public-access block switched on.
severity    high
controls    CIS AWS 5.0: 2.1.4; FSBP: S3.8
status      fail
subject     acme-logs
kind        AWS::S3::Bucket
id          acme-logs
arn         arn:aws:s3:::acme-logs
account     111122223333
region      eu-west-1
fingerprint FINGERPRINT

app/tests/config/buckets.rs:11:5
  !block.is_empty(): it is empty
    block = {}

app/tests/config/buckets.rs:12:5
  assertion failed: block.blocks_everything()

read
  acme-logs.public_access_block = {\"BlockPublicAcls\":true,\"BlockPublicPolicy\":false}
    s3:GetPublicAccessBlock at 2026-11-24T10:33:11Z

remediation
  `aws s3api put-public-access-block --bucket NAME ...`
";
    let results = sample::results();
    let mut findings = results.findings.iter();
    let failed = findings.find(|finding| finding.status == Status::Fail).unwrap();
    let expected = expected.replace("FINGERPRINT", &failed.fingerprint);
    assert_eq!(report.all("testsuite")[0].case("acme-logs").1.text, expected);
}

#[test]
fn what_breaks_nothing_is_no_failure_and_unknown_is_not_passed() {
    let mut results = sample::results();
    for finding in &mut results.findings {
        finding.breaks = false;
    }
    let report = written(&results);
    let suites = report.all("testsuite");
    assert_eq!(numbers(suites[0]), [5, 0, 0, 4]);
    assert_eq!(numbers(suites[1]), [2, 0, 0, 1], "an empty kind that may be empty passes");
    let message = suites[0].case("acme-secret").1.get("message");
    assert!(message.starts_with("unknown, which does not break the build: s3:Get"), "{message}");
}

#[test]
fn what_was_not_judged_is_an_error() {
    let mut results = sample::with_gaps();
    results.gaps.push(super::super::super::results::Gap {
        suite: "app::other".to_owned(),
        check: "gone".to_owned(),
        missing: 1,
    });
    let report = written(&results);
    let suites = report.all("testsuite");
    assert_eq!(suites.len(), 4);
    assert_eq!(numbers(suites[0]), [6, 1, 2, 2]);
    assert_eq!(suites[0].case("cases without a finding: 3").1.get("type"), "gap");
    assert_eq!(numbers(suites[3]), [2, 0, 1, 1]);
    let message = suites[3].case("partial results 1").1.get("message");
    assert_eq!(message, "partial results: 1 of 2 checks of app::config were not selected");
    results = sample::results();
    results.findings.clear();
    let report = written(&results);
    assert_eq!(numbers(report.all("testsuite")[3]), [1, 0, 1, 0], "nothing was judged");
}

#[test]
fn no_two_cases_have_the_same_name() {
    let mut results = sample::results();
    let mut twin = results.findings[0].clone();
    twin.fingerprint = "f".repeat(32);
    results.findings.insert(1, twin);
    for long in ["a", "b"] {
        let mut finding = sample::finding("buckets::block_public_access", "z", Status::Pass);
        finding.fingerprint = long.repeat(32);
        finding.test = format!("{}{long}", "x".repeat(400));
        results.findings.insert(6, finding);
    }
    let report = written(&results);
    let cases = report.all("testsuite")[0].all("testcase");
    let mut names: Vec<&str> = cases.iter().map(|case| case.get("name")).collect();
    assert_eq!(names[1], format!("acme-data ({})", "f".repeat(32)));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 8);
}

#[test]
fn hostile_texts_are_inert_and_long_ones_are_cut() {
    let text = text_of(&sample::hostile());
    assert!(!text.contains(|character: char| character != '\n' && is_active(character)));
    assert!(!text.contains("##"), "a command to a CI system");
    assert!(!text.lines().any(|line| line.trim_start().starts_with("::")));
    assert!(text.len() < 100_000, "{}", text.len());
    let report = parse(&text);
    let suite = report.all("testsuite")[0];
    assert_eq!(counted(suite), [9, 9, 0, 0]);
    let message = suite.case("0").1.get("message").to_owned();
    assert_eq!(message, "fail: ]]> <![CDATA[ & < > \" '");
    let details = &suite.case("3").1.text;
    assert!(details.contains("\n  ::set-output name=x::y\n"), "{details}");
}

#[test]
fn what_matters_least_is_left_out_first_and_that_is_said() {
    let mut results = sample::results();
    let check = results.findings[0].check.clone();
    results.findings.clear();
    let cases = [(Status::Pass, 300), (Status::Fail, 40), (Status::Waived, 20)];
    for (status, number) in cases {
        for position in 0..number {
            let mut finding = sample::finding(&check, &format!("{status}-{position:03}"), status);
            if status != Status::Pass {
                finding = sample::failing(finding);
            }
            results.findings.push(finding);
        }
    }
    results.findings.sort_by(|left, right| left.test.cmp(&right.test));
    let within = |limit| {
        let mut bytes = Vec::new();
        let notes = write_within(&results, limit, &mut bytes).unwrap();
        assert!(bytes.len() <= limit, "{} of {limit}", bytes.len());
        (parse(std::str::from_utf8(&bytes).unwrap()), notes)
    };
    let (report, notes) = within(1_000_000);
    assert_eq!(counted(report.all("testsuite")[0]), [360, 40, 0, 20]);
    assert!(notes.is_empty());

    let (report, notes) = within(85_000);
    let suite = report.all("testsuite")[0];
    assert_eq!(counted(suite), [360, 40, 0, 20]);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains(" cases that do not pass have no details, "), "{notes:?}");
    assert!(!suite.case("fail-000").1.text.is_empty());

    let (report, notes) = within(42_000);
    let suite = report.all("testsuite")[0];
    assert_eq!(counted(suite), numbers(suite));
    assert_eq!(counted(suite)[1..], [40, 0, 21], "{notes:?}");
    assert!(notes[1].contains("cases that passed are left out"), "{notes:?}");
    let left_out = suite.all("testcase").into_iter().last().unwrap();
    let shown: usize = counted(suite)[0] - 61;
    assert_eq!(left_out.get("name"), format!("{} more cases that passed", 300 - shown));

    let (report, notes) = within(16_000);
    let suite = report.all("testsuite")[0];
    let [_, failures, errors, skipped] = counted(suite);
    assert!(failures > 0 && errors == 0 && skipped == 2, "{notes:?}");
    assert_eq!(notes.len(), 4, "{notes:?}");
}

#[test]
fn the_worst_is_kept() {
    let mut results = sample::results();
    let checks = &mut results.suites[0].checks;
    checks[1].severity = Severity::Critical;
    let mut bytes = Vec::new();
    write_within(&results, 12_500, &mut bytes).unwrap();
    let report = parse(std::str::from_utf8(&bytes).unwrap());
    let suites = report.all("testsuite");
    assert!(suites[0].case("acme-logs").1.text.is_empty());
    assert!(!suites[1].case("no resource").1.text.is_empty());
}

#[test]
#[ignore = "needs the schemas of others: SHARED_SCHEMAS"]
fn reports_are_by_the_schema() {
    let script = r#"
import sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
schema.validate(etree.parse(sys.argv[2]))
for error in schema.error_log:
    print(f"line {error.line}: {error.message[:500]}")
"#;
    #[expect(clippy::disallowed_methods, reason = "where the schemas are is no setting")]
    let schemas = std::env::var_os("SHARED_SCHEMAS").expect("SHARED_SCHEMAS names their folder");
    let schema = std::path::Path::new(&schemas).join("JUnit.xsd");
    let python = validators::python("lxml==6.1.3\n", "lxml");
    let check = |text: &str| {
        let report = validators::file("junit.xml", text.as_bytes());
        validators::script(&python, script, &[&schema, report.path()])
    };
    let nothing = Results::default();
    for results in [sample::results(), sample::with_gaps(), sample::hostile(), nothing] {
        assert_eq!(check(&text_of(&results)), "");
    }
    let text = text_of(&sample::results());
    assert_ne!(check(&text.replacen(" time=\"0\"", "", 1)), "", "the schema is looked at");
}
