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
fn all_texts() -> Vec<String> {
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
struct Described {
    text: String,
    is_arn: bool,
    folds: bool,
}

impl Described {
    fn glob(&self) -> Glob {
        let glob = if self.is_arn { arn(&self.text) } else { like(&self.text) };
        if self.folds { glob.ignoring_case() } else { glob }
    }

    fn is_match(&self, text: &str) -> bool {
        let (pattern, text) =
            (self.text.chars().collect::<Vec<_>>(), text.chars().collect::<Vec<_>>());
        is_match(&pattern, &text, self.is_arn.then_some(0), self.folds)
    }
}

fn globs() -> impl Strategy<Value = Described> {
    ("[abAB:*?]{0,7}", any::<bool>(), prop::bool::weighted(0.25))
        .prop_map(|(text, is_arn, folds)| Described { text, is_arn, folds })
}

fn sets() -> impl Strategy<Value = Vec<(bool, Vec<Described>)>> {
    prop::collection::vec((any::<bool>(), prop::collection::vec(globs(), 1..4)), 0..5)
}

fn set_of(demands: &[(bool, Vec<Described>)]) -> Strings {
    demands.iter().fold(Strings::all(), |set, (is_in, globs)| {
        let globs: Vec<Glob> = globs.iter().map(Described::glob).collect();
        if *is_in { set.and_any_of(globs) } else { set.and_none_of(globs) }
    })
}

fn is_member(demands: &[(bool, Vec<Described>)], text: &str) -> bool {
    demands.iter().all(|(is_in, globs)| globs.iter().any(|glob| glob.is_match(text)) == *is_in)
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

    #[test]
    fn the_search_by_itself_finds_a_shortest_member(demands in sets()) {
        let of = |which: bool| demands.iter().filter(move |(is_in, _)| *is_in == which);
        let groups: Vec<Vec<Glob>> =
            of(true).map(|(_, globs)| globs.iter().map(Described::glob).collect()).collect();
        let nots: Vec<Glob> =
            of(false).flat_map(|(_, globs)| globs.iter().map(Described::glob)).collect();
        let member = all_texts().into_iter().find(|text| is_member(&demands, text));
        let found = search(&groups, &nots, &mut ample()).unwrap();
        if let Some(text) = &found {
            prop_assert!(is_member(&demands, text), "{text:?}");
        }
        if let Some(member) = member {
            prop_assert!(found.is_some_and(|text| text.len() <= member.len()));
        }
    }
}
