//! The messages of assertions, as a person compares values.

use anstyle::Style;

use super::super::page::{CONTENT, DIM, LEFT, RIGHT, paint};
use super::block::at_most;
use super::difference::{Line, difference};
use super::layout::Layout;
use crate::run::cut;

/// A value that an assertion shows takes at most so many lines, and so does a comparison of two.
const LONGEST_VALUE: usize = 60;
/// What cannot be broken is cut behind so many characters.
const LONGEST_LINE: usize = 400;
/// A line in a check's own words is cut behind so many characters.
const LONGEST_WORDS: usize = 4_000;
/// And so are lines behind so many.
const MOST_WORDS: usize = 400;
/// What a message ends with is a value worth laying out from so many columns.
const SHORTEST_VALUE: usize = 60;

/// What `assert_eq!` and its like say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comparison<'a> {
    /// The first line, and what the check itself says there.
    pub(super) said: &'a str,
    /// What the check itself says, where it does.
    pub(super) own: Option<&'a str>,
    /// `==`, `!=` or `matches`.
    pub(super) operator: &'a str,
    /// What `Debug` shows of the left value.
    pub(super) left: &'a str,
    /// The same of the right one.
    pub(super) right: &'a str,
}

impl<'a> Comparison<'a> {
    /// Takes a message apart; none where it is of another form.
    pub(super) fn of(message: &'a str) -> Option<Self> {
        let after = message.strip_prefix("assertion `left ")?;
        let (operator, after) = after.split_once(" right` failed")?;
        // The check's own words are more likely to have lines than a value is.
        let (head, right) = after.rsplit_once("\n right: ")?;
        let (own, left) = head.rsplit_once("\n  left: ")?;
        let own = match own {
            "" => None,
            own => Some(own.strip_prefix(": ")?),
        };
        let said =
            message.get(..message.len() - after.len() + own.map_or(0, |own| own.len() + 2))?;
        Some(Self { said, own, operator, left, right })
    }

    /// Whether both values fit on a line each.
    pub(super) fn is_short(&self) -> bool {
        let fits = |value: &str| {
            !value.contains('\n') && "  left: ".len() + value.chars().count() <= CONTENT
        };
        fits(self.left) && fits(self.right)
    }
}

/// A message with its styles, whose first line begins behind `lead` columns.
pub(super) fn message_lines(message: &str, lead: usize, style: Style) -> Vec<String> {
    let Some(comparison) = Comparison::of(message) else {
        return words(message, lead, style);
    };
    let mut lines = words(comparison.said, lead, style);
    let Comparison { operator, left, right, .. } = comparison;
    if comparison.is_short() {
        lines.push(format!("  left: {}", paint(LEFT, left)));
        lines.push(format!(" right: {}", paint(RIGHT, right)));
        return lines;
    }
    // Two columns are for the marks.
    let layout = Layout { width: CONTENT - 2, lead: 0, breaks_texts: true };
    let [left, right] = [left, right].map(|value| layout.lines(value));
    let indented = |lines: Vec<String>, style| {
        let lines = at_most(LONGEST_VALUE, lines);
        lines.into_iter().map(move |line| paint(style, &format!("  {}", cut(&line, LONGEST_LINE))))
    };
    match (operator, difference(&left, &right)) {
        ("==", Some(compared)) => {
            lines.push(format!("{}  {}", paint(LEFT, "- left"), paint(RIGHT, "+ right")));
            lines.extend(at_most(LONGEST_VALUE, compared.iter().map(marked).collect()));
        }
        (_, None) => {
            lines.push("left and right are shown alike:".to_owned());
            lines.extend(indented(left, Style::new()));
        }
        (_, Some(_)) => {
            lines.push("left:".to_owned());
            lines.extend(indented(left, LEFT));
            lines.push("right:".to_owned());
            lines.extend(indented(right, RIGHT));
        }
    }
    lines
}

fn marked(line: &Line<'_>) -> String {
    match line {
        Line::Same(line) => format!("  {}", cut(line, LONGEST_LINE)),
        Line::Left(line) => paint(LEFT, &format!("- {}", cut(line, LONGEST_LINE))),
        Line::Right(line) => paint(RIGHT, &format!("+ {}", cut(line, LONGEST_LINE))),
        Line::Folded(count) => paint(DIM, &format!("… {count} lines the same")),
    }
}

/// What a check says in its own words. A long value that ends a line is laid out.
fn words(message: &str, lead: usize, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for (position, line) in message.lines().enumerate() {
        let lead = if position == 0 { lead } else { 0 };
        let is_long = lead + line.chars().count() > CONTENT;
        match Layout::value_at_end(line, SHORTEST_VALUE).filter(|_| is_long) {
            Some(at) => {
                let (words, value) = line.split_at(at);
                // The further lines of a value stand below the words before it.
                let margin = words.len() - words.trim_start_matches(' ').len();
                let lead = (lead + words.chars().count()).saturating_sub(margin);
                let layout =
                    Layout { width: CONTENT.saturating_sub(margin), lead, breaks_texts: false };
                let laid_out = at_most(LONGEST_VALUE, layout.lines(value));
                let value = laid_out.join(&format!("\n{:margin$}", ""));
                lines.push(paint(style, &format!("{words}{value}")));
            }
            None => lines.push(paint(style, &cut(line, LONGEST_WORDS))),
        }
    }
    at_most(MOST_WORDS, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_messages_are_taken_apart() {
        let comparison = |message| Comparison::of(message).unwrap();
        let plain = comparison("assertion `left == right` failed\n  left: 1\n right: 2");
        let expected = Comparison {
            said: "assertion `left == right` failed",
            own: None,
            operator: "==",
            left: "1",
            right: "2",
        };
        assert_eq!(plain, expected);
        let own =
            comparison("assertion `left != right` failed: a:\n  left: b\n  left: 1\n right: 1");
        assert_eq!((own.own, own.operator), (Some("a:\n  left: b"), "!="));
        assert_eq!(own.said, "assertion `left != right` failed: a:\n  left: b");
        assert_eq!((own.left, own.right), ("1", "1"));
        for other in [
            "",
            "assertion failed: left == right",
            "assertion `left == right` failed",
            "assertion `left == right` failed\n  left: 1",
            "assertion `left == right` failed, or so\n  left: 1\n right: 2",
        ] {
            assert_eq!(Comparison::of(other), None, "{other}");
        }
    }

    #[test]
    fn a_value_of_several_lines_stands_below_its_name() {
        let long = format!("Options {{ name: \"{}\", state: None }}", "x".repeat(75));
        let message = format!("options.is_set()\n  options = {long}");
        let lines = message_lines(&message, 0, Style::new()).join("\n");
        let expected = format!(
            "options.is_set()\n  options = Options {{\n    name: \"{}\",\n    state: None\n  }}",
            "x".repeat(75)
        );
        assert_eq!(lines, expected);
    }

    #[test]
    fn values_that_cannot_be_ordered_are_shown_one_by_one() {
        let long = "x".repeat(90);
        let message =
            format!("assertion `left matches right` failed\n  left: {long}\n right: Some(_)");
        let lines = message_lines(&message, 0, Style::new());
        let expected = [
            "assertion `left matches right` failed".to_owned(),
            "left:".to_owned(),
            paint(LEFT, &format!("  {long}")),
            "right:".to_owned(),
            paint(RIGHT, "  Some(_)"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn differences_are_marked_and_coloured() {
        let value = |last: &str| format!("[{}{last}]", "\"some text or other\", ".repeat(5));
        let message = format!(
            "assertion `left == right` failed\n  left: {}\n right: {}",
            value("1"),
            value("2")
        );
        let lines = message_lines(&message, 0, Style::new()).join("\n").replace('\u{1b}', "^");
        let expected = "assertion `left == right` failed
^[31m- left^[0m  ^[32m+ right^[0m
^[2m… 3 lines the same^[0m
    \"some text or other\",
    \"some text or other\",
    \"some text or other\",
^[31m-   1^[0m
^[32m+   2^[0m
  ]";
        assert_eq!(lines, expected);
    }
}
