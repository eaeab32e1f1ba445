//! Reading what happened: change sets with their items, and the audit.

mod audit;
mod export;
mod items;
mod of_person;
mod sets;
mod touched;

pub use audit::{AuditFilter, AuditPage, audit, audit_page, audit_record};
pub use export::{ExportPlace, ExportedChange, ExportedChanges, export_changes};
pub use items::{all_items, changed_users, count_items, items, items_of_user, last_items_of_user};
pub use of_person::{PersonChange, PersonChanges, changes_of_person};
pub use sets::{ChangeSetFilter, ChangeSetPage, change_set, change_set_items, change_sets};
pub use touched::{Touched, touched};
