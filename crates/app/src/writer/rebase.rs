//! A person's properties that others changed while a new account was being written: two who change different properties
//! at the same moment both find theirs afterwards.

use reseat_engine::View;
use reseat_model::command::Command;
use reseat_model::user::User;
use reseat_store::Record;

use super::submission::Submission;

/// The command on top of what the person is now; `None` where it is right as it stands. Of two who change the same
/// property the later wins.
pub(super) fn rebased(s: &Submission, view: &View, command: &Command) -> Option<Command> {
    let Command::UpdateUser { user } = command else { return None };
    let base = s.bases.get(&user.id)?;
    let now = &view.person(user.id)?.user;
    if now == base {
        return None;
    }
    let cells = |user: &User| user.to_row(s.tenant);
    let mut merged = cells(now);
    for (at, (before, after)) in cells(base).into_iter().zip(cells(user)).enumerate() {
        if before != after {
            merged[at] = after;
        }
    }
    let user = User::from_row(&merged).ok()?;
    Some(Command::UpdateUser { user: Box::new(user) })
}
