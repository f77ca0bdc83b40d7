//! `permissions`: the least that a caller has to be allowed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::Args;
use configtest::__collector::{
    Environment, KINDS, Operation, Regions, Settings, SettingsError, SourceSettings, table,
};
use serde::Serialize;

use crate::suite::{SuiteError, SuiteOptions, needs};

/// Print the least IAM policy that lets the checks of the suite read what they read.
///
/// The suite of this folder's package is built and asked. What helper functions read is known where
/// the suite's source is a fixture or a mock, since the checks are run over it.
#[derive(Debug, Args)]
pub(crate) struct Permissions {
    /// Everything that this release can read, whatever the suite needs.
    #[arg(long, conflicts_with_all = ["package", "test", "features"])]
    all: bool,
    #[command(flatten)]
    suite: SuiteOptions,
}

/// A policy, its members in the order in which people write them.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Policy {
    version: &'static str,
    statement: [Statement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    sid: &'static str,
    effect: &'static str,
    action: BTreeSet<&'static str>,
    resource: &'static str,
}

/// There is no policy to print.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PermissionsError {
    #[error(transparent)]
    Suite(#[from] SuiteError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(
        "the suite needs `{0}`, which this release does not know\nhelp: update cargo-configtest"
    )]
    Unknown(String),
    #[error("cannot print the policy")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &Permissions) -> Result<(), PermissionsError> {
    let environment = Environment::of_process();
    let mut operations: Vec<&'static Operation> = Vec::new();
    if options.all {
        operations.extend(KINDS.iter().flat_map(|kind| kind.operations()));
    } else {
        let needs = needs(&options.suite.build(&environment)?, None)?;
        for need in &needs.needs {
            let need = need.resolve().map_err(PermissionsError::Unknown)?;
            operations.push(need.kind.list);
            operations.extend(need.facets);
        }
        if let Some(why) = needs.guessed {
            environment.warn(&format!(
                "what helper functions of the checks read is not among it, since the checks could not \
                 be run over a fixture or a mock: {why}"
            ));
        }
    }
    let all_regions = options.all || reads_all_regions(&environment)?;
    if all_regions {
        operations.push(&table::DESCRIBE_REGIONS);
    }
    // Whoever calls may ask who they are.
    operations.retain(|operation| *operation != &table::GET_CALLER_IDENTITY);
    // The settings of regions are told without it where the regions are named.
    operations.retain(|operation| all_regions || *operation != &table::DESCRIBE_REGIONS);
    let actions: BTreeSet<&'static str> =
        operations.iter().map(|operation| operation.iam_action).collect();
    let statement =
        Statement { sid: "ConfigtestReads", effect: "Allow", action: actions, resource: "*" };
    let policy = Policy { version: "2012-10-17", statement: [statement] };
    let mut stdout = io::stdout().lock();
    serde_json::to_writer_pretty(&mut stdout, &policy).map_err(io::Error::from)?;
    writeln!(stdout)?;
    Ok(())
}

/// Whether a live source of configtest.toml reads every region that is enabled.
fn reads_all_regions(environment: &Environment) -> Result<bool, PermissionsError> {
    let settings = Settings::load(&std::env::current_dir()?, environment)?;
    let mut live = settings.live_sources().into_iter();
    Ok(live.any(|name| {
        matches!(
            settings.named(name, String::new),
            Ok((_, SourceSettings::Aws(aws))) if aws.regions == Regions::All
        )
    }))
}
