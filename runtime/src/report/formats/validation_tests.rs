//! Reports, held against what others wrote.

use std::env::consts::OS;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::results::{Results, sample};
use super::probe::many;
use super::{Format, validators};

const REQUIREMENTS: &str = include_str!("validators/requirements.txt");
const MULTITOOL: &str = "5.7.0";

/// Results of every sort, and 6,000 findings.
fn all() -> [(&'static str, Results); 5] {
    [
        ("results", sample::results()),
        ("with_gaps", sample::with_gaps()),
        ("hostile", sample::hostile()),
        ("none", Results::default()),
        ("many", many(6_000)),
    ]
}

/// A file for each of the results.
fn write(format: Format, folder: &Path) -> Vec<PathBuf> {
    let files = all().into_iter().map(|(name, results)| {
        let path = folder.join(format!("{name}.{format}"));
        let mut file = std::fs::File::create(&path).unwrap();
        format.write(&results, &mut file).unwrap();
        path
    });
    files.collect()
}

fn python(script: &str) -> Command {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/formats/validators");
    let mut command = Command::new(validators::python(REQUIREMENTS, "report-validators"));
    command.arg(scripts.join(script));
    command
}

#[test]
#[ignore = "needs the schemas of others: SHARED_SCHEMAS"]
#[expect(clippy::disallowed_methods, reason = "who runs it says where the schemas are")]
fn sarif_is_valid_by_the_schema_of_its_standard() {
    let schemas = std::env::var_os("SHARED_SCHEMAS").expect("SHARED_SCHEMAS names their folder");
    let folder = validators::scratch();
    let files = write(Format::Sarif, folder.path());
    let schema = Path::new(&schemas).join("sarif-schema-2.1.0.json");
    let said = validators::run(
        python("sarif.py").arg(schema).args(&files),
        "SARIF is not valid by its schema",
    );
    assert_eq!(said.lines().count(), files.len(), "{said}");
}

#[test]
fn sarif_is_valid_by_microsofts_multitool() {
    let package = format!("@microsoft/sarif-multitool@{MULTITOOL}");
    let modules = validators::npm(&package, "sarif-multitool");
    let system = match OS {
        "macos" => "darwin",
        "windows" => "win32",
        system => system,
    };
    let program = modules.join(format!("@microsoft/sarif-multitool-{system}/Sarif.Multitool"));
    // What its install script would do.
    #[cfg(unix)]
    {
        use std::fs::{Permissions, set_permissions};
        use std::os::unix::fs::PermissionsExt;
        set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    }
    let folder = validators::scratch();
    // It takes half a minute for thousands.
    let few = |file: &PathBuf| !file.ends_with("many.sarif");
    for file in write(Format::Sarif, folder.path()).into_iter().filter(few) {
        let log = file.with_extension("log");
        let said = validators::run(
            Command::new(&program)
                .args(["validate", "--level", "Error;Warning", "--kind", "Fail"])
                // What the standard asks for, and what GitHub does.
                .args(["--rule-kind", "Sarif;Ghas", "--output"])
                .arg(&log)
                .arg(&file)
                // It brings no data of languages along.
                .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
            "SARIF is not valid by the multitool",
        );
        let log: serde_json::Value = serde_json::from_slice(&std::fs::read(&log).unwrap()).unwrap();
        // That there is a page to read on: of a tool there need not be one.
        let is_wrong = |result: &&serde_json::Value| result["ruleId"] != "SARIF2005";
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.iter().filter(is_wrong).count(), 0, "{said}\n{results:#?}");
    }
}

#[test]
fn ocsf_is_valid_by_its_schema_and_by_models_of_it() {
    let folder = validators::scratch();
    let files = write(Format::Ocsf, folder.path());
    let said = validators::run(python("ocsf.py").args(&files), "OCSF is not valid");
    let events = ["7", "9", "9", "0", "6000"];
    assert_eq!(counted(&said), events, "{said}");
}

#[test]
fn asff_is_valid_by_the_model_of_its_api() {
    let folder = validators::scratch();
    let files = write(Format::Asff, folder.path());
    let said = validators::run(python("asff.py").args(&files), "ASFF is not valid");
    assert_eq!(counted(&said), ["2", "2", "2", "0", "62"], "{said}");
}

/// How many each file was found to hold.
fn counted(said: &str) -> Vec<&str> {
    let counts = said.lines().filter_map(|line| line.split(": ").nth(1));
    counts.filter_map(|count| count.split(' ').next()).collect()
}
