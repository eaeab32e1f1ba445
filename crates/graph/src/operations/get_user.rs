//! `GET /users/{id|userPrincipalName}` and `GET /me`: one person (contract section 2.1).

use reseat_authz::Action;
use reseat_odata::parse_user_single;

use super::shared;
use crate::exchange::{Exchange, Outcome};

/// Answers the person; everyone may read themselves.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let (user, visible) = shared::find_readable(exchange, Action::UserRead, exchange.key(0))?;
    let selection = parse_user_single(&exchange.query)?;
    visible.check_selection(&selection)?;
    let context = format!("users{}/$entity", shared::selected(&selection));
    shared::entity(exchange, &user, &selection, visible, &context, false)
}
