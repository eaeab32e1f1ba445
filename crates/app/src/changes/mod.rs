//! Changing licences: previewing, carrying out, and taking back (design section 3).

mod change;
mod copy;
mod licenses_page;
mod net;
mod preview;
mod replay;
mod revert;
mod rights;
mod selection;
mod simulate;
mod summary;
mod token;

pub(crate) use change::commands_for;
pub use change::{ChangeAnswer, ChangeRequest, ChangeResult, change, change_one};
pub use copy::copy_edit;
pub use licenses_page::{preview_on_licenses_page, unassign_on_licenses_page};
pub(crate) use net::net_paths;
pub use preview::{Preview, PreviewAnswer, preview};
pub use replay::{IdempotencyKey, Part, Replayed};
pub use revert::{NOT_REVERTIBLE, RevertRequest, preview_revert, revert, revertible};
pub use rights::grant_edit;
pub(crate) use rights::{guest_limit, guest_roles};
pub use selection::{Selected, Selection};
pub use simulate::domain_now;
pub(crate) use simulate::simulate_on;
pub use simulate::{Simulated, simulate};
pub use summary::{KeptSummary, LicenseCounts, SeatSummary, Summary, summarise};
pub use token::{decode_token, encode_token};
