//! The nearest valid word for a mistyped one.

/// `; did you mean ...?`, where a word is near enough to be meant, and nothing otherwise.
pub fn did_you_mean<'a>(word: &str, valid: impl IntoIterator<Item = &'a str>) -> String {
    let score = |candidate: &&str| {
        (strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase()) * 1000.0) as u32
    };
    valid
        .into_iter()
        .max_by_key(score)
        .filter(|candidate| score(candidate) >= 750)
        .map(|candidate| format!("; did you mean `{candidate}`?"))
        .unwrap_or_default()
}

/// The words in backticks, with commas.
pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_a_far_one_is_not() {
        let valid = ["regions", "max-age", "concurrency"];
        assert_eq!(did_you_mean("region", valid), "; did you mean `regions`?");
        assert_eq!(did_you_mean("maxage", valid), "; did you mean `max-age`?");
        assert_eq!(did_you_mean("zzz", valid), "");
    }
}
