//! The dimensions of a request, and what is left of each.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::domain::{Constraint, Domain};
use crate::access::language::Budget;

/// One dimension of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Axis {
    /// The action.
    Action,
    /// The ARN of the resource.
    Resource,
    /// A key of the context, by its name in small letters.
    Key(String),
    /// Whether a test is met of which nothing is known, by its text.
    Opaque(String),
}

/// Something that can be asked of one dimension, or its contrary: the number of a pair of constraints,
/// twice, and one more for the contrary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Literal(u32);

impl Literal {
    /// Its number.
    pub(crate) fn number(self) -> u64 {
        u64::from(self.0)
    }

    /// Its contrary.
    pub(crate) fn contrary(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// What is left of one dimension, by number. [`NOTHING`] is nothing.
type Node = u32;

/// The node of nothing.
const NOTHING: Node = 0;

/// What is left of each dimension.
#[derive(Debug, Clone)]
pub(crate) struct State {
    nodes: Vec<Node>,
}

/// How a literal stands to a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Each request of the state meets it.
    Met,
    /// No request of the state meets it.
    Impossible,
    /// Neither is known.
    Open,
}

/// Tells that the budget is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spent;

/// The dimensions, the literals over them, and what has been found out about both.
///
/// What a literal leaves of a node is worked out once: many branches of a search, many statements and many
/// classes of principals ask for the same.
pub(crate) struct Space {
    axes: Vec<Axis>,
    numbers: HashMap<Axis, usize>,
    /// The node that a dimension begins with.
    whole: Vec<Node>,
    domains: Vec<Domain>,
    /// For each node, the literals that have led to it: what has been asked for is met, and its contrary is
    /// impossible, whatever the sets are.
    asked: Vec<Option<Rc<Asked>>>,
    /// The pairs of constraints, with their dimension.
    pairs: Vec<Pair>,
    known: HashMap<(usize, String), u32>,
    steps: HashMap<(Node, Literal), Node, BuildHasherDefault<QuickHasher>>,
    /// How often a literal may yet be asked about.
    left: u64,
    budget: Budget,
}

/// A literal that has been asked for, and those before it.
struct Asked {
    literal: Literal,
    before: Option<Rc<Asked>>,
    depth: usize,
}

/// So many literals are remembered of a node.
const REMEMBERED: usize = 500;

/// A constraint and its contrary.
struct Pair {
    axis: usize,
    is: Constraint,
    is_not: Constraint,
}

impl Space {
    /// One without dimensions.
    pub(crate) fn new(steps: u64, budget: Budget) -> Self {
        Self {
            axes: Vec::new(),
            numbers: HashMap::new(),
            whole: Vec::new(),
            // The first is never looked at: it stands for nothing.
            domains: vec![Domain::nothing()],
            asked: vec![None],
            pairs: Vec::new(),
            known: HashMap::new(),
            steps: HashMap::default(),
            left: steps,
            budget,
        }
    }

    /// The number of a dimension, which is made as `whole` says where it is new.
    pub(crate) fn axis(&mut self, axis: &Axis, whole: impl FnOnce() -> Domain) -> usize {
        if let Some(number) = self.numbers.get(axis) {
            return *number;
        }
        let number = self.axes.len();
        self.axes.push(axis.clone());
        self.numbers.insert(axis.clone(), number);
        self.whole.push(node_number(self.domains.len()));
        self.domains.push(whole());
        self.asked.push(None);
        number
    }

    /// The number of a dimension, where there is one.
    pub(crate) fn find(&self, axis: &Axis) -> Option<usize> {
        self.numbers.get(axis).copied()
    }

    /// The dimensions, in the order of their numbers.
    pub(crate) fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The literal that is known under a name, or is made.
    pub(crate) fn literal(
        &mut self,
        axis: usize,
        name: String,
        make: impl FnOnce() -> (Constraint, Constraint),
    ) -> Literal {
        let next = node_number(self.pairs.len());
        match self.known.entry((axis, name)) {
            Entry::Occupied(known) => Literal(known.get() * 2),
            Entry::Vacant(place) => {
                place.insert(next);
                let (is, is_not) = make();
                self.pairs.push(Pair { axis, is, is_not });
                Literal(next * 2)
            }
        }
    }

    /// The dimension of a literal.
    pub(crate) fn axis_of(&self, literal: Literal) -> usize {
        self.pairs[(literal.0 / 2) as usize].axis
    }

    /// All requests.
    pub(crate) fn everything(&self) -> State {
        State { nodes: self.whole.clone() }
    }

    /// What a state leaves of a dimension. A dimension that is younger than the state is whole.
    pub(crate) fn domain(&self, state: &State, axis: usize) -> &Domain {
        &self.domains[self.node(state, axis) as usize]
    }

    fn node(&self, state: &State, axis: usize) -> Node {
        state.nodes.get(axis).copied().unwrap_or(self.whole[axis])
    }

    /// How a literal stands to a state.
    pub(crate) fn standing(&mut self, state: &State, literal: Literal) -> Result<Standing, Spent> {
        let node = self.node(state, self.axis_of(literal));
        if self.step(node, literal)? == NOTHING {
            Ok(Standing::Impossible)
        } else if self.step(node, literal.contrary())? == NOTHING {
            Ok(Standing::Met)
        } else {
            Ok(Standing::Open)
        }
    }

    /// Asks for a literal; false where nothing is left.
    pub(crate) fn ask(&mut self, state: &mut State, literal: Literal) -> Result<bool, Spent> {
        let axis = self.axis_of(literal);
        let node = self.node(state, axis);
        if self.step(node, literal.contrary())? == NOTHING {
            // It takes nothing away: the node stays, and what is known of it.
            return Ok(node != NOTHING);
        }
        let next = self.step(node, literal)?;
        if state.nodes.len() < self.whole.len() {
            let known = state.nodes.len();
            state.nodes.extend_from_slice(&self.whole[known..]);
        }
        state.nodes[axis] = next;
        Ok(next != NOTHING)
    }

    fn step(&mut self, node: Node, literal: Literal) -> Result<Node, Spent> {
        self.left = self.left.checked_sub(1).ok_or(Spent)?;
        if let Some(next) = self.steps.get(&(node, literal)) {
            return Ok(*next);
        }
        let mut asked = self.asked[node as usize].as_deref();
        while let Some(one) = asked {
            if one.literal == literal {
                self.steps.insert((node, literal), node);
                return Ok(node);
            }
            if one.literal == literal.contrary() {
                self.steps.insert((node, literal), NOTHING);
                return Ok(NOTHING);
            }
            asked = one.before.as_deref();
        }
        // Working one out costs far more than looking it up.
        self.left = self.left.saturating_sub(20);
        if node == NOTHING {
            return Ok(NOTHING);
        }
        let pair = &self.pairs[(literal.0 / 2) as usize];
        let constraint = if literal.0.is_multiple_of(2) { &pair.is } else { &pair.is_not };
        let left = self.domains[node as usize]
            .narrowed(constraint, &mut self.budget)
            .map_err(|_| Spent)?;
        let next = match left {
            None => NOTHING,
            Some(domain) => {
                self.domains.push(domain);
                let before = self.asked[node as usize].clone();
                let before = before.filter(|before| before.depth < REMEMBERED);
                let depth = before.as_ref().map_or(0, |before| before.depth + 1);
                self.asked.push(Some(Rc::new(Asked { literal, before, depth })));
                node_number(self.domains.len() - 1)
            }
        };
        self.steps.insert((node, literal), next);
        Ok(next)
    }

    /// Takes steps for work outside of it.
    pub(crate) fn spend(&mut self, steps: u64) -> Result<(), Spent> {
        self.left = self.left.checked_sub(steps).ok_or(Spent)?;
        Ok(())
    }

    /// The budget of the sets.
    pub(crate) fn budget(&mut self) -> &mut Budget {
        &mut self.budget
    }
}

/// Numbers run out long after the budget.
fn node_number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// A hasher for pairs of small numbers, which are no one's to choose.
#[derive(Default)]
pub(crate) struct QuickHasher(u64);

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
