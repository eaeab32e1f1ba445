//! `GET /reseat/v1/roles`

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use reseat_app::tenant::{Allowance, allowance, role_table};
use reseat_authz::{Action, roles};
use serde::Serialize;
use utoipa::ToSchema;

use super::V1;
use super::request::{ApiError, Caller, blocking};
use super::wire::UserRef;

/// The roles and what each may do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RolesWire {
    /// In the order of the matrix.
    value: Vec<RoleWire>,
    /// The names of the actions in the order of the matrix.
    actions: Vec<&'static str>,
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RoleWire {
    /// Template id.
    id: String,
    /// English name.
    name: String,
    /// The first holders by display name, at most 100.
    holders: Vec<UserRef>,
    /// How many there are.
    holder_count: usize,
    /// By action: yes, no, or limited:7 and limited:9 for the people whom these notes of the matrix list.
    actions: BTreeMap<&'static str, &'static str>,
}

/// The roles of the matrix: what each may do and who holds it.
#[utoipa::path(get, path = "/reseat/v1/roles", tag = "settings", responses((status = 200, body = RolesWire)))]
pub(super) async fn list(State(state): State<V1>, Caller(call): Caller) -> Result<Json<RolesWire>, ApiError> {
    let rows = blocking(&state, move |app| role_table(app, &call)).await?;
    let value = rows.into_iter().map(|row| RoleWire {
        id: row.role.to_string(),
        name: roles::name_of(row.role),
        holders: row.holders.iter().map(UserRef::from).collect(),
        holder_count: row.holder_count,
        actions: Action::ALL
            .iter()
            .map(|action| (action.name(), word(allowance(row.role, *action))))
            .collect(),
    });
    let actions = Action::ALL.iter().map(|action| action.name()).collect();
    Ok(Json(RolesWire { value: value.collect(), actions }))
}

const fn word(allowance: Allowance) -> &'static str {
    match allowance {
        Allowance::Yes => "yes",
        Allowance::No => "no",
        Allowance::Note7 => "limited:7",
        Allowance::Note9 => "limited:9",
    }
}
