//! A proxy on loopback that is a millisecond away in each direction: a database in the next building.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::Result;

/// Delay in each direction: two milliseconds to the database and back.
const DELAY: Duration = Duration::from_millis(1);
/// Read at once at most.
const CHUNK: usize = 64 * 1024;

/// A running proxy; it ends when this is dropped.
pub struct Proxy {
    /// Where it listens.
    pub port: u16,
    _runtime: tokio::runtime::Runtime,
}

impl Proxy {
    /// Starts one in front of a port of loopback.
    pub fn start(to: u16) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
        let port = listener.local_addr()?.port();
        runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(async move {
                    if let Ok(server) = TcpStream::connect(("127.0.0.1", to)).await {
                        join(client, server);
                    }
                });
            }
        });
        Ok(Self { port, _runtime: runtime })
    }
}

fn join(client: TcpStream, server: TcpStream) {
    // Without this the kernel would add delays of its own; a failure only makes it slower.
    drop((client.set_nodelay(true), server.set_nodelay(true)));
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    delayed(from_client, to_server);
    delayed(from_server, to_client);
}

/// Everything that is read is written after the delay; what is under way does not hold up what follows.
fn delayed(mut from: tokio::net::tcp::OwnedReadHalf, mut to: tokio::net::tcp::OwnedWriteHalf) {
    let (sender, mut receiver) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    tokio::spawn(async move {
        let mut buffer = vec![0; CHUNK];
        while let Ok(read @ 1..) = from.read(&mut buffer).await {
            if sender.send((now() + DELAY, buffer[..read].to_vec())).is_err() {
                return;
            }
        }
    });
    tokio::spawn(async move {
        while let Some((due, bytes)) = receiver.recv().await {
            sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
    });
}

#[allow(clippy::disallowed_methods, reason = "benchmarks measure real time")]
fn now() -> Instant {
    Instant::now()
}
