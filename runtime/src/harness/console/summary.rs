//! The end of a run, for people.

use std::io;

use super::event::Summary;
use super::sink::{GREEN, RED, Sink};

/// How the lines of tests that took too long are headed.
const TOO_LATE: &str = "failures (time limit exceeded)";

/// `running N tests`.
pub(super) fn write_beginning(
    out: &mut Sink<'_>,
    count: usize,
    seed: Option<u64>,
) -> io::Result<()> {
    let seed = seed.map(|seed| format!(" (shuffle seed: {seed})")).unwrap_or_default();
    out.plain(&format!("\nrunning {}{seed}\n", counted(count, "test")))
}

/// Which tests passed, where that was asked for.
pub(super) fn write_successes(out: &mut Sink<'_>, summary: &Summary) -> io::Result<()> {
    match &summary.successes {
        Some(successes) => write_results(out, "successes", &[], successes.iter()),
        None => Ok(()),
    }
}

/// Which tests failed, and what they said.
pub(super) fn write_failures(out: &mut Sink<'_>, summary: &Summary) -> io::Result<()> {
    let names = summary.failures.iter().map(|(name, _)| name);
    write_results(out, "failures", &summary.failures, names)
}

/// Which tests took too long.
pub(super) fn write_too_late(out: &mut Sink<'_>, summary: &Summary) -> io::Result<()> {
    write_results(out, TOO_LATE, &[], summary.too_late.iter())
}

/// `test result: ...`.
pub(super) fn write_result(out: &mut Sink<'_>, summary: &Summary) -> io::Result<()> {
    out.plain("\ntest result: ")?;
    match summary.failed {
        0 => out.styled(GREEN, "ok")?,
        _ => out.styled(RED, "FAILED")?,
    }
    let Summary { passed, failed, ignored, filtered_out, .. } = summary;
    out.plain(&format!(
        ". {passed} passed; {failed} failed; {ignored} ignored; 0 measured; \
         {filtered_out} filtered out; finished in {:.2}s\n\n",
        summary.time.as_secs_f64()
    ))
}

/// `1 test`, `2 tests`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn write_results<'a>(
    out: &mut Sink<'_>,
    title: &str,
    texts: &[(String, String)],
    names: impl Iterator<Item = &'a String>,
) -> io::Result<()> {
    out.plain(&format!("\n{title}:\n"))?;
    let mut texts = texts.iter().filter(|(_, text)| !text.is_empty()).peekable();
    if texts.peek().is_some() {
        out.plain("\n")?;
    }
    for (name, text) in texts {
        out.plain(&format!("---- {name} stdout ----\n"))?;
        out.perhaps_styled(text)?;
        out.plain("\n")?;
    }
    out.plain(&format!("\n{title}:\n"))?;
    let mut names: Vec<&String> = names.collect();
    names.sort();
    for name in names {
        out.plain("    ")?;
        out.plain(name)?;
        out.plain("\n")?;
    }
    Ok(())
}
