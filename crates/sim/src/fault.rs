//! A store in which things go wrong on purpose: faults of the world, which the application must survive, and mutations,
//! which stand for defects of the application and which the simulator must find.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use parking_lot::Mutex;
use reseat_store::{Batch, Key, Row, Scan, Store, StoreError, Table};

use crate::case::{Fault, FaultKind};
use crate::mutation::Mutation;

/// A store as one process sees it.
pub struct FaultStore {
    inner: Arc<dyn Store>,
    shared: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    faults: Vec<Fault>,
    writes: u8,
    reads: u8,
    struck: Vec<Fault>,
    dead: bool,
    gate: Option<(u8, Gate)>,
    mutation: Option<Mutation>,
}

/// Where a write waits: it says that it has come and goes on when it is told to.
pub struct Gate {
    /// Told when the write is there.
    pub arrived: Sender<()>,
    /// Told when it may go on.
    pub open: Receiver<()>,
}

impl fmt::Debug for FaultStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultStore").finish_non_exhaustive()
    }
}

fn lost() -> StoreError {
    StoreError::Unavailable("simulated: the connection was lost".to_owned())
}

fn dead() -> StoreError {
    StoreError::Unavailable("simulated: this process was killed".to_owned())
}

impl FaultStore {
    /// A store on top of another one, in which nothing goes wrong yet; `shared` when other processes work on it.
    pub fn over(inner: Arc<dyn Store>, shared: bool, mutation: Option<Mutation>) -> Arc<Self> {
        Arc::new(Self { inner, shared, state: Mutex::new(State { mutation, ..State::default() }) })
    }

    /// The store below, in which nothing goes wrong.
    pub fn inner(&self) -> &dyn Store {
        self.inner.as_ref()
    }

    /// From now on these go wrong, counted from now.
    pub fn arm(&self, faults: &[Fault]) {
        let mut state = self.state.lock();
        state.faults = faults.to_vec();
        (state.writes, state.reads) = (0, 0);
        state.struck.clear();
    }

    /// Nothing goes wrong any more; answers what did.
    pub fn disarm(&self) -> Vec<Fault> {
        let mut state = self.state.lock();
        state.faults.clear();
        std::mem::take(&mut state.struck)
    }

    /// Whether the process was killed.
    pub fn is_dead(&self) -> bool {
        self.state.lock().dead
    }

    /// The write after `after` others waits at the gate.
    pub fn close_gate(&self, after: u8, gate: Gate) {
        self.state.lock().gate = Some((after, gate));
    }

    /// Nothing waits any more.
    pub fn open_gate(&self) {
        self.state.lock().gate = None;
    }

    fn wait_at_gate(&self) {
        let gate = {
            let mut state = self.state.lock();
            match &mut state.gate {
                Some((after, _)) if *after > 0 => {
                    *after -= 1;
                    None
                }
                _ => state.gate.take(),
            }
        };
        if let Some((_, gate)) = gate {
            // Whoever closed the gate may be gone; then the write goes on.
            let _ = gate.arrived.send(());
            let _ = gate.open.recv();
        }
    }

    /// The mutation with what it has counted, for the next process.
    pub fn take_mutation(&self) -> Option<Mutation> {
        self.state.lock().mutation.take()
    }

    fn before_read(&self) -> Result<(), StoreError> {
        let mut state = self.state.lock();
        if state.dead {
            return Err(dead());
        }
        let number = state.reads;
        state.reads = state.reads.saturating_add(1);
        let due = |fault: &Fault| fault.kind == FaultKind::ReadFails && fault.at == number;
        match state.faults.iter().copied().find(due) {
            Some(fault) => {
                state.struck.push(fault);
                Err(lost())
            }
            None => Ok(()),
        }
    }

    /// What befalls the next write.
    fn next_write(&self) -> Result<Option<FaultKind>, StoreError> {
        let mut state = self.state.lock();
        if state.dead {
            return Err(dead());
        }
        let number = state.writes;
        state.writes = state.writes.saturating_add(1);
        let due = |fault: &Fault| fault.kind != FaultKind::ReadFails && fault.at == number;
        let fault = state.faults.iter().copied().find(due);
        state.struck.extend(fault);
        state.dead |= matches!(fault, Some(Fault { kind: FaultKind::DieBefore, .. }));
        Ok(fault.map(|fault| fault.kind))
    }

    fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let mutated = self.state.lock().mutation.as_mut().map(|mutation| mutation.of(batch));
        self.inner.apply(mutated.as_ref().unwrap_or(batch))
    }
}

impl Store for FaultStore {
    fn get_many(&self, table: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>, StoreError> {
        self.before_read()?;
        self.inner.get_many(table, keys)
    }

    fn range(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.before_read()?;
        self.inner.range(scan)
    }

    fn range_many(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.before_read()?;
        self.inner.range_many(scans)
    }

    fn entries(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.before_read()?;
        self.inner.entries(scan)
    }

    fn count(&self, scan: &Scan) -> Result<u64, StoreError> {
        self.before_read()?;
        self.inner.count(scan)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        self.wait_at_gate();
        match self.next_write()? {
            None | Some(FaultKind::ReadFails) => self.write(batch),
            Some(FaultKind::Conflict) => Err(StoreError::Precondition(0)),
            Some(FaultKind::LostBefore) => Err(lost()),
            Some(FaultKind::Failed) => Err(StoreError::Failed("simulated: the disk failed".to_owned())),
            Some(FaultKind::DieBefore) => Err(dead()),
            Some(FaultKind::LostAfter) => self.write(batch).and(Err(lost())),
            Some(FaultKind::DieAfter) => {
                let written = self.write(batch);
                self.state.lock().dead = true;
                written.and(Err(dead()))
            }
        }
    }

    fn shared(&self) -> bool {
        self.shared
    }

    fn get_many_for_write(
        &self,
        table: &'static Table,
        keys: &[Key],
    ) -> Result<Vec<Option<Row>>, StoreError> {
        self.before_read()?;
        self.inner.get_many_for_write(table, keys)
    }

    fn range_for_write(&self, scan: &Scan) -> Result<Vec<Row>, StoreError> {
        self.before_read()?;
        self.inner.range_for_write(scan)
    }

    fn range_many_for_write(&self, scans: &[Scan]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.before_read()?;
        self.inner.range_many_for_write(scans)
    }
}
