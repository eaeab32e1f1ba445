//! The Graph edge over the real application and the memory store, in process and without a socket.

mod applications;
mod assign;
mod audits;
mod batch;
mod deleted;
mod examples;
mod fixture;
mod headers;
mod organization;
mod paging;
mod refusals;
mod roles;
mod sessions;
mod skus;
mod users;
mod users_write;
