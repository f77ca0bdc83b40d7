//! Tools that others wrote, which the tests hold reports against: installed once, below the target
//! folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python that has these packages from PyPI: lines of `requirements.txt`.
pub(super) fn python(requirements: &str, name: &str) -> PathBuf {
    let _lock = lock(name);
    let folder = tools().join(name);
    let python = match cfg!(windows) {
        true => folder.join("Scripts").join("python.exe"),
        false => folder.join("bin").join("python"),
    };
    let installed = folder.join("installed.txt");
    if is_installed(&installed, requirements) {
        return python;
    }
    let _ = fs::remove_dir_all(&folder);
    run(
        Command::new("python3").args(["-m", "venv"]).arg(&folder),
        "this test needs Python 3 with its `venv` module; install them with your system's packages \
         `python3` and `python3-venv`",
    );
    let list = folder.join("requirements.txt");
    fs::write(&list, requirements).unwrap();
    run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(&list),
        "this test needs packages that pip could not install from PyPI",
    );
    fs::write(&installed, requirements).unwrap();
    python
}

/// What a script says that a Python runs with these arguments.
pub(super) fn script(python: &Path, script: &str, arguments: &[&Path]) -> String {
    run(Command::new(python).args(["-c", script]).args(arguments), "the validator failed")
}

/// A file that is gone when it is dropped, with that at the end of its name.
pub(super) fn file(name: &str, content: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(name).tempfile().unwrap();
    file.write_all(content).unwrap();
    file
}

/// The folder `node_modules` that has this package from npm: `NAME@VERSION`.
pub(super) fn npm(package: &str, name: &str) -> PathBuf {
    let _lock = lock(name);
    let folder = tools().join(name);
    let installed = folder.join("installed.txt");
    if !is_installed(&installed, package) {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        run(
            Command::new("npm")
                .args(["install", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix"])
                .arg(&folder)
                .arg(package),
            "this test needs a package that npm could not install; npm itself is your system's \
             package `npm`",
        );
        fs::write(&installed, package).unwrap();
    }
    folder.join("node_modules")
}

/// A folder that is gone when the test is over.
pub(super) fn scratch() -> tempfile::TempDir {
    fs::create_dir_all(tools()).unwrap();
    tempfile::tempdir_in(tools()).unwrap()
}

/// Runs it, and gives what it writes. Where it fails, so does the test, which says that.
pub(super) fn run(command: &mut Command, otherwise: &str) -> String {
    match command.output() {
        Ok(output) => {
            let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
            let stderr = String::from_utf8_lossy(&output.stderr);
            let status = output.status;
            assert!(
                status.success(),
                "{otherwise}\n{command:?} ended with {status}\n{stdout}{stderr}"
            );
            stdout
        }
        Err(error) => panic!("{otherwise}\n{command:?}: {error}"),
    }
}

fn is_installed(marker: &Path, what: &str) -> bool {
    fs::read_to_string(marker).is_ok_and(|installed| installed == what)
}

/// A folder of the build that runs these tests: cargo marks that.
fn tools() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    target.expect("the tests run below cargo's target folder").join("tools")
}

/// Held by one test at a time.
fn lock(name: &str) -> File {
    fs::create_dir_all(tools()).unwrap();
    let file = File::create(tools().join(format!("{name}.lock"))).unwrap();
    file.lock().unwrap();
    file
}
