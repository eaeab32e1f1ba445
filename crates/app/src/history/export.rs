//! Change sets as rows, oldest first, one for each person: for archives and spreadsheets.

use reseat_authz::Action;
use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::{ChangeSetId, Timestamp, limits};
use reseat_store::{Bound, Record, Scan, Stored};

use super::items;
use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Change sets read in one go.
const SETS: usize = 100;

/// Where an export goes on: after this change set, or within it after the person of this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportPlace {
    /// The change set.
    pub set: ChangeSetId,
    /// The person's number in it, when there are more.
    pub number: Option<u64>,
}

/// One row: a change set with one of its people; without one where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedChange {
    /// The change set.
    pub set: ChangeSet,
    /// What was done to one person.
    pub item: Option<ChangeItem>,
}

/// Some rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportedChanges {
    /// The rows.
    pub rows: Vec<ExportedChange>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<ExportPlace>,
}

/// Rows of change sets that took effect from `from` and before `to` (domain time), after a place. A page may be short
/// although there is a next one.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn export_changes(
    app: &App,
    call: &Call,
    span: (Option<Timestamp>, Option<Timestamp>),
    after: Option<ExportPlace>,
    top: usize,
) -> Result<ExportedChanges, AppError> {
    call.grant(Action::HistoryRead)?;
    let mut page = ExportedChanges { rows: Vec::new(), next: after };
    let mut budget = limits::PAGE_ROW_BUDGET;
    while page.rows.len() < top && budget > 0 {
        let sets = sets_from(app, call, page.next)?;
        let more = sets.len() == SETS;
        for set in sets {
            budget = budget.saturating_sub(1);
            let within = page.next.filter(|place| place.set == set.id);
            if within.is_some_and(|place| place.number.is_none()) {
                continue;
            }
            let fits = span.0.is_none_or(|from| set.at >= from) && span.1.is_none_or(|to| set.at < to);
            let number = match fits {
                true => add(app, call, &set, within.and_then(|place| place.number), top, &mut page.rows)?,
                false => None,
            };
            page.next = Some(ExportPlace { set: set.id, number });
            if number.is_some() || page.rows.len() >= top {
                return Ok(page);
            }
        }
        if !more {
            page.next = None;
            break;
        }
    }
    Ok(page)
}

/// The change set of a place and those after it.
fn sets_from(app: &App, call: &Call, place: Option<ExportPlace>) -> Result<Vec<ChangeSet>, AppError> {
    let lower = place.map_or(Bound::Open, |place| match place.number {
        Some(_) => Bound::Included(vec![place.set.into()]),
        None => Bound::Excluded(vec![place.set.into()]),
    });
    let scan = Scan::key(ChangeSet::TABLE, vec![call.tenant.into()], SETS).from(lower);
    Ok(ChangeSet::scan(app.store.as_ref(), &scan)?)
}

/// Adds a change set's people after a number; answers the last number when there may be more.
fn add(
    app: &App,
    call: &Call,
    set: &ChangeSet,
    after: Option<u64>,
    top: usize,
    rows: &mut Vec<ExportedChange>,
) -> Result<Option<u64>, AppError> {
    let room = top - rows.len();
    let found = items(app, call.tenant, set.id, after.map_or(0, |number| number + 1), room)?;
    let last = found.last().filter(|_| found.len() == room).map(|item| item.number);
    if found.is_empty() && after.is_none() {
        rows.push(ExportedChange { set: set.clone(), item: None });
    }
    rows.extend(found.into_iter().map(|item| ExportedChange { set: set.clone(), item: Some(item) }));
    Ok(last)
}
