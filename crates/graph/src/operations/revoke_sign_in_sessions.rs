//! `POST /users/{id}/revokeSignInSessions` and `POST /me/revokeSignInSessions` (contract section 2.3): refresh tokens,
//! console sessions and access tokens that were issued before end. 200 with true.

use reseat_app::{people, sign_out};
use reseat_authz::Action;
use serde_json::json;

use super::shared;
use super::shared::listing::whole;
use super::update_user::named;
use crate::exchange::{Exchange, Outcome};

/// Signs the person out everywhere. Everyone may do it to themselves; a body is not read.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let key = exchange.key(0);
    if !shared::is_oneself(exchange, key) {
        shared::may_change(exchange, &[Action::UserRevokeSessions])?;
    }
    let user =
        people::find(exchange.app(), exchange.tenant(), key).map_err(|error| named(error.into(), key))?;
    sign_out::sign_out(exchange.app(), &exchange.call, user.id)?;
    exchange.state.auth.forget_person(exchange.tenant(), user.id);
    whole(exchange, "Edm.Boolean", json!({ "value": true }))
}
