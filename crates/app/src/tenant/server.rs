//! The server's state: which kind of clock a data directory has, remembered from its first start (design section 5).

use reseat_model::system::ServerState;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Change, Precondition, Record, Store, StoreError, Stored};

/// Why a data directory cannot be served as asked.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// A directory remembers its kind of clock.
    #[error(
        "this data directory was made with a {had} clock and cannot be served with a {asked} one; use another --data-dir"
    )]
    ClockKind {
        /// What it has.
        had: &'static str,
        /// What was asked for.
        asked: &'static str,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the server state on first start, or checks that it fits. A simulated clock starts at `start`.
///
/// # Errors
/// When the directory has the other kind of clock, or the store fails.
pub fn prepare_server(
    store: &dyn Store,
    simulated: bool,
    start: Option<Timestamp>,
    wall: Timestamp,
) -> Result<ServerState, ServerError> {
    if let Some(state) = ServerState::load(store, TenantId::NIL, &())? {
        if state.simulated != simulated {
            let word = |simulated| if simulated { "simulated" } else { "system" };
            return Err(ServerError::ClockKind { had: word(state.simulated), asked: word(simulated) });
        }
        return Ok(state);
    }
    let offset_micros = if simulated { start.map_or(0, |start| start.0 - wall.0) } else { 0 };
    let state = ServerState { simulated, offset_micros, default_tenant: None };
    let made = store.apply(&Batch {
        preconditions: vec![Precondition::Absent(ServerState::TABLE, ServerState::key(TenantId::NIL, &()))],
        changes: vec![Change::Put(ServerState::TABLE, state.to_row(TenantId::NIL))],
    });
    match made {
        // Another server started at the same moment.
        Err(StoreError::Precondition(_)) => prepare_server(store, simulated, start, wall),
        made => Ok(made.map(|()| state)?),
    }
}
