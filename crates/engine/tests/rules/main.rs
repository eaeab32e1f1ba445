//! The rules as tables: each test reads like a rule of the specification and names it.

mod accounts;
mod assign;
mod audit;
mod consequences;
mod digest;
mod invariants;
mod model;
mod properties;
mod purchases;
mod reads;
mod replace;
mod revert;
mod services;
mod unassign;
mod world;
