//! The Microsoft Graph v1.0 edge: routes, wire types, error bodies, `$batch` (contract sections 0 to 2, 4, 7, 10, 14).
//!
//! [`router`] serves `/v1.0/...` for a [`GraphState`]. Paths are taken apart here rather than by axum, because Graph
//! reads them generously: repeated slashes, any letter case, `/users('id')`, qualified action names. One table,
//! [`ROUTES`], names every operation; `$batch` dispatches through it without HTTP. One file per operation is in
//! `operations/`. No rules and no queries are here: those are `reseat_app`'s.

mod batch;
mod body;
mod error;
mod exchange;
mod filter;
mod holdings;
mod ids;
mod operations;
mod path;
mod reasons;
mod respond;
mod retries;
mod router;
mod routes;
mod state;
mod time;
mod wire;

pub use error::{Detail, GraphError};
pub use ids::Ids;
pub use respond::{error_response, request_ids};
pub use router::{router, serve, serves};
pub use routes::{Method, Part, ROUTES, Refusal, Route};
pub use state::{Authenticate, BaseUrl, GraphState, bearer_token, joined_change_set};
pub use time::iso;
