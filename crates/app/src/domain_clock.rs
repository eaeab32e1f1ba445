//! Domain time on a running server: wall time, plus an offset where the clock is simulated (design section 5).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use reseat_model::system::ServerState;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Store, StoreError, Stored};

use crate::clock::Clock;

/// Which kind of clock decides rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockKind {
    /// Domain time is wall time; nobody can move it.
    System,
    /// Domain time is wall time plus an offset that an administrator can enlarge.
    Simulated,
}

/// Tells domain time.
#[derive(Debug)]
pub struct DomainClock {
    wall: Arc<dyn Clock>,
    kind: ClockKind,
    offset_micros: AtomicI64,
    /// The database's clock minus this machine's, where the database's is the one that counts.
    ahead_micros: AtomicI64,
    /// The latest instant that was told: domain time never goes back.
    latest: AtomicI64,
}

impl DomainClock {
    /// The clock of a data directory, as its server state says.
    pub fn new(wall: Arc<dyn Clock>, state: &ServerState) -> Self {
        let kind = if state.simulated { ClockKind::Simulated } else { ClockKind::System };
        Self {
            wall,
            kind,
            offset_micros: AtomicI64::new(state.offset_micros),
            ahead_micros: AtomicI64::new(0),
            latest: AtomicI64::new(i64::MIN),
        }
    }

    /// Simulated or not.
    pub fn kind(&self) -> ClockKind {
        self.kind
    }

    /// Wall time, for what clients and machines check.
    pub fn wall(&self) -> Timestamp {
        self.wall.wall()
    }

    /// Domain time, for rules.
    pub fn now(&self) -> Timestamp {
        let offset = self.offset_micros.load(Ordering::SeqCst) + self.ahead_micros.load(Ordering::SeqCst);
        self.forward(self.wall.wall().0 + offset)
    }

    fn forward(&self, micros: i64) -> Timestamp {
        Timestamp(self.latest.fetch_max(micros, Ordering::SeqCst).max(micros))
    }

    /// Looks at what a shared store says of the time: the database's clock, or how far a simulated clock was moved by
    /// another process. Between two looks this machine's clock counts on from there.
    ///
    /// # Errors
    /// When the store fails.
    pub fn follow(&self, store: &dyn Store) -> Result<(), StoreError> {
        if !store.shared() {
            return Ok(());
        }
        match self.kind {
            ClockKind::Simulated => {
                if let Some(state) = ServerState::load(store, TenantId::NIL, &())? {
                    self.set_offset(state.offset_micros);
                }
            }
            ClockKind::System => {
                if let Some(now) = store.now()? {
                    self.hear(now);
                }
            }
        }
        Ok(())
    }

    /// Looks how far another process has moved a simulated clock, for reads whose answer tells the time or depends on it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn look(&self, store: &dyn Store) -> Result<(), StoreError> {
        if self.kind == ClockKind::Simulated { self.follow(store) } else { Ok(()) }
    }

    /// Domain time of a batch that begins: the database's where that is the one that counts.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn at_batch(
        &self,
        store: &dyn Store,
        database: Option<Timestamp>,
    ) -> Result<Option<Timestamp>, StoreError> {
        match (self.kind, database) {
            (ClockKind::System, Some(now)) => {
                self.hear(now);
                Ok(Some(self.forward(now.0)))
            }
            (ClockKind::Simulated, _) if store.shared() => {
                self.follow(store)?;
                Ok(Some(self.now()))
            }
            _ => Ok(None),
        }
    }

    fn hear(&self, database: Timestamp) {
        self.ahead_micros.store(database.0 - self.wall.wall().0, Ordering::SeqCst);
    }

    /// The offset that makes domain time be `to` now; `None` when that would be in the past or the clock is real.
    pub fn offset_for(&self, to: Timestamp) -> Option<i64> {
        (self.kind == ClockKind::Simulated && to >= self.now()).then(|| to.0 - self.wall.wall().0)
    }

    /// Takes over an offset that has been made durable.
    pub fn set_offset(&self, micros: i64) {
        self.offset_micros.fetch_max(micros, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    fn clock(simulated: bool) -> DomainClock {
        let state = ServerState { simulated, offset_micros: 0, default_tenant: None };
        DomainClock::new(Arc::new(ManualClock::at(Timestamp(1_000))), &state)
    }

    #[test]
    fn a_system_clock_cannot_be_moved() {
        assert_eq!(clock(false).offset_for(Timestamp(5_000)), None);
    }

    #[test]
    fn a_simulated_clock_moves_forward_only() {
        let clock = clock(true);
        let offset = clock.offset_for(Timestamp(5_000)).unwrap();
        clock.set_offset(offset);
        assert_eq!(clock.now(), Timestamp(5_000));
        assert_eq!(clock.offset_for(Timestamp(4_000)), None);
        clock.set_offset(0);
        assert_eq!(clock.now(), Timestamp(5_000));
    }
}
