//! Hosts and addresses, certificates, exports of the audit.

use std::sync::OnceLock;

use axum::http::{Request, Uri};
use reseat_app::audit_trail::{VerifyOptions, verify_export};
use reseat_http::Address;
use reseat_http::certificates::{CertificateSource, Certificates};
use reseat_http::signin::hosts::{AllowedHosts, Scheme, collapse_slashes};
use reseat_http::tls::CertificateFiles;
use reseat_model::Timestamp;

/// A `Host` header: only configured names and loopback are answered for.
pub fn hosts(bytes: &[u8]) {
    static HOSTS: OnceLock<AllowedHosts> = OnceLock::new();
    let hosts = HOSTS.get_or_init(|| {
        let public = ["https://reseat.example".to_owned()];
        AllowedHosts::new(&public, &["graph.microsoft.com".to_owned()]).expect("the names are names")
    });
    let text = String::from_utf8_lossy(bytes);
    let _ = text.parse::<Address>();
    let _ = AllowedHosts::new(&[text.clone().into_owned()], &[]);
    if let Some(base) = hosts.base(Scheme::Https, &text) {
        let known = ["reseat.example", "graph.microsoft.com", "localhost", "127.0.0.1", "[::1]"];
        assert!(known.contains(&base.host()), "{text:?} is answered for as {base:?}");
        assert!(base.url().parse::<Uri>().is_ok(), "{base:?}");
    }
    if let Ok(uri) = text.parse::<Uri>() {
        let mut request = Request::new(());
        *request.uri_mut() = uri;
        assert!(!collapse_slashes(request).uri().path().contains("//"), "{text:?}");
    }
}

/// A certificate and a key, in one file after the other.
pub fn pem(bytes: &[u8]) {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder can be made"));
    let middle = bytes.windows(10).position(|part| part == b"-----BEGIN").map_or(0, |first| {
        let rest = &bytes[first + 10..];
        rest.windows(10).position(|part| part == b"-----BEGIN").map_or(0, |second| first + 10 + second)
    });
    let files = CertificateFiles { certificate: folder.path().join("c"), key: folder.path().join("k") };
    std::fs::write(&files.certificate, &bytes[..middle]).expect("a file can be written");
    std::fs::write(&files.key, &bytes[middle..]).expect("a file can be written");
    let _ = Certificates::load(CertificateSource::Files(files), Timestamp(1_772_355_600_000_000));
}

/// An export of the audit, verified offline.
pub fn audit_export(bytes: &[u8]) {
    let _ = verify_export(&mut &*bytes, VerifyOptions::default()).expect("bytes in memory can be read");
}
