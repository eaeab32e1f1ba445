//! Moving the simulated clock: forward only, remembered, and everything due is carried out before the answer.

use reseat_authz::Action;
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::change_set::Kind;
use reseat_model::log::ObjectKind;
use reseat_model::system::ServerState;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Change, Precondition, Record, Stored, tables};

use crate::App;
use crate::call::Call;
use crate::domain_clock::ClockKind;
use crate::error::AppError;
use crate::worker;
use crate::writer::Submission;

/// Moves domain time to `to`.
///
/// # Errors
/// On a server with a real clock, backwards, without the right, or when the store fails.
pub fn move_clock(app: &App, call: &Call, to: Timestamp) -> Result<Timestamp, AppError> {
    call.grant(Action::ClockMove)?;
    if app.clock.kind() == ClockKind::System {
        return Err(AppError::invalid("this server runs on the machine's clock, which nobody can move"));
    }
    let before = app.clock.now();
    let offset = app
        .clock
        .offset_for(to)
        .ok_or_else(|| AppError::invalid("the simulated clock goes forward only; name a later instant"))?;
    let mut submission = Submission::new(call.tenant, call.meta(app, Kind::Administration, None), Vec::new());
    submission.append = call.join.is_some();
    submission.rows = moved(app, offset)?;
    let entry = AuditEntry {
        activity: Activity::MoveClock,
        target: Target::Other {
            kind: "Clock",
            id: call.tenant.to_string(),
            name: "simulated clock".to_owned(),
        },
        modified: vec![ModifiedProperty {
            name: "Now".to_owned(),
            old: before.0.to_string(),
            new: to.0.to_string(),
        }],
    };
    submission.audit.push((ObjectKind::Tenant, entry));
    app.writer.submit(submission)?;
    app.clock.set_offset(offset);
    worker::run_until_idle(app)?;
    Ok(app.clock.now())
}

/// The rows that remember how far the clock was moved, refused when another server moves it at the same moment: the lesser
/// of two moves must not undo the greater.
fn moved(app: &App, offset_micros: i64) -> Result<Batch, AppError> {
    let key = ServerState::key(TenantId::NIL, &());
    let before = ServerState::load(app.store.as_ref(), TenantId::NIL, &())?;
    let precondition = match &before {
        None => Precondition::Absent(ServerState::TABLE, key),
        Some(state) => Precondition::Equals(ServerState::TABLE, key, OFFSET, state.offset_micros.into()),
    };
    let default_tenant = before.and_then(|state| state.default_tenant);
    let state = ServerState { simulated: true, offset_micros, default_tenant };
    let changes = vec![Change::Put(ServerState::TABLE, state.to_row(TenantId::NIL))];
    Ok(Batch { preconditions: vec![precondition], changes })
}

/// Where the server's state keeps the offset.
const OFFSET: usize = tables::SERVER_STATE.position("offset_micros");
