//! The writer: takes what is waiting, loads what the engine needs, decides one after another, commits once, answers all
//! (design section 3). An answer means durable.

mod apart;
mod apply;
mod batch;
mod collect;
mod core;
mod decide;
mod fate;
mod load;
mod log;
mod overlay;
mod queue;
mod rebase;
mod submission;

pub(crate) use decide::{assigns, decide_guarded, unassigns};
pub(crate) use load::ensure_loaded;
pub use load::load_keys;
pub use log::{actor_text, chain_hash, face_number, object_number};
pub use queue::{Writer, WriterOptions};
pub use submission::{Commit, Guard, Limits, Meta, Submission, WriteError};
