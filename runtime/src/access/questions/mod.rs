//! The questions that are asked about policies, by the names that IAM Access Analyzer has for them.

mod answer;
mod new_access;
mod not_granted;
mod outsiders;
mod public;
mod resource_type;

pub use answer::{Answer, Witness};
pub use new_access::check_no_new_access;
pub use not_granted::check_access_not_granted;
pub use outsiders::{Access, Outsiders, TrustZone, who_has_access};
pub use public::check_no_public_access;
pub use resource_type::{ResourceType, UnknownResourceType};

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod questions_tests;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
#[path = "vectors_tests.rs"]
mod vectors_tests;
