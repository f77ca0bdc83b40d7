//! What a resource says of itself does nothing where a failure is shown.

use proptest::prelude::*;

use super::super::diff_text;
use super::super::page::plain;
use super::failures;
use crate::check::{BARE, Cases, Check, Context, Over, Returned, RunsOver};
use crate::resource::{Kind, is_active};
use crate::run::carry_out;
use crate::s3;
use crate::snapshot::{Compared, Snapshot, compare};

fn bucket(context: &Context<'_>) -> s3::Bucket {
    RunsOver::from_case(context)
}

/// Says what the resource says.
fn quotes(context: &Context<'_>) -> Result<(), Returned> {
    let bucket = bucket(context);
    let said = bucket.tag("said").unwrap_or_default();
    assert!(bucket.name().is_empty(), "{said}");
    Ok(())
}

fn compares(context: &Context<'_>) -> Result<(), Returned> {
    let bucket = bucket(context);
    assert_eq!(bucket.tag("said"), Some("nothing"), "{}", bucket.name());
    Ok(())
}

static QUOTES: Check = Check { over: Over::Each(s3::Bucket::SPEC), run: quotes, ..BARE };
static COMPARES: Check = Check { over: Over::Each(s3::Bucket::SPEC), run: compares, ..BARE };

/// Failures over buckets of which the second has the same words for a name and a tag.
fn shown(check: &'static Check, words: &str, many: usize) -> (String, Vec<String>) {
    let mut snapshot = Snapshot::mock().with(s3::Bucket::mock("acme-logs").with_tag("said", words));
    for number in 0..many {
        let id = format!("{words}{number}");
        snapshot =
            snapshot.with(s3::Bucket::mock(id).with_tag("said", words).with_tag("Name", words));
    }
    let cases = Cases::of(check, &snapshot, None);
    let findings: Vec<_> = (0..cases.len()).map(|case| carry_out(&cases.case(case))).collect();
    let names = (0..cases.len()).map(|case| cases.name(case)).collect();
    (failures(&findings).unwrap(), names)
}

fn assert_inert(text: &str) {
    let plain = plain(text);
    assert!(!plain.contains(is_active), "{plain:?}");
    for line in plain.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line:?} of {plain:?}");
        for command in ["##[", "##vso[", "##teamcity["] {
            assert!(!line.contains(command), "{line:?} of {plain:?}");
        }
    }
}

#[test]
fn hostile_words_are_shown_and_not_obeyed() {
    let words = "a\u{1b}[31m\n::set-output name=x::y\n##[error]\u{202e}z\r\u{1b}[2J";
    let (text, names) = shown(&QUOTES, words, 1);
    assert_inert(&text);
    let shown = plain(&text);
    for expected in [
        "           \\::set-output name=x::y\n",
        "           #\\#[error]\\u{202e}z\\r\\u{1b}[2J\n",
        "a\\u{1b}[31m\\n::set-output name=x::y\\n#\\#[error]\\u{202e}z\\r\\u{1b}[2J0\n",
    ] {
        assert!(shown.contains(expected), "{shown}");
    }
    let name = "::a\\u{1b}[31m\\n::set-output name=x::y\\n#\\#[error]\\u{202e}z\\r\\u{1b}[2J0";
    assert!(names[1].ends_with(name) || names[0].ends_with(name), "{names:?}");
}

#[test]
fn a_long_text_has_an_end() {
    let (text, _) = shown(&QUOTES, &"long ".repeat(100_000), 0);
    assert!(text.len() < 20_000, "{}", text.len());
    let (text, _) = shown(&QUOTES, &"long\n".repeat(100_000), 0);
    assert!(text.len() < 20_000, "{}", text.len());
}

#[test]
fn how_to_see_one_of_many_alone_is_what_a_shell_takes() {
    let (text, _) = shown(&QUOTES, "a; rm -rf '*'\n", 25);
    assert!(text.contains("CONFIGTEST_RESOURCE='a; rm -rf ?*??"), "{text}");
}

#[test]
fn a_comparison_of_snapshots_is_inert() {
    let words = "a\n::set-output name=x::y ##[error]\u{202e}z\u{9b}2J";
    let of = |said: &str| {
        Snapshot::mock()
            .with(s3::Bucket::mock("same").with_tag("said", said))
            .with(s3::Bucket::mock(format!("{words}{said}")))
    };
    let (before, after) = (of(words), of("other"));
    let foreign = std::collections::BTreeSet::new();
    let of = |snapshot| Compared { snapshot, salt: None, regions: &[], foreign: &foreign };
    let text = diff_text(&compare(of(&before), of(&after)), "acme", "live");
    assert_inert(&text);
    let expected =
        "gone: AWS::S3::Bucket a\\n::set-output name=x::y #\\#[error]\\u{202e}z\\u{9b}2Ja";
    assert!(text.contains(expected), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_that_a_resource_says_is_obeyed(
        words in prop_oneof![
            any::<String>(),
            "(::|##|\\[|:|#|vso\\[|\n|\r| |\u{1b}\\[1m|\u{1b}\\[|\u{9b}|\u{202e}|\u{200b}|\u{2028}|[a-z,]){1,60}",
        ],
        many in 0_usize..3,
        // Long ones are laid out over lines.
        times in prop_oneof![Just(1), Just(40)],
    ) {
        let words = words.repeat(times);
        for check in [&QUOTES, &COMPARES] {
            let (text, names) = shown(check, &words, many);
            assert_inert(&text);
            for name in names {
                prop_assert!(!name.contains(['\n', '\t']), "{:?}", name);
                assert_inert(&name);
            }
        }
    }
}
