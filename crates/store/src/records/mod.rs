//! Aggregates as rows, one file per aggregate. Where a row needs more than the aggregate (the owner of a value, a
//! name by which it is ordered) a small struct here carries both.

mod application;
mod assignment;
mod audit_head;
mod auth_code;
mod catalog;
mod cells;
mod change_item;
mod change_set;
mod credential;
mod device_code;
mod head;
mod job;
mod lease;
mod log_entry;
pub mod pack;
mod pool;
mod refresh_token;
mod replay;
mod role;
mod server_state;
mod services;
mod session;
mod subscription;
mod tags;
mod tenant;
mod timer;
mod user;

pub use assignment::{AssignmentRow, Holder, path_bytes};
pub use catalog::DependencyId;
pub use job::job_status_value;
pub use role::RoleGrant;
pub use services::ServicesRow;
