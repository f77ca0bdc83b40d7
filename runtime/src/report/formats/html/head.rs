//! What stands above the findings: the verdict, what is missing, counts, and filters.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::super::super::results::{CheckResults, Results};
use super::super::narrative;
use super::plan::{self, Plan};
use super::words::{Code, Name, Short, count, number, query};
use crate::gate::{Conclusion, Status};
use crate::settings::Severity;

/// So many accounts are told apart in a table, and so many in a list to choose from.
const MOST_ACCOUNTS: usize = 100;
/// So many choices of a filter there are.
const MOST_CHOICES: usize = 1_000;
/// So many gaps, and so many actions to grant, are told one by one.
const MOST_GAPS: usize = 200;

/// The verdict in a word or two.
pub(super) fn verdict(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Clean => "Clean",
        Conclusion::Findings => "Findings",
        Conclusion::CouldNotJudge => "Could not judge",
    }
}

/// The names of the suites with their sources.
pub(super) fn suites(results: &Results) -> String {
    let suites = results.suites.iter().take(MOST_ACCOUNTS);
    let names = suites.map(|suite| format!("{} ({})", suite.name, suite.source));
    names.collect::<Vec<_>>().join(", ")
}

/// Adds what the run comes to.
pub(super) fn push_verdict(page: &mut String, results: &Results) {
    let conclusion = results.conclusion();
    let class = match conclusion {
        Conclusion::Clean => "clean",
        Conclusion::Findings => "findings",
        Conclusion::CouldNotJudge => "open",
    };
    let _ = writeln!(
        page,
        "<header class=\"verdict {class}\">\n<h1>{}</h1>\n<p class=\"why\">{}</p>\n<dl class=\"run\">",
        verdict(conclusion),
        why(results),
    );
    for suite in results.suites.iter().take(MOST_ACCOUNTS) {
        let _ = writeln!(
            page,
            "<dt>Suite</dt><dd>{}, source {}</dd>",
            Name(&suite.name),
            Name(&suite.source)
        );
    }
    let _ = writeln!(
        page,
        "<dt>Began</dt><dd>{}</dd>\n<dt>Ended</dt><dd>{}</dd>\n</dl>\n</header>",
        time(&results.began),
        time(&results.ended),
    );
}

fn why(results: &Results) -> String {
    let breaking = || results.findings.iter().filter(|finding| finding.breaks);
    let broken = breaking().count();
    let unknown = breaking().filter(|finding| finding.status == Status::Unknown).count();
    let missing: usize = results.gaps.iter().map(|gap| gap.missing).sum();
    let mut reasons = Vec::new();
    if results.findings.is_empty() {
        reasons.push("There is no finding: nothing was judged.".to_owned());
    } else if broken == 0 {
        let part = if results.partial.is_empty() { "" } else { " of what was judged" };
        let all = count(results.findings.len(), "finding");
        reasons.push(format!("Nothing{part} breaks the build: {all}."));
    } else {
        let breaks = if broken == 1 { "breaks" } else { "break" };
        let all = number(results.findings.len());
        reasons.push(format!("{} of {all} {breaks} the build.", count(broken, "finding")));
    }
    if unknown > 0 {
        let is = if unknown == 1 { "is" } else { "are" };
        reasons.push(format!("{} of them {is} unknown.", number(unknown)));
    }
    if missing > 0 {
        let has = if missing == 1 { "has" } else { "have" };
        reasons.push(format!("{} {has} no finding.", count(missing, "case")));
    }
    reasons.join(" ")
}

fn time(time: &str) -> String {
    let shown = match (time.get(..10), time.get(11..19)) {
        (Some(day), Some(clock)) if time.ends_with('Z') => format!("{day} {clock} UTC"),
        _ => time.to_owned(),
    };
    format!("<time datetime=\"{}\">{}</time>", Short(time), Short(&shown))
}

/// Adds why these are not all findings that there are, where they are not.
pub(super) fn push_gaps(page: &mut String, results: &Results, plan: &Plan<'_>) {
    let omitted = plan.omitted();
    let cut = omitted[0] + omitted[1];
    if results.gaps.is_empty() && results.partial.is_empty() && plan.strays == 0 && cut == 0 {
        return;
    }
    page.push_str(
        "<section class=\"alarm\" aria-labelledby=\"gaps\">\n\
         <h2 id=\"gaps\">This is not everything</h2>\n<ul>\n",
    );
    for gap in results.gaps.iter().take(MOST_GAPS) {
        let (verb, their) = if gap.missing == 1 { ("has", "its") } else { ("have", "their") };
        let _ = write!(
            page,
            "<li>{} of {} {verb} no finding: {their} process crashed or was killed.",
            count(gap.missing, "case"),
            Code(&gap.check),
        );
        if results.suites.len() > 1 {
            let _ = write!(page, " Suite {}.", Name(&gap.suite));
        }
        page.push_str("</li>\n");
    }
    let more = results.gaps.len().saturating_sub(MOST_GAPS);
    if more > 0 {
        let _ = writeln!(page, "<li>So it is with {}.</li>", count(more, "more check"));
    }
    for sentence in &results.partial {
        let _ = writeln!(page, "<li>Partial: {}.</li>", Name(sentence));
    }
    if plan.strays > 0 {
        let strays = count(plan.strays, "finding");
        let _ = writeln!(
            page,
            "<li>{strays} of checks that their suite does not have: not shown.</li>"
        );
    }
    if cut > 0 {
        let _ = writeln!(
            page,
            "<li>This page does not list {} that {} not pass; the checks below say where.</li>",
            count(cut, "finding"),
            if cut == 1 { "does" } else { "do" },
        );
    }
    page.push_str("</ul>\n</section>\n");
}

/// Adds the IAM actions that would let unknown facts be known.
pub(super) fn push_grants(page: &mut String, results: &Results) {
    let mut actions: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &results.findings {
        if let Some(action) = finding.unknown.as_ref().and_then(|fact| fact.iam_action.as_deref()) {
            *actions.entry(action).or_default() += 1;
        }
    }
    if actions.is_empty() {
        return;
    }
    page.push_str(
        "<section class=\"grants\" aria-labelledby=\"grants\">\n\
         <h2 id=\"grants\">IAM actions that are missing</h2>\n\
         <p>Grant them to whoever reads the accounts, so that what is unknown can be judged.</p>\n<ul>\n",
    );
    for (action, many) in actions.iter().take(MOST_GAPS) {
        let _ =
            writeln!(page, "<li>{} <span>{}</span></li>", Code(action), count(*many, "finding"));
    }
    let more = actions.len().saturating_sub(MOST_GAPS);
    if more > 0 {
        let _ = writeln!(page, "<li>{}</li>", count(more, "more action"));
    }
    page.push_str("</ul>\n</section>\n");
}

/// Adds how many findings there are of each status, and of each account and severity.
pub(super) fn push_counts(page: &mut String, results: &Results) {
    page.push_str(
        "<section aria-labelledby=\"counts\">\n<h2 id=\"counts\">Summary</h2>\n<ul class=\"tiles\">\n",
    );
    for status in Status::ALL {
        let many = results.findings.iter().filter(|finding| finding.status == status).count();
        let none = if many == 0 { " none" } else { "" };
        let _ = writeln!(
            page,
            "<li class=\"tile{none}\"><span data-filter=\"status={status}\"><span class=\"status \
             status-{status}\">{status}</span> <strong>{}</strong></span> <small>{}</small></li>",
            number(many),
            meaning(status),
        );
    }
    page.push_str("</ul>\n");
    push_table(page, results);
    page.push_str("</section>\n");
}

fn meaning(status: Status) -> &'static str {
    match status {
        Status::Pass => "as it should be",
        Status::Fail => "not as it should be",
        Status::Unknown => "cannot be told",
        Status::NoResource => "nothing to look at",
        Status::Waived => "accepted by a waiver",
        Status::Baselined => "known to the baseline",
        Status::BelowThreshold => "too minor to break the build",
    }
}

/// Of an account, by severity: how many findings break the build, do not pass, and are there.
type Row = BTreeMap<Severity, [usize; 3]>;

fn push_table(page: &mut String, results: &Results) {
    let mut rows: BTreeMap<Option<&str>, Row> = BTreeMap::new();
    let mut severities = BTreeSet::new();
    for CheckResults { check, findings, .. } in results.checks() {
        for finding in findings {
            severities.insert(Reverse(check.severity));
            let is_open = finding.breaks || finding.status != Status::Pass;
            let mut add = |account| {
                let row: &mut Row = rows.entry(account).or_default();
                let cell = row.entry(check.severity).or_default();
                cell[0] += usize::from(finding.breaks);
                cell[1] += usize::from(is_open);
                cell[2] += 1;
            };
            // One of several accounts counts in each, as the filter shows it in each.
            let mut accounts = narrative::accounts(finding).peekable();
            match accounts.peek() {
                None => add(None),
                Some(_) => accounts.for_each(|account| add(Some(account))),
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    let breaking = |row: &Row| row.values().map(|cell| cell[0]).sum::<usize>();
    let mut rows: Vec<(Option<&str>, Row)> = rows.into_iter().collect();
    // The worst first; those that are alike stay sorted by name.
    rows.sort_by_key(|(_, row)| Reverse(breaking(row)));
    page.push_str(
        "<p id=\"accounts\">Findings that break the build, of all findings, by account and severity:\
         </p>\n<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"accounts\">\n\
         <table aria-labelledby=\"accounts\">\n<thead><tr><th scope=\"col\">Account</th>",
    );
    for Reverse(severity) in &severities {
        let _ = write!(page, "<th scope=\"col\">{severity}</th>");
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for (account, row) in rows.iter().take(MOST_ACCOUNTS) {
        let filter = query(account.unwrap_or(NO_ACCOUNT));
        let name = account.map_or_else(|| "no account".to_owned(), |name| Name(name).to_string());
        let _ = write!(
            page,
            "<tr><th scope=\"row\"><span data-filter=\"account={filter}\">{name}</span></th>",
        );
        for Reverse(severity) in &severities {
            let [breaking, open, all] = row.get(severity).copied().unwrap_or_default();
            let class = match (breaking, open) {
                (1.., _) => " class=\"bad\"",
                (0, 1..) => " class=\"some\"",
                (0, 0) => "",
            };
            let _ = match all {
                0 => write!(page, "<td>–</td>"),
                _ => write!(
                    page,
                    "<td{class}><span data-filter=\"account={filter}&amp;severity={severity}\">{} of \
                     {}</span></td>",
                    number(breaking),
                    number(all),
                ),
            };
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
    let rest = rows.get(MOST_ACCOUNTS..).unwrap_or_default();
    if !rest.is_empty() {
        let breaking: usize = rest.iter().map(|(_, row)| breaking(row)).sum();
        let (accounts, breaking) = (count(rest.len(), "more account"), count(breaking, "finding"));
        let _ = writeln!(
            page,
            "<p class=\"cut\">{accounts}, in which {breaking} break the build, not told apart here.</p>",
        );
    }
}

/// How the filters call it where a finding is of no account.
const NO_ACCOUNT: &str = "none";

/// Adds the filters, which are of use to the script only.
pub(super) fn push_filters(page: &mut String, results: &Results) {
    page.push_str(
        "<form id=\"filters\" role=\"search\" aria-label=\"Findings\" hidden>\n\
         <div class=\"field\"><label for=\"q\">Search <kbd>/</kbd></label>\n\
         <input type=\"search\" id=\"q\" name=\"q\" autocomplete=\"off\" spellcheck=\"false\" \
         placeholder=\"name, ARN, message, control\"></div>\n",
    );
    let of_status: BTreeSet<Status> =
        results.findings.iter().map(|finding| finding.status).collect();
    let statuses = Status::ALL.into_iter().filter(|status| of_status.contains(status));
    push_boxes(page, "Status", "status", statuses.map(Status::as_str));
    let checks = || results.suites.iter().flat_map(|suite| &suite.checks);
    let of_severity: BTreeSet<Reverse<Severity>> =
        checks().map(|check| Reverse(check.severity)).collect();
    push_boxes(page, "Severity", "severity", of_severity.iter().map(|of| of.0.as_str()));
    let paths: BTreeSet<&str> = checks().map(|check| check.path.as_str()).collect();
    push_choice(page, "Check", "check", &paths);
    let mut accounts = plan::accounts(results);
    if results.findings.iter().any(|finding| narrative::accounts(finding).next().is_none()) {
        accounts.insert(NO_ACCOUNT);
    }
    push_choice(page, "Account", "account", &accounts);
    let of_checks = checks().filter_map(|check| check.kind.as_deref());
    let of_findings = results.findings.iter().filter_map(|finding| finding.kind.as_deref());
    push_choice(page, "Kind", "kind", &of_checks.chain(of_findings).collect());
    let suites: BTreeSet<&str> = results.suites.iter().map(|suite| suite.name.as_str()).collect();
    if suites.len() > 1 {
        push_choice(page, "Suite", "suite", &suites);
    }
    let _ = writeln!(
        page,
        "<p id=\"shown\" role=\"status\" aria-live=\"polite\" data-total=\"{}\"></p>\n\
         <p class=\"buttons\"><button type=\"reset\">Reset</button> \
         <button type=\"button\" id=\"expand\">Open all shown</button> \
         <button type=\"button\" id=\"collapse\">Close all</button></p>\n</form>",
        results.findings.len(),
    );
}

fn push_boxes(
    page: &mut String,
    legend: &str,
    name: &str,
    values: impl Iterator<Item = &'static str>,
) {
    let _ = write!(page, "<fieldset><legend>{legend}</legend>");
    for value in values {
        let _ = write!(
            page,
            "<label class=\"box\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\"> \
             <span>{value}</span></label> ",
        );
    }
    page.push_str("</fieldset>\n");
}

fn push_choice(page: &mut String, label: &str, name: &str, values: &BTreeSet<&str>) {
    let _ = write!(
        page,
        "<div class=\"field\"><label for=\"{name}\">{label}</label>\n\
         <select id=\"{name}\" name=\"{name}\"><option value=\"\">all</option>",
    );
    for value in values.iter().take(MOST_CHOICES) {
        let _ = write!(page, "<option value=\"{0}\">{0}</option>", Short(value));
    }
    page.push_str("</select></div>\n");
    let more = values.len().saturating_sub(MOST_CHOICES);
    if more > 0 {
        let _ = writeln!(page, "<p class=\"cut\">{} to search for.</p>", number(more));
    }
}
