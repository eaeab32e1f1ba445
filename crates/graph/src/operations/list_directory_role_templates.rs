//! `GET /directoryRoleTemplates` and `/directoryRoleTemplates/{id}`: the roles that there are (contract section 5).

use reseat_authz::Action;

use super::shared::listing::{self, Entities};
use super::shared::roles::{known, role};
use crate::exchange::{Exchange, Outcome};
use crate::filter::Filterable;
use crate::wire::role::template;

const TEMPLATES: Entities = Entities {
    type_name: "microsoft.graph.directoryRoleTemplate",
    path: "directoryRoleTemplates",
    properties: &["id", "deletedDateTime", "description", "displayName"],
    filters: &[Filterable::equal("id"), Filterable::text("displayName")],
    paged: false,
};

/// Answers all of them.
pub(crate) fn list(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let all = known(exchange)?.into_iter().map(template).collect();
    listing::list(exchange, &TEMPLATES, all, &[])
}

/// Answers one, or 404.
pub(crate) fn get(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let role = role(exchange, exchange.key(0))?;
    listing::single(exchange, &TEMPLATES, template(role), &[])
}
