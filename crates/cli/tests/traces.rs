//! `--otlp-endpoint`: a request becomes a span at the collector, under the caller's own trace, without its query.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};

use common::server::Server;
use common::{tenants, text};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// Takes one request and answers it; gives its path and body on.
fn take(stream: TcpStream, taken: &Sender<(String, Vec<u8>)>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    // The test may have seen enough already.
    drop(taken.send((path, body)));
    reader.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

#[test]
fn a_request_is_a_span_under_the_callers_trace() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let collector = TcpListener::bind("127.0.0.1:0").expect("a socket");
    let endpoint = format!("http://{}", collector.local_addr().expect("an address"));
    let (sender, taken) = channel();
    std::thread::spawn(move || {
        for stream in collector.incoming().flatten() {
            // A connection that breaks is the exporter's to repeat.
            drop(take(stream, &sender));
        }
    });
    let file = tenants::file(directory.path(), 1, 1);
    let server = Server::start(
        &directory.path().join("data"),
        &["--simulated-clock", "--tenant", text(&file), "--otlp-endpoint", &endpoint],
    );
    let asked = ureq::get(format!("{}/healthz?who=somebody-private", server.url()))
        .header("traceparent", format!("00-{TRACE}-00f067aa0ba902b7-01"))
        .call();
    assert_eq!(asked.expect("an answer").status(), 200);
    // What has not been sent yet is sent when the server stops.
    server.stop();

    let sent: Vec<(String, Vec<u8>)> = taken.try_iter().collect();
    assert!(sent.iter().all(|(path, _)| path == "/v1/traces"), "{:?}", sent.first());
    let all: Vec<u8> = sent.into_iter().flat_map(|(_, body)| body).collect();
    let has = |bytes: &[u8]| all.windows(bytes.len()).any(|window| window == bytes);
    let trace = u128::from_str_radix(TRACE, 16).expect("hexadecimal").to_be_bytes();
    assert!(has(&trace), "the caller's trace goes on");
    assert!(has(b"GET /healthz") && has(b"reseat"), "it says what was asked, and of whom");
    assert!(!has(b"somebody-private"), "a query may hold names");
}
