//! What a condition was made of when it did not hold, and where that goes.

use std::fmt;
use std::panic::Location;

use crate::resource::{SoftFailure, trace};

/// The parts of a condition that `&&`, `||` and `!` are between, and what came out of each.
pub struct Parts<const N: usize> {
    texts: [&'static str; N],
    outcomes: [Option<bool>; N],
}

impl<const N: usize> Parts<N> {
    /// None of them evaluated yet.
    pub fn new(texts: [&'static str; N]) -> Self {
        Self { texts, outcomes: [None; N] }
    }

    /// A part was evaluated.
    pub fn mark(&mut self, part: usize, outcome: bool) {
        if let Some(noted) = self.outcomes.get_mut(part) {
            *noted = Some(outcome);
        }
    }
}

/// What the values in a condition were that does not hold.
#[derive(Default)]
pub struct Values(Vec<Value>);

struct Value {
    part: usize,
    label: &'static str,
    /// Whether it is only what a longer expression starts with.
    is_start: bool,
    text: String,
}

impl Values {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// And this one, if it can be shown.
    #[must_use]
    pub fn with(self, part: usize, label: &'static str, text: Option<String>) -> Self {
        self.and(part, label, false, text)
    }

    /// And this one, if it can be shown and what is made of it cannot.
    #[must_use]
    pub fn with_start(self, part: usize, label: &'static str, text: Option<String>) -> Self {
        self.and(part, label, true, text)
    }

    fn and(
        mut self,
        part: usize,
        label: &'static str,
        is_start: bool,
        text: Option<String>,
    ) -> Self {
        self.0.extend(text.map(|text| Value { part, label, is_start, text }));
        self
    }

    /// Notes that a condition does not hold.
    #[track_caller]
    #[must_use]
    pub fn failed(self, condition: &'static str) -> Failed {
        let values = self.lines(0).collect();
        Failed::note(condition, values, Location::caller())
    }

    /// Notes that a condition of several parts does not hold.
    #[track_caller]
    #[must_use]
    pub fn failed_in<const N: usize>(self, condition: &'static str, parts: &Parts<N>) -> Failed {
        let mut values = Vec::new();
        for (part, (text, outcome)) in parts.texts.iter().zip(parts.outcomes).enumerate() {
            match outcome {
                Some(outcome) => {
                    values.push(format!("{text} is {outcome}"));
                    values.extend(self.lines(part).map(|line| format!("  {line}")));
                }
                None => values.push(format!("{text} was not evaluated")),
            }
        }
        Failed::note(condition, values, Location::caller())
    }

    fn lines(&self, part: usize) -> impl Iterator<Item = String> {
        let values = self.0.iter().filter(move |value| value.part == part);
        let is_start_alone = values.clone().all(|value| value.is_start);
        values
            .filter(move |value| is_start_alone || !value.is_start)
            .map(|value| format!("{} = {}", value.label, value.text))
    }
}

/// A condition that does not hold: noted, or still to be thrown where nobody takes notes.
pub struct Failed(Result<usize, SoftFailure>);

impl Failed {
    fn note(condition: &'static str, values: Vec<String>, place: &Location<'_>) -> Self {
        let location = place.to_string();
        Self(trace::failed(SoftFailure { location, condition, message: None, values }))
    }

    /// It did not hold; nothing is to be said of it. A panic where nobody takes notes.
    #[track_caller]
    pub fn silently(self) -> bool {
        if let Err(failure) = self.0 {
            throw(&failure);
        }
        false
    }

    /// It did not hold, and this is what the check says of it. A panic where nobody takes notes.
    #[track_caller]
    pub fn saying(self, message: fmt::Arguments<'_>) -> bool {
        match self.0 {
            Ok(position) => trace::explain(position, message.to_string()),
            Err(failure) => {
                throw(&SoftFailure { message: Some(message.to_string()), ..failure });
            }
        }
        false
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "outside of a check that is carried out, `check!` is `assert!`")]
fn throw(failure: &SoftFailure) -> ! {
    panic!("check failed: {failure}")
}
