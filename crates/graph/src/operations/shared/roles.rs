//! What the operations on roles share.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use reseat_app::people;
use reseat_authz::{Action, roles};
use reseat_model::outcome::{Outcome as Result_, Status};
use reseat_model::query::UserProperty;
use reseat_model::user::User;
use reseat_model::{RoleId, UserId};
use reseat_odata::Selection;
use serde_json::{Value, json};

use super::accepted;
use crate::body;
use crate::error::GraphError;
use crate::exchange::Exchange;
use crate::wire::user::{UserBody, Visible};

/// The text that Terraform's library knows a duplicate by (contract section 5).
const CONFLICT: &str =
    "A conflicting object with one or more of the specified property values is present in the directory";

/// The roles that there are: those of the matrix, and whatever else somebody holds.
///
/// # Errors
/// When the store fails.
pub(crate) fn known(exchange: &Exchange) -> Result<BTreeSet<RoleId>, GraphError> {
    let state = exchange.app().tenant(exchange.tenant())?;
    Ok(roles::NAMED.iter().copied().chain(state.roles.all().map(|(role, _)| role)).collect())
}

/// A role by its id or as `roleTemplateId=`; both are the template's.
///
/// # Errors
/// 404 when there is no such role.
pub(crate) fn role(exchange: &Exchange, key: &str) -> Result<RoleId, GraphError> {
    let text = match key.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("roleTemplateId") => value.trim_matches('\''),
        _ => key,
    };
    let role: Option<RoleId> = text.parse().ok();
    let known = known(exchange)?;
    role.filter(|role| known.contains(role)).ok_or_else(|| GraphError::not_found(text))
}

/// A present person by object id.
///
/// # Errors
/// 404 when there is nobody.
pub(crate) fn principal(exchange: &Exchange, key: &str) -> Result<UserId, GraphError> {
    let missing = || GraphError::not_found(key);
    let id: UserId = key.parse().map_err(|_| missing())?;
    people::find(exchange.app(), exchange.tenant(), &id.to_string()).map(|user| user.id).map_err(|error| {
        match error {
            reseat_app::AppError::NotFound { .. } => missing(),
            other => other.into(),
        }
    })
}

/// The id in `{"@odata.id": "https://any.host/v1.0/directoryObjects/{id}"}`.
///
/// # Errors
/// 400 when there is none.
pub(crate) fn reference(body: &[u8]) -> Result<String, GraphError> {
    let value: Value = serde_json::from_slice(body).map_err(|_| body::unreadable())?;
    let members = value.as_object().ok_or_else(body::unreadable)?;
    let own = members.iter().find(|(name, _)| name.eq_ignore_ascii_case("@odata.id"));
    let address = own.and_then(|(_, value)| value.as_str()).ok_or_else(|| {
        GraphError::malformed(
            "The request body must have '@odata.id' with the address of a directory object.",
        )
    })?;
    let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    let key = match last.split_once('(') {
        Some((_, key)) => key.trim_end_matches(')').trim_matches('\''),
        None => last,
    };
    Ok(percent_decode_str(key).decode_utf8_lossy().into_owned())
}

/// The outcome of granting: who has the role already is a conflict.
///
/// # Errors
/// The conflict, or the refusal.
pub(crate) fn granted(exchange: &Exchange, outcome: &Result_, key: &str) -> Result<(), GraphError> {
    if outcome.status == Status::Unchanged { Err(conflict()) } else { accepted(exchange, outcome, key) }
}

/// The refusal of what is there already.
pub(crate) fn conflict() -> GraphError {
    GraphError::bad_request(CONFLICT)
}

/// A person as a directory object, as much of them as the caller may read.
///
/// # Errors
/// When it cannot be written as JSON, which no person causes.
pub(crate) fn object(exchange: &Exchange, user: &User, selection: &Selection) -> Result<Value, GraphError> {
    let may = |action| exchange.call.grant(action).is_ok();
    let visible = if may(Action::UserRead) {
        Visible::All
    } else if may(Action::UserReadBasic) {
        Visible::Basic
    } else {
        return Ok(json!({ "@odata.type": "#microsoft.graph.user", "id": user.id.to_string() }));
    };
    let properties: Vec<UserProperty> =
        selection.properties.iter().copied().filter(|p| !crate::wire::user::needs_licenses(&[*p])).collect();
    let body =
        UserBody { context: None, typed: true, user, properties: &properties, visible, licenses: None };
    serde_json::to_value(&body).map_err(|error| GraphError::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_from_any_host_and_form() {
        let id = "d0000000-0000-4000-8000-000000000005";
        for address in [
            format!("https://graph.microsoft.com/v1.0/directoryObjects/{id}"),
            format!("https://x/beta/users/{id}/"),
            format!("https://x/v2/tenant/directoryObjects('{id}')"),
            format!("https://x/v1.0/directoryObjects({id})?a=b"),
        ] {
            let body = json!({ "@odata.id": address }).to_string();
            assert_eq!(reference(body.as_bytes()).unwrap(), id, "{address}");
        }
        for bad in ["", "[]", "{}", r#"{"@odata.id":5}"#] {
            assert_eq!(reference(bad.as_bytes()).unwrap_err().code, "BadRequest", "{bad}");
        }
    }
}
