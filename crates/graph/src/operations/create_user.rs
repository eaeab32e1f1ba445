//! `POST /users`: a new person (contract section 2.1). 201 with the person and their address.

use reseat_app::people;
use reseat_authz::Action;
use reseat_model::user::User;
use reseat_odata::Selection;

use super::shared::{self, UserInput};
use crate::body;
use crate::exchange::{Exchange, Outcome};
use crate::wire::user::Visible;

/// Creates the person with their password. Refused: a missing property, a value that does not fit, a name that is taken.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::UserCreate)?;
    let mut input = UserInput::read(body::object(&exchange.body)?)?;
    if let Some(error) = shared::lacking(&input.missing()) {
        return Err(error);
    }
    let password = input.take_password();
    let mut user = User { account_enabled: true, ..User::default() };
    input.apply(&mut user);
    let created = people::create(exchange.app(), &exchange.call, user, password)?;
    let (user, outcome) = created.map_err(|errors| shared::unfit(&errors))?;
    shared::accepted(exchange, &outcome, &user.upn)?;
    let selection = Selection::default_set();
    shared::entity(exchange, &user, &selection, Visible::All, "users/$entity", false)?
        .created(&format!("{}/users/{}", exchange.base, user.id))
}
