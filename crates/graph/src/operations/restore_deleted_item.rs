//! `POST /directory/deletedItems/{id}/restore`: a deleted person comes back, with licences where a seat is free (25.2).
//! 200 with the person (contract section 4).

use reseat_app::people;
use reseat_authz::Action;
use reseat_odata::Selection;
use serde_json::Value;

use super::get_deleted_item::find;
use super::shared;
use crate::body;
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::wire::user::Visible;

/// Restores the person. The body is optional; `newUserPrincipalName` helps where the old name is taken (DEL-11).
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::may_change(exchange, &[Action::UserRestore])?;
    let new_upn = new_upn(&exchange.body)?;
    let user = find(exchange)?;
    let outcome = people::restore(exchange.app(), &exchange.call, user.id, new_upn, true)?;
    shared::accepted(exchange, &outcome, exchange.key(0))?;
    let user = people::find(exchange.app(), exchange.tenant(), &user.id.to_string())?;
    let selection = Selection::default_set();
    shared::entity(exchange, &user, &selection, Visible::All, "directoryObjects/$entity", true)
}

fn new_upn(body: &[u8]) -> Result<Option<String>, GraphError> {
    let mut object = body::optional_object(body)?;
    let wrong =
        |name| GraphError::bad_request(format!("The parameter '{name}' of 'restore' has the wrong type."));
    // Addresses follow the sign-in name here, so there is nothing to reconcile.
    match object.take("autoReconcileProxyConflict") {
        None | Some(Value::Bool(_)) => {}
        Some(_) => return Err(wrong("autoReconcileProxyConflict")),
    }
    let new_upn = match object.take("newUserPrincipalName") {
        None => None,
        Some(Value::String(upn)) if !upn.trim().is_empty() => Some(upn.trim().to_owned()),
        Some(_) => return Err(wrong("newUserPrincipalName")),
    };
    match object.left() {
        None => Ok(new_upn),
        Some(name) => Err(GraphError::malformed(format!(
            "The parameter '{name}' in the request payload is not a valid parameter for the operation 'restore'."
        ))),
    }
}
