//! What differs between two snapshots, as text for a terminal.

use std::fmt::Write;

use serde_json::Value;

use crate::resource::{Identity, inert_line, without_commands};
use crate::snapshot::{
    Change, ChangedResource, Difference, NotCompared, Side, Undecided, Unlisted, Verdict,
};

/// How wide the text is.
const WIDTH: usize = 100;
/// What stands for a value that is not there.
const NOTHING: &str = "not set";

/// The text. The snapshots are called as the user named them.
pub fn diff_text(difference: &Difference, before: &str, after: &str) -> String {
    let mut text = Text { written: String::new(), names: [before, after] };
    for (kind, identity) in &difference.gone {
        text.line(0, &format!("gone: {}", resource(kind, identity)));
    }
    for (kind, identity) in &difference.added {
        text.line(0, &format!("added: {}", resource(kind, identity)));
    }
    difference.changed.iter().for_each(|changed| text.changed(changed));
    text.undecided(&difference.undecided);
    text.unlisted(&difference.unlisted);
    for (side, kind) in &difference.foreign {
        let side = text.name(*side);
        text.line(
            0,
            &format!("could not be compared: {kind} of `{side}`, which a later release wrote"),
        );
    }
    text.not_compared(&difference.not_compared);
    text.summary(difference);
    without_commands(&text.written).into_owned()
}

fn resource(kind: &str, identity: &Identity) -> String {
    format!("{kind} {} ({})", identity.id, identity.place())
}

struct Text<'a> {
    written: String,
    names: [&'a str; 2],
}

impl<'a> Text<'a> {
    fn name(&self, side: Side) -> &'a str {
        match side {
            Side::Before => self.names[0],
            Side::After => self.names[1],
        }
    }

    fn changed(&mut self, changed: &ChangedResource) {
        self.line(0, &format!("changed: {}", resource(&changed.kind, &changed.identity)));
        for facet in &changed.facets {
            for change in &facet.changes {
                let Change { path, before, after } = change;
                let what = match path.as_str() {
                    "" => facet.operation.clone(),
                    path => format!("{} {path}", facet.operation),
                };
                let is_item = path.ends_with("[]");
                match (before, after) {
                    (Some(item), None) if is_item => self.line(4, &format!("{what}: - {item}")),
                    (None, Some(item)) if is_item => self.line(4, &format!("{what}: + {item}")),
                    (before, after) => {
                        let (before, after) = (shown(before.as_ref()), shown(after.as_ref()));
                        let line = format!("{what}: {before} -> {after}");
                        if 4 + line.chars().count() <= WIDTH {
                            self.line(4, &line);
                        } else {
                            self.line(4, &format!("{what}:"));
                            self.line(8, &format!("   {before}"));
                            self.line(8, &format!("-> {after}"));
                        }
                    }
                }
            }
        }
    }

    fn undecided(&mut self, undecided: &[Undecided]) {
        if undecided.is_empty() {
            return;
        }
        self.line(0, "could not be compared:");
        for of in undecided {
            let what = match &of.path {
                Some(path) => format!("{} {path}", of.operation),
                None => of.operation.clone(),
            };
            let who = match of.side {
                Some(side) => format!("`{}` could not tell: ", self.name(side)),
                None => String::new(),
            };
            let resource = resource(&of.kind, &of.identity);
            self.line(4, &format!("{what} of {resource}: {who}{}", of.reason));
        }
    }

    /// Kinds that are lacking for one reason at one place stand together.
    fn unlisted(&mut self, unlisted: &[Unlisted]) {
        let mut rest = unlisted;
        while let Some(first) = rest.first() {
            let is_alike = |of: &&Unlisted| {
                of.side == first.side
                    && of.place == first.place
                    && of.reason.is_none()
                    && first.reason.is_none()
            };
            let alike = rest.iter().take_while(is_alike).count().max(1);
            let (group, others) = rest.split_at(alike);
            rest = others;
            let resources: usize = group.iter().map(|of| of.resources).sum();
            let kinds = match group {
                [one] => one.kind.clone(),
                several => {
                    let kinds: Vec<&str> = several.iter().map(|of| of.kind.as_str()).collect();
                    format!("{} kinds ({})", kinds.len(), kinds.join(", "))
                }
            };
            let why = match &first.reason {
                Some(reason) => format!("could not list there: {reason}"),
                None => "did not list there".to_owned(),
            };
            let (side, other) = match first.side {
                Side::Before => (self.names[0], self.names[1]),
                Side::After => (self.names[1], self.names[0]),
            };
            let held = count(resources, "resource", "resources");
            self.line(
                0,
                &format!("could not be compared: {}, where `{other}` has {held}, which `{side}` {why}: {kinds}", first.place),
            );
        }
    }

    fn not_compared(&mut self, not_compared: &[NotCompared]) {
        for of in not_compared {
            let NotCompared { kind, operation, lacked_by, resources } = of;
            let lacks = self.name(*lacked_by);
            let resources = count(*resources, "resource", "resources");
            self.line(0, &format!("not compared: {operation} of {resources} of {kind}, which `{lacks}` does not hold"));
        }
    }

    fn summary(&mut self, difference: &Difference) {
        let Difference { added, gone, changed, undecided, unlisted, foreign, .. } = difference;
        let counts =
            format!("{} changed, {} added, {} gone", changed.len(), added.len(), gone.len());
        let open = undecided.len() + unlisted.len() + foreign.len();
        let compared = count(difference.compared, "resource", "resources");
        let [before, after] = self.names;
        let verdict = match (difference.verdict(), open) {
            (Verdict::Same, _) => {
                format!("no difference between `{before}` and `{after}`: {compared} compared")
            }
            (Verdict::Different, 0) => {
                format!("`{before}` and `{after}` differ: {counts}; {compared} compared")
            }
            (Verdict::Different, open) => format!(
                "`{before}` and `{after}` differ: {counts}; {compared} compared, and {} could not be",
                count(open, "thing", "things")
            ),
            (Verdict::Unknown, open) => format!(
                "nobody can say that `{before}` and `{after}` are the same: no difference in {compared}, and {} \
                 could not be compared",
                count(open, "thing", "things")
            ),
        };
        self.line(0, &verdict);
    }

    /// A line, broken where it is too long; the rest stands further in.
    fn line(&mut self, indent: usize, content: &str) {
        let content = inert_line(content);
        let mut rest = &*content;
        let mut margin = indent;
        loop {
            let room = WIDTH.saturating_sub(margin).max(1);
            let Some((end, _)) = rest.char_indices().nth(room) else {
                // Writing to a string does not fail.
                let _ = writeln!(self.written, "{:margin$}{rest}", "");
                return;
            };
            // At a space, unless that leaves half of the line empty.
            let at = rest.get(..end).and_then(|line| line.rfind(' ')).filter(|at| *at > room / 2);
            let (line, next) = rest.split_at(at.unwrap_or(end));
            let _ = writeln!(self.written, "{:margin$}{}", "", line.trim_end());
            rest = next.trim_start();
            margin = indent + 4;
        }
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| NOTHING.to_owned(), Value::to_string)
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
