//! Outside file formats, read into typed structures: product catalogues, people, accounts, tenants, and the words for
//! reason codes in both languages.
//!
//! Pure ring: no I/O, no clock, no randomness; the built-in files are part of the binary. Every parser reports what is
//! wrong with its line and keeps what it can.

mod csv_input;
mod derived_id;
mod problem;
#[cfg(test)]
mod schema;
mod yaml;

pub mod accounts;
pub mod catalog;
pub mod country;
pub mod people;
pub mod roles;
pub mod tenant;
pub mod time_zone;
pub mod words;

pub use csv_input::defused;
pub use problem::Problem;
