//! The search for a request that meets a conjunction of disjunctions.

use std::ops::ControlFlow;

use super::space::{Literal, Space, Spent, Standing, State};

/// Literals, of which one has to be met.
pub(crate) type Clause = Vec<Literal>;

/// How many clauses may be held open at once, over all branches that are under way: it bounds the memory.
const HELD: usize = 4_000_000;

/// A place where the search goes several ways, one after the other.
struct Fork {
    state: State,
    open: Vec<usize>,
    ways: Vec<Literal>,
    next: usize,
}

/// Where a branch has come to.
enum Come {
    Nowhere,
    Through(State),
    ToFork(Fork),
}

/// Looks for what is left of `state` where each clause is met, and gives each such rest to `found` until that
/// breaks off; tells whether it did.
///
/// A clause with one literal that can still be met is not branched over; of the others, the one with the
/// fewest ways comes first. After a way has been searched, the later ones of its fork need not look at requests
/// that meet its literal.
pub(crate) fn search(
    space: &mut Space,
    state: State,
    clauses: &[Clause],
    mut found: impl FnMut(&mut Space, &State) -> Result<ControlFlow<()>, Spent>,
) -> Result<ControlFlow<()>, Spent> {
    let mut forks: Vec<Fork> = Vec::new();
    let mut held = clauses.len();
    let mut branch = Some((state, (0..clauses.len()).collect::<Vec<_>>()));
    loop {
        if let Some((state, open)) = branch.take() {
            match follow(space, state, open, clauses)? {
                Come::Nowhere => {}
                Come::Through(state) => {
                    if found(space, &state)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Come::ToFork(fork) => {
                    held += fork.open.len();
                    if held > HELD {
                        return Err(Spent);
                    }
                    forks.push(fork);
                }
            }
        }
        let Some(fork) = forks.last_mut() else { return Ok(ControlFlow::Continue(())) };
        let Some(way) = fork.ways.get(fork.next).copied() else {
            held -= fork.open.len();
            forks.pop();
            continue;
        };
        fork.next += 1;
        let mut state = fork.state.clone();
        if space.ask(&mut state, way)? {
            branch = Some((state, fork.open.clone()));
        }
        if !space.ask(&mut fork.state, way.contrary())? {
            fork.next = fork.ways.len();
        }
    }
}

/// Takes what must be, until only real choices are left.
fn follow(
    space: &mut Space,
    mut state: State,
    mut open: Vec<usize>,
    clauses: &[Clause],
) -> Result<Come, Spent> {
    loop {
        let mut fewest: Option<Vec<Literal>> = None;
        let mut still_open = Vec::with_capacity(open.len());
        let mut has_moved = false;
        for clause in open {
            let mut ways = Vec::new();
            let mut is_met = false;
            for literal in &clauses[clause] {
                match space.standing(&state, *literal)? {
                    Standing::Met => {
                        is_met = true;
                        break;
                    }
                    Standing::Impossible => {}
                    Standing::Open => ways.push(*literal),
                }
            }
            if is_met {
                continue;
            }
            match ways[..] {
                [] => return Ok(Come::Nowhere),
                [only] => {
                    if !space.ask(&mut state, only)? {
                        return Ok(Come::Nowhere);
                    }
                    has_moved = true;
                }
                _ => {
                    still_open.push(clause);
                    if fewest.as_ref().is_none_or(|fewest| ways.len() < fewest.len()) {
                        fewest = Some(ways);
                    }
                }
            }
        }
        open = still_open;
        if has_moved {
            continue;
        }
        return Ok(match fewest {
            None => Come::Through(state),
            Some(ways) => Come::ToFork(Fork { state, open, ways, next: 0 }),
        });
    }
}
