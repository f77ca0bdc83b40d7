//! What the tests stand on: an account to ask, tools, and suites to run.

mod account;
pub mod cargo;
mod moto;
pub mod reports;
pub mod tools;
mod xml;

pub use account::Account;
pub use cargo::{Outcome, Program, Suite, cargo_in_suites, cargo_test_offline, quickstart};
pub use moto::Moto;
pub use tools::{python_with, python_with_moto, repository, scratch};
pub use xml::Element;
