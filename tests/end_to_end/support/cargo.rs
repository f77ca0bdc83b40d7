//! Real cargo, real nextest and the real program, on the suites in `tests/suites`.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::Account;
use super::tools::{lock, nextest_folder, repository, target};

/// What a program did.
#[derive(Debug)]
pub struct Outcome {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code().expect("ended by a signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The result of each test, by its name: libtest's word.
    pub fn results(&self) -> BTreeMap<String, String> {
        let line = |line: &str| {
            let (name, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
            Some((name.trim().to_owned(), result.trim().to_owned()))
        };
        self.stdout.lines().filter_map(line).collect()
    }

    /// The names of the tests that failed, sorted.
    pub fn failed(&self) -> Vec<String> {
        let results = self.results().into_iter();
        results.filter(|(_, result)| result == "FAILED").map(|(name, _)| name).collect()
    }

    /// What was printed of a test that failed.
    pub fn failure(&self, name: &str) -> &str {
        let start = format!("---- {name} stdout ----\n");
        let (_, rest) = self.stdout.split_once(&start).unwrap_or_else(|| panic!("{self}"));
        rest.split("\n\n").next().unwrap()
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { status, stdout, stderr } = self;
        write!(formatter, "status {status}\n== stdout\n{stdout}\n== stderr\n{stderr}")
    }
}

/// A suite of `tests/suites`, and what it is run with.
pub struct Suite {
    name: &'static str,
    variables: Vec<(String, OsString)>,
    path: Vec<PathBuf>,
}

impl Suite {
    /// The suite of that test target, with the program among those on the PATH.
    pub fn new(name: &'static str) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_cargo-configtest")).parent().unwrap();
        Self { name, variables: Vec::new(), path: vec![program.to_owned()] }
    }

    /// The name of its target.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    pub fn with_account(mut self, account: &Account) -> Self {
        let variables = account.variables.iter();
        let owned = |(name, value): &(&str, String)| ((*name).to_owned(), value.into());
        self.variables.extend(variables.map(owned));
        self
    }

    /// The settings, in a folder that outlives the run.
    pub fn with_config(self, folder: &Path, text: &str) -> Self {
        let path = folder.join("configtest.toml");
        fs::write(&path, text).unwrap();
        self.with("CONFIGTEST_CONFIG", path)
    }

    /// Puts another folder before the program's.
    pub fn with_path_first(mut self, folder: &Path) -> Self {
        self.path.insert(0, folder.to_owned());
        self
    }

    /// Takes the program off the PATH, and cargo's own programs with it. For `binary` alone: cargo
    /// needs its home.
    pub fn without_program(mut self) -> Self {
        self.path.clear();
        self.with("CARGO_HOME", "/nonexistent")
    }

    /// `cargo test --test NAME -- ARGUMENTS`.
    pub fn cargo_test(&self, arguments: &[&str]) -> Outcome {
        let mut cargo = self.cargo();
        cargo.args(["test", "--test", self.name, "--"]).args(arguments);
        Outcome::of(cargo.output().unwrap())
    }

    /// `cargo nextest run --test NAME ARGUMENTS`.
    pub fn cargo_nextest(&self, arguments: &[&str]) -> Outcome {
        let mut cargo = self.cargo();
        cargo.args(["nextest", "run", "--no-fail-fast", "--test", self.name]).args(arguments);
        Outcome::of(cargo.output().unwrap())
    }

    /// `cargo nextest list --test NAME ARGUMENTS`.
    pub fn cargo_nextest_list(&self, arguments: &[&str]) -> Outcome {
        let mut cargo = self.cargo();
        cargo.args(["nextest", "list", "--test", self.name]).args(arguments);
        Outcome::of(cargo.output().unwrap())
    }

    /// `cargo ARGUMENTS`, where the suites are.
    pub fn other_cargo(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.cargo().args(arguments).output().unwrap())
    }

    /// The test binary itself, as a runner starts it.
    pub fn binary(&self, arguments: &[&str]) -> Outcome {
        self.program(&self.build(), arguments)
    }

    /// A test binary of the suite that is built in another way.
    pub fn program(&self, program: &Path, arguments: &[&str]) -> Outcome {
        let mut command = clean(Command::new(program));
        self.dress(&mut command);
        Outcome::of(command.args(arguments).current_dir(copy_of_suites()).output().unwrap())
    }

    /// Builds the test target, and says where its program is.
    pub fn build(&self) -> PathBuf {
        static BUILT: Mutex<BTreeMap<&str, PathBuf>> = Mutex::new(BTreeMap::new());
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        built.entry(self.name).or_insert_with(|| self.build_with(&[])).clone()
    }

    /// The same with further arguments of `cargo test`, each time anew.
    pub fn build_with(&self, arguments: &[&str]) -> PathBuf {
        let mut cargo = Suite::new(self.name).cargo();
        cargo.args(["test", "--no-run", "--message-format=json", "--test", self.name]);
        cargo.args(arguments);
        executable(&Outcome::of(cargo.output().unwrap()))
    }

    /// Builds the test target with instruments for coverage, as `cargo llvm-cov` does, but for what it
    /// depends on; says where its program is.
    pub fn build_for_coverage(&self) -> PathBuf {
        let mut cargo = self.cargo();
        cargo.args(["rustc", "--profile", "test", "--message-format=json", "--test", self.name]);
        cargo.args(["--", "-C", "instrument-coverage"]);
        executable(&Outcome::of(cargo.output().unwrap()))
    }

    /// The test binary where no file may grow beyond so many blocks of 1024 bytes.
    pub fn binary_with_files_up_to(&self, blocks: u32) -> Outcome {
        let mut command = clean(Command::new("bash"));
        self.dress(&mut command);
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\"");
        command.args(["-c", &limited]).arg(self.build()).current_dir(copy_of_suites());
        Outcome::of(command.output().unwrap())
    }

    /// The test binary where it may be ended by a signal: a shell says by which, as 128 and more.
    pub fn binary_in_shell(&self, arguments: &[&str]) -> Outcome {
        let mut command = clean(Command::new("bash"));
        self.dress(&mut command);
        command.args(["-c", "\"$0\" \"$@\"; exit $?"]).arg(self.build()).args(arguments);
        Outcome::of(command.current_dir(copy_of_suites()).output().unwrap())
    }

    /// The test binary where nothing can be written to standard output.
    pub fn binary_into_full_disk(&self, arguments: &[&str]) -> Outcome {
        let mut command = clean(Command::new(self.build()));
        self.dress(&mut command);
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let child = command.args(arguments).current_dir(copy_of_suites()).stdout(full);
        Outcome::of(child.stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap())
    }

    /// Starts the test binary in a process group of its own, so that it can be killed with what it
    /// starts.
    pub fn start(&self) -> Child {
        let binary = self.build();
        let mut command = clean(Command::new(binary));
        self.dress(&mut command);
        command.current_dir(copy_of_suites()).stdout(Stdio::null()).stderr(Stdio::null());
        command.process_group(0).spawn().unwrap()
    }

    fn cargo(&self) -> Command {
        let mut cargo = clean(Command::new("cargo"));
        self.dress(&mut cargo);
        cargo.current_dir(copy_of_suites()).env("CARGO_TARGET_DIR", target().join("suites"));
        cargo
    }

    fn dress(&self, command: &mut Command) {
        let nextest = nextest_folder().map(Path::to_owned);
        let system = std::env::var_os("PATH").unwrap_or_default();
        // Whoever tests a missing program may have installed it: then its folder is left out.
        let has_program = |folder: &PathBuf| folder.join("cargo-configtest").exists();
        let system = std::env::split_paths(&system)
            .filter(|folder| !self.path.is_empty() || !has_program(folder));
        let path = self.path.iter().cloned().chain(nextest).chain(system);
        command.env("PATH", std::env::join_paths(path).unwrap());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
    }
}

/// The program that cargo says it has built.
fn executable(built: &Outcome) -> PathBuf {
    built
        .stdout
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .unwrap_or_else(|| panic!("{built}"))
}

/// `cargo test -p quickstart`, with another source where one is named.
pub fn quickstart(source: Option<&str>) -> Outcome {
    let mut cargo = clean(Command::new("cargo"));
    cargo
        .args(["test", "--package", "quickstart", "--test", "config"])
        .current_dir(repository())
        .env("CARGO_TARGET_DIR", target().join("suites"))
        .envs(source.map(|source| ("CONFIGTEST_SOURCE", source)));
    Outcome::of(cargo.output().unwrap())
}

/// `cargo test --offline` in a package of a test's own, with what the suites are built of.
pub fn cargo_test_offline(folder: &Path, variables: &[(&str, &str)]) -> Outcome {
    let mut cargo = clean(Command::new("cargo"));
    cargo
        .args(["test", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target().join("suites"))
        .envs(variables.iter().copied());
    Outcome::of(cargo.output().unwrap())
}

/// `cargo ARGUMENTS` where the suites are, over the mock of the suite.
pub fn cargo_in_suites(arguments: &[&str]) -> Outcome {
    let mut cargo = Suite::new("").with("CONFIGTEST_SOURCE", "mock").cargo();
    Outcome::of(cargo.args(arguments).output().unwrap())
}

/// The program, as cargo starts it.
pub struct Program {
    command: Command,
}

impl Program {
    /// `cargo configtest ARGUMENTS`, in `folder`.
    pub fn new(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = clean(Command::new(env!("CARGO_BIN_EXE_cargo-configtest")));
        command.arg("configtest").args(arguments).current_dir(folder);
        Self { command }
    }

    pub fn with_account(mut self, account: &Account) -> Self {
        self.command.envs(account.variables.iter().map(|(name, value)| (name, value)));
        self
    }

    /// In the copy of `tests/suites`, with the target folder of the other tests that build there.
    pub fn for_suites(arguments: &[&str]) -> Self {
        Self::new(copy_of_suites(), arguments).that_builds()
    }

    /// With the target folder of the suites, and nextest among the programs.
    pub fn that_builds(mut self) -> Self {
        let system = std::env::var_os("PATH").unwrap_or_default();
        let nextest = nextest_folder().map(Path::to_owned);
        let path = nextest.into_iter().chain(std::env::split_paths(&system));
        self.command.env("PATH", std::env::join_paths(path).unwrap());
        self.command.env("CARGO_TARGET_DIR", target().join("suites"));
        self
    }

    pub fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn run(mut self) -> Outcome {
        Outcome::of(self.command.output().unwrap())
    }
}

/// Takes away what the outer cargo, nextest and the machine's own account would say.
fn clean(mut command: Command) -> Command {
    const PREFIXES: [&str; 5] = ["AWS_", "CARGO", "CONFIGTEST_", "NEXTEST", "RUST_TEST"];
    const KEPT: [&str; 2] = ["CARGO_HOME", "AWS_CA_BUNDLE"];
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let ours = PREFIXES.iter().any(|prefix| name.starts_with(prefix));
        if ours && !KEPT.contains(&&*name) {
            command.env_remove(&*name);
        }
    }
    command
        .env_remove("RUST_BACKTRACE")
        .env("CARGO_TERM_COLOR", "never")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/nonexistent/config")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
    command
}

/// A copy of `tests/suites` that is a workspace of its own, locked to the versions of this one.
pub fn copy_of_suites() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let _lock = lock("suites");
        let folder = target().join("end-to-end").join("suites");
        copy_all(&repository().join("tests/suites"), &folder);
        // Cargo takes what it needs from it, and leaves the rest out.
        let lock_file = repository().join("Cargo.lock");
        let taken = folder.join("Cargo.lock.taken");
        if fs::read(&taken).ok() != fs::read(&lock_file).ok() {
            fs::copy(&lock_file, folder.join("Cargo.lock")).unwrap();
            fs::copy(&lock_file, &taken).unwrap();
        }
        folder
    })
}

/// Copies the files of a folder, and of those in it.
fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_all(&entry.path(), &to),
            false => copy(&entry.path(), &to),
        }
    }
}

/// Copies a file whose content differs, so that cargo does not build what did not change.
fn copy(from: &Path, to: &Path) {
    let runtime = repository().join("runtime");
    let text = fs::read_to_string(from).unwrap().replace("@RUNTIME@", runtime.to_str().unwrap());
    if fs::read_to_string(to).is_ok_and(|there| there == text) {
        return;
    }
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::write(to, text).unwrap();
}
