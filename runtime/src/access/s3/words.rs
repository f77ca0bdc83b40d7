//! How statements and values are named in sentences.

use crate::access::Statement;

/// How much of a value is shown.
const SHOWN: usize = 80;

/// How many of a list are told.
pub(in crate::access) const TOLD: usize = 10;

/// The first of a list, and how many more there are.
pub(in crate::access) fn listed(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    let mut texts = texts.into_iter();
    let told: Vec<String> = texts.by_ref().take(TOLD).collect();
    match texts.count() {
        0 => told.join(between),
        more => format!("{}{between}and {more} more", told.join(between)),
    }
}

/// A value between backticks, cut where it is long.
pub(in crate::access) fn quoted(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", &value[..end]),
        None => format!("`{value}`"),
    }
}

/// ``statement 1, `PublicRead` ``: by its number from 1, and its name.
pub(in crate::access) fn label(index: usize, sid: Option<&str>) -> String {
    match sid.filter(|sid| !sid.is_empty()) {
        Some(sid) => format!("statement {}, {}", index + 1, quoted(sid)),
        None => format!("statement {}", index + 1),
    }
}

/// The name of a statement.
pub(in crate::access) fn label_of(statement: &Statement) -> String {
    label(statement.place.index, statement.sid())
}
