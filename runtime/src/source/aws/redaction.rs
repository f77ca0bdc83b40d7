//! Secrets do not get past the collector, unless somebody asks for them by name.

use std::io;

use serde_json::Value;

use crate::resource::shape::Type;
use crate::resource::table::DESCRIBE_INSTANCE_ATTRIBUTE;
use crate::resource::{Operation, Secret, new_salt, redact};

/// What stands for secrets.
#[derive(Debug)]
pub(super) struct Redaction {
    salt: String,
    kept: Vec<String>,
}

impl Redaction {
    /// Redacts all but what `kept` names. Without a salt, one is made by chance.
    ///
    /// # Errors
    ///
    /// The system gives no random numbers.
    pub(super) fn new(salt: Option<&str>, kept: &[String]) -> io::Result<Self> {
        let salt = salt.map_or_else(new_salt, |salt| Ok(salt.to_owned()))?;
        Ok(Self { salt, kept: kept.to_vec() })
    }

    /// Redacts what an operation says, as `of` describes it.
    pub(super) fn apply(&self, operation: &Operation, of: Type, value: &mut Value) {
        redact(of, value, &|member, text| {
            let word = match (operation, member) {
                (operation, _) if *operation == DESCRIBE_INSTANCE_ATTRIBUTE => "instance-user-data",
                (_, "UserData") => "launch-template-user-data",
                (_, "CustomerGatewayConfiguration") => "vpn-customer-gateway-configuration",
                (_, "PreSharedKey") => "vpn-pre-shared-key",
                _ => "",
            };
            let is_kept = self.kept.iter().any(|kept| kept == word);
            (!is_kept).then(|| Secret::digest_of(text, &self.salt))
        });
    }
}
