//! The command line, as real runners send it.

use std::ffi::OsString;

use clap::Parser;
use libtest_mimic::Arguments;

use super::selection::Selection;

/// Options of libtest that are followed by a value.
const WITH_VALUE: [&str; 6] =
    ["--test-threads", "--logfile", "--skip", "--color", "--format", "-Z"];

/// Takes the command line apart: what is run, and how it is shown.
///
/// libtest-mimic takes one filter and no `--no-capture`; libtest, and so cargo, nextest and
/// editors, take several of the one and both spellings of the other.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(Arguments, Selection), clap::Error> {
    let mut filters = Vec::new();
    let mut options = Vec::new();
    let mut arguments = arguments.into_iter();
    options.extend(arguments.next());
    let mut only_filters = false;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        if only_filters || !text.starts_with('-') {
            filters.push(text);
        } else if text == "--" {
            only_filters = true;
        } else if text != "--no-capture" {
            options.push(argument);
            if WITH_VALUE.contains(&text.as_str()) {
                options.extend(arguments.next());
            }
        }
    }
    let mut parsed = Arguments::try_parse_from(options)?;
    let selection = Selection {
        filters,
        skip: std::mem::take(&mut parsed.skip),
        exact: std::mem::take(&mut parsed.exact),
    };
    Ok((parsed, selection))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(words: &str) -> (Arguments, Selection) {
        parse(words.split(' ').map(OsString::from)).unwrap()
    }

    #[test]
    fn nextest_runs_one_test() {
        let (arguments, selection) = parse_words("config --exact s3::check --nocapture");
        assert_eq!(selection.filters, ["s3::check"]);
        assert!(selection.exact && arguments.nocapture);
    }

    #[test]
    fn several_filters_and_values_are_told_apart() {
        let (arguments, selection) = parse_words(
            "config logs --test-threads 2 --skip old --no-capture web -Z unstable-options --format json",
        );
        assert_eq!(selection.filters, ["logs", "web"]);
        assert_eq!(selection.skip, ["old"]);
        assert_eq!(arguments.test_threads, Some(2));
    }

    #[test]
    fn an_unknown_option_is_an_error() {
        assert!(parse(["config", "--exacct"].map(OsString::from)).is_err());
    }
}
