use super::super::strings::tests::{arn, like};
use super::*;

fn plain(set: &Strings) -> Option<Plain> {
    Plain::of(set, &mut Budget::new(1 << 22, 0)).unwrap()
}

#[test]
fn what_is_surely_empty_is_seen_without_a_search() {
    let bucket = Strings::all().and_any_of(vec![arn("arn:aws:s3:::a/*"), arn("arn:aws:s3:::b/*")]);
    let empty = [
        bucket.and_any_of(vec![arn("arn:aws:s3:::c*"), like("b:*")]),
        bucket.and_none_of(vec![arn("arn:aws:s3:::a*"), arn("arn:aws:s3:::b*")]),
        bucket.and_none_of(vec![Glob::anything()]),
        bucket.and_any_of(Vec::new()),
        Strings::all().and_any_of(vec![Glob::text("a")]).and_none_of(vec![Glob::text("a")]),
    ];
    for set in &empty {
        assert!(plain(set).is_none(), "{set:?}");
    }
    assert!(plain(&bucket).is_some());
}

#[test]
fn what_makes_no_difference_is_left_out() {
    let set = Strings::all()
        .and_any_of(vec![like("a*"), like("b*")])
        .and_any_of(vec![like("a*"), like("c*")])
        .and_any_of(vec![like("*")])
        .and_none_of(vec![like("b*"), like("ab*"), like("ab*")]);
    let plain = plain(&set).unwrap();
    assert_eq!(plain.groups, [vec![like("a*")]]);
    assert_eq!(plain.nots, [like("ab*")]);
}

#[test]
fn many_texts_are_compared_at_once() {
    let texts = |range: std::ops::Range<u32>| -> Vec<Glob> {
        range.map(|number| Glob::text(&number.to_string())).collect()
    };
    let set = Strings::all().and_any_of(texts(0..20_000)).and_any_of(texts(10_000..30_000));
    let rest = plain(&set.and_none_of(texts(10_001..40_000))).unwrap();
    assert!(rest.groups.iter().all(|group| *group == [Glob::text("10000")]));
    assert!(plain(&set.and_none_of(texts(10_000..40_000))).is_none());
}

#[test]
fn a_few_texts_are_tried_without_a_search() {
    let set = Strings::all()
        .and_any_of(vec![Glob::text("axb"), Glob::text("axc")])
        .and_any_of(vec![like("*a*c*b"), like("*a*b*c")]);
    // A search would need memory.
    let mut budget = Budget::new(1 << 20, 0);
    assert_eq!(plain(&set).unwrap().witness(&mut budget), Ok(None));
}
