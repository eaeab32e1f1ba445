//! Random batches and reads, the store beside the oracle.

use super::Dice;
use crate::memory::MemoryStore;
use crate::port::{
    Batch, Bound, Change, Direction, Key, Precondition, Row, Scan, Store, StoreError, Table, Type, Value,
};
use crate::tables;

/// Seeds that each run tries, one after another on the same store.
const SEEDS: u64 = 12;
/// Batches for each seed.
const STEPS: usize = 40;

/// Whatever is written and read, the store answers as the memory store does. Rows come from small domains, so that
/// keys meet again, unique indexes clash and bounds hit.
pub fn a_store_differs_nowhere_from_the_oracle(store: &dyn Store) {
    let oracle = MemoryStore::new();
    for seed in 0..SEEDS {
        differ(store, &oracle, seed, STEPS);
    }
}

/// The same for one seed; both stores must hold the same rows.
pub fn differ(store: &dyn Store, oracle: &MemoryStore, seed: u64, steps: usize) {
    let mut dice = Dice::new(seed);
    for step in 0..steps {
        let batch = batch(&mut dice);
        let (here, there) = (store.apply(&batch), oracle.apply(&batch));
        assert!(same(&here, &there), "seed {seed} step {step}: {here:?} and {there:?} of {batch:?}");
        for _ in 0..8 {
            let scan = scan(&mut dice);
            let what = || format!("seed {seed} step {step}: {scan:?}");
            assert_eq!(store.range(&scan).unwrap(), oracle.range(&scan).unwrap(), "{}", what());
            assert_eq!(store.count(&scan).unwrap(), oracle.count(&scan).unwrap(), "{}", what());
        }
        let table = *dice.pick(tables::ALL);
        let keys: Vec<Key> =
            (0..dice.below(12)).map(|_| row(table, &mut dice)[..table.key].to_vec()).collect();
        assert_eq!(store.get_many(table, &keys).unwrap(), oracle.get_many(table, &keys).unwrap());
    }
}

fn same(here: &Result<(), StoreError>, there: &Result<(), StoreError>) -> bool {
    match (here, there) {
        (Ok(()), Ok(())) => true,
        (Err(StoreError::Precondition(a)), Err(StoreError::Precondition(b))) => a == b,
        // A row may clash in several ways; which one is named is the engine's choice.
        (Err(StoreError::Unique(_)), Err(StoreError::Unique(_))) => true,
        _ => false,
    }
}

fn batch(dice: &mut Dice) -> Batch {
    let table = *dice.pick(tables::ALL);
    // Conditions that hold are rare by chance, so most batches have none.
    let preconditions = if dice.once_in(4) { vec![precondition(table, dice)] } else { Vec::new() };
    let changes = (0..dice.below(6))
        .map(|_| {
            let table = if dice.once_in(3) { *dice.pick(tables::ALL) } else { table };
            let row = row(table, dice);
            match dice.below(4) {
                0 => Change::Insert(table, row),
                1 => Change::Delete(table, row[..table.key].to_vec()),
                _ => Change::Put(table, row),
            }
        })
        .collect();
    Batch { preconditions, changes }
}

fn precondition(table: &'static Table, dice: &mut Dice) -> Precondition {
    let mut row = row(table, dice);
    let column = dice.below(row.len());
    let value = row[column].clone();
    row.truncate(table.key);
    match dice.below(3) {
        0 => Precondition::Absent(table, row),
        1 => Precondition::Exists(table, row),
        _ => Precondition::Equals(table, row, column, value),
    }
}

fn scan(dice: &mut Dice) -> Scan {
    let table = *dice.pick(tables::ALL);
    let index = (!table.indexes.is_empty() && !dice.once_in(3)).then(|| dice.pick(table.indexes));
    let order = table.order(index);
    let prefix = 1 + dice.below(order.len());
    let tuple = |dice: &mut Dice, from: usize, length: usize| -> Vec<Value> {
        let row = row(table, dice);
        order[from..from + length].iter().map(|column| row[*column].clone()).collect()
    };
    let bound = |dice: &mut Dice| {
        let length = dice.below(order.len() - prefix + 1);
        match dice.below(3) {
            0 => Bound::Open,
            1 => Bound::Included(tuple(dice, prefix, length)),
            _ => Bound::Excluded(tuple(dice, prefix, length)),
        }
    };
    Scan {
        table,
        index,
        prefix: tuple(dice, 0, prefix),
        lower: bound(dice),
        upper: bound(dice),
        direction: if dice.once_in(2) { Direction::Ascending } else { Direction::Descending },
        limit: dice.below(9),
    }
}

fn row(table: &'static Table, dice: &mut Dice) -> Row {
    (0..table.columns.len())
        .map(|at| {
            let column = &table.columns[at];
            match column.ty {
                _ if column.nullable && dice.once_in(3) => Value::Null,
                _ if at == 0 => Value::Bytes(vec![1 + dice.below(2) as u8; 16]),
                Type::Int => Value::Int(*dice.pick(&[0, 1, 2, -1, i64::MAX, i64::MIN])),
                Type::Text => Value::from(*dice.pick(&["", "a", "B", "ab", "ä", "王", "z"])),
                Type::Bytes => Value::Bytes(vec![*dice.pick(&[0, 1, 0xFF]); 16]),
            }
        })
        .collect()
}
