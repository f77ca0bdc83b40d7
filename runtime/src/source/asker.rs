//! Who is asking: what decides whose account answers, as far as it shows without asking.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::protocol::AwsSource;
use crate::cache::cache_folder;
use crate::settings::Environment;

/// Never part of a digest: they go with the key's id.
const SECRETS: [&str; 2] = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
/// One of these, or a profile in a file, says whose credentials are used.
const TELLING: [&str; 4] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
];

/// Whoever asks, through a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    digest: String,
    /// Whether the environment and the profiles tell two askers apart. Credentials of the machine
    /// itself and those that a program hands out do not show, so that what another run cached must
    /// not be served.
    pub is_told: bool,
}

impl Asker {
    /// Of the environment all `AWS_*` variables count but the secrets; of the AWS configuration,
    /// the content of its files.
    pub fn new(source: &AwsSource, environment: &Environment) -> Self {
        let mut hash = Sha256::new();
        let mut note = |mark: u8, text: &[u8]| {
            hash.update([mark]);
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        };
        note(0, source.regions.join(",").as_bytes());
        let mut is_told = false;
        for (name, value) in environment.variables() {
            if name.starts_with("AWS_") && !SECRETS.contains(&name) {
                note(1, name.as_bytes());
                note(2, value.as_bytes());
                is_told |= TELLING.contains(&name);
            }
        }
        let mut is_hidden = false;
        for file in environment.aws_files() {
            match std::fs::read(file) {
                Ok(content) => {
                    note(3, &content);
                    is_told |= !content.is_empty();
                    is_hidden |= String::from_utf8_lossy(&content).contains("credential_process");
                }
                // To the SDK too, a file that is not there is like an empty one.
                Err(error) if error.kind() == io::ErrorKind::NotFound => note(3, b""),
                Err(_) => is_hidden = true,
            }
        }
        let digest = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { digest, is_told: is_told && !is_hidden }
    }

    /// The folder of the source's cache below `target`: another one for every asker, so that what
    /// one account said is never served for another. `run` sets a run apart from all others.
    pub fn store_folder(&self, target: &Path, source: &AwsSource, run: Option<&str>) -> PathBuf {
        let word = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let name: String = source.name.chars().map(word).collect();
        let run: String = run.map(|run| format!("-{run}")).unwrap_or_default();
        let run: String = run.chars().map(word).collect();
        cache_folder(target).join(format!("{name}-{}{run}", self.digest))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn asker(variables: &[(&str, &str)]) -> Asker {
        let source = AwsSource {
            name: "live".to_owned(),
            regions: Vec::new(),
            max_age: Duration::ZERO,
            concurrency: 1,
        };
        Asker::new(&source, &Environment::of(variables.iter().copied()))
    }

    #[test]
    fn other_keys_and_endpoints_are_other_askers_and_other_secrets_are_not() {
        let key = ("AWS_ACCESS_KEY_ID", "AKIA1");
        let one = asker(&[key, ("AWS_SECRET_ACCESS_KEY", "a"), ("LANG", "C")]);
        assert_eq!(one, asker(&[key, ("AWS_SESSION_TOKEN", "b")]));
        assert_ne!(one, asker(&[("AWS_ACCESS_KEY_ID", "AKIA2")]));
        assert_ne!(one, asker(&[key, ("AWS_ENDPOINT_URL", "http://127.0.0.1:1")]));
        assert!(one.is_told);
    }

    #[test]
    fn profiles_count_and_credentials_that_do_not_show_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config");
        let path = config.to_str().unwrap();
        let with_file = |content: &str| {
            std::fs::write(&config, content).unwrap();
            asker(&[("AWS_CONFIG_FILE", path), ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")])
        };
        let one = with_file("[default]\nrole_arn = arn:aws:iam::111122223333:role/audit\n");
        let other = with_file("[default]\nrole_arn = arn:aws:iam::444455556666:role/audit\n");
        assert!(one.is_told && other.is_told && one != other);
        assert!(!with_file("[default]\ncredential_process = vault aws\n").is_told);
        assert!(!with_file("").is_told, "the credentials of the machine itself");
        assert!(!asker(&[("AWS_REGION", "us-east-1")]).is_told);
    }
}
