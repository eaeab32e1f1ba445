//! `PATCH /applications/{id}`: changes a registered application; what it requires is granted at once (25.25). 204.

use reseat_app::applications;
use reseat_authz::Action;

use super::shared::application::ApplicationInput;
use super::update_user::named;
use crate::body;
use crate::exchange::{Answer, Exchange, Outcome};

/// Sets what the body names; the rest stays.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::ApplicationWrite)?;
    let input = ApplicationInput::read(body::object(&exchange.body)?)?;
    let key = exchange.key(0);
    let updated = applications::update(exchange.app(), &exchange.call, key, |draft| input.apply(draft));
    let updated = updated.map_err(|error| named(error, key))?;
    exchange.state.auth.forget_client(exchange.tenant(), updated.client_id);
    Ok(Answer::no_content())
}
