//! Texts that are likely in a set, and read well.

use super::glob::{Glob, Unit};

/// What stands for a `*`, the ones that read best first.
const FILLERS: [&str; 6] = ["example", "x", "", "1", "another-example", "Zq9-"];

/// Members of a glob, those first that read best.
pub(super) fn members(glob: &Glob) -> impl Iterator<Item = String> {
    let has_any = glob.units.contains(&Unit::Any);
    let has_one = glob.units.contains(&Unit::One);
    let count = if has_any {
        FILLERS.len()
    } else if has_one {
        2
    } else {
        1
    };
    FILLERS.iter().take(count).map(|filler| filled(&glob.units, filler))
}

/// A text with the beginning of the one that is longest, the ends likewise, and between them what each
/// of the globs has between its wildcards.
pub(super) fn merged(globs: &[&Glob]) -> Option<String> {
    let is_any = |unit: &Unit| *unit == Unit::Any;
    let mut parts = Vec::new();
    for glob in globs {
        let (Some(first), Some(last)) =
            (glob.units.iter().position(is_any), glob.units.iter().rposition(is_any))
        else {
            return None;
        };
        parts.push((&glob.units[..first], &glob.units[first..last], &glob.units[last + 1..]));
    }
    let first = parts.iter().map(|(first, ..)| *first).max_by_key(|units| units.len())?;
    let last = parts.iter().map(|(.., last)| *last).max_by_key(|units| units.len())?;
    let mut text = filled(first, "");
    for (_, middle, _) in &parts {
        text.push_str(&filled(middle, ""));
    }
    text.push_str(&filled(last, ""));
    Some(text)
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
