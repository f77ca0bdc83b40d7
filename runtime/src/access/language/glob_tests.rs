use super::*;
use crate::access::Version;

fn pattern(text: &str) -> Pattern {
    Pattern::with_wildcards(text, Version::V2012)
}

#[test]
fn wildcards_match_as_the_kind_of_the_text_says() {
    let cases = [
        // Text, whether as a text with wildcards, whether as an ARN.
        ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a", true, true),
        ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/A", false, false),
        ("arn:aws:iam::*:role/a", "arn:aws:iam::1:role/a", true, true),
        ("arn:*:role/a", "arn:aws:iam::1:role/a", true, false),
        ("arn:aws:iam::?:role/a", "arn:aws:iam::::role/a", true, false),
        ("arn:aws:logs:*:*:*", "arn:aws:logs:r:1:log-group:x:*", true, true),
        ("arn:aws:logs:*:*:log-group:*:y", "arn:aws:logs:r:1:log-group:a:b:y", true, true),
        ("*", "arn:aws:iam::1:role/a", true, false),
        ("*", "", true, true),
        ("a:b", "a:b", true, true),
        ("a*a", "a", false, false),
        ("a*?", "a", false, false),
        ("*ab*ab", "ab", false, false),
        ("", "", true, true),
        ("a::::*", "a:::::b", true, false),
        ("a:::::*", "a::::::b:", true, true),
    ];
    for (glob, text, like, arn) in cases {
        assert_eq!(Glob::like(&pattern(glob)).unwrap().matches(text), like, "{glob} {text}");
        assert_eq!(Glob::arn(&pattern(glob)).unwrap().matches(text), arn, "ARN {glob} {text}");
    }
}

#[test]
fn a_plain_text_has_no_wildcards() {
    assert!(Glob::text("a*").matches("a*"));
    assert!(!Glob::text("a*").matches("ab"));
    assert_eq!(Glob::text("a?").as_text().as_deref(), Some("a?"));
    assert_eq!(Glob::like(&pattern("a?")).unwrap().as_text(), None);
    assert_eq!(Glob::text("a1").ignoring_case().as_text(), None);
    assert_eq!(Glob::text("11").ignoring_case().as_text().as_deref(), Some("11"));
}

#[test]
fn a_variable_is_no_glob() {
    assert_eq!(Glob::like(&pattern("a${aws:username}")), None);
    assert_eq!(Glob::arn(&pattern("a${aws:username}")), None);
}

#[test]
fn letters_without_case_are_compared_by_their_small_letters() {
    let cases = [
        ("S3:get*", "s3:GetObject", true),
        ("k", "\u{212A}", true),
        ("Ä", "ä", true),
        ("σ", "Σ", true),
        // Their small letters are two characters, and another letter.
        ("i", "İ", false),
        ("s", "ß", false),
    ];
    for (glob, text, is_match) in cases {
        let glob = Glob::like(&pattern(glob)).unwrap().ignoring_case();
        assert_eq!(glob.matches(text), is_match, "{glob:?} {text}");
    }
}

#[test]
fn the_variants_of_a_letter_are_all_that_fold_to_it() {
    let of = ['a', 'k', '1', ':', 'ä', 'å', 'σ', 'ß', 'ǆ'];
    let mut all = of.map(|_| Vec::new());
    for letter in '\0'..=char::MAX {
        if let Some(at) = of.iter().position(|own| *own == fold(letter)) {
            all[at].push(letter);
        }
    }
    for (own, all) in of.into_iter().zip(all) {
        let mut variants: Vec<char> = variants(own).collect();
        variants.sort_unstable();
        assert_eq!(variants, all);
        assert_eq!(is_alone(own), all.len() == 1, "{own}");
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    let long = "a".repeat(1 << 20);
    let half = "a".repeat(1 << 19);
    assert!(Glob::like(&pattern(&format!("*{half}*{half}"))).unwrap().matches(&long));
    assert!(!Glob::like(&pattern(&format!("*{half}b*"))).unwrap().matches(&long));
    assert!(!Glob::arn(&pattern(&format!(":::::*{half}b*"))).unwrap().matches(&long));
    let pieces = format!("{}b", "*a".repeat(1 << 19));
    assert!(!Glob::like(&pattern(&pieces)).unwrap().matches(&long));
}

#[test]
fn what_may_take_the_product_of_both_says_so() {
    let cost = |glob: &str| Glob::like(&pattern(glob)).unwrap().cost(1 << 20);
    let half = "a".repeat(1 << 19);
    assert!(cost(&format!("*?b{half}")) >= 1 << 39);
    assert!(cost(&format!("*{half}*")) < 1 << 22);
    assert!(cost(&format!("?{half}")) < 1 << 22);
}
