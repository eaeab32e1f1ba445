//! `GET /users`: people, filtered, searched, ordered, in pages (contract sections 2.1 and 7.2).

use reseat_odata::People;

use super::shared;
use crate::exchange::{Exchange, Outcome};

/// Answers a page. `User.ReadBasic.All` reads the basic properties only.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    shared::list(exchange, People::Present, "users")
}
