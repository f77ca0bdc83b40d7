//! Programs that others wrote, to which the tests of the formats show what is written.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::NamedTempFile;

/// A Python with packages from PyPI, installed once below the target folder.
pub(super) struct Python {
    program: PathBuf,
}

impl Python {
    /// The name of its folder, and what to install: the lines of a `requirements.txt`.
    pub(super) fn with(name: &str, requirements: &str) -> Self {
        let tools = tools();
        fs::create_dir_all(&tools).unwrap();
        // Held by one test process at a time.
        let lock = File::create(tools.join(format!("{name}.lock"))).unwrap();
        lock.lock().unwrap();
        let folder = tools.join(name);
        let program = folder.join("bin").join("python");
        let installed = folder.join("installed.txt");
        if fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
            return Self { program };
        }
        let _ = fs::remove_dir_all(&folder);
        run(
            Command::new("python3").args(["-m", "venv"]).arg(&folder),
            "this test runs a validator in Python 3 with its `venv` module; install them with your \
             system's packages `python3` and `python3-venv`",
        );
        run(
            Command::new(&program)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .args(requirements.lines()),
            "this test runs a validator that pip could not install from PyPI",
        );
        fs::write(&installed, requirements).unwrap();
        Self { program }
    }

    /// A file for it, gone when it is dropped.
    pub(super) fn file(&self, name: &str, content: &[u8]) -> NamedTempFile {
        let mut file = tempfile::Builder::new().suffix(name).tempfile().unwrap();
        file.write_all(content).unwrap();
        file
    }

    /// What a script says.
    pub(super) fn run(&self, script: &str, arguments: &[&Path]) -> String {
        let arguments = arguments.iter().map(|argument| argument.as_os_str());
        let arguments = [OsStr::new("-c"), OsStr::new(script)].into_iter().chain(arguments);
        run(Command::new(&self.program).args(arguments), "the validator failed")
    }
}

/// Where tools are: beside the test binary's `deps`.
fn tools() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().join("tools")
}

fn run(command: &mut Command, otherwise: &str) -> String {
    match command.output() {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).unwrap(),
        Ok(output) => panic!(
            "{otherwise}\n{command:?} ended with {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("{otherwise}\n{command:?}: {error}"),
    }
}
