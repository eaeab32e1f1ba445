//! A load of requests over keep-alive connections, as cheap as it can be: the client shares the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Result;
use crate::stats::Load;

/// The bytes of a request.
pub fn request(method: &str, path: &str, token: &str, body: &str) -> Vec<u8> {
    request_with(method, path, token, "", body)
}

/// The same with further headers, each line with its end.
pub fn request_with(method: &str, path: &str, token: &str, headers: &str, body: &str) -> Vec<u8> {
    let mut text =
        format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n{headers}");
    if !body.is_empty() || method != "GET" {
        text.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

/// Sends `requests` over `connections` at once; every answer must be 200.
pub async fn load(port: u16, connections: usize, requests: Arc<Vec<Vec<u8>>>) -> Result<Load> {
    let next = Arc::new(AtomicUsize::new(0));
    let began = now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tasks.spawn(async move { one_connection(port, &requests, &next).await });
    }
    let mut latencies = Vec::with_capacity(requests.len());
    while let Some(done) = tasks.join_next().await {
        latencies.extend(done??);
    }
    let took = began.elapsed();
    latencies.sort_unstable();
    Ok(Load { done: latencies.len(), took, latencies })
}

async fn one_connection(
    port: u16,
    requests: &[Vec<u8>],
    next: &AtomicUsize,
) -> Result<Vec<std::time::Duration>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let mut latencies = Vec::new();
    let mut buffer = Vec::with_capacity(64 * 1024);
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(request) = requests.get(at) else { return Ok(latencies) };
        let began = now();
        stream.write_all(request).await?;
        let status = answer(&mut stream, &mut buffer).await?;
        if status != 200 {
            let text = String::from_utf8_lossy(&buffer);
            return Err(format!("answer {status}: {text}").into());
        }
        latencies.push(began.elapsed());
    }
}

/// Reads one answer into `buffer` and tells its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16> {
    buffer.clear();
    let head = loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        if let Some(at) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let text = std::str::from_utf8(&buffer[..head])?;
    let status = text.get(9..12).and_then(|code| code.parse().ok()).ok_or("no status")?;
    let length = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse::<usize>().ok())
        .ok_or("no content length")?;
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    }
    Ok(status)
}

/// The machine's clock: this crate measures.
#[allow(clippy::disallowed_methods, reason = "benchmarks measure real time")]
pub fn now() -> Instant {
    Instant::now()
}

/// One request whose body matters.
pub async fn once(port: u16, request: &[u8]) -> Result<(u16, serde_json::Value)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(request).await?;
    let mut buffer = Vec::new();
    let status = answer(&mut stream, &mut buffer).await?;
    let at = buffer.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(0) + 4;
    Ok((status, serde_json::from_slice(&buffer[at..]).unwrap_or_default()))
}
