//! `GET /reseat/v1/attention`: what ends soon or is not as it must be.

use axum::Json;
use axum::extract::State;
use reseat_app::attention::{self, Attention, Matter};
use serde::Serialize;
use utoipa::ToSchema;

use super::V1;
use super::page::Page;
use super::request::{ApiError, Caller, blocking};
use super::wire::iso;

/// One thing to look at.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttentionWire {
    /// applicationSecretEnds, serverCertificateEnds, authorityCertificateEnds or auditMisfit.
    kind: &'static str,
    /// Client id of the application, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    app_id: Option<String>,
    /// The application's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    application: Option<String>,
    /// The secret's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    /// Whether the application has another secret that works on.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced: Option<bool>,
    /// When it ends or ended, in wall time.
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_date_time: Option<String>,
}

impl From<Attention> for AttentionWire {
    fn from(found: Attention) -> Self {
        let ends_date_time = found.ends_at.map(iso);
        let of = |kind| Self {
            kind,
            app_id: None,
            application: None,
            secret: None,
            replaced: None,
            ends_date_time: ends_date_time.clone(),
        };
        match found.matter {
            Matter::ApplicationSecret { client, application, secret, replaced } => Self {
                app_id: Some(client),
                application: Some(application),
                secret: Some(secret),
                replaced: Some(replaced),
                ..of("applicationSecretEnds")
            },
            Matter::ServerCertificate => of("serverCertificateEnds"),
            Matter::AuthorityCertificate => of("authorityCertificateEnds"),
            Matter::AuditMisfit => of("auditMisfit"),
        }
    }
}

/// What ends within 30 days, has ended within 30 days, or is not as it must be; of that, what the caller may see. What ends
/// first comes first.
#[utoipa::path(get, path = "/reseat/v1/attention", tag = "settings",
    responses((status = 200, body = Page<AttentionWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
) -> Result<Json<Page<AttentionWire>>, ApiError> {
    let found = blocking(&state, move |app| attention::attention(app, &call)).await?;
    Ok(Json(Page::last(found.into_iter().map(AttentionWire::from).collect())))
}
