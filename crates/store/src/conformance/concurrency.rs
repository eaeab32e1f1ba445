//! Several threads on one store.

use std::sync::atomic::{AtomicBool, Ordering};

use reseat_model::log::Head;
use reseat_model::pool::Pool;
use reseat_model::{PoolId, SkuId};

use super::reads::{TENANT, put};
use crate::port::{Batch, Change, Precondition, Scan, Store, StoreError};
use crate::record::{Record, Stored};
use crate::tables;

/// How many rows a reader must always find equal.
const ROWS: u8 = 40;

fn pools(consumed: u32) -> Vec<Pool> {
    let pool = |n| Pool { consumed, ..Pool::empty(SkuId::from_bytes([n; 16]), PoolId::ORGANIZATION) };
    (0..ROWS).map(pool).collect()
}

/// Readers beside a writer see all rows of one batch, by scan and by key, and never go back in time.
pub fn readers_see_whole_batches_only(store: &dyn Store) {
    put(store, TENANT, &pools(0));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for by_key in [false, true, false] {
            let done = &done;
            scope.spawn(move || {
                let mut last = 0;
                while !done.load(Ordering::SeqCst) {
                    let rows = read_all(store, by_key);
                    assert_eq!(rows.len(), usize::from(ROWS));
                    assert!(
                        rows.iter().all(|pool| pool.consumed == rows[0].consumed),
                        "half a batch was seen"
                    );
                    assert!(rows[0].consumed >= last, "an older state was seen after a newer one");
                    last = rows[0].consumed;
                }
            });
        }
        for consumed in 1..=60 {
            put(store, TENANT, &pools(consumed));
            assert_eq!(read_all(store, true)[0].consumed, consumed, "what was written must be read at once");
        }
        done.store(true, Ordering::SeqCst);
    });
}

fn read_all(store: &dyn Store, by_key: bool) -> Vec<Pool> {
    if !by_key {
        return Pool::scan(store, &Scan::key(&tables::POOL, vec![TENANT.into()], 1000)).unwrap();
    }
    let ids: Vec<_> = pools(0).iter().map(Record::id).collect();
    Pool::load_many(store, TENANT, &ids).unwrap().into_iter().flatten().collect()
}

/// Writers that compare and set the tenant's head: every success moves it by exactly one.
pub fn compare_and_set_loses_no_update(store: &dyn Store) {
    const WRITERS: u64 = 4;
    const EACH: u64 = 25;
    put(store, TENANT, &[Head::EMPTY]);
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| (0..EACH).for_each(|_| advance(store)));
        }
    });
    assert_eq!(Head::load(store, TENANT, &()).unwrap().unwrap().seq, WRITERS * EACH);
}

/// Moves the head by one, trying again while others are faster.
fn advance(store: &dyn Store) {
    loop {
        let head = Head::load(store, TENANT, &()).unwrap().unwrap();
        let next = Head { seq: head.seq + 1, ..head };
        let batch = Batch {
            preconditions: vec![Precondition::Equals(
                &tables::HEAD,
                Head::key(TENANT, &()),
                tables::HEAD_SEQ,
                head.seq.into(),
            )],
            changes: vec![Change::Put(&tables::HEAD, next.to_row(TENANT))],
        };
        match store.apply(&batch) {
            Ok(()) => return,
            Err(StoreError::Precondition(0) | StoreError::Unavailable(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}
