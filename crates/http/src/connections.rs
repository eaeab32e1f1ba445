//! Connections: how many at the same time, and how long a client may take none of an answer. How long it may take to ask is
//! `listen`'s and `bodies`' concern.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

/// Who is connected.
#[derive(Debug)]
pub(crate) struct Connections {
    open: Mutex<Open>,
    max: usize,
    per_source: usize,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_source: HashMap<IpAddr, usize>,
}

impl Connections {
    /// At most `max` in all and `per_source` from one address.
    pub(crate) fn new(max: usize, per_source: usize) -> Self {
        Self { open: Mutex::default(), max, per_source }
    }

    /// A place for one more from `source`.
    ///
    /// # Errors
    /// [`io::ErrorKind::ConnectionRefused`] when there are too many.
    fn enter(self: &Arc<Self>, source: IpAddr) -> io::Result<Place> {
        let source = source.to_canonical();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let here = open.by_source.get(&source).copied().unwrap_or_default();
        if open.all >= self.max || here >= self.per_source {
            return Err(io::Error::new(io::ErrorKind::ConnectionRefused, "too many connections"));
        }
        open.all += 1;
        open.by_source.insert(source, here + 1);
        Ok(Place { connections: Arc::clone(self), source })
    }
}

/// A connection's place; given back when dropped.
#[derive(Debug)]
struct Place {
    connections: Arc<Connections>,
    source: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.connections.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.all -= 1;
        if let Some(here) = open.by_source.get_mut(&self.source) {
            *here -= 1;
            if *here == 0 {
                open.by_source.remove(&self.source);
            }
        }
    }
}

/// Takes connections for `inner`, within bounds.
#[derive(Debug, Clone)]
pub(crate) struct Bounded<A> {
    inner: A,
    connections: Arc<Connections>,
    stall: Duration,
}

impl<A> Bounded<A> {
    /// Clients that take none of an answer for `stall` are let go.
    pub(crate) fn new(inner: A, connections: Arc<Connections>, stall: Duration) -> Self {
        Self { inner, connections, stall }
    }
}

type Accepting<T, S> = Pin<Box<dyn Future<Output = io::Result<(T, S)>> + Send>>;

impl<A, S> Accept<TcpStream, S> for Bounded<A>
where
    A: Accept<TcpStream, S>,
    A::Future: Send + 'static,
    A::Stream: 'static,
    A::Service: Send + 'static,
{
    type Stream = Watched<A::Stream>;
    type Service = A::Service;
    type Future = Accepting<Self::Stream, A::Service>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = stream.peer_addr().and_then(|peer| self.connections.enter(peer.ip()));
        let place = match place {
            Ok(place) => place,
            Err(error) => {
                tracing::debug!(%error, "a connection was closed");
                return Box::pin(async move { Err(error) });
            }
        };
        let (accepting, limit) = (self.inner.accept(stream, service), self.stall);
        Box::pin(async move {
            let (stream, service) = accepting.await?;
            Ok((Watched { stream, limit, stall: None, _place: place }, service))
        })
    }
}

/// A stream that fails when its reader takes nothing for too long.
#[derive(Debug)]
pub(crate) struct Watched<T> {
    stream: T,
    limit: Duration,
    /// Runs while a write waits.
    stall: Option<Pin<Box<Sleep>>>,
    _place: Place,
}

impl<T> Watched<T> {
    fn watch<R>(&mut self, cx: &mut Context<'_>, done: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        if done.is_ready() {
            self.stall = None;
            return done;
        }
        let limit = self.limit;
        let stall = self.stall.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        match stall.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Watched<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Watched<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.watch(cx, done)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(cx);
        self.watch(cx, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.watch(cx, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.watch(cx, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_bounded_in_all_and_per_address_and_given_back() {
        let connections = Arc::new(Connections::new(3, 2));
        let [one, other]: [IpAddr; 2] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        let first = connections.enter(one).unwrap();
        let second = connections.enter("::ffff:192.0.2.1".parse().unwrap()).unwrap();
        assert!(connections.enter(one).is_err(), "two from one address");
        let third = connections.enter(other).unwrap();
        assert!(connections.enter(other).is_err(), "three in all");
        drop(first);
        assert!(connections.enter(other).is_ok());
        drop((second, third));
        assert!(connections.open.lock().unwrap().by_source.is_empty());
    }
}
