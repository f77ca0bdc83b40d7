use proptest::prelude::*;

use super::super::strings::tests::{all_texts, arn, globs, like};
use super::*;

fn ample() -> Budget {
    Budget::new(1 << 24, 1 << 26)
}

#[test]
fn what_begins_or_ends_differently_is_apart() {
    let apart = [
        (like("a*"), like("b*")),
        (like("*a"), like("*b")),
        (like("ab"), like("a")),
        (like("a?"), like("a")),
        (arn("arn:aws:s3:*:*:a/*"), arn("arn:aws:s3:*:*:b*")),
        (arn("arn:*:s3:::a"), arn("arn:*:sqs:::a")),
        (arn("?*"), Glob::text(":")),
        (like("S3:*").ignoring_case(), like("ec2:*").ignoring_case()),
    ];
    for (one, other) in &apart {
        assert!(one.is_apart(other) && other.is_apart(one), "{one:?} {other:?}");
    }
    assert!(!like("A*").ignoring_case().is_apart(&like("aB")));
    assert!(!like("*:s3:*").is_apart(&like("*:sqs:*")));
}

#[test]
fn what_is_covered_is_seen() {
    let covered = [
        (like("*"), like("a?")),
        (like("a*"), like("ab*")),
        (like("*b*"), like("a*b?c")),
        (like("?*"), like("*?")),
        (like("**"), like("")),
        (like("a").ignoring_case(), Glob::text("A")),
        (like("1"), like("1").ignoring_case()),
        (like("*"), arn("arn:aws:s3:::b/*")),
        (arn("arn:aws:s3:*:*:b/*"), arn("arn:aws:s3:::b/x*")),
        (arn("arn:aws:s3:*:*:*"), arn("arn:aws:s3:*:1:b")),
    ];
    for (wide, narrow) in &covered {
        assert_eq!(wide.covers(narrow, &mut ample()), Ok(true), "{wide:?} {narrow:?}");
    }
    let not = [
        (arn("arn:*"), like("arn:*")),
        (like("a"), like("a").ignoring_case()),
        (like("?"), like("*")),
    ];
    for (wide, narrow) in &not {
        assert_eq!(wide.covers(narrow, &mut ample()), Ok(false), "{wide:?} {narrow:?}");
    }
}

#[test]
fn it_is_not_looked_for_ever() {
    let wide = like(&format!("*{}*", "a".repeat(1 << 18)));
    let narrow = like(&format!("*{}b", "a".repeat(1 << 20)));
    let mut budget = Budget::new(1 << 26, 0);
    assert_eq!(wide.covers(&narrow, &mut budget), Ok(false));
    assert_eq!(wide.covers(&narrow, &mut Budget::new(1 << 10, 0)), Err(GivenUp));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_is_in_two_that_are_apart_and_all_are_in_what_covers(
        one in globs(), other in globs()
    ) {
        let is_apart = one.glob().is_apart(&other.glob());
        let covers = one.glob().covers(&other.glob(), &mut ample()).unwrap();
        for text in all_texts() {
            let (in_one, in_other) = (one.is_match(&text), other.is_match(&text));
            prop_assert!(!(is_apart && in_one && in_other), "{text:?}");
            prop_assert!(!covers || !in_other || in_one, "{text:?}");
        }
    }
}
