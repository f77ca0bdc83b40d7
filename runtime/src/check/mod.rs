//! What a check is, which checks there are, and what each of them runs over.

mod case;
mod condition;
mod definition;
mod documentation;
mod registry;

pub use case::{Case, Subject};
pub use condition::{Parts, Probe, Values, compared, show};
pub use definition::{Check, Conclude, Returned, Severity};
pub use documentation::Documentation;
pub use registry::{RegistryError, registered};
