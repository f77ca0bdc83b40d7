//! The suites, one for each check, and what is left out for the limit.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::events::{BytesDecl, Event};

use super::super::super::record::{CheckRecord, FindingRecord};
use super::super::super::results::{CheckResults, Gap, Results};
use super::super::words;
use super::budget::{Budget, Part};
use super::case::{self, Case, Outcome};
use super::xml::{self, Xml};
use crate::run::cut;

/// What GitLab reads at most, with room for what is said of what is left out.
const LIMIT: usize = 30_000_000;
/// What a suite needs beside its cases, for numbers and for cases that say what is left out.
const SUITE_ROOM: usize = 2_000;
/// How often the name of a suite is in that.
const NAMES: usize = 6;
/// So long is a name or a property of a suite at most, in characters.
const LONGEST_NAME: usize = 1_000;
/// So long is each text of a check's documentation at most, in characters.
const LONGEST_ABOUT: usize = 10_000;
/// So many cases are named that passed when they were read again.
const MOST_AGAIN: usize = 50;
/// The suite of what is of no check.
const RUN: &str = "configtest";

pub(in super::super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    write_within(results, LIMIT, out)
}

/// The same within another limit.
pub(super) fn write_within(
    results: &Results,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<Vec<String>> {
    let mut report = Report {
        results,
        gaps: BTreeMap::new(),
        budget: Budget::default(),
        cut: Cut::default(),
        suites: 0,
        timestamp: timestamp(&results.began),
    };
    for gap in &results.gaps {
        report.gaps.insert((&gap.suite, &gap.check), gap);
    }
    report.plan(limit)?;
    let mut xml = Xml::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    case::line_end(&mut xml)?;
    xml::start(&mut xml, "testsuites", &[])?;
    case::line_end(&mut xml)?;
    for of in results.checks() {
        report.write_check(&of, &mut xml)?;
        pour(&mut xml, out)?;
    }
    report.write_run(&mut xml)?;
    xml::end(&mut xml, "testsuites")?;
    case::line_end(&mut xml)?;
    pour(&mut xml, out)?;
    Ok(report.cut.notes(limit))
}

/// Hands over what is written, and begins anew.
fn pour(xml: &mut Xml, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(xml.get_mut())?;
    xml.get_mut().clear();
    Ok(())
}

struct Report<'a> {
    results: &'a Results,
    /// By suite and check. What is written is taken out.
    gaps: BTreeMap<(&'a str, &'a str), &'a Gap>,
    budget: Budget,
    cut: Cut,
    /// How many suites are written.
    suites: usize,
    timestamp: String,
}

impl<'a> Report<'a> {
    /// Counts what all of it takes, and what of that there is room for.
    fn plan(&mut self, limit: usize) -> io::Result<()> {
        let mut scratch = Xml::new(Vec::new());
        let run = self.results.partial.len() + self.results.gaps.len() + 1;
        let mut fixed = run * SUITE_ROOM;
        for of in self.results.checks() {
            scratch.get_mut().clear();
            self.write_about(&of, &mut scratch)?;
            xml::text(&mut scratch, "system-out", &[], &about(&of))?;
            fixed += SUITE_ROOM + NAMES * classname(&of).len() + scratch.get_mut().len();
            for (finding, is_ambiguous) in with_ambiguity(of.findings) {
                let outcome = Outcome::of(finding);
                scratch.get_mut().clear();
                write_finding(&of, finding, is_ambiguous, "", &mut scratch)?;
                let bare = scratch.get_mut().len();
                self.budget.want(outcome.part(), of.check.severity, bare);
                if outcome != Outcome::Passed {
                    let details = case::size_of_details(&of, finding);
                    self.budget.want(Part::Details, of.check.severity, details);
                }
            }
        }
        self.budget.limit(limit.saturating_sub(fixed));
        Ok(())
    }

    fn write_check(&mut self, of: &CheckResults<'a>, xml: &mut Xml) -> io::Result<()> {
        let mut cases = Cases::new(classname(of));
        if let Some(gap) = self.gaps.remove(&(of.suite.name.as_str(), of.check.path.as_str())) {
            cases.add_gap(gap)?;
        }
        if of.findings.is_empty() && cases.tests == 0 {
            let message = match &of.check.ignored {
                Some(why) => format!("ignored: {why}"),
                None => "not selected in this run".to_owned(),
            };
            cases.add("the check", Outcome::Skipped, "not-run", &message)?;
        }
        let mut left_out = LeftOut::default();
        for (finding, is_ambiguous) in with_ambiguity(of.findings) {
            self.write_case(of, finding, is_ambiguous, &mut cases, &mut left_out)?;
        }
        left_out.write(&mut cases)?;
        self.cut.add(&left_out);
        let name = cases.classname.clone();
        self.start(&name, &of.suite.name, &cases, xml)?;
        self.write_about(of, xml)?;
        end(cases, &about(of), xml)
    }

    fn write_case(
        &mut self,
        of: &CheckResults<'_>,
        finding: &FindingRecord,
        is_ambiguous: bool,
        cases: &mut Cases,
        left_out: &mut LeftOut,
    ) -> io::Result<()> {
        let (outcome, severity) = (Outcome::of(finding), of.check.severity);
        let begin = cases.xml.get_mut().len();
        write_finding(of, finding, is_ambiguous, "", &mut cases.xml)?;
        let bare = cases.xml.get_mut().len() - begin;
        if !self.budget.take(outcome.part(), severity, bare) {
            cases.xml.get_mut().truncate(begin);
            left_out.add(outcome);
            return Ok(());
        }
        cases.count(outcome);
        if outcome == Outcome::Passed {
            return Ok(());
        }
        if self.budget.is_open(Part::Details, severity) {
            cases.xml.get_mut().truncate(begin);
            let details = case::details(of, finding);
            write_finding(of, finding, is_ambiguous, &details, &mut cases.xml)?;
            let full = cases.xml.get_mut().len() - begin;
            if self.budget.take(Part::Details, severity, full - bare) {
                return Ok(());
            }
            cases.xml.get_mut().truncate(begin);
            write_finding(of, finding, is_ambiguous, "", &mut cases.xml)?;
        }
        self.cut.details += 1;
        Ok(())
    }

    /// The suite of what is of no check, where there is such.
    fn write_run(&mut self, xml: &mut Xml) -> io::Result<()> {
        let mut cases = Cases::new(RUN.to_owned());
        if self.results.findings.is_empty() && self.results.gaps.is_empty() {
            cases.add("the run", Outcome::Error, "nothing-judged", words::NOTHING_JUDGED)?;
        }
        for gap in std::mem::take(&mut self.gaps).into_values() {
            cases.add_gap(gap)?;
        }
        for (position, sentence) in self.results.partial.iter().enumerate() {
            let name = format!("partial results {}", position + 1);
            let message = format!("partial results: {sentence}");
            cases.add(&name, Outcome::Skipped, "partial", &message)?;
        }
        if cases.tests == 0 {
            return Ok(());
        }
        self.start(RUN, RUN, &cases, xml)?;
        xml::start(xml, "properties", &[])?;
        property(xml, "began", &self.results.began)?;
        property(xml, "ended", &self.results.ended)?;
        xml::end(xml, "properties")?;
        case::line_end(xml)?;
        end(cases, "", xml)
    }

    fn start(&mut self, name: &str, package: &str, cases: &Cases, xml: &mut Xml) -> io::Result<()> {
        let Cases { tests, failures, errors, skipped, .. } = cases;
        let numbers = [self.suites, *tests, *failures, *errors, *skipped];
        let [id, tests, failures, errors, skipped] = numbers.map(|number| number.to_string());
        self.suites += 1;
        let attributes = [
            ("name", &*words::one_line(name, LONGEST_NAME)),
            ("package", &*words::one_line(package, LONGEST_NAME)),
            ("id", &*id),
            ("timestamp", &*self.timestamp),
            ("hostname", "localhost"),
            ("tests", &*tests),
            ("failures", &*failures),
            ("errors", &*errors),
            ("skipped", &*skipped),
            ("time", "0"),
        ];
        xml::start(xml, "testsuite", &attributes)?;
        case::line_end(xml)
    }

    fn write_about(&self, of: &CheckResults<'_>, xml: &mut Xml) -> io::Result<()> {
        let CheckRecord { path, severity, controls, kind, line, .. } = of.check;
        xml::start(xml, "properties", &[])?;
        property(xml, "suite", &of.suite.name)?;
        property(xml, "check", path)?;
        property(xml, "title", of.title())?;
        property(xml, "severity", severity.as_str())?;
        property(xml, "controls", &controls.join("; "))?;
        property(xml, "kind", kind.as_deref().unwrap_or_default())?;
        property(xml, "place", &format!("{}:{line}", self.results.file_of(of.check)))?;
        property(xml, "source", &of.suite.source)?;
        property(xml, "configtest", &of.suite.configtest)?;
        xml::end(xml, "properties")?;
        case::line_end(xml)
    }
}

/// What was left out of the whole report.
#[derive(Default)]
struct Cut {
    cases: LeftOut,
    details: usize,
}

impl Cut {
    fn add(&mut self, left_out: &LeftOut) {
        for (of_all, of_suite) in self.cases.cases.iter_mut().zip(left_out.cases) {
            *of_all += of_suite;
        }
    }

    fn notes(&self, limit: usize) -> Vec<String> {
        let mut notes = Vec::new();
        let limit = format!("so that the report keeps within {} MB", limit / 1_000_000);
        if self.details > 0 {
            notes.push(format!(
                "JUnit: {} cases that do not pass have no details, {limit}",
                self.details
            ));
        }
        for (outcome, cases) in LeftOut::OUTCOMES.into_iter().zip(self.cases.cases) {
            if cases > 0 {
                let what = LeftOut::word(outcome);
                notes.push(format!("JUnit: {cases} cases that {what} are left out, {limit}"));
            }
        }
        notes
    }
}

/// How many cases there was no room for.
#[derive(Default)]
struct LeftOut {
    /// By outcome.
    cases: [usize; 4],
}

impl LeftOut {
    const OUTCOMES: [Outcome; 4] =
        [Outcome::Error, Outcome::Failure, Outcome::Skipped, Outcome::Passed];

    fn add(&mut self, outcome: Outcome) {
        for (of, cases) in Self::OUTCOMES.into_iter().zip(&mut self.cases) {
            *cases += usize::from(of == outcome);
        }
    }

    fn word(outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Error => "could not be judged",
            Outcome::Failure => "failed",
            Outcome::Skipped => "do not pass and break nothing",
            Outcome::Passed => "passed",
        }
    }

    /// A case for each outcome.
    fn write(&self, cases: &mut Cases) -> io::Result<()> {
        for (outcome, left_out) in Self::OUTCOMES.into_iter().zip(self.cases) {
            if left_out > 0 {
                let text = format!("{left_out} more cases that {}", Self::word(outcome));
                let shown = match outcome {
                    Outcome::Passed => Outcome::Skipped,
                    outcome => outcome,
                };
                let message = format!("{text}, left out for the size of this report");
                cases.add(&text, shown, "left-out", &message)?;
            }
        }
        Ok(())
    }
}

/// The cases of a suite while they are written.
struct Cases {
    classname: String,
    xml: Xml,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Cases {
    fn new(classname: String) -> Self {
        let xml = Xml::new(Vec::new());
        Self { classname, xml, tests: 0, failures: 0, errors: 0, skipped: 0 }
    }

    fn add_gap(&mut self, gap: &Gap) -> io::Result<()> {
        let name = format!("cases without a finding: {} ({})", gap.missing, gap.check);
        self.add(&name, Outcome::Error, "gap", &words::gap(gap))
    }

    /// A case that no finding stands behind.
    fn add(&mut self, name: &str, outcome: Outcome, kind: &str, message: &str) -> io::Result<()> {
        self.count(outcome);
        let classname = &self.classname;
        let details = words::one_line(message, LONGEST_NAME);
        Case { classname, name, outcome, kind, message, details: &details }.write(&mut self.xml)
    }

    fn count(&mut self, outcome: Outcome) {
        self.tests += 1;
        match outcome {
            Outcome::Passed => {}
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failure => self.failures += 1,
            Outcome::Error => self.errors += 1,
        }
    }
}

fn end(mut cases: Cases, about: &str, xml: &mut Xml) -> io::Result<()> {
    xml.get_mut().append(cases.xml.get_mut());
    xml::text(xml, "system-out", &[], about)?;
    xml::empty(xml, "system-err", &[])?;
    xml::end(xml, "testsuite")?;
    case::line_end(xml)
}

fn property(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    match value {
        "" => Ok(()),
        value => {
            let value = words::one_line(value, LONGEST_NAME);
            xml::empty(xml, "property", &[("name", name), ("value", &value)])
        }
    }
}

fn write_finding(
    of: &CheckResults<'_>,
    finding: &FindingRecord,
    is_ambiguous: bool,
    details: &str,
    xml: &mut Xml,
) -> io::Result<()> {
    let outcome = Outcome::of(finding);
    let message = match outcome {
        Outcome::Passed => String::new(),
        _ => case::message(of.check, finding),
    };
    Case {
        classname: &classname(of),
        name: &case::name(finding, is_ambiguous),
        outcome,
        kind: finding.status.as_str(),
        message: &message,
        details,
    }
    .write(xml)
}

fn classname(of: &CheckResults<'_>) -> String {
    format!("{}::{}", of.suite.name, of.check.path)
}

/// Findings, and whether the one before or after has the same name. They are sorted by it.
fn with_ambiguity(findings: &[FindingRecord]) -> impl Iterator<Item = (&FindingRecord, bool)> {
    let test = |position: Option<usize>| {
        position.and_then(|position| findings.get(position)).map(|finding| &finding.test)
    };
    findings.iter().enumerate().map(move |(position, finding)| {
        let of = Some(&finding.test);
        let is_ambiguous =
            test(position.checked_sub(1)) == of || test(position.checked_add(1)) == of;
        (finding, is_ambiguous)
    })
}

/// What a check says of itself; and what passed when it was read again, as a case that passed has no
/// text of its own.
fn about(of: &CheckResults<'_>) -> String {
    let CheckRecord { title, description, remediation, .. } = of.check;
    let parts = [title, description, remediation].into_iter().filter(|part| !part.is_empty());
    let mut parts: Vec<_> = parts.map(|part| cut(part, LONGEST_ABOUT)).collect();
    let passed = of.findings.iter().filter(|finding| Outcome::of(finding) == Outcome::Passed);
    let mut again = passed.filter_map(|finding| {
        let text = format!("{}: {}", words::subject(finding), words::read_again(finding)?);
        Some(words::one_line(&text, LONGEST_NAME).into_owned())
    });
    parts.extend(again.by_ref().take(MOST_AGAIN));
    match again.count() {
        0 => {}
        more => parts.push(format!("and {more} more passed when they were read again")),
    }
    parts.join("\n\n")
}

/// The beginning of the run, without the time zone, which the schema does not take.
fn timestamp(began: &str) -> String {
    let is_digit_or = |(place, byte): (usize, u8)| match place {
        4 | 7 => byte == b'-',
        10 => byte == b'T',
        13 | 16 => byte == b':',
        _ => byte.is_ascii_digit(),
    };
    match began.get(..19) {
        Some(time) if time.bytes().enumerate().all(is_digit_or) => time.to_owned(),
        _ => "1970-01-01T00:00:00".to_owned(),
    }
}
