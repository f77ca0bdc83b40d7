//! `cargo configtest init`, and the `cargo test` after it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Outcome, Program, cargo_test_offline, repository};

/// What the first suite says of the mock account.
const GREEN: [&str; 5] = [
    "buckets_block_public_access::acme-invoices",
    "buckets_block_public_access::acme-logs",
    "buckets_keep_old_versions::acme-invoices",
    "buckets_keep_old_versions::acme-logs",
    "security_groups_keep_administration_private::sg-0a1b2c3d4e5f60718",
];

/// A folder outside of this workspace with these files, and the versions of this repository for what a suite is built of.
struct Crate {
    folder: tempfile::TempDir,
}

impl Crate {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::copy(repository().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
        Self { folder }
    }

    /// One whose Cargo.toml says no more than that it is one, and that.
    fn called(name: &str, more: &str) -> Self {
        let manifest = manifest(name, more);
        Self::new(&[("Cargo.toml", &manifest), ("src/lib.rs", "")])
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// `cargo configtest init` in a folder of it, with the runtime of this repository.
    fn init_in(&self, folder: &str, arguments: &[&str]) -> Outcome {
        let runtime = repository().join("runtime");
        let with_path = ["init", "--path", runtime.to_str().unwrap()];
        Program::new(&self.path(folder), &[&with_path, arguments].concat()).run()
    }

    fn init(&self) -> Outcome {
        let run = self.init_in("", &[]);
        assert_eq!(run.status, 0, "{run}");
        run
    }

    fn assert_green(&self, folder: &str) {
        self.assert_green_with(folder, &[]);
    }

    fn assert_green_with(&self, folder: &str, variables: &[(&str, &str)]) {
        let run = cargo_test_offline(&self.path(folder), variables);
        assert_eq!(run.status, 0, "{run}");
        let results = run.results();
        for name in GREEN {
            assert_eq!(results.get(name).map(String::as_str), Some("ok"), "{name}: {run}");
        }
    }

    /// Every file, but for what cargo writes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn add(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    add(&path, files);
                } else if !path.ends_with("Cargo.lock") {
                    files.insert(path.clone(), fs::read(path).unwrap());
                }
            }
        }
        let mut files = BTreeMap::new();
        add(self.folder.path(), &mut files);
        files
    }

    /// What a refusal says. Nothing is written then.
    fn assert_refused(&self, arguments: &[&str], parts: &[&str]) {
        let before = self.files();
        let run = self.init_in("", arguments);
        assert_eq!(run.status, 2, "{run}");
        for part in parts {
            assert!(run.stderr.contains(part), "`{part}` is not in:\n{run}");
        }
        assert_eq!(self.files(), before, "{run}");
    }
}

fn manifest(name: &str, more: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}")
}

fn runtime() -> String {
    repository().join("runtime").to_str().unwrap().to_owned()
}

#[test]
fn a_library_gets_all_of_it_and_a_second_run_changes_nothing() {
    let library = Crate::called("init-library", "");
    let before = library.read("Cargo.toml");
    let run = library.init();
    let lines: Vec<&str> = run.stdout.lines().collect();
    let [dependency, rest @ ..] = &lines[..] else { panic!("{run}") };
    assert!(dependency.starts_with("added the dev-dependency `configtest = { path = \""), "{run}");
    let expected = [
        "added the test target `config` to Cargo.toml",
        "created tests/config.rs",
        "created configtest.toml",
        "created fixtures/mock",
        "next: `cargo test`",
    ];
    assert_eq!(rest, expected);
    let after = library.read("Cargo.toml");
    let added = after.strip_prefix(&before).unwrap();
    assert!(added.ends_with("\n[[test]]\nname = \"config\"\nharness = false\n"), "{added}");
    library.assert_green("");

    let files = library.files();
    let again = library.init();
    let expected = "left Cargo.toml as it is\nleft tests/config.rs as it is\nleft configtest.toml as it \
                    is\nleft fixtures/mock as it is\neverything is there\nnext: `cargo test`\n";
    assert_eq!(again.stdout, expected);
    assert_eq!(library.files(), files);

    // It is no decoration: what a newcomer is told to try fails.
    let file = "fixtures/mock/111122223333/us-east-1/AWS-S3-Bucket.json";
    let open =
        library.read(file).replacen("\"BlockPublicAcls\": true", "\"BlockPublicAcls\": false", 1);
    fs::write(library.path(file), open).unwrap();
    let red = cargo_test_offline(library.folder.path(), &[]);
    assert_eq!(red.failed(), ["buckets_block_public_access::acme-invoices"], "{red}");
}

#[test]
fn a_program_with_comments_and_odd_formatting_keeps_them() {
    let text = "# What it is.\n[package] # ours\nname   =   'init-program'\nversion='0.1.0'\n  edition = \"2024\"\n\n\n\
                autotests = false\n[dev-dependencies]\n# For checks of policies.\n serde_json = \"1\"  # JSON\n\n\
                [profile.dev]\n# debug = false\n\n[[test]]\nname = \"other\"\n# harness = false\n# The end.";
    let program = Crate::new(&[
        ("Cargo.toml", text),
        ("src/main.rs", "fn main() {}\n"),
        ("tests/other.rs", "#[test]\nfn holds() {}\n"),
    ]);
    program.init();
    let after = program.read("Cargo.toml");
    let mut lines = after.lines();
    for line in text.lines() {
        assert!(lines.any(|there| there == line), "`{line}` is not where it was:\n{after}");
    }
    assert_eq!(after.lines().count(), text.lines().count() + 5, "{after}");
    program.assert_green("");
}

#[test]
fn a_member_of_a_workspace_inherits_what_the_workspace_says() {
    let dependency = format!("configtest = {{ path = \"{}\" }}", runtime());
    let root = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"app\", \"bare\"]\n\n[workspace.dependencies]\n{dependency}\n\n\
         [workspace.package]\nedition = \"2021\"\n"
    );
    let member = |name: &str| {
        format!(
            "package = {{ name = \"{name}\", version = \"0.1.0\", edition.workspace = true }}\n"
        )
    };
    let workspace = Crate::new(&[
        ("Cargo.toml", &root),
        ("app/Cargo.toml", &member("init-app")),
        ("app/src/lib.rs", ""),
        ("bare/Cargo.toml", &member("init-bare")),
        ("bare/src/lib.rs", ""),
    ]);
    workspace.assert_refused(
        &[],
        &[
            "is a workspace without a package of its own",
            "`--package NAME`; its members are `init-app`, `init-bare`",
        ],
    );
    workspace.assert_refused(
        &["--package", "init-ap"],
        &["the workspace has no package `init-ap`", "its members are `init-app`, `init-bare`"],
    );
    let run = Program::new(&workspace.path("app/src"), &["init"]).run();
    assert_eq!(run.status, 0, "{run}");
    assert!(run.stdout.contains("`configtest = { workspace = true }` to ../Cargo.toml\n"), "{run}");
    assert!(workspace.read("app/Cargo.toml").contains("\nconfigtest.workspace = true\n"));
    workspace.assert_green("app");

    let run = workspace.init_in("", &["--package", "init-bare"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(run.stdout.contains("created bare/tests/config.rs\n"), "{run}");
    assert!(run.stdout.ends_with("next: `cargo test --package init-bare`\n"), "{run}");
    assert!(workspace.read("bare/Cargo.toml").contains("configtest = { path = \""));
    assert_eq!(workspace.read("Cargo.toml"), root);
    workspace.assert_green("bare");
}

#[test]
fn a_test_that_has_the_name_keeps_it() {
    let own = "#[test]\nfn parses() {}\n";
    let taken = Crate::called("init-taken", "");
    fs::create_dir(taken.path("tests")).unwrap();
    fs::write(taken.path("tests/config.rs"), own).unwrap();
    let run = taken.init();
    let line = "left tests/config.rs as it is: the suite is called `configuration` instead\n\
                created tests/configuration.rs\n";
    assert!(run.stdout.contains(line), "{run}");
    assert_eq!(taken.read("tests/config.rs"), own);
    taken.assert_green("");
    let files = taken.files();
    let again = taken.init();
    assert!(again.stdout.contains("everything is there\n"), "{again}");
    assert_eq!(taken.files(), files);

    for name in ["config", "configuration", "configtest"] {
        fs::create_dir_all(taken.path("tests").join(name)).unwrap();
        let _ = fs::remove_file(taken.path("tests").join(format!("{name}.rs")));
        fs::write(taken.path("tests").join(name).join("main.rs"), own).unwrap();
    }
    let manifest = manifest("init-taken", "autotests = false\n");
    fs::write(taken.path("Cargo.toml"), manifest).unwrap();
    taken.assert_refused(
        &[],
        &["the package has tests called `config`, `configuration`, `configtest`"],
    );
}

#[test]
fn a_suite_that_is_there_is_the_suite() {
    let more = format!(
        "[dev-dependencies]\nconfigtest = {{ path = \"{}\" }}\n\n[[test]]\nname = \"cloud\"\npath = \"checks/all.rs\"\n\
         harness = false\n",
        runtime()
    );
    let manifest = manifest("init-suite", &more);
    let suite = Crate::new(&[
        ("Cargo.toml", &manifest),
        ("src/lib.rs", ""),
        ("checks/all.rs", "configtest::main!();\n"),
    ]);
    let run = suite.init();
    let expected = "left Cargo.toml as it is\nleft checks/all.rs as it is\ncreated configtest.toml\n\
                    created fixtures/mock\nnext: `cargo test`\n";
    assert_eq!(run.stdout, expected);
    assert_eq!(suite.read("Cargo.toml"), manifest);
}

#[test]
fn a_suite_that_is_not_listed_is_listed() {
    let package = Crate::called("init-unlisted", "autotests = false\n");
    package.init();
    let complete = package.read("Cargo.toml");
    fs::write(package.path("Cargo.toml"), manifest("init-unlisted", "autotests = false\n"))
        .unwrap();
    let run = package.init();
    assert!(run.stdout.contains("added the test target `config` to Cargo.toml\n"), "{run}");
    assert!(run.stdout.contains("left tests/config.rs as it is\n"), "{run}");
    assert_eq!(package.read("Cargo.toml"), complete);
}

#[test]
fn a_package_may_call_configtest_otherwise() {
    let more = format!(
        "\n[dev-dependencies]\ncloud-checks = {{ package = \"configtest\", path = \"{}\" }}\n",
        runtime()
    );
    let renamed = Crate::called("init-renamed", &more);
    let run = renamed.init();
    assert!(!run.stdout.contains("dev-dependency"), "{run}");
    assert!(renamed.read("tests/config.rs").contains("extern crate cloud_checks as configtest;\n"));
    renamed.assert_green("");
    let files = renamed.files();
    assert!(renamed.init().stdout.contains("everything is there\n"));
    assert_eq!(renamed.files(), files);
}

#[test]
fn an_optional_dependency_is_one_of_tests_too() {
    let more =
        format!("\n[dependencies]\nconfigtest = {{ path = \"{}\", optional = true }}\n", runtime());
    let optional = Crate::called("init-optional", &more);
    optional.init();
    let added = format!("\n[dev-dependencies]\nconfigtest = {{ path = \"{}\" }}\n", runtime());
    assert!(optional.read("Cargo.toml").contains(&added));
    optional.assert_green("");
}

#[test]
fn the_first_edition_goes_on_finding_its_tests() {
    let first = Crate::new(&[
        ("Cargo.toml", "[package]\nname = \"init-first\"\nversion = \"0.1.0\"\n"),
        ("src/lib.rs", ""),
        ("tests/other.rs", "#[test]\nfn other_is_found() {}\n"),
    ]);
    first.init();
    first.assert_green("");
    let run = cargo_test_offline(first.folder.path(), &[]);
    assert_eq!(run.results()["other_is_found"], "ok", "{run}");
}

#[test]
fn settings_that_are_there_are_left_and_nothing_is_promised_of_them() {
    for (settings, note) in [
        (
            "source = \"aws\"\n",
            "looks at the source `aws`, as `configtest.toml` says: a live account\n",
        ),
        ("source = \"mock\"\n", "a mock, and this suite builds none\n"),
        (
            "source = \"fixture:fixtures/acme\"\n",
            "the fixture `fixtures/acme`, which is not there\n",
        ),
        ("source = \"acme\"\n", "asks for the source `acme`, which is not known"),
        ("", "does not say which source to use"),
    ] {
        let package = Crate::called("init-settings", "");
        let above = package.path("configtest.toml");
        fs::write(&above, settings).unwrap();
        let run = package.init();
        assert!(run.stdout.contains("left configtest.toml as it is\n"), "{run}");
        assert!(run.stdout.contains(note), "{run}");
        let next = "next: `CONFIGTEST_SOURCE=fixture:fixtures/mock cargo test`, which looks at the mock account\n";
        assert!(run.stdout.ends_with(next), "{run}");
        assert_eq!(fs::read_to_string(&above).unwrap(), settings);
    }
    let nested = Crate::new(&[
        ("configtest.toml", "source = \"aws\"\n"),
        ("app/Cargo.toml", &manifest("init-nested", "")),
        ("app/src/lib.rs", ""),
    ]);
    fs::rename(nested.path("Cargo.lock"), nested.path("app/Cargo.lock")).unwrap();
    let run = nested.init_in("app", &[]);
    assert!(run.stdout.contains("left ../configtest.toml as it is\n"), "{run}");
    assert!(
        run.stdout.contains("`CONFIGTEST_SOURCE=fixture:app/fixtures/mock cargo test`"),
        "{run}"
    );
    assert!(!nested.path("app/configtest.toml").exists());
    nested.assert_green_with("app", &[("CONFIGTEST_SOURCE", "fixture:app/fixtures/mock")]);
}

#[test]
fn what_cannot_be_set_up_is_left_untouched() {
    let package = Crate::called("init-refused", "");
    let run = Program::new(package.folder.path(), &["init", "--path", "src"]).run();
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.contains("`src` does not hold the package `configtest`"), "{run}");

    fs::create_dir_all(package.path("fixtures/mock")).unwrap();
    fs::write(package.path("fixtures/mock/notes.md"), "ours").unwrap();
    package.assert_refused(&[], &["fixtures/mock/notes.md` is in the way"]);
    fs::remove_dir_all(package.path("fixtures")).unwrap();

    // What comes first is taken back where what comes later cannot be written.
    fs::write(package.path("tests"), "no folder").unwrap();
    package.assert_refused(&[], &["cannot make the folder `", "/tests`"]);
    assert!(!package.path("fixtures").exists());
    fs::remove_file(package.path("tests")).unwrap();

    fs::write(package.path("configtest.toml"), "sorce = \"aws\"\n").unwrap();
    package.assert_refused(&[], &["configtest.toml:1:1` unknown key `sorce`"]);
    fs::remove_file(package.path("configtest.toml")).unwrap();

    let mut permissions = fs::metadata(package.path("Cargo.toml")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(package.path("Cargo.toml"), permissions).unwrap();
    package.assert_refused(&[], &["Cargo.toml` is read-only"]);

    let broken = Crate::new(&[("Cargo.toml", "[package]\nname = \"init-broken\"\nversion\n")]);
    broken.assert_refused(&[], &["cargo cannot read the workspace: ", "Cargo.toml:3:8"]);
    let none = Crate::new(&[("src/lib.rs", "")]);
    none.assert_refused(&[], &["cargo cannot read the workspace: could not find `Cargo.toml`"]);
}

#[test]
#[cfg(unix)]
fn a_link_to_nothing_is_something_that_is_there() {
    let package = Crate::called("init-link", "");
    let manifest = package.read("Cargo.toml");
    std::os::unix::fs::symlink("nowhere", package.path("configtest.toml")).unwrap();
    let run = package.init_in("", &[]);
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.contains("cannot create `"), "{run}");
    assert_eq!(fs::read_link(package.path("configtest.toml")).unwrap(), Path::new("nowhere"));
    assert_eq!(package.read("Cargo.toml"), manifest);
    let mut left: Vec<_> = fs::read_dir(package.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["Cargo.lock", "Cargo.toml", "configtest.toml", "src"]);
}

#[test]
#[cfg(unix)]
fn a_link_to_a_manifest_stays_a_link() {
    let package = Crate::called("init-linked", "");
    fs::rename(package.path("Cargo.toml"), package.path("src/Cargo.toml.in")).unwrap();
    std::os::unix::fs::symlink("src/Cargo.toml.in", package.path("Cargo.toml")).unwrap();
    package.init();
    assert!(package.path("Cargo.toml").is_symlink());
    assert!(package.read("src/Cargo.toml.in").contains("\n[[test]]\nname = \"config\"\n"));
    assert!(package.path("tests/config.rs").is_file());
}
