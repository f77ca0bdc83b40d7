//! The commands, and what they end with.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use configtest::__collector::Conclusion;
use configtest::access::ResourceType;

use super::asked::{Question, a_resource, an_action, resource_type};
use super::document::{DocumentError, FromStandardInput};
use super::lines::{LineError, each_line};
use super::output::{write_json, write_text};

/// Ask what policies allow, offline: the checks of IAM Access Analyzer by their names there.
///
/// A policy is a file, or `-` for standard input. With `--jsonl`, a file of JSON lines is read in place
/// of the policies, and each line is answered by one, in order.
///
/// Exit status: 0 for PASS, 1 for FAIL, 2 where the answer is not known, or a policy cannot be read.
#[derive(Debug, Args)]
pub(crate) struct CheckPolicies {
    #[command(subcommand)]
    check: Check,
}

#[derive(Debug, Subcommand)]
enum Check {
    #[command(name = "check-no-new-access")]
    NoNewAccess(NoNewAccess),
    #[command(name = "check-access-not-granted")]
    NotGranted(NotGranted),
    #[command(name = "check-no-public-access")]
    NoPublicAccess(NoPublicAccess),
}

/// Whether all that a new policy allows is allowed by the existing one, too.
#[derive(Debug, Args)]
struct NoNewAccess {
    /// The new policy.
    #[arg(value_name = "NEW", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    new: Option<PathBuf>,
    /// The one that it is to stay within.
    #[arg(value_name = "EXISTING", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    existing: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

/// Whether a policy grants none of these actions on these resources.
#[derive(Debug, Args)]
struct NotGranted {
    /// The policy.
    #[arg(value_name = "POLICY", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    policy: Option<PathBuf>,
    /// An action that is not to be granted, such as `s3:DeleteBucket` or `iam:*`; without one, any.
    #[arg(long = "action", value_name = "ACTION", value_parser = an_action)]
    actions: Vec<String>,
    /// An ARN, or a pattern of ARNs, on which they are not to be granted; without one, any.
    #[arg(long = "resource", value_name = "ARN", value_parser = a_resource)]
    resources: Vec<String>,
    #[command(flatten)]
    how: How,
}

/// Whether the policy of a resource does not let in the public.
#[derive(Debug, Args)]
struct NoPublicAccess {
    /// The policy.
    #[arg(value_name = "POLICY", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    policy: Option<PathBuf>,
    /// What it is the policy of: `AWS::S3::Bucket`.
    #[arg(long, value_name = "TYPE", required_unless_present = "jsonl", value_parser = resource_type)]
    resource_type: Option<ResourceType>,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Args)]
struct How {
    /// A file of JSON lines, or `-`: each is an object with the policies as `new` and `existing`, or as
    /// `policy`, as JSON or as text; `actions`, `resources` and `resourceType` stand in for the options.
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// How to answer [default: text; with `--jsonl`, json].
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: an object a line, with the fields of AWS's API, and the witness.
    Json,
}

/// There is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PolicyCheckError {
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error(transparent)]
    Lines(#[from] LineError),
    #[error(
        "nothing is asked for\nhelp: name what is not to be granted by `--action` or `--resource`"
    )]
    Nothing,
    #[error("cannot write the answer")]
    Write(#[source] io::Error),
}

pub(crate) fn run(options: &CheckPolicies) -> Result<Conclusion, PolicyCheckError> {
    let mut input = FromStandardInput::default();
    let (question, how) = match &options.check {
        Check::NoNewAccess(NoNewAccess { new, existing, how }) => {
            let documents = input.documents([new, existing])?;
            (Question::NoNewAccess { documents }, how)
        }
        Check::NotGranted(NotGranted { policy, actions, resources, how }) => {
            if how.jsonl.is_none() && actions.is_empty() && resources.is_empty() {
                return Err(PolicyCheckError::Nothing);
            }
            let [policy] = input.documents([policy])?;
            let (actions, resources) = (actions.clone(), resources.clone());
            (Question::NotGranted { policy, actions, resources }, how)
        }
        Check::NoPublicAccess(NoPublicAccess { policy, resource_type, how }) => {
            let [policy] = input.documents([policy])?;
            (Question::NoPublicAccess { policy, resource_type: *resource_type }, how)
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let conclusion = match &how.jsonl {
        None => {
            let verdict = question.answer()?;
            match how.format {
                Some(Format::Json) => write_json(&mut out, &verdict),
                Some(Format::Text) | None => write_text(&mut out, &verdict),
            }
            .map_err(PolicyCheckError::Write)?;
            verdict.conclusion()
        }
        Some(path) => {
            let mut worst = Conclusion::Clean;
            each_line(path, |number, line| {
                let verdict = question.of_line(number, line);
                worst = worst.max(verdict.conclusion());
                match how.format {
                    Some(Format::Text) => write_text(&mut out, &verdict),
                    Some(Format::Json) | None => write_json(&mut out, &verdict),
                }
                // Who feeds one line after the other waits for each answer.
                .and_then(|()| out.flush())
                .map_err(PolicyCheckError::Write)
            })?;
            worst
        }
    };
    out.flush().map_err(PolicyCheckError::Write)?;
    Ok(conclusion)
}
