//! `GET /users/{id}/licenseDetails/{id}`: one product a person holds (contract section 2.2).

use super::list_license_details::Found;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};

/// Answers it, or 404 when the person does not hold it.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let found = Found::read(exchange)?;
    let key = exchange.key(1);
    let details = found.details.iter().find(|details| details.id == key);
    let details = details.ok_or_else(|| GraphError::not_found(key))?;
    Answer::json(&found.selected(details, found.context(exchange, "/$entity")))
}
