//! The command line, as real runners send it.

use std::ffi::OsString;

use clap::Parser;
use libtest_mimic::Arguments;

use super::selection::Selection;
use crate::settings::Environment;

/// Options that are followed by a value.
const WITH_VALUE: [&str; 7] =
    ["--test-threads", "--logfile", "--skip", "--color", "--format", "-Z", "--shuffle-seed"];
/// Options of libtest that libtest-mimic refuses and that change nothing here: nothing is captured,
/// no check should panic, and tests depend on no order.
const WITHOUT_EFFECT: [&str; 7] = [
    "--no-capture",
    "--report-time",
    "--ensure-time",
    "--shuffle",
    "--shuffle-seed",
    "--exclude-should-panic",
    "--force-run-in-process",
];

/// Takes the command line apart: what is run, and how it is shown.
///
/// libtest-mimic takes one filter and refuses some options; libtest, and so cargo, nextest and
/// editors, take several and all of them.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
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
            continue;
        }
        if text == "--" {
            only_filters = true;
            continue;
        }
        let value = WITH_VALUE.contains(&text.as_str()).then(|| arguments.next()).flatten();
        let name = text.split('=').next().unwrap_or(&text);
        if !WITHOUT_EFFECT.contains(&name) {
            options.push(argument);
            options.extend(value);
        }
    }
    let mut parsed = Arguments::try_parse_from(options)?;
    if parsed.test_threads.is_none() {
        let threads = environment.get("RUST_TEST_THREADS");
        parsed.test_threads = threads.and_then(|threads| threads.parse().ok());
    }
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
        let environment = Environment::of([("RUST_TEST_THREADS", "3")]);
        parse(words.split(' ').map(OsString::from), &environment).unwrap()
    }

    #[test]
    fn nextest_runs_one_test() {
        let (arguments, selection) = parse_words("config --exact s3::check --nocapture");
        assert_eq!(selection.filters, ["s3::check"]);
        assert!(selection.exact && arguments.nocapture);
        assert_eq!(arguments.test_threads, Some(3));
    }

    #[test]
    fn several_filters_and_values_are_told_apart() {
        let (arguments, selection) = parse_words(
            "config logs --test-threads 2 --skip old --no-capture web -Z unstable-options \
             --format json --shuffle-seed 7 --report-time --skip=older -- --data",
        );
        assert_eq!(selection.filters, ["logs", "web", "--data"]);
        assert_eq!(selection.skip, ["old", "older"]);
        assert_eq!(arguments.test_threads, Some(2));
    }

    #[test]
    fn an_unknown_option_is_an_error() {
        let words = ["config", "--exacct"].map(OsString::from);
        assert!(parse(words, &Environment::default()).is_err());
    }
}
