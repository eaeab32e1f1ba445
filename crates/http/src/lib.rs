//! The server's edge: `/reseat/v1`, sign-in pages and token endpoints, Graph, the embedded console, health and metrics.
//!
//! [`build`] assembles the router of one application; [`serve`] listens. No rules and no SQL are here.

mod auth;
mod console;
mod fwlink;
mod health;
mod hosts_of;
mod listen;
mod logging;
mod server;
pub mod signin;
pub mod tls;
pub mod v1;

pub use auth::{CSRF_HEADER, Gate, SESSION_COOKIE, cookie};
pub use listen::{Address, Listening, listen};
pub use server::{Edge, build};
