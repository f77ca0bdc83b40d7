//! Adding to a Cargo.toml: every line that is there stays, where it is.

use std::path::Path;

use toml_edit::{InlineTable, Value};

use super::manifest::Manifest;

fn read(text: &str) -> Manifest {
    Manifest::parse(Path::new("Cargo.toml"), text.to_owned()).unwrap()
}

/// With a dependency and a test target added.
fn added_to(text: &str) -> String {
    let mut manifest = read(text);
    assert_eq!(manifest.changed(), None);
    manifest.add_dependency("configtest", Value::from("0.1.0")).unwrap();
    manifest.add_test("config").unwrap();
    let text = manifest.changed().unwrap();
    assert_eq!(read(&text).harness_of("config"), Some(false), "{text}");
    text
}

const DEPENDENCY: &str = "\n[dev-dependencies]\nconfigtest = \"0.1.0\"\n";
const TEST: &str = "\n[[test]]\nname = \"config\"\nharness = false\n";

#[test]
fn new_tables_come_after_everything() {
    for text in [
        "[package]\nname = \"a\"\n",
        "# The licence.\n[package]\nname   =   'a' # odd\n\n\n[dependencies]\n# serde = \"1\"\n",
        "[package]\nname = \"a\"\n\n[dependencies.b]\nversion = \"1\"\n[lints]\n[dependencies.c]\nversion = \"1\"\n# The end.\n",
        "[package]\nname = \"a\"\n\n[dev-dependencies.b]\nversion = \"1\"\n\n[lints]\n",
        "[package]\nname = \"a\"\n[[test]]\nname = \"b\"\n# harness = false\n\n[lints]\n# workspace = true\n",
        "[package]\nname = \"a\"\n[[test]]\nname = \"b\"\n# harness = false\n",
    ] {
        assert_eq!(added_to(text), format!("{text}{DEPENDENCY}{TEST}"));
    }
    assert_eq!(
        added_to("[package]\nname = \"a\""),
        format!("[package]\nname = \"a\"\n{DEPENDENCY}{TEST}")
    );
}

#[test]
fn a_list_keeps_its_form() {
    let package = "[package]\nname = \"a\"\n";
    for (text, expected) in [
        (
            "[dev-dependencies]\n# why\nz = \"1\"   # z\nb = { version = '1' }\n# c = \"1\"\n\n[lints]\n",
            "[dev-dependencies]\n# why\nz = \"1\"   # z\nb = { version = '1' }\nconfigtest = \"0.1.0\"\n\
             # c = \"1\"\n\n[lints]\n",
        ),
        (
            "[dev-dependencies]\n# why\nb = \"1\"   # b\n\n# d\nd = \"1\"\n",
            "[dev-dependencies]\n# why\nb = \"1\"   # b\nconfigtest = \"0.1.0\"\n\n# d\nd = \"1\"\n",
        ),
        (
            "[dev-dependencies]\nb.version = \"1\"\nb.features = [\"x\"]\nd = \"1\"\n",
            "[dev-dependencies]\nb.version = \"1\"\nb.features = [\"x\"]\nd = \"1\"\nconfigtest = \"0.1.0\"\n",
        ),
        (
            "[dev_dependencies]\nb = \"1\"\n",
            "[dev_dependencies]\nb = \"1\"\nconfigtest = \"0.1.0\"\n",
        ),
        (
            "[dev-dependencies]\n\n[lints]\n",
            "[dev-dependencies]\nconfigtest = \"0.1.0\"\n\n[lints]\n",
        ),
    ] {
        let (text, expected) = (format!("{package}{text}"), format!("{package}{expected}"));
        assert_eq!(added_to(&text), format!("{expected}{TEST}"));
    }
    for (text, expected) in [
        (
            "dev-dependencies.b = \"1\"\n",
            "dev-dependencies.b = \"1\"\ndev-dependencies.configtest = \"0.1.0\"\n",
        ),
        (
            "dev-dependencies = { b = \"1\" }\n",
            "dev-dependencies = { b = \"1\", configtest = \"0.1.0\" }\n",
        ),
    ] {
        assert_eq!(added_to(&format!("{text}{package}")), format!("{expected}{package}{TEST}"));
    }
    for (text, expected) in [
        (
            "test = [{ name = \"b\" }]\n",
            "test = [{ name = \"b\" }, { name = \"config\", harness = false }]\n",
        ),
        (
            "test = [\n  { name = \"b\" }, # b\n]\n",
            "test = [\n  { name = \"b\" }, # b\n  { name = \"config\", harness = false },\n]\n",
        ),
    ] {
        assert_eq!(
            added_to(&format!("{text}{package}")),
            format!("{expected}{package}{DEPENDENCY}")
        );
    }
}

#[test]
fn the_ends_of_lines_stay() {
    let text = "\u{feff}[package]\r\nname = \"a\"\r\n";
    let added = format!("{DEPENDENCY}{TEST}").replace('\n', "\r\n");
    assert_eq!(added_to(text), format!("{text}{added}"));
}

#[test]
fn what_is_inherited_is_a_dotted_key() {
    let mut manifest = read("[package]\nname = \"a\"\n");
    let mut inherited = InlineTable::from_iter([("workspace", true)]);
    inherited.set_dotted(true);
    manifest.add_dependency("checks", inherited.into()).unwrap();
    let expected = "[package]\nname = \"a\"\n\n[dev-dependencies]\nchecks.workspace = true\n";
    assert_eq!(manifest.changed().as_deref(), Some(expected));
}

#[test]
fn configtest_is_known_by_its_package() {
    let workspace = |text: &str| read(text).workspace_dependency().map(str::to_owned);
    assert_eq!(
        workspace("[workspace.dependencies]\nconfigtest = \"0.1\"\n").unwrap(),
        "configtest"
    );
    let renamed = "[workspace.dependencies.ct]\npackage = \"configtest\"\nversion = \"0.1\"\n";
    assert_eq!(workspace(renamed).unwrap(), "ct");
    let other = "[workspace.dependencies]\nconfigtest = { version = \"1\", package = \"other\" }\n";
    assert_eq!(workspace(other), None);

    let borrowed = |text: &str| {
        let (name, spec) = read(text).borrowed_dependency()?;
        Some(format!("{name} = {spec}"))
    };
    assert_eq!(borrowed("[dependencies]\nserde = \"1\"\n"), None);
    let optional =
        "[dependencies]\nct = { package = 'configtest', version=\"0.1\", optional = true } # !\n";
    let expected = "ct = { package = 'configtest', version = \"0.1\" }";
    assert_eq!(borrowed(optional).unwrap(), expected);
    let dotted = "[target.'cfg(unix)'.dev-dependencies]\nconfigtest.workspace = true\n";
    assert_eq!(borrowed(dotted).unwrap(), "configtest = { workspace = true }");
    let table = "[build-dependencies.configtest]\npath = \"../c\"\n";
    assert_eq!(borrowed(table).unwrap(), "configtest = { path = \"../c\" }");
}

#[test]
fn what_is_no_table_is_refused() {
    let error = read("test = 1\n").add_test("config").unwrap_err().to_string();
    assert_eq!(error, "`Cargo.toml` cannot be added to: `test` is not a table there");
    let error = read("dev-dependencies = 1\n").add_dependency("configtest", "1".into());
    assert!(error.unwrap_err().to_string().contains("`dev-dependencies` is not a table there"));
}

#[test]
fn another_package_of_that_name_is_refused() {
    let inherited = || {
        let mut inherited = InlineTable::from_iter([("workspace", true)]);
        inherited.set_dotted(true);
        Value::InlineTable(inherited)
    };
    let path = || Value::InlineTable(InlineTable::from_iter([("path", "../runtime")]));
    let other = "configtest = { version = \"1\", package = \"other\" }";
    for (text, name, spec) in [
        (format!("[dev-dependencies]\n{other}\n"), "configtest", Value::from("0.1.0")),
        (format!("[dev_dependencies]\n{other}\n"), "configtest", path()),
        (format!("dev-dependencies = {{ {other} }}\n"), "configtest", path()),
        (format!("dev-dependencies.{other}\n"), "configtest", inherited()),
        (format!("[dependencies]\n{other}\n"), "configtest", inherited()),
        (format!("[build-dependencies]\n{other}\n"), "configtest", path()),
        (format!("[target.'cfg(unix)'.dependencies]\n{other}\n"), "configtest", path()),
        ("[dev-dependencies.configtest]\npackage = \"other\"\n".to_owned(), "configtest", path()),
        ("[dev-dependencies]\nchecks = \"1\"\n".to_owned(), "checks", inherited()),
        ("[dependencies]\nchecks.path = \"../checks\"\n".to_owned(), "checks", inherited()),
        // Which is not configtest, or it would have been borrowed.
        ("[dependencies]\nconfigtest.workspace = true\n".to_owned(), "configtest", path()),
    ] {
        let mut manifest = read(&text);
        let error = manifest.add_dependency(name, spec).unwrap_err().to_string();
        let expected =
            format!("`Cargo.toml` cannot be added to: `{name}` is another package there\nhelp: ");
        assert!(error.starts_with(&expected), "{error}");
        assert_eq!(manifest.changed(), None, "{text}");
    }
    for (text, name, spec) in [
        (
            "[dependencies]\nconfigtest = { version = \"1\", optional = true }\n",
            "configtest",
            path(),
        ),
        ("[dependencies]\nchecks = { workspace = true, optional = true }\n", "checks", inherited()),
        (
            "[dependencies]\nother = { package = \"configtest\", version = \"1\" }\n",
            "other",
            path(),
        ),
    ] {
        read(text).add_dependency(name, spec).unwrap();
    }
}
