//! From answers to tables, one file per kind of thing.

mod outcome;
mod preview;
mod words_for;

pub use outcome::{notes, outcome_sheet};
pub use preview::{Tense, counts_line, preview_text, push_item};
pub use words_for::{face, job_status, path, result, service_state};
