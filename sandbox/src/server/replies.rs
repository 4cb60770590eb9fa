//! Converts outcomes to HTTP replies, whole or broken as a fault requests.

use crate::control::exchange::{Exchange, Outcome};
use crate::model::http::Response;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response as Reply;
use serde_json::json;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Marks a reply that is not sent.
#[derive(Clone, Copy)]
pub(crate) struct NoReply;

/// The error of a connection that a fault closes.
#[derive(Debug)]
pub(crate) struct ConnectionClosed;

impl fmt::Display for ConnectionClosed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("A fault closed the connection.")
    }
}

impl std::error::Error for ConnectionClosed {}

/// Waits for the delay and converts the outcome.
pub(crate) async fn play(exchange: Exchange) -> Reply {
    if exchange.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(exchange.delay_ms)).await;
    }
    match exchange.outcome {
        Outcome::Reply(response) => whole(response),
        Outcome::Cut(response) => cut(response),
        Outcome::Drip(response) => drip(response),
        Outcome::Dropped => {
            let mut reply = Reply::new(Body::empty());
            reply.extensions_mut().insert(NoReply);
            reply
        }
        Outcome::Hang => std::future::pending().await,
    }
}

/// Converts a response.
pub(crate) fn whole(response: Response) -> Reply {
    let mut reply = Reply::new(Body::from(response.body));
    *reply.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        let name = HeaderName::try_from(name);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
            reply.headers_mut().append(name, value);
        }
    }
    reply
}

/// Half a response: the headers promise twice the bytes that come before the connection closes.
fn cut(response: Response) -> Reply {
    let promised = response.body.len() * 2 + 1;
    let half = response.body.clone();
    let mut reply = whole(response);
    reply.headers_mut().insert("content-length", promised.into());
    *reply.body_mut() = Body::new(HalfBody(Some(half)));
    reply
}

/// A response whose bytes come again and again, each time after a tenth of a second.
fn drip(response: Response) -> Reply {
    let bytes = response.body.clone().into();
    let mut reply = whole(response);
    *reply.body_mut() = endless_body(bytes, Duration::from_millis(100));
    reply
}

/// A body without an end: the same bytes again and again, each time after a while.
pub(crate) fn endless_body(bytes: Bytes, pace: Duration) -> Body {
    Body::new(EndlessBody { bytes, pace: tokio::time::interval(pace) })
}

struct EndlessBody {
    bytes: Bytes,
    pace: tokio::time::Interval,
}

impl hyper::body::Body for EndlessBody {
    type Data = Bytes;
    type Error = ConnectionClosed;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Self::Data>, ConnectionClosed>>> {
        let frame = hyper::body::Frame::data(self.bytes.clone());
        self.pace.poll_tick(context).map(|_| Some(Ok(frame)))
    }
}

/// A body of some bytes and then an error.
struct HalfBody(Option<Vec<u8>>);

impl hyper::body::Body for HalfBody {
    type Data = Bytes;
    type Error = ConnectionClosed;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Self::Data>, ConnectionClosed>>> {
        Poll::Ready(Some(match self.0.take() {
            Some(bytes) => Ok(hyper::body::Frame::data(bytes.into())),
            None => Err(ConnectionClosed),
        }))
    }
}

/// The response to a body above the limit.
pub(crate) fn too_large() -> Response {
    let body = json!({ "error": {
        "code": "VAL_003", "message": "The body is too large.", "hint": "Send at most one megabyte.", "retryable": false,
    } });
    Response::json(413, &body)
}
