//! `/reseat/v1/settings`

use axum::Json;
use axum::extract::State;
use reseat_app::AppError;
use reseat_app::tenant::{SettingsEdit, edit_settings};
use reseat_authz::Action;
use reseat_model::tenant::{Cloud, Language, Tenant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::V1;
use super::request::{ApiError, Body, Caller, blocking};

/// The organisation and its settings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SettingsWire {
    /// The organisation's name.
    display_name: String,
    /// ISO 3166 country.
    country: String,
    /// IANA time zone in which the console shows dates.
    time_zone: String,
    /// worldwide, germany or 21vianet: whose page names the console uses.
    cloud: &'static str,
    /// en or zh-Hans: what people see who have not chosen a language.
    language: &'static str,
    /// People per operation on the Licenses page.
    licenses_page_users: u32,
    /// Days audit and change sets are kept.
    history_days: i64,
    /// Whether the resource-owner password grant is allowed.
    password_grant: bool,
}

impl From<&Tenant> for SettingsWire {
    fn from(tenant: &Tenant) -> Self {
        let settings = &tenant.settings;
        Self {
            display_name: tenant.display_name.clone(),
            country: tenant.country.clone(),
            time_zone: tenant.time_zone.clone(),
            cloud: tenant.cloud.name(),
            language: settings.language.tag(),
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
    /// 1 to 256 characters.
    #[serde(default)]
    display_name: Option<String>,
    /// Two letters of ISO 3166.
    #[serde(default)]
    country: Option<String>,
    /// An IANA name, such as Europe/Berlin.
    #[serde(default)]
    time_zone: Option<String>,
    /// worldwide, germany or 21vianet.
    #[serde(default)]
    cloud: Option<String>,
    /// en or zh-Hans.
    #[serde(default)]
    language: Option<String>,
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

impl SettingsBody {
    fn edit(self) -> Result<SettingsEdit, AppError> {
        let word = |name: &str, text: String, words: &str| {
            AppError::invalid(format!("{name}: '{text}' is none of {words}"))
        };
        let cloud = self.cloud.map(|text| {
            Cloud::by_name(&text).ok_or_else(|| word("cloud", text, "worldwide, germany, 21vianet"))
        });
        let language = self
            .language
            .map(|text| Language::by_tag(&text).ok_or_else(|| word("language", text, "en, zh-Hans")));
        Ok(SettingsEdit {
            display_name: self.display_name,
            country: self.country,
            time_zone: self.time_zone,
            cloud: cloud.transpose()?,
            language: language.transpose()?,
            licenses_page_users: self.licenses_page_users,
            password_grant: self.password_grant,
            history_days: self.history_days,
        })
    }
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
    Ok(Json(SettingsWire::from(&tenant.tenant)))
}

/// Changes settings.
#[utoipa::path(patch, path = "/reseat/v1/settings", tag = "settings", request_body = SettingsBody,
    responses((status = 200, body = SettingsWire)))]
pub(super) async fn edit(
    State(state): State<V1>,
    Caller(call): Caller,
    body: Body<SettingsBody>,
) -> Result<Json<SettingsWire>, ApiError> {
    let tenant = blocking(&state, move |app| {
        call.grant(Action::SettingsWrite)?;
        edit_settings(app, &call, body.value.edit()?)
    })
    .await?;
    Ok(Json(SettingsWire::from(&tenant)))
}
