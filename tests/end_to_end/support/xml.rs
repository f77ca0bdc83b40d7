//! XML as a tree, for reports in JUnit's form.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with what is in it.
#[derive(Debug, Default, Clone)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    /// All text in it, and none of its children's.
    pub text: String,
}

impl Element {
    /// The root of a document.
    pub fn parse(document: &str) -> Self {
        let mut reader = Reader::from_str(document);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{error}: {document}"));
            match event {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::of(&start)),
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Text(text) => open.last_mut().unwrap().text += &text.decode().unwrap(),
                Event::CData(text) => open.last_mut().unwrap().text += &text.decode().unwrap(),
                Event::GeneralRef(name) => {
                    let escaped = format!("&{};", name.decode().unwrap());
                    open.last_mut().unwrap().text +=
                        &quick_xml::escape::unescape(&escaped).unwrap();
                }
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
        let [document] = &mut open[..] else { panic!("an element is open: {document}") };
        assert_eq!(document.children.len(), 1, "one root: {document:?}");
        document.children.remove(0)
    }

    /// The children of that name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The only child of that name.
    pub fn one(&self, name: &str) -> &Self {
        let mut all = self.all(name);
        let one = all.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(all.next().is_none(), "several {name} in {self:?}");
        one
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = utf8(&attribute.value);
            let value = quick_xml::escape::unescape(&value).unwrap().into_owned();
            (utf8(attribute.key.as_ref()), value)
        });
        Self {
            name: utf8(start.name().as_ref()),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }
}
