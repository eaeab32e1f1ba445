//! `POST /applications`: registers an application. What it requires is granted at once (25.25). 201.

use reseat_app::applications::{self, Draft};
use reseat_authz::Action;

use super::list_applications::APPLICATIONS;
use super::shared::application::ApplicationInput;
use super::shared::listing::whole;
use crate::body;
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::wire::application::application;

/// Registers it; it has no secret yet. Refused: no name, a permission that Reseat does not check, an unsafe address.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::ApplicationWrite)?;
    let input = ApplicationInput::read(body::object(&exchange.body)?)?;
    let mut draft = Draft::default();
    input.apply(&mut draft)?;
    if draft.display_name.trim().is_empty() {
        return Err(GraphError::bad_request(
            "A value is required for property 'displayName' of resource 'Application'.",
        ));
    }
    let created = applications::create(exchange.app(), &exchange.call, draft)?;
    exchange.state.auth.forget_client(exchange.tenant(), created.client_id);
    let state = exchange.app().tenant(exchange.tenant())?;
    whole(exchange, "applications/$entity", application(&state.tenant, &created))?
        .created(&format!("{}/{}/{}", exchange.base, APPLICATIONS.path, created.id))
}
