//! `GET /roleManagement/directory/roleAssignments` and `/{id}`: who holds which role (contract section 5). `$select`,
//! `$filter` on principalId, roleDefinitionId and directoryScopeId, `$expand` of the principal or of the role.

use reseat_app::roles::{Holding, holdings};
use reseat_authz::Action;
use reseat_odata::Selection;
use serde_json::Value;

use super::shared::listing::{self, Entities};
use super::shared::roles::object;
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::filter::Filterable;
use crate::wire::role::{assignment, definition, of_assignment_id};

pub(super) const ASSIGNMENTS: Entities = Entities {
    type_name: "microsoft.graph.unifiedRoleAssignment",
    path: "roleManagement/directory/roleAssignments",
    properties: &["id", "principalId", "resourceScope", "directoryScopeId", "appScopeId", "roleDefinitionId"],
    filters: &[
        Filterable::equal("id"),
        Filterable::equal("principalId"),
        Filterable::equal("roleDefinitionId"),
        Filterable::equal("directoryScopeId"),
    ],
    paged: true,
};

/// Answers all of them. Those of deleted people are left out.
pub(crate) fn list(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let expanded = expanded(exchange)?;
    let held = holdings(exchange.app(), &exchange.call)?;
    let all: Result<Vec<Value>, GraphError> =
        held.iter().map(|holding| entity(exchange, holding, &expanded)).collect();
    listing::list(exchange, &ASSIGNMENTS, all?, &expanded)
}

/// Answers one, or 404.
pub(crate) fn get(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let expanded = expanded(exchange)?;
    let id = exchange.key(0);
    let missing = || GraphError::not_found(id);
    let (role, user) = of_assignment_id(id).ok_or_else(missing)?;
    let held = holdings(exchange.app(), &exchange.call)?;
    let found = held.iter().find(|holding| (holding.role, holding.user.id) == (role, user));
    let entity = entity(exchange, found.ok_or_else(missing)?, &expanded)?;
    listing::single(exchange, &ASSIGNMENTS, entity, &expanded)
}

/// One relation at a time (contract section 5).
fn expanded(exchange: &Exchange) -> Result<Vec<&'static str>, GraphError> {
    let names = listing::expanded(exchange, ASSIGNMENTS.type_name, &["principal", "roleDefinition"])?;
    if names.len() > 1 {
        return Err(GraphError::bad_request("Only one property can be expanded in a single query."));
    }
    Ok(names)
}

fn entity(exchange: &Exchange, holding: &Holding, expanded: &[&'static str]) -> Result<Value, GraphError> {
    let mut entity = assignment(holding.role, holding.user.id);
    for name in expanded {
        entity[*name] = match *name {
            "principal" => object(exchange, &holding.user, &Selection::default_set())?,
            _ => definition(holding.role),
        };
    }
    Ok(entity)
}
