//! Whole commands against a scripted server, as the person at the terminal sees them.

mod changes;
mod copy;
mod directory;
mod graph;
mod imports;
mod lists;
mod sign_in;
mod world;
