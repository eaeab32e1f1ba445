//! `GET /applications`: registered applications (contract section 8). `$select`, `$filter` on appId, id and displayName,
//! `$top`.

use reseat_app::applications;

use super::shared::listing::{self, Entities};
use crate::exchange::{Exchange, Outcome};
use crate::filter::Filterable;
use crate::wire::application::{PROPERTIES, application};

pub(super) const APPLICATIONS: Entities = Entities {
    type_name: "microsoft.graph.application",
    path: "applications",
    properties: PROPERTIES,
    filters: &[Filterable::equal("id"), Filterable::equal("appId"), Filterable::text("displayName")],
    paged: true,
};

/// Answers a page of them.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let all = applications::list(exchange.app(), &exchange.call)?;
    let state = exchange.app().tenant(exchange.tenant())?;
    let all = all.iter().map(|one| application(&state.tenant, one)).collect();
    listing::list(exchange, &APPLICATIONS, all, &[])
}
