//! Reading `[gate]`.

use std::time::Duration;

use crate::resource::KINDS;

use super::check_pattern::{check_pattern, is_every};
use super::table::{Document, Table};
use super::{GateOverride, GateSettings, SettingsError, Severity, UnknownRule, did_you_mean};

/// More than this is no settling: whoever waits so long should look again instead.
pub(super) const LONGEST_SETTLE: Duration = Duration::from_secs(60 * 60);

const UNKNOWN: [(&str, UnknownRule); 2] =
    [("fail", UnknownRule::Fail), ("warn", UnknownRule::Warn)];

/// `[gate]` of the file; everything breaks the build where there is none.
pub(super) fn gate(
    root: &Table<'_, '_>,
    document: Document<'_>,
) -> Result<GateSettings, SettingsError> {
    let Some(table) = root.table("gate")? else { return Ok(GateSettings::default()) };
    table.only(&["fail-on", "unknown", "baseline", "settle", "override"])?;
    let default = GateSettings::default();
    Ok(GateSettings {
        fail_on: severity(&table)?.unwrap_or(default.fail_on),
        unknown: table.word("unknown", &UNKNOWN)?.unwrap_or(default.unknown),
        baseline: table.file("baseline")?.map(|path| path.into_inner().into()),
        settle: settle(&table)?,
        overrides: overrides(&table, document)?,
    })
}

fn severity(table: &Table<'_, '_>) -> Result<Option<Severity>, SettingsError> {
    table.word("fail-on", &Severity::ALL.map(|severity| (severity.as_str(), severity)))
}

fn settle(table: &Table<'_, '_>) -> Result<Option<Duration>, SettingsError> {
    let Some(time) = table.duration("settle")? else { return Ok(None) };
    let why = match time {
        Duration::ZERO => "is no time at all: leave it out where nothing is to settle",
        time if time > LONGEST_SETTLE => "is longer than an hour",
        _ => return Ok(Some(time)),
    };
    let span = table.span_of("settle").unwrap_or(0..0);
    let message = format!("`settle` at {} {why}\nhelp: write it like \"2m\"", table.name());
    Err(table.error(span, message))
}

fn overrides(
    gate: &Table<'_, '_>,
    document: Document<'_>,
) -> Result<Vec<GateOverride>, SettingsError> {
    let mut overrides: Vec<GateOverride> = Vec::new();
    let lines = document.lines();
    for table in gate.headed_tables("override", "gate.override")? {
        let line = lines.partition_point(|begin| *begin <= table.span().start);
        let next = one_override(&table, line)?;
        // Of each key, the first that speaks of a check and sets it counts.
        for (key, is_set) in KEYS {
            let hides = |earlier: &GateOverride| {
                is_set(earlier)
                    && covers(earlier.check.as_deref(), next.check.as_deref())
                    && covers(earlier.kind.as_deref(), next.kind.as_deref())
            };
            if is_set(&next)
                && let Some(position) = overrides.iter().position(hides)
            {
                let message = format!(
                    "`{key}` at {} can never count: [[gate.override]] number {} sets it for the \
                     same checks, and the first counts\nhelp: take one of them away, or put the \
                     one for fewer checks first",
                    table.name(),
                    position + 1
                );
                return Err(table.error(table.span_of(key).unwrap_or(0..0), message));
            }
        }
        overrides.push(next);
    }
    Ok(overrides)
}

type IsSet = fn(&GateOverride) -> bool;

/// What an override can set.
const KEYS: [(&str, IsSet); 2] = [
    ("fail-on", |settings| settings.fail_on.is_some()),
    ("unknown", |settings| settings.unknown.is_some()),
];

/// Whether the one pattern is certain to speak of all of which the other one does.
fn covers(earlier: Option<&str>, later: Option<&str>) -> bool {
    earlier.is_none_or(is_every) || earlier == later
}

fn one_override(table: &Table<'_, '_>, line: usize) -> Result<GateOverride, SettingsError> {
    table.only(&["check", "kind", "fail-on", "unknown"])?;
    let check = table.filled("check")?;
    if let Some(pattern) = &check
        && let Err(why) = check_pattern(pattern.get_ref())
    {
        return Err(table.error(pattern.span(), why));
    }
    let kind = table.filled("kind")?;
    if let Some(kind) = &kind
        && KINDS.iter().all(|known| known.name != kind.get_ref())
    {
        return Err(table.error(kind.span(), unknown_kind(kind.get_ref())));
    }
    if check.is_none() && kind.is_none() {
        return Err(table.lacks("check", "of which checks it speaks; or `kind`"));
    }
    let fail_on = severity(table)?;
    let unknown = table.word("unknown", &UNKNOWN)?;
    if fail_on.is_none() && unknown.is_none() {
        return Err(table.lacks("fail-on", "what is otherwise for these checks; or `unknown`"));
    }
    let [check, kind] = [check, kind].map(|pattern| pattern.map(toml::Spanned::into_inner));
    Ok(GateOverride { check, kind, fail_on, unknown, line })
}

fn unknown_kind(word: &str) -> String {
    let names = || KINDS.iter().map(|kind| kind.name);
    // `s3::Bucket` and `Bucket` are near to `AWS::S3::Bucket` for whoever writes them.
    let last = |name: &str| name.rsplit("::").next().unwrap_or(name).to_lowercase();
    let same_last = names().find(|name| last(name) == last(word));
    let hint = match same_last {
        Some(name) => format!("; did you mean `{name}`?"),
        None => did_you_mean(word, names()),
    };
    format!(
        "no kind is called `{word}`{hint}\nhelp: kinds are called as in CloudFormation, such as \
         `AWS::S3::Bucket`"
    )
}
