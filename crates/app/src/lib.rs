//! The application: use cases, the writer, the worker, change sets, tokens and sessions (design sections 1 and 3).
//!
//! One file per use case. Nothing here knows axum or SQL. Calls block; the edge runs them on blocking threads.

mod app;
pub mod applications;
pub mod attention;
pub mod audit_trail;
pub mod call;
pub mod catalog;
pub mod changes;
pub mod clock;
pub mod domain_clock;
pub mod entropy;
pub mod error;
pub mod history;
pub mod identity;
pub mod jobs;
pub mod lease;
pub mod measures;
pub mod people;
pub mod products;
pub mod query;
pub mod repeats;
mod retention;
pub mod roles;
pub mod sign_out;
pub mod state;
pub mod subscriptions;
pub mod system;
pub mod tenant;
pub mod upkeep;
pub mod worker;
pub mod writer;

pub use app::{App, AppParts};
pub use call::Call;
pub use error::AppError;
