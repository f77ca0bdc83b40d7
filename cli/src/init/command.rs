//! The command: what there is, what is to be added, and what was done.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cargo_metadata::Edition;
use configtest::__collector::{
    Clock, Environment, Recording, Settings, SourceSettings, error_text, refuse_to_lose_files,
};

use super::dependency::Dependency;
use super::error::InitError;
use super::files::Files;
use super::manifest::Manifest;
use super::mock;
use super::package::Home;
use super::target::Target;
use crate::arguments::Init;
use crate::ground::real;

const SUITE: &str = include_str!("../../templates/config.rs");
const SETTINGS: &str = include_str!("../../templates/configtest.toml");
/// The folder of the mock account, as these settings say it.
const FIXTURE: &str = "fixtures/mock";

/// Sets up what the package lacks, and says so.
///
/// # Errors
///
/// It cannot; then nothing was changed.
pub(crate) fn run(options: &Init) -> Result<(), InitError> {
    let environment = Environment::of_process();
    let here = std::env::current_dir().map_err(InitError::io("find", "."))?;
    let home = Home::find(options.package.as_deref(), &here, &environment)?;
    let mut manifest = Manifest::read(&home.manifest())?;
    let dependency = Dependency::choose(&home, &manifest, options.path.as_deref())?;
    let target = Target::choose(&home, &manifest, &dependency)?;
    let settings = Settings::load(&home.folder, &environment)?;
    let fixture = home.folder.join(FIXTURE);

    let mut report = Report { here: &here, lines: Vec::new() };
    let mut files = Files::default();
    add_to_manifest(&mut manifest, &home, &dependency, &target, &mut report)?;
    // A link to a Cargo.toml stays a link.
    files.replaced = manifest.changed().map(|text| (real(&home.manifest()), text));
    if files.replaced.is_none() {
        report.left(&home.manifest());
    }
    if target.is_written {
        report.left(&target.file);
    } else {
        if let Some(other) = &target.in_the_way {
            let (other, name) = (report.shown(other), &target.name);
            report.say(format!("left {other} as it is: the suite is called `{name}` instead"));
        }
        report.created(&target.file);
        files.new.push((target.file.clone(), suite(&dependency, home.package.edition)));
    }
    match &settings.path {
        Some(path) => report.left(path),
        None => {
            let path = home.folder.join("configtest.toml");
            report.created(&path);
            files.new.push((path, SETTINGS.to_owned()));
        }
    }
    let account = mock::account();
    let now = Clock::system().now();
    let is_needed = !target.is_written || settings.path.is_none() || chooses(&settings, &fixture);
    if fixture.join("snapshot.json").is_file() {
        report.left(&fixture);
    } else if is_needed {
        refuse_to_lose_files(&fixture)?;
        report.created(&fixture);
        let recording = Recording {
            snapshot: &account,
            source: "mock",
            regions: &[],
            salt: None,
            time: (now, now),
        };
        files.fixture = Some((fixture.clone(), recording));
    }
    if files.is_empty() {
        report.say("everything is there".to_owned());
    }
    files.write()?;
    let new = match target.is_written {
        true => None,
        false => {
            let settings = Settings::load(&home.folder, &environment)?;
            Some(NewSuite { settings, environment: &environment, fixture: &fixture })
        }
    };
    report.advise(&next(&home, &here), new.as_ref());
    report.print().map_err(InitError::Print)
}

fn add_to_manifest(
    manifest: &mut Manifest,
    home: &Home,
    dependency: &Dependency,
    target: &Target,
    report: &mut Report<'_>,
) -> Result<(), InitError> {
    let path = report.shown(&home.manifest());
    if let Some(spec) = &dependency.added {
        let is_dotted = spec.as_inline_table().is_some_and(|table| table.is_dotted());
        let spec_shown =
            if is_dotted { "{ workspace = true }".to_owned() } else { spec.to_string() };
        let line = format!("{} = {}", dependency.name, spec_shown.trim());
        report.say(format!("added the dev-dependency `{line}` to {path}"));
        manifest.add_dependency(&dependency.name, spec.clone())?;
    }
    if target.is_to_be_listed {
        // In the first edition, a list of tests is taken for all that there are.
        let is_first_edition = home.package.edition == Edition::E2015;
        if is_first_edition && !manifest.has_tests() {
            manifest.keep_looking_for_tests()?;
        }
        report.say(format!("added the test target `{}` to {path}", target.name));
        manifest.add_test(&target.name)?;
    }
    Ok(())
}

/// The first suite. Attributes expand to paths that begin with `configtest`, so that has to be its name
/// in code too; and in the first edition, crates are names only once they are declared.
fn suite(dependency: &Dependency, edition: Edition) -> String {
    let declaration = match dependency.renamed_in_code() {
        Some(name) => format!("extern crate {name} as configtest;\n\n"),
        None if edition == Edition::E2015 => "extern crate configtest;\n\n".to_owned(),
        None => return SUITE.to_owned(),
    };
    let import = "use configtest::prelude::*;\n";
    SUITE.replacen(import, &(declaration + import), 1)
}

/// Whether the settings have the suite look at that fixture.
fn chooses(settings: &Settings, fixture: &Path) -> bool {
    let source = settings.source(&Environment::default());
    matches!(source, Ok((_, SourceSettings::Fixture { path, .. })) if settings.folder.join(&path) == fixture)
}

/// What to type next.
fn next(home: &Home, here: &Path) -> String {
    match here.starts_with(&home.folder) {
        true => "cargo test".to_owned(),
        false => format!("cargo test --package {}", home.package.name),
    }
}

/// The path that leads from a folder to another place.
fn between(folder: &Path, path: &Path) -> PathBuf {
    pathdiff::diff_paths(path, folder).unwrap_or_else(|| path.to_owned())
}

/// What was done, a line for each file.
struct Report<'a> {
    here: &'a Path,
    lines: Vec<String>,
}

impl Report<'_> {
    fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    fn created(&mut self, path: &Path) {
        self.say(format!("created {}", self.shown(path)));
    }

    fn left(&mut self, path: &Path) {
        self.say(format!("left {} as it is", self.shown(path)));
    }

    /// The path from the folder in which the command was given.
    fn shown(&self, path: &Path) -> String {
        between(self.here, path).display().to_string()
    }

    /// Says what to type next. A new suite passes over the mock account, and what other sources hold
    /// nobody has looked at.
    fn advise(&mut self, next: &str, new: Option<&NewSuite<'_>>) {
        let elsewhere = new.and_then(|new| Some((new, new.looks_elsewhere(self)?)));
        let Some((new, elsewhere)) = elsewhere else {
            return self.say(format!("next: `{next}`"));
        };
        let fixture = between(&new.settings.folder, new.fixture);
        let source = format!("CONFIGTEST_SOURCE=fixture:{}", fixture.display());
        self.say(format!("note: `{next}` {elsewhere}"));
        self.say(format!("next: `{source} {next}`, which looks at the mock account"));
    }

    fn print(&self) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        self.lines.iter().try_for_each(|line| writeln!(stdout, "{line}"))
    }
}

/// A suite that nobody has run yet.
struct NewSuite<'a> {
    settings: Settings,
    environment: &'a Environment,
    fixture: &'a Path,
}

impl NewSuite<'_> {
    /// What it looks at, in words, where that is not the mock account.
    fn looks_elsewhere(&self, report: &Report<'_>) -> Option<String> {
        let (name, source) = match self.settings.source(self.environment) {
            Ok(source) => source,
            Err(error) => {
                return Some(format!(
                    "cannot begin: {}",
                    error_text(&error).trim_start_matches("error: ")
                ));
            }
        };
        let chosen_by = match (self.environment.get("CONFIGTEST_SOURCE"), &self.settings.path) {
            (None, Some(path)) => format!("`{}` says", report.shown(path)),
            _ => "CONFIGTEST_SOURCE says".to_owned(),
        };
        let what = match source {
            SourceSettings::Fixture { path, .. } => {
                let folder = self.settings.folder.join(&path);
                if folder == self.fixture {
                    return None;
                }
                let lacks = if folder.is_dir() { "" } else { ", which is not there" };
                format!("the fixture `{}`{lacks}", path.display())
            }
            SourceSettings::Aws(_) => "a live account".to_owned(),
            SourceSettings::Mock => "a mock, and this suite builds none".to_owned(),
        };
        Some(format!("looks at the source `{name}`, as {chosen_by}: {what}"))
    }
}
