//! What a run comes to, as a table for a terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use configtest::__collector::record::FindingRecord;
use configtest::__collector::{Conclusion, Results, Severity, Status, inert_line};

/// The findings by account and severity, what is missing, and the verdict.
pub(crate) fn summary(results: &Results) -> String {
    let mut rows: BTreeMap<(String, std::cmp::Reverse<Severity>), BTreeMap<Status, usize>> =
        BTreeMap::new();
    let mut seen: BTreeSet<Status> = BTreeSet::from([Status::Fail, Status::Pass]);
    let mut breaking = 0;
    for of in results.checks() {
        for finding in of.findings {
            let key = (account(finding), std::cmp::Reverse(of.check.severity));
            *rows.entry(key).or_default().entry(finding.status).or_default() += 1;
            seen.insert(finding.status);
            breaking += usize::from(finding.breaks);
        }
    }
    let columns: Vec<Status> = Status::ALL.into_iter().filter(|of| seen.contains(of)).collect();
    let widest = rows.keys().map(|(account, _)| account.chars().count()).max().unwrap_or(0).max(7);
    // Writing to a string cannot fail.
    let mut text = String::new();
    let _ = write!(text, "\n{:widest$}  {:<13}", "account", "severity");
    for status in &columns {
        let _ = write!(text, "  {status:>6}");
    }
    text.push('\n');
    let mut last = None;
    for ((account, std::cmp::Reverse(severity)), counts) in &rows {
        let shown = if last == Some(account) { "" } else { account };
        last = Some(account);
        let _ = write!(text, "{shown:widest$}  {:<13}", severity.as_str());
        for status in &columns {
            let width = status.as_str().len().max(6);
            let _ = match counts.get(status) {
                Some(count) => write!(text, "  {count:>width$}"),
                None => write!(text, "  {:>width$}", "·"),
            };
        }
        text.push('\n');
    }
    text.push('\n');
    for gap in &results.gaps {
        let _ = writeln!(
            text,
            "missing: {} of {} has no result for {}: its process did not begin, or crashed",
            inert_line(&gap.check),
            inert_line(&gap.suite),
            cases(gap.missing)
        );
    }
    for part in &results.partial {
        let _ = writeln!(text, "partial: {}", inert_line(part));
    }
    let verdict = match results.conclusion() {
        Conclusion::Clean => "clean: nothing breaks the build".to_owned(),
        Conclusion::Findings => format!("findings: {}", does(breaking)),
        Conclusion::CouldNotJudge => format!("could not judge: {}", open(results, breaking)),
    };
    let _ = writeln!(text, "{verdict}");
    text
}

fn cases(count: usize) -> String {
    if count == 1 { "one case".to_owned() } else { format!("{count} cases") }
}

fn does(breaking: usize) -> String {
    match breaking {
        1 => "one breaks the build".to_owned(),
        count => format!("{count} break the build"),
    }
}

fn open(results: &Results, breaking: usize) -> String {
    let is_open = |finding: &&FindingRecord| finding.breaks && finding.status == Status::Unknown;
    let unknown = results.findings.iter().filter(is_open).count();
    let mut words = Vec::new();
    if results.findings.is_empty() {
        words.push("nothing was judged".to_owned());
    }
    if unknown > 0 {
        words.push(format!("{unknown} unknown"));
    }
    if !results.gaps.is_empty() {
        let missing = results.gaps.iter().map(|gap| gap.missing).sum();
        words.push(format!("no result for {}", cases(missing)));
    }
    if results.is_whole_expected && !results.partial.is_empty() {
        words.push("not all was to be judged".to_owned());
    }
    let mut words = words.join(", ");
    if breaking > unknown {
        words.push_str(&format!("; besides, {}", does(breaking - unknown)));
    }
    words
}

/// Whose finding it is, in words that begin no command to whoever reads the log.
fn account(finding: &FindingRecord) -> String {
    let place = || finding.place.as_deref().and_then(|place| place.split_once('/'));
    let account = match (&finding.resource, &finding.accounts[..]) {
        (Some(resource), _) => &resource.account,
        (None, accounts) => match (place(), accounts) {
            (Some((account, _)), _) => account,
            (None, []) => "-",
            (None, [account]) => account,
            (None, [_, ..]) => "several",
        },
    };
    inert_line(account).into_owned()
}
