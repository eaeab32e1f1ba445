//! `GET /applications/{id}`, also `applications(appId='{id}')`: one registered application. `$select`.

use reseat_app::applications;

use super::list_applications::APPLICATIONS;
use super::shared::listing;
use super::update_user::named;
use crate::exchange::{Exchange, Outcome};
use crate::wire::application::application;

/// Answers it, or 404.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let key = exchange.key(0);
    let found = applications::get(exchange.app(), &exchange.call, key);
    let found = found.map_err(|error| named(error.into(), key))?;
    let state = exchange.app().tenant(exchange.tenant())?;
    listing::single(exchange, &APPLICATIONS, application(&state.tenant, &found), &[])
}
