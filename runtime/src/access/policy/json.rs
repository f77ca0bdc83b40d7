//! A reader of JSON that knows where everything stands.
//!
//! `serde_json` tells no place of what it has read, takes the last of two equal names without a word, and
//! goes 128 levels deep; it still decodes the texts.

use std::collections::HashSet;

use super::{PolicyError, PolicyFault};

/// More than what any service keeps: the largest policies are some 30 kB.
const LONGEST: usize = 16 * 1024 * 1024;
/// A policy of 10,000 statements has some 100,000 values.
const MOST_VALUES: usize = 250_000;
/// The grammar asks for 6. Bounds the recursion.
pub(super) const DEEPEST: usize = 32;

/// Where something stands: line, and column in characters, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// A value, and where it starts.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) at: At,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A name with its value; no other of the same object has that name.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) at: At,
    pub(super) name: String,
    pub(super) node: Node,
}

impl Value {
    /// What messages call it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Null => "`null`".to_owned(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Number(_) => "a number".to_owned(),
            Self::Text(_) => "a text".to_owned(),
            Self::List(items) if items.is_empty() => "an empty list".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        }
    }

    /// As JSON without white space.
    pub(super) fn write(&self, to: &mut String) {
        match self {
            Self::Null => to.push_str("null"),
            Self::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
            Self::Number(text) => to.push_str(text),
            Self::Text(text) => write_text(text, to),
            Self::List(items) => {
                to.push('[');
                for (index, item) in items.iter().enumerate() {
                    to.push_str(if index == 0 { "" } else { "," });
                    item.value.write(to);
                }
                to.push(']');
            }
            Self::Object(members) => {
                to.push('{');
                for (index, member) in members.iter().enumerate() {
                    to.push_str(if index == 0 { "" } else { "," });
                    write_text(&member.name, to);
                    to.push(':');
                    member.node.value.write(to);
                }
                to.push('}');
            }
        }
    }
}

fn write_text(text: &str, to: &mut String) {
    to.push_str(&serde_json::Value::from(text).to_string());
}

/// The value that a text holds.
pub(super) fn read(text: &str) -> Result<Node, PolicyError> {
    let mut reader = Reader { rest: text, at: At { line: 1, column: 1 }, values: 0 };
    if text.len() > LONGEST {
        return Err(reader.error(PolicyFault::TooLarge { what: "bytes", limit: LONGEST }));
    }
    reader.space();
    if reader.rest.is_empty() {
        return Err(reader.bad("the text is empty", "write a policy: an object in `{ }`"));
    }
    let node = reader.value(0)?;
    reader.space();
    if !reader.rest.is_empty() {
        let help = "a text holds one policy: put all statements into its one `Statement` list";
        return Err(reader.bad("there is more behind the end of the policy", help));
    }
    Ok(node)
}

/// `rest` is what is not read yet, and starts at `at`.
struct Reader<'a> {
    rest: &'a str,
    at: At,
    values: usize,
}

impl Reader<'_> {
    fn error(&self, fault: PolicyFault) -> PolicyError {
        PolicyError::new(self.at, fault)
    }

    fn bad(&self, what: impl Into<String>, help: &'static str) -> PolicyError {
        self.error(PolicyFault::Json { what: what.into(), help })
    }

    /// Something else is here than what belongs here.
    fn expected(&self, what: &str, help: &'static str) -> PolicyError {
        match self.rest.chars().next() {
            None => {
                let help = "the end of the text is missing: look whether it was cut off";
                self.bad(format!("the text ends where {what} belongs"), help)
            }
            Some('/' | '#') => self.bad(
                format!("a comment stands where {what} belongs"),
                "JSON has no comments: take it away",
            ),
            Some('\'' | '“' | '”' | '‘' | '’') => self.bad(
                format!("a quotation mark of another kind stands where {what} belongs"),
                "write texts in `\"`",
            ),
            Some(letter) => {
                let found = super::words::quoted(letter.encode_utf8(&mut [0; 4]));
                self.bad(format!("{found} stands where {what} belongs"), help)
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    /// Goes past so many bytes, of which none is the end of a line.
    fn pass(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        let characters = passed.bytes().filter(|byte| byte & 0xC0 != 0x80).count();
        // No text is longer than `LONGEST`.
        self.at.column += u32::try_from(characters).unwrap_or(u32::MAX);
    }

    fn space(&mut self) {
        let end = self.rest.bytes().take_while(|byte| b" \t\r\n".contains(byte)).count();
        let (passed, rest) = self.rest.split_at(end);
        self.rest = rest;
        for byte in passed.bytes() {
            if byte == b'\n' {
                self.at = At { line: self.at.line + 1, column: 1 };
            } else {
                self.at.column += 1;
            }
        }
    }

    /// Calls itself for each level, and no deeper than `DEEPEST`.
    fn value(&mut self, depth: usize) -> Result<Node, PolicyError> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(self.error(PolicyFault::TooLarge { what: "values", limit: MOST_VALUES }));
        }
        if depth > DEEPEST {
            return Err(self.error(PolicyFault::TooLarge { what: "levels", limit: DEEPEST }));
        }
        let at = self.at;
        let value = match self.peek() {
            Some(b'{') => Value::Object(self.object(depth)?),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'"') => Value::Text(self.text()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Node { at, value })
    }

    fn word(&mut self) -> Result<Value, PolicyError> {
        let end = self.rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let word = &self.rest[..end];
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "" => return Err(self.expected("a value", "take it away, or write a value before it")),
            _ => {
                let what = format!("{} is no value", super::words::quoted(word));
                let help = "write texts in `\"`; `true`, `false` and `null` have small letters";
                return Err(self.bad(what, help));
            }
        };
        self.pass(end);
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, PolicyError> {
        let mut items = Vec::new();
        self.pass(1);
        self.space();
        if self.peek() == Some(b']') {
            self.pass(1);
            return Ok(items);
        }
        loop {
            items.push(self.value(depth + 1)?);
            if !self.goes_on(b']')? {
                return Ok(items);
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Vec<Member>, PolicyError> {
        let mut members = Vec::new();
        self.pass(1);
        self.space();
        if self.peek() == Some(b'}') {
            self.pass(1);
            return Ok(members);
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.expected("a name", "write each name in `\"`"));
            }
            let at = self.at;
            let name = self.text()?;
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.expected("a `:`", "write a `:` between the name and its value"));
            }
            self.pass(1);
            self.space();
            members.push(Member { at, name, node: self.value(depth + 1)? });
            if !self.goes_on(b'}')? {
                break;
            }
        }
        once(&members, |name| name, "keep one of them")?;
        Ok(members)
    }

    /// Whether there is another behind a comma, and not the end.
    fn goes_on(&mut self, end: u8) -> Result<bool, PolicyError> {
        self.space();
        let comma = self.at;
        match self.peek() {
            Some(b',') => {
                self.pass(1);
                self.space();
                if self.peek() == Some(end) {
                    let what = format!("a `,` stands before the closing `{}`", char::from(end));
                    let fault = PolicyFault::Json { what, help: "take the comma away" };
                    return Err(PolicyError::new(comma, fault));
                }
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.pass(1);
                Ok(false)
            }
            _ => {
                let what = if end == b']' { "a `,` or `]`" } else { "a `,` or `}`" };
                Err(self
                    .expected(what, "write a comma between two values, and close what is opened"))
            }
        }
    }

    fn number(&mut self) -> Result<String, PolicyError> {
        let of_number = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
        let end = self.rest.bytes().take_while(of_number).count();
        let text = &self.rest[..end];
        if !is_number(text.as_bytes()) {
            let what = format!("{} is no number", super::words::quoted(text));
            let help = "write it without leading zeros and with a digit on both sides of the point, \
                        or as a text in `\"`";
            return Err(self.bad(what, help));
        }
        let text = text.to_owned();
        self.pass(end);
        Ok(text)
    }

    fn text(&mut self) -> Result<String, PolicyError> {
        let start = self.at;
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        let mut has_escape = false;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let length = escape_length(&bytes[end..]);
                    if length == 0 {
                        self.pass(end);
                        let help = "write `\\\\` for a backslash";
                        return Err(self.bad("a backslash in a text means nothing here", help));
                    }
                    has_escape = true;
                    end += length;
                }
                Some(0..0x20) => {
                    self.pass(end);
                    let help = "close the text with `\"`, or write `\\n` for the end of a line and \
                                `\\t` for a tab";
                    return Err(self.bad(
                        "a text goes over the end of a line or has a control character in it",
                        help,
                    ));
                }
                Some(_) => end += 1,
                None => {
                    let help = "close it with `\"`";
                    return Err(self.bad("this text is not closed", help));
                }
            }
        }
        let raw = &self.rest[..=end];
        let text = if has_escape {
            serde_json::from_str(raw).map_err(|_| {
                let what = "this text has half a character in it: one `\\u` of two".to_owned();
                let help = "write both halves, or the character itself";
                PolicyError::new(start, PolicyFault::Json { what, help })
            })?
        } else {
            raw[1..end].to_owned()
        };
        self.pass(end + 1);
        Ok(text)
    }
}

/// How many bytes the escape has at the start; 0 where it is none.
fn escape_length(bytes: &[u8]) -> usize {
    match bytes.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
        Some(b'u') => {
            let digits = bytes.get(2..6).unwrap_or_default();
            if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit) { 6 } else { 0 }
        }
        _ => 0,
    }
}

fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text[0] == b'0') {
        return false;
    }
    let mut rest = &text[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = match exponent {
            [b'+' | b'-', exponent @ ..] => exponent,
            exponent => exponent,
        };
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

/// No two members have the same name, as far as `folded` tells them apart.
pub(super) fn once<'a, K: Eq + std::hash::Hash>(
    members: &'a [Member],
    folded: impl Fn(&'a str) -> K,
    help: &'static str,
) -> Result<(), PolicyError> {
    let mut seen = HashSet::with_capacity(members.len());
    let Some(second) = members.iter().find(|member| !seen.insert(folded(&member.name))) else {
        return Ok(());
    };
    let name = folded(&second.name);
    let first = members.iter().find(|member| folded(&member.name) == name).unwrap_or(second);
    Err(PolicyError::new(
        second.at,
        PolicyFault::Twice {
            name: second.name.clone(),
            line: first.at.line as usize,
            column: first.at.column as usize,
            help,
        },
    ))
}
