//! `waivers`: what is accepted, until when, and by whom.

use std::io::{self, Write};
use std::time::Duration;

use clap::Args;
use configtest::__collector::{Clock, Environment, Waiver, inert};

use crate::ground::{Ground, GroundError, Suites};
use crate::strangers::strangers;
use crate::suite::{SuiteError, SuiteOptions};

/// List the waivers of configtest.toml with the days that they have left.
///
/// The suites are built and asked which checks they have. Exit status: 0; 1 if a waiver has expired, is
/// of no check, or, with `--expiring`, expires before that time is over; 2 if they cannot be listed.
#[derive(Debug, Args)]
pub(crate) struct Waivers {
    /// Fail where a waiver expires within this time: `30d`.
    #[arg(long, value_name = "DURATION", value_parser = humantime_duration)]
    expiring: Option<Duration>,
    /// The source over which they are looked at, as configtest.toml names it.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    suite: SuiteOptions,
}

/// The waivers cannot be listed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WaiversError {
    #[error(transparent)]
    Suite(#[from] SuiteError),
    #[error(transparent)]
    Ground(#[from] GroundError),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

/// Whether all is well with them.
pub(crate) fn run(options: &Waivers) -> Result<bool, WaiversError> {
    let environment = Environment::of_process();
    let ground = Ground::here(&environment)?;
    let settings = &ground.settings;
    let now = Clock::system().now();
    let mut stdout = io::stdout().lock();
    if settings.waivers.is_empty() {
        writeln!(stdout, "there are no waivers in {}", settings.shown())?;
        return Ok(true);
    }
    // The baseline may be what is written next.
    let variables = [("CONFIGTEST_WITHOUT_BASELINE", "1")];
    let source = options.source.as_deref();
    let suites = Suites::of(&options.suite, source, &variables, &environment)?;
    let mut waivers: Vec<Waiver> = settings
        .waivers
        .iter()
        .map(|waiver| Waiver::new(waiver.clone(), settings.shown(), now))
        .collect();
    waivers.sort_by_key(|waiver| (waiver.settings.expires, waiver.settings.line));
    let mut is_well = true;
    let expiring = options.expiring.map(|within| within.as_secs() / (24 * 60 * 60));
    writeln!(stdout, "{:>5}  {:<10}  waiver", "days", "expires")?;
    for waiver in &waivers {
        let of = &waiver.settings;
        let left = of.expires.days_left(now);
        let is_expiring =
            expiring.is_some_and(|within| left <= i64::try_from(within).unwrap_or(i64::MAX));
        is_well &= !waiver.is_expired && !is_expiring;
        let word = match (waiver.is_expired, is_expiring) {
            (true, _) => "  expired",
            (false, true) => "  expires soon",
            (false, false) => "",
        };
        let what = inert(&format!("{} of {}", of.resource, of.check)).into_owned();
        writeln!(stdout, "{left:>5}  {:<10}  {what}{word}", of.expires)?;
        let mut more = vec![of.reason.clone()];
        more.extend(of.owner.iter().map(|owner| format!("owner {owner}")));
        more.extend(of.ticket.iter().map(|ticket| format!("ticket {ticket}")));
        if of.unknown {
            more.push("unknown too".to_owned());
        }
        if !of.sources.is_empty() {
            more.push(format!("over {}", of.sources.join(", ")));
        }
        more.push(waiver.place.clone());
        let more = inert(&more.join("; ")).into_owned();
        writeln!(stdout, "{:19}{more}", "")?;
    }
    let strangers = strangers(&ground, &suites, now);
    write!(stdout, "{strangers}")?;
    Ok(is_well && strangers.is_empty())
}

fn humantime_duration(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text).map_err(|error| format!("{error}; write it like `30d`"))
}
