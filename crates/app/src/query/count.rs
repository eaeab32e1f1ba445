//! Counting: from the index alone where it decides everything, else by reading.

use std::collections::HashSet;

use reseat_model::SkuId;
use reseat_model::limits::PAGE_ROW_BUDGET;
use reseat_model::pool::Pool;
use reseat_model::query::{Direction, UserQuery};
use reseat_store::records::Holder;
use reseat_store::{Bound, Scan, StoreError, Stored, Value, tables};

use super::People;
use super::list::{CHUNK, check_plans, is_bare, start, walk};
use super::plan::{Plan, plan};
use super::source::{Source, bounded, holder_scan};
use crate::error::AppError;

/// How many people a list has.
pub(super) fn count(people: &People<'_>, query: &UserQuery) -> Result<u64, AppError> {
    check_plans(people, query)?;
    let unordered = UserQuery { order: None, ..query.clone() };
    let plan = plan(people.tenant, &unordered);
    if let Some(count) = counted(people, query, &plan)? {
        return Ok(count);
    }
    let mut total = 0;
    let mut at = None;
    loop {
        let found = walk(people, query, &plan, at, usize::MAX, PAGE_ROW_BUDGET)?;
        total += found.candidates.len() as u64;
        match found.next {
            Some(cursor) => at = Some(start(&plan, &cursor)?),
            None => return Ok(total),
        }
    }
}

/// Rows read for a count that no index tells: few beside those of the page itself.
const COUNT_ROW_BUDGET: usize = PAGE_ROW_BUDGET / 2;

/// The count where it costs less than a page.
pub(super) fn count_if_cheap(people: &People<'_>, query: &UserQuery) -> Result<Option<u64>, AppError> {
    check_plans(people, query)?;
    let unordered = UserQuery { order: None, ..query.clone() };
    let plan = plan(people.tenant, &unordered);
    if let Some(count) = counted(people, query, &plan)? {
        return Ok(Some(count));
    }
    let found = walk(people, query, &plan, None, usize::MAX, COUNT_ROW_BUDGET)?;
    Ok(found.next.is_none().then_some(found.candidates.len() as u64))
}

/// The count where the store can tell it without reading the rows.
fn counted(people: &People<'_>, query: &UserQuery, plan: &Plan<'_>) -> Result<Option<u64>, AppError> {
    let [stream] = plan.streams.as_slice() else { return Ok(None) };
    if !is_bare(query, stream) || (query.deleted && people.now.is_some()) {
        return Ok(None);
    }
    match &stream.source {
        Source::Range(range) => Ok(Some(people.store.count(&range.scan(None, usize::MAX))?)),
        Source::Holders { skus, lower, upper, .. } => {
            let [sku] = skus.as_slice() else { return Ok(None) };
            let everyone = *lower == Bound::Open && *upper == Bound::Open;
            let from_pool = if everyone { counted_by_pool(people, *sku)? } else { None };
            match from_pool {
                Some(count) => Ok(Some(count)),
                None => Ok(Some(count_holders(people, *sku, lower, upper)?)),
            }
        }
        _ => Ok(None),
    }
}

/// The holders of a product where each has one path. There is one row per path: where one pool alone is in use and
/// has as many people as there are rows, each row is another person.
fn counted_by_pool(people: &People<'_>, sku: SkuId) -> Result<Option<u64>, StoreError> {
    let rows = people.store.count(&holder_scan(people, sku, usize::MAX))?;
    let scan = Scan::key(&tables::POOL, vec![people.tenant.into(), sku.into()], CHUNK);
    let pools = Pool::scan(people.store, &scan)?;
    let used: Vec<u64> = pools.iter().map(|pool| pool.consumed.into()).filter(|n| *n > 0).collect();
    Ok((rows == 0 || used == [rows]).then_some(rows))
}

/// The holders of a product, counted from the rows of the index without reading the people.
fn count_holders(people: &People<'_>, sku: SkuId, lower: &Bound, upper: &Bound) -> Result<u64, StoreError> {
    let mut users = HashSet::new();
    let mut after: Option<Vec<Value>> = None;
    loop {
        let scan = holder_scan(people, sku, CHUNK);
        let scan = bounded(scan, lower, upper, Direction::Ascending, after.as_deref());
        let rows = Holder::scan(people.store, &scan)?;
        users.extend(rows.iter().filter(|row| people.any_state || row.state.is_valid()).map(|row| row.user));
        let Some(last) = rows.last().filter(|_| rows.len() == CHUNK) else { return Ok(users.len() as u64) };
        after = Some(last.position());
    }
}
