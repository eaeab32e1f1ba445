//! Clients that are slow, greedy or make requests that two programs would read differently, over real sockets (design
//! section 9). The limits are short here so that the tests are; a test waits for what the server does, never for a time.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::{get, post};
use reseat_http::{ListenLimits, Listening, listen_within};
use tokio::sync::oneshot;

/// After this a test fails that waits for the server.
const PATIENCE: Duration = Duration::from_secs(30);
/// More than sockets hold between them.
const LARGE: usize = 64 * 1024 * 1024;

/// A server with short limits.
struct Served {
    address: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    fn start(limits: ListenLimits) -> Self {
        let socket = Listening::open(&"http://127.0.0.1:0".parse().unwrap()).unwrap();
        let address = socket.url.trim_start_matches("http://").to_owned();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let router = Router::new()
                .route("/", get(|| async { "ok" }))
                .route("/large", get(|| async { vec![b'x'; LARGE] }))
                .route("/echo", post(|body: Bytes| async { body }));
            let stop = async { drop(stopped.await) };
            runtime.block_on(listen_within(limits, router, vec![socket], None, stop)).unwrap();
        });
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What the server says to some bytes until it closes the connection.
    fn said_to(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        until_closed(&mut stream)
    }

    /// Whether a new connection is served.
    fn serves(&self) -> bool {
        let mut stream = self.connect();
        // A connection that is closed at once may break under the request.
        let sent = stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        sent.is_ok() && until_closed(&mut stream).starts_with("HTTP/1.1 200")
    }

    /// Waits until a new connection is served.
    fn serves_again(&self) {
        assert!((0..600).any(|_| self.serves() || pause()), "the server did not serve any more");
    }
}

/// Between two questions to the server.
fn pause() -> bool {
    std::thread::sleep(Duration::from_millis(50));
    false
}

impl Drop for Served {
    fn drop(&mut self) {
        // Dropping the sender tells the server to stop.
        self.stop = None;
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// Everything until the end; fails when the server keeps the connection open.
fn until_closed(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
            panic!("the connection stayed open: {}", String::from_utf8_lossy(&bytes))
        }
        // Reset or ended: closed either way.
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

fn short() -> ListenLimits {
    ListenLimits {
        head: Duration::from_millis(300),
        stall: Duration::from_millis(400),
        ..ListenLimits::default()
    }
}

#[test]
fn a_client_that_says_nothing_or_only_part_of_its_headers_is_let_go() {
    let served = Served::start(short());
    for sent in [
        "",
        "G",
        "GET / HTTP/1.1\r\nHost: local",
        "PRI * HTTP/2.0\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n",
    ] {
        let said = served.said_to(sent.as_bytes());
        assert!(!said.contains("200 OK"), "{sent:?}: {said}");
    }
    served.serves_again();
}

#[test]
fn a_connection_that_was_served_has_no_more_time_for_its_next_headers() {
    let served = Served::start(short());
    let mut stream = served.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHo").unwrap();
    let said = until_closed(&mut stream);
    assert_eq!(said.matches("HTTP/1.1 200").count(), 1, "{said}");
}

#[test]
fn a_client_that_takes_none_of_its_answer_is_let_go() {
    let served = Served::start(ListenLimits { connections: 1, ..short() });
    let mut greedy = served.connect();
    greedy.write_all(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    // It has the only place and keeps its end open.
    served.serves_again();
    drop(greedy);
}

#[test]
fn connections_are_bounded_and_places_given_back() {
    for limits in [ListenLimits { connections: 2, ..short() }, ListenLimits { per_source: 2, ..short() }] {
        let limits = ListenLimits { head: PATIENCE, ..limits };
        let served = Served::start(limits);
        let mut held: Vec<_> = (0..2)
            .map(|_| {
                let mut stream = served.connect();
                stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
                let mut first = [0; 12];
                stream.read_exact(&mut first).unwrap();
                assert_eq!(&first, b"HTTP/1.1 200");
                stream
            })
            .collect();
        assert!(!served.serves(), "a third connection");
        drop(held.pop());
        served.serves_again();
    }
}

#[test]
fn heads_that_are_too_large_are_refused() {
    let served = Served::start(ListenLimits { head: PATIENCE, ..short() });
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nA: {}\r\n\r\n", "x".repeat(200_000));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "A: b\r\n".repeat(200));
    for bytes in [long, many] {
        let said = served.said_to(bytes.as_bytes());
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
    }
    served.serves_again();
}

#[test]
fn requests_that_two_programs_would_read_differently_are_refused() {
    let served = Served::start(ListenLimits { head: PATIENCE, ..short() });
    for head in [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: +5",
        "Content-Length: 5, 6",
        "Content-Length: -1",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding : chunked",
        " Transfer-Encoding: chunked",
        "Content-Length: 5\r\nX: a\0b",
        "Content-Length: 99999999999999999999999",
    ] {
        let bytes = format!(
            "POST /echo HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\nabcdeGET /large HTTP/1.1\r\n\r\n"
        );
        let said = served.said_to(bytes.as_bytes());
        assert!(said.starts_with("HTTP/1.1 400"), "{head}: {said}");
        assert_eq!(said.matches("HTTP/1.1 ").count(), 1, "{head}: {said}");
    }
}

#[test]
fn a_body_with_a_length_and_chunks_is_read_as_chunks_and_the_connection_ends() {
    let served = Served::start(short());
    let said = served.said_to(
        b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n\
          3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    );
    assert!(said.starts_with("HTTP/1.1 400") || !said.contains("\r\n\r\nok"), "{said}");
}
