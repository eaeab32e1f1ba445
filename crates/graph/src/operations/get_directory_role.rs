//! `GET /directoryRoles/{id}`, also `directoryRoles(roleTemplateId='{id}')`: one role. `$select`, `$expand=members`.

use reseat_authz::Action;

use super::list_directory_roles::{ROLES, with_members};
use super::shared::listing;
use super::shared::roles::role;
use crate::exchange::{Exchange, Outcome};
use crate::wire::role::directory_role;

/// Answers it, or 404.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let expanded = listing::expanded(exchange, ROLES.type_name, &["members"])?;
    let role = role(exchange, exchange.key(0))?;
    let entity = with_members(exchange, directory_role(role), role, !expanded.is_empty())?;
    listing::single(exchange, &ROLES, entity, &expanded)
}
