//! The file of `--logfile`: a line per test.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::event::Outcome;

/// The file, or nothing where none is asked for.
pub(in super::super) struct Logfile {
    file: Option<(PathBuf, BufWriter<File>)>,
}

impl Logfile {
    /// Makes the file anew.
    pub(in super::super) fn create(path: Option<&Path>) -> io::Result<Self> {
        let create = |path: &Path| match File::create(path) {
            Ok(file) => Ok((path.to_owned(), BufWriter::new(file))),
            Err(error) => Err(with_path(path, error)),
        };
        Ok(Self { file: path.map(create).transpose()? })
    }

    /// The line of a test in a list.
    pub(super) fn listed(&mut self, name: &str) -> io::Result<()> {
        self.write(format_args!("test {name}\n"))
    }

    /// The line of a test that ended.
    pub(in super::super) fn ended(
        &mut self,
        name: &str,
        outcome: Outcome<'_>,
        time: Option<Duration>,
    ) -> io::Result<()> {
        match outcome {
            Outcome::Passed => self.write(format_args!("ok {name}")),
            Outcome::Failed(_) => self.write(format_args!("failed {name}")),
            Outcome::TooLate => self.write(format_args!("failed (time limit exceeded) {name}")),
            Outcome::Ignored("") => self.write(format_args!("ignored {name}")),
            Outcome::Ignored(why) => self.write(format_args!("ignored: {why} {name}")),
        }?;
        match time {
            Some(time) => self.write(format_args!(" <{:.3}s>\n", time.as_secs_f64())),
            None => self.write(format_args!("\n")),
        }
    }

    /// Writes what waits.
    pub(in super::super) fn flush(&mut self) -> io::Result<()> {
        self.with(|file| file.flush())
    }

    fn write(&mut self, text: std::fmt::Arguments<'_>) -> io::Result<()> {
        self.with(|file| file.write_fmt(text))
    }

    fn with(
        &mut self,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> io::Result<()> {
        match &mut self.file {
            Some((path, file)) => write(file).map_err(|error| with_path(path, error)),
            None => Ok(()),
        }
    }
}

fn with_path(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("the log file `{}`: {error}", path.display()))
}
