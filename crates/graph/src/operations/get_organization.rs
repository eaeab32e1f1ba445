//! `GET /organization` and `/organization/{id}`: the organisation itself (contract section 8). Every member may read it;
//! its plans only who may read its products.

use reseat_app::products;
use reseat_authz::Action;
use serde_json::Value;

use super::shared::listing::{self, Entities};
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::filter::Filterable;
use crate::wire::organization::{PROPERTIES, organization};

const ORGANIZATIONS: Entities = Entities {
    type_name: "microsoft.graph.organization",
    path: "organization",
    properties: PROPERTIES,
    filters: &[Filterable::equal("id"), Filterable::text("displayName")],
    paged: false,
};

/// Answers a list of one.
pub(crate) fn list(exchange: &Exchange) -> Outcome {
    let own = own(exchange)?;
    listing::list(exchange, &ORGANIZATIONS, vec![own], &[])
}

/// Answers it, or 404 for another one's id.
pub(crate) fn get(exchange: &Exchange) -> Outcome {
    let own = own(exchange)?;
    let key = exchange.key(0);
    if key.parse() != Ok(exchange.tenant()) {
        return Err(GraphError::not_found(key));
    }
    listing::single(exchange, &ORGANIZATIONS, own, &[])
}

fn own(exchange: &Exchange) -> Result<Value, GraphError> {
    exchange.call.grant(Action::OrganizationRead)?;
    let owned = match exchange.call.grant(Action::LicenseRead) {
        Ok(_) => products::list(exchange.app(), &exchange.call)?,
        Err(_) => Vec::new(),
    };
    let state = exchange.app().tenant(exchange.tenant())?;
    Ok(organization(&state.tenant, &state.catalog, &owned))
}
