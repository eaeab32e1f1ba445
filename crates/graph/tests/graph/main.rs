//! The Graph edge over the real application and the memory store, in process and without a socket.

mod assign;
mod batch;
mod deleted;
mod examples;
mod fixture;
mod headers;
mod paging;
mod refusals;
mod skus;
mod users;
mod users_write;
