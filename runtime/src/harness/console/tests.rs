//! What is expected was copied from test binaries of Rust 1.95, times and texts of failures aside.

use proptest::prelude::*;
use quick_xml::events::Event;

use crate::harness::fake::Fake;

fn suite() -> Fake<'static> {
    Fake::default()
        .passing("a")
        .failing("m::b", "\u{1b}[31mone \"two\"\u{1b}[0m <three>\nmore")
        .ignored("m::c", "why not")
        .ignored("m::d", "")
}

fn assert_shown(suite: &Fake<'_>, words: &str, expected: &str) {
    for threads in ["1", "4"] {
        let (shown, _) = suite.shown(&format!("{words} --test-threads {threads}"));
        assert_eq!(shown, expected, "{words}, {threads} threads");
    }
}

#[test]
fn pretty() {
    let expected = "
running 4 tests
test a ... ok
test m::b ... FAILED
test m::c ... ignored, why not
test m::d ... ignored

failures:

---- m::b stdout ----
one \"two\" <three>
more


failures:
    m::b

test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_shown(&suite(), "", expected);
    let green = Fake::default().passing("a");
    let expected = "
running 1 test
test a ... ok

successes:

successes:
    a

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_shown(&green, "--show-output", expected);
    let expected = "
running 0 tests

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_shown(&Fake::default(), "", expected);
}

#[test]
fn pretty_in_colour() {
    let expected = "
running 4 tests
test a ... \u{1b}[32mok\u{1b}[0m <TIMEs>
test m::b ... \u{1b}[31mFAILED\u{1b}[0m <TIMEs>
test m::c ... \u{1b}[33mignored, why not\u{1b}[0m
test m::d ... \u{1b}[33mignored\u{1b}[0m

failures:

---- m::b stdout ----
\u{1b}[31mone \"two\"\u{1b}[0m <three>
more


failures:
    m::b

test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 1 failed; 2 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_shown(&suite(), "--color always --report-time", expected);
    let (green, _) = Fake::default().passing("a").shown("--color always");
    assert!(green.contains("\ntest result: \u{1b}[32mok\u{1b}[0m. 1 passed"), "{green}");
}

#[test]
fn ignored_tests_run_alone_or_too() {
    let (alone, passed) = suite().shown("--ignored");
    assert!(alone.contains("running 2 tests\ntest m::c ... ok\ntest m::d ... ok\n"), "{alone}");
    assert!(alone.contains("2 passed; 0 failed; 0 ignored; 0 measured; 5 filtered out"), "{alone}");
    assert!(passed);
    let (included, passed) = suite().shown("--include-ignored");
    assert!(included.contains("3 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out"));
    assert!(!passed);
}

#[test]
fn for_benchmarks_every_test_is_ignored() {
    let expected = "
running 4 tests
test a ... ignored
test m::b ... ignored
test m::c ... ignored, why not
test m::d ... ignored

test result: ok. 0 passed; 0 failed; 4 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_shown(&suite(), "--bench", expected);
    let (alone, passed) = suite().shown("--bench --ignored");
    assert!(alone.contains("running 2 tests\ntest m::c ... ignored, why not\n"), "{alone}");
    assert!(passed);
}

#[test]
fn terse() {
    let expected = "
running 4 tests
. 1/4
m::b --- FAILED
ii
failures:

---- m::b stdout ----
one \"two\" <three>
more


failures:
    m::b

test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_shown(&suite(), "-q", expected);
    let (colored, _) = suite().shown("-q --color always");
    let expected =
        "\u{1b}[32m.\u{1b}[0m 1/4\nm::b --- \u{1b}[31mFAILED\u{1b}[0m\n\u{1b}[33mi\u{1b}[0m";
    assert!(colored.contains(expected), "{colored}");
    let (alone, _) = Fake::default().ignored("m::c", "why not").shown("-q");
    assert!(alone.ends_with("finished in TIMEs\n\ntest: m::c, ignore_message: why not\n\n"));
}

#[test]
fn lines_of_characters_are_as_long_as_libtests() {
    let passing = |suite: Fake<'static>, count: usize| {
        (0..count).fold(suite, |suite, number| suite.passing(&format!("t{number:03}")))
    };
    let lines = |suite: Fake<'_>| {
        let (shown, _) = suite.shown("-q");
        let is_end =
            |line: &str| line.is_empty() || line == "failures:" || line.starts_with("test");
        let lines = shown.lines().skip(2).take_while(|line| !is_end(line));
        let counted = lines.map(|line| {
            let rest = line.trim_start_matches('.');
            format!("{}{rest}", line.len() - rest.len())
        });
        counted.collect::<Vec<_>>()
    };
    assert_eq!(lines(passing(Fake::default(), 87)), ["87 87/87"]);
    assert_eq!(lines(passing(Fake::default(), 88)), ["87 87/88", "1"]);
    assert_eq!(lines(passing(Fake::default(), 175)), ["87 87/175", "87 174/175", "1"]);
    let failing =
        |before, after| lines(passing(passing(Fake::default(), before).failing("z", ""), after));
    assert_eq!(failing(0, 87), ["0z --- FAILED", "87 88/88"]);
    assert_eq!(failing(0, 88), ["0z --- FAILED", "87 88/89", "1"]);
    assert_eq!(failing(50, 90), ["50 50/141", "0z --- FAILED", "87 138/141", "3"]);
    assert_eq!(failing(87, 1), ["87 87/89", "0z --- FAILED", "1"]);
}

#[test]
fn json() {
    let expected = r#"{ "type": "suite", "event": "started", "test_count": 4 }
{ "type": "test", "event": "started", "name": "a" }
{ "type": "test", "name": "a", "event": "ok" }
{ "type": "test", "event": "started", "name": "m::b" }
{ "type": "test", "name": "m::b", "event": "failed", "stdout": "one \"two\" <three>\nmore\n" }
{ "type": "test", "event": "started", "name": "m::c" }
{ "type": "test", "name": "m::c", "event": "ignored", "message": "why not" }
{ "type": "test", "event": "started", "name": "m::d" }
{ "type": "test", "name": "m::d", "event": "ignored" }
{ "type": "suite", "event": "failed", "passed": 1, "failed": 1, "ignored": 2, "measured": 0, "filtered_out": 3, "exec_time": TIME }
"#;
    assert_shown(&suite(), "--format json", expected);
    let (timed, _) = suite().shown("--format json --report-time --shuffle-seed 3");
    assert!(timed.starts_with(
        "{ \"type\": \"suite\", \"event\": \"started\", \"test_count\": 4, \"shuffle_seed\": 3 }\n"
    ));
    let failed =
        r#""event": "failed", "exec_time": TIME, "stdout": "one \"two\" <three>\nmore\n" }"#;
    assert!(timed.contains(failed), "{timed}");
    assert!(timed.contains(r#""event": "ignored", "message": "why not" }"#), "{timed}");
}

#[test]
fn junit() {
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites><testsuite name=\"test\" \
        package=\"test\" id=\"0\" errors=\"0\" failures=\"1\" tests=\"4\" skipped=\"2\" >\
        <testcase classname=\"integration\" name=\"a\" time=\"TIME\"/>\
        <testcase classname=\"integration\" name=\"m::b\" time=\"TIME\">\
        <failure message=\"one &quot;two&quot; &lt;three&gt;\" type=\"assert\"/>\
        <system-out><![CDATA[one \"two\" <three>]]>&#xA;<![CDATA[more]]>&#xA;</system-out></testcase>\
        <system-out/><system-err/></testsuite></testsuites>\n";
    assert_shown(&suite(), "--format junit", expected);
}

#[test]
fn a_test_that_takes_too_long_does_not_pass() {
    // Every time is as long as the limit where that is zero.
    let suite = Fake::default().passing("a").failing("b", "text").ignored("c", "");
    let shown = |form: &str| {
        let mut arguments = crate::harness::fake::arguments(&format!("--ensure-time {form}"));
        let times = arguments.times.as_mut().unwrap();
        (times.warning, times.critical) = Default::default();
        suite.shown_with(&arguments)
    };
    let (pretty, passed) = shown("");
    assert!(!passed);
    let expected = "
running 3 tests
test a ... FAILED (time limit exceeded) <TIMEs>
test b ... FAILED <TIMEs>
test c ... ignored

failures:

---- b stdout ----
text


failures:
    b

failures (time limit exceeded):

failures (time limit exceeded):
    a

test result: FAILED. 0 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; finished in TIMEs

";
    assert_eq!(pretty, expected);
    let (terse, _) = shown("-q");
    assert!(terse.contains("\na --- FAILED\nb --- FAILED\ni\n"), "{terse}");
    let (json, _) = shown("--format json");
    let failed = r#"{ "type": "test", "name": "a", "event": "failed", "exec_time": TIME, "reason": "time limit exceeded" }"#;
    assert!(json.contains(failed), "{json}");
    let (junit, _) = shown("--format junit");
    assert!(junit.contains("name=\"a\" time=\"TIME\"><failure type=\"timeout\"/></testcase>"));
    let (fast, _) = shown("--fail-fast");
    assert!(fast.contains("0 passed; 1 failed; 0 ignored"), "{fast}");
}

#[test]
fn lists() {
    assert_shown(
        &suite(),
        "--list",
        "a: test\nm::b: test\nm::c: test\nm::d: test\n\n4 tests, 0 benchmarks\n",
    );
    assert_shown(&suite(), "--list --bench -q", "a: test\nm::b: test\nm::c: test\nm::d: test\n");
    assert_shown(&suite(), "--list --ignored --format terse", "m::c: test\nm::d: test\n");
    assert_shown(
        &Fake::default().passing("a"),
        "--list --format junit",
        "a: test\n\n1 test, 0 benchmarks\n",
    );
    assert_shown(&Fake::default(), "--list", "0 tests, 0 benchmarks\n");
    let expected = r#"{ "type": "suite", "event": "discovery" }
{ "type": "test", "event": "discovered", "name": "m::c", "ignore": true, "ignore_message": "why not", "source_path": "tests/fake.rs", "start_line": 1, "start_col": 1, "end_line": 1, "end_col": 1 }
{ "type": "suite", "event": "completed", "tests": 1, "benchmarks": 0, "total": 1, "ignored": 1 }
"#;
    let one = Fake::default().ignored("m::c", "why not");
    assert_shown(&one, "--list --format json", expected);
    let included = expected.replace("true", "false").replace("\"ignored\": 1", "\"ignored\": 0");
    assert_shown(&one, "--list --format json --include-ignored", &included);
}

#[test]
fn the_log_file_has_a_line_for_each_test() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    let logged = |words: &str| {
        suite().shown(&format!("{words} --logfile {}", file.display()));
        std::fs::read_to_string(&file).unwrap()
    };
    assert_eq!(logged(""), "ok a\nfailed m::b\nignored: why not m::c\nignored m::d\n");
    assert!(logged("--report-time").starts_with("ok a <0."));
    assert_eq!(logged("--list"), "test a\ntest m::b\ntest m::c\ntest m::d\n");
    let nowhere = format!("--logfile {}", folder.path().display());
    let error = suite().write(&nowhere, Vec::new()).unwrap_err().to_string();
    assert!(error.starts_with(&format!("the log file `{}`: ", folder.path().display())), "{error}");
}

proptest! {
    #[test]
    fn json_holds_any_text(name in ".*", why in ".+", text in "(?s).*") {
        prop_assume!(!text.contains('\u{1b}'));
        let suite = Fake::default().failing(&name, &text).ignored("i", &why);
        let written = suite.written("--format json");
        let events: Vec<serde_json::Value> =
            written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&events[1]["name"], &name);
        let ended = if text.ends_with('\n') { text } else { text + "\n" };
        // A failure that says nothing has no such member.
        prop_assert!(events[2]["stdout"] == ended.as_str() || ended == "\n");
        prop_assert_eq!(&events[4]["message"], &why);
    }

    #[test]
    fn junit_is_xml_whatever_the_text(name in "(?s).*", text in r"(?s)(\]|>|<|\?|&|.)*") {
        prop_assume!(!text.contains('\u{1b}'));
        let written = Fake::default().failing(&name, &text).written("--format junit");
        let (read_name, read_text) = read_junit(&written);
        prop_assert_eq!(read_name, with_marks(&name));
        let ended = if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" };
        prop_assert_eq!(read_text, with_marks(&ended));
        prop_assert_eq!(written.lines().count(), 1);
    }
}

/// The text with a mark for each character that XML does not have.
fn with_marks(text: &str) -> String {
    let is_allowed = |character: char| {
        matches!(character, '\t' | '\n' | '\r')
            || (character >= ' ' && !matches!(character, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars()
        .map(|character| if is_allowed(character) { character } else { '\u{fffd}' })
        .collect()
}

/// The name and the output of the only test.
fn read_junit(xml: &str) -> (String, String) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut name, mut text, mut is_output) = (String::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == b"testcase" => {
                let attribute = element.try_get_attribute("name").unwrap().unwrap();
                name = quick_xml::escape::unescape(std::str::from_utf8(&attribute.value).unwrap())
                    .unwrap()
                    .into_owned();
            }
            Event::Start(element) if element.name().as_ref() == b"system-out" => is_output = true,
            Event::End(element) if element.name().as_ref() == b"system-out" => is_output = false,
            Event::CData(data) if is_output => text.push_str(&data.decode().unwrap()),
            Event::GeneralRef(reference) if is_output => {
                text.push(reference.resolve_char_ref().unwrap().unwrap());
            }
            Event::Text(other) if is_output => panic!("{other:?}"),
            Event::Eof => return (name, text),
            _ => {}
        }
    }
}
