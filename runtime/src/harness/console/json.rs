//! A JSON object per event, each on its line.

use std::fmt::Write;
use std::io;
use std::time::Duration;

use super::event::{Event, Outcome, Show};
use super::sink::{Sink, without_styles};

/// `--format json`.
#[derive(Default)]
pub(in super::super) struct Json {
    line: String,
}

impl Show for Json {
    fn show(&mut self, out: &mut Sink<'_>, event: &Event<'_>) -> io::Result<()> {
        self.line.clear();
        let object = Object::new(&mut self.line);
        match event {
            Event::Begins { count, seed } => {
                let object = object.text("type", "suite").text("event", "started");
                let object = object.value("test_count", count);
                match seed {
                    Some(seed) => object.value("shuffle_seed", seed),
                    None => object,
                }
            }
            Event::TestBegins { name } => {
                object.text("type", "test").text("event", "started").text("name", name)
            }
            Event::TestEnds { name, outcome, time } => {
                let word = match outcome {
                    Outcome::Passed => "ok",
                    Outcome::Failed(_) | Outcome::TooLate => "failed",
                    Outcome::Ignored(_) => "ignored",
                };
                let object = object.text("type", "test").text("name", name).text("event", word);
                let object = match time {
                    Some(time) => object.value("exec_time", Seconds(*time)),
                    None => object,
                };
                match outcome {
                    Outcome::Failed(text) if !text.is_empty() => {
                        object.text("stdout", &without_styles(text))
                    }
                    Outcome::TooLate => object.text("reason", "time limit exceeded"),
                    Outcome::Ignored(why) if !why.is_empty() => object.text("message", why),
                    Outcome::Passed | Outcome::Failed(_) | Outcome::Ignored(_) => object,
                }
            }
            Event::Ends(summary) => object
                .text("type", "suite")
                .text("event", if summary.failed == 0 { "ok" } else { "failed" })
                .value("passed", summary.passed)
                .value("failed", summary.failed)
                .value("ignored", summary.ignored)
                .value("measured", 0)
                .value("filtered_out", summary.filtered_out)
                .value("exec_time", Seconds(summary.time)),
        }
        .end();
        out.plain(&self.line)
    }
}

/// A JSON object on one line, spaced as libtest spaces it.
pub(super) struct Object<'a> {
    line: &'a mut String,
    separator: &'static str,
}

impl<'a> Object<'a> {
    /// One at the end of that line.
    pub(super) fn new(line: &'a mut String) -> Self {
        Self { line, separator: "{ " }
    }

    /// A text member.
    pub(super) fn text(self, name: &str, value: &str) -> Self {
        let object = self.name(name);
        // libtest writes DEL as an escape, which JSON leaves open.
        let quoted = serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007f");
        object.line.push_str(&quoted);
        object
    }

    /// A number, true or false.
    pub(super) fn value(self, name: &str, value: impl std::fmt::Display) -> Self {
        let object = self.name(name);
        write!(object.line, "{value}").unwrap_or_else(|_| unreachable!("a string takes all"));
        object
    }

    /// The end of the object and of its line.
    pub(super) fn end(self) {
        self.line.push_str(" }\n");
    }

    fn name(mut self, name: &str) -> Self {
        for part in [self.separator, "\"", name, "\": "] {
            self.line.push_str(part);
        }
        self.separator = ", ";
        self
    }
}

struct Seconds(Duration);

impl std::fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0.as_secs_f64())
    }
}
