//! Hostile input for everything that reads something from outside. A target takes any bytes, reads them as the product
//! would and panics when a promise is broken: no panic, no answer above 499, what is printed reads back.
//!
//! Two runners share the targets and the seeds in `corpus/` (docs/adr/0014-fuzzing.md):
//! - `cargo test` replays the seeds and a fixed number of changed ones, the same in every run;
//! - `scripts/fuzz.sh` runs libFuzzer with coverage for as long as wanted and adds what it finds to the seeds.

pub mod corpus;
pub mod mutate;
pub mod targets;

pub use targets::{ALL, Target};
