//! `GET /roleManagement/directory/roleDefinitions` and `/{id}`: the roles and what they may do (contract section 5).
//! `$select`, `$filter` on id, displayName, templateId and isBuiltIn.

use reseat_authz::Action;

use super::shared::listing::{self, Entities};
use super::shared::roles::{known, role};
use crate::exchange::{Exchange, Outcome};
use crate::filter::Filterable;
use crate::wire::role::definition;

const DEFINITIONS: Entities = Entities {
    type_name: "microsoft.graph.unifiedRoleDefinition",
    path: "roleManagement/directory/roleDefinitions",
    properties: &[
        "id",
        "description",
        "displayName",
        "isBuiltIn",
        "isEnabled",
        "resourceScopes",
        "rolePermissions",
        "templateId",
        "version",
    ],
    filters: &[
        Filterable::equal("id"),
        Filterable::text("displayName"),
        Filterable::equal("templateId"),
        Filterable::equal("isBuiltIn"),
        Filterable::equal("isEnabled"),
    ],
    paged: false,
};

/// Answers all of them. Built-in roles inherit from none, so that `inheritsPermissionsFrom` is always empty.
pub(crate) fn list(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let expanded = listing::expanded(exchange, DEFINITIONS.type_name, &["inheritsPermissionsFrom"])?;
    let all = known(exchange)?.into_iter().map(definition).map(|one| with(one, &expanded)).collect();
    listing::list(exchange, &DEFINITIONS, all, &expanded)
}

/// Answers one, or 404.
pub(crate) fn get(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let expanded = listing::expanded(exchange, DEFINITIONS.type_name, &["inheritsPermissionsFrom"])?;
    let role = role(exchange, exchange.key(0))?;
    listing::single(exchange, &DEFINITIONS, with(definition(role), &expanded), &expanded)
}

fn with(mut entity: serde_json::Value, expanded: &[&'static str]) -> serde_json::Value {
    for name in expanded {
        entity[*name] = serde_json::Value::Array(Vec::new());
    }
    entity
}
