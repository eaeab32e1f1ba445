//! `GET /directoryRoles`: every role is active (contract section 5). `$select`, `$filter`, `$expand=members`.

use reseat_app::roles;
use reseat_authz::Action;
use reseat_odata::Selection;
use serde_json::Value;

use super::shared::listing::{self, Entities};
use super::shared::roles::{known, object};
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::filter::Filterable;
use crate::wire::role::directory_role;

/// How many members `$expand` shows at most (contract 7.2).
const MEMBERS_MAX: usize = 20;

pub(super) const ROLES: Entities = Entities {
    type_name: "microsoft.graph.directoryRole",
    path: "directoryRoles",
    properties: &["id", "deletedDateTime", "description", "displayName", "roleTemplateId"],
    filters: &[
        Filterable::equal("id"),
        Filterable::equal("roleTemplateId"),
        Filterable::text("displayName"),
        Filterable::text("description"),
    ],
    paged: false,
};

/// Answers all of them.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let expanded = listing::expanded(exchange, ROLES.type_name, &["members"])?;
    let mut all = Vec::new();
    for role in known(exchange)? {
        all.push(with_members(exchange, directory_role(role), role, !expanded.is_empty())?);
    }
    listing::list(exchange, &ROLES, all, &expanded)
}

/// The role, with its members where they are asked for.
pub(super) fn with_members(
    exchange: &Exchange,
    mut entity: Value,
    role: reseat_model::RoleId,
    wanted: bool,
) -> Result<Value, GraphError> {
    if let (true, Value::Object(members)) = (wanted, &mut entity) {
        let holders = roles::holders(exchange.app(), &exchange.call, role)?;
        let selection = Selection::default_set();
        let objects: Result<Vec<Value>, GraphError> =
            holders.iter().take(MEMBERS_MAX).map(|user| object(exchange, user, &selection)).collect();
        members.insert("members".to_owned(), Value::Array(objects?));
    }
    Ok(entity)
}
