//! Text that may hold a secret.

use std::fmt;
use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::shape::{Described, Type};
use super::{Reason, Unknown, unknown};
use crate::settings::random_bytes;

/// What stands in front of the digest that takes a secret's place.
const REDACTED: &str = "redacted:sha256:";

/// Text that may hold a secret: user data, a pre-shared key.
///
/// Unless somebody asks for it by name, a digest stands in its place from the moment it is read:
/// equal texts have equal digests within one recording, and the text itself is unknown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// That text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The digest that stands for `text`.
    pub(crate) fn digest_of(text: &str, salt: &str) -> String {
        if text.starts_with(REDACTED) {
            return text.to_owned();
        }
        let mut hash = Sha256::new();
        hash.update(salt.len().to_le_bytes());
        hash.update(salt);
        hash.update(text);
        let digest = hash.finalize();
        format!("{REDACTED}{}", hex(digest.get(..16).unwrap_or(&digest)))
    }

    /// The text. Where it is redacted, the check ends there and counts as unknown.
    pub fn reveal(&self) -> &str {
        if self.is_redacted() {
            unknown::unwind(Unknown {
                reason: Reason::Redacted,
                operation: String::new(),
                code: None,
                message: "the text may hold a secret, and the source keeps a digest in its place"
                    .to_owned(),
                iam_action: None,
            });
        }
        &self.0
    }

    /// Whether a digest stands in place of the text.
    pub fn is_redacted(&self) -> bool {
        self.0.starts_with(REDACTED)
    }
}

/// A salt that nobody can guess.
///
/// # Errors
///
/// The system gives no random numbers.
pub fn new_salt() -> io::Result<String> {
    Ok(hex(&random_bytes::<16>()?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts a digest in the place of every text of a JSON value that may hold a secret, as `of`
/// describes the value. `digest` is asked with the member's name; what it leaves alone stays.
pub(crate) fn redact(of: Type, value: &mut Value, digest: &dyn Fn(&str, &str) -> Option<String>) {
    redact_in("", of, value, digest);
}

fn redact_in(
    around: &str,
    of: Type,
    value: &mut Value,
    digest: &dyn Fn(&str, &str) -> Option<String>,
) {
    match (of, value) {
        (Type::List(item, _), Value::Array(items)) => {
            items.iter_mut().for_each(|value| redact_in(around, *item, value, digest));
        }
        (Type::Structure(structure), Value::Object(members)) => {
            for member in structure.members {
                // The value of an attribute is called after the attribute around it.
                let name = if member.name == "Value" { around } else { member.name };
                if let Some(value) = members.get_mut(member.name) {
                    redact_in(name, member.of, value, digest);
                }
            }
        }
        (Type::Secret, Value::String(text)) => {
            if let Some(digest) = digest(around, text) {
                *text = digest;
            }
        }
        _ => {}
    }
}

impl Described for Secret {
    const TYPE: Type = Type::Secret;
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.is_redacted() { &self.0 } else { "Secret(..)" })
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::known;

    #[test]
    fn a_digest_tells_equal_from_different_and_nothing_else() {
        let digest = Secret::digest_of("hunter2", "salt");
        assert_eq!(digest, Secret::digest_of("hunter2", "salt"));
        assert_ne!(digest, Secret::digest_of("hunter2", "pepper"));
        assert_ne!(digest, Secret::digest_of("hunter3", "salt"));
        assert_eq!(digest, Secret::digest_of(&digest, "salt"), "once is enough");
        let secret = Secret(digest);
        assert!(secret.is_redacted());
        assert_eq!(known(|| secret.reveal().len()).unwrap_err().reason(), Reason::Redacted);
        assert_eq!(known(|| Secret::new("open").reveal().len()), Ok(4));
        assert_eq!(format!("{:?}", Secret::new("open")), "Secret(..)");
    }
}
