//! `POST /roleManagement/directory/roleAssignments`: gives a role to a person (contract section 5). 201.

use reseat_app::roles;
use reseat_authz::Action;

use super::list_role_assignments::ASSIGNMENTS;
use super::shared::listing::whole;
use super::shared::roles::{granted, principal, role};
use crate::body;
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::wire::role::{assignment, assignment_id};

/// Gives it in the whole organisation. Refused: a duplicate, nobody, another scope.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleGrant)?;
    let mut object = body::object(&exchange.body)?;
    let mut text = |name: &str| match object.take(name) {
        None => Ok(None),
        Some(serde_json::Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(GraphError::bad_request(format!(
            "Invalid value specified for property '{name}' of resource 'RoleAssignment'."
        ))),
    };
    let required = |name: &str, value: Option<String>| {
        value.ok_or_else(|| {
            GraphError::bad_request(format!(
                "A value is required for property '{name}' of resource 'RoleAssignment'."
            ))
        })
    };
    let role_key = required("roleDefinitionId", text("roleDefinitionId")?)?;
    let principal_key = required("principalId", text("principalId")?)?;
    let scope = text("directoryScopeId")?.or(text("resourceScope")?).unwrap_or_else(|| "/".to_owned());
    if scope != "/" {
        return Err(GraphError::bad_request(
            "Roles are given in the whole organization only: directoryScopeId must be '/'.",
        ));
    }
    let role = role(exchange, &role_key)?;
    let user = principal(exchange, &principal_key)?;
    let outcome = roles::grant(exchange.app(), &exchange.call, user, role)?;
    granted(exchange, &outcome, &principal_key)?;
    exchange.state.auth.forget_person(exchange.tenant(), user);
    whole(exchange, &format!("{}/$entity", ASSIGNMENTS.path), assignment(role, user))?.created(&format!(
        "{}/{}/{}",
        exchange.base,
        ASSIGNMENTS.path,
        assignment_id(role, user)
    ))
}
