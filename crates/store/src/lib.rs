//! The store port: what the application needs from a database, and nothing more (design section 4).
//!
//! Tables are declared once in [`tables`]; aggregates become rows in [`records`]. A store offers point reads, range
//! reads in key order, counts over a range, and one atomic [`Store::apply`]. The [`memory`] store is the oracle; the
//! [`conformance`] suite runs against every store.
//!
//! Calls block. Callers on an async runtime use a blocking thread; the writer has a thread of its own.

pub mod conformance;
mod for_write;
pub mod keystore;
pub mod memory;
pub mod port;
pub mod record;
pub mod records;
pub mod tables;
mod value;

pub use for_write::ForWrite;
pub use port::*;
pub use record::{Corrupt, Record, Stored};
pub use value::StoredId;
