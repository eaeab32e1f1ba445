//! What several operations share: who may read whom, lists of people, people as entities, people as input.

mod access;
pub(super) mod application;
mod entity;
mod input;
pub(super) mod listing;
mod people;
mod problems;
pub(super) mod roles;

pub(super) use access::{find_readable, is_oneself, may_change};
pub(super) use entity::{entity, selected};
pub(super) use input::UserInput;
pub(super) use people::{count, list};
pub(super) use problems::{lacking, unfit};

use reseat_model::outcome::{Outcome, Status};

use crate::error::GraphError;
use crate::exchange::Exchange;
use crate::reasons;

/// An outcome that is no refusal.
///
/// # Errors
/// The refusal in Graph's words; `key` is what the caller named the person.
pub(super) fn accepted(exchange: &Exchange, outcome: &Outcome, key: &str) -> Result<(), GraphError> {
    match outcome.status {
        Status::Changed | Status::Unchanged => Ok(()),
        Status::Refused => Err(reasons::refusal(exchange, &outcome.reasons, key)),
    }
}
