//! `DELETE /applications/{id}`: deletes a registered application for good. Its tokens are refused from now on. 204.

use reseat_app::applications;

use super::update_user::named;
use crate::exchange::{Answer, Exchange, Outcome};

/// Deletes it, or 404.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let key = exchange.key(0);
    let deleted = applications::delete(exchange.app(), &exchange.call, key);
    let deleted = deleted.map_err(|error| named(error.into(), key))?;
    exchange.state.auth.forget_client(exchange.tenant(), deleted.client_id);
    Ok(Answer::no_content())
}
