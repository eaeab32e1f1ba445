//! Who may do what: roles, scopes and actions in one table (rules.md section 3 with 25.25; contract section 0 and the
//! permissions of each operation).
//!
//! A delegated call needs a scope *and* a directory role; an application's own token needs a scope only (25.25). Use
//! cases take a [`Granted`], which only [`authorize`] makes. [`matrix`] prints the table; its committed form is
//! `matrix.txt` and a test compares them.

pub mod action;
mod decide;
mod matrix;
pub mod permissions;
pub mod roles;
mod scopes;
mod table;

pub use action::Action;
pub use decide::{
    Basis, Caller, CallerKind, Granted, Refusal, RefusalReason, Scopes, Target, authorize, may_somewhere,
};
pub use matrix::matrix;
pub use permissions::{Grant, Permission};
pub use scopes::permissions;
