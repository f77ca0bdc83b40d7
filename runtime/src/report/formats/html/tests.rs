//! Pages as text. What a browser makes of them is in `browser`.

use super::super::super::record::CheckRecord;
use super::super::super::results::{Results, sample};
use super::page::{write, write_within};
use super::plan::{MOST_BYTES, MOST_FAILING, MOST_PASSING};
use crate::gate::Status;
use crate::resource::is_active;
use crate::settings::Severity;

fn page(results: &Results) -> (String, Vec<String>) {
    within(results, MOST_BYTES)
}

fn within(results: &Results, bytes: usize) -> (String, Vec<String>) {
    let mut page = Vec::new();
    let sentences = write_within(results, bytes, &mut page).unwrap();
    (String::from_utf8(page).unwrap(), sentences)
}

/// A check, and how many findings of each status it has.
type Of<'a> = (&'a str, Severity, &'a [(Status, usize)]);

/// Results of such checks.
fn many(of: &[Of<'_>]) -> Results {
    let mut results = sample::results();
    let like = results.suites[0].checks[0].clone();
    results.findings.clear();
    results.suites[0].checks.clear();
    for (path, severity, counts) in of {
        let path = (*path).to_owned();
        let title = String::new();
        for (status, count) in *counts {
            for position in 0..*count {
                let name = format!("{status}-{position:06}");
                let finding = sample::finding(&path, &name, *status);
                let is_pass = *status == Status::Pass;
                results.findings.push(if is_pass { finding } else { sample::failing(finding) });
            }
        }
        let check = CheckRecord { path, title, severity: *severity, ..like.clone() };
        results.suites[0].checks.push(check);
    }
    results
        .findings
        .sort_by(|left, right| (&left.check, &left.test).cmp(&(&right.check, &right.test)));
    results
}

/// Where the parts stand, one after the other.
fn assert_in_order(page: &str, parts: &[&str]) {
    let mut rest = page;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is not where it should be"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn the_worst_check_and_the_worst_finding_come_first() {
    let results = many(&[
        ("a_pass", Severity::Critical, &[(Status::Pass, 1)]),
        ("b_low", Severity::Low, &[(Status::Fail, 1)]),
        ("c_high", Severity::High, &[(Status::Waived, 1), (Status::Unknown, 1), (Status::Fail, 1)]),
        ("d_high", Severity::High, &[(Status::Fail, 1)]),
    ]);
    let check = |name| format!("data-check=\"{name}\"");
    let checks = ["c_high", "d_high", "b_low", "a_pass"].map(check);
    let (page, _) = page(&results);
    assert_in_order(&page, &checks.each_ref().map(String::as_str));
    let finding = |status| format!("data-status=\"{status}\"");
    let of_first = ["fail", "unknown", "waived"].map(finding);
    assert_in_order(&page, &of_first.each_ref().map(String::as_str));
}

#[test]
fn a_finding_says_all_that_is_known_of_it() {
    let (page, sentences) = page(&sample::results());
    assert!(sentences.is_empty(), "{sentences:?}");
    for part in [
        "<h1>Could not judge</h1>\n<p class=\"why\">3 findings of 7 break the build. 1 of them is \
         unknown.</p>",
        "<dt>Suite</dt><dd><bdi>app::config</bdi>, source <bdi>live</bdi></dd>",
        "<time datetime=\"2026-11-24T15:00:00.000000001Z\">2026-11-24 15:00:00 UTC</time>",
        "<bdi>app/tests/config/buckets.rs</bdi>:9",
        "<li><bdi>CIS AWS 5.0: 2.1.4</bdi></li>",
        "<code>aws s3api put-public-access-block --bucket NAME ...</code>",
        "<dt>ARN</dt><dd><bdi>arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123</bdi></dd>",
        "<h4>Failed at <code><bdi>app/tests/config/buckets.rs:11:5</bdi></code></h4>\n\
         <pre>!block.is_empty(): it is empty\n  block = {}</pre>",
        "<pre>{&quot;BlockPublicAcls&quot;:true,&quot;BlockPublicPolicy&quot;:false}</pre>",
        "s3:GetPublicAccessBlock at 2026-11-24T10:33:11Z",
        "<dt>Grant</dt><dd>the IAM action <code><bdi>s3:GetBucketPublicAccessBlock</bdi></code></dd>",
        "<h4>Waived through <bdi>2027-03-31</bdi></h4>",
        "<dt>Owner</dt><dd><bdi>web</bdi></dd>",
        "<dt>Ticket</dt><dd><bdi>WEB-12</bdi></dd>",
        "<h4>Known since <bdi>2026-11-01</bdi></h4>",
        "<p class=\"not-run\">Not run unless asked for: <bdi>not yet agreed</bdi></p>",
        "<summary>1 passed</summary>",
        "<bdi>port=22</bdi>",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    assert!(!page.contains("This is not everything"));
}

#[test]
fn a_finding_of_several_accounts_is_of_each() {
    let mut results = sample::results();
    results.findings = vec![sample::over(&["1", "2"]), sample::over(&["3"])];
    let (page, _) = page(&results);
    for part in [
        " data-account=\"1\n2\"",
        " data-account=\"3\"",
        "<span class=\"where\"><bdi>several accounts</bdi></span>",
        "<span class=\"where\"><bdi>3</bdi></span>",
        "<dt>Account</dt><dd><bdi>1</bdi></dd>\n<dt>Account</dt><dd><bdi>2</bdi></dd>",
        "<span data-filter=\"account=2&amp;severity=high\">1 of 1</span>",
        "<option value=\"2\">2</option>",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    assert!(!page.contains("no account"));
}

#[test]
fn what_is_missing_is_said_above_all_findings() {
    let (page, _) = page(&sample::with_gaps());
    assert_in_order(
        &page,
        &[
            "3 cases have no finding.",
            "<h2 id=\"gaps\">This is not everything</h2>",
            "3 cases of <code><bdi>buckets::block_public_access</bdi></code> have no finding: their \
         process crashed or was killed.",
            "Partial: <bdi>1 of 2 checks of app::config were not selected</bdi>.",
            "Findings by check",
            "3 cases of this check without a finding",
        ],
    );
}

#[test]
fn nothing_found_is_not_clean() {
    let mut results = sample::results();
    results.findings.clear();
    let (page, _) = page(&results);
    assert!(page.contains("<h1>Could not judge</h1>"));
    assert!(page.contains("<p class=\"why\">There is no finding: nothing was judged.</p>"));
}

#[test]
fn findings_of_an_unknown_check_are_counted() {
    let mut results = sample::results();
    results.findings[0].check = "a::stray".to_owned();
    let (page, _) = page(&results);
    assert!(page.contains("1 finding of checks that their suite does not have: not shown."));
}

#[test]
fn what_is_too_much_for_a_browser_is_counted() {
    let passing = MOST_PASSING + 3;
    let failing = MOST_FAILING + 1;
    let results = many(&[(
        "a",
        Severity::Low,
        &[(Status::Pass, passing), (Status::Fail, failing), (Status::Waived, 2)],
    )]);
    let (page, sentences) = page(&results);
    assert_eq!(page.matches("<details class=\"finding").count(), MOST_FAILING);
    assert_eq!(page.matches("<li data-status=\"pass\"").count(), MOST_PASSING);
    assert_in_order(
        &page,
        &[
            "This page does not list 3 findings that do not pass",
            "Not all findings are listed on this page.",
            "1 more of those that break the build is not listed here",
            "2 more of those that neither pass nor break the build are not listed here",
            "<summary>203 passed</summary>\n<p class=\"cut\">The first 200 are listed; 3 more passed.",
        ],
    );
    assert_eq!(
        sentences,
        [
            "of the findings that break the build, 1 is counted and not listed: a page lists 2,000 of a \
         check, and about 20 MB in all",
            "of the findings that neither pass nor break the build, 2 are counted and not listed: a page \
         lists 2,000 of a check, and about 20 MB in all",
        ]
    );
}

#[test]
fn of_little_space_each_check_gets_some_for_what_breaks() {
    let of_both: &[(Status, usize)] =
        &[(Status::Fail, 100), (Status::Waived, 100), (Status::Pass, 100)];
    let results = many(&[("a", Severity::High, of_both), ("b", Severity::Low, of_both)]);
    let (page, sentences) = within(&results, 100_000);
    let (first, second) = page.split_at(page.find("data-check=\"b\"").unwrap());
    let breaking = |part: &str| part.matches("<details class=\"finding breaks\"").count();
    assert!(breaking(first) > 20, "{}", breaking(first));
    assert_eq!(breaking(second), 20);
    for part in ["data-status=\"waived\"", "data-status=\"pass\""] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.len() < 150_000, "{}", page.len());
    assert_eq!(sentences.len(), 2);
    assert_eq!(within(&results, 100_000), (page, sentences), "the same every time");
}

#[test]
fn nothing_of_others_acts() {
    let mut results = sample::hostile();
    let check = &mut results.suites[0].checks[0];
    let texts: Vec<String> =
        results.findings.iter().take(8).map(|finding| finding.message.clone()).collect();
    check.title = texts.join(" ");
    check.controls = texts.clone();
    check.description = texts.join("\n\n");
    check.path = texts.join("");
    results.suites[0].source = texts.join("");
    for finding in &mut results.findings {
        finding.check = texts.join("");
        finding.fingerprint = "\"><script>alert(1)</script>".to_owned();
    }
    let (page, _) = page(&results);
    assert!(page.len() < 1_000_000, "{}", page.len());
    assert_eq!(page.chars().filter(|character| is_active(*character)).count(), 0);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<img"));
    assert!(page.contains("(10000 of 10000000 characters)"));
}

#[test]
fn the_same_results_are_the_same_bytes() {
    let mut pages = [Vec::new(), Vec::new()];
    for page in &mut pages {
        write(&sample::with_gaps(), page).unwrap();
    }
    assert!(pages[0] == pages[1]);
}
