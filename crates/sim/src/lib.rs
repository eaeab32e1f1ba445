//! Deterministic simulation (design section 10): a seed makes organisations and a workload out of everything that can
//! be asked of the application, the store fails on purpose meanwhile, clocks jump, processes are killed, and after every
//! step a small independent model says what may be there. The same seed gives the same trace, byte for byte.
//!
//! `cargo xtask sim --seed N` reproduces; docs/simulation.md explains.

pub mod bugs;
pub mod case;
pub mod dump;
pub mod fault;
pub mod generate;
mod invariants;
mod kind;
mod liveness;
pub mod memory;
pub mod mutation;
mod observe;
mod ops;
pub mod rules;
pub mod run;
pub mod server;
pub mod shrink;
pub mod state;
pub mod tenant;
