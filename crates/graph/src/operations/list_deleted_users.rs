//! `GET /directory/deletedItems/microsoft.graph.user`: people deleted in the last 30 days (contract section 4, DEL-1).

use reseat_odata::People;

use super::shared;
use crate::exchange::{Exchange, Outcome};

/// Answers a page.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::list(exchange, People::Deleted, "directory/deletedItems/microsoft.graph.user")
}
