//! The application: use cases, the writer, the worker, change sets, tokens and sessions (design sections 1 and 3).
//!
//! One file per use case. Nothing here knows axum or SQL. Calls block; the edge runs them on blocking threads.

pub mod clock;
pub mod entropy;
pub mod identity;
pub mod query;
pub mod system;
