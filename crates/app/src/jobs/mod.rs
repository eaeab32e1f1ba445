//! Long-running bulk changes: started here, carried on by the worker chunk by chunk, resumable at any row.

mod cancel;
mod export;
mod list;
mod previewed;
mod run;
mod start;

pub use cancel::cancel;
pub use export::export_jobs;
pub use list::{JobView, list, load, results, view};
pub use previewed::{PreviewSums, is_preview, preview_summary};
pub use run::run_chunk;
pub use start::start;
