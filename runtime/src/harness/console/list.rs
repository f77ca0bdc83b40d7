//! The names of the tests, for `--list`.

use std::io;

use super::json::Object;
use super::logfile::Logfile;
use super::sink::Sink;
use super::summary::counted;
use crate::harness::arguments::{Format, Ignored};
use crate::harness::runner::{Order, Tests};

/// Writes the list.
pub(in super::super) fn list(
    tests: &dyn Tests,
    order: &Order,
    ignored: Ignored,
    format: Format,
    logfile: &mut Logfile,
    out: &mut Sink<'_>,
) -> io::Result<()> {
    let (mut name, mut line) = (String::new(), String::new());
    let mut ignored_count = 0;
    if format == Format::Json {
        Object::new(&mut line).text("type", "suite").text("event", "discovery").end();
        out.plain(&line)?;
    }
    for position in 0..order.count() {
        let index = order.index(position);
        name.clear();
        tests.write_name(index, &mut name);
        logfile.listed(&name)?;
        line.clear();
        if format == Format::Json {
            let why = tests.ignored(index);
            let is_ignored = why.is_some() && ignored == Ignored::Named;
            ignored_count += usize::from(is_ignored);
            let place = tests.place(index);
            Object::new(&mut line)
                .text("type", "test")
                .text("event", "discovered")
                .text("name", &name)
                .value("ignore", is_ignored)
                .text("ignore_message", why.unwrap_or_default())
                .text("source_path", place.file)
                .value("start_line", place.line)
                .value("start_col", 1)
                .value("end_line", place.line)
                .value("end_col", 1)
                .end();
        } else {
            line.push_str(&name);
            line.push_str(": test\n");
        }
        out.plain(&line)?;
    }
    let count = order.count();
    match format {
        Format::Terse => {}
        // libtest has no list in JUnit's form either.
        Format::Pretty | Format::Junit => {
            let gap = if count > 0 { "\n" } else { "" };
            out.plain(&format!("{gap}{}, {}\n", counted(count, "test"), counted(0, "benchmark")))?;
        }
        Format::Json => {
            line.clear();
            Object::new(&mut line)
                .text("type", "suite")
                .text("event", "completed")
                .value("tests", count)
                .value("benchmarks", 0)
                .value("total", count)
                .value("ignored", ignored_count)
                .end();
            out.plain(&line)?;
        }
    }
    out.flush()?;
    logfile.flush()
}
