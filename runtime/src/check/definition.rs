//! A check as the macro registers it: plain data and two functions.

use std::any::Any;
use std::error::Error;
use std::fmt;

use super::Documentation;
use super::context::{Applies, Chosen, Context, Over};
use crate::resource::{KindSpec, Unknown};
use crate::settings::Severity;

/// A function under `#[config_test]`.
#[derive(Debug)]
pub struct Check {
    /// The function's name.
    pub name: &'static str,
    /// The module it stands in, the crate first.
    pub module_path: &'static str,
    /// The file it stands in, as rustc names it.
    pub file: &'static str,
    /// The line of its attribute, from 1.
    pub line: u32,
    /// Its doc comment.
    pub doc: &'static str,
    /// How much a failure matters.
    pub severity: Severity,
    /// The controls of standards that a failure breaks.
    pub controls: &'static [&'static str],
    /// Whether it passes where there is nothing to look at.
    pub allow_empty: bool,
    /// Why it does not run unless it is asked to.
    pub ignore: Option<&'static str>,
    /// What it runs over.
    pub over: Over,
    /// The pattern for names and ARNs of the resources that it speaks of; all where there is none.
    pub resource: Option<&'static str>,
    /// Which resources it speaks of.
    pub when: Option<When>,
    /// For each further parameter, the kinds that are needed for it.
    pub context: &'static [&'static [&'static KindSpec]],
    /// The parameters that take one value after the other.
    pub values: &'static [ParameterValues],
    /// The methods that its body calls: a hint for what to collect ahead.
    pub methods: &'static [&'static str],
    /// Calls the function.
    pub run: fn(&Context<'_>) -> Result<(), Returned>,
}

/// A check that says nothing, for tests to say the rest.
#[cfg(test)]
pub(crate) const BARE: Check = Check {
    name: "check",
    module_path: "suite::module",
    file: "tests/suite.rs",
    line: 1,
    doc: "",
    severity: Severity::Medium,
    controls: &[],
    allow_empty: false,
    ignore: None,
    over: Over::Snapshot,
    resource: None,
    when: None,
    context: &[],
    values: &[],
    methods: &[],
    run: |_| Ok(()),
};

/// A predicate over resources.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Whether the check speaks of it.
    pub applies: Applies,
    /// The methods that it calls, where it is a closure.
    pub methods: &'static [&'static str],
}

/// A parameter that takes one value after the other.
#[derive(Debug)]
pub struct ParameterValues {
    /// The parameter's name.
    pub parameter: &'static str,
    /// The values, as they are written.
    pub texts: &'static [&'static str],
}

inventory::collect!(Check);

/// What the macro adds to the name of a check for the `#[test]` beside it.
pub(crate) const TWIN: &str = "_config_test";

impl Check {
    /// The name under which it runs: its module without the crate, and the function.
    pub fn path(&self) -> String {
        match self.module_path.split_once("::") {
            Some((_crate, module)) => format!("{}::{}", unraw(module), self.name),
            None => self.name.to_owned(),
        }
    }

    /// Whether the test that the macro puts beside the check is called so.
    pub(crate) fn is_twin(&self, name: &str) -> bool {
        name.strip_suffix(TWIN).is_some_and(|name| name == self.path())
    }

    /// The kind that it runs over; none where it runs over the whole snapshot.
    pub(crate) fn kind(&self) -> Option<&'static KindSpec> {
        match self.over {
            Over::Each(kind) | Over::All(kind) => Some(kind),
            Over::Snapshot => None,
        }
    }

    /// How it chooses among the resources.
    pub(crate) fn chosen(&self) -> Chosen {
        Chosen { pattern: self.resource, applies: self.when.as_ref().map(|when| when.applies) }
    }

    /// How many cases there are of each resource: one for each combination of values.
    pub(crate) fn combinations(&self) -> usize {
        self.values.iter().map(|values| values.texts.len()).product()
    }

    /// Which value each parameter has in a combination; the last one changes fastest.
    pub(crate) fn combination(&self, mut number: usize) -> Vec<usize> {
        let mut positions = vec![0; self.values.len()];
        for (position, values) in positions.iter_mut().zip(self.values).rev() {
            *position = number % values.texts.len();
            number /= values.texts.len();
        }
        positions
    }

    /// The values in a combination, in words: `port=22,protocol=tcp`; none where it has no values.
    pub(crate) fn combination_text(&self, number: usize) -> Option<String> {
        self.values_text(&self.combination(number))
    }

    /// The values at these positions, in words.
    pub(crate) fn values_text(&self, positions: &[usize]) -> Option<String> {
        let value = |(values, position): (&ParameterValues, &usize)| {
            format!("{}={}", values.parameter, values.texts[*position])
        };
        let texts: Vec<String> = self.values.iter().zip(positions).map(value).collect();
        (!texts.is_empty()).then(|| texts.join(","))
    }

    /// The parts of its doc comment.
    pub fn documentation(&self) -> Documentation {
        Documentation::parse(self.doc)
    }
}

/// A path without the marks of raw identifiers: names of tests are plain words.
fn unraw(path: &str) -> String {
    path.replace("r#", "")
}

/// What a check may return: nothing, or a `Result` of which an error is a failure.
///
/// An [`Unknown`] that is returned, as by `known(..)?`, is no failure: the finding is unknown.
#[diagnostic::on_unimplemented(
    message = "a check returns nothing or a `Result<(), E>`, not `{Self}`",
    label = "this is neither",
    note = "`E` needs `Debug`, which is what a failure shows, and may not borrow"
)]
pub trait Conclude {
    /// Why the check does not pass.
    ///
    /// # Errors
    ///
    /// The check returned an error.
    fn conclude(self) -> Result<(), Returned>;
}

/// The error that a check returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// Any error, as `Debug` shows it.
    Error(String),
    /// A fact that was not known.
    Unknown(Unknown),
}

impl Conclude for () {
    fn conclude(self) -> Result<(), Returned> {
        Ok(())
    }
}

impl<E: fmt::Debug + 'static> Conclude for Result<(), E> {
    fn conclude(self) -> Result<(), Returned> {
        self.map_err(|error| match unknown_in(&error) {
            Some(unknown) => Returned::Unknown(unknown.clone()),
            None => Returned::Error(format!("the check returned an error: {error:?}")),
        })
    }
}

fn unknown_in(error: &dyn Any) -> Option<&Unknown> {
    if let Some(boxed) = error.downcast_ref::<Box<dyn Error>>() {
        return boxed.downcast_ref();
    }
    if let Some(boxed) = error.downcast_ref::<Box<dyn Error + Send + Sync>>() {
        return boxed.downcast_ref();
    }
    error.downcast_ref()
}
