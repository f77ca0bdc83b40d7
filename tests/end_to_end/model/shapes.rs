//! Our shapes beside those of AWS, member by member.

use configtest::__collector::model::{
    Answer, Arn, FacetSpec, KindSpec, Member, Structure, Type, token_of,
};

use super::Differences;
use super::api::{Api, ApiOperation, Shape};

/// What a structure is read from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// The body alone.
    Body,
    /// The body, and headers for what stands in them.
    Answer,
}

/// Compares what is read of a listing.
pub fn compare_listing(kind: &KindSpec, api: &Api, differences: &mut Differences) {
    let Some(operation) = api.operation(kind.list.service, kind.list.name) else { return };
    let mut walk = Walk { operation: kind.list.qualified(), differences };
    let Some(output) = &operation.output else { return walk.differs("", "AWS answers nothing") };
    if let Some(payload) = &operation.payload {
        walk.differs("", &format!("AWS answers with `{payload}` alone"));
    }
    let (path, token) = (kind.listing.path, token_of(kind.list));
    let Some((place, items)) = walk.items_at(output, path, token) else { return };
    walk.types(&place, kind.listing.of, items, From::Body);
    let Type::Structure(structure) = kind.listing.of else { return };
    let of_arn = match kind.listing.arn {
        Arn::Member(member) | Arn::Ec2Named(_, member) => Some(member),
        _ => None,
    };
    for named in [Some(kind.listing.id), kind.name_member, of_arn].into_iter().flatten() {
        if !structure.members.iter().any(|member| member.name == named) {
            walk.differs(&place, &format!("we take `{named}` of it, which is no member"));
        }
    }
}

/// Compares what is read of the answer for a facet.
pub fn compare_facet(facet: &FacetSpec, api: &Api, differences: &mut Differences) {
    let name = facet.operation.qualified();
    let Some(operation) = api.operation(facet.operation.service, facet.operation.name) else {
        return;
    };
    let mut walk = Walk { operation: name, differences };
    let Some(output) = &operation.output else { return walk.differs("", "AWS answers nothing") };
    let whole_body = matches!(facet.answer, Answer::Member(_) | Answer::Text(_));
    if whole_body != operation.payload.is_some() {
        let ours = if whole_body { "one member" } else { "all members" };
        walk.differs("", &format!("we take the body for {ours} of the answer"));
    }
    match facet.answer {
        Answer::Root(of) => walk.types("", of, output, From::Answer),
        Answer::Member(of) => walk.payload(of, operation, output),
        Answer::Text(member) => match (&operation.payload, output.members.get(member)) {
            (Some(payload), Some(of)) if payload == member && of.of.kind == "string" => {}
            _ => walk.differs(member, "AWS does not answer with this text"),
        },
        Answer::Pages(of, list, token) => {
            walk.types("", of, output, From::Body);
            walk.take_token(output, token);
            let is_list = output.members.get(list).is_some_and(|member| member.of.kind == "list");
            if !is_list {
                walk.differs(list, "AWS has no such list of pages");
            }
        }
        Answer::Batch(of, path, key, list) => {
            let Some((place, items)) = walk.items_at(output, path, "nextToken") else { return };
            let ours = match of {
                Type::Structure(Structure { members: [Member { name, of, .. }], .. }) => (name, of),
                _ => return walk.differs("", "we read more than one list"),
            };
            match ours {
                (name, Type::List(of, _)) if *name == list => {
                    walk.types(&place, **of, items, From::Body)
                }
                _ => walk.differs("", &format!("we read no list `{list}`")),
            }
            if items.members.get(key).is_none_or(|key| key.of.kind != "string") {
                walk.differs(&place, &format!("the items have no `{key}`"));
            }
        }
    }
}

/// Two descriptions of one answer.
struct Walk<'a> {
    operation: String,
    differences: &'a mut Differences,
}

impl Walk<'_> {
    fn differs(&mut self, place: &str, what: &str) {
        self.differences.add(&format!("{} {place}", self.operation), what);
    }

    /// The structures that a path leads to, and the names of the API on the way.
    fn items_at<'s>(
        &mut self,
        output: &'s Shape,
        path: &str,
        token: &str,
    ) -> Option<(String, &'s Shape)> {
        let mut place = String::new();
        let mut at = output;
        for (depth, wire) in path.split('/').filter(|wire| !wire.is_empty()).enumerate() {
            let members = || at.members.iter();
            let of = members().find(|(_, member)| member.wire.eq_ignore_ascii_case(wire));
            let Some((name, member)) = of else {
                self.differs(&place, &format!("AWS has no `{wire}` to be listed"));
                return None;
            };
            for (other, member) in members().filter(|(other, _)| *other != name) {
                let is_token = depth == 0 && member.wire.eq_ignore_ascii_case(token);
                if !is_token {
                    self.differences.leaves_out(&self.operation, &format!("{place}{other}"));
                }
            }
            place = format!("{place}{name}[].");
            let item = member.of.item.as_deref().filter(|_| !member.is_flat);
            let Some(item) = item else {
                self.differs(&place, "AWS has no list with an element around its items");
                return None;
            };
            at = item;
        }
        Some((place, at))
    }

    /// The token is read, if by no shape.
    fn take_token(&mut self, output: &Shape, token: &str) {
        let of = output.members.iter().find(|(_, of)| of.wire.eq_ignore_ascii_case(token));
        match of {
            Some((name, _)) => self.differences.reads(&self.operation, name),
            None => self.differs(token, "AWS names the next page otherwise"),
        }
    }

    /// A body that is one member of the answer.
    fn payload(&mut self, of: Type, operation: &ApiOperation, output: &Shape) {
        self.types("", of, output, From::Body);
        let (Some(payload), Type::Structure(structure)) = (&operation.payload, of) else { return };
        let [member] = structure.members else {
            return self.differs("", "our structure has other members than the body");
        };
        if member.name != payload {
            self.differs(member.name, &format!("AWS answers with `{payload}`"));
        }
    }

    fn types(&mut self, place: &str, ours: Type, theirs: &Shape, from: From) {
        let is_secret = ours == Type::Secret;
        let kind = match ours {
            Type::String | Type::Secret => "string",
            Type::Boolean => "boolean",
            Type::Integer => "integer",
            Type::Long => "long",
            Type::Double => "double",
            Type::Timestamp => "timestamp",
            Type::Structure(_) => "structure",
            Type::List(..) => "list",
        };
        let place_of_this = place.trim_end_matches('.');
        if kind != theirs.kind {
            return self
                .differs(place_of_this, &format!("ours is a {kind}, AWS's a {}", theirs.kind));
        }
        if theirs.is_sensitive && !is_secret {
            self.differs(place_of_this, "AWS calls it sensitive, and we do not redact it");
        }
        match (ours, theirs.item.as_deref()) {
            (Type::Structure(structure), _) => self.structures(place, structure, theirs, from),
            (Type::List(of, _), Some(item)) => {
                self.types(&format!("{place_of_this}[]."), *of, item, From::Body);
            }
            _ => {}
        }
    }

    fn structures(&mut self, place: &str, ours: &Structure, theirs: &Shape, from: From) {
        if ours.name.1 != theirs.name {
            let what = format!("our `{}` is AWS's `{}`", ours.name.1, theirs.name);
            self.differs(place.trim_end_matches('.'), &what);
        }
        for name in theirs.members.keys() {
            if !ours.members.iter().any(|member| member.name == name) {
                self.differences.leaves_out(&self.operation, &format!("{place}{name}"));
            }
        }
        for member in ours.members {
            let at = format!("{place}{}", member.name);
            let twin = |other: &&Member| other.wire.eq_ignore_ascii_case(member.wire);
            if ours.members.iter().filter(twin).count() > 1 {
                self.differs(&at, &format!("two of ours are read from `{}`", member.wire));
            }
            let Some(of) = theirs.members.get(member.name) else {
                self.differs(&at, "AWS does not know it");
                continue;
            };
            if !of.wire.eq_ignore_ascii_case(member.wire) {
                let what = format!("we read it from `{}`, AWS writes `{}`", member.wire, of.wire);
                self.differs(&at, &what);
            }
            if of.is_flat != member.is_flat {
                let what =
                    ["AWS puts an element around its items", "AWS puts nothing around its items"];
                self.differs(&at, what[usize::from(of.is_flat)]);
            }
            match of.location.as_deref() {
                None | Some("attribute") => {}
                // The reader looks there for texts with such a name.
                Some("header")
                    if from == From::Answer
                        && member.wire.starts_with("x-amz-")
                        && of.of.kind == "string" => {}
                Some(location) => self.differs(&at, &format!("AWS writes it as {location}")),
            }
            self.types(&format!("{at}."), member.of, &of.of, From::Body);
        }
    }
}
