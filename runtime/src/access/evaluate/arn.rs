//! Patterns of ARNs, whose wildcards stay within a segment.
//!
//! Sources: "IAM JSON policy elements: Resource" and "IAM identifiers" (incomplete ARNs) in the IAM
//! user guide; for conditions, "Amazon Resource Name (ARN) condition operators".

use super::glob::Glob;
use super::{Asked, PolicyKind, Reason, Truth};
use crate::access::{Pattern, Version};

/// The segments of an ARN; colons in the last belong to it.
pub(crate) fn segments(arn: &str) -> Option<[&str; 6]> {
    let mut parts = arn.splitn(6, ':');
    let mut all = [""; 6];
    for segment in &mut all {
        *segment = parts.next()?;
    }
    (all[0] == "arn").then_some(all)
}

/// A pattern of ARNs.
#[derive(Debug, Clone)]
pub(crate) struct ArnPattern {
    text: String,
    segments: Vec<Glob>,
    /// The whole text, in which stars reach over colons.
    whole: Glob,
    /// Whether one of its stars, but for those in the sixth segment, ends a segment.
    may_cross: bool,
}

impl ArnPattern {
    pub(crate) fn new(text: &str, version: Version) -> Self {
        let parts = split(text, version);
        let glob = |part: &str| Glob::new(Pattern::with_wildcards(part, version));
        Self {
            text: text.to_owned(),
            whole: glob(text),
            may_cross: parts.iter().take(5).any(|part| part.ends_with('*')) || parts.len() < 6,
            segments: parts.into_iter().map(glob).collect(),
        }
    }

    /// Whether it is a pattern of the resource that is asked for.
    ///
    /// A star in one of the first five segments stays in it. The documentation says that one at the
    /// end of a segment may reach over the colon, which is not how policies are seen to behave: where
    /// this is what makes it match, it is not known. It can be so only where the resource has a colon
    /// in its name, or the pattern is not whole.
    pub(crate) fn matches_resource(&self, kind: PolicyKind, asked: &Asked<'_>) -> Truth {
        if self.whole.is_anything() {
            return Truth::Yes;
        }
        let resource = asked.request.resource.as_str();
        let is_short = self.segments.len() < 6;
        let own = match &asked.segments {
            None => Truth::No,
            Some(of) => self.segments_match(of, asked),
        };
        let own = match kind {
            _ if !is_short || own == Truth::No => own,
            // Missing segments are as stars.
            PolicyKind::Identity | PolicyKind::Boundary => own,
            // Here they are an error.
            PolicyKind::Resource | PolicyKind::Session => Truth::No,
            PolicyKind::ServiceControl | PolicyKind::ResourceControl => {
                asked.doubt(Reason::ShortArn(self.text.clone()))
            }
        };
        let has_colon = || asked.segments.is_some_and(|segments| segments[5].contains(':'));
        if own == Truth::No
            && self.may_cross
            && (is_short || has_colon())
            && self.whole.matches(resource, asked) != Truth::No
        {
            return asked.doubt(Reason::BeyondColon(self.text.clone()));
        }
        own
    }

    /// Whether it is a pattern of this value of a key.
    pub(crate) fn matches_value(&self, value: &str, asked: &Asked<'_>) -> Truth {
        if self.segments.len() < 6 {
            // Not an ARN, so no match; unless AWS takes it for a text.
            return match self.whole.matches(value, asked) {
                Truth::No => Truth::No,
                _ => asked.doubt(Reason::ShortArn(self.text.clone())),
            };
        }
        match segments(value) {
            None => Truth::No,
            Some(of) => self.segments_match(&of, asked),
        }
    }

    /// Whether each segment matches its own. The last first: it is the one that differs most.
    fn segments_match(&self, of: &[&str; 6], asked: &Asked<'_>) -> Truth {
        let segments = self.segments.iter().zip(of).rev();
        Truth::all(segments.map(|(segment, of)| segment.matches(of, asked)))
    }
}

/// At its first five colons that are not in a variable.
fn split(text: &str, version: Version) -> Vec<&str> {
    let mut parts = Vec::with_capacity(6);
    let mut start = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() && parts.len() < 5 {
        if version == Version::V2012
            && bytes[at..].starts_with(b"${")
            && let Some(end) = text[at..].find('}')
        {
            at += end + 1;
            continue;
        }
        if bytes[at] == b':' {
            parts.push(&text[start..at]);
            start = at + 1;
        }
        at += 1;
    }
    parts.push(&text[start..]);
    parts
}
