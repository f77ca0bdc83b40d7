//! Texts of others in a Markdown document, where they stay texts.
//!
//! What a renderer of GitHub does with text beyond CommonMark (links for bare addresses, people,
//! issues and commits, emoji) it does not do in code. So whatever is not plain words stands there.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::resource::{inert, inert_line, without_commands};

/// A text on one line, in code that no text can end.
pub(super) fn code(text: &str) -> String {
    let text = inert_line(text);
    let text = &*text;
    // There is no empty code.
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    let is_padded = text.starts_with('`') || text.ends_with('`');
    // A space on each side is taken off where both are there.
    let loses_spaces =
        text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    match is_padded || loses_spaces {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// The same for the cell of a table, where renderers do not agree on `\|`.
pub(super) fn code_cell(text: &str) -> String {
    code(&text.replace("\\|", "\\\\u{7c}")).replace('|', "\\|")
}

/// Words as they are, where they are no more than words; other texts as code. Not for the begin of a
/// line, where words may be a list.
pub(super) fn words(text: &str) -> Cow<'_, str> {
    match is_plain(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(code(text)),
    }
}

/// The same for the cell of a table.
pub(super) fn words_cell(text: &str) -> Cow<'_, str> {
    match is_plain(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(code_cell(text)),
    }
}

/// Lines in a block of code that no text can end. None is a command where the document is printed.
pub(super) fn block(text: &str) -> String {
    let text = inert(text);
    let text = without_commands(&text);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

/// The Markdown that a check's author wrote: it stays what it is, but for HTML, which becomes text.
/// Beside the `prefix` of each line nothing of it is left open at its end.
pub(super) fn authored(markdown: &str, prefix: &str) -> String {
    let mut shown = inert(markdown).into_owned();
    // What is no HTML any more may end what stood around it, so that something else is.
    for _ in 0..MOST_ROUNDS {
        match without_html(&shown) {
            Some(without) => shown = without,
            None => return prefixed(&shown, prefix),
        }
    }
    prefixed(&shown.replace('<', "&lt;"), prefix)
}

const MOST_ROUNDS: usize = 4;

/// The Markdown with its HTML as text; none where it has none.
fn without_html(markdown: &str) -> Option<String> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter();
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    let mut html = events.filter(|(event, _)| is_html(event)).map(|(_, range)| range).peekable();
    html.peek()?;
    let mut shown = String::with_capacity(markdown.len());
    let mut done = 0;
    for Range { start, end } in html {
        if let (Some(before), Some(tag)) = (markdown.get(done..start), markdown.get(start..end)) {
            shown.push_str(before);
            shown.push_str(&tag.replace('<', "&lt;"));
            done = end;
        }
    }
    shown.push_str(markdown.get(done..).unwrap_or_default());
    Some(shown)
}

fn prefixed(text: &str, prefix: &str) -> String {
    let lines = text.trim().lines().map(|line| format!("{prefix}{line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a text is nothing but words, and means nothing else to anybody.
fn is_plain(text: &str) -> bool {
    let is_harmless = |character: char| {
        character.is_alphanumeric()
            || matches!(character, ' ' | ',' | '.' | ';' | '(' | ')' | '-' | '/')
    };
    let has_harmless_colons = !text.contains(':')
        || text.split(':').skip(1).all(|after| after.is_empty() || after.starts_with(' '));
    let mut words = text.split(|character: char| !character.is_ascii_alphanumeric());
    let is_reference = |word: &str| {
        let is_hexadecimal = word.chars().all(|character| character.is_ascii_hexdigit());
        word.len() >= 7 && is_hexadecimal
            || ["www", "gh"].iter().any(|begin| word.eq_ignore_ascii_case(begin))
    };
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|character| character == ':' || is_harmless(character))
        && has_harmless_colons
        && !text.ends_with(' ')
        && !words.any(is_reference)
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
