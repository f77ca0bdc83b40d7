//! One JUnit document, which begins with counts and so is written at the end.

use std::fmt::Write;
use std::io;
use std::time::Duration;

use super::event::{Event, Outcome, Show};
use super::sink::{Sink, without_styles};

/// `--format junit`.
#[derive(Default)]
pub(in super::super) struct Junit {
    cases: String,
}

impl Show for Junit {
    fn show(&mut self, out: &mut Sink<'_>, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Begins { .. } => out.plain("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            Event::TestBegins { .. } => Ok(()),
            Event::TestEnds { name, outcome, time } => {
                self.case(name, *outcome, time.unwrap_or_default());
                Ok(())
            }
            Event::Ends(summary) => {
                out.plain(&format!(
                    "<testsuites><testsuite name=\"test\" package=\"test\" id=\"0\" errors=\"0\" \
                     failures=\"{}\" tests=\"{}\" skipped=\"{}\" >",
                    summary.failed, summary.count, summary.ignored
                ))?;
                out.plain(&std::mem::take(&mut self.cases))?;
                out.plain("<system-out/><system-err/></testsuite></testsuites>\n")
            }
        }
    }
}

impl Junit {
    fn case(&mut self, name: &str, outcome: Outcome<'_>, time: Duration) {
        // libtest counts what was ignored, and leaves it out.
        if matches!(outcome, Outcome::Ignored(_)) {
            return;
        }
        let cases = &mut self.cases;
        cases.push_str("<testcase classname=\"integration\" name=\"");
        push_attribute(cases, name);
        write!(cases, "\" time=\"{}\"", time.as_secs_f64())
            .unwrap_or_else(|_| unreachable!("a string takes all"));
        match outcome {
            Outcome::Passed | Outcome::Ignored(_) => {
                cases.push_str("/>");
                return;
            }
            Outcome::TooLate => cases.push_str("><failure type=\"timeout\"/>"),
            Outcome::Failed(text) => {
                let text = without_styles(text);
                cases.push_str("><failure message=\"");
                push_attribute(cases, text.lines().next().unwrap_or_default());
                cases.push_str("\" type=\"assert\"/>");
                if !text.is_empty() {
                    cases.push_str("<system-out>");
                    push_text(cases, &text);
                    cases.push_str("</system-out>");
                }
            }
        }
        cases.push_str("</testcase>");
    }
}

/// Adds the value of an attribute.
fn push_attribute(xml: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' => xml.push_str("&#x9;"),
            '\n' => xml.push_str("&#xA;"),
            '\r' => xml.push_str("&#xD;"),
            character => xml.push(allowed(character)),
        }
    }
}

/// Adds text as CDATA. Ends of lines stand between the sections, as libtest has it, so that the
/// document is one line.
fn push_text(xml: &mut String, text: &str) {
    const OPEN: &str = "<![CDATA[";
    const CLOSE: &str = "]]>";
    let mut is_open = false;
    let mut section = |xml: &mut String, opens: bool| {
        if opens != is_open {
            xml.push_str(if opens { OPEN } else { CLOSE });
            is_open = opens;
        }
    };
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\r' => {
                section(xml, false);
                xml.push_str(if character == '\n' { "&#xA;" } else { "&#xD;" });
            }
            character => {
                section(xml, true);
                xml.push(allowed(character));
                // Neither `]]>` nor what looks like an instruction stays in one section.
                let next = characters.peek();
                if matches!((character, next), (']', Some('>')) | ('<', Some('?'))) {
                    section(xml, false);
                }
            }
        }
    }
    section(xml, false);
}

/// The character, or the mark for one that no XML document may hold.
fn allowed(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => {
            character
        }
        _ => char::REPLACEMENT_CHARACTER,
    }
}
