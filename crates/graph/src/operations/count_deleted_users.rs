//! `GET /directory/deletedItems/microsoft.graph.user/$count` (contract section 4).

use reseat_odata::People;

use super::shared;
use crate::exchange::{Exchange, Outcome};

/// Answers the number.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::count(exchange, People::Deleted)
}
