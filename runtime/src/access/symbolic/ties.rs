//! What the dimensions of a request have to do with each other.
//!
//! Without them, the search would come up with requests that nobody can make.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::classes::{Class, Who};
use super::compile::Compiler;
use super::domain::{Allowed, Among, Constraint, Present};
use super::search::Clause;
use super::space::Literal;
use crate::access::language::Glob;
use crate::access::{Pattern, Piece, Policy, Version};

/// The accounts that policies name in ARNs and in the keys that hold accounts.
pub(crate) fn accounts_in<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Vec<String> {
    let mut accounts = BTreeSet::new();
    let mut add = |text: Option<&str>| {
        let is_account = |text: &&str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        if let Some(text) = text.filter(is_account) {
            accounts.insert(text.to_owned());
        }
    };
    for statement in policies.into_iter().flat_map(Policy::statements) {
        for text in statement.resources.iter().flat_map(|texts| &texts.values) {
            add(text.split(':').nth(4));
        }
        for condition in &statement.conditions {
            for text in &condition.values.values {
                add(Some(text));
                add(text.split(':').nth(4));
            }
        }
    }
    accounts.into_iter().take(MOST_ACCOUNTS).collect()
}

/// The names that policies compare those of users with.
fn names_in(policies: [Option<&Policy>; 2]) -> Vec<String> {
    let statements = policies.into_iter().flatten().flat_map(Policy::statements);
    let mut names = BTreeSet::new();
    for condition in statements.flat_map(|statement| &statement.conditions) {
        let is_arn = condition.key.eq_ignore_ascii_case("aws:PrincipalArn");
        if !is_arn && !condition.key.eq_ignore_ascii_case("aws:username") {
            continue;
        }
        for value in &condition.values.values {
            let name = if is_arn { value.rsplit('/').next().unwrap_or_default() } else { value };
            if !name.contains(['*', '?', '$', '/']) {
                names.insert(name.to_owned());
            }
        }
    }
    names.into_iter().take(MOST_ACCOUNTS).collect()
}

/// More accounts than these are not tied.
const MOST_ACCOUNTS: usize = 64;

impl Compiler<'_> {
    /// The ties between the dimensions that are in use.
    pub(crate) fn ties(
        &mut self,
        class: &Class,
        policies: [Option<&Policy>; 2],
        accounts: &[String],
    ) -> Vec<Clause> {
        let mut clauses = Vec::new();
        self.tie_addresses(&mut clauses);
        if self.keys.has("aws:resourceaccount") {
            for account in accounts {
                let is_of = self.resource_of(account);
                let is_of_none = self.resource_of("");
                let is_whole = self.resource_is_none();
                let literals =
                    self.key_like("aws:resourceaccount", false, &[Glob::text(account)], &[]);
                for is in literals {
                    clauses.push(vec![is_of.contrary(), is]);
                    clauses.push(vec![is.contrary(), is_of, is_of_none, is_whole]);
                }
            }
        }
        let is_open = class.is_of_unnamed_account();
        if is_open && self.keys.has("aws:principalaccount") && self.keys.has("aws:principalarn") {
            for account in accounts {
                let glob = super::compile::glob_of(&format!("arn:*:*:*:{account}:*"));
                let of_arn = self.key_like("aws:principalarn", false, &[glob], &[]);
                let of_key =
                    self.key_like("aws:principalaccount", false, &[Glob::text(account)], &[]);
                for (arn, key) in of_arn.into_iter().zip(of_key) {
                    clauses.push(vec![arn.contrary(), key]);
                    clauses.push(vec![key.contrary(), arn]);
                }
            }
        }
        if matches!(class.who, Who::User(_)) {
            self.tie_names(&mut clauses, &names_in(policies));
        }
        clauses
    }

    /// The ARN of a user ends with its name.
    fn tie_names(&mut self, clauses: &mut Vec<Clause>, names: &[String]) {
        if !self.keys.has("aws:username") || !self.keys.has("aws:principalarn") {
            return;
        }
        for name in names {
            let globs = ["user/", "user/*/"].map(|path| {
                let text = format!("arn:*:*:*:*:{path}");
                let mut pieces = Pattern::with_wildcards(&text, Version::V2008).pieces;
                pieces.push(Piece::Text(name.clone()));
                Glob::arn(&Pattern { pieces })
            });
            let globs: Vec<Glob> = globs.into_iter().flatten().collect();
            let of_arn = self.key_like("aws:principalarn", false, &globs, &[]);
            let of_key = self.key_like("aws:username", false, &[Glob::text(name)], &[]);
            for (arn, key) in of_arn.into_iter().zip(of_key) {
                clauses.push(vec![arn.contrary(), key]);
                clauses.push(vec![key.contrary(), arn]);
            }
        }
    }

    /// A request through a VPC endpoint has no `aws:SourceIp`, any other has none of the keys of these.
    ///
    /// Source: "AWS global condition context keys" in the IAM user guide, under "Properties of the network".
    fn tie_addresses(&mut self, clauses: &mut Vec<Clause>) {
        if !self.keys.has("aws:sourceip") {
            return;
        }
        for other in ["aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce"] {
            if self.keys.has(other) {
                let (one, other) = (self.key_axis("aws:sourceip"), self.key_axis(other));
                clauses.push(vec![self.presence(one, true), self.presence(other, true)]);
            }
        }
    }

    /// That the ARN of the resource has this account.
    fn resource_of(&mut self, account: &str) -> Literal {
        let text = format!("arn:aws*:*:*:{account}:*");
        let glob = Glob::arn(&Pattern::with_wildcards(&text, Version::V2008));
        self.resource_like(text, glob.into_iter().collect())
    }

    /// That the request is about no resource.
    fn resource_is_none(&mut self) -> Literal {
        self.resource_like("none".to_owned(), vec![Glob::text("*")])
    }

    /// That the resource matches one of these.
    pub(crate) fn resource_like(&mut self, name: String, globs: Vec<Glob>) -> Literal {
        let axis = self.resource_axis();
        self.axis_like(axis, name, globs)
    }

    /// That the action matches one of these, which are in small letters.
    pub(crate) fn action_like(&mut self, name: String, globs: Vec<Glob>) -> Literal {
        let axis = self.action_axis();
        self.axis_like(axis, name, globs)
    }

    fn axis_like(&mut self, axis: usize, name: String, globs: Vec<Glob>) -> Literal {
        self.space.literal(axis, format!("like {name}"), || {
            let globs: Arc<[Glob]> = globs.into();
            let present = |allowed| Constraint {
                absent: false,
                present: Present::All(Among::exactly(allowed)),
            };
            (present(Allowed::OneOf(Arc::clone(&globs))), present(Allowed::NoneOf(globs)))
        })
    }
}
