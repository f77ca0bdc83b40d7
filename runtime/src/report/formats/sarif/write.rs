//! The file.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};

use super::super::super::results::{CheckResults, Results};
use super::super::inert_json::write_json;
use super::super::narrative::{self, Cut};
use super::document::{
    BaseId, Descriptor, Driver, Invocation, Level, Log, Notification, ROOT, Reference, Rule, Run,
    SCHEMA, Text, Tool,
};
use super::limits::{self, Chosen};
use super::{finding, rule};
use crate::gate::{Conclusion, Status};
use crate::resource::inert;

/// Writes one run. Says what was left out for GitHub's limits.
pub(in super::super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut checks: Vec<_> = results.checks().collect();
    let of = checks.len();
    checks.truncate(limits::RULES);
    let (rules, tags_cut) = rule::rules(&checks);
    let chosen = limits::choose(&checks, limits::RESULTS);
    let mut notes = Vec::new();
    if of > checks.len() {
        notes.push(format!(
            "{} of {of} checks are left out with their findings: GitHub takes {} rules",
            of - checks.len(),
            limits::RULES
        ));
    }
    if chosen.of > chosen.kept {
        notes.push(format!(
            "{} of {} findings that do not pass are left out, those that matter least: GitHub keeps \
             {} results",
            chosen.of - chosen.kept,
            chosen.of,
            limits::RESULTS
        ));
    }
    if tags_cut > 0 {
        notes.push(format!(
            "controls of {tags_cut} checks are left out: GitHub takes {} tags of a rule",
            limits::TAGS
        ));
    }
    let (began, _) = narrative::began(results);
    let is_dated = began == results.began;
    let conclusion = results.conclusion();
    let is_whole = results.partial.is_empty() && results.gaps.is_empty();
    let stream = Stream { results, checks: &checks, rules: &rules, chosen: &chosen };
    let version =
        results.suites.first().map_or(env!("CARGO_PKG_VERSION"), |suite| &suite.configtest);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "configtest",
                    semantic_version: Cut::default().within(version, limits::NAME),
                    rules: &rules,
                    notifications: Kind::ALL.map(Kind::descriptor).into(),
                },
            },
            invocations: [Invocation {
                execution_successful: is_whole && conclusion != Conclusion::CouldNotJudge,
                exit_code: conclusion.exit_status(),
                exit_code_description: match conclusion {
                    Conclusion::Clean => "nothing breaks the build",
                    Conclusion::Findings => "findings break the build",
                    Conclusion::CouldNotJudge => "not everything could be judged",
                },
                start_time_utc: is_dated.then_some(results.began.as_str()),
                end_time_utc: (is_dated && !results.ended.is_empty())
                    .then_some(results.ended.as_str()),
                tool_execution_notifications: notifications(results, &checks, &rules, &notes),
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                BaseId { description: Text { text: "The root of the repository.".into() } },
            )]),
            column_kind: "unicodeCodePoints",
            results: stream,
            properties: BTreeMap::from([("counts", limits::counts(results).into_iter().collect())]),
        }],
    };
    let size = Cell::new(0);
    let mut out = BufWriter::new(Counted { out, size: &size });
    write_json(&mut out, &log)?;
    out.write_all(b"\n")?;
    out.flush()?;
    drop(out);
    if size.get() > limits::SIZE {
        notes.push(format!(
            "the report has {} bytes; GitHub takes {} once it is compressed",
            size.get(),
            limits::SIZE
        ));
    }
    Ok(notes)
}

/// What the run has to say of itself.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Accepted,
    Cut,
    Gap,
    Nothing,
    Partial,
    Unknown,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Accepted, Self::Cut, Self::Gap, Self::Nothing, Self::Partial, Self::Unknown];

    fn id_and_description(self) -> (&'static str, &'static str) {
        match self {
            Self::Accepted => ("accepted", "Findings that do not pass are accepted."),
            Self::Cut => ("cut", "Results are left out of this report."),
            Self::Gap => ("gap", "Cases have no finding: a process was killed or crashed."),
            Self::Nothing => ("nothing", "Nothing was judged."),
            Self::Partial => ("partial", "Not the whole suite was judged."),
            Self::Unknown => ("unknown", "Findings could not be judged."),
        }
    }

    fn descriptor(self) -> Descriptor {
        let (id, description) = self.id_and_description();
        Descriptor::new(id, description)
    }

    fn says<'a>(self, level: Level, message: Cow<'a, str>) -> Notification<'a> {
        let (id, _) = self.id_and_description();
        Notification {
            descriptor: Reference { id, index: self as usize },
            level,
            message: Text { text: message },
            associated_rule: None,
        }
    }
}

fn notifications<'a>(
    results: &'a Results,
    checks: &[CheckResults<'_>],
    rules: &'a [Rule<'a>],
    notes: &[String],
) -> Vec<Notification<'a>> {
    let mut said = Vec::new();
    for gap in &results.gaps {
        let is_of =
            |of: &CheckResults<'_>| of.suite.name == gap.suite && of.check.path == gap.check;
        let index = checks.iter().position(is_of);
        let rule = index.and_then(|index| Some((index, rules.get(index)?)));
        said.push(Notification {
            associated_rule: rule.map(|(index, rule)| Reference { id: &rule.id, index }),
            ..Kind::Gap.says(Level::Error, narrative::gap(gap).into())
        });
    }
    for partial in &results.partial {
        said.push(Kind::Partial.says(Level::Error, inert(partial)));
    }
    if results.findings.is_empty() {
        said.push(Kind::Nothing.says(Level::Error, "nothing was judged".into()));
    }
    let unknown = || results.findings.iter().filter(|of| of.status == Status::Unknown);
    let level = match unknown().any(|finding| finding.breaks) {
        true => Level::Error,
        false => Level::Warning,
    };
    let unknown = unknown().count();
    if unknown > 0 {
        let message = format!("{unknown} of {} findings are unknown", results.findings.len());
        said.push(Kind::Unknown.says(level, message.into()));
    }
    if let Some(accepted) = limits::accepted(results) {
        let message = format!(
            "left out of the results: {accepted}; GitHub would show them as open alerts, as severe as \
             their rule"
        );
        said.push(Kind::Accepted.says(Level::Note, message.into()));
    }
    for note in notes {
        said.push(Kind::Cut.says(Level::Warning, note.clone().into()));
    }
    said
}

/// The results, each made when it is written.
struct Stream<'a> {
    results: &'a Results,
    checks: &'a [CheckResults<'a>],
    rules: &'a [Rule<'a>],
    chosen: &'a Chosen,
}

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { results, checks, rules, chosen } = self;
        let longest = limits::message(chosen.kept);
        let of_rules = checks.iter().zip(*rules).zip(&chosen.findings).enumerate();
        serializer.collect_seq(of_rules.flat_map(|(index, ((of, rule), positions))| {
            positions.iter().filter_map(move |position| {
                let finding = of.findings.get(*position)?;
                Some(finding::result(results, of, (index, rule), finding, longest))
            })
        }))
    }
}

/// Counts what is written.
struct Counted<'a> {
    out: &'a mut dyn Write,
    size: &'a Cell<usize>,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.size.set(self.size.get() + written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
