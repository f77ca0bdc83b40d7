//! One call, with all its attempts.

use std::sync::Arc;
use std::time::Duration;

use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_http_client::{Connector, ConnectorBuilder};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorSettings};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::byte_stream::ByteStream;
use tokio::time::timeout;

use super::answer::{Refusal, is_expired, is_throttling, is_transient};
use super::credentials::Credentials;
use super::endpoint::Variant;
use super::pace::{End, GivenUp, LaneKey, Limits, Pace, Turn, back_off};
use super::request::{Call, signed};
use super::xml;
use crate::resource::{Operation, Reason, Timestamp, Unknown};
use crate::settings::Clock;
use crate::source::error::with_causes;

/// How often a call is tried.
const ATTEMPTS: u32 = 5;
/// How often one is tried that AWS throttles: others who ask the account too may need a while.
const THROTTLED_ATTEMPTS: u32 = 8;

/// How long a call may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timeouts {
    /// To connect; and for a region that has not answered before, to answer.
    pub(super) connect: Duration,
    /// To be answered, in one attempt.
    pub(super) attempt: Duration,
}

/// Asks AWS.
pub(super) struct Client {
    connector: Connector,
    variant: Variant,
    timeouts: Timeouts,
    pace: Pace,
    clock: Clock,
}

/// Whom a call asks, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) credentials: &'a Credentials,
    pub(super) account: &'a str,
    pub(super) region: &'a str,
}

/// An answer that is no error.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    /// Names in small letters.
    headers: Vec<(String, String)>,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A call that was not answered as asked, and when.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) refusal: Refusal,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

/// How one attempt ended.
enum Attempt {
    Answered(Vec<u8>, Vec<(String, String)>),
    Refused(Refusal),
    Lost(Reason, String),
}

impl Client {
    pub(super) fn new(variant: Variant, timeouts: Timeouts, limits: Limits, clock: Clock) -> Self {
        let settings = HttpConnectorSettings::builder()
            .connect_timeout(timeouts.connect)
            .read_timeout(timeouts.attempt)
            .build();
        let builder: ConnectorBuilder = Connector::builder()
            .connector_settings(settings)
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .proxy_config(ProxyConfig::from_env());
        let connector = builder.tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build();
        Self { connector, variant, timeouts, pace: Pace::new(limits), clock }
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock
    }

    /// Whether a service has ever answered for an account in a region.
    pub(super) fn has_heard(&self, service: &'static str, account: &str, region: &str) -> bool {
        let key = LaneKey { account: Arc::from(account), region: Arc::from(region), service };
        self.pace.lane(&key).is_heard()
    }

    /// Makes a call, as often as it takes and makes sense.
    pub(super) async fn call(&self, call: &Call<'_>, to: Target<'_>) -> Result<Answer, Refused> {
        let start = self.clock.now();
        match self.attempts(call, to).await {
            Ok((body, headers)) => Ok(Answer { body, headers, start, end: self.clock.now() }),
            Err(refusal) => Err(Refused { refusal, start, end: self.clock.now() }),
        }
    }

    async fn attempts(
        &self,
        call: &Call<'_>,
        to: Target<'_>,
    ) -> Result<(Vec<u8>, Vec<(String, String)>), Refusal> {
        let operation = call.operation;
        let lane = self.pace.lane(&LaneKey {
            account: Arc::from(to.account),
            region: Arc::from(to.region),
            service: operation.service,
        });
        let began = tokio::time::Instant::now();
        let mut has_renewed = false;
        let mut lost: Option<Refusal> = None;
        let mut attempt = 0;
        loop {
            let turn = match self.pace.turn(&lane, operation).await {
                Ok(turn) => turn,
                // What happened here says more than what happened to others.
                Err(why) => {
                    return Err(lost.unwrap_or_else(|| given_up(operation, to.region, why)));
                }
            };
            let credentials = to
                .credentials
                .current(self.clock)
                .await
                .map_err(|why| Refusal::of_credentials(operation, &why))?;
            let endpoint = self.variant.endpoint(operation.service, to.region, to.account);
            let now = self.clock.time();
            let request = signed(call, &endpoint, to.account, &credentials, now)
                .map_err(|error| Refusal::lost(operation, Reason::Failed, error.to_string()))?;
            let patience = match turn.is_heard {
                true => self.timeouts.attempt,
                false => self.timeouts.connect.min(self.timeouts.attempt),
            };
            let attempted = self.send(operation, request, &turn, patience).await;
            attempt += 1;
            let is_last = attempt >= ATTEMPTS;
            match attempted {
                Attempt::Answered(body, headers) => {
                    turn.end(End::Answered);
                    return Ok((body, headers));
                }
                Attempt::Refused(refusal) if is_throttling(&refusal) => {
                    turn.end(End::Throttled);
                    if attempt >= THROTTLED_ATTEMPTS {
                        lane.throttled_out(operation, began);
                        return Err(refusal);
                    }
                }
                Attempt::Refused(refusal) => {
                    turn.end(End::Answered);
                    if is_expired(&refusal) && !has_renewed {
                        has_renewed = true;
                        to.credentials.expire(&credentials).await;
                        continue;
                    }
                    if is_last || !is_transient(&refusal) {
                        return Err(refusal);
                    }
                }
                Attempt::Lost(reason, message) => {
                    let is_silent = reason == Reason::TimedOut;
                    let gives_up = is_last || (is_silent && !lane.is_heard());
                    turn.end(if is_silent { End::Silent } else { End::Broken });
                    let refusal = Refusal::lost(operation, reason, message);
                    if gives_up {
                        return Err(refusal);
                    }
                    lost = Some(refusal);
                }
            }
            back_off(attempt - 1).await;
        }
    }

    /// Waits so long for the answer to begin, and as long as any attempt may take for all of it.
    async fn send(
        &self,
        operation: &'static Operation,
        request: HttpRequest,
        turn: &Turn<'_>,
        patience: Duration,
    ) -> Attempt {
        let late = |patience: Duration| {
            let patience = humantime::format_duration(patience);
            Attempt::Lost(Reason::TimedOut, format!("no answer within {patience}"))
        };
        let mut response = match timeout(patience, self.connector.call(request)).await {
            Err(_) => return late(patience),
            Ok(Ok(response)) => response,
            Ok(Err(error)) => {
                let reason = match error.is_timeout() {
                    true => Reason::TimedOut,
                    false => Reason::Unreachable,
                };
                return Attempt::Lost(reason, with_causes(&error));
            }
        };
        let status = response.status();
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        turn.hear();
        let body = ByteStream::new(response.take_body()).collect();
        let body = match timeout(self.timeouts.attempt, body).await {
            Err(_) => return late(self.timeouts.attempt),
            Ok(Ok(body)) => body.to_vec(),
            Ok(Err(error)) => return Attempt::Lost(Reason::Unreachable, with_causes(&error)),
        };
        if status.is_success() {
            return Attempt::Answered(body, headers);
        }
        let header = |name: &str| {
            headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        };
        let told = xml::error(&body);
        let region = header("x-amz-bucket-region").or_else(|| {
            (status.as_u16() == 301 || status.as_u16() == 400)
                .then(|| xml::text_of(&body, "Region"))
                .flatten()
        });
        Attempt::Refused(Refusal::of_answer(operation, status.as_u16(), told, region))
    }
}

fn given_up(operation: &'static Operation, region: &str, why: GivenUp) -> Refusal {
    match why {
        GivenUp::Region(reason, why) => {
            let service = operation.service;
            let message = format!("{service} in {region} was given up: {why}");
            Refusal::lost(operation, reason, message)
        }
        GivenUp::Throttled => {
            let message = "AWS goes on asking to be asked more slowly; given up";
            Refusal::lost(operation, Reason::Throttled, message)
        }
    }
}

impl From<Refused> for Unknown {
    fn from(refused: Refused) -> Self {
        refused.refusal.unknown
    }
}
