use proptest::prelude::*;

use super::*;
use crate::access::{Pattern, Version};

fn ample() -> Budget {
    Budget::new(1 << 24, 1 << 26)
}

pub(crate) fn like(text: &str) -> Glob {
    Glob::like(&Pattern::with_wildcards(text, Version::V2012)).unwrap()
}

pub(crate) fn arn(text: &str) -> Glob {
    Glob::arn(&Pattern::with_wildcards(text, Version::V2012)).unwrap()
}

/// All texts of up to five letters of a small alphabet.
pub(crate) fn all_texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut longest = texts.clone();
    for _ in 0..5 {
        longest = longest
            .iter()
            .flat_map(|text| ["a", "B", ":", "*"].map(|letter| format!("{text}{letter}")))
            .collect();
        texts.extend(longest.iter().cloned());
    }
    texts
}

/// What a glob matches, by its definition.
pub(crate) fn is_match(
    pattern: &[char],
    text: &[char],
    colons: Option<usize>,
    folds: bool,
) -> bool {
    let is_free = colons.is_none_or(|colons| colons >= 5);
    let Some((first, rest)) = pattern.split_first() else { return text.is_empty() };
    if *first == '*' && is_match(rest, text, colons, folds) {
        return true;
    }
    let Some((letter, others)) = text.split_first() else { return false };
    match first {
        '*' => (is_free || *letter != ':') && is_match(pattern, others, colons, folds),
        '?' => (is_free || *letter != ':') && is_match(rest, others, colons, folds),
        _ => {
            let colons = colons.map(|colons| colons + usize::from(*first == ':'));
            let is_same = first == letter || (folds && first.eq_ignore_ascii_case(letter));
            is_same && is_match(rest, others, colons, folds)
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Described {
    text: String,
    is_arn: bool,
    folds: bool,
}

impl Described {
    pub(crate) fn glob(&self) -> Glob {
        let glob = if self.is_arn { arn(&self.text) } else { like(&self.text) };
        if self.folds { glob.ignoring_case() } else { glob }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        let (pattern, text) =
            (self.text.chars().collect::<Vec<_>>(), text.chars().collect::<Vec<_>>());
        is_match(&pattern, &text, self.is_arn.then_some(0), self.folds)
    }
}

pub(crate) fn globs() -> impl Strategy<Value = Described> {
    ("[abAB:*?]{0,7}", any::<bool>(), prop::bool::weighted(0.25))
        .prop_map(|(text, is_arn, folds)| Described { text, is_arn, folds })
}

pub(crate) fn sets() -> impl Strategy<Value = Vec<(bool, Vec<Described>)>> {
    prop::collection::vec((any::<bool>(), prop::collection::vec(globs(), 1..4)), 0..5)
}

fn set_of(demands: &[(bool, Vec<Described>)]) -> Strings {
    demands.iter().fold(Strings::all(), |set, (is_in, globs)| {
        let globs: Vec<Glob> = globs.iter().map(Described::glob).collect();
        if *is_in { set.and_any_of(globs) } else { set.and_none_of(globs) }
    })
}

pub(crate) fn is_member(demands: &[(bool, Vec<Described>)], text: &str) -> bool {
    demands.iter().all(|(is_in, globs)| globs.iter().any(|glob| glob.is_match(text)) == *is_in)
}

#[test]
fn a_preferred_member_comes_first_and_then_one_that_reads_well() {
    let bucket = Strings::all().and_any_of(vec![arn("arn:aws:s3:::bucket/*")]);
    let witness = |set: &Strings, prefer: &[&str]| set.witness(&mut ample(), prefer).unwrap();
    let preferred = "arn:aws:s3:::bucket/photo.jpg";
    assert_eq!(witness(&bucket, &["other", preferred]).as_deref(), Some(preferred));
    let cases = [
        (bucket.clone(), "arn:aws:s3:::bucket/example"),
        (bucket.and_none_of(vec![like("*example*")]), "arn:aws:s3:::bucket/x"),
        (bucket.and_any_of(vec![like("*/secret/*")]), "arn:aws:s3:::bucket/secret/example"),
        (
            bucket.and_any_of(vec![like("*/secret/*")]).and_any_of(vec![like("*.jpg")]),
            "arn:aws:s3:::bucket/secret/example.jpg",
        ),
        (Strings::all(), "example"),
        (Strings::all().and_none_of(vec![like("*a*")]), "x"),
    ];
    for (set, text) in cases {
        assert_eq!(witness(&set, &[]).as_deref(), Some(text));
    }
}

#[test]
fn emptiness_is_answered() {
    let set = Strings::all().and_any_of(vec![like("a*")]);
    assert_eq!(set.is_empty(&mut ample()), Answer::NotEmpty);
    let covered = set.and_none_of(vec![like("a"), like("a?*")]);
    assert_eq!(covered.is_empty(&mut ample()), Answer::Empty);
    assert_eq!(covered.is_empty(&mut Budget::new(20, 1 << 20)), Answer::GivenUp);
    assert_eq!(set.and_all_of(&covered).is_empty(&mut ample()), Answer::Empty);
    let text = set.and_any_of(vec![Glob::text("ab"), Glob::text("b")]);
    assert_eq!(text.and_none_of(vec![like("*b")]).is_empty(&mut ample()), Answer::Empty);
}

#[test]
fn a_question_with_megabytes_in_it_ends() {
    let long = "a".repeat(1 << 20);
    let part = "a".repeat(1 << 18);
    let set = Strings::all().and_any_of(vec![like(&format!("*{long}"))]);
    let sets = [
        set.clone(),
        set.and_any_of(vec![like("*b")]),
        set.and_any_of(vec![like(&format!("{long}b*"))]),
        set.and_none_of(vec![like(&format!("*?{part}b*")), like(&format!("*{part}*"))]),
        set.and_any_of(vec![Glob::text(&long)]).and_none_of(vec![like("*a*a*b*")]),
    ];
    let answers = sets.map(|set| set.is_empty(&mut Budget::new(1 << 26, 1 << 26)));
    use Answer::{Empty, GivenUp, NotEmpty};
    assert_eq!(answers, [NotEmpty, Empty, NotEmpty, GivenUp, NotEmpty]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_glob_matches_what_it_says(glob in globs(), text in "[abAB:x]{0,8}") {
        prop_assert_eq!(glob.glob().matches(&text), glob.is_match(&text));
    }

    #[test]
    fn a_set_is_empty_only_where_nothing_is_in_it(demands in sets()) {
        let set = set_of(&demands);
        let member = all_texts().into_iter().find(|text| is_member(&demands, text));
        match set.witness(&mut ample(), &[]) {
            Ok(None) => prop_assert_eq!(member, None),
            Ok(Some(text)) => {
                prop_assert!(is_member(&demands, &text), "{text:?}");
                prop_assert!(set.contains(&text), "{text:?}");
            }
            Err(GivenUp) => prop_assert!(false, "given up"),
        }
    }
}
