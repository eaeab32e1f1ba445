//! Whether servers keep what they answer, judged from outside (design section 10): clients contest the seats of one
//! product and write down every request and every answer; a checker reads only that history and the state afterwards,
//! both through the public API, and looks for an order of all changes that explains every answer.
//!
//! - [`load`] makes the history, through any number of servers;
//! - [`after`] reads the state afterwards;
//! - [`check`] judges both;
//! - [`cluster`] runs PostgreSQL with synchronous replication under Patroni and etcd, and strikes its primary;
//! - [`servers`] starts servers in front of it.

pub mod after;
pub mod api;
pub mod check;
pub mod cluster;
pub mod history;
pub mod load;
pub mod process;
pub mod servers;
