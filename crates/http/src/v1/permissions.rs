//! `GET /reseat/v1/permissions`

use axum::Json;
use reseat_authz::permissions::{ALL, Permission};
use reseat_authz::{Action, Grant};
use serde::Serialize;
use utoipa::ToSchema;

use super::page::Page;
use super::request::{ApiError, Caller};

/// A permission of Microsoft Graph that Reseat checks: what `requiredResourceAccess` of an application can name.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PermissionWire {
    /// Graph's id for this type.
    id: String,
    /// Such as `User.Read.All`; what tokens carry.
    name: &'static str,
    /// Role: in the application's own name. Scope: in the name of a signed-in person.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What it allows.
    display_names: DisplayNames,
}

/// A text in the console's languages.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DisplayNames {
    /// English.
    en: &'static str,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    zh: &'static str,
}

/// The permissions that an application can require, by name.
#[utoipa::path(get, path = "/reseat/v1/permissions", tag = "applications",
    responses((status = 200, body = Page<PermissionWire>)))]
pub(super) async fn list(Caller(call): Caller) -> Result<Json<Page<PermissionWire>>, ApiError> {
    call.grant(Action::ApplicationRead)?;
    let both = |permission: &'static Permission| {
        [Grant::Application, Grant::Delegated].into_iter().filter_map(|grant| wire(permission, grant))
    };
    Ok(Json(Page::last(ALL.iter().flat_map(both).collect())))
}

fn wire(permission: &Permission, grant: Grant) -> Option<PermissionWire> {
    Some(PermissionWire {
        id: permission.id(grant)?.to_string(),
        name: permission.name,
        kind: grant.word(),
        display_names: DisplayNames { en: permission.en, zh: permission.zh },
    })
}
