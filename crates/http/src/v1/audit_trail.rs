//! `/reseat/v1/audit/export`, `heads` and `keys`: what somebody needs who does not want to trust the server's word.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use reseat_app::audit_trail::{self, AuditKey, KeptHead, Place, export_page, hex, signed_heads};
use reseat_authz::Action;
use reseat_model::audit_head::AuditHead;
use serde::Serialize;
use utoipa::ToSchema;

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking};
use super::wire::iso;

/// The audit as it can be verified elsewhere, oldest first, as JSON Lines (docs/audit.md): header, public keys, records, and
/// each signed head behind the last record that it covers. The pages put one behind the other are the file; the next one is
/// in the `Link` header, and is got by any `$skiptoken` that is the id of a record.
#[utoipa::path(get, path = "/reseat/v1/audit/export", tag = "history", params(PageParams),
    responses((status = 200, body = String, content_type = "application/x-ndjson")))]
pub(super) async fn export(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let top = page.top()?;
    let after = match &page.skip_token {
        Some(token) => Some(token.parse::<Place>().map_err(|_| page.bad_token())?),
        None => None,
    };
    let found = blocking(&state, move |app| export_page(app, &call, after, top)).await?;
    let next = found.next.map(|place| place.to_string());
    let link = Page::<()>::new(Vec::new(), next, &state, &headers, &uri)?.next_link;
    let link = link.and_then(|link| HeaderValue::from_str(&format!("<{link}>; rel=\"next\"")).ok());
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    let mut response = ([kind], found.text).into_response();
    response.headers_mut().extend(link.map(|link| (header::LINK, link)));
    Ok(response)
}

/// A place of the audit's chain, signed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SignedHeadWire {
    /// From 1 without gaps.
    number: u64,
    /// The last record that it covers, and that record's hash: what to keep elsewhere, for `reseat audit verify
    /// --expect-head`.
    head: String,
    /// When it was signed, in wall time.
    signed_date_time: String,
    /// The id of the key that signed.
    key_id: String,
    /// Ed25519, hexadecimal.
    signature: String,
}

impl From<&AuditHead> for SignedHeadWire {
    fn from(head: &AuditHead) -> Self {
        let kept = KeptHead { place: Place { seq: head.seq, n: head.n }, hash: head.hash };
        Self {
            number: head.number,
            head: kept.to_string(),
            signed_date_time: iso(head.at),
            key_id: hex(&head.key),
            signature: hex(&head.signature),
        }
    }
}

/// Signed heads of the audit, newest first.
#[utoipa::path(get, path = "/reseat/v1/audit/heads", tag = "history", params(PageParams),
    responses((status = 200, body = Page<SignedHeadWire>)))]
pub(super) async fn heads(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<SignedHeadWire>>, ApiError> {
    let top = page.top()?;
    let before = match page.place()? {
        0 => None,
        number => Some(number),
    };
    let found = blocking(&state, move |app| signed_heads(app, &call, before, top)).await?;
    let rows = found.heads.iter().map(SignedHeadWire::from).collect();
    Ok(Json(Page::new(rows, found.next.map(|number| number.to_string()), &state, &headers, &uri)?))
}

/// A public key that signs heads.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AuditKeyWire {
    /// From 1, in the order in which they came into use; the last one signs now.
    number: u64,
    /// SHA-256 of the public key, hexadecimal.
    id: String,
    /// Ed25519.
    algorithm: String,
    /// 32 bytes, hexadecimal.
    public_key: String,
    /// The id of the key that vouches for it; the first one vouches for itself.
    vouched_by: String,
}

impl From<&AuditKey> for AuditKeyWire {
    fn from(key: &AuditKey) -> Self {
        let line = key.line();
        Self {
            number: line.number,
            id: line.id,
            algorithm: line.algorithm,
            public_key: line.public_key,
            vouched_by: line.vouched_by,
        }
    }
}

/// The public keys that sign the audit's heads, oldest first. Keep the first one's id elsewhere: it vouches for all others.
#[utoipa::path(get, path = "/reseat/v1/audit/keys", tag = "history",
    responses((status = 200, body = Page<AuditKeyWire>)))]
pub(super) async fn keys(
    State(state): State<V1>,
    Caller(call): Caller,
) -> Result<Json<Page<AuditKeyWire>>, ApiError> {
    let found = blocking(&state, move |app| {
        call.grant(Action::AuditRead)?;
        Ok(audit_trail::audit_keys(app.keys.as_ref(), call.tenant)?)
    })
    .await?;
    Ok(Json(Page::last(found.iter().map(AuditKeyWire::from).collect())))
}
