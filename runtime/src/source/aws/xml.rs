//! The XML that AWS answers, as the JSON that the AWS CLI prints.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use crate::resource::shape::{Member, Order, Structure, Type};

/// The answer does not have the shape that the API documents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) String);

type Result<T> = std::result::Result<T, Malformed>;

/// One page of a listing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// What it lists, as AWS orders it.
    pub(super) items: Vec<Value>,
    /// What names the next page.
    pub(super) next: Option<String>,
}

/// Reads an answer whose root element is the structure, and the text of the element `token` in it.
pub(super) fn root(body: &[u8], of: Type, token: Option<&str>) -> Result<(Value, Option<String>)> {
    let structure = structure_of(of)?;
    let mut parser = Parser::new(body);
    let (_, is_empty) = parser.root()?;
    let mut read = Read::new(structure);
    let mut next = None;
    let mut is_truncated = false;
    let mut strangers = 0;
    if !is_empty {
        while let Some((element, is_empty)) = parser.child()? {
            let name = local(&element);
            if name == "IsTruncated" {
                is_truncated = parser.text(is_empty)?.as_deref() == Some("true");
            } else if token.is_some_and(|token| token.eq_ignore_ascii_case(&name)) {
                next = parser.text(is_empty)?.filter(|text| !text.is_empty());
            } else if !read.take(&mut parser, &name, &element, is_empty)? {
                strangers += usize::from(!is_of_every_answer(&name));
            }
        }
    }
    parser.end()?;
    if strangers > 0 && read.is_untouched {
        return Err(Malformed("the answer is something else".to_owned()));
    }
    whole_or_more(is_truncated, next.as_ref())?;
    Ok((read.value(), next))
}

/// Reads an answer whose root element is the only member of the structure.
pub(super) fn member(body: &[u8], of: Type) -> Result<Value> {
    let structure = structure_of(of)?;
    let mut parser = Parser::new(body);
    let (element, is_empty) = parser.root()?;
    let name = local(&element);
    let mut read = Read::new(structure);
    if !read.take(&mut parser, &name, &element, is_empty)? {
        return Err(Malformed(format!("the answer is a `{name}`")));
    }
    parser.end()?;
    // An answer that is an empty text sets nothing: so Amazon S3 tells its first region.
    read.members.retain(|_, value| value.as_str() != Some(""));
    Ok(read.value())
}

/// Reads what stands at `path`, names with `/` between: each but the last lists structures, in
/// which the next is to be found.
pub(super) fn page(body: &[u8], path: &str, of: Type, token: &str) -> Result<Page> {
    let path: Vec<&str> = path.split('/').collect();
    let mut parser = Parser::new(body);
    let (_, is_empty) = parser.root()?;
    let mut page = Page { items: Vec::new(), next: None };
    let mut is_there = false;
    let mut is_truncated = false;
    let mut strangers = 0;
    if !is_empty {
        while let Some((element, is_empty)) = parser.child()? {
            let name = local(&element);
            if name.eq_ignore_ascii_case(path[0]) {
                is_there = true;
                if !is_empty {
                    parser.items(&path, of, &mut page.items)?;
                }
            } else if name == "IsTruncated" {
                is_truncated = parser.text(is_empty)?.as_deref() == Some("true");
            } else if name.eq_ignore_ascii_case(token) {
                page.next = parser.text(is_empty)?.filter(|text| !text.is_empty());
            } else {
                strangers += usize::from(!is_of_every_answer(&name));
                parser.skip(is_empty)?;
            }
        }
    }
    parser.end()?;
    if strangers > 0 && !is_there {
        return Err(Malformed(format!("the answer has no `{}`", path[0])));
    }
    whole_or_more(is_truncated, page.next.as_ref())?;
    Ok(page)
}

/// An answer that is cut short names its next page.
fn whole_or_more(is_truncated: bool, next: Option<&String>) -> Result<()> {
    match (is_truncated, next) {
        (true, None) => Err(Malformed("the answer is truncated and names no next page".to_owned())),
        _ => Ok(()),
    }
}

/// The code and the message of an answer that is an error.
pub(super) fn error(body: &[u8]) -> Option<(String, Option<String>)> {
    let mut parser = Parser::new(body);
    parser.first().ok()?;
    let mut code = None;
    let mut message = None;
    // Whatever stands around them: S3 has none, EC2 two elements, STS one.
    let mut depth = 0_usize;
    loop {
        match parser.next().ok()? {
            Event::Start(element) => match local(&element).as_str() {
                "Code" => code = parser.text(false).ok()?,
                "Message" => message = parser.text(false).ok()?,
                _ => depth += 1,
            },
            Event::End(_) if depth > 0 => depth -= 1,
            Event::End(_) | Event::Eof => break,
            _ => {}
        }
    }
    code.filter(|code| !code.is_empty()).map(|code| (code, message))
}

/// The text of the first element of that name, however deep.
pub(super) fn text_of(body: &[u8], name: &str) -> Option<String> {
    let mut parser = Parser::new(body);
    loop {
        match parser.next().ok()? {
            Event::Start(element) if local(&element) == name => return parser.text(false).ok()?,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// What the names of root elements end with: `DescribeVolumesResponse`, `ListAllMyBucketsResult`,
/// `VersioningConfiguration`, `AccessControlPolicy`, `BucketLoggingStatus`, ...
const ROOTS: [&str; 9] = [
    "Response",
    "Result",
    "Output",
    "Configuration",
    "Policy",
    "Status",
    "Tagging",
    "LocationConstraint",
    "OwnershipControls",
];

/// What stands in answers without being a part of what was asked for.
fn is_of_every_answer(name: &str) -> bool {
    ["requestId", "ResponseMetadata", "Owner", "Prefix", "IsTruncated", "ContinuationToken"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

fn structure_of(of: Type) -> Result<&'static Structure> {
    match of {
        Type::Structure(structure) => Ok(structure),
        _ => Err(Malformed("no structure is described for the answer".to_owned())),
    }
}

/// The name without a prefix.
fn local(element: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(element.local_name().as_ref()).into_owned()
}

/// A structure, as it is being read.
struct Read {
    structure: &'static Structure,
    members: Map<String, Value>,
    /// Whether nothing of it was met yet.
    is_untouched: bool,
}

impl Read {
    fn new(structure: &'static Structure) -> Self {
        Self { structure, members: Map::new(), is_untouched: true }
    }

    fn find(&self, name: &str) -> Option<&'static Member> {
        self.structure.members.iter().find(|member| member.wire.eq_ignore_ascii_case(name))
    }

    /// Reads the element where it is a member; whether it is.
    fn take(
        &mut self,
        parser: &mut Parser<'_>,
        name: &str,
        element: &BytesStart<'_>,
        is_empty: bool,
    ) -> Result<bool> {
        let Some(member) = self.find(name) else {
            parser.skip(is_empty)?;
            return Ok(false);
        };
        self.is_untouched = false;
        match member.of {
            Type::List(item, order) if member.is_flat => {
                let value = parser.value(*item, element, is_empty)?;
                let items =
                    self.members.entry(member.name).or_insert_with(|| Value::Array(Vec::new()));
                if let (Value::Array(items), Some(value)) = (items, value) {
                    items.push(value);
                    sort(items, order);
                }
            }
            of => {
                if let Some(value) = parser.value(of, element, is_empty)? {
                    self.members.insert(member.name.to_owned(), value);
                }
            }
        }
        Ok(true)
    }

    /// The structure: AWS leaves out a list that is empty, and we say that it is.
    fn value(mut self) -> Value {
        for member in self.structure.members {
            if let Type::List(..) = member.of {
                self.members.entry(member.name).or_insert_with(|| Value::Array(Vec::new()));
            }
        }
        Value::Object(self.members)
    }
}

pub(super) fn sort(items: &mut [Value], order: Order) {
    match order {
        Order::Any => items.sort_by_cached_key(Value::to_string),
        Order::Kept => {}
    }
}

struct Parser<'a> {
    reader: Reader<&'a [u8]>,
}

impl<'a> Parser<'a> {
    fn new(body: &'a [u8]) -> Self {
        Self { reader: Reader::from_reader(body) }
    }

    fn next(&mut self) -> Result<Event<'a>> {
        self.reader
            .read_event()
            .map_err(|error| Malformed(format!("the answer is no XML: {error}")))
    }

    /// The root element of an answer that is no error, and whether it has no content.
    fn root(&mut self) -> Result<(BytesStart<'a>, bool)> {
        let (element, is_empty) = self.first()?;
        let name = local(&element);
        if !ROOTS.iter().any(|end| name.ends_with(end)) {
            return Err(Malformed(format!("the answer is a `{name}`")));
        }
        Ok((element, is_empty))
    }

    fn first(&mut self) -> Result<(BytesStart<'a>, bool)> {
        loop {
            match self.next()? {
                Event::Start(element) => return Ok((element, false)),
                Event::Empty(element) => return Ok((element, true)),
                Event::Eof => return Err(Malformed("the answer is empty".to_owned())),
                Event::Text(text) if !text.iter().all(u8::is_ascii_whitespace) => {
                    return Err(Malformed("the answer is no XML".to_owned()));
                }
                _ => {}
            }
        }
    }

    /// After the root there is nothing but white space.
    fn end(&mut self) -> Result<()> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(()),
                Event::Start(_) | Event::Empty(_) => {
                    return Err(Malformed("the answer has two roots".to_owned()));
                }
                _ => {}
            }
        }
    }

    /// The next child of the element that is being read; none where that ends.
    fn child(&mut self) -> Result<Option<(BytesStart<'a>, bool)>> {
        loop {
            match self.next()? {
                Event::Start(element) => return Ok(Some((element, false))),
                Event::Empty(element) => return Ok(Some((element, true))),
                Event::End(_) => return Ok(None),
                Event::Eof => return Err(broken_off()),
                _ => {}
            }
        }
    }

    fn skip(&mut self, is_empty: bool) -> Result<()> {
        if is_empty {
            return Ok(());
        }
        while let Some((_, is_empty)) = self.child()? {
            self.skip(is_empty)?;
        }
        Ok(())
    }

    /// The text of the element that was begun.
    fn text(&mut self, is_empty: bool) -> Result<Option<String>> {
        let mut text = String::new();
        if is_empty {
            return Ok(Some(text));
        }
        let unreadable =
            |error: &dyn std::fmt::Display| Malformed(format!("a text is unreadable: {error}"));
        loop {
            match self.next()? {
                Event::Text(part) => {
                    text.push_str(&part.decode().map_err(|error| unreadable(&error))?)
                }
                Event::CData(part) => {
                    text.push_str(&part.decode().map_err(|error| unreadable(&error))?)
                }
                Event::GeneralRef(reference) => {
                    let character =
                        reference.resolve_char_ref().map_err(|error| unreadable(&error))?;
                    let name = reference.decode().map_err(|error| unreadable(&error))?;
                    match (character, quick_xml::escape::resolve_xml_entity(&name)) {
                        (Some(character), _) => text.push(character),
                        (None, Some(resolved)) => text.push_str(resolved),
                        (None, None) => {
                            return Err(Malformed(format!("a text has the entity `{name}`")));
                        }
                    }
                }
                Event::Start(element) | Event::Empty(element) => {
                    let name = local(&element);
                    return Err(Malformed(format!("a text holds the element `{name}`")));
                }
                Event::End(_) => return Ok(Some(text)),
                Event::Eof => return Err(broken_off()),
                _ => {}
            }
        }
    }

    /// The items of the list that was begun: at the end of the path the items, before it structures
    /// that hold the rest of the path.
    fn items(&mut self, path: &[&str], of: Type, items: &mut Vec<Value>) -> Result<()> {
        while let Some((element, is_empty)) = self.child()? {
            match path {
                [_, rest @ ..] if !rest.is_empty() => {
                    if is_empty {
                        return Err(Malformed(format!("an item has no `{}`", rest[0])));
                    }
                    let mut is_there = false;
                    while let Some((element, is_empty)) = self.child()? {
                        let is_next = local(&element).eq_ignore_ascii_case(rest[0]);
                        is_there |= is_next;
                        match is_next && !is_empty {
                            true => self.items(rest, of, items)?,
                            false => self.skip(is_empty)?,
                        }
                    }
                    if !is_there {
                        return Err(Malformed(format!("an item has no `{}`", rest[0])));
                    }
                }
                _ => items.extend(self.value(of, &element, is_empty)?),
            }
        }
        Ok(())
    }

    /// The value of the element that was begun; none where it says nothing.
    fn value(
        &mut self,
        of: Type,
        element: &BytesStart<'_>,
        is_empty: bool,
    ) -> Result<Option<Value>> {
        let name = || local(element);
        match of {
            Type::Structure(structure) => {
                let mut read = Read::new(structure);
                for attribute in element.attributes().flatten() {
                    let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                    if let Some(member) = read.find(&key) {
                        let value = String::from_utf8_lossy(&attribute.value).into_owned();
                        read.members.insert(member.name.to_owned(), Value::String(value));
                    }
                }
                if !is_empty {
                    while let Some((child, is_empty)) = self.child()? {
                        read.take(self, &local(&child), &child, is_empty)?;
                    }
                }
                Ok(Some(read.value()))
            }
            Type::List(item, order) => {
                let mut items = Vec::new();
                if !is_empty {
                    while let Some((child, is_empty)) = self.child()? {
                        items.extend(self.value(*item, &child, is_empty)?);
                    }
                }
                sort(&mut items, order);
                Ok(Some(Value::Array(items)))
            }
            Type::String | Type::Secret => Ok(self.text(is_empty)?.map(Value::String)),
            Type::Timestamp => {
                let text = self.text(is_empty)?.unwrap_or_default();
                Ok((!text.is_empty()).then(|| Value::String(moment(&text))))
            }
            Type::Boolean | Type::Integer | Type::Long | Type::Double => {
                let text = self.text(is_empty)?.unwrap_or_default();
                let text = text.trim();
                if text.is_empty() {
                    return Ok(None);
                }
                let value = match of {
                    Type::Boolean => {
                        text.to_ascii_lowercase().parse::<bool>().ok().map(Value::Bool)
                    }
                    Type::Integer | Type::Long => text.parse::<i64>().ok().map(Value::from),
                    _ => text.parse::<f64>().ok().map(Value::from),
                };
                match value {
                    Some(value) => Ok(Some(value)),
                    None => Err(Malformed(format!("`{}` is `{text}`", name()))),
                }
            }
        }
    }
}

fn broken_off() -> Malformed {
    Malformed("the answer breaks off".to_owned())
}

/// A moment as every recording writes it. What is none stays as it is: it is only shown.
fn moment(text: &str) -> String {
    match humantime::parse_rfc3339_weak(text) {
        Ok(time) => humantime::format_rfc3339(time).to_string(),
        Err(_) => text.to_owned(),
    }
}
