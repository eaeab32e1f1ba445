//! `DELETE /roleManagement/directory/roleAssignments/{id}`: takes a role from a person (contract section 5). 204.

use reseat_app::roles;
use reseat_authz::Action;
use reseat_model::outcome::Status;

use super::shared;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::wire::role::of_assignment_id;

/// Takes it. Refused: what is not there, the last enabled Global Administrator (25.25).
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleGrant)?;
    let id = exchange.key(0);
    let (role, user) = of_assignment_id(id).ok_or_else(|| GraphError::not_found(id))?;
    let outcome = roles::revoke(exchange.app(), &exchange.call, user, role)?;
    if outcome.status == Status::Unchanged {
        return Err(GraphError::not_found(id));
    }
    shared::accepted(exchange, &outcome, id)?;
    exchange.state.auth.forget_person(exchange.tenant(), user);
    Ok(Answer::no_content())
}
