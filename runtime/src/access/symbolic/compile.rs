//! Statements as literals over the dimensions of a request.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::classes::{Class, Known};
use super::domain::{Allowed, Among, Constraint, Domain, Present, Set};
use super::key_rules::{KeyRule, rule_of};
use super::keys::{Family, Keys};
use super::patterns::{Matched, Resolved, in_small_letters, matched, resolve};
use super::space::{Axis, Literal, Space};
use crate::access::evaluate::{Asked, CompiledPrincipals, Date, Truth, boolean, range};
use crate::access::language::{Addresses, Glob, Number, Numbers, Strings};
use crate::access::{
    Condition, Effect, Operator, Pattern, Policy, PolicyKind, Principals, Quantifier, Request,
    Statement, Test, Texts, Version,
};

/// A statement, as far as it is about one class of principals.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// Its effect.
    pub(crate) effect: Effect,
    /// Whether it is perhaps about the principal.
    pub(crate) may: bool,
    /// Whether it is about the principal for certain.
    pub(crate) must: bool,
    /// What a request has to meet besides.
    pub(crate) literals: Vec<Literal>,
}

impl Rule {
    /// One that is about no request.
    fn never(effect: Effect) -> Self {
        Self { effect, may: false, must: false, literals: Vec::new() }
    }
}

/// What statements are made literals with.
pub(crate) struct Compiler<'s> {
    pub(crate) space: &'s mut Space,
    pub(crate) keys: &'s Keys,
    pub(crate) kind: PolicyKind,
    pub(crate) partition: &'s str,
    /// The numbers of the patterns that depend on variables.
    pub(crate) patterns: &'s mut HashMap<String, u32>,
}

/// A literal, or its value where it has the same for each request.
enum Asks {
    This(Literal),
    Always(bool),
}

impl Compiler<'_> {
    /// The statements of a policy, for one class of principals.
    pub(crate) fn policy(&mut self, policy: &Policy, class: &Class) -> Vec<Rule> {
        let request = Request::new(class.sample(), "", "");
        let asked = Asked::new(&request);
        let version = policy.version();
        let rule = |one| {
            let mut rule = self.statement(one, version, class, &asked);
            // What is not known may say of which requests the statement is not.
            for element in policy.unknown_elements().iter().chain(one.unknown_elements()) {
                let text = format!("element {} {}", element.name(), element.json());
                rule.literals.push(self.opaque(text));
            }
            rule
        };
        policy.statements.iter().map(rule).collect()
    }

    fn statement(
        &mut self,
        statement: &Statement,
        version: Version,
        class: &Class,
        asked: &Asked<'_>,
    ) -> Rule {
        let effect = statement.effect;
        let is_named = match &statement.principals {
            Some(principals) => {
                let principals = class.seen_by(principals);
                CompiledPrincipals::new(&principals, statement.is_not_principal, effect)
                    .name(asked)
                    .0
            }
            None if self.kind == PolicyKind::Resource => Truth::Unknown,
            None => Truth::Yes,
        };
        if is_named == Truth::No {
            return Rule::never(effect);
        }
        let mut rule = Rule { effect, may: true, must: true, literals: Vec::new() };
        if is_named == Truth::Unknown {
            // The same names are as unknown in every statement.
            let text = names_of(statement);
            rule.literals.push(self.opaque(text));
        }
        let mut asks = vec![self.actions(&statement.actions, statement.is_not_action)];
        if let Some(resources) = &statement.resources {
            asks.push(self.resources(resources, version, class, statement.is_not_resource));
        }
        for condition in &statement.conditions {
            asks.push(self.condition(condition, version, class));
        }
        for asks in asks {
            match asks {
                Asks::This(literal) => rule.literals.push(literal),
                Asks::Always(true) => {}
                Asks::Always(false) => return Rule::never(effect),
            }
        }
        rule
    }

    fn actions(&mut self, texts: &Texts, is_not: bool) -> Asks {
        let axis = self.action_axis();
        let name = format!("{:?}", texts.values);
        let globs = || -> Vec<Glob> {
            let pattern =
                |text: &String| Pattern::with_wildcards(&text.to_ascii_lowercase(), Version::V2008);
            texts.values.iter().filter_map(|text| Glob::like(&pattern(text))).collect()
        };
        self.matching(axis, name, is_not, || Matched::exactly(globs()))
    }

    /// The dimension of the action, which is in small letters there.
    pub(crate) fn action_axis(&mut self) -> usize {
        self.space.axis(&Axis::Action, || {
            let set = Strings::all().and_any_of(vec![glob_of("?*:?*")]);
            Domain::all(Set::Text(set, None), false, false)
        })
    }

    fn resources(&mut self, texts: &Texts, version: Version, class: &Class, is_not: bool) -> Asks {
        let axis = self.resource_axis();
        let resolved: Vec<Resolved> = texts
            .values
            .iter()
            .map(|text| resolve(&Pattern::with_wildcards(text, version), class))
            .collect();
        let name = format!("{resolved:?}");
        let is_of_resource = self.kind == PolicyKind::Resource;
        let patterns = &mut *self.patterns;
        let make = || Matched::resources(resolved, is_of_resource, patterns);
        matching(self.space, axis, name, is_not, make)
    }

    /// The dimension of the resource. What is about no resource has `*` there.
    pub(crate) fn resource_axis(&mut self) -> usize {
        let partition = self.partition;
        self.space.axis(&Axis::Resource, || {
            let whole = format!("arn:{partition}:*:*:*:*");
            let whole = Pattern::with_wildcards(&whole, Version::V2008);
            let globs = Glob::arn(&whole).into_iter().chain([Glob::text("*")]);
            let set = Strings::all().and_any_of(globs.collect::<Vec<_>>());
            Domain::all(Set::Text(set, None), false, false)
        })
    }

    fn matching(
        &mut self,
        axis: usize,
        name: String,
        is_not: bool,
        make: impl FnOnce() -> Matched,
    ) -> Asks {
        matching(self.space, axis, name, is_not, make)
    }

    fn condition(&mut self, condition: &Condition, version: Version, class: &Class) -> Asks {
        let key = condition.key.to_ascii_lowercase();
        let operator = &condition.operator;
        let values = &condition.values.values;
        let hit = match self.hit(operator, &key, values, version, class) {
            Some(hit) => hit,
            // What it asks for is not known.
            None => return Asks::This(self.opaque(format!("{operator:?} {key} {values:?}"))),
        };
        let axis = self.key_axis(&key);
        let name = format!("{operator:?} {:?}", hit);
        let several = self.keys.is_several(&key);
        let literal = self.space.literal(axis, name, || constraints(operator, hit, several));
        Asks::This(literal)
    }

    /// What the value of a key has to be so that the operator, were it not negated, is met; none where that
    /// is not known.
    fn hit(
        &mut self,
        operator: &Operator,
        key: &str,
        values: &[String],
        version: Version,
        class: &Class,
    ) -> Option<Hit> {
        use Test as T;
        let family = Family::of(&operator.test)?;
        if operator.test != T::Null && !self.keys.family(key).takes(family) {
            return None;
        }
        let mut texts = |is_wild: bool, make: &dyn Fn(&Pattern) -> Option<Glob>| {
            let parse = if is_wild { Pattern::with_wildcards } else { Pattern::without_wildcards };
            let resolved = values.iter().map(|text| resolve(&parse(text, version), class));
            Some(Hit::Texts(matched(resolved.collect(), make, &mut *self.patterns)))
        };
        let like = |pattern: &Pattern| Glob::like(pattern);
        let numbers = |of: fn(Number) -> Numbers| {
            let mut all = Numbers::none();
            for value in values {
                all = all.union(&of(number(value, family)?));
            }
            Some(Hit::Numbers(all))
        };
        match &operator.test {
            T::StringEquals | T::StringNotEquals => texts(false, &like),
            T::StringLike | T::StringNotLike => texts(true, &like),
            T::StringEqualsIgnoreCase | T::StringNotEqualsIgnoreCase => {
                texts(false, &|pattern| Some(Glob::like(pattern)?.ignoring_case()))
            }
            T::ArnEquals | T::ArnLike | T::ArnNotEquals | T::ArnNotLike => {
                let parse = |text: &String| resolve(&Pattern::with_wildcards(text, version), class);
                let resolved = values.iter().map(parse).collect();
                Some(Hit::Texts(Matched::resources(resolved, true, self.patterns)))
            }
            T::Bool => {
                let is_boolean = |text: &String| {
                    boolean(text).is_some()
                        || Pattern::without_wildcards(text, version).has_variable()
                };
                if !values.iter().all(is_boolean) {
                    return None;
                }
                texts(false, &|pattern| Glob::like(&in_small_letters(pattern)))
            }
            T::BinaryEquals => texts(false, &like),
            T::IpAddress | T::NotIpAddress => {
                let ranges = values.iter().map(|text| range(text)).collect::<Option<Vec<_>>>()?;
                Some(Hit::Addresses(Addresses::of(ranges)))
            }
            T::NumericEquals | T::NumericNotEquals | T::DateEquals | T::DateNotEquals => {
                numbers(Numbers::equal_to)
            }
            T::NumericLessThan | T::DateLessThan => numbers(Numbers::less_than),
            T::NumericLessThanEquals | T::DateLessThanEquals => numbers(Numbers::at_most),
            T::NumericGreaterThan | T::DateGreaterThan => numbers(Numbers::more_than),
            T::NumericGreaterThanEquals | T::DateGreaterThanEquals => numbers(Numbers::at_least),
            T::Null if operator.quantifier.is_none() && !operator.if_exists => {
                let wanted =
                    values.iter().map(|text| boolean(text)).collect::<Option<BTreeSet<_>>>()?;
                Some(Hit::Presence {
                    absent: wanted.contains(&true),
                    present: wanted.contains(&false),
                })
            }
            T::Null | T::Other(_) => None,
        }
    }

    /// The dimension of a key.
    pub(crate) fn key_axis(&mut self, key: &str) -> usize {
        let keys = self.keys;
        self.space.axis(&Axis::Key(key.to_owned()), || keys.whole(key))
    }

    /// A test of which nothing is known but its text.
    fn opaque(&mut self, text: String) -> Literal {
        let axis = self.space.axis(&Axis::Opaque(text), || {
            Domain::all(Set::Text(Strings::all(), None), true, false)
        });
        self.presence(axis, false)
    }

    /// That a dimension is absent, or that it is present.
    pub(crate) fn presence(&mut self, axis: usize, absent: bool) -> Literal {
        let is = self.space.literal(axis, "presence".to_owned(), || {
            (
                Constraint { absent: true, present: Present::No },
                Constraint { absent: false, present: Present::Any },
            )
        });
        if absent { is } else { is.contrary() }
    }

    /// That a key is absent or has values that match one of these and none of those.
    pub(crate) fn key_like(
        &mut self,
        key: &str,
        absent: bool,
        of: &[Glob],
        but: &[Glob],
    ) -> Vec<Literal> {
        let axis = self.key_axis(key);
        let mut literals = Vec::new();
        for (globs, is_not) in [(of, false), (but, true)] {
            if globs.is_empty() && is_not {
                continue;
            }
            let name = format!("like {absent} {is_not} {globs:?}");
            let globs: Arc<[Glob]> = globs.into();
            literals.push(self.space.literal(axis, name, || {
                let one_of = Among::exactly(Allowed::OneOf(Arc::clone(&globs)));
                let none_of = Among::exactly(Allowed::NoneOf(globs));
                let (is, not) = if is_not { (none_of, one_of) } else { (one_of, none_of) };
                (
                    Constraint { absent, present: Present::All(is) },
                    Constraint { absent: !absent, present: Present::One(not) },
                )
            }));
        }
        literals
    }

    /// That the address of the request is absent or none of these.
    pub(crate) fn address_apart(&mut self, from: &Addresses) -> Literal {
        let axis = self.key_axis("aws:sourceip");
        self.space.literal(axis, format!("apart {from:?}"), || {
            let among = |addresses| Present::All(Among::exactly(Allowed::Address(addresses)));
            (
                Constraint { absent: true, present: among(from.complement()) },
                Constraint { absent: false, present: among(from.clone()) },
            )
        })
    }

    /// What the keys in use hold in the requests of a class.
    pub(crate) fn class(&mut self, class: &Class) -> Vec<Literal> {
        let mut literals = Vec::new();
        for key in self.keys.names() {
            let fixed = class.fixed.get(key).cloned();
            let rule = match &fixed {
                Some(Some(value)) => KeyRule::Is(value.clone()),
                Some(None) => KeyRule::Absent,
                None => rule_of(class, key),
            };
            // Of what is compared as addresses or numbers, only the presence can follow.
            let is_text = self.keys.family(key).takes(Family::Text);
            match rule {
                KeyRule::Free => {}
                KeyRule::Absent => {
                    let axis = self.key_axis(key);
                    literals.push(self.presence(axis, true));
                }
                KeyRule::Is(value) if is_text => {
                    literals.extend(self.key_like(key, false, &[Glob::text(&value)], &[]));
                }
                KeyRule::Like(of, but) if is_text => {
                    let of: Vec<Glob> = of.iter().map(|text| glob_of(text)).collect();
                    let but: Vec<Glob> = but.iter().map(|text| glob_of(text)).collect();
                    literals.extend(self.key_like(key, false, &of, &but));
                }
                KeyRule::Is(_) | KeyRule::Like(..) => {
                    let axis = self.key_axis(key);
                    literals.push(self.presence(axis, false));
                }
            }
        }
        literals
    }

    /// Which keys the variables of these policies ask for whose value is not known of this class.
    pub(crate) fn open_variables(&self, class: &Class) -> Vec<String> {
        let is_open = |key: &&String| class.known(key) == Known::Nothing;
        self.keys.variables().iter().filter(is_open).cloned().collect()
    }
}

/// The names of a statement, in the order of the text.
fn names_of(statement: &Statement) -> String {
    use std::fmt::Write as _;
    // What becomes of `NotPrincipal` depends on the effect.
    let effect = statement.is_not_principal.then_some(statement.effect);
    let mut text = format!("principals {effect:?}");
    if let Some(Principals::These(entries)) = &statement.principals {
        for entry in entries {
            let _ = write!(text, " {:?} {:?}", entry.kind, entry.names.values);
        }
    }
    text
}

/// A glob of a text with `*` and `?`.
pub(crate) fn glob_of(text: &str) -> Glob {
    let pattern = Pattern::with_wildcards(text, Version::V2008);
    Glob::like(&pattern).unwrap_or_else(|| Glob::text(text))
}

/// What the value of a key has to be.
#[derive(Debug)]
enum Hit {
    Texts(Matched),
    Addresses(Addresses),
    Numbers(Numbers),
    Presence { absent: bool, present: bool },
}

/// What an operator asks of a key, and its contrary.
fn constraints(operator: &Operator, hit: Hit, several: bool) -> (Constraint, Constraint) {
    let (hit, miss) = match hit {
        Hit::Presence { absent, present } => {
            let present_if = |is| if is { Present::Any } else { Present::No };
            return (
                Constraint { absent, present: present_if(present) },
                Constraint { absent: !absent, present: present_if(!present) },
            );
        }
        Hit::Texts(matched) => matched.amongs(),
        Hit::Addresses(addresses) => (
            Among::exactly(Allowed::Address(addresses.clone())),
            Among::exactly(Allowed::Address(addresses.complement())),
        ),
        Hit::Numbers(numbers) => (
            Among::exactly(Allowed::Number(numbers.clone())),
            Among::exactly(Allowed::Number(numbers.complement())),
        ),
    };
    let is_negated = operator.test.is_negated();
    let (hit, miss) = if is_negated { (miss, hit) } else { (hit, miss) };
    let (absent, is, is_not) = match operator.quantifier {
        // What becomes of several values where one is asked for is not said: either may be.
        None if several => (is_negated, Present::One(hit), Present::One(miss)),
        None => (is_negated, Present::All(hit), Present::All(miss)),
        Some(Quantifier::ForAllValues) => (true, Present::All(hit), Present::One(miss)),
        Some(Quantifier::ForAnyValue) => (false, Present::One(hit), Present::All(miss)),
    };
    let absent = absent || operator.if_exists;
    (Constraint { absent, present: is }, Constraint { absent: !absent, present: is_not })
}

fn matching(
    space: &mut Space,
    axis: usize,
    name: String,
    is_not: bool,
    make: impl FnOnce() -> Matched,
) -> Asks {
    let matched = make();
    if matched.is_everything() {
        return Asks::Always(!is_not);
    }
    let literal = space.literal(axis, name, || {
        let (is, not) = matched.amongs();
        (
            Constraint { absent: false, present: Present::All(is) },
            Constraint { absent: false, present: Present::All(not) },
        )
    });
    Asks::This(if is_not { literal.contrary() } else { literal })
}

fn number(text: &str, family: Family) -> Option<Number> {
    match family {
        Family::Date => {
            let nanoseconds = Date::parse(text)?.nanoseconds();
            let second = 1_000_000_000;
            let (whole, part) = (nanoseconds.div_euclid(second), nanoseconds.rem_euclid(second));
            if part == 0 {
                return i64::try_from(whole).ok().map(Number::of);
            }
            (whole >= 0).then(|| Number::parse(&format!("{whole}.{part:09}"))).flatten()
        }
        _ => Number::parse(text.trim()),
    }
}

/// A glob of an action.
pub(crate) fn action_glob(text: &str) -> Glob {
    glob_of(&text.to_ascii_lowercase())
}

/// Globs of resources; short ones are as if they ended with wildcards.
pub(crate) fn resource_globs(texts: &[&str]) -> Vec<Glob> {
    let pattern = |text: &&str| Pattern::with_wildcards(text, Version::V2008);
    let patterns = texts.iter().map(|text| Resolved::Exactly(pattern(text))).collect();
    Matched::resources(patterns, false, &mut HashMap::new()).sure()
}
