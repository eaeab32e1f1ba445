//! The whole application in process, without a socket (design section 10): the real router over the real use cases, the
//! writer and the sign-in, on a store of the test's choice, with seeded ids and clocks that only the test moves.
//!
//! ```no_run
//! let world = reseat_testkit::World::small();
//! let licenses = world.sign_in("licenses");
//! let (status, products) = world.get(&licenses, "/reseat/v1/products");
//! assert_eq!(status, 200, "{products}");
//! ```
//!
//! A world checks itself when it is dropped: `reseat check` must be clean for every organisation. For tests only: it
//! panics where something does not work.

mod answer;
pub mod postgres;
mod requests;
mod servers;
mod storage;
mod tenants;
mod who;
mod world;

pub use answer::Answer;
pub use servers::SharedStore;
pub use storage::{Storage, TrapStore};
pub use tenants::{SMALL, TenantText};
pub use who::Who;
pub use world::{HOST, START, World};
