//! Pages, and the tokens that lead from one to the next.

use std::ops::Range;

use crate::answer::Failure;
use crate::call::Call;

/// What a token begins with.
const TOKEN: &str = "emulated-page-from-";

/// A part of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) range: Range<u32>,
    pub(crate) next: Option<String>,
}

impl Page {
    /// The page of a list of so many things that a call asks for.
    pub(crate) fn of(call: &Call, total: u32, size: u32) -> Result<Self, Failure> {
        let start = Self::start(call)?;
        if call.is_page_empty {
            return Ok(Self { range: start..start, next: Some(token(start)) });
        }
        let end = total.min(start.saturating_add(size));
        Ok(Self { range: start..end, next: (end < total).then(|| token(end)) })
    }

    /// The page of those in a list that are wanted.
    pub(crate) fn of_wanted(
        call: &Call,
        total: u32,
        size: u32,
        is_wanted: impl Fn(u32) -> bool,
    ) -> Result<(Vec<u32>, Option<String>), Failure> {
        let start = Self::start(call)?;
        if call.is_page_empty {
            return Ok((Vec::new(), Some(token(start))));
        }
        let mut wanted = (start..total).filter(|number| is_wanted(*number));
        let numbers = wanted.by_ref().take(size as usize).collect();
        let next = wanted.next().map(token);
        Ok((numbers, next))
    }

    fn start(call: &Call) -> Result<u32, Failure> {
        let Some(given) = call.token() else { return Ok(0) };
        let start = given.strip_prefix(TOKEN).and_then(|start| start.parse().ok());
        start.ok_or_else(|| Failure::bad("InvalidNextToken", "The token is not one of these pages"))
    }
}

fn token(start: u32) -> String {
    format!("{TOKEN}{start}")
}
