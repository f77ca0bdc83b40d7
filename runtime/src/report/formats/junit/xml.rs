//! Elements and texts of XML 1.0.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::escape::{escape, partial_escape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

use crate::resource::inert;

/// XML in memory.
pub(super) type Xml = Writer<Vec<u8>>;

/// Attributes of an element: their values are made harmless.
pub(super) type Attributes<'a> = [(&'a str, &'a str)];

pub(super) fn start(xml: &mut Xml, name: &str, attributes: &Attributes<'_>) -> io::Result<()> {
    xml.write_event(Event::Start(element(name, attributes)))
}

pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &Attributes<'_>) -> io::Result<()> {
    xml.write_event(Event::Empty(element(name, attributes)))
}

pub(super) fn end(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// An element that holds a text.
pub(super) fn text(
    xml: &mut Xml,
    name: &str,
    attributes: &Attributes<'_>,
    text: &str,
) -> io::Result<()> {
    if text.is_empty() {
        return empty(xml, name, attributes);
    }
    start(xml, name, attributes)?;
    xml.write_event(Event::Text(BytesText::from_escaped(harmless_lines(text))))?;
    end(xml, name)
}

fn element<'a>(name: &'a str, attributes: &'a Attributes<'_>) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        let value = match harmless(escape(inert(value))) {
            Cow::Borrowed(value) => Cow::Borrowed(value.as_bytes()),
            Cow::Owned(value) => Cow::Owned(value.into_bytes()),
        };
        element.push_attribute(Attribute { key: QName(name.as_bytes()), value });
    }
    element
}

/// An escaped text in which no command to a CI system begins by `##`, as `##vso[` and `##[` do.
fn harmless(escaped: Cow<'_, str>) -> Cow<'_, str> {
    match escaped.contains("##") {
        true => Cow::Owned(escaped.replace("##", "#&#35;")),
        false => escaped,
    }
}

/// The same for a text of many lines, of which none begins with GitHub's `::`.
fn harmless_lines(text: &str) -> Cow<'_, str> {
    let escaped = harmless(partial_escape(inert(text)));
    if !escaped.contains("::") {
        return escaped;
    }
    let mut lines = String::with_capacity(escaped.len() + 16);
    for line in escaped.split_inclusive('\n') {
        match line.trim_start().strip_prefix("::") {
            Some(rest) => {
                lines.push_str(&line[..line.len() - rest.len() - "::".len()]);
                lines.push_str("&#58;:");
                lines.push_str(rest);
            }
            None => lines.push_str(line),
        }
    }
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_command_or_ends_the_element() {
        let hostile = "::error::x ]]>\n  ::set-output\n##[error] ###vso[\u{1b}\u{0}\u{ffff}&<a>";
        let mut xml = Xml::new(Vec::new());
        text(&mut xml, "a", &[("b", "\"\n##[x]")], hostile).unwrap();
        let expected = concat!(
            "<a b=\"&quot;\n#&#35;[x]\">&#58;:error::x ]]&gt;\n  &#58;:set-output\n",
            "#&#35;[error] #&#35;#vso[\\u{1b}\\u{0}\\u{ffff}&amp;&lt;a&gt;</a>"
        );
        assert_eq!(String::from_utf8(xml.into_inner()).unwrap(), expected);
    }
}
