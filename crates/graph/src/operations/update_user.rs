//! `PATCH /users/{id|userPrincipalName}` and `PATCH /me`: properties of a person (contract section 2.1). 204.
//!
//! Each kind of property has its own right; a License Administrator may write `usageLocation` and nothing else (ROL-2).

use reseat_app::people;
use reseat_authz::Action;

use super::shared::{self, UserInput};
use crate::body;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};

/// Sets what the body names; the rest stays.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let rights = [
        Action::UserUpdate,
        Action::UserUsageLocation,
        Action::UserUpdateSensitive,
        Action::UserResetPassword,
    ];
    shared::may_change(exchange, &rights)?;
    let mut input = UserInput::read(body::object(&exchange.body)?)?;
    let key = exchange.key(0);
    let user =
        people::find(exchange.app(), exchange.tenant(), key).map_err(|error| named(error.into(), key))?;
    let password = input.take_password();
    let edit = |user: &mut _| input.apply(user);
    let updated = people::update(exchange.app(), &exchange.call, user.id, edit, password)?;
    let outcome = updated.map_err(|errors| shared::unfit(&errors))?;
    shared::accepted(exchange, &outcome, key)?;
    exchange.state.auth.forget_person(exchange.tenant(), user.id);
    Ok(Answer::no_content())
}

/// A refusal that names the person as the caller did.
pub(super) fn named(error: GraphError, key: &str) -> GraphError {
    if error.code == "Request_ResourceNotFound" { GraphError::not_found(key) } else { error }
}
