//! The search for a request that one policy allows and another does not.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::classes::{Class, Named, Who, classes};
use super::compile::{Compiler, Rule};
use super::keys::Keys;
use super::search::{Clause, search};
use super::space::{Axis, Literal, Space, Spent, State};
use super::ties::accounts_in;
use super::witness::{Draft, draft};
use crate::access::language::{Addresses, Budget, Glob};
use crate::access::{By, Compiled, Effect, Policy, PolicyKind, Reason, Request};

/// How much work a question may take, in steps of some nanoseconds each.
const STEPS: u64 = 150_000_000;

/// How often a literal may be asked about.
const LOOKUPS: u64 = 6_000_000;

/// How much memory the sets may take at a time, in bytes.
const BYTES: u64 = 64 << 20;

/// So many requests may turn out not to do, for one class of principals, before it is given up.
const VAIN: usize = 8;

/// What is asked besides what policies say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits {
    /// The action matches one of these, which are in small letters.
    pub(crate) actions: Option<Vec<Glob>>,
    /// The resource matches one of these.
    pub(crate) resources: Option<Vec<Glob>>,
    /// The resources that are asked for, as they are written.
    pub(crate) asked: Vec<String>,
    /// A key is absent or holds none of these.
    pub(crate) none_of: Vec<(String, Vec<Glob>)>,
    /// An address is absent or none of these.
    pub(crate) not_from: Option<Addresses>,
    /// Accounts that count as named, so that each is a class of its own.
    pub(crate) accounts: Vec<String>,
    /// These actions are not asked for again; in small letters.
    pub(crate) but: Vec<String>,
}

/// What a search has come to.
#[derive(Debug)]
pub(crate) enum Found {
    /// There is no such request.
    Nothing,
    /// There is this one.
    Request(Box<Finding>),
    /// It is not known.
    Unsure(Vec<Doubt>),
}

/// A request that was looked for.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) who: Who,
    pub(crate) request: Request,
    pub(crate) is_real_action: bool,
    pub(crate) by: Vec<By>,
}

/// Why a question is not answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// It takes too much work.
    #[error("the question takes more work than its budget allows")]
    Budget,
    /// Requests were found that may be such, but for each something is not known.
    #[error("it depends on this: {0}")]
    Request(Reason),
    /// It depends on a variable of a pattern for which no value could be found.
    #[error("it depends on the variable `{0}`, for which no value was found that settles it")]
    Variable(String),
    /// A key can hold texts that the operators on it do not compare.
    #[error("`{0}` can hold any text, and not only what the operators on it compare")]
    AnyText(String),
    /// There may be such a request, but none could be made up.
    #[error("there may be such a request, but none was found")]
    NoRequest,
}

/// One question about policies.
pub(crate) struct Engine<'p> {
    new: &'p Policy,
    existing: Option<&'p Policy>,
    kind: PolicyKind,
    keys: Keys,
    named: Rc<Named>,
    accounts: Vec<String>,
    space: Space,
    patterns: HashMap<String, u32>,
    compiled: OnceCell<(Compiled, Option<Compiled>)>,
    /// What has been asked of which rules, so that it is not asked again.
    seen: BTreeSet<Vec<u64>>,
}

impl<'p> Engine<'p> {
    /// Looks for what `new` allows and `existing` does not.
    pub(crate) fn new(new: &'p Policy, existing: Option<&'p Policy>, limits: &Limits) -> Self {
        let policies = || [Some(new), existing].into_iter().flatten();
        let names_principals =
            |policy: &Policy| policy.statements.iter().any(|one| one.principals.is_some());
        let kind = match policies().any(names_principals) {
            true => PolicyKind::Resource,
            false => PolicyKind::Identity,
        };
        let mut named = Named::by(policies());
        named.accounts.extend(limits.accounts.iter().cloned());
        limits.asked.iter().for_each(|arn| named.add_partition(arn));
        let keys = Keys::of(policies()).with(limits.none_of.iter().map(|(key, _)| key.clone()));
        Self {
            new,
            existing,
            kind,
            keys,
            named: Rc::new(named),
            accounts: accounts_in(policies()),
            space: Space::new(LOOKUPS, Budget::new(STEPS, BYTES)),
            patterns: HashMap::new(),
            compiled: OnceCell::new(),
            seen: BTreeSet::new(),
        }
    }

    /// The classes of principals.
    pub(crate) fn classes(&self) -> Vec<Class> {
        classes(&self.named, self.kind == PolicyKind::Resource)
    }

    /// Whether the policies are those of resources.
    pub(crate) fn is_of_resource(&self) -> bool {
        self.kind == PolicyKind::Resource
    }

    /// Looks through these classes, until there is a request.
    pub(crate) fn find_among(&mut self, classes: &[Class], limits: &Limits) -> Found {
        let mut doubts = Vec::new();
        for class in classes {
            match self.find(class, limits) {
                Found::Nothing => {}
                Found::Unsure(more) => {
                    let is_spent = more.contains(&Doubt::Budget);
                    doubts.extend(more);
                    if is_spent {
                        break;
                    }
                }
                found => return found,
            }
        }
        unsure(doubts)
    }

    /// Looks for a request of this class.
    pub(crate) fn find(&mut self, class: &Class, limits: &Limits) -> Found {
        match self.find_by_search(class, limits) {
            Ok(found) => found,
            Err(Spent) => Found::Unsure(vec![Doubt::Budget]),
        }
    }

    fn find_by_search(&mut self, class: &Class, limits: &Limits) -> Result<Found, Spent> {
        let of_new = self.rules(self.new, class)?;
        let of_existing = match self.existing {
            Some(existing) => self.rules(existing, class)?,
            None => Vec::new(),
        };
        let mut compiler = Compiler {
            space: &mut self.space,
            keys: &self.keys,
            kind: self.kind,
            partition: self.named.partition(),
            patterns: &mut self.patterns,
        };
        let of_class = compiler.class(class);
        let of_limits = compiler.limits(limits);
        let ties = compiler.ties(class, [Some(self.new), self.existing], &self.accounts);
        let open_variables = compiler.open_variables(class);
        let has_not_seen = self.note([&of_new, &of_existing], &of_class, limits);
        if !has_not_seen {
            return Ok(Found::Nothing);
        }

        let mut base = self.space.everything();
        for literal in of_class.iter().chain(&of_limits) {
            if !self.space.ask(&mut base, *literal)? {
                return Ok(Found::Nothing);
            }
        }
        let refusals = |rules: &[Rule], effect: Effect| -> Vec<Clause> {
            let of = rules.iter().filter(|rule| rule.effect == effect && rule.must);
            of.map(|rule| rule.literals.iter().map(|one| one.contrary()).collect()).collect()
        };
        // Not denied by the new policy …
        let mut clauses = ties;
        clauses.extend(refusals(&of_new, Effect::Deny));
        let without_existing = clauses.len();
        // … and not allowed by the existing one, or denied by it.
        clauses.extend(refusals(&of_existing, Effect::Allow));
        // Statements that both policies have need no search.
        let allowed = literals_of(&of_existing, Effect::Allow);
        let denied = literals_of(&of_new, Effect::Deny);
        let newly_allowed: Vec<&Rule> = of_existing
            .iter()
            .filter(|rule| rule.effect == Effect::Deny && rule.may)
            .filter(|rule| !denied.contains(rule.literals.as_slice()))
            .collect();
        let mut trial = Trial { vain: 0, doubts: Vec::new(), found: None, samples: Vec::new() };
        'allows: for allow in of_new.iter().filter(|rule| rule.effect == Effect::Allow && rule.may)
        {
            let is_kept = allowed.contains(allow.literals.as_slice());
            if is_kept && newly_allowed.is_empty() {
                continue;
            }
            let mut state = base.clone();
            if !self.ask_all(&mut state, &allow.literals)? {
                continue;
            }
            let denied = newly_allowed.iter();
            let ways = (!is_kept)
                .then_some((None, clauses.len()))
                .into_iter()
                .chain(denied.map(|rule| (Some(rule), without_existing)));
            for (deny, length) in ways {
                let mut state = state.clone();
                if let Some(deny) = deny
                    && !self.ask_all(&mut state, &deny.literals)?
                {
                    continue;
                }
                let is_over =
                    self.search(class, state, &clauses[..length], &open_variables, &mut trial)?;
                if is_over {
                    break 'allows;
                }
            }
        }
        Ok(match trial.found.take() {
            Some(finding) => Found::Request(finding),
            None => self.settle_variables(class, limits, &open_variables, trial),
        })
    }

    fn ask_all(&mut self, state: &mut State, literals: &[Literal]) -> Result<bool, Spent> {
        for literal in literals {
            if !self.space.ask(state, *literal)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn rules(&mut self, policy: &Policy, class: &Class) -> Result<Vec<Rule>, Spent> {
        self.space.spend(10 * policy.statements.len() as u64)?;
        let mut compiler = Compiler {
            space: &mut self.space,
            keys: &self.keys,
            kind: self.kind,
            partition: self.named.partition(),
            patterns: &mut self.patterns,
        };
        let mut rules = compiler.policy(policy, class);
        // Rules that are about nobody of this class are in the way only.
        rules.retain(|rule| rule.may);
        Ok(rules)
    }

    /// Notes what is asked; false where it has been asked before, of another class.
    fn note(&mut self, rules: [&Vec<Rule>; 2], of_class: &[Literal], limits: &Limits) -> bool {
        let mut all: Vec<u64> = Vec::new();
        for rules in rules {
            for rule in rules {
                let flags = u64::from(rule.must) * 2 + u64::from(rule.effect == Effect::Deny);
                all.push(u64::MAX - flags);
                all.extend(rule.literals.iter().map(|literal| literal.number()));
            }
            all.push(u64::MAX - 8);
        }
        all.extend(of_class.iter().map(|literal| literal.number()));
        all.push(limits.but.len() as u64);
        self.seen.insert(all)
    }

    /// Searches, and tries what is found; true where the search need not go on.
    fn search(
        &mut self,
        class: &Class,
        state: State,
        clauses: &[Clause],
        open_variables: &[String],
        trial: &mut Trial,
    ) -> Result<bool, Spent> {
        let (new, existing) = self.compiled.get_or_init(|| {
            let compile = |policy| Compiled::of_kind(policy, self.kind);
            (compile(self.new), self.existing.map(compile))
        });
        let (keys, policies) = (&self.keys, [Some(self.new), self.existing]);
        let flow = search(&mut self.space, state, clauses, |space, state| {
            match draft(space, state, class, keys, &policies)? {
                None => trial.doubts.push(Doubt::NoRequest),
                Some(mut draft) => {
                    trial.replay(class, draft.clone(), new, existing.as_ref());
                    // Who is a canonical user, no key says.
                    for id in &class.named.canonical {
                        if trial.found.is_none() {
                            draft.request = draft.request.with(Request::CANONICAL_USER, id);
                            trial.replay(class, draft.clone(), new, existing.as_ref());
                        }
                    }
                }
            }
            if trial.found.is_some() {
                return Ok(ControlFlow::Break(()));
            }
            // What is not exact has to be asked again, with values for the variables.
            if trial.samples.is_empty() {
                trial.samples = super::witness::samples(space, state, open_variables);
            }
            trial.vain += 1;
            Ok(match trial.vain >= VAIN {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            })
        })?;
        Ok(flow.is_break())
    }

    /// Gives the variables values, and searches again: exactly, then.
    fn settle_variables(
        &mut self,
        class: &Class,
        limits: &Limits,
        variables: &[String],
        trial: Trial,
    ) -> Found {
        if variables.is_empty() || trial.doubts.is_empty() {
            return unsure(trial.doubts);
        }
        let mut doubts = BTreeSet::new();
        for turn in 0..TURNS {
            let mut class = class.clone();
            for (variable, samples) in variables.iter().zip(&trial.samples) {
                let sample = samples.get(turn).or(samples.last()).cloned().flatten();
                class.fixed.insert(variable.clone(), sample);
            }
            match self.find(&class, limits) {
                Found::Request(finding) => return Found::Request(finding),
                Found::Nothing => {}
                Found::Unsure(more) => doubts.extend(more),
            }
            if doubts.contains(&Doubt::Budget) {
                break;
            }
        }
        doubts.extend(variables.iter().map(|key| Doubt::Variable(key.clone())));
        Found::Unsure(doubts.into_iter().collect())
    }
}

/// What is asked by the statements of this effect that are about the principal for certain.
fn literals_of(rules: &[Rule], effect: Effect) -> BTreeSet<&[Literal]> {
    let of = rules.iter().filter(|rule| rule.effect == effect && rule.must);
    of.map(|rule| rule.literals.as_slice()).collect()
}

/// So many values are tried for variables.
const TURNS: usize = 4;

fn unsure(mut doubts: Vec<Doubt>) -> Found {
    doubts.sort();
    doubts.dedup();
    if doubts.is_empty() { Found::Nothing } else { Found::Unsure(doubts) }
}

/// What has become of the requests that were found.
struct Trial {
    vain: usize,
    doubts: Vec<Doubt>,
    found: Option<Box<Finding>>,
    samples: Vec<Vec<Option<String>>>,
}

impl Trial {
    /// Asks the concrete evaluator.
    fn replay(&mut self, class: &Class, draft: Draft, new: &Compiled, existing: Option<&Compiled>) {
        let decision = new.decide(&draft.request);
        if !decision.is_allowed() {
            self.doubt(decision);
            return;
        }
        if let Some(existing) = existing {
            let other = existing.decide(&draft.request);
            if !other.is_denied() {
                self.doubt(other);
                return;
            }
        }
        let Draft { request, is_real_action } = draft;
        let who = class.who.clone();
        self.found = Some(Box::new(Finding { who, request, is_real_action, by: decision.by }));
    }

    fn doubt(&mut self, decision: crate::access::Decision) {
        match decision.outcome {
            crate::access::Outcome::Unknown(reasons) => {
                self.doubts.extend(reasons.into_iter().map(Doubt::Request));
            }
            _ => self.doubts.push(Doubt::NoRequest),
        }
    }
}

impl Compiler<'_> {
    fn limits(&mut self, limits: &Limits) -> Vec<Literal> {
        let mut literals = Vec::new();
        if let Some(actions) = &limits.actions {
            literals.push(self.action_like("limits".to_owned(), actions.clone()));
        }
        if let Some(resources) = &limits.resources {
            literals.push(self.resource_like("limits".to_owned(), resources.clone()));
        }
        for action in &limits.but {
            let is = self.action_like(format!("but {action}"), vec![Glob::text(action)]);
            literals.push(is.contrary());
        }
        for (key, globs) in &limits.none_of {
            literals.extend(self.key_like(key, true, &[Glob::anything()], globs));
        }
        if let Some(addresses) = &limits.not_from {
            literals.push(self.address_apart(addresses));
        }
        literals
    }
}

/// The dimension of a key, where there is one.
pub(crate) fn axis_of_key(space: &Space, key: &str) -> Option<usize> {
    space.find(&Axis::Key(key.to_owned()))
}
