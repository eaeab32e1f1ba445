//! The console's built files, embedded in the binary: assets by their names, everything else is the page itself.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::EmbeddedFile;

/// The files of `web/dist`, as they were when this binary was built.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

/// Shown by a binary that was built without Node.
const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Reseat</title>\
<style nonce=\"__RESEAT_NONCE__\">body{font-family:sans-serif;max-width:40em;margin:4em auto}</style><h1>The console is not in this binary</h1>\
<p>It was built without the console's files. Run <code>npm ci</code> and <code>npm run build</code> in <code>web/</code>, \
then build the binary again; <code>make demo</code> does both. The API and the command line work without it.</p>";

/// What stands in the page where its nonce goes.
const NONCE: &str = "__RESEAT_NONCE__";

/// Scripts and styles come from this server only, and what the component library makes at run time carries the page's nonce.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         font-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
}

/// Ways to compress for which the build puts a file beside an asset, the smallest first: what HTTP calls it, how the
/// file's name ends.
const CODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Answers with a file of the console, compressed as the client's `Accept-Encoding` allows.
/// `nonce` is fresh for each answer.
pub fn serve(uri: &Uri, accepted: Option<&HeaderValue>, nonce: &str) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Files::get(path).filter(|_| !path.is_empty() && path != "index.html") {
        return asset(path, file, accepted);
    }
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = match Files::get("index.html") {
        Some(page) => Html(String::from_utf8_lossy(&page.data).replace(NONCE, nonce)).into_response(),
        None => Html(MISSING.replace(NONCE, nonce)).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.extend(
        HeaderValue::from_str(&policy(nonce)).ok().map(|policy| (header::CONTENT_SECURITY_POLICY, policy)),
    );
    response
}

/// A file with its kind; from `assets/` for ever, since the build puts a hash into each name.
fn asset(path: &str, file: EmbeddedFile, accepted: Option<&HeaderValue>) -> Response {
    let kind = HeaderValue::from_str(file.metadata.mimetype());
    let accepted = accepted.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let packed =
        CODINGS.iter().filter(|(coding, _)| accepts(accepted, coding)).find_map(|(coding, ending)| {
            Files::get(&format!("{path}{ending}")).map(|file| (HeaderValue::from_static(coding), file.data))
        });
    let (coding, data) = packed.map_or((None, file.data), |(coding, data)| (Some(coding), data));
    let mut response = Response::new(Body::from(data));
    let headers = response.headers_mut();
    headers.extend(kind.ok().map(|kind| (header::CONTENT_TYPE, kind)));
    headers.extend(coding.map(|coding| (header::CONTENT_ENCODING, coding)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if path.starts_with("assets/") {
        headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    response
}

/// Whether an `Accept-Encoding` names the coding and does not forbid it by a weight of nought.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|entry| {
        let mut fields = entry.split(';').map(str::trim);
        let named = fields.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weight = fields.find_map(|field| field.strip_prefix("q="));
        named && weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_accepted_when_named_and_not_forbidden() {
        for header in ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR ; q=0.1", "br;q=1"] {
            assert!(accepts(header, "br"), "{header}");
        }
        for header in ["", "gzip", "*", "brotli", "br;q=0", "gzip, br; q=0.000", "br;q=much"] {
            assert!(!accepts(header, "br"), "{header}");
        }
    }

    #[test]
    fn an_asset_that_is_not_there_is_no_page() {
        let uri = Uri::from_static("/assets/none.js");
        assert_eq!(serve(&uri, None, "n").status(), StatusCode::NOT_FOUND);
        assert_eq!(serve(&Uri::from_static("/users"), None, "n").status(), StatusCode::OK);
    }

    #[test]
    fn the_pages_policy_allows_nothing_inline_but_what_carries_its_nonce() {
        let answer = serve(&Uri::from_static("/"), None, "abc");
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("style-src 'self' 'nonce-abc'") && !policy.contains("unsafe"), "{policy}");
        assert!(
            policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
    }
}
