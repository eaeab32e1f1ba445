//! The server's edge: `/reseat/v1`, sign-in pages and token endpoints, Graph, the embedded console, health and metrics.
//!
//! [`build`] assembles the router of one application; [`serve`] listens. No rules and no SQL are here.

mod auth;
mod bodies;
pub mod certificates;
mod connections;
mod console;
mod fwlink;
mod headers;
mod health;
mod hosts_of;
mod listen;
mod logging;
mod metrics;
mod server;
pub mod signin;
mod source;
pub mod spans;
pub mod tls;
pub mod v1;

pub use auth::{CSRF_HEADER, Gate, SESSION_COOKIE, cookie};
pub use listen::{Address, ListenLimits, Listening, listen, listen_within};
pub use server::{Edge, build};
pub use source::Source;
