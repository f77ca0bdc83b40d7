//! What a renderer that others wrote makes of it.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::super::super::results::{Results, sample};
use super::escape::{authored, block, code, code_cell, words, words_cell};
use super::{Extent, document, write};
use crate::gate::Status;
use crate::resource::{inert, inert_line, without_commands};

/// A document as it is rendered.
#[derive(Debug, Default)]
struct Rendered {
    headings: Vec<String>,
    /// Tables of rows of cells; the first row is the head.
    tables: Vec<Vec<Vec<String>>>,
    blocks: Vec<String>,
    codes: Vec<String>,
    /// What stands outside of code.
    text: String,
    html: Vec<String>,
    links: Vec<String>,
}

fn render(markdown: &str) -> Rendered {
    let mut rendered = Rendered::default();
    let (mut heading, mut cell, mut code_block) = (None, None, None);
    for event in Parser::new_ext(markdown, Options::all()) {
        let mut add = |text: &str| {
            for part in [&mut heading, &mut cell, &mut code_block].into_iter().flatten() {
                let part: &mut String = part;
                part.push_str(text);
            }
        };
        match event {
            Event::Text(text) => {
                add(&text);
                if code_block.is_none() {
                    rendered.text.push_str(&text);
                    rendered.text.push('\n');
                }
            }
            Event::Code(text) => {
                add(&text);
                rendered.codes.push(text.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => rendered.html.push(html.to_string()),
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => rendered.headings.extend(heading.take()),
            Event::Start(Tag::Table(_)) => rendered.tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                rendered.tables.last_mut().unwrap().push(Vec::new());
            }
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                let row = rendered.tables.last_mut().unwrap().last_mut().unwrap();
                row.extend(cell.take());
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                assert!(matches!(kind, CodeBlockKind::Fenced(_)), "nothing is set in by chance");
                code_block = Some(String::new());
            }
            Event::End(TagEnd::CodeBlock) => rendered.blocks.extend(code_block.take()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                rendered.links.push(dest_url.to_string());
            }
            _ => {}
        }
    }
    rendered
}

fn written(results: &Results) -> (String, Vec<String>) {
    let mut bytes = Vec::new();
    let cut = write(results, &mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), cut)
}

#[test]
fn a_person_sees_the_verdict_the_counts_and_what_does_not_pass() {
    let (text, cut) = written(&sample::results());
    assert_eq!(cut, [""; 0]);
    let rendered = render(&text);
    assert_eq!(
        rendered.headings,
        [
            "configtest: could not judge",
            "Findings",
            "high: Buckets keep every public-access block switched on.",
            "low: Ports of administration are not open to the internet.",
            "Accepted for now",
            "Not run",
        ]
    );
    let [counts, buckets, groups, accepted] = &rendered.tables[..] else { panic!("{text}") };
    assert_eq!(
        counts[0],
        [
            "severity",
            "fail",
            "unknown",
            "no-resource",
            "waived",
            "baselined",
            "below-threshold",
            "pass"
        ]
    );
    assert_eq!(counts[1], ["high", "1", "1", "0", "1", "1", "0", "1"]);
    assert_eq!(counts[2], ["low", "0", "0", "1", "0", "0", "1", "0"]);
    assert_eq!(counts[3], ["all", "1", "1", "1", "1", "1", "1", "1"]);
    assert_eq!(
        buckets[1],
        ["acme-logs", "111122223333", "eu-west-1", "fail", "!block.is_empty(): it is empty …"]
    );
    assert_eq!(
        buckets[2][3..],
        ["unknown", "s3:GetPublicAccessBlock: AccessDenied: Access Denied"]
    );
    assert_eq!(buckets.len(), 3, "neither what passes nor what is accepted");
    assert_eq!(groups[1][..1], ["every AWS::S3::Bucket"]);
    assert_eq!(groups[2][0], "sg-0123 (bastion), port=22");
    assert_eq!(groups[2][3], "below-threshold");
    assert_eq!(
        accepted[1],
        [
            "buckets::block_public_access",
            "acme-old",
            "baselined",
            "in configtest-baseline.json since 2026-11-01",
            "",
            ""
        ]
    );
    assert_eq!(
        accepted[2][1..],
        ["acme-website", "waived", "the public website", "2027-03-31", "web, WEB-12"]
    );
    assert!(
        text.contains("\nTo mend it:\n\n> `aws s3api put-public-access-block --bucket NAME ...`\n")
    );
    assert!(text.contains("\n2 of 5 findings do not pass, and 2 more are accepted for now.\n"));
    assert!(text.contains("\n2 of 2 findings do not pass.\n"));
    let expected = "buckets::block_public_access::acme-logs\narn:aws:s3:::acme-logs\n\
        app/tests/config/buckets.rs:11:5: !block.is_empty(): it is empty\n  block = {}\n\
        app/tests/config/buckets.rs:12:5: assertion failed: block.blocks_everything()\n\
        public_access_block = {\"BlockPublicAcls\":true,\"BlockPublicPolicy\":false}\n  \
        from s3:GetPublicAccessBlock at 2026-11-24T10:33:11Z\n";
    assert_eq!(rendered.blocks[0], expected);
    assert!(text.contains("- `vpcs::log_flows` was ignored: not yet agreed\n"));
}

#[test]
fn a_finding_of_no_resource_names_its_accounts() {
    let mut results = sample::results();
    results.findings = vec![sample::over(&["1", "2"]), sample::over(&["3"])];
    let (text, _) = written(&results);
    let rendered = render(&text);
    let rows = &rendered.tables[1][1..];
    assert_eq!(rows.iter().map(|row| &row[1]).collect::<Vec<_>>(), ["several", "3"]);
    assert!(rendered.blocks[0].contains("\naccounts 1, 2\n"), "{}", rendered.blocks[0]);
}

#[test]
fn nothing_to_look_at_where_that_is_allowed_is_not_listed() {
    let mut results = sample::results();
    results.findings.retain(|finding| finding.status == Status::NoResource);
    results.findings[0].breaks = false;
    assert!(!written(&results).0.contains("do not pass"));
}

#[test]
fn what_is_missing_is_seen_first() {
    let (text, _) = written(&sample::with_gaps());
    let rendered = render(&text);
    assert_eq!(rendered.headings[..2], ["configtest: could not judge", "What is missing"]);
    let gap =
        "- **Gap**: 3 cases of `buckets::block_public_access` of `app::config` without a finding";
    assert!(text.contains(gap), "{text}");
    assert!(text.contains("- **Partial**: `1 of 2 checks of app::config were not selected`\n"));
    let nothing = Results { findings: Vec::new(), ..sample::with_gaps() };
    assert!(written(&nothing).0.contains("\nThere are no findings.\n"));
}

#[test]
fn an_expired_waiver_is_told() {
    let mut results = sample::results();
    for finding in &mut results.findings {
        if let Some(waiver) = &mut finding.waiver {
            waiver.expired = true;
            (finding.status, finding.breaks) = (Status::Fail, true);
        }
    }
    let (text, _) = written(&results);
    assert!(
        text.contains("| the waiver at `configtest.toml:12` ended on `2027-03-31`: `"),
        "{text}"
    );
}

#[test]
fn what_others_wrote_stays_text() {
    let results = sample::hostile();
    let (text, _) = written(&results);
    let rendered = render(&text);
    assert_eq!(rendered.links, [""; 0]);
    let tags = ["<details>\n", "<summary>Evidence</summary>\n", "</details>\n"];
    assert_eq!(rendered.html, tags);
    let title = "high: Buckets keep every public-access block switched on.";
    let headings = ["configtest: fail", "Findings", title, "Not run"];
    assert_eq!(rendered.headings, headings);
    // What GitHub makes links of by itself is nowhere but in code.
    for active in ["@", "#1", "http", "::", "javascript", "{{"] {
        assert!(!rendered.text.contains(active), "{active}: {}", rendered.text);
    }
    let rows = &rendered.tables[1][1..];
    assert_eq!(rows.len(), results.findings.len());
    for (row, finding) in rows.iter().zip(&results.findings) {
        assert_eq!(row.len(), 5);
        let resource = finding.resource.as_ref().unwrap();
        let name = resource.name.iter().map(|name| format!(" ({})", inert_line(name)));
        let expected = format!("{}{}", inert_line(&resource.id), name.collect::<String>());
        assert_eq!(row[0], expected);
        assert_eq!(row[1..4], ["111122223333", "eu-west-1", "fail"]);
    }
    let is_active = |character: char| character != '\n' && character.is_control();
    assert!(!text.contains(is_active) && !text.contains(['\u{202e}', '\u{2066}', '\u{200f}']));
    for (block, finding) in rendered.blocks.iter().zip(&results.findings).take(8) {
        // But for what disarms a command.
        let plain = |text: &str| inert(text).replace('\\', "");
        assert!(plain(block).contains(&plain(&finding.message)), "{block}");
        assert!(plain(block).contains(&plain(&finding.reads[0].value)), "{block}");
        assert_eq!(without_commands(block), *block);
    }
}

#[test]
fn it_has_an_end() {
    let mut results = sample::results();
    let failing = results.findings.iter().find(|finding| finding.status == Status::Fail).unwrap();
    let accepted =
        results.findings.iter().find(|finding| finding.status == Status::Waived).unwrap();
    let (failing, accepted) = (failing.clone(), accepted.clone());
    let mut check = results.suites[0].checks[0].clone();
    check.description = "words ".repeat(600);
    results.suites[0].checks.clear();
    results.findings.clear();
    for number in 0..100 {
        check.path = format!("many::check_{number:03}");
        results.suites[0].checks.push(check.clone());
        for of in 0..60 {
            let mut finding = failing.clone();
            finding.check = check.path.clone();
            finding.test = format!("{}::{of:03}", check.path);
            finding.message = "long ".repeat(500);
            results.findings.push(finding.clone());
            results.findings.push(crate::report::record::FindingRecord {
                check: finding.check,
                test: finding.test,
                ..accepted.clone()
            });
        }
    }
    let (text, cut) = written(&results);
    assert!(text.len() <= 500_000 && text.len() > 300_000, "{}", text.len());
    let rendered = render(&text);
    assert_eq!(rendered.headings.last().map(String::as_str), Some("Left out"));
    assert!(cut.iter().all(|note| text.contains(note)));
    assert!(cut.iter().any(|note| note.ends_with("that do not pass are left out")), "{cut:?}");
    // Each section has 50 of 60.
    let sections = rendered.headings.iter().filter(|heading| heading.starts_with("high: ")).count();
    let hidden = sections * 10 + (100 - sections) * 60;
    let note = format!("{hidden} findings that do not pass are counted and not listed");
    assert!(cut.contains(&note), "{cut:?}");
    assert!(cut.iter().any(|note| note.starts_with("5500 accepted findings more")), "{cut:?}");
    // The counts are of all.
    assert_eq!(rendered.tables[0][2], ["all", "6000", "0", "0", "6000", "0", "0", "0"]);
    let again = document(&results, Extent { bytes: 500_000, findings: 50, evidence: 10 });
    assert_eq!(again.0, text);
}

#[test]
fn only_words_stand_outside_of_code() {
    for plain in
        ["the public website", "WEB-12", "until then: see (a/b), c.", "Zürich 日本", "2 of 3"]
    {
        assert_eq!(words(plain), plain);
    }
    for other in [
        "@someone",
        "a@b.c",
        "#1",
        "GH-12",
        "see www.example.com",
        "http://x",
        "a_b_",
        "1f2e3d4c",
        "x:y",
        ":smile:",
        "*a*",
        "<b>",
        "a|b",
        "- a",
        "mailto:x",
        " a",
        "a\n# b",
        "~x~",
        "$x$",
        "!",
    ] {
        assert_eq!(words(other), code(other), "{other}");
    }
    assert_eq!(words(""), "");
}

#[test]
fn what_an_author_wrote_is_markdown_without_html() {
    assert_eq!(authored("Run `a <b>`:\n\n- *c* <d>", "> "), "> Run `a <b>`:\n>\n> - *c* &lt;d>");
    assert_eq!(authored("see <https://example.com>", ""), "see <https://example.com>");
    let open = authored("<div>\n```\n<!-- a", "> ");
    let rendered = render(&format!("{open}\n\n# after"));
    assert_eq!((rendered.html, rendered.headings), (Vec::new(), vec!["after".to_owned()]));
}

const HOSTILE: &str = "([`|\\\\ <>a#*_\\[\\]()!~\n\r\t&;-]|\\\\\\||```|http://|@a|\u{1b}){0,20}";

proptest! {
    #[test]
    fn a_text_is_the_same_text_in_code(text in prop_oneof![any::<String>(), HOSTILE]) {
        let rendered = render(&format!("before {} after", code(&text)));
        let shown = inert_line(&text).into_owned();
        prop_assert_eq!(rendered.codes.concat(), shown);
        let rendered = render(&format!("- before {}\n", words(&text)));
        prop_assert!(rendered.html.is_empty() && rendered.links.is_empty());
        let rendered = render(&block(&text));
        let shown = inert(&text);
        let shown = without_commands(&shown);
        prop_assert_eq!(&rendered.blocks, &[format!("{}\n", shown.trim_end_matches('\n'))]);
    }

    #[test]
    fn a_text_is_the_same_text_in_a_cell(
        texts in prop::collection::vec(prop_oneof![any::<String>(), HOSTILE], 3),
    ) {
        let cells: Vec<String> = texts.iter().map(|text| code_cell(text)).collect();
        let rendered = render(&format!("| a | b | c |\n|---|---|---|\n| {} |\n", cells.join(" | ")));
        let shown = texts.iter().map(|text| {
            inert_line(text).replace("\\|", "\\\\u{7c}").trim_matches(' ').to_owned()
        });
        let row = rendered.tables[0][1].iter().map(|cell| cell.trim_matches(' ').to_owned());
        prop_assert_eq!(row.collect::<Vec<_>>(), shown.collect::<Vec<_>>());
        let cells: Vec<_> = texts.iter().map(|text| words_cell(text)).collect();
        let rendered = render(&format!("| a | b | c |\n|---|---|---|\n| {} |\n", cells.join(" | ")));
        prop_assert_eq!(rendered.tables[0][1].len(), 3);
        prop_assert!(rendered.html.is_empty() && rendered.links.is_empty());
    }

    #[test]
    fn an_author_leaves_nothing_open(text in prop_oneof![any::<String>(), HOSTILE]) {
        let rendered = render(&format!("{}\n\n# after\n", authored(&text, "> ")));
        prop_assert!(rendered.html.is_empty(), "{:?}", rendered.html);
        prop_assert_eq!(rendered.headings.last().map(String::as_str), Some("after"));
    }
}
