//! The products an organisation owns: seats, purchases, self-service pools (Billing > Licenses).

mod list;

pub use list::{OwnedProduct, SelfServicePool, list, load_one};
