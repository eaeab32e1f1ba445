//! `GET /directory/deletedItems/{id}`: one deleted person (contract section 4).

use reseat_app::people;
use reseat_authz::Action;
use reseat_model::query::UserProperty;
use reseat_model::user::User;
use reseat_odata::parse_user_single;

use super::shared;
use super::update_user::named;
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::wire::user::Visible;

/// Answers the person with `@odata.type`; after 30 days there is nobody.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::UserRead)?;
    let user = find(exchange)?;
    let mut selection = parse_user_single(&exchange.query)?;
    if !selection.explicit {
        selection.properties.push(UserProperty::DeletedDateTime);
    }
    let context = format!("directoryObjects{}/$entity", shared::selected(&selection));
    shared::entity(exchange, &user, &selection, Visible::All, &context, true)
}

/// The deleted person that the path names.
///
/// # Errors
/// 404.
pub(super) fn find(exchange: &Exchange) -> Result<User, GraphError> {
    let key = exchange.key(0);
    let id = key.parse().map_err(|_| GraphError::not_found(key))?;
    people::find_deleted(exchange.app(), exchange.tenant(), id).map_err(|error| named(error.into(), key))
}
