//! A finding, which opens to its evidence.

use std::borrow::Cow;
use std::fmt::Write;

use super::super::super::failure::Layout;
use super::super::super::record::{
    BaselineRecord, FindingRecord, ReadRecord, SubjectRecord, UnknownRecord, WaiverRecord,
};
use super::super::super::results::CheckResults;
use super::super::narrative;
use super::super::words::read_again;
use super::check;
use super::words::{Code, Name, Short, Text, count, is_link, short};
use crate::gate::Status;

/// A message of more characters than this is cut.
const LONGEST_MESSAGE: usize = 10_000;
/// What was read, where it has more characters than this, is cut.
const LONGEST_VALUE: usize = 4_000;
/// So many characters of a message are seen before a finding is opened.
const LONGEST_GLANCE: usize = 200;
/// So many assertions of a finding, and so many things that it read, are shown.
const MOST_PARTS: usize = 100;

/// Adds a finding that does not pass.
pub(super) fn push(page: &mut String, results: CheckResults<'_>, finding: &FindingRecord) {
    let breaks = if finding.breaks { " breaks" } else { "" };
    let _ = write!(page, "<details class=\"finding{breaks}\"");
    let link = is_fingerprint(&finding.fingerprint).then_some(&finding.fingerprint);
    if let Some(fingerprint) = link {
        let _ = write!(page, " id=\"f-{fingerprint}\"");
    }
    push_data(page, results, finding);
    page.push_str(">\n");
    push_summary(page, finding);
    page.push_str("<div class=\"evidence\">\n");
    push_identity(page, finding);
    if let Some(waiver) = &finding.waiver {
        push_waiver(page, waiver);
    }
    if let Some(baseline) = &finding.baseline {
        push_baseline(page, baseline);
    }
    if let Some(unknown) = &finding.unknown {
        push_unknown(page, unknown);
    }
    push_messages(page, finding);
    push_reads(page, finding);
    page.push_str("<p class=\"links\">");
    if !results.check.remediation.is_empty() {
        let _ = write!(page, "<a href=\"#mend-{}\">How to mend it</a> ", check::id(results));
    }
    if let Some(fingerprint) = link {
        let _ = write!(page, "<a href=\"#f-{fingerprint}\">Link to this finding</a>");
    }
    page.push_str("</p>\n</div>\n</details>\n");
}

/// Adds a finding that passes, as an item of a list.
pub(super) fn push_passing(page: &mut String, results: CheckResults<'_>, finding: &FindingRecord) {
    page.push_str("<li");
    push_data(page, results, finding);
    let _ = write!(page, "><span class=\"name\">{}</span>", Name(&label(finding)));
    if let Some(values) = &finding.values {
        let _ = write!(page, " <span class=\"values\">{}</span>", Name(values));
    }
    if let Some(resource) = &finding.resource {
        let _ = write!(page, " {}", Code(&resource.arn));
    }
    push_where(page, finding);
    if let Some(again) = read_again(finding) {
        let _ = write!(page, " <span class=\"says\">{}</span>", Name(&again));
    }
    page.push_str("</li>\n");
}

/// What filters look at, where it is not the check's.
fn push_data(page: &mut String, results: CheckResults<'_>, finding: &FindingRecord) {
    let _ = write!(page, " data-status=\"{}\"", finding.status);
    let mut before = " data-account=\"";
    for account in narrative::accounts(finding) {
        let _ = write!(page, "{before}{}", Short(account));
        before = "\n";
    }
    if before == "\n" {
        page.push('"');
    }
    if let Some(kind) = &finding.kind
        && results.check.kind.as_ref() != Some(kind)
    {
        let _ = write!(page, " data-kind=\"{}\"", Short(kind));
    }
}

fn push_summary(page: &mut String, finding: &FindingRecord) {
    let status = finding.status;
    let _ = write!(
        page,
        "<summary><span class=\"status status-{status}\">{status}</span> <span class=\"name\">{}</span>",
        Name(&label(finding)),
    );
    if let Some(values) = &finding.values {
        let _ = write!(page, " <span class=\"values\">{}</span>", Name(values));
    }
    push_where(page, finding);
    let is_warning = matches!(status, Status::Fail | Status::Unknown | Status::NoResource);
    if is_warning && !finding.breaks {
        page.push_str(" <span class=\"warns\">does not break the build</span>");
    }
    let said = match (&finding.unknown, finding.failures.first()) {
        (Some(unknown), _) => &unknown.message,
        (None, Some(failure)) if finding.message.is_empty() => &failure.message,
        _ => &finding.message,
    };
    let glance = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if !glance.is_empty() {
        let glance = Text(&short(glance, LONGEST_GLANCE)).to_string();
        let _ = write!(page, " <span class=\"says\"><bdi>{glance}</bdi></span>");
    }
    page.push_str("</summary>\n");
}

fn push_where(page: &mut String, finding: &FindingRecord) {
    let (account, region) = match (&finding.resource, &finding.place) {
        (Some(resource), _) => (resource.account.as_str(), resource.region.as_deref()),
        (None, Some(place)) => (place.as_str(), None),
        (None, None) => match narrative::account_or_several(finding) {
            Some(narrative::SEVERAL) => ("several accounts", None),
            Some(account) => (account, None),
            None => return,
        },
    };
    let _ = write!(page, " <span class=\"where\">{}", Name(account));
    if let Some(region) = region {
        let _ = write!(page, " {}", Name(region));
    }
    page.push_str("</span>");
}

/// What people call what a finding is about.
fn label(finding: &FindingRecord) -> Cow<'_, str> {
    let kind = finding.kind.as_deref().unwrap_or("its kind");
    match (finding.subject, &finding.resource) {
        (SubjectRecord::Resource, Some(resource)) => {
            Cow::Borrowed(resource.name.as_ref().unwrap_or(&resource.id))
        }
        (SubjectRecord::All, _) => Cow::Owned(format!("all resources of {kind}")),
        (SubjectRecord::Snapshot, _) => Cow::Borrowed("the whole snapshot"),
        (SubjectRecord::Unlisted, _) => {
            Cow::Owned(format!("resources of {kind} that could not be listed"))
        }
        (SubjectRecord::Nothing, _) => Cow::Owned(format!("no resource of {kind}")),
        (SubjectRecord::Resource | SubjectRecord::Gate, _) => Cow::Borrowed(&finding.test),
    }
}

fn push_identity(page: &mut String, finding: &FindingRecord) {
    page.push_str("<dl class=\"facts\">\n");
    if let Some(resource) = &finding.resource {
        push_fact(page, "ARN", &resource.arn);
        push_fact(page, "Id", &resource.id);
        if let Some(name) = &resource.name {
            push_fact(page, "Name", name);
        }
        push_fact(page, "Account", &resource.account);
        push_fact(page, "Region", resource.region.as_deref().unwrap_or("global"));
    }
    if finding.resource.is_none() {
        for account in narrative::accounts(finding).take(MOST_PARTS) {
            push_fact(page, "Account", account);
        }
    }
    let others = [("Kind", &finding.kind), ("Place", &finding.place), ("Values", &finding.values)];
    for (label, value) in others {
        if let Some(value) = value {
            push_fact(page, label, value);
        }
    }
    push_fact(page, "Test", &finding.test);
    if let Some(again) = read_again(finding) {
        push_fact(page, "Again", &again);
    }
    page.push_str("</dl>\n");
}

fn push_fact(page: &mut String, label: &str, value: &str) {
    let _ = writeln!(page, "<dt>{label}</dt><dd>{}</dd>", Name(value));
}

fn push_waiver(page: &mut String, waiver: &WaiverRecord) {
    let until = match waiver.expired {
        true => "The waiver for this expired after",
        false => "Waived through",
    };
    let expired = if waiver.expired { " expired" } else { "" };
    let _ = writeln!(
        page,
        "<div class=\"note{expired}\">\n<h4>{until} {}</h4>\n<dl class=\"facts\">",
        Name(&waiver.expires),
    );
    push_fact(page, "Reason", &waiver.reason);
    if let Some(owner) = &waiver.owner {
        push_fact(page, "Owner", owner);
    }
    match &waiver.ticket {
        Some(ticket) if is_link(ticket) => {
            let _ = writeln!(
                page,
                "<dt>Ticket</dt><dd><a href=\"{}\" rel=\"noopener noreferrer\">{}</a></dd>",
                Text(ticket),
                Name(ticket),
            );
        }
        Some(ticket) => push_fact(page, "Ticket", ticket),
        None => {}
    }
    push_fact(page, "Stands at", &waiver.place);
    page.push_str("</dl>\n</div>\n");
}

fn push_baseline(page: &mut String, baseline: &BaselineRecord) {
    let (since, path) = (Name(&baseline.since), Code(&baseline.path));
    let _ = writeln!(
        page,
        "<div class=\"note\">\n<h4>Known since {since}</h4>\n<p>The baseline {path} has it.</p>\n</div>",
    );
}

fn push_unknown(page: &mut String, unknown: &UnknownRecord) {
    let _ = writeln!(
        page,
        "<div class=\"note unknown\">\n<h4>Not known: {}</h4>\n<dl class=\"facts\">",
        Name(&unknown.reason),
    );
    if let Some(action) = &unknown.iam_action {
        let _ = writeln!(page, "<dt>Grant</dt><dd>the IAM action {}</dd>", Code(action));
    }
    if !unknown.operation.is_empty() {
        push_fact(page, "Operation", &unknown.operation);
    }
    if let Some(code) = &unknown.code {
        push_fact(page, "Error code", code);
    }
    page.push_str("</dl>\n");
    push_block(page, &short(&unknown.message, LONGEST_MESSAGE));
    page.push_str("</div>\n");
}

fn push_messages(page: &mut String, finding: &FindingRecord) {
    let last = finding.location.as_ref().map(|location| (location, &finding.message));
    let before = finding.failures.iter().map(|failure| (&failure.location, &failure.message));
    if last.is_none() && !finding.message.is_empty() {
        page.push_str("<h4>What it said</h4>\n");
        push_block(page, &short(&finding.message, LONGEST_MESSAGE));
    }
    let mut omitted = 0;
    for (position, (location, message)) in before.chain(last).enumerate() {
        if position >= MOST_PARTS {
            omitted += 1;
            continue;
        }
        let _ = writeln!(page, "<h4>Failed at {}</h4>", Code(location));
        push_block(page, &short(message, LONGEST_MESSAGE));
    }
    push_more(page, omitted, "more failure");
}

fn push_reads(page: &mut String, finding: &FindingRecord) {
    if finding.reads.is_empty() && finding.reads_omitted == 0 {
        return;
    }
    page.push_str("<h4>What it read</h4>\n<dl class=\"reads\">\n");
    for read in finding.reads.iter().take(MOST_PARTS) {
        push_read(page, finding, read);
    }
    page.push_str("</dl>\n");
    let omitted = finding.reads.len().saturating_sub(MOST_PARTS) + finding.reads_omitted;
    push_more(page, omitted, "more attribute");
}

fn push_more(page: &mut String, omitted: usize, noun: &str) {
    if omitted > 0 {
        let _ = writeln!(page, "<p class=\"cut\">{}, not shown here.</p>", count(omitted, noun));
    }
}

fn push_read(page: &mut String, finding: &FindingRecord, read: &ReadRecord) {
    let _ = write!(page, "<dt>{}", Code(&read.attribute));
    if finding.resource.as_ref().is_none_or(|own| own.id != read.resource) {
        let _ = write!(page, " of {}", Name(&read.resource));
    }
    page.push_str("</dt><dd>");
    let value = short(&read.value, LONGEST_VALUE);
    let lines = Layout { width: 80, lead: 0, breaks_texts: false }.lines(&value);
    push_block(page, &lines.join("\n"));
    let _ = writeln!(page, "<p class=\"provenance\">{}</p></dd>", Name(&read.provenance));
}

/// A text of several lines, as it is.
fn push_block(page: &mut String, text: &str) {
    let _ = writeln!(page, "<pre>{}</pre>", Text(text));
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
