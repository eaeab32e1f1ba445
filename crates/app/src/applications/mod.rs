//! Registered applications: programs that sign in for themselves or for people. What an application requires is granted
//! when it is written (25.25); there is no step of consent.

mod audit;
mod read;
mod rights;
mod secrets;
mod validate;
mod write;

pub(crate) use read::all;
pub use read::{get, list};
pub use secrets::{NewSecret, add_secret, key_id, remove_secret};
pub use write::{Draft, create, delete, update};
