//! Lists against their meaning: whatever the way, the pages together are whom `matches` means, each once.

mod edges;
mod forms;
mod pages;
mod sqlite;
mod world;
