//! `DELETE /directory/deletedItems/{id}`: a deleted person is gone for good (contract section 4). 204; a body is ignored.

use reseat_app::people;
use reseat_authz::Action;

use super::get_deleted_item::find;
use super::shared;
use crate::exchange::{Answer, Exchange, Outcome};

/// Purges the person.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::may_change(exchange, &[Action::UserPurge])?;
    let user = find(exchange)?;
    let outcome = people::purge(exchange.app(), &exchange.call, user.id)?;
    shared::accepted(exchange, &outcome, exchange.key(0))?;
    Ok(Answer::no_content())
}
