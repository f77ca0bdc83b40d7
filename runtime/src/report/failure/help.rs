//! What helps where a fact is not known.

use crate::resource::{Reason, Unknown};

/// What to do so that the fact can be read, under a label.
pub(super) fn help(unknown: &Unknown) -> (&'static str, String) {
    let words = match (unknown.reason(), unknown.iam_action()) {
        (Reason::AccessDenied, Some(action)) => {
            let granted = format!("the IAM action {action} to whoever reads the account");
            return ("grant", granted);
        }
        (Reason::AccessDenied, None) => {
            "let whoever reads the account do what the message above names"
        }
        (Reason::ExplicitDeny, _) => {
            "granting it does not help: mend the policy that denies it (of the organization, the \
             resource, the session or a boundary), or read as somebody whom it spares"
        }
        (Reason::CredentialsExpired, _) => {
            "renew the credentials, as with `aws sso login`, and run again"
        }
        (Reason::Throttled, _) => {
            "run again when less else asks, or lower `concurrency` or `limit-percent` of the source"
        }
        (Reason::TimedOut, _) => {
            "run again; if it lasts, look at the network, or raise `timeout` or `connect-timeout` of \
             the source"
        }
        (Reason::Unreachable, _) => {
            "run again; if it lasts, look at the network, the proxy and the endpoint that are set"
        }
        (Reason::RegionDisabled, _) => {
            "enable the region for the account, or leave it out of `regions` of the source"
        }
        (Reason::Malformed, _) => {
            "mend the recording or record it again; where AWS itself answered so, update configtest"
        }
        (Reason::Redacted, _) => {
            "name it under `keep-secrets` of the source, and where it is recorded, record it again"
        }
        (Reason::NotCollected, _) => {
            "record it again where a recording lacks it; what no source reads, a check can leave aside \
             by `configtest::known`"
        }
        (Reason::Failed, _) => {
            "look the error up in the documentation of the operation; if it may pass, run again"
        }
    };
    ("help", words.to_owned())
}
