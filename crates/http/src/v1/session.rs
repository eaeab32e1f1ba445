//! `GET /reseat/v1/session`

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use reseat_app::AppError;
use reseat_authz::CallerKind;
use reseat_model::audit::{Actor, Face};

use super::V1;
use super::request::{ApiError, Caller, blocking};
use super::wire::{ActionWire, ClockWire, RoleRef, SessionUserWire, SessionWire, TenantWire};

/// Who is signed in, where, and what they may do.
#[utoipa::path(get, path = "/reseat/v1/session", tag = "session", responses((status = 200, body = SessionWire)))]
pub(super) async fn session(
    State(state): State<V1>,
    Caller(call): Caller,
    headers: HeaderMap,
) -> Result<Json<SessionWire>, ApiError> {
    let session = if call.face == Face::AdminCenter { state.gate.session(&headers)? } else { None };
    let language = session.as_ref().and_then(|session| session.person.preferred_language.clone());
    let csrf_token = session.map(|session| session.session.csrf.clone());
    let wire = blocking(&state, move |app| {
        let tenant = app.tenant(call.tenant)?;
        app.clock.look(app.store.as_ref()).map_err(AppError::from)?;
        let user = match (&call.caller.kind, &call.actor) {
            (CallerKind::User(_), Actor::User { id, upn, name }) => Some(SessionUserWire {
                id: id.to_string(),
                display_name: name.clone(),
                user_principal_name: upn.clone(),
                preferred_language: language,
            }),
            _ => None,
        };
        Ok(SessionWire {
            user,
            tenant: TenantWire::from(&tenant.tenant),
            roles: call.caller.roles.iter().map(|id| RoleRef::from(*id)).collect(),
            actions: ActionWire::all(&call.caller),
            clock: ClockWire::from(app.clock.as_ref()),
            csrf_token,
            version: env!("CARGO_PKG_VERSION"),
        })
    })
    .await?;
    Ok(Json(wire))
}
