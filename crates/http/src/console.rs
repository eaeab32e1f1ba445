//! The console's built files, embedded in the binary: assets by their names, everything else is the page itself.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

/// The files of `web/dist`, as they were when this binary was built.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

/// Shown by a binary that was built without Node.
const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Reseat</title>\
<body style=\"font-family:sans-serif;max-width:40em;margin:4em auto\"><h1>The console is not in this binary</h1>\
<p>It was built without the console's files. Run <code>npm ci</code> and <code>npm run build</code> in <code>web/</code>, \
then build the binary again; <code>make demo</code> does both. The API and the command line work without it.</p>";

/// Scripts and styles come from this server only; styles are set by the component library at run time.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

/// Answers with a file of the console.
pub async fn serve(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Files::get(path).filter(|_| !path.is_empty() && path != "index.html") {
        let kind = HeaderValue::from_str(file.metadata.mimetype());
        let mut response = Response::new(Body::from(file.data));
        response.headers_mut().extend(kind.ok().map(|kind| (header::CONTENT_TYPE, kind)));
        // The build puts a hash into every asset's name, so a name never changes its content.
        if path.starts_with("assets/") {
            let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
            response.headers_mut().insert(header::CACHE_CONTROL, forever);
        }
        return response;
    }
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = match Files::get("index.html") {
        Some(page) => Html(page.data).into_response(),
        None => Html(MISSING).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
