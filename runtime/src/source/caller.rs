//! Who calls AWS: what decides whose account answers, as far as it shows without asking.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::protocol::AwsSource;
use crate::cache::cache_folder;
use crate::settings::AwsSettings;
use crate::settings::Environment;

/// Never part of a digest: they go with the key's id.
const SECRETS: [&str; 2] = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
/// One of these says whose credentials are used. The full URI of a container's credentials does not:
/// on Amazon EKS it is the same one in every cluster.
const TELLING_VARIABLES: [&str; 3] =
    ["AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_WEB_IDENTITY_TOKEN_FILE"];
/// So does one of these in a profile; a region alone does not.
const TELLING_KEYS: [&str; 4] =
    ["aws_access_key_id", "role_arn", "sso_account_id", "web_identity_token_file"];
/// And this one says that something else decides.
const HIDING_KEY: &str = "credential_process";

/// Whoever calls AWS, through a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    digest: String,
    /// Whether the environment and the profiles tell two callers apart. Credentials of the machine
    /// itself and those that a program hands out do not show, so that what another run cached must
    /// not be served.
    pub is_told: bool,
}

impl Caller {
    /// Of the environment all `AWS_*` variables count but the secrets; of the AWS configuration,
    /// the content of its files.
    pub fn new(source: &AwsSource, environment: &Environment) -> Self {
        let mut hash = Sha256::new();
        let mut note = |mark: u8, text: &[u8]| {
            hash.update([mark]);
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        };
        let AwsSettings { regions, accounts, keep_secrets, .. } = &source.settings;
        note(0, format!("{regions:?} {accounts:?} {keep_secrets:?}").as_bytes());
        let mut is_told = false;
        for (name, value) in environment.variables() {
            if name.starts_with("AWS_") && !SECRETS.contains(&name) {
                note(1, name.as_bytes());
                note(2, value.as_bytes());
                is_told |= TELLING_VARIABLES.contains(&name);
            }
        }
        let mut is_hidden = false;
        for file in environment.aws_files() {
            match std::fs::read(file) {
                Ok(content) => {
                    note(3, &content);
                    let text = String::from_utf8_lossy(&content);
                    let profile = environment.get("AWS_PROFILE").unwrap_or("default");
                    let used = profile_in(&text, profile);
                    is_told |= TELLING_KEYS.iter().any(|key| used.contains(key));
                    is_hidden |= text.contains(HIDING_KEY);
                }
                // To the SDK too, a file that is not there is like an empty one.
                Err(error) if error.kind() == io::ErrorKind::NotFound => note(3, b""),
                Err(_) => is_hidden = true,
            }
        }
        let digest = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { digest, is_told: is_told && !is_hidden }
    }

    /// The folder of the source's cache below `target`: another one for every caller, so that what
    /// one account said is never served for another. `run` sets a run apart from all others.
    pub fn store_folder(&self, target: &Path, source: &AwsSource, run: Option<&str>) -> PathBuf {
        let word = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let name: String = source.name.chars().map(word).collect();
        let run: String = run.map(|run| format!("-{run}")).unwrap_or_default();
        let run: String = run.chars().map(word).collect();
        cache_folder(target).join(format!("{name}-{}{run}", self.digest))
    }
}

/// The lines of a profile in one of AWS's files. What other profiles say tells nothing of this one.
fn profile_in(text: &str, profile: &str) -> String {
    let is_head = |line: &str| line.trim_start().starts_with('[');
    let is_of_profile = |line: &str| {
        let name = line.trim().trim_start_matches('[').split(']').next().unwrap_or_default().trim();
        name == profile || name.strip_prefix("profile").is_some_and(|name| name.trim() == profile)
    };
    let mut is_in = false;
    let mut lines = String::new();
    for line in text.lines() {
        if is_head(line) {
            is_in = is_of_profile(line);
        } else if is_in {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(variables: &[(&str, &str)]) -> Caller {
        let source = AwsSource { name: "live".to_owned(), settings: AwsSettings::default() };
        Caller::new(&source, &Environment::of(variables.iter().copied()))
    }

    #[test]
    fn other_keys_and_endpoints_are_other_callers_and_other_secrets_are_not() {
        let key = ("AWS_ACCESS_KEY_ID", "AKIA1");
        let one = caller(&[key, ("AWS_SECRET_ACCESS_KEY", "a"), ("LANG", "C")]);
        assert_eq!(one, caller(&[key, ("AWS_SESSION_TOKEN", "b")]));
        assert_ne!(one, caller(&[("AWS_ACCESS_KEY_ID", "AKIA2")]));
        assert_ne!(one, caller(&[key, ("AWS_ENDPOINT_URL", "http://127.0.0.1:1")]));
        assert!(one.is_told);
    }

    #[test]
    fn profiles_count_and_credentials_that_do_not_show_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config");
        let path = config.to_str().unwrap();
        let with_file = |content: &str| {
            std::fs::write(&config, content).unwrap();
            caller(&[("AWS_CONFIG_FILE", path), ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")])
        };
        let one = with_file("[default]\nrole_arn = arn:aws:iam::111122223333:role/audit\n");
        let other = with_file("[default]\nrole_arn = arn:aws:iam::444455556666:role/audit\n");
        assert!(one.is_told && other.is_told && one != other);
        assert!(!with_file("[default]\ncredential_process = vault aws\n").is_told);
        for of_the_machine in ["", "[default]\nregion = eu-west-1\n"] {
            assert!(!with_file(of_the_machine).is_told, "{of_the_machine}");
        }
        let other =
            "[default]\nregion = eu-west-1\n[profile audit]\nsso_account_id = 111122223333\n";
        assert!(!with_file(other).is_told, "another profile says nothing of the one that is used");
        let audit = [
            ("AWS_CONFIG_FILE", path),
            ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent"),
            ("AWS_PROFILE", "audit"),
        ];
        assert!(caller(&audit).is_told);
        let eks = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials");
        assert!(!caller(&[eks]).is_told);
        assert!(!caller(&[("AWS_REGION", "us-east-1")]).is_told);
    }
}
