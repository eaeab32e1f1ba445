//! `POST /directoryRoles/{id}/members/$ref`: gives a role to a person (contract section 5). 204.

use reseat_app::roles;
use reseat_authz::Action;
use reseat_model::outcome::Status;

use super::shared;
use super::shared::roles::{principal, reference, role};
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};

/// Gives it. Refused: who has it already, nobody, a role that means nothing to Reseat.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleGrant)?;
    let role = role(exchange, exchange.key(0))?;
    let key = reference(&exchange.body)?;
    let user = principal(exchange, &key)?;
    let outcome = roles::grant(exchange.app(), &exchange.call, user, role)?;
    if outcome.status == Status::Unchanged {
        return Err(GraphError::bad_request(
            "One or more added object references already exist for the following modified properties: 'members'.",
        ));
    }
    shared::accepted(exchange, &outcome, &key)?;
    exchange.state.auth.forget_person(exchange.tenant(), user);
    Ok(Answer::no_content())
}
