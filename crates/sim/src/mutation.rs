//! Defects put in on purpose, to prove that the simulator finds such.

use reseat_model::decision::Timer;
use reseat_model::log::LogEntry;
use reseat_model::pool::Pool;
use reseat_store::records::{AssignmentRow, ServicesRow};
use reseat_store::{Batch, Change, Record, Row, Value};

/// Microseconds of a day.
const DAY_MICROS: i64 = 86_400_000_000;

/// A kind of defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// An acknowledged batch is not written at all.
    LostBatch,
    /// The last change of a batch is not written.
    TornBatch,
    /// A pool's counter is one too high.
    CounterOffByOne,
    /// A record of the audit is left out.
    AuditLeftOut,
    /// A record of the audit says something else than its hash.
    AuditAltered,
    /// A clock is not started.
    TimerLost,
    /// A mailbox is to be purged a day too early.
    EarlyPurge,
    /// A licence that was taken stays.
    LicenceStays,
}

impl Defect {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::LostBatch,
        Self::TornBatch,
        Self::CounterOffByOne,
        Self::AuditLeftOut,
        Self::AuditAltered,
        Self::TimerLost,
        Self::EarlyPurge,
        Self::LicenceStays,
    ];

    /// The batch with the defect in it; `None` when there is no place for it.
    fn in_batch(self, batch: &Batch) -> Option<Batch> {
        let mut batch = batch.clone();
        let changes = &mut batch.changes;
        match self {
            Self::LostBatch => changes.clear(),
            Self::TornBatch => drop(changes.pop()?),
            Self::CounterOffByOne => {
                let consumed = const { Pool::TABLE.position("consumed") };
                let Value::Int(count) = &mut row_of::<Pool>(changes)?[consumed] else { return None };
                *count += 1;
            }
            Self::AuditLeftOut => drop(changes.remove(place_of::<LogEntry>(changes)?)),
            Self::AuditAltered => {
                let details = const { LogEntry::TABLE.position("details") };
                row_of::<LogEntry>(changes)?[details] = Value::Text("{}".to_owned());
            }
            Self::TimerLost => drop(changes.remove(place_of::<Timer>(changes)?)),
            Self::EarlyPurge => {
                let until =
                    ServicesRow::TABLE.columns.iter().position(|column| column.name == "mailbox_until")?;
                let row = row_of::<ServicesRow>(changes)?;
                let Value::Int(at) = &mut row[until] else { return None };
                *at -= DAY_MICROS;
            }
            Self::LicenceStays => {
                let gone = |change: &Change| matches!(change, Change::Delete(table, _) if table.name == AssignmentRow::TABLE.name);
                changes.remove(changes.iter().position(gone)?);
            }
        }
        Some(batch)
    }
}

fn place_of<T: Record>(changes: &[Change]) -> Option<usize> {
    changes.iter().position(|change| matches!(change, Change::Put(table, _) if table.name == T::TABLE.name))
}

fn row_of<T: Record>(changes: &mut [Change]) -> Option<&mut Row> {
    let place = place_of::<T>(changes)?;
    match &mut changes[place] {
        Change::Put(_, row) => Some(row),
        _ => None,
    }
}

/// A defect that shows once, where it finds a place for the `nth` time.
#[derive(Debug, Clone)]
pub struct Mutation {
    defect: Defect,
    left: usize,
}

impl Mutation {
    /// A defect at its `nth` place, from 0.
    pub const fn new(defect: Defect, nth: usize) -> Self {
        Self { defect, left: nth + 1 }
    }

    /// The batch as it is written.
    pub fn of(&mut self, batch: &Batch) -> Batch {
        if self.left == 0 {
            return batch.clone();
        }
        match self.defect.in_batch(batch) {
            Some(mutated) => {
                self.left -= 1;
                if self.left == 0 { mutated } else { batch.clone() }
            }
            None => batch.clone(),
        }
    }
}
