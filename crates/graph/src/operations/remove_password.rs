//! `POST /applications/{id}/removePassword`: ends a secret. 204.

use reseat_app::applications;
use reseat_authz::Action;

use super::update_user::named;
use crate::body;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};

/// Removes the secret with that `keyId`, or 400 when there is none.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::ApplicationWrite)?;
    let mut object = body::object(&exchange.body)?;
    let id = object.take("keyId");
    let id = id.as_ref().and_then(|id| id.as_str()).and_then(|id| id.parse().ok()).ok_or_else(|| {
        GraphError::bad_request("A GUID is required for property 'keyId' of the operation 'removePassword'.")
    })?;
    let key = exchange.key(0);
    let changed = applications::remove_secret(exchange.app(), &exchange.call, key, id);
    let changed = changed.map_err(|error| named(error.into(), key))?;
    exchange.state.auth.forget_client(exchange.tenant(), changed.client_id);
    Ok(Answer::no_content())
}
