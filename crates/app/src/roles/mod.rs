//! Directory roles: who holds which, granting and taking them (25.25).

mod change;
mod holders;

pub use change::{grant, revoke};
pub use holders::{Holding, holders, holdings};
