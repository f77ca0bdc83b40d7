//! Texts that are likely in a set, and read well.

use super::glob::{Glob, Unit};

/// What stands for a `*`, the ones that read best first.
const FILLERS: [&str; 6] = ["example", "x", "", "1", "another-example", "Zq9-"];

/// Members of a glob of these units, those first that read best.
pub(super) fn members(units: &[Unit]) -> impl Iterator<Item = String> {
    let has_any = units.contains(&Unit::Any);
    let has_one = units.contains(&Unit::One);
    let count = if has_any {
        FILLERS.len()
    } else if has_one {
        2
    } else {
        1
    };
    FILLERS.iter().take(count).map(|filler| filled(units, filler))
}

/// Texts with the beginning of the one that is longest, the ends likewise, and between them what each
/// of the globs has between its wildcards. None where one of them has no `*`.
pub(super) fn merged(globs: &[&Glob]) -> Vec<String> {
    let is_any = |unit: &Unit| *unit == Unit::Any;
    let (mut start, mut end): (&[Unit], &[Unit]) = (&[], &[]);
    let mut middles = Vec::new();
    for glob in globs {
        let Some(first) = glob.units.iter().position(is_any) else { return Vec::new() };
        let last = glob.units.iter().rposition(is_any).unwrap_or(first);
        let (own_start, own_end) = (&glob.units[..first], &glob.units[last + 1..]);
        start = if own_start.len() > start.len() { own_start } else { start };
        end = if own_end.len() > end.len() { own_end } else { end };
        middles.push(filled(&glob.units[first..last], ""));
    }
    let mut texts = Vec::new();
    for may_overlap in [true, false] {
        let mut text = filled(start, "");
        for middle in &middles {
            let shared = if may_overlap { overlap(&text, middle) } else { 0 };
            text.push_str(&middle[shared..]);
        }
        for filler in ["example", ""] {
            texts.push(format!("{text}{filler}{}", filled(end, "")));
        }
    }
    texts
}

/// How many bytes of a short overlap the one ends and the other begins with.
fn overlap(text: &str, next: &str) -> usize {
    let most = text.len().min(next.len()).min(64);
    (0..=most)
        .rev()
        .find(|length| next.is_char_boundary(*length) && text.ends_with(&next[..*length]))
        .unwrap_or(0)
}

fn filled(units: &[Unit], filler: &str) -> String {
    let mut text = String::with_capacity(units.len() + filler.len());
    for unit in units {
        match unit {
            Unit::Char(letter) => text.push(*letter),
            Unit::One => text.push(filler.chars().next().unwrap_or('x')),
            Unit::Any => text.push_str(filler),
        }
    }
    text
}
