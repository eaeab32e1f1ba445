//! The operator's own certificate, replaced while the server runs: SIGHUP, and new connections get the new one.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::server::{Server, wait_for};
use common::{tenants, text};
use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::SystemEntropy;
use reseat_app::identity::authority::Authority;
use reseat_client::{Http, HttpRequest, Method, UreqHttp};
use reseat_store::keystore::MemoryKeyStore;

/// Writes a certificate of an authority that nobody knew before; answers the authority's file.
fn put_certificate(directory: &Path, name: &str) -> PathBuf {
    let (entropy, now) = (SystemEntropy, SystemClock.wall());
    let authority = Authority::load(&MemoryKeyStore::default(), &entropy, now).expect("an authority");
    let issued = authority.issue(&[], &entropy, now).expect("a certificate");
    fs::write(directory.join("key.pem"), issued.key_pem).expect("a key file");
    fs::write(directory.join("cert.pem"), issued.chain_pem).expect("a certificate file");
    let ca = directory.join(name);
    fs::write(&ca, authority.certificate_pem()).expect("the authority's file");
    ca
}

/// Whether a client that trusts `ca` gets an answer, on a connection of its own.
fn answers(url: &str, ca: &Path) -> bool {
    let client = UreqHttp::new(Some(ca)).expect("a client");
    let url = format!("{url}/healthz");
    let request = HttpRequest { method: Method::Get, url, headers: Vec::new(), body: Vec::new() };
    client.send(&request).is_ok_and(|answer| answer.status == 200)
}

#[test]
fn a_new_certificate_is_taken_without_a_restart_and_a_broken_one_is_not() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path();
    let first = put_certificate(path, "first.pem");
    let file = tenants::file(path, 1, 1);
    let (cert, key) = (path.join("cert.pem"), path.join("key.pem"));
    let server = Server::start(
        &path.join("data"),
        &[
            ["--tenant", text(&file), "--listen", "https://localhost:0"],
            ["--tls-cert", text(&cert), "--tls-key", text(&key)],
        ]
        .concat(),
    );
    let url = server.ready["https"].as_str().expect("an https address").to_owned();
    let hang_up = || {
        let process = server.ready["pid"].to_string();
        let status = Command::new("kill").args(["-HUP", &process]).status().expect("kill");
        assert!(status.success());
    };
    assert!(answers(&url, &first));

    fs::write(&cert, "half written").expect("a file");
    hang_up();
    assert!(answers(&url, &first), "the one before stays in use");

    let second = put_certificate(path, "second.pem");
    hang_up();
    wait_for("the new certificate", || answers(&url, &second).then_some(()));
    assert!(!answers(&url, &first));
    server.stop();
}
