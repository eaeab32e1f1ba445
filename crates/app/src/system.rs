//! Writing system records: sessions, codes, tokens (design section 3). They go through the same writer as commands and
//! share its commits, but need no engine and make no change set.

use std::fmt;

use reseat_model::TenantId;
use reseat_store::{Batch, StoreError};

/// Writes system records of a tenant.
pub trait SystemWriter: Send + Sync + fmt::Debug {
    /// Applies a batch of system rows. The call blocks until it is durable.
    ///
    /// # Errors
    /// As [`reseat_store::Store::apply`]; a failed precondition or unique index changes nothing.
    fn write(&self, tenant: TenantId, batch: Batch) -> Result<(), StoreError>;

    /// Hands a batch in and does not wait for it, where nobody depends on its fate. May be called from async code.
    ///
    /// # Errors
    /// When it cannot be taken.
    fn write_later(&self, tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        self.write(tenant, batch)
    }
}

/// Applies directly to a store: for tests and for tools that hold the data directory alone.
#[derive(Debug)]
pub struct DirectWriter(pub std::sync::Arc<dyn reseat_store::Store>);

impl SystemWriter for DirectWriter {
    fn write(&self, _tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        self.0.apply(&batch)
    }
}
