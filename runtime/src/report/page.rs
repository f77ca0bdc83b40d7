//! Labelled lines in two columns, with styles for a terminal.

use anstyle::{AnsiColor, Style};

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
    let text = tame(text);
    // A message may come with styles of its own.
    if text.contains(ESCAPE) {
        return text;
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
        let content = tame(content);
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
    }

    /// A line without a label.
    pub(super) fn plain_line(&mut self, content: &str) {
        self.written.push_str(tame(content).trim_end());
        self.written.push('\n');
    }

    /// The text, without an end of its last line.
    pub(super) fn into_text(mut self) -> String {
        self.written.truncate(self.written.trim_end().len());
        self.written
    }
}

const ESCAPE: char = '\u{1b}';

/// A text that does nothing to a terminal but style what it shows: what a resource says of itself
/// is another's word.
fn tame(text: &str) -> String {
    let mut tamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let style = length_of_style(rest);
        let length = style.unwrap_or(first.len_utf8());
        let (part, after) = rest.split_at(length);
        let is_line_end = first == '\n' || (first == '\r' && after.starts_with('\n'));
        if style.is_some() || is_line_end || first == '\t' || !first.is_control() {
            tamed.push_str(part);
        } else {
            tamed.extend(first.escape_default());
        }
        rest = after;
    }
    tamed
}

/// How long the escape sequence is that begins the text, where it sets a style.
fn length_of_style(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let is_parameter = |character: char| character.is_ascii_digit() || ";:".contains(character);
    let after = parameters.trim_start_matches(is_parameter);
    after.starts_with('m').then(|| text.len() - after.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_command_a_terminal_is_shown() {
        let hostile =
            "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}[2J\u{9b}2J\r\nnext\tcolumn\r";
        let tamed =
            "\u{1b}[31mred\u{1b}[0m \\u{1b}]0;title\\u{7} \\u{1b}[2J\\u{9b}2J\r\nnext\tcolumn\\r";
        assert_eq!(tame(hostile), tamed);
    }

    #[test]
    fn each_line_is_painted_for_itself_and_paint_comes_off() {
        let painted = paint(BOLD, "one\n\ntwo");
        assert_eq!(painted, "\u{1b}[1mone\u{1b}[0m\n\n\u{1b}[1mtwo\u{1b}[0m");
        assert_eq!(plain(&painted), "one\n\ntwo");
        assert_eq!(paint(BAD, &painted), painted);
    }
}
