//! `DELETE /users/{id|userPrincipalName}`: soft, restorable for 30 days; seats are free at once (DEL-1, DEL-2). 204.

use reseat_app::people;
use reseat_authz::Action;

use super::shared;
use super::update_user::named;
use crate::exchange::{Answer, Exchange, Outcome};

/// Deletes the person. Refused: the last Global admin (25.25), people mastered elsewhere (DEL-5).
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::may_change(exchange, &[Action::UserDelete])?;
    let key = exchange.key(0);
    let user =
        people::find(exchange.app(), exchange.tenant(), key).map_err(|error| named(error.into(), key))?;
    let outcome = people::delete(exchange.app(), &exchange.call, user.id)?;
    shared::accepted(exchange, &outcome, key)?;
    exchange.state.auth.forget_person(exchange.tenant(), user.id);
    Ok(Answer::no_content())
}
