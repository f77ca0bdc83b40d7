//! Labelled lines in two columns, with styles for a terminal.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};

use crate::resource::{is_active, length_of_style, without_commands};

/// The width of the words on the left.
const LABEL: usize = 11;
/// How wide a text is, where it can be broken.
pub(super) const WIDTH: usize = 100;
/// How wide what stands beside the labels is.
pub(super) const CONTENT: usize = WIDTH - LABEL;

/// What carries, and is not read.
pub(super) const DIM: Style = Style::new().dimmed();
/// What the eye looks for.
pub(super) const BOLD: Style = Style::new().bold();
/// What is wrong.
pub(super) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What is not known.
pub(super) const OPEN: Style = AnsiColor::Yellow.on_default().bold();
/// A value that an assertion looked at, on its left.
pub(super) const LEFT: Style = AnsiColor::Red.on_default();
/// The same on its right.
pub(super) const RIGHT: Style = AnsiColor::Green.on_default();

/// A text in that style, each line for itself.
pub(super) fn paint(style: Style, text: &str) -> String {
    let text = with_styles_alone(text);
    // A message may come with styles of its own.
    if text.contains(ESCAPE) {
        return text.into_owned();
    }
    let paint = |line: &str| match line {
        "" => String::new(),
        line => format!("{style}{line}{style:#}"),
    };
    text.lines().map(paint).collect::<Vec<_>>().join("\n")
}

/// A text without its styles, for where nothing shows them.
pub fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// A text for a terminal that grows line by line.
#[derive(Default)]
pub(super) struct Page {
    written: String,
}

impl Page {
    /// Lines beside a label, which stands at the first of them.
    pub(super) fn line(&mut self, label: &str, content: &str) {
        let content = with_styles_alone(content);
        for (position, line) in content.lines().enumerate() {
            let label = if position == 0 { label } else { "" };
            let line = line.trim_end();
            match (label, line) {
                ("", "") => {}
                ("", line) => self.written.push_str(&format!("{:LABEL$}{line}", "")),
                (label, "") => self.written.push_str(&paint(DIM, label)),
                (label, line) => {
                    let gap = LABEL.saturating_sub(label.chars().count());
                    self.written.push_str(&format!("{}{:gap$}{line}", paint(DIM, label), ""));
                }
            }
            self.written.push('\n');
        }
        // A style that a message leaves on is not to reach what follows.
        if is_open(&content) && self.written.pop().is_some() {
            self.written.push_str(&format!("{RESET}\n"));
        }
    }

    /// A line without a label.
    pub(super) fn plain_line(&mut self, content: &str) {
        let content = with_styles_alone(content);
        self.written.push_str(content.trim_end());
        if is_open(&content) {
            self.written.push_str(RESET);
        }
        self.written.push('\n');
    }

    /// The text, without an end of its last line.
    pub(super) fn into_text(mut self) -> String {
        self.written.truncate(self.written.trim_end().len());
        without_commands(&self.written).into_owned()
    }
}

const ESCAPE: char = '\u{1b}';
const RESET: &str = "\u{1b}[0m";

/// A text that does nothing to a terminal but style what it shows, and nothing to the service that
/// runs the build and reads its log: what a resource says of itself is another's word.
pub fn tame(text: &str) -> Cow<'_, str> {
    match with_styles_alone(text) {
        Cow::Borrowed(text) => without_commands(text),
        Cow::Owned(text) => Cow::Owned(without_commands(&text).into_owned()),
    }
}

/// A text of which nothing acts but its styles.
fn with_styles_alone(text: &str) -> Cow<'_, str> {
    if !text.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut tamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let style = length_of_style(rest);
        let length = style.unwrap_or(first.len_utf8());
        let (part, after) = rest.split_at(length);
        let is_line_end = first == '\r' && after.starts_with('\n');
        if style.is_some() || is_line_end || !is_active(first) {
            tamed.push_str(part);
        } else {
            tamed.extend(first.escape_default());
        }
        rest = after;
    }
    Cow::Owned(tamed)
}

/// Whether a style that the text sets is still on at its end.
fn is_open(text: &str) -> bool {
    let last = text.rfind(ESCAPE).map(|at| &text[at..]);
    last.is_some_and(|last| !last.starts_with(RESET) && !last.starts_with("\u{1b}[m"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_command_a_terminal_is_shown() {
        let hostile = "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}[2J\u{9b}2J\r\nnext\tcolumn\r\u{202e}\u{200b}";
        let tamed = "\u{1b}[31mred\u{1b}[0m \\u{1b}]0;title\\u{7} \\u{1b}[2J\\u{9b}2J\r\nnext\tcolumn\\r\\u{202e}\\u{200b}";
        assert_eq!(tame(hostile), tamed);
    }

    #[test]
    fn each_line_is_painted_for_itself_and_paint_comes_off() {
        let painted = paint(BOLD, "one\n\ntwo");
        assert_eq!(painted, "\u{1b}[1mone\u{1b}[0m\n\n\u{1b}[1mtwo\u{1b}[0m");
        assert_eq!(plain(&painted), "one\n\ntwo");
        assert_eq!(paint(BAD, &painted), painted);
    }

    #[test]
    fn a_style_does_not_reach_further_than_what_brings_it() {
        let mut page = Page::default();
        page.line("failed", "\u{1b}[8mhidden\nstill");
        page.line("read", "shown");
        page.plain_line("\u{1b}[31mred");
        page.plain_line("\u{1b}[31mred\u{1b}[m");
        let text = page.into_text().replace('\u{1b}', "^");
        let expected = "^[2mfailed^[0m     ^[8mhidden\n           still^[0m\n^[2mread^[0m       shown\n\
            ^[31mred^[0m\n^[31mred^[m";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_line_of_a_page_is_no_command() {
        let mut page = Page::default();
        page.line("failed", "::what stands behind a label\n::set-output name=a::b\n##[error]c");
        page.plain_line("  \u{1b}[1m::error::d");
        assert_eq!(
            plain(&page.into_text()),
            "failed     ::what stands behind a label\n           \\::set-output name=a::b\n\
            \u{20}          #\\#[error]c\n  \\::error::d"
        );
    }
}
