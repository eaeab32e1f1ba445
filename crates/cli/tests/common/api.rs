//! The client of the API, which the proofs use as well.

#[allow(unused_imports, reason = "every test program uses its own part of this")]
pub use reseat_proof::api::{Answer, Api, Lost, post_form};
