//! `GET /users/$count`: a number as plain text; needs `ConsistencyLevel: eventual` (contract sections 2.1 and 7.2).

use reseat_odata::People;

use super::shared;
use crate::exchange::{Exchange, Outcome};

/// Answers the number.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::count(exchange, People::Present)
}
