//! Settings of every sort.

use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::*;

use super::{AwsSettings, Environment, Regions, Role, Settings, SettingsError, SourceSettings};

const VALID: &str = r#"
source = "recording"

[sources.recording]
type = "fixture"
path = "fixtures/acme"
max-age = "90d"

[sources.live]
type = "aws"
regions = ["us-east-1", "eu-west-1"]
max-age = "0s"
concurrency = 8

[sources.built]
type = "mock"

[gate]
fail-on = "low"
unknown = "warn"
baseline = "baseline.json"
settle = "2m"

[[gate.override]]
check = "s3::*"
kind = "AWS::S3::Bucket"
fail-on = "critical"

[[waiver]]
check = "s3::keep_*::port=22"
resource = "arn:aws:s3:::acme-website"
reason = "the public website"
expires = "2027-03-31"
sources = ["live"]

[[waiver]]
check = "keep_old_versions"
resource = "acme-*"
reason = "until the move"
expires = 2027-03-31
unknown = true

[report]
junit = "junit.xml"
"#;

/// A package below a folder with that configtest.toml.
pub(super) fn load(
    text: &str,
    variables: &[(&str, &str)],
) -> Result<(PathBuf, Settings), SettingsError> {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("configtest.toml"), text).unwrap();
    let package = root.path().join("crates/app");
    std::fs::create_dir_all(&package).unwrap();
    let settings = Settings::load(&package, &Environment::of(variables.iter().copied()))?;
    Ok((root.path().to_owned(), settings))
}

#[test]
fn the_nearest_file_upwards_is_read() {
    let (root, settings) = load(VALID, &[]).unwrap();
    assert_eq!(settings.folder, root);
    assert_eq!(settings.live_sources(), ["live"]);
    let source = |variable| settings.source(&Environment::of(variable));
    let recording = SourceSettings::Fixture {
        path: "fixtures/acme".into(),
        max_age: Some(Duration::from_secs(90 * 24 * 60 * 60)),
    };
    assert_eq!(source(None).unwrap(), ("recording".to_owned(), recording));
    let live = SourceSettings::Aws(AwsSettings {
        regions: Regions::Named(vec!["us-east-1".to_owned(), "eu-west-1".to_owned()]),
        max_age: Duration::ZERO,
        concurrency: 8,
        ..AwsSettings::default()
    });
    let named = |name| source(Some(("CONFIGTEST_SOURCE", name))).unwrap().1;
    assert_eq!(named("live"), live);
    assert_eq!(named("built"), SourceSettings::Mock);
    assert_eq!(named("mock"), SourceSettings::Mock);
    let elsewhere = SourceSettings::Fixture { path: "some/where".into(), max_age: None };
    assert_eq!(named("fixture:some/where"), elsewhere);
    assert!(source(Some(("CONFIGTEST_SOURCE", "fixture:"))).is_err());
    assert!(source(Some(("CONFIGTEST_SOURCE", "tape:x"))).is_err());
}

#[test]
fn a_live_source_says_whom_it_asks_and_how() {
    let text = r#"
[sources.organization]
type = "aws"
regions = "all"
accounts = [
    { role-arn = "arn:aws:iam::111122223333:role/audit" },
    { role-arn = "arn:aws-cn:iam::444455556666:role/path/audit", external-id = "x", session-name = "gate" },
]
limit-percent = 50
connect-timeout = "3s"
timeout = "20s"
keep-secrets = ["instance-user-data"]
"#;
    let (_, settings) = load(text, &[]).unwrap();
    let environment = Environment::of([("CONFIGTEST_SOURCE", "organization")]);
    let (_, source) = settings.source(&environment).unwrap();
    let role = |arn: &str, external_id: Option<&str>, session_name: Option<&str>| Role {
        arn: arn.to_owned(),
        external_id: external_id.map(str::to_owned),
        session_name: session_name.map(str::to_owned),
    };
    let expected = AwsSettings {
        regions: Regions::All,
        accounts: vec![
            role("arn:aws:iam::111122223333:role/audit", None, None),
            role("arn:aws-cn:iam::444455556666:role/path/audit", Some("x"), Some("gate")),
        ],
        limit_percent: 50,
        connect_timeout: Duration::from_secs(3),
        timeout: Duration::from_secs(20),
        keep_secrets: vec!["instance-user-data".to_owned()],
        ..AwsSettings::default()
    };
    assert_eq!(source, SourceSettings::Aws(expected));
    for (line, said) in [
        ("regions = \"every\"", "say `regions = \"all\"`"),
        ("regions = \"eu-west-1\"", "write `regions = [\"eu-west-1\"]`"),
        ("regions = [\"all\"]", "`all` is no region"),
        ("accounts = []", "`accounts` names none"),
        ("accounts = [{ role = \"x\" }]", "did you mean `role-arn`?"),
        ("accounts = [{ external-id = \"x\" }]", "lacks `role-arn`"),
        ("accounts = [{ role-arn = \"audit\" }]", "`audit` is no role"),
        (
            "accounts = [{ role-arn = \"arn:aws:iam::1:role/a\" }]",
            "`arn:aws:iam::1:role/a` is no role",
        ),
        (
            "accounts = [{ role-arn = \"arn:aws:iam::111122223333:role/a\", session-name = \"a b\" }]",
            "`session-name` takes",
        ),
        (
            "accounts = [{ role-arn = \"arn:aws:iam::111122223333:role/a\" }, \
             { role-arn = \"arn:aws:iam::111122223333:role/b\" }]",
            "the account 111122223333 is there twice",
        ),
        ("limit-percent = 0", "a number from 1 to 100"),
        ("timeout = \"0s\"", "leaves no time"),
        ("keep-secrets = [\"instance-userdata\"]", "did you mean `instance-user-data`?"),
    ] {
        let error = load(&format!("[sources.a]\ntype = \"aws\"\n{line}\n"), &[]).unwrap_err();
        let error = error.to_string();
        assert!(error.contains(said) && error.contains("configtest.toml:3:"), "{line}: {error}");
    }
}

#[test]
fn a_source_of_the_file_goes_before_a_word_of_ours() {
    let text = "[sources.aws]\ntype = \"fixture\"\npath = \"x\"\n";
    let (_, settings) = load(text, &[]).unwrap();
    let environment = Environment::of([("CONFIGTEST_SOURCE", "aws")]);
    let (_, source) = settings.source(&environment).unwrap();
    assert!(matches!(source, SourceSettings::Fixture { .. }), "{source:?}");
}

#[test]
fn a_variable_of_ours_that_is_empty_or_mistyped_is_an_error() {
    for (name, said) in [
        ("CONFIGTEST_SOURCE", "`CONFIGTEST_SOURCE` to nothing"),
        ("CONFIGTEST_CONFIG", "`CONFIGTEST_CONFIG` to nothing"),
        ("CONFIGTEST_FINDINGS", "`CONFIGTEST_FINDINGS` to nothing"),
        ("CONFIGTEST_FINDNIGS", "did you mean `CONFIGTEST_FINDINGS`?"),
        ("CONFIGTEST_SUORCE", "did you mean `CONFIGTEST_SOURCE`?"),
    ] {
        let error = load(VALID, &[(name, "")]).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    assert!(load(VALID, &[("OTHER_CONFIGTEST_X", "")]).is_ok());
    let findings = Environment::of([("CONFIGTEST_FINDINGS", "kept/here")]);
    assert_eq!(findings.findings_folder(), Some(Path::new("kept/here")));
    assert_eq!(Environment::default().findings_folder(), None);
}

proptest! {
    #[test]
    fn no_text_makes_the_settings_panic(text in ".{0,200}") {
        if let Err(error) = load(&text, &[]) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn a_spoilt_file_is_read_or_refused_with_its_place(
        position in any::<prop::sample::Index>(),
        letter in any::<char>(),
    ) {
        let positions: Vec<usize> = VALID.char_indices().map(|(position, _)| position).collect();
        let position = positions[position.index(positions.len())];
        let mut text = VALID.to_owned();
        text.insert(position, letter);
        read_or_refused_with_its_place(&text)?;
    }

    #[test]
    fn a_file_of_which_something_is_lost_is_read_or_refused_with_its_place(
        from in any::<prop::sample::Index>(),
        length in 1_usize..40,
    ) {
        // The file is ASCII.
        let from = from.index(VALID.len());
        let mut text = VALID.to_owned();
        text.replace_range(from..VALID.len().min(from + length), "");
        read_or_refused_with_its_place(&text)?;
    }

    #[test]
    fn a_value_is_read_or_refused_with_its_place(
        line in any::<prop::sample::Index>(),
        value in prop_oneof![
            ".{0,30}".prop_map(|text| format!("{text:?}")),
            "[0-9]{4}-[0-9]{2}-[0-9]{2}",
            "[a-z*?:=]{0,12}".prop_map(|text| format!("{text:?}")),
            "(arn|aws|s3|:|\\*|[0-9]){1,9}".prop_map(|text| format!("{text:?}")),
            Just("[[]]".to_owned()),
            Just("{ check = 1 }".to_owned()),
        ],
    ) {
        let mut lines: Vec<String> = VALID.lines().map(str::to_owned).collect();
        let settings: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(" = ")).collect();
        let line = &mut lines[settings[line.index(settings.len())]];
        let key = line.split(" = ").next().unwrap_or_default();
        *line = format!("{key} = {value}");
        read_or_refused_with_its_place(&lines.join("\n"))?;
    }
}

fn read_or_refused_with_its_place(text: &str) -> Result<(), TestCaseError> {
    match load(text, &[]) {
        Ok(_) => {}
        Err(SettingsError::At { path, line, column, .. }) => {
            prop_assert!(path.ends_with(Path::new("configtest.toml")));
            prop_assert!((1..=text.lines().count() + 1).contains(&line) && column > 0);
        }
        Err(other) => prop_assert!(false, "{other}"),
    }
    Ok(())
}
