use proptest::prelude::*;

use super::super::strings::tests::{Described, all_texts, arn, is_member, like, sets};
use super::*;

fn ample() -> Budget {
    Budget::new(1 << 24, 1 << 26)
}

fn found(groups: &[Vec<Glob>], nots: &[Glob]) -> Option<String> {
    search(groups, nots, &mut ample()).unwrap()
}

#[test]
fn a_letter_that_nobody_waits_for_is_found() {
    let nots: Vec<Glob> = NICE.chars().map(|letter| Glob::text(&letter.to_string())).collect();
    assert_eq!(found(&[vec![like("?")]], &nots), Some("!".to_owned()));
    let all: Vec<Glob> = ('!'..='~').map(|letter| Glob::text(&letter.to_string())).collect();
    assert_eq!(found(&[vec![like("?")]], &all), Some("\u{A1}".to_owned()));
    assert_eq!(found(&[vec![arn("?")], vec![like(":")]], &[]), None);
    let any_x = like("X").ignoring_case();
    assert_eq!(found(&[vec![like("?")]], &[any_x]), Some("a".to_owned()));
}

#[test]
fn the_other_variants_of_a_letter_are_found() {
    let any_k = vec![like("k").ignoring_case()];
    let not = |letters: &[&str]| letters.iter().map(|text| Glob::text(text)).collect::<Vec<_>>();
    assert_eq!(found(std::slice::from_ref(&any_k), &not(&["k"])), Some("K".to_owned()));
    assert_eq!(found(std::slice::from_ref(&any_k), &not(&["k", "K"])), Some("\u{212A}".to_owned()));
    assert_eq!(found(&[any_k], &not(&["k", "K", "\u{212A}"])), None);
}

#[test]
fn negated_ones_that_cover_together_are_seen() {
    assert_eq!(found(&[vec![like("a*")]], &[like("a"), like("a?*")]), None);
    assert_eq!(found(&[vec![like("a*")]], &[like("a"), like("a?"), like("a??*")]), None);
    assert_eq!(found(&[vec![like("a*")]], &[like("a"), like("a???*")]), Some("ax".to_owned()));
}

/// 40 globs that wait for their letters in every order, and no text that pleases all of them.
fn hostile() -> (Vec<Vec<Glob>>, Vec<Glob>) {
    let wild = |letter: char| like(&format!("*{letter}").repeat(40)).clone();
    let groups = ('a'..='z').chain('A'..='N').map(|letter| vec![wild(letter)]).collect();
    (groups, vec![like("*a*b*c*"), like("*c*b*a*"), like("*b*a*")])
}

#[test]
fn a_hostile_set_is_given_up_within_its_steps_and_its_memory() {
    let (groups, nots) = hostile();
    let mut few_steps = Budget::new(1 << 20, u64::MAX);
    assert_eq!(search(&groups, &nots, &mut few_steps), Err(GivenUp));
    assert_eq!(few_steps.steps_left(), 0);
    let mut little_memory = Budget::new(1 << 30, 1 << 20);
    assert_eq!(search(&groups, &nots, &mut little_memory), Err(GivenUp));
    assert!(little_memory.steps_left() > 1 << 29);
    // It is free again.
    assert_eq!(little_memory.hold(1 << 20), Ok(()));
}

#[test]
fn a_star_leaves_the_places_before_it_behind() {
    let after = |glob: &Glob, text: &str| {
        let mut places = Vec::new();
        glob.begin(&mut places);
        for letter in text.chars() {
            let from = std::mem::take(&mut places);
            advance(glob, &from, &mut places, |unit, _| match unit {
                Unit::Char(own) => own == letter,
                Unit::One | Unit::Any => true,
            });
        }
        places
    };
    for glob in [like("*a*a?b"), arn("*a*a?b")] {
        assert_eq!(after(&glob, ""), [0, 1]);
        assert_eq!(after(&glob, "xa"), [2, 3]);
        assert_eq!(after(&glob, "xaaa"), [2, 3, 4, 5]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_shortest_member_is_found_where_there_is_one(demands in sets()) {
        let of = |which: bool| demands.iter().filter(move |(is_in, _)| *is_in == which);
        let groups: Vec<Vec<Glob>> =
            of(true).map(|(_, globs)| globs.iter().map(Described::glob).collect()).collect();
        let nots: Vec<Glob> =
            of(false).flat_map(|(_, globs)| globs.iter().map(Described::glob)).collect();
        let found = found(&groups, &nots);
        if let Some(text) = &found {
            prop_assert!(is_member(&demands, text), "{text:?}");
        }
        if let Some(member) = all_texts().into_iter().find(|text| is_member(&demands, text)) {
            prop_assert!(found.is_some_and(|text| text.chars().count() <= member.chars().count()));
        }
    }
}
