//! Connections, and what happens to a call on its way.

mod body;
mod serve;

pub(crate) use serve::serve;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use hyper::http::request::Parts;

use crate::answer::{Answer, Failure, Reply};
use crate::call::{Call, Service, Target};
use crate::counts::Counts;
use crate::settings::{FaultKind, Settings, expired};
use crate::throttle::{self, Throttle};
use crate::{Clock, World, ec2, s3, s3control, sts};

/// What every call has in common.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) counts: Counts,
    pub(crate) throttle: Throttle,
    settings: Mutex<Settings>,
    answers: AtomicU64,
}

/// What a caller gets in the end.
pub(crate) enum Outcome {
    Answered(Answer),
    /// Half of the answer.
    Truncated(Answer),
    Reset,
}

/// What was settled about a call when it arrived.
struct Arrival {
    latency: Duration,
    is_silent: bool,
    fault: Option<FaultKind>,
    is_throttled: bool,
}

impl State {
    pub(crate) fn new(world: World, clock: Clock) -> Self {
        Self {
            world,
            clock,
            counts: Counts::default(),
            throttle: Throttle::default(),
            settings: Mutex::default(),
            answers: AtomicU64::new(0),
        }
    }

    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a call, and its time, to its end.
    async fn carry_out(&self, parts: &Parts, body: &[u8]) -> Outcome {
        let id = self.answers.fetch_add(1, Ordering::Relaxed);
        let id = format!("{id:08x}-0000-4000-8000-000000000000");
        let Some(mut call) = Call::read(&self.world, parts, body) else {
            let words = "The request is not signed for a service that there is";
            let failure = Failure::new(403, "MissingAuthenticationToken", words);
            return Outcome::Answered(failure.answer(Service::S3, "", &id));
        };
        let _under_way = self.counts.arrive(&call);
        let arrival = self.settle(&call);
        if arrival.is_silent || arrival.fault == Some(FaultKind::NeverAnswers) {
            std::future::pending::<()>().await;
        }
        if !arrival.latency.is_zero() {
            tokio::time::sleep(arrival.latency).await;
        }
        if arrival.fault == Some(FaultKind::ConnectionReset) {
            return Outcome::Reset;
        }
        let is_empty = arrival.fault == Some(FaultKind::EmptyPageWithToken);
        call.is_page_empty = is_empty && ec2::may_have_pages(&call.target);
        let reply = self.reply(&call, &arrival);
        let resource = call.resource.as_deref().unwrap_or_default();
        let answer = reply.unwrap_or_else(|failure| failure.answer(call.service, resource, &id));
        let answer = match call.service {
            Service::Ec2 | Service::Sts => answer.with("x-amzn-requestid", id),
            _ => answer.with("x-amz-id-2", id.clone()).with("x-amz-request-id", id),
        };
        match arrival.fault {
            Some(FaultKind::TruncatedBody) => Outcome::Truncated(answer),
            Some(FaultKind::MalformedXml) => Outcome::Answered(broken_off(answer)),
            Some(FaultKind::HtmlBody) => Outcome::Answered(Answer::new("text/html", HTML)),
            _ => Outcome::Answered(answer),
        }
    }

    fn settle(&self, call: &Call) -> Arrival {
        let mut settings = self.settings();
        let fault = settings.faults.take(call);
        let (latency, is_throttling) = (settings.latency_of(&call.region), settings.is_throttling);
        let is_silent = settings.silent.contains(&call.region);
        drop(settings);
        let is_throttled = match &call.target {
            Target::Action(action) if is_throttling && call.service == Service::Ec2 => {
                let limit = throttle::limit_of(action, call);
                !self.throttle.take(call, limit, self.clock.now())
            }
            _ => false,
        };
        if is_throttled {
            self.counts.throttle();
        }
        Arrival { latency, is_silent, fault, is_throttled }
    }

    fn reply(&self, call: &Call, arrival: &Arrival) -> Reply {
        match &arrival.fault {
            Some(FaultKind::Error { status, code, message }) => {
                return Err(Failure::new(*status, code, message));
            }
            Some(FaultKind::Vanish) => return Err(s3::no_such_bucket()),
            _ if arrival.is_throttled => {
                let words = "Request limit exceeded.";
                return Err(Failure::new(503, "RequestLimitExceeded", words));
            }
            _ => self.admit(call)?,
        }
        let place = self.world.place(&call.account, &call.region);
        match &call.target {
            Target::ListBuckets => {
                let has_none = arrival.fault == Some(FaultKind::Unlisted);
                let has_vanished = |bucket: &str| self.settings().faults.has_vanished(bucket);
                let is_hidden = |bucket: &str, is_asked_for: bool| {
                    has_none || is_asked_for && has_vanished(bucket)
                };
                s3::list_buckets(call, &place, &is_hidden)
            }
            Target::HeadBucket(bucket) => s3::head_bucket(call, &place, bucket),
            Target::Facet(bucket, facet) => s3::facet(call, &place, bucket, facet),
            Target::ListDirectoryBuckets => s3::list_directory_buckets(call, &place),
            Target::CreateSession(bucket) => s3::create_session(&place, bucket, self.clock.now()),
            Target::DirectoryFacet(bucket, facet) => s3::directory_facet(&place, bucket, facet),
            Target::Control(target) => s3control::reply(call, &place, target),
            Target::Action(action) if call.service == Service::Ec2 => {
                ec2::reply(call, &place, action)
            }
            Target::Action(action) => sts::reply(self, call, &place, action),
            Target::Unknown => {
                let words = format!("There is nothing like {} here", call.operation);
                Err(Failure::new(501, "NotImplemented", words))
            }
        }
    }

    /// Whether the caller's credentials are good for the region, and still good.
    fn admit(&self, call: &Call) -> Result<(), Failure> {
        let expiry = call.session_token.as_deref().and_then(sts::expiry);
        if expiry.is_some_and(|expiry| self.clock.now().as_secs() >= expiry) {
            let service = call.operation.split(':').next().unwrap_or_default();
            let (status, code, words) = expired(service);
            return Err(Failure::new(status, code, words));
        }
        if !self.world.disabled().contains(&call.region) {
            return Ok(());
        }
        Err(match call.service {
            Service::Ec2 => Failure::new(
                401,
                "AuthFailure",
                "AWS was not able to validate the provided access credentials",
            ),
            Service::Sts => Failure::new(
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid",
            ),
            _ if call.key.starts_with("ASIA") => Failure::bad(
                "InvalidToken",
                "The provided token is malformed or otherwise invalid.",
            ),
            _ => Failure::new(
                403,
                "InvalidAccessKeyId",
                "The AWS Access Key Id you provided does not exist in our records.",
            ),
        })
    }
}

/// What a proxy shows to people.
const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\
                    <body><p>Sign in to reach the network.<br></p></body></html>\n";

/// The answer up to the middle of an element, complete as the transport sees it.
fn broken_off(mut answer: Answer) -> Answer {
    let half = &answer.body[..answer.body.len() / 2];
    let end = half.iter().rposition(|byte| *byte == b'<').map_or(half.len(), |start| start + 2);
    answer.body = match end {
        0..16 => Bytes::from_static(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Answer><Na"),
        _ => answer.body.slice(..end),
    };
    answer
}
