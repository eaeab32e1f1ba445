//! Every rule of licence administration, as pure functions (design sections 1 and 3).
//!
//! [`decide`] takes what is known ([`View`]), a command and its context, and answers what changes or why not.
//! [`reads`] names what a decision still needs to know. The engine never loads anything, never looks at a clock.

mod view;

pub use view::{Key, Person, View};
