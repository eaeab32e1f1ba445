//! What a timer does when it is due.

use reseat_model::command::Command;
use reseat_model::decision::{Timer, TimerKind};

/// The command of a due timer, to be decided at the timer's own instant (design section 5: `effectiveAt`).
pub fn due(timer: &Timer) -> Command {
    match timer.kind {
        TimerKind::PurgeMailbox => Command::PurgeMailbox { user: timer.user, due: timer.due },
        TimerKind::PurgeUser => Command::PurgeUser { user: timer.user },
    }
}
