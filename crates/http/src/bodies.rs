//! Bodies that come too slowly: a request may not be held open by a byte now and then. After a grace the body must have
//! kept a lowest rate on average, whatever its size.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use reseat_model::limits::{BODY_BYTES_PER_SECOND_MIN, BODY_GRACE_SECONDS};
use serde_json::json;
use tokio::time::Sleep;

/// How slow a body may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    grace: Duration,
    bytes_per_second: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { grace: Duration::from_secs(BODY_GRACE_SECONDS), bytes_per_second: BODY_BYTES_PER_SECOND_MIN }
    }
}

/// Answers 408 to a request whose body comes too slowly.
pub(crate) async fn keep_pace(request: Request, next: Next) -> Response {
    kept(Pace::default(), request, |request| next.run(request)).await
}

async fn kept<F: Future<Output = Response>>(
    pace: Pace,
    request: Request,
    run: impl FnOnce(Request) -> F,
) -> Response {
    if request.body().is_end_stream() {
        return run(request).await;
    }
    let version = request.version();
    let late = Arc::new(AtomicBool::new(false));
    let request = request.map(|inner| Body::new(Paced { inner, pace, timer: None, late: Arc::clone(&late) }));
    let response = run(request).await;
    if late.load(Ordering::Relaxed) { too_slow(version) } else { response }
}

fn too_slow(version: Version) -> Response {
    let message =
        "The request body came too slowly. Send it again over a faster connection, or in smaller parts.";
    let body = json!({ "error": { "code": "RequestTimeout", "message": message } });
    let mut response = (StatusCode::REQUEST_TIMEOUT, Json(body)).into_response();
    if version <= Version::HTTP_11 {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// A body that fails when it falls behind.
struct Paced {
    inner: Body,
    pace: Pace,
    /// Runs from the first time that somebody waits for the body.
    timer: Option<Pin<Box<Sleep>>>,
    late: Arc<AtomicBool>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        let grace = this.pace.grace;
        let timer = this.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep(grace)));
        if let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(cx) {
            if let Some(Ok(frame)) = &frame
                && let Some(data) = frame.data_ref()
            {
                let bytes = u64::try_from(data.len()).unwrap_or(u64::MAX);
                let earned =
                    Duration::from_micros(bytes.saturating_mul(1_000_000) / this.pace.bytes_per_second);
                let until = timer.deadline() + earned;
                timer.as_mut().reset(until);
            }
            return Poll::Ready(frame);
        }
        ready!(timer.as_mut().poll(cx));
        this.late.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err(axum::Error::new("the request body came too slowly"))))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    const PACE: Pace = Pace { grace: Duration::from_millis(60), bytes_per_second: 1_000_000 };

    /// Parts that come as soon as they are asked for, and then nothing for ever.
    struct Trickle(Vec<&'static [u8]>);

    impl HttpBody for Trickle {
        type Data = Bytes;
        type Error = axum::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
            match self.0.pop() {
                Some(part) => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(part))))),
                None => Poll::Pending,
            }
        }
    }

    async fn status(body: Body) -> StatusCode {
        let request = Request::new(body);
        let read = |request: Request| async {
            match to_bytes(request.into_body(), 1_000).await {
                Ok(bytes) => (StatusCode::OK, bytes).into_response(),
                Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
            }
        };
        kept(PACE, request, read).await.status()
    }

    #[tokio::test]
    async fn a_body_that_stops_coming_is_answered_with_408() {
        assert_eq!(status(Body::new(Trickle(vec![b"a", b"b"]))).await, StatusCode::REQUEST_TIMEOUT);
    }

    #[tokio::test]
    async fn a_whole_body_is_read_and_one_that_nobody_reads_is_no_fault() {
        assert_eq!(status(Body::from("whole")).await, StatusCode::OK);
        let unread = |_: Request| async { StatusCode::UNAUTHORIZED.into_response() };
        let request = Request::new(Body::new(Trickle(Vec::new())));
        assert_eq!(kept(PACE, request, unread).await.status(), StatusCode::UNAUTHORIZED);
    }
}
