//! Tools that the tests install for themselves, once, below the target folder.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

const NEXTEST: &str = "0.9.143";
const REQUIREMENTS: &str = include_str!("../moto/requirements.txt");

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The target folder of the build that runs these tests.
pub fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// A folder that is gone when the test is over.
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// A Python with moto and boto3.
pub fn python_with_moto() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| python_with("moto", REQUIREMENTS, "run moto"))
}

/// A Python with these packages, in a folder of that name below the target folder. `what_for` is what
/// the tests do with it.
pub fn python_with(name: &str, requirements: &str, what_for: &str) -> PathBuf {
    let _lock = lock(name);
    let folder = target().join("tools").join(name);
    let python = folder.join("bin").join("python");
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
        return python;
    }
    let _ = fs::remove_dir_all(&folder);
    run(
        Command::new("python3").args(["-m", "venv"]).arg(&folder),
        &format!(
            "these tests {what_for}, which needs Python 3 with its `venv` module; install them with \
             your system's packages `python3` and `python3-venv`"
        ),
    );
    let wanted = folder.join("requirements.txt");
    fs::write(&wanted, requirements).unwrap();
    run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(&wanted),
        &format!("these tests {what_for}, and pip could not install what that needs from PyPI"),
    );
    fs::write(&installed, requirements).unwrap();
    python
}

/// A folder to put on the PATH so that `cargo nextest` works; none where it works already.
pub fn nextest_folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let silent = |command: &mut Command| {
            command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
        };
        if silent(Command::new("cargo").args(["nextest", "--version"])) {
            return None;
        }
        let _lock = lock("nextest");
        let root = target().join("tools");
        let folder = root.join("bin");
        if !silent(Command::new(folder.join("cargo-nextest")).args(["nextest", "--version"])) {
            run(
                Command::new("cargo")
                    .args(["install", "--locked", "cargo-nextest", "--version", NEXTEST, "--root"])
                    .arg(&root),
                "these tests run cargo-nextest, and cargo could not install it",
            );
        }
        Some(folder)
    });
    folder.as_deref()
}

/// Held by one test process at a time.
pub fn lock(name: &str) -> File {
    let folder = target().join("tools");
    fs::create_dir_all(&folder).unwrap();
    let file = File::create(folder.join(format!("{name}.lock"))).unwrap();
    file.lock().unwrap();
    file
}

fn run(command: &mut Command, otherwise: &str) {
    match command.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!(
            "{otherwise}\n{command:?} ended with {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("{otherwise}\n{command:?}: {error}"),
    }
}
