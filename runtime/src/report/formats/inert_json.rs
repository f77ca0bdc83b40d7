//! JSON on one line that does nothing to whoever prints it, and says the same to whoever reads it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::resource::is_active;

/// Appends a value as JSON, without a line end.
pub(super) fn push_json<T: Serialize>(json: &mut Vec<u8>, value: &T) -> io::Result<()> {
    write_json(json, value)
}

/// The same into a file.
pub(super) fn write_json<T: Serialize>(out: impl Write, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Inert)).map_err(io::Error::from)
}

/// Escapes what `inert` would show, and the `##` by which commands to Azure DevOps, GitHub and
/// TeamCity begin wherever they stand in a line. What begins a line only, as GitHub's `::`, cannot
/// do so here.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        // Most texts are such that nothing in them can act.
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'"' | b'$'..=b'~')) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut begin = 0;
        let mut before = ' ';
        for (position, character) in fragment.char_indices() {
            if is_active(character) || (character == '#' && before == '#') {
                writer.write_all(&fragment.as_bytes()[begin..position])?;
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                begin = position + character.len_utf8();
            }
            before = character;
        }
        writer.write_all(&fragment.as_bytes()[begin..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_escaped_and_reads_back_as_it_was() {
        let text = "\u{1b}[31m \u{9b} \u{202e}\u{e0001} ##vso[x] ### \"\\\n ::error::日本";
        let mut json = Vec::new();
        push_json(&mut json, &text).unwrap();
        let json = String::from_utf8(json).unwrap();
        let expected = concat!(
            r#""\u001b[31m \u009b \u202e\udb40\udc01 #\u0023vso[x] #\u0023\u0023"#,
            r#" \"\\\n ::error::日本""#
        );
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
