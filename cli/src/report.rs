//! `report`: what a run found, for other tools.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use configtest::__collector::{
    Conclusion, Environment, FINDINGS_SCHEMA, Format, Results, ResultsError, Settings,
    SettingsError, did_you_mean,
};

use crate::findings::findings;
use crate::summary::summary;
use crate::workspace::{Workspace, WorkspaceError};

/// Write a report of what a run found: of `cargo configtest run`, or of `cargo test` and `cargo nextest
/// run` where configtest.toml has a `[report]`.
///
/// The findings of all processes of a run are put together, and those of several machines where their
/// folders are named. Without `--format`, the reports of `[report]` are written.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The format.
    #[arg(long, value_name = "FORMAT", value_parser = format_named, requires = "out")]
    pub(crate) format: Option<Format>,
    /// The file to write; `-` is standard output. `github-summary` is added to a file that is there.
    #[arg(long, value_name = "FILE", requires = "format")]
    pub(crate) out: Option<PathBuf>,
    /// A folder of findings, as `CONFIGTEST_FINDINGS` or `run --findings` named it; several are put
    /// together [default: those of the last run of each suite, below the target folder].
    #[arg(long, value_name = "FOLDER", num_args = 1..)]
    pub(crate) findings: Vec<PathBuf>,
    /// Print what the run comes to, and end as `cargo configtest run` does: with 0 if nothing breaks the
    /// build, 1 if something does, 2 if not everything could be judged, or a check was not run.
    #[arg(long)]
    pub(crate) gate: bool,
    /// Print the JSON schema of the lines of `--format findings`.
    #[arg(long, exclusive = true)]
    pub(crate) schema: bool,
}

/// A report cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReportError {
    #[error(transparent)]
    Results(#[from] ResultsError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(
        "no report is asked for\nhelp: say `--format FORMAT --out FILE`, or name files in `[report]` of \
         configtest.toml"
    )]
    Nothing,
    #[error("cannot write `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &Report) -> Result<Conclusion, ReportError> {
    if options.schema {
        io::stdout().lock().write_all(FINDINGS_SCHEMA.as_bytes())?;
        return Ok(Conclusion::Clean);
    }
    let environment = Environment::of_process();
    let folder = std::env::current_dir()?;
    let files = match (options.format, &options.out) {
        (Some(format), Some(out)) => vec![(format, out.clone())],
        _ => of_settings(&Settings::load(&folder, &environment)?),
    };
    if files.is_empty() && !options.gate {
        return Err(ReportError::Nothing);
    }
    let workspace = Workspace::of(&folder, &environment)?;
    let mut results = findings(&options.findings, &workspace)?;
    results.prefix = workspace.prefix;
    if options.gate {
        results.expect_all();
    }
    if options.gate {
        write!(io::stderr().lock(), "{}", summary(&results))?;
    }
    write_all(&results, &files, &environment)?;
    match options.gate {
        true => Ok(results.conclusion()),
        false => Ok(Conclusion::Clean),
    }
}

/// The reports of `[report]`.
pub(crate) fn of_settings(settings: &Settings) -> Vec<(Format, PathBuf)> {
    let files = settings.report.iter().flat_map(|report| &report.files);
    let format = |(word, path): (&String, &PathBuf)| {
        let format = Format::ALL.into_iter().find(|format| format.as_str() == word)?;
        Some((format, settings.folder.join(path)))
    };
    files.filter_map(format).collect()
}

/// Writes the reports, and says what was cut.
///
/// # Errors
///
/// One cannot be written. The others are.
pub(crate) fn write_all(
    results: &Results,
    files: &[(Format, PathBuf)],
    environment: &Environment,
) -> Result<(), ReportError> {
    let mut first = Ok(());
    for (format, path) in files {
        match write_one(*format, results, path) {
            Ok(notes) => {
                notes.iter().for_each(|note| environment.warn(&format!("{format}: {note}")));
            }
            Err(source) => {
                first = first.and(Err(ReportError::Write { path: path.clone(), source }));
            }
        }
    }
    first
}

fn write_one(format: Format, results: &Results, path: &Path) -> io::Result<Vec<String>> {
    if path == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        let notes = format.write(results, &mut out)?;
        out.flush()?;
        return Ok(notes);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    if format == Format::GithubSummary {
        // The file belongs to the step, and others may have written into it.
        let mut out = BufWriter::new(File::options().create(true).append(true).open(path)?);
        let notes = format.write(results, &mut out)?;
        out.flush()?;
        return Ok(notes);
    }
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        // A device, a pipe or a link is written to, and not replaced.
        let mut out = BufWriter::new(File::create(path)?);
        let notes = format.write(results, &mut out)?;
        out.flush()?;
        return Ok(notes);
    }
    let mut builder = tempfile::Builder::new();
    // It is for other programs, which may be another user's.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut out = BufWriter::new(builder.prefix(".partial-").tempfile_in(folder)?);
    let notes = format.write(results, &mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(io::Error::from)?;
    Ok(notes)
}

/// The format of that name.
pub(crate) fn format_named(word: &str) -> Result<Format, String> {
    Format::ALL.into_iter().find(|format| format.as_str() == word).ok_or_else(|| {
        let names = Format::ALL.map(Format::as_str);
        let hint = did_you_mean(word, names);
        format!("there is no such format{hint}\nhelp: there are {}", names.join(", "))
    })
}
