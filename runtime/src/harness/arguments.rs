//! The command line: libtest's own, read by the library that libtest reads it by.

use std::ffi::OsString;
use std::num::{NonZero, ParseIntError};
use std::path::PathBuf;
use std::time::Duration;

use super::selection::Selection;
use crate::settings::Environment;

/// What a command line asks for.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    /// The words of `--help`.
    Help(String),
    /// Tests, to run or to list.
    Tests(Arguments),
}

/// How tests are selected, run and shown.
#[derive(Debug, PartialEq)]
pub(super) struct Arguments {
    /// Which of them.
    pub(super) selection: Selection,
    /// They are listed, and none runs.
    pub(super) list: bool,
    /// What becomes of ignored tests.
    pub(super) ignored: Ignored,
    /// Benchmarks alone are to run: there are none, so every test counts as ignored.
    pub(super) bench: bool,
    /// Tests after the first failure are not run.
    pub(super) fail_fast: bool,
    /// How many tests run at once.
    pub(super) threads: NonZero<usize>,
    /// The form of the output.
    pub(super) format: Format,
    /// Whether there is colour in it.
    pub(super) color: Color,
    /// The tests that passed are named at the end too.
    pub(super) show_output: bool,
    /// Results are also written there.
    pub(super) logfile: Option<PathBuf>,
    /// The time of each test is told.
    pub(super) times: Option<Times>,
    /// The order is a random one.
    pub(super) shuffle: Option<Shuffle>,
}

/// What becomes of ignored tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ignored {
    /// They are named and do not run.
    Named,
    /// They run, and others do not.
    Alone,
    /// They run like others.
    Included,
}

/// A form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One line per test.
    Pretty,
    /// One character per test.
    Terse,
    /// One JSON object per event.
    Json,
    /// One JUnit document.
    Junit,
}

/// Whether there is colour in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Color {
    /// Where it is a terminal that has colours.
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

/// How long a test may take, as libtest has it for integration tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// From then on its time is shown in yellow.
    pub(super) warning: Duration,
    /// From then on in red.
    pub(super) critical: Duration,
    /// A test that takes the critical time does not pass.
    pub(super) ensured: bool,
}

/// Where a random order comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shuffle {
    /// A new one.
    New,
    /// That of an earlier run.
    Seed(u64),
}

/// The command line, or a variable that libtest reads beside it, means nothing. In libtest's words.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error(transparent)]
    Option(#[from] getopts::Fail),
    #[error("Unrecognized option to `Z`")]
    Unstable,
    #[error("the options --include-ignored and --ignored are mutually exclusive")]
    Ignored,
    #[error("argument for --test-threads must not be 0")]
    NoThreads,
    #[error("argument for --test-threads must be a number > 0 (error: {0})")]
    Threads(ParseIntError),
    #[error("argument for --format must be pretty, terse, json or junit (was {0})")]
    Format(String),
    #[error("argument for --color must be auto, always, or never (was {0})")]
    Color(String),
    #[error("argument for --shuffle-seed must be a number (error: {0})")]
    Seed(ParseIntError),
    #[error("RUST_TEST_THREADS is `{0}`, should be a positive integer.")]
    ThreadsVariable(String),
    #[error("RUST_TEST_SHUFFLE_SEED is `{0}`, should be a number.")]
    SeedVariable(String),
    #[error("Duration variable {TIMES} expected to have 2 numbers separated by comma, but got {0}")]
    TimesVariable(String),
    #[error("Duration value in variable {TIMES} is expected to be a number, but got {0}")]
    TimeVariable(String),
    #[error("Test execution warn time should be less or equal to the critical time")]
    TimesOrder,
}

/// The variable that says how long a test may take.
const TIMES: &str = "RUST_TEST_TIME_INTEGRATION";

/// Takes the command line apart. Its first word is the program's name.
///
/// What libtest accepts on a nightly compiler alone is accepted always: editors and other runners
/// send it.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> Result<Command, Refusal> {
    let mut arguments = arguments.into_iter();
    let program = arguments.next().unwrap_or_default();
    let mut options = options();
    // As in libtest, the help does not show the old spelling.
    options.optflag("", "nocapture", "");
    let given = options.parse(arguments)?;
    if given.opt_present("help") {
        return Ok(Command::Help(help(&program.to_string_lossy())));
    }
    if given.opt_str("Z").is_some_and(|word| word != "unstable-options") {
        return Err(Refusal::Unstable);
    }
    let list = given.opt_present("list");
    Ok(Command::Tests(Arguments {
        times: times(&given, environment)?,
        shuffle: shuffle(&given, environment)?,
        ignored: match (given.opt_present("ignored"), given.opt_present("include-ignored")) {
            (true, true) => return Err(Refusal::Ignored),
            (true, false) => Ignored::Alone,
            (false, true) => Ignored::Included,
            (false, false) => Ignored::Named,
        },
        threads: threads(&given, environment, list)?,
        color: match given.opt_str("color").as_deref() {
            None | Some("auto") => Color::Auto,
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            Some(other) => return Err(Refusal::Color(other.to_owned())),
        },
        format: match given.opt_str("format").as_deref() {
            None if given.opt_present("quiet") => Format::Terse,
            None | Some("pretty") => Format::Pretty,
            Some("terse") => Format::Terse,
            Some("json") => Format::Json,
            Some("junit") => Format::Junit,
            Some(other) => return Err(Refusal::Format(other.to_owned())),
        },
        selection: Selection {
            skip: given.opt_strs("skip"),
            exact: given.opt_present("exact"),
            filters: given.free.clone(),
        },
        list,
        bench: given.opt_present("bench") && !given.opt_present("test"),
        fail_fast: given.opt_present("fail-fast"),
        show_output: given.opt_present("show-output"),
        logfile: given.opt_str("logfile").map(PathBuf::from),
    }))
}

fn threads(
    given: &getopts::Matches,
    environment: &Environment,
    list: bool,
) -> Result<NonZero<usize>, Refusal> {
    if let Some(text) = given.opt_str("test-threads") {
        let threads = text.parse().map_err(Refusal::Threads)?;
        return NonZero::new(threads).ok_or(Refusal::NoThreads);
    }
    match environment.get_or_empty("RUST_TEST_THREADS") {
        Some(text) if !list => text.parse().map_err(|_| Refusal::ThreadsVariable(text.to_owned())),
        _ => Ok(std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)),
    }
}

fn times(given: &getopts::Matches, environment: &Environment) -> Result<Option<Times>, Refusal> {
    let ensured = given.opt_present("ensure-time");
    if !ensured && !given.opt_present("report-time") {
        return Ok(None);
    }
    let Some(text) = environment.get_or_empty(TIMES) else {
        let (warning, critical) = (Duration::from_millis(500), Duration::from_secs(1));
        return Ok(Some(Times { warning, critical, ensured }));
    };
    let (warning, critical) =
        text.split_once(',').ok_or_else(|| Refusal::TimesVariable(text.to_owned()))?;
    let milliseconds = |text: &str| {
        let number = text.parse().map_err(|_| Refusal::TimeVariable(text.to_owned()));
        number.map(Duration::from_millis)
    };
    let times =
        Times { warning: milliseconds(warning)?, critical: milliseconds(critical)?, ensured };
    if times.warning > times.critical { Err(Refusal::TimesOrder) } else { Ok(Some(times)) }
}

fn shuffle(
    given: &getopts::Matches,
    environment: &Environment,
) -> Result<Option<Shuffle>, Refusal> {
    if let Some(text) = given.opt_str("shuffle-seed") {
        return Ok(Some(Shuffle::Seed(text.parse().map_err(Refusal::Seed)?)));
    }
    if let Some(text) = environment.get_or_empty("RUST_TEST_SHUFFLE_SEED") {
        let seed = text.parse().map_err(|_| Refusal::SeedVariable(text.to_owned()))?;
        return Ok(Some(Shuffle::Seed(seed)));
    }
    let by_variable = environment.get_or_empty("RUST_TEST_SHUFFLE").is_some_and(|text| text != "0");
    Ok((by_variable || given.opt_present("shuffle")).then_some(Shuffle::New))
}

/// The options that the help shows: all of libtest's.
fn options() -> getopts::Options {
    let mut options = getopts::Options::new();
    options
        .optflag("", "include-ignored", "Carry out ignored checks too")
        .optflag("", "ignored", "Carry out ignored checks alone")
        .optflag("", "force-run-in-process", "Changes nothing: checks run in this process")
        .optflag("", "exclude-should-panic", "Changes nothing: no check should panic")
        .optflag("", "test", "Carry out checks, also with --bench")
        .optflag("", "bench", "Measure benchmarks; there are none, so all checks are ignored")
        .optflag("", "list", "Print the names of the tests, and carry out none")
        .optflag("", "fail-fast", "Stop at the first test that does not pass")
        .optflag("h", "help", "Print this")
        .optopt("", "logfile", "Write a line per test into PATH too (deprecated)", "PATH")
        .optflag("", "no-capture", "Changes nothing: what checks print is never held back")
        .optopt("", "test-threads", "How many tests run at once", "n_threads")
        .optmulti("", "skip", "Leave out tests with FILTER in their name; may be repeated", "FILTER")
        .optflag("q", "quiet", "The same as --format=terse")
        .optflag("", "exact", "A FILTER is a whole name: of a test, or of a check with all its tests")
        .optopt(
            "",
            "color",
            "Colour: on a terminal (auto, the default; NO_COLOR and CLICOLOR count), always, or never",
            "auto|always|never",
        )
        .optopt(
            "",
            "format",
            "A line per test (pretty), a character per test (terse), events as JSON, or one JUnit document",
            "pretty|terse|json|junit",
        )
        .optflag("", "show-output", "Name the tests that passed once more at the end")
        .optopt("Z", "", "Changes nothing: what libtest calls unstable is accepted without it", "unstable-options")
        .optflag(
            "",
            "report-time",
            "Tell the time of each test. RUST_TEST_TIME_INTEGRATION=WARNING,CRITICAL, in milliseconds, \
             says from when on it is yellow and red (500,1000)",
        )
        .optflag("", "ensure-time", "Fail tests that take the critical time or longer")
        .optflag("", "shuffle", "Take the tests in a random order")
        .optopt("", "shuffle-seed", "Take them in the order that an earlier run printed as its seed", "SEED");
    options
}

fn help(program: &str) -> String {
    let usage = options().usage(&format!("Usage: {program} [OPTIONS] [FILTERS...]"));
    format!(
        "{usage}
This is a suite of configuration tests. Each check is carried out once for each
resource that it speaks of, as the test `module::check::resource`; under
cargo-nextest once, as `module::check`. With FILTERS, only tests run that have one
of them in their name. The output is in the order of the names, whatever the
number of threads.

Variables:

    CONFIGTEST_SOURCE    The source to look at: a name of configtest.toml, or
                         `aws`, `mock`, `fixture:PATH`
    CONFIGTEST_CONFIG    Another settings file than the nearest configtest.toml
    CONFIGTEST_RESOURCE  A pattern (*, ?) for names and ARNs: only such resources
                         are read and judged
    CONFIGTEST_REFRESH   1: leave aside what earlier runs have read
    CONFIGTEST_FINDINGS  A folder in which the run keeps its findings, for reports
    RUST_TEST_THREADS, RUST_TEST_SHUFFLE, RUST_TEST_SHUFFLE_SEED
                         What the options of these names say

Exit status: 0 where every test passed, 101 where one did not or the arguments
mean nothing, 2 where the run could not begin.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(words: &str, variables: &[(&str, &str)]) -> Result<Command, String> {
        let words = ["config"].into_iter().chain(words.split_whitespace());
        let environment = Environment::of(variables.iter().copied());
        parse(words.map(OsString::from), &environment).map_err(|refusal| refusal.to_string())
    }

    fn arguments_with(words: &str, variables: &[(&str, &str)]) -> Arguments {
        match command(words, variables) {
            Ok(Command::Tests(arguments)) => arguments,
            other => panic!("{words}: {other:?}"),
        }
    }

    fn arguments(words: &str) -> Arguments {
        arguments_with(words, &[("RUST_TEST_THREADS", "3")])
    }

    fn threads(number: usize) -> NonZero<usize> {
        NonZero::new(number).unwrap()
    }

    #[test]
    fn nothing_given_is_libtests_default() {
        let default = Arguments {
            selection: Selection::default(),
            list: false,
            ignored: Ignored::Named,
            bench: false,
            fail_fast: false,
            threads: threads(3),
            format: Format::Pretty,
            color: Color::Auto,
            show_output: false,
            logfile: None,
            times: None,
            shuffle: None,
        };
        assert_eq!(arguments(""), default);
        // What libtest knows and what changes nothing here.
        let words = "--no-capture --nocapture --test --exclude-should-panic --force-run-in-process \
                     -Z unstable-options";
        assert_eq!(arguments(words), default);
    }

    #[test]
    fn nextest_runs_one_test() {
        let given = arguments("--exact s3::check --nocapture");
        assert_eq!(given.selection.filters, ["s3::check"]);
        assert!(given.selection.exact);
    }

    #[test]
    fn several_filters_and_values_are_told_apart() {
        let given = arguments(
            "logs --test-threads 2 --skip old --no-capture web -Z unstable-options \
             --format json --shuffle-seed 7 --report-time --skip=older -- --data",
        );
        assert_eq!(given.selection.filters, ["logs", "web", "--data"]);
        assert_eq!(given.selection.skip, ["old", "older"]);
        assert_eq!((given.threads, given.format), (threads(2), Format::Json));
        assert_eq!(given.shuffle, Some(Shuffle::Seed(7)));
    }

    #[test]
    fn each_option_has_its_effect() {
        assert!(arguments("--list").list);
        assert_eq!(arguments("--ignored").ignored, Ignored::Alone);
        assert_eq!(arguments("--include-ignored").ignored, Ignored::Included);
        assert!(arguments("--bench").bench && !arguments("--bench --test").bench);
        assert!(arguments("--fail-fast").fail_fast);
        assert_eq!(arguments("-q").format, Format::Terse);
        assert_eq!(arguments("--quiet --format pretty").format, Format::Pretty);
        assert_eq!(arguments("--format=terse").format, Format::Terse);
        assert_eq!(arguments("--format junit").format, Format::Junit);
        assert_eq!(arguments("--color always").color, Color::Always);
        assert_eq!(arguments("--color=never").color, Color::Never);
        assert!(arguments("--show-output").show_output);
        assert_eq!(arguments("--logfile log").logfile, Some(PathBuf::from("log")));
        assert_eq!(arguments("--shuffle").shuffle, Some(Shuffle::New));
        let times = |warning, critical, ensured| {
            let (warning, critical) =
                (Duration::from_millis(warning), Duration::from_millis(critical));
            Some(Times { warning, critical, ensured })
        };
        assert_eq!(arguments("--report-time").times, times(500, 1000, false));
        assert_eq!(arguments("--ensure-time").times, times(500, 1000, true));
        let given = arguments_with("--ensure-time", &[(TIMES, "3,7")]);
        assert_eq!(given.times, times(3, 7, true));
    }

    #[test]
    fn variables_stand_in_for_options() {
        let with = |words: &str, name: &str, value: &str| arguments_with(words, &[(name, value)]);
        assert_eq!(with("", "RUST_TEST_THREADS", "5").threads, threads(5));
        assert_eq!(with("--test-threads 2", "RUST_TEST_THREADS", "x").threads, threads(2));
        // libtest does not look at it where it lists.
        assert!(with("--list", "RUST_TEST_THREADS", "x").list);
        assert_eq!(with("", "RUST_TEST_SHUFFLE", "1").shuffle, Some(Shuffle::New));
        assert_eq!(with("", "RUST_TEST_SHUFFLE", "0").shuffle, None);
        assert_eq!(with("", "RUST_TEST_SHUFFLE_SEED", "9").shuffle, Some(Shuffle::Seed(9)));
        let given = with("--shuffle-seed 8", "RUST_TEST_SHUFFLE_SEED", "x");
        assert_eq!(given.shuffle, Some(Shuffle::Seed(8)));
        assert_eq!(with("", TIMES, "x").times, None);
    }

    #[test]
    fn refusals_are_in_libtests_words() {
        // Each was copied from what a test binary of Rust 1.95 prints after `error: `.
        for (words, expected) in [
            ("--nope", "Unrecognized option: 'nope'"),
            ("-xyz", "Unrecognized option: 'x'"),
            ("--help --nope", "Unrecognized option: 'nope'"),
            ("--exact --exact", "Option 'exact' given more than once"),
            ("--format json --format json", "Option 'format' given more than once"),
            ("--test-threads 3 --test-threads 1", "Option 'test-threads' given more than once"),
            ("-Z unstable-options -Z unstable-options", "Option 'Z' given more than once"),
            ("--exact=1", "Option 'exact' does not take an argument"),
            ("--report-time=x", "Option 'report-time' does not take an argument"),
            ("--test-threads", "Argument to option 'test-threads' missing"),
            ("-Z", "Argument to option 'Z' missing"),
            ("-Z nope", "Unrecognized option to `Z`"),
            (
                "--ignored --include-ignored",
                "the options --include-ignored and --ignored are mutually exclusive",
            ),
            ("--test-threads 0", "argument for --test-threads must not be 0"),
            (
                "--test-threads x",
                "argument for --test-threads must be a number > 0 (error: invalid digit found in string)",
            ),
            (
                "--test-threads=",
                "argument for --test-threads must be a number > 0 (error: cannot parse integer from empty string)",
            ),
            ("--format x", "argument for --format must be pretty, terse, json or junit (was x)"),
            ("--color x", "argument for --color must be auto, always, or never (was x)"),
            (
                "--shuffle-seed x",
                "argument for --shuffle-seed must be a number (error: invalid digit found in string)",
            ),
        ] {
            assert_eq!(command(words, &[]), Err(expected.to_owned()), "{words}");
        }
        for (name, value, expected) in [
            ("RUST_TEST_THREADS", "x", "RUST_TEST_THREADS is `x`, should be a positive integer."),
            ("RUST_TEST_THREADS", "0", "RUST_TEST_THREADS is `0`, should be a positive integer."),
            ("RUST_TEST_THREADS", "", "RUST_TEST_THREADS is ``, should be a positive integer."),
            ("RUST_TEST_SHUFFLE_SEED", "x", "RUST_TEST_SHUFFLE_SEED is `x`, should be a number."),
            (
                TIMES,
                "5",
                "Duration variable RUST_TEST_TIME_INTEGRATION expected to have 2 numbers separated by comma, but got 5",
            ),
            (
                TIMES,
                "1,2,3",
                "Duration value in variable RUST_TEST_TIME_INTEGRATION is expected to be a number, but got 2,3",
            ),
            (TIMES, "5,1", "Test execution warn time should be less or equal to the critical time"),
        ] {
            let refused = command("--report-time", &[(name, value)]);
            assert_eq!(refused, Err(expected.to_owned()), "{name}={value}");
        }
    }

    #[test]
    fn the_help_names_options_and_variables() {
        let Ok(Command::Help(help)) = command("-h --test-threads x", &[]) else {
            panic!("no help")
        };
        assert!(help.starts_with("Usage: config [OPTIONS] [FILTERS...]\n\nOptions:\n"), "{help}");
        for word in [
            "--include-ignored",
            "--ignored",
            "--force-run-in-process",
            "--exclude-should-panic",
            "--test ",
            "--bench ",
            "--list ",
            "--fail-fast",
            "-h, --help",
            "--logfile PATH",
            "--no-capture",
            "--test-threads n_threads",
            "--skip FILTER",
            "-q, --quiet",
            "--exact",
            "--color auto|always|never",
            "--format pretty|terse|json|junit",
            "--show-output",
            "-Z unstable-options",
            "--report-time",
            "--ensure-time",
            "--shuffle ",
            "--shuffle-seed SEED",
            "CONFIGTEST_SOURCE",
            "CONFIGTEST_CONFIG",
            "CONFIGTEST_RESOURCE",
            "CONFIGTEST_REFRESH",
            "CONFIGTEST_FINDINGS",
            "RUST_TEST_THREADS",
        ] {
            assert!(help.contains(word), "{word}: {help}");
        }
        assert!(!help.contains("--nocapture"), "{help}");
    }
}
