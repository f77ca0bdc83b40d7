//! The listener and its connections.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::body::Body;
use super::{Outcome, State};
use crate::answer::Answer;

/// Why a connection ends without an answer.
#[derive(Debug)]
enum Hangup {
    /// A fault says so.
    Reset,
    /// The call did not arrive in full.
    Request(hyper::Error),
    /// The answer cannot be put into HTTP.
    Answer(hyper::http::Error),
}

impl fmt::Display for Hangup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Reset => "the connection is to be reset",
            Self::Request(_) => "the call did not arrive in full",
            Self::Answer(_) => "the answer cannot be put into HTTP",
        })
    }
}

impl Error for Hangup {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Reset => None,
            Self::Request(error) => Some(error),
            Self::Answer(error) => Some(error),
        }
    }
}

/// Serves until it is told to stop.
pub(crate) async fn serve(
    listener: std::net::TcpListener,
    state: Arc<State>,
    mut stopped: oneshot::Receiver<()>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    loop {
        let accepted = tokio::select! {
            _ = &mut stopped => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, Arc::clone(&state)))),
            // Too many connections are open, for one: the next is tried when some have ended.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<State>) {
    // Answers are small, and nobody waits for more of them. A socket that does not know is as good.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| boxed(answer(Arc::clone(&state), request)));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let Err(error) = (&mut connection).await else { return };
    let hangup = error.source().and_then(|cause| cause.downcast_ref::<Hangup>());
    if matches!(hangup, Some(Hangup::Reset)) {
        // Without a linger, closing is a reset.
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

type Answering = Pin<Box<dyn Future<Output = Result<Response<Body>, Hangup>> + Send>>;

/// A future that can be moved, as taking the stream back from a connection needs it.
fn boxed(
    future: impl Future<Output = Result<Response<Body>, Hangup>> + Send + 'static,
) -> Answering {
    Box::pin(future)
}

async fn answer(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Body>, Hangup> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(Hangup::Request)?.to_bytes();
    let response = match state.carry_out(&parts, &body).await {
        Outcome::Reset => return Err(Hangup::Reset),
        Outcome::Answered(answer) => {
            let body = Body::whole(answer.body.clone());
            respond(answer, body)
        }
        Outcome::Truncated(answer) => {
            let body = Body::half(&answer.body);
            respond(answer, body)
        }
    };
    response.map_err(Hangup::Answer)
}

fn respond(answer: Answer, body: Body) -> Result<Response<Body>, hyper::http::Error> {
    let mut response = Response::builder().status(answer.status);
    response = response.header("content-type", answer.content_type).header("server", "emulator");
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(body)
}
