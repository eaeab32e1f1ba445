//! `/reseat/v1/settings`

use axum::Json;
use axum::extract::State;
use reseat_app::tenant::{SettingsEdit, edit_settings};
use reseat_authz::Action;
use reseat_model::tenant::Settings;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::V1;
use super::request::{ApiError, Body, Caller, blocking};

/// The organisation's settings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SettingsWire {
    /// People per operation on the Licenses page.
    licenses_page_users: u32,
    /// Days audit and change sets are kept.
    history_days: i64,
    /// Whether the resource-owner password grant is allowed.
    password_grant: bool,
}

impl From<&Settings> for SettingsWire {
    fn from(settings: &Settings) -> Self {
        Self {
            licenses_page_users: settings.licenses_page_users,
            history_days: settings.history_days,
            password_grant: settings.password_grant,
        }
    }
}

/// What shall change; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SettingsBody {
    /// 1 to 1,000.
    #[serde(default)]
    licenses_page_users: Option<u32>,
    /// 30 to 36,500.
    #[serde(default)]
    history_days: Option<i64>,
    /// On or off.
    #[serde(default)]
    password_grant: Option<bool>,
}

/// The settings.
#[utoipa::path(get, path = "/reseat/v1/settings", tag = "settings", responses((status = 200, body = SettingsWire)))]
pub(super) async fn get(
    State(state): State<V1>,
    Caller(call): Caller,
) -> Result<Json<SettingsWire>, ApiError> {
    let tenant = blocking(&state, move |app| {
        call.grant(Action::SettingsRead)?;
        app.tenant(call.tenant)
    })
    .await?;
    Ok(Json(SettingsWire::from(&tenant.tenant.settings)))
}

/// Changes settings.
#[utoipa::path(patch, path = "/reseat/v1/settings", tag = "settings", request_body = SettingsBody,
    responses((status = 200, body = SettingsWire)))]
pub(super) async fn edit(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<SettingsBody>,
) -> Result<Json<SettingsWire>, ApiError> {
    let edit = SettingsEdit {
        licenses_page_users: body.value.licenses_page_users,
        password_grant: body.value.password_grant,
        history_days: body.value.history_days,
    };
    let settings = blocking(&state, move |app| edit_settings(app, &call, edit)).await?;
    Ok(Json(SettingsWire::from(&settings)))
}
