//! Texts that do nothing to whoever shows them: what a resource says of itself is another's word.

use std::borrow::Cow;

/// A text in which what would command a terminal, turn the direction of writing or hide is shown as
/// an escape: `\u{1b}`. Line ends and tabs stay.
pub fn inert(text: &str) -> Cow<'_, str> {
    if !text.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match is_active(character) {
            true => shown.extend(character.escape_unicode()),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// The same on a single line, which no log takes for a command: names, and what stands in a list.
pub fn inert_line(text: &str) -> Cow<'_, str> {
    let is_shown = |character| matches!(character, '\n' | '\t') || is_active(character);
    if !text.contains(is_shown) {
        return without_commands(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match is_shown(character) {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    Cow::Owned(without_commands(&shown).into_owned())
}

/// Control characters but line ends and tabs; marks of direction, which make a text read otherwise
/// than it is (Unicode's UAX #9, and what CVE-2021-42574 is about); what has no width; the
/// separators that some readers take for line ends; and what XML cannot hold.
pub(crate) fn is_active(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffc}'
        | '\u{fffe}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        character => character.is_control(),
    }
}

/// A text of which no line is a command to the service that runs the build and reads its log, with a
/// `\` in those that were. GitHub takes a line that begins with `::`, and `##[name]` anywhere in it;
/// Azure Pipelines `##vso[`, TeamCity `##teamcity[`. Styles are looked through: they may be taken off
/// later.
pub(crate) fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.split('\n').any(|line| is_command(&without_styles(line))) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        match is_command(&without_styles(line)) {
            true => disarm(line, &mut shown),
            false => shown.push_str(line),
        }
    }
    Cow::Owned(shown)
}

/// How long the escape sequence is that begins the text, where it sets a style.
pub(crate) fn length_of_style(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let is_parameter = |character: char| character.is_ascii_digit() || ";:".contains(character);
    let after = parameters.trim_start_matches(is_parameter);
    after.starts_with('m').then(|| text.len() - after.len() + 1)
}

fn is_command(line: &str) -> bool {
    if line.trim_start().starts_with("::") {
        return true;
    }
    let mut rest = line;
    while let Some(at) = rest.find("##") {
        let name = rest[at..].trim_start_matches('#');
        rest = name.trim_start_matches(|character: char| character.is_ascii_alphabetic());
        if rest.starts_with('[') {
            return true;
        }
    }
    false
}

/// Adds the line, with a `\` where it would be taken for a command.
fn disarm(line: &str, shown: &mut String) {
    let mut is_at_start = true;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = length_of_style(rest) {
            let (style, after) = rest.split_at(length);
            shown.push_str(style);
            rest = after;
            continue;
        }
        let after = &rest[first.len_utf8()..];
        let is_next = |wanted| visible(after).next() == Some(wanted);
        if is_at_start && first == ':' && is_next(':') {
            shown.push('\\');
        }
        is_at_start &= first.is_whitespace();
        shown.push(first);
        if first == '#' && is_next('#') {
            let mut name = visible(after).skip(1).skip_while(char::is_ascii_alphabetic);
            if name.next() == Some('[') {
                shown.push('\\');
            }
        }
        rest = after;
    }
}

/// The characters of a text that are no part of a style.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while let Some(length) = length_of_style(rest) {
            rest = &rest[length..];
        }
        let first = rest.chars().next()?;
        rest = &rest[first.len_utf8()..];
        Some(first)
    })
}

fn without_styles(line: &str) -> Cow<'_, str> {
    match line.contains('\u{1b}') {
        true => Cow::Owned(visible(line).collect()),
        false => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_acts_is_shown_and_the_rest_stays() {
        assert_eq!(inert("a\u{1b}[31m\r\u{202e}b\n\tc"), "a\\u{1b}[31m\\u{d}\\u{202e}b\n\tc");
        assert!(matches!(inert("Zürich 日本 ]]> </script>"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_stays_one() {
        assert_eq!(inert_line("a\nb\tc\r\u{85}d\u{2028}"), "a\\nb\\tc\\r\\u{85}d\\u{2028}");
        assert_eq!(inert_line("\n##[error]"), "\\n#\\#[error]");
        assert!(matches!(inert_line("acme-logs@111122223333/eu-west-1"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_log_would_obey_is_broken() {
        for (line, expected) in [
            ("::set-output name=a::b", "\\::set-output name=a::b"),
            (" \t\u{a0}::error::b", " \t\u{a0}\\::error::b"),
            ("\u{1b}[1m:\u{1b}[0m:error::b", "\u{1b}[1m\\:\u{1b}[0m:error::b"),
            ("one\n::two\n three ::four", "one\n\\::two\n three ::four"),
            ("a ##[group]b ##[", "a #\\#[group]b #\\#["),
            ("##vso[x]####teamcity[y]", "#\\#vso[x]###\\#teamcity[y]"),
            ("#\u{1b}[0m#err\u{1b}[m\u{1b}[0mor[", "#\\\u{1b}[0m#err\u{1b}[m\u{1b}[0mor["),
        ] {
            assert_eq!(without_commands(line), expected);
        }
        for line in ["a::b", ":", "std::fs", "## [a]", "## a [b]", "#[test]", "##", "## name", ""] {
            assert!(matches!(without_commands(line), Cow::Borrowed(_)), "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_a_command(text in prop_oneof![
            any::<String>(),
            "([:# \n\\[a]|::|##|\u{1b}\\[1m|vso\\[){0,12}",
        ]) {
            let shown = without_commands(&text).into_owned();
            for line in shown.split('\n') {
                let line = without_styles(line);
                let is_command = line.trim_start().starts_with("::")
                    || ["##[", "##a[", "##vso["].iter().any(|command| line.contains(command));
                prop_assert!(!is_command, "{:?}", line);
            }
            prop_assert_eq!(without_commands(&shown), shown.as_str());
            prop_assert_eq!(shown.replace('\\', ""), text.replace('\\', ""));
            let line = inert_line(&text);
            prop_assert!(!line.contains(|character| character == '\n' || is_active(character)));
        }
    }
}
