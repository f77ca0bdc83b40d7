//! What AWS answered, as a fact.

use std::collections::BTreeMap;
use std::error::Error;

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use serde::Serialize;

use crate::resource::{Operation, Outcome, Reason, Timestamp, Unknown, to_json};
use crate::snapshot::{CallLog, SUCCESS};
use crate::source::error::with_causes;

/// An answer that is an error.
pub(super) struct Refusal {
    /// The error code, or a word for what happened on the way.
    pub(super) code: String,
    /// The fact that it makes.
    pub(super) unknown: Unknown,
    /// The region in which the bucket is, where S3 says that it is in another.
    pub(super) bucket_region: Option<String>,
}

/// The outcome of a call that was answered: `shape` takes it into the API's shape, and `None`
/// means that the answer lacks what the API promises.
pub(super) fn told<T: Serialize>(operation: &Operation, shape: Option<T>) -> Outcome {
    match shape.as_ref().map(to_json) {
        Some(Ok(json)) => Outcome::Value(json),
        Some(Err(error)) => Outcome::Unknown(Unknown::malformed(operation, error.to_string())),
        None => Outcome::Unknown(Unknown::malformed(operation, "the answer is empty")),
    }
}

impl Refusal {
    pub(super) fn of<E>(operation: &Operation, error: &SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let raw = error.raw_response();
        let header = |name| raw.and_then(|raw| raw.headers().get(name)).map(str::to_owned);
        let bucket_region = header("x-amz-bucket-region");
        let status = raw.map(|raw| raw.status().as_u16());
        let service_error = error.as_service_error();
        let code = service_error.and_then(ProvideErrorMetadata::code).map(str::to_owned);
        let reason = match error {
            SdkError::TimeoutError(_) => Reason::TimedOut,
            SdkError::DispatchFailure(failure) if failure.is_timeout() => Reason::TimedOut,
            SdkError::DispatchFailure(_) => Reason::Unreachable,
            SdkError::ResponseError(_) => Reason::Malformed,
            SdkError::ServiceError(_) => reason_of(code.as_deref(), status),
            _ => Reason::Failed,
        };
        let message = match service_error.and_then(ProvideErrorMetadata::message) {
            Some(message) => message.to_owned(),
            None => with_causes(error),
        };
        let unknown = Unknown::new(reason, operation, code.clone(), message);
        Self { code: code.unwrap_or_else(|| reason.to_string()), unknown, bucket_region }
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

fn reason_of(code: Option<&str>, status: Option<u16>) -> Reason {
    match code {
        Some(
            "AccessDenied"
            | "AccessDeniedException"
            | "UnauthorizedOperation"
            | "UnauthorizedAccess"
            | "AllAccessDisabled"
            | "AccountProblem",
        ) => Reason::AccessDenied,
        Some(
            "Throttling"
            | "ThrottlingException"
            | "RequestLimitExceeded"
            | "SlowDown"
            | "TooManyRequestsException"
            | "RequestThrottled"
            | "RequestThrottledException",
        ) => Reason::Throttled,
        // The identity call has accepted the credentials, so it is the region that does not.
        Some("OptInRequired" | "AuthFailure" | "InvalidClientTokenId") => Reason::RegionDisabled,
        Some("RequestTimeout" | "RequestTimeoutException") => Reason::TimedOut,
        Some(_) => Reason::Failed,
        None => match status {
            Some(403) => Reason::AccessDenied,
            Some(429 | 503) => Reason::Throttled,
            Some(200..=299) => Reason::Malformed,
            Some(_) | None => Reason::Failed,
        },
    }
}

/// Notes the calls of one operation in one account and region.
pub(super) fn log(
    operation: &Operation,
    account: &str,
    region: Option<&str>,
    start: Timestamp,
    end: Timestamp,
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
