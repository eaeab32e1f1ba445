//! The real network code against a socket on this machine.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use reseat_client::{Error, Http, HttpRequest, Method, UreqHttp};

const ANSWER: &[u8] =
    b"HTTP/1.1 404 Not Found\r\nrequest-id: r-1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

/// Reads one request: head and as many bytes as Content-Length says.
fn read_request(stream: &mut impl Read) -> String {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).unwrap_or(0) == 0 {
            return String::from_utf8_lossy(&text).into_owned();
        }
        text.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&text).to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|t| t.split("\r\n").next()?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).unwrap();
    text.extend(body);
    String::from_utf8_lossy(&text).into_owned()
}

/// A server that answers `connections` requests with 404 and hands out what it read.
fn plain_server(connections: usize) -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(connections) {
            let mut stream = stream.unwrap();
            send.send(read_request(&mut stream)).unwrap();
            stream.write_all(ANSWER).unwrap();
        }
    });
    (address, receive)
}

fn request(method: Method, url: String, body: &[u8]) -> HttpRequest {
    let headers = vec![("Content-Type".into(), "application/json".into())];
    HttpRequest { method, url, headers, body: body.to_vec() }
}

#[test]
fn any_status_is_an_answer_and_bodies_arrive() {
    let (address, seen) = plain_server(2);
    let http = UreqHttp::new(None).unwrap();
    let url = format!("http://{address}/v1.0/users/a%40x");
    let answer = http.send(&request(Method::Patch, url.clone(), b"{\"a\":1}")).unwrap();
    assert_eq!(
        (answer.status, answer.header("request-id"), answer.body.as_slice()),
        (404, Some("r-1"), &b"{}"[..])
    );
    let text = seen.recv().unwrap();
    assert!(text.starts_with("PATCH /v1.0/users/a%40x HTTP/1.1\r\n"), "{text}");
    assert!(text.ends_with("\r\n\r\n{\"a\":1}"), "{text}");
    // A POST without a body must say so: some servers insist on Content-Length.
    http.send(&request(Method::Post, url, b"")).unwrap();
    assert!(seen.recv().unwrap().to_ascii_lowercase().contains("content-length: 0\r\n"));
}

#[test]
fn a_closed_port_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let error = UreqHttp::new(None).unwrap().send(&request(Method::Get, url, b"")).unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
}

/// A TLS server with a certificate of its own authority, and that authority in PEM form.
fn tls_server(connections: usize) -> (SocketAddr, String) {
    let (ca_key, key) = (rcgen::KeyPair::generate().unwrap(), rcgen::KeyPair::generate().unwrap());
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let ca_pem = params.self_signed(&ca_key).unwrap().pem();
    let issuer = rcgen::Issuer::new(params, ca_key);
    let leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let key = rustls::pki_types::PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![leaf.der().clone()], key)
            .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(connections) {
            let connection = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut tls = rustls::StreamOwned::new(connection, stream.unwrap());
            // A client that does not trust us hangs up here; the next one is served all the same.
            if !read_request(&mut tls).is_empty() {
                tls.write_all(ANSWER).unwrap();
                tls.conn.send_close_notify();
                let _ = tls.flush();
            }
        }
    });
    (address, ca_pem)
}

#[test]
fn a_local_authority_is_trusted_only_when_its_file_is_given() {
    let (address, pem) = tls_server(2);
    let url = format!("https://localhost:{}/v1.0/users", address.port());
    let stranger = UreqHttp::new(None).unwrap().send(&request(Method::Get, url.clone(), b"")).unwrap_err();
    assert!(matches!(stranger, Error::Unreachable { .. }), "{stranger}");
    let file = std::env::temp_dir().join(format!("reseat-client-test-ca-{}.pem", std::process::id()));
    std::fs::write(&file, pem).unwrap();
    let friend = UreqHttp::new(Some(&file)).unwrap().send(&request(Method::Get, url, b""));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(friend.unwrap().status, 404);
}

#[test]
fn a_certificate_file_without_certificates_is_refused() {
    let file = std::env::temp_dir().join(format!("reseat-client-test-empty-{}.pem", std::process::id()));
    std::fs::write(&file, "nothing").unwrap();
    let empty = UreqHttp::new(Some(&file));
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(empty.err(), Some(Error::BadCertificate { .. })));
    assert!(matches!(UreqHttp::new(Some(&file)).err(), Some(Error::BadCertificate { .. })));
}
