//! `/reseat/v1`: what Graph has no word for (design section 1). Graph's conventions, and an OpenAPI document generated
//! from these handlers.

#![allow(unused_qualifications, reason = "the macros of the OpenAPI document name types by their paths")]

mod attention;
mod audit;
mod audit_trail;
mod catalog;
mod change_sets;
mod changes;
mod clock;
mod exports;
mod jobs;
mod losses;
mod order;
mod page;
mod people;
mod people_changes;
mod people_import;
mod people_update;
mod permissions;
mod previews;
mod products;
mod products_users;
mod refusals;
mod request;
mod roles;
mod session;
mod settings;
mod subscriptions;
pub mod wire;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use reseat_app::App;
use reseat_app::identity::Identity;
use reseat_model::audit::Face;
use reseat_model::limits;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Gate;
use crate::hosts_of::BaseUrls;

/// What the handlers need; cheap to clone.
#[derive(Debug, Clone)]
pub struct V1 {
    /// The application.
    pub app: Arc<App>,
    /// Who calls.
    pub gate: Arc<Gate>,
    /// Under which name the server was called.
    pub base: BaseUrls,
}

impl V1 {
    /// The state of one server.
    pub fn new(app: Arc<App>, identity: Arc<Identity>, base: BaseUrls) -> Self {
        let gate = Arc::new(Gate::new(Arc::clone(&app), identity, Face::Api));
        Self { app, gate, base }
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Reseat",
        description = "What Microsoft Graph has no word for: previews, change sets, jobs, the Licenses page's operation, \
                   catalogue, audit. Errors have Graph's body. Authenticate with a bearer token from \
                   /{tenant}/oauth2/v2.0/token.",
    ),
    components(schemas(refusals::ErrorWire))
)]
struct Description;

fn described() -> OpenApiRouter<V1> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(session::session))
        .routes(routes!(products::list))
        .routes(routes!(products::get))
        .routes(routes!(products_users::users))
        .routes(routes!(products::unassign))
        .routes(routes!(products::preview_unassign))
        .routes(routes!(subscriptions::add))
        .routes(routes!(people::list))
        .routes(routes!(people::get))
        .routes(routes!(people_import::import))
        .routes(routes!(people_update::update))
        .routes(routes!(people_changes::changes))
        .routes(routes!(losses::list))
        .routes(routes!(roles::list))
        .routes(routes!(permissions::list))
        .routes(routes!(previews::preview))
        .routes(routes!(changes::change))
        .routes(routes!(jobs::list))
        .routes(routes!(jobs::get))
        .routes(routes!(jobs::results))
        .routes(routes!(jobs::cancel))
        .routes(routes!(change_sets::list))
        .routes(routes!(change_sets::get))
        .routes(routes!(change_sets::items))
        .routes(routes!(change_sets::revert))
        .routes(routes!(change_sets::preview_revert))
        .routes(routes!(audit::list))
        .routes(routes!(audit::get))
        .routes(routes!(audit_trail::export))
        .routes(routes!(audit_trail::heads))
        .routes(routes!(audit_trail::keys))
        .routes(routes!(attention::list))
        .routes(routes!(exports::change_sets))
        .routes(routes!(exports::jobs))
        .routes(routes!(catalog::list))
        .routes(routes!(catalog::import))
        .routes(routes!(settings::get, settings::edit))
        .routes(routes!(clock::get, clock::advance))
}

/// The OpenAPI document.
pub fn document() -> Document {
    let mut document = described().split_for_parts().1;
    refusals::describe(&mut document);
    document
}

/// The routes, with errors in Graph's body.
pub fn router(state: V1) -> Router {
    let (router, _) = described().split_for_parts();
    router
        .layer(DefaultBodyLimit::max(limits::IMPORT_BODY_BYTES_MAX))
        .layer(middleware::from_fn_with_state(state.clone(), request::answer_errors))
        .with_state(state)
}
