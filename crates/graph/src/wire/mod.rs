//! Wire types: twins of the domain's types, written as Graph writes them.

pub(crate) mod application;
pub(crate) mod audit;
pub(crate) mod collection;
pub(crate) mod id;
pub(crate) mod licenses;
pub(crate) mod organization;
pub(crate) mod role;
pub(crate) mod sku;
pub(crate) mod user;
