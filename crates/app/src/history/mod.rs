//! Reading what happened: change sets with their items, and the audit.

mod audit;
mod items;
mod sets;

pub use audit::{actor_json, audit, verify_chain};
pub use items::{all_items, changed_users, count_items, items, items_of_user};
pub use sets::{change_set, change_set_items, change_sets};
