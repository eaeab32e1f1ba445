//! `DELETE /directoryRoles/{id}/members/{person}/$ref`: takes a role from a person (contract section 5). 204.

use reseat_app::roles;
use reseat_authz::Action;
use reseat_model::outcome::Status;

use super::shared;
use super::shared::roles::{principal, role};
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};

/// Takes it. Refused: who does not have it, the last enabled Global Administrator (25.25).
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleGrant)?;
    let role = role(exchange, exchange.key(0))?;
    let key = exchange.key(1);
    let user = principal(exchange, key)?;
    let outcome = roles::revoke(exchange.app(), &exchange.call, user, role)?;
    if outcome.status == Status::Unchanged {
        return Err(GraphError::not_found(key));
    }
    shared::accepted(exchange, &outcome, key)?;
    exchange.state.auth.forget_person(exchange.tenant(), user);
    Ok(Answer::no_content())
}
