//! Writing reports: where to, of what, and what is said where that cannot be.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::support::{Outcome, Program, Suite, scratch};

/// The findings of one process.
fn findings(folder: &Path) -> PathBuf {
    let findings = folder.join("findings");
    let suite = Suite::new("outcomes").with("CONFIGTEST_SOURCE", "mock");
    let run = suite.with("CONFIGTEST_FINDINGS", &findings).binary(&[]);
    assert_eq!(run.status, 101, "{run}");
    findings
}

fn report(findings: &Path, format: &str, out: &str) -> Outcome {
    let findings = findings.to_str().unwrap();
    let arguments = ["report", "--format", format, "--out", out, "--findings", findings];
    Program::for_suites(&arguments).run()
}

#[test]
fn a_plain_run_keeps_its_findings_where_reports_are_asked_for() {
    let folder = scratch();
    let config =
        "source = \"mock\"\n[report]\njunit = \"out/junit.xml\"\nmarkdown = \"out/of/a.md\"\n";
    // No other test keeps findings of that suite below the target folder.
    let suite = || Suite::new("covered").with_config(folder.path(), config);
    fs::write(folder.path().join("configtest.toml"), config).unwrap();
    let report = || Program::for_suites(&["report"]);
    let written = |report: Program| {
        report.with("CONFIGTEST_CONFIG", folder.path().join("configtest.toml")).run()
    };
    let nothing = written(report().with("CARGO_TARGET_DIR", folder.path().join("target")));
    assert_eq!(nothing.status, 2, "{nothing}");
    assert!(nothing.stderr.contains("error: there are no findings in `"), "{nothing}");
    assert!(nothing.stderr.contains("help: `cargo configtest run` keeps them"), "{nothing}");

    let run = suite().cargo_test(&[]);
    assert!(!run.results().is_empty(), "{run}");
    let report = written(report());
    assert_eq!((report.status, report.stdout.as_str()), (0, ""), "{report}");
    let junit = fs::read_to_string(folder.path().join("out/junit.xml")).unwrap();
    for name in run.results().keys() {
        let (_, resource) = name.rsplit_once("::").unwrap();
        assert!(junit.contains(resource), "{name}: {junit}");
    }
    assert!(folder.path().join("out/of/a.md").is_file(), "its folder is made");
    // Without `[report]` nothing is asked for.
    let none = Program::for_suites(&["report"]).run();
    assert_eq!(none.status, 2, "{none}");
    assert!(none.stderr.contains("error: no report is asked for\nhelp: say `--format"), "{none}");
}

#[test]
fn a_report_goes_where_it_is_sent() {
    let folder = scratch();
    let findings = findings(folder.path());
    let file = folder.path().join("new/folder/report.xml");
    let run = report(&findings, "junit", file.to_str().unwrap());
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run}");
    let expected = fs::read_to_string(&file).unwrap();
    let stdout = report(&findings, "junit", "-");
    assert_eq!((stdout.status, stdout.stdout.as_str()), (0, expected.as_str()), "{stdout}");
    // It is for other programs, as what any other program writes.
    fs::write(folder.path().join("other"), "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&file), mode(&folder.path().join("other")));
    // A link stays one, as `/dev/stdout` is, and what is behind it is written.
    let (link, behind) = (folder.path().join("link"), folder.path().join("behind"));
    fs::write(&behind, "what is long ".repeat(10_000)).unwrap();
    symlink(&behind, &link).unwrap();
    assert_eq!(report(&findings, "junit", link.to_str().unwrap()).status, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&behind).unwrap(), expected);
    let run = report(&findings, "junit", "/dev/stdout");
    assert_eq!(run.stdout, expected, "{run}");
    // What was there is replaced, and nothing half-written stays beside it.
    fs::write(&file, "old").unwrap();
    assert_eq!(report(&findings, "junit", file.to_str().unwrap()).status, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), expected);
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn the_summary_of_a_step_is_added_to_what_stands_there() {
    let folder = scratch();
    let findings = findings(folder.path());
    let file = folder.path().join("summary.md");
    fs::write(&file, "| of another | step |").unwrap();
    for times in 1..=2 {
        let run = report(&findings, "github-summary", file.to_str().unwrap());
        assert_eq!(run.status, 0, "{run}");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("| of another | step |\n\n"), "{text}");
        assert_eq!(text.matches("suites::outcomes").count() % times, 0, "{text}");
        assert!(text.matches("\n# ").count() == times || text.matches("\n## ").count() >= times);
    }
}

#[test]
fn what_cannot_be_written_is_named() {
    let folder = scratch();
    let findings = findings(folder.path());
    fs::write(folder.path().join("file"), "").unwrap();
    for (out, why) in [
        (folder.path().join("file/report.xml"), "caused by: "),
        (folder.path().to_owned(), "caused by: "),
        (PathBuf::from("/dev/full"), "No space left on device"),
    ] {
        let run = report(&findings, "junit", out.to_str().unwrap());
        assert_eq!(run.status, 2, "{run}");
        let words = format!("error: cannot write `{}`\ncaused by: ", out.display());
        assert!(run.stderr.starts_with(&words), "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
    assert!(Path::new("/dev/full").metadata().is_ok_and(|there| !there.is_file()));
    // The verdict is told, and the other report written.
    let [bad, good] = [folder.path().join("file/report.xml"), folder.path().join("good.md")];
    let reports = [format!("junit={}", bad.display()), format!("markdown={}", good.display())];
    let arguments = ["run", "--test", "parts", "--report", &reports[0], "--report", &reports[1]];
    let run = Program::for_suites(&arguments).with("CONFIGTEST_SOURCE", "mock").run();
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.contains("file/report.xml`"), "{run}");
    assert!(run.stdout.contains("\nfindings: 4 break the build\n"), "{run}");
    assert!(good.is_file());
}

#[test]
fn words_that_are_none_are_told_with_the_nearest() {
    for arguments in
        [&["report", "--format", "jnuit", "--out", "-"][..], &["run", "--report", "jnuit=x"]]
    {
        let run = Program::for_suites(arguments).run();
        assert_eq!(run.status, 2, "{run}");
        assert!(run.stderr.contains("there is no such format; did you mean `junit`?"), "{run}");
        assert!(run.stderr.contains("help: there are asff, findings, github-annotations"), "{run}");
    }
    let run = Program::for_suites(&["run", "--report", "junit"]).run();
    assert!(run.stderr.contains("a report is written like `junit=target/junit.xml`"), "{run}");
    let alone = Program::for_suites(&["report", "--format", "junit"]).run();
    assert_eq!(alone.status, 2, "{alone}");
    assert!(alone.stderr.contains("--out <FILE>"), "{alone}");
    let schema = Program::for_suites(&["report", "--schema"]).run();
    let schema: serde_json::Value = serde_json::from_str(&schema.stdout).unwrap();
    assert!(schema["$schema"].is_string());
}
