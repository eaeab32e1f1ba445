//! `POST /directoryRoles`: activates a role. All roles are active from the start, so that this is always a conflict.

use reseat_authz::{Action, roles};
use reseat_model::RoleId;

use super::shared::roles::conflict;
use crate::body;
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};

/// Refuses: with a conflict, or because there is no such role.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleGrant)?;
    let mut object = body::object(&exchange.body)?;
    let template = object.take("roleTemplateId");
    let template: Option<RoleId> =
        template.as_ref().and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
    match template {
        Some(role) if roles::NAMED.contains(&role) => Err(conflict()),
        _ => Err(GraphError::bad_request(
            "Invalid value specified for property 'roleTemplateId' of resource 'DirectoryRole'.",
        )),
    }
}
