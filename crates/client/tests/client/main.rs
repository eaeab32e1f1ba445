//! The client against a scripted network, and against a real socket on this machine.

mod fake;
mod network;
mod operations;
mod retry;
mod sign_in;
