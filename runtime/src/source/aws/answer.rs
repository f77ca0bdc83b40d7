//! What AWS answered, as a fact.

use std::collections::BTreeMap;

use aws_credential_types::provider::error::CredentialsError;

use crate::resource::{Operation, Outcome, Reason, Timestamp, Unknown};
use crate::snapshot::{CallLog, SUCCESS};
use crate::source::error::with_causes;

/// An answer that is an error, or none at all.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The error code, or a word for what happened on the way.
    pub(super) code: String,
    /// The fact that it makes.
    pub(super) unknown: Unknown,
    /// The region in which the bucket is, where S3 says that it is in another.
    pub(super) bucket_region: Option<String>,
    status: Option<u16>,
}

impl Refusal {
    /// What an answer says that is an error: its status, and the code and message in it.
    pub(super) fn of_answer(
        operation: &Operation,
        status: u16,
        told: Option<(String, Option<String>)>,
        bucket_region: Option<String>,
    ) -> Self {
        let (code, message) = match told {
            Some((code, message)) => (Some(code), message),
            None => (None, None),
        };
        let message = message.unwrap_or_else(|| format!("the answer has status {status}"));
        let message = without_what_was_signed(&message);
        let reason = reason_of(code.as_deref(), status, &message);
        let unknown = Unknown::new(reason, operation, code.clone(), message);
        let code = code.unwrap_or_else(|| reason.to_string());
        Self { code, unknown, bucket_region, status: Some(status) }
    }

    /// There was no answer.
    pub(super) fn lost(operation: &Operation, reason: Reason, message: impl Into<String>) -> Self {
        let unknown = Unknown::new(reason, operation, None, message);
        Self { code: reason.to_string(), unknown, bucket_region: None, status: None }
    }

    /// There is nobody to ask as.
    pub(super) fn of_credentials(operation: &Operation, error: &CredentialsError) -> Self {
        let reason = match error {
            CredentialsError::ProviderTimedOut(_) => Reason::TimedOut,
            _ => Reason::CredentialsExpired,
        };
        Self::lost(operation, reason, with_causes(error))
    }

    /// Whether AWS answered at all.
    pub(super) fn is_answer(&self) -> bool {
        self.status.is_some()
    }

    /// Whether it speaks of the region that was asked, so that another may answer.
    pub(super) fn is_of_region(&self) -> bool {
        is_of_region(self.unknown.reason())
    }

    /// The outcome of a call that was refused: absent where the code says so.
    pub(super) fn outcome(self, operation: &Operation) -> Outcome {
        if operation.absent.contains(&self.code.as_str()) {
            Outcome::Absent(self.code)
        } else {
            Outcome::Unknown(self.unknown)
        }
    }
}

/// Whether a reason speaks of the region that was asked, so that another may answer.
pub(super) fn is_of_region(reason: Reason) -> bool {
    [Reason::RegionDisabled, Reason::Unreachable, Reason::TimedOut].contains(&reason)
}

/// Whether AWS asks to be asked more slowly.
pub(super) fn is_throttling(refusal: &Refusal) -> bool {
    refusal.unknown.reason() == Reason::Throttled
}

/// Whether the credentials have run out.
pub(super) fn is_expired(refusal: &Refusal) -> bool {
    refusal.unknown.reason() == Reason::CredentialsExpired
}

/// Whether the same call may be answered the next time.
pub(super) fn is_transient(refusal: &Refusal) -> bool {
    refusal.status.is_some_and(|status| status >= 500) || refusal.code == "RequestTimeout"
}

fn reason_of(code: Option<&str>, status: u16, message: &str) -> Reason {
    match code {
        Some(
            "AccessDenied"
            | "AccessDeniedException"
            | "UnauthorizedOperation"
            | "UnauthorizedAccess"
            | "AllAccessDisabled"
            | "AccountProblem",
        ) => refused(message),
        Some(
            "Throttling"
            | "ThrottlingException"
            | "ThrottledException"
            | "RequestLimitExceeded"
            | "SlowDown"
            | "TooManyRequestsException"
            | "RequestThrottled"
            | "RequestThrottledException"
            | "BandwidthLimitExceeded"
            | "ProvisionedThroughputExceededException"
            | "EC2ThrottledException",
        ) => Reason::Throttled,
        Some(
            "ExpiredToken" | "ExpiredTokenException" | "RequestExpired" | "TokenRefreshRequired",
        ) => Reason::CredentialsExpired,
        // The identity call has accepted the credentials, so it is the region that does not.
        Some(
            "OptInRequired"
            | "AuthFailure"
            | "InvalidClientTokenId"
            | "InvalidAccessKeyId"
            | "UnrecognizedClientException"
            | "InvalidToken",
        ) => Reason::RegionDisabled,
        Some("RequestTimeout" | "RequestTimeoutException") => Reason::TimedOut,
        Some(_) if status == 429 || status == 503 => Reason::Throttled,
        Some(_) => Reason::Failed,
        None => match status {
            403 => Reason::AccessDenied,
            429 | 503 => Reason::Throttled,
            _ => Reason::Failed,
        },
    }
}

/// Where a signature is wrong, AWS may repeat what was signed, a session token in it.
fn without_what_was_signed(message: &str) -> String {
    const LONGEST: usize = 1000;
    let end = ["The Canonical String", "The String-to-Sign", "x-amz-security-token"]
        .iter()
        .filter_map(|part| message.find(part))
        .min()
        .unwrap_or(message.len());
    message[..end].trim_end().chars().take(LONGEST).collect()
}

/// AWS says in words alone that a policy denies explicitly, in which case granting does not help.
fn refused(message: &str) -> Reason {
    match message.contains("explicit deny") {
        true => Reason::ExplicitDeny,
        false => Reason::AccessDenied,
    }
}

/// Notes a call in one account and region.
pub(super) fn log(
    operation: &Operation,
    account: &str,
    region: Option<&str>,
    (start, end): (Timestamp, Timestamp),
    code: Option<&str>,
) -> CallLog {
    CallLog {
        operation: operation.qualified(),
        account: account.to_owned(),
        region: region.map(str::to_owned),
        start,
        end,
        outcomes: BTreeMap::from([(code.unwrap_or(SUCCESS).to_owned(), 1)]),
        unknown: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::table;

    fn reason(status: u16, code: &str, message: &str) -> Reason {
        let told = (!code.is_empty()).then(|| (code.to_owned(), Some(message.to_owned())));
        Refusal::of_answer(&table::GET_BUCKET_POLICY, status, told, None).unknown.reason()
    }

    #[test]
    fn an_explicit_deny_is_told_from_a_missing_permission() {
        let missing = "User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: s3:GetBucketPolicy \
            because no identity-based policy allows the s3:GetBucketPolicy action";
        let denied = "User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: s3:GetBucketPolicy \
            with an explicit deny in a service control policy";
        assert_eq!(reason(403, "AccessDenied", missing), Reason::AccessDenied);
        assert_eq!(reason(403, "AccessDenied", denied), Reason::ExplicitDeny);
        assert_eq!(reason(403, "UnauthorizedOperation", denied), Reason::ExplicitDeny);
        let told = Some(("AccessDenied".to_owned(), Some(denied.to_owned())));
        let refusal = Refusal::of_answer(&table::GET_BUCKET_POLICY, 403, told, None);
        assert_eq!(refusal.unknown.iam_action(), None, "granting would not help");
    }

    #[test]
    fn what_was_signed_is_not_repeated() {
        let message = "The signature does not match. The Canonical String for this request should have \
            been 'POST x-amz-security-token:secret'";
        let told = Some(("SignatureDoesNotMatch".to_owned(), Some(message.to_owned())));
        let refusal = Refusal::of_answer(&table::GET_BUCKET_POLICY, 403, told, None);
        assert_eq!(refusal.unknown.message(), "The signature does not match.");
    }

    #[test]
    fn what_may_be_answered_the_next_time() {
        let refusal = |status, code: &str| {
            let told = Some((code.to_owned(), None));
            Refusal::of_answer(&table::GET_BUCKET_POLICY, status, told, None)
        };
        assert!(is_transient(&refusal(500, "InternalError")));
        assert!(is_throttling(&refusal(503, "ServiceUnavailable")));
        assert!(!is_transient(&refusal(403, "AccessDenied")));
        assert!(is_throttling(&refusal(503, "SlowDown")));
        assert!(is_throttling(&refusal(503, "RequestLimitExceeded")));
        assert!(is_expired(&refusal(400, "ExpiredToken")));
        assert_eq!(reason(403, "", ""), Reason::AccessDenied);
        assert_eq!(reason(503, "", ""), Reason::Throttled);
    }
}
