//! Which of several processes carries out a tenant's timers and jobs (design section 3, system records). The lease keeps
//! two from doing the same work; it is the fence that keeps it right: everything that the holder writes has the fence as
//! a precondition, so that a process which was paused until another took its work over cannot write any more.
//!
//! Leases are in wall time (design section 5). Where the clocks of two machines differ, work is taken over earlier or later
//! than meant; nothing is done twice. On a store that no other process works on there is nothing to lease.

use std::collections::HashMap;

use parking_lot::Mutex;
use reseat_model::system::Lease;
use reseat_model::{TenantId, Timestamp};
use reseat_store::tables::LEASE_FENCE;
use reseat_store::{Batch, Change, Precondition, Record, StoreError, Stored};

use crate::App;
use crate::entropy::Entropy;
use crate::error::AppError;
use crate::system::SystemWriter;

/// Seconds for which the worker's lease is taken: so long does a tenant's work rest after its process was killed.
const LEASE_SECONDS: i64 = 10;
/// Seconds after which the holder renews it.
const RENEW_SECONDS: i64 = 4;
/// The lease of a tenant's timers and jobs.
const WORKER: &str = "worker";

/// How much a process wants to do a tenant's work itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Unless another process is at it.
    Polite,
    /// In any case: somebody waits for it here. What the other is at fails on its fence, and it finds the work done.
    Insist,
}

/// The leases of this process.
#[derive(Debug)]
pub struct Leases {
    owner: [u8; 16],
    held: Mutex<HashMap<TenantId, Held>>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    fence: u64,
    /// By this machine's clock, which alone tells how long ago that was.
    renewed: Timestamp,
}

/// The right to do a tenant's work, as a precondition of what is written for it.
#[derive(Debug, Clone)]
pub struct Fence(Option<Precondition>);

impl Fence {
    /// Makes a batch fail once another process has taken the work over.
    pub fn guard(&self, batch: &mut Batch) {
        batch.preconditions.extend(self.0.clone());
    }
}

impl Leases {
    /// No leases yet. Every start of a process is an owner of its own.
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self { owner: *entropy.uuid().as_bytes(), held: Mutex::default() }
    }

    fn held(&self, tenant: TenantId, wall: Timestamp) -> Option<Held> {
        let held = *self.held.lock().get(&tenant)?;
        (0..RENEW_SECONDS * 1_000_000).contains(&(wall.0 - held.renewed.0)).then_some(held)
    }

    /// Forgets a lease that turned out to be another's.
    pub fn lost(&self, tenant: TenantId) {
        self.held.lock().remove(&tenant);
    }
}

/// The right to do a tenant's work now; `None` while another process is at it.
///
/// # Errors
/// When the store fails.
pub fn hold(app: &App, tenant: TenantId, claim: Claim) -> Result<Option<Fence>, AppError> {
    if !app.store.shared() {
        return Ok(Some(Fence(None)));
    }
    let wall = app.clock.wall();
    if let Some(held) = app.leases.held(tenant, wall) {
        return Ok(Some(fence(tenant, held.fence)));
    }
    let known = Lease::load(app.store.as_ref(), tenant, &WORKER.to_owned())?;
    let (number, precondition) = match &known {
        None => (1, Precondition::Absent(Lease::TABLE, Lease::key(tenant, &WORKER.to_owned()))),
        Some(lease) if lease.owner == app.leases.owner => (lease.fence, at_fence(tenant, lease.fence)),
        Some(lease) if lease.until > wall && claim == Claim::Polite => {
            app.leases.lost(tenant);
            return Ok(None);
        }
        Some(lease) => (lease.fence + 1, at_fence(tenant, lease.fence)),
    };
    let until = wall.plus_seconds(LEASE_SECONDS);
    match write(app, tenant, number, until, precondition) {
        Ok(()) => {
            app.leases.held.lock().insert(tenant, Held { fence: number, renewed: wall });
            Ok(Some(fence(tenant, number)))
        }
        Err(StoreError::Precondition(_)) => {
            app.leases.lost(tenant);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Lets go of all leases, so that others need not wait for their end: a process that stops.
pub fn release_all(app: &App) {
    let held = std::mem::take(&mut *app.leases.held.lock());
    for (tenant, held) in held {
        let released = write(app, tenant, held.fence, Timestamp(0), at_fence(tenant, held.fence));
        if let Err(error) = released {
            // It ends by itself.
            tracing::debug!(%error, %tenant, "a lease was not given back");
        }
    }
}

fn write(
    app: &App,
    tenant: TenantId,
    fence: u64,
    until: Timestamp,
    precondition: Precondition,
) -> Result<(), StoreError> {
    let lease = Lease { name: WORKER.to_owned(), owner: app.leases.owner, fence, until };
    let changes = vec![Change::Put(Lease::TABLE, lease.to_row(tenant))];
    app.writer.write(tenant, Batch { preconditions: vec![precondition], changes })
}

fn fence(tenant: TenantId, number: u64) -> Fence {
    Fence(Some(at_fence(tenant, number)))
}

fn at_fence(tenant: TenantId, number: u64) -> Precondition {
    let key = Lease::key(tenant, &WORKER.to_owned());
    Precondition::Equals(Lease::TABLE, key, LEASE_FENCE, number.into())
}
