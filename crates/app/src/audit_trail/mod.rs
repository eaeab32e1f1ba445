//! An audit that can be trusted (design section 3): each record's hash covers the one before, and from time to time the
//! chain's head is signed with a key that is not in the database. docs/audit.md describes the formats and how to check
//! them with other tools.
//!
//! - [`sign_head`] signs where the chain stands; the worker calls it.
//! - [`Verifier`] finds any altered, missing, reordered, inserted or truncated record, in a store ([`verify_store`]) or
//!   in an export ([`verify_export`]).
//! - [`export_page`] writes the export, page by page.
//! - [`retire`] lets old records go without breaking the chain.

mod export;
mod hash;
mod head;
mod keys;
mod line;
mod report;
mod resume;
mod retire;
mod sign;
mod verify;
mod verify_file;
mod verify_store;

pub use export::{ExportPage, export_all, export_page};
pub use hash::Hashed;
pub use head::KeptHead;
pub use keys::{AuditKey, audit_keys, rotate_audit_key};
pub use line::{EndLine, HeadLine, Header, KeyLine, Line, RecordLine, hex, unhex};
pub use report::{Place, Problem, ProblemKind, Report};
pub use resume::{Resume, resume};
pub use retire::{RETIRE_ROWS_MAX, retire};
pub(crate) use sign::sign_when_due;
pub use sign::{Complaints, HeadPage, Signing, sign_all, sign_head, signed_heads};
pub use verify::{Verifier, VerifyOptions};
pub use verify_file::verify_export;
pub use verify_store::verify_store;
