//! What a check is, which checks there are, and what each of them runs over.

mod case;
mod condition;
mod context;
mod definition;
mod documentation;
pub(crate) mod panic;
mod registry;

pub use case::{Case, Cases, Subject};
pub(crate) use case::{chosen_by_when, reads_of_when};
pub use condition::{Parts, Probe, Values, compared, show};
pub use context::{Choosable, Context, FromContext, Over, Subject as RunsOver, TakenByValue};
#[cfg(test)]
pub(crate) use definition::BARE;
pub(crate) use definition::TWIN;
pub use definition::{Check, Conclude, ParameterValues, Returned, When};
pub use documentation::Documentation;
pub use pollster::block_on;
pub use registry::{RegistryError, registered};

pub use crate::settings::Severity;
