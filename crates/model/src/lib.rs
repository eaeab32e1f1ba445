//! The words of the domain: typed ids, instants, aggregates, commands, outcomes and limits.
//!
//! Pure ring. Nothing here performs I/O, reads a clock, draws randomness or knows a wire format; `rules.md` is the
//! specification these types follow and the rule IDs in the docs (UNA-10, CNT-1, 25.22 ...) point into it.

pub mod application;
pub mod assignment;
pub mod audit;
pub mod audit_head;
pub mod catalog;
pub mod change_set;
pub mod command;
pub mod decision;
pub mod fold;
pub mod ids;
pub mod job;
pub mod limits;
pub mod log;
pub mod outcome;
pub mod pool;
pub mod query;
pub mod reason;
pub mod services;
pub mod subscription;
pub mod system;
pub mod tenant;
pub mod time;
pub mod user;

pub use ids::*;
pub use time::Timestamp;
