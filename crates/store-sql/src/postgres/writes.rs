//! A batch as one flight: the locks, the conditions, the changes.

use std::collections::{BTreeSet, HashSet};

use reseat_store::{Batch, Change, Key, Precondition, StoreError, Table, Value, tables};

use super::flight::{Flight, Purpose, Step};
use super::groups::{Group, Kind, groups};
use super::overrides::{TableTexts, guard, lock_tenant};
use super::rows::Param;

/// Turns a batch into statements.
///
/// # Errors
/// When a row or a key does not have the columns of its table.
pub(super) fn prepare<'a, 't>(
    batch: &'a Batch,
    texts: impl Fn(&Table) -> Result<&'t TableTexts, StoreError>,
) -> Result<Flight<'a>, StoreError> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    let tenants = tenants(batch);
    if !begins_with_head(batch, &tenants) {
        // In the order of their ids, so that two batches about the same tenants cannot wait for each other.
        steps.extend(tenants.iter().map(|tenant| Step {
            text: lock_tenant(&tables::HEAD),
            params: vec![Param::Cell(tenant)],
            purpose: Purpose::Plain,
        }));
    }
    let mut claimed: HashSet<(&'static str, &'a Key)> = HashSet::new();
    for (number, condition) in batch.preconditions.iter().enumerate() {
        steps.push(guard_step(number, condition)?);
        if let Precondition::Absent(table, key) = condition {
            claimed.insert((table.name, key));
        }
    }
    for group in groups(&batch.changes, &claimed)? {
        let claims = group.kind == Kind::Insert && claimed.iter().any(|(name, _)| *name == group.table.name);
        let purpose = if claims { Purpose::Claim(group.table) } else { Purpose::Change(group.table) };
        steps.push(change_step(texts(group.table)?, &group, purpose));
    }
    Ok(Flight { steps })
}

/// The tenants that a batch is about.
fn tenants(batch: &Batch) -> BTreeSet<&Value> {
    let changed = batch.changes.iter().filter_map(tenant_of_change);
    changed.chain(batch.preconditions.iter().filter_map(tenant_of_condition)).collect()
}

fn tenant_of_change(change: &Change) -> Option<&Value> {
    match change {
        Change::Put(_, row) | Change::Insert(_, row) | Change::Delete(_, row) => row.first(),
    }
}

fn tenant_of_condition(condition: &Precondition) -> Option<&Value> {
    match condition {
        Precondition::Equals(_, key, ..) | Precondition::Absent(_, key) | Precondition::Exists(_, key) => {
            key.first()
        }
    }
}

/// Whether the first condition locks the head of the only tenant anyway.
fn begins_with_head(batch: &Batch, tenants: &BTreeSet<&Value>) -> bool {
    let head = |condition: &Precondition| match condition {
        Precondition::Equals(table, ..) | Precondition::Exists(table, _) => table.name == tables::HEAD.name,
        Precondition::Absent(..) => false,
    };
    tenants.len() == 1 && batch.preconditions.first().is_some_and(head)
}

fn guard_step<'a>(number: usize, condition: &'a Precondition) -> Result<Step<'a>, StoreError> {
    let (table, key, value) = match condition {
        Precondition::Equals(table, key, column, value) => {
            if *column >= table.columns.len() {
                return Err(table.misfit());
            }
            (table, key, Some(value))
        }
        Precondition::Absent(table, key) | Precondition::Exists(table, key) => (table, key, None),
    };
    if key.len() != table.key {
        return Err(table.misfit());
    }
    let value = value.filter(|value| **value != Value::Null);
    let params = key.iter().chain(value).map(Param::Cell).collect();
    Ok(Step { text: guard(condition), params, purpose: Purpose::Guard(number) })
}

/// One row as every engine does it, several as arrays.
fn change_step<'a>(texts: &TableTexts, group: &Group<'a>, purpose: Purpose) -> Step<'a> {
    let rows = &group.rows;
    let (one, many) = match group.kind {
        Kind::Delete => (&texts.plain.delete, &texts.delete_many),
        Kind::Put => (&texts.plain.put, &texts.put_many),
        Kind::Insert => (&texts.plain.insert, &texts.insert_many),
    };
    match rows.as_slice() {
        [row] => Step { text: one.clone(), params: row.iter().map(Param::Cell).collect(), purpose },
        _ => {
            let width = if group.kind == Kind::Delete { group.table.key } else { group.table.columns.len() };
            let column =
                |at: usize| Param::column(&group.table.columns[at], rows.iter().map(move |row| &row[at]));
            Step { text: many.clone(), params: (0..width).map(column).collect(), purpose }
        }
    }
}
