//! `policy`: what policies allow, asked in the words of IAM Access Analyzer.

mod asked;
mod command;
mod document;
mod lines;
mod output;

pub(crate) use command::{CheckPolicies, run};
