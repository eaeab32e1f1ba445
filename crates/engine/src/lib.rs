//! Every rule of licence administration, as pure functions (design sections 1 and 3).
//!
//! [`reads`] names what a decision still needs to know; [`decide`] takes what is known ([`View`]), a command and its
//! context, and answers what changes, what follows and why something was refused or left alone. The engine never
//! loads anything, never looks at a clock and draws no randomness.
//!
//! One file per operation: `licenses/` for sections 4 to 7, `users/` for section 18, `services` for the mailbox,
//! drive and Office states, `impact` and `audit` for what people read, [`invariants`] for what always holds.

mod audit;
mod conclude;
mod countries;
mod decide;
mod digest;
mod impact;
pub mod invariants;
mod licenses;
mod plan_change;
mod purchases;
mod reads;
mod roles;
mod services;
mod timers;
mod transition;
mod users;
mod view;

pub use countries::is_country;
pub use decide::decide;
pub use digest::digest;
pub use reads::reads;
pub use services::settle;
pub use timers::due;
pub use users::GLOBAL_ADMINISTRATOR;
pub use view::{Key, Person, View};
