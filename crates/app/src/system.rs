//! Writing system records: sessions, codes, tokens (design section 3). They go through the same writer as commands and
//! share its commits, but need no engine and make no change set.

use std::fmt;

use reseat_model::TenantId;
use reseat_store::{Batch, StoreError};

/// Writes system records of a tenant. The call blocks until the batch is durable.
pub trait SystemWriter: Send + Sync + fmt::Debug {
    /// Applies a batch of system rows.
    ///
    /// # Errors
    /// As [`reseat_store::Store::apply`]; a failed precondition or unique index changes nothing.
    fn write(&self, tenant: TenantId, batch: Batch) -> Result<(), StoreError>;
}

/// Applies directly to a store: for tests and for tools that hold the data directory alone.
#[derive(Debug)]
pub struct DirectWriter(pub std::sync::Arc<dyn reseat_store::Store>);

impl SystemWriter for DirectWriter {
    fn write(&self, _tenant: TenantId, batch: Batch) -> Result<(), StoreError> {
        self.0.apply(&batch)
    }
}
