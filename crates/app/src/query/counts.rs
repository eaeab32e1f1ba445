//! Counts of lists, kept while nothing happens in the tenant: who turns pages asks for the same number each time, and with
//! a million people even an index takes a while to count.

use std::collections::HashMap;

use parking_lot::Mutex;
use reseat_model::TenantId;
use reseat_model::log::Head;
use reseat_store::{Store, Stored};

use crate::error::AppError;

/// Counts kept at most.
const KEPT_MAX: usize = 1_000;

/// The counts of recent lists; a cache.
#[derive(Debug, Default)]
pub struct Counts {
    kept: Mutex<HashMap<(TenantId, String), Kept>>,
}

/// What was counted.
#[derive(Debug)]
struct Kept {
    /// How far the tenant's log was.
    seq: u64,
    /// The number; none where it was not worth counting.
    number: Option<u64>,
}

impl Counts {
    /// The count of the list that `key` describes: what was counted before if the tenant's log has not moved since,
    /// else what `count` counts now.
    ///
    /// # Errors
    /// When the store or `count` fails.
    pub fn get_or(
        &self,
        store: &dyn Store,
        tenant: TenantId,
        key: String,
        count: impl FnOnce() -> Result<Option<u64>, AppError>,
    ) -> Result<Option<u64>, AppError> {
        // Read before counting: what happens meanwhile makes the number stale, not wrong for longer.
        let seq = Head::load(store, tenant, &())?.unwrap_or(Head::EMPTY).seq;
        let key = (tenant, key);
        if let Some(known) = self.kept.lock().get(&key).filter(|known| known.seq == seq) {
            return Ok(known.number);
        }
        let number = count()?;
        let mut kept = self.kept.lock();
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, Kept { seq, number });
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use reseat_store::memory::MemoryStore;
    use reseat_store::{Batch, Change, Record};

    use super::*;

    const TENANT: TenantId = TenantId::from_bytes([5; 16]);

    fn ask(counts: &Counts, store: &MemoryStore, key: &str, present: u64) -> Option<u64> {
        counts.get_or(store, TENANT, key.to_owned(), || Ok(Some(present))).expect("counted")
    }

    #[test]
    fn a_count_is_kept_until_the_log_moves() {
        let (counts, store) = (Counts::default(), MemoryStore::new());
        assert_eq!(ask(&counts, &store, "all", 1), Some(1));
        assert_eq!(ask(&counts, &store, "all", 2), Some(1));
        assert_eq!(ask(&counts, &store, "some", 3), Some(3));
        let head = Head { seq: 1, hash: [1; 32], ..Head::EMPTY };
        let put = Change::Put(Head::TABLE, head.to_row(TENANT));
        store.apply(&Batch { changes: vec![put], ..Batch::default() }).expect("written");
        assert_eq!(ask(&counts, &store, "all", 4), Some(4));
    }

    #[test]
    fn it_is_bounded() {
        let (counts, store) = (Counts::default(), MemoryStore::new());
        for n in 0..2_500 {
            ask(&counts, &store, &n.to_string(), n);
        }
        assert!(counts.kept.lock().len() <= KEPT_MAX);
    }
}
