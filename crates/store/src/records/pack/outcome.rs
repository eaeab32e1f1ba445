//! Outcomes with what follows, and paths before and after.

use reseat_model::assignment::{AssignmentKey, Path, PathState};
use reseat_model::command::{PathChange, PathValue};
use reseat_model::outcome::{Impact, KeptService, LicenseChange, Outcome, SeatChange, Status};
use reseat_model::services::{DriveState, FormerProduct, MailboxState, OfficeState};

use super::{pack_enum, pack_struct};

pack_struct! {
    Outcome { user, status, reasons, impact }
    Impact {
        licenses, seats, services_lost, services_kept, services_gained, mailbox, drive, office, warnings,
    }
    LicenseChange { key, before, after }
    SeatChange { sku, pool, delta }
    KeptService { plan, covered_by }
    AssignmentKey { sku, pool, path }
    PathValue { disabled, state, assigned_at }
    PathChange { key, before, after }
    FormerProduct { sku, removed_at }
}

pack_enum! {
    Status { 0 = Changed, 1 = Unchanged, 2 = Refused }
    Path { 0 = Direct, 1 = Group(group) }
    PathState { 0 = Active, 1 = ActiveWithError, 2 = Disabled, 3 = Error }
    MailboxState {
        0 = None,
        1 = Active { id, since },
        2 = Disconnected { id, since, purge_at },
        3 = SoftDeleted { id, since, purge_at },
        4 = Purged { id, at },
    }
    DriveState {
        0 = None,
        1 = Active { id, since },
        2 = Unlicensed { id, since },
        3 = MarkedForDeletion { id, since, delete_at },
        4 = Deleted { id, at },
    }
    OfficeState { 0 = None, 1 = Licensed { since }, 2 = Unlicensed { since, reduced_by } }
}
