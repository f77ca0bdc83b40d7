//! Words in messages.

/// The longest word that is looked at whole.
const LONGEST: usize = 60;

/// A word in backticks: without what would break a line, and no longer than it can be read.
pub(super) fn quoted(word: &str) -> String {
    let mut shown = String::from("`");
    for letter in word.chars().take(LONGEST) {
        let is_plain = matches!(letter, '"' | '\'' | '\\') || letter.escape_debug().len() == 1;
        if is_plain {
            shown.push(letter);
        } else {
            shown.extend(letter.escape_debug());
        }
    }
    shown.push_str(if word.chars().nth(LONGEST).is_some() { "…`" } else { "`" });
    shown
}

/// The nearest of the valid words, if one is near.
pub(super) fn nearest<'a>(word: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What is longer than all words is none of them mistyped, and would take long to compare.
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    let word = word.to_lowercase();
    let mut best = None;
    for candidate in valid {
        let score = strsim::jaro_winkler(&word, &candidate.to_lowercase());
        if score >= 0.8 && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((candidate, score));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// `; did you mean ..?`, or nothing.
pub(super) fn did_you_mean<'a>(word: &str, valid: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, valid).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_on_one_line_and_not_for_long() {
        assert_eq!(quoted("it's \"é\" \\"), "`it's \"é\" \\`");
        assert_eq!(quoted("a\nb\u{feff}"), r"`a\nb\u{feff}`");
        assert_eq!(quoted(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
        assert_eq!(quoted(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
    }

    #[test]
    fn the_nearest_word_is_the_first_of_the_nearest() {
        assert_eq!(nearest("denny", ["Allow", "Deny", "DENY"]), Some("Deny"));
        assert_eq!(nearest("Permit", ["Allow", "Deny"]), None);
        let long = "a".repeat(61);
        assert_eq!(nearest(&long[1..], [&*long]), Some(&*long));
        assert_eq!(nearest(&long, [&*long]), None);
    }
}
