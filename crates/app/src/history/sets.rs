//! Change sets, newest first.

use reseat_authz::Action;
use reseat_model::audit::Face;
use reseat_model::change_set::{ChangeItem, ChangeSet, Kind};
use reseat_model::{ChangeSetId, Timestamp, UserId, limits};
use reseat_store::{Bound, Record, Scan, Stored, Value};
use uuid::Uuid;

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Which change sets; all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSetFilter {
    /// About this person.
    pub user: Option<UserId>,
    /// By this person (object id) or application (client id).
    pub actor: Option<Uuid>,
    /// Through this face.
    pub face: Option<Face>,
    /// At this instant or later, in domain time.
    pub from: Option<Timestamp>,
    /// Before this instant, in domain time.
    pub to: Option<Timestamp>,
}

/// A page of change sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSetPage {
    /// Newest first.
    pub sets: Vec<ChangeSet>,
    /// Before which set the next page begins; `None` after the last.
    pub next: Option<ChangeSetId>,
}

/// Sets read in one go where most of them may not fit.
const CHUNK: usize = 1_000;
/// Ids follow the clock of the process that made them, instants the order of commits: they differ by less than this.
const ORDER_SLACK_SECONDS: i64 = 600;

/// Change sets before `before` (newest first) that fit a filter. The person has an index; for the rest at most
/// [`limits::PAGE_ROW_BUDGET`] sets are read for a page, which may then be short.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn change_sets(
    app: &App,
    call: &Call,
    filter: &ChangeSetFilter,
    mut before: Option<ChangeSetId>,
    top: usize,
) -> Result<ChangeSetPage, AppError> {
    call.grant(Action::HistoryRead)?;
    let narrow = *filter != ChangeSetFilter { user: filter.user, ..ChangeSetFilter::default() };
    let mut page = ChangeSetPage { sets: Vec::new(), next: None };
    let mut left = limits::PAGE_ROW_BUDGET;
    while left > 0 {
        let wanted = if narrow { CHUNK } else { top - page.sets.len() + 1 };
        let read = read(app, call, filter.user, before, wanted)?;
        let more = read.len() == wanted;
        for set in read {
            if filter.is_over(&set) {
                return Ok(page);
            }
            if page.sets.len() == top {
                page.next = before;
                return Ok(page);
            }
            before = Some(set.id);
            left = left.saturating_sub(1);
            if filter.admits(&set) {
                page.sets.push(set);
            }
        }
        if !more {
            return Ok(page);
        }
    }
    page.next = before;
    Ok(page)
}

impl ChangeSetFilter {
    fn admits(&self, set: &ChangeSet) -> bool {
        self.actor.is_none_or(|actor| super::audit::acted(&set.actor, actor))
            && self.face.is_none_or(|face| face == set.face)
            && self.from.is_none_or(|from| set.at >= from)
            && self.to.is_none_or(|to| set.at < to)
    }

    /// Whether nothing older can fit: domain time never went back, except for what came due by itself and was decided
    /// late, at its own instant.
    fn is_over(&self, set: &ChangeSet) -> bool {
        self.from.is_some_and(|from| {
            set.at.plus_seconds(ORDER_SLACK_SECONDS) < from && set.kind != Kind::Scheduled
        })
    }
}

/// Change sets before `before`, newest first, all or those about one person.
fn read(
    app: &App,
    call: &Call,
    user: Option<UserId>,
    before: Option<ChangeSetId>,
    top: usize,
) -> Result<Vec<ChangeSet>, AppError> {
    let tenant = Value::Bytes(call.tenant.bytes().to_vec());
    let upper = before.map_or(Bound::Open, |id| Bound::Excluded(vec![Value::Bytes(id.bytes().to_vec())]));
    let Some(user) = user else {
        let scan = Scan::key(ChangeSet::TABLE, vec![tenant], top).to(upper).descending();
        return Ok(ChangeSet::scan(app.store.as_ref(), &scan)?);
    };
    of_user(app, call, user, upper, top)
}

/// The change sets that touch a person. A set may have several items about them, and results of previews belong to no
/// set, so items are read until there are enough sets.
fn of_user(
    app: &App,
    call: &Call,
    user: UserId,
    mut upper: Bound,
    top: usize,
) -> Result<Vec<ChangeSet>, AppError> {
    let mut found: Vec<ChangeSet> = Vec::new();
    loop {
        let items = super::items::of_user(app, call.tenant, user, None, upper, top)?;
        let mut ids: Vec<ChangeSetId> = items.iter().map(|item| item.set).collect();
        ids.dedup();
        let sets = ChangeSet::load_many(app.store.as_ref(), call.tenant, &ids)?;
        found.extend(sets.into_iter().flatten());
        found.truncate(top);
        match items.last().filter(|_| items.len() == top && found.len() < top) {
            Some(last) => upper = Bound::Excluded(vec![last.set.into()]),
            None => return Ok(found),
        }
    }
}

/// One change set.
///
/// # Errors
/// As [`change_sets`], or [`AppError::NotFound`].
pub fn change_set(app: &App, call: &Call, id: ChangeSetId) -> Result<ChangeSet, AppError> {
    call.grant(Action::HistoryRead)?;
    ChangeSet::load(app.store.as_ref(), call.tenant, &id)?
        .ok_or_else(|| AppError::not_found("change set", id))
}

/// The people of a change set from number `from` on.
///
/// # Errors
/// As [`change_set`].
pub fn change_set_items(
    app: &App,
    call: &Call,
    id: ChangeSetId,
    from: u64,
    top: usize,
) -> Result<Vec<ChangeItem>, AppError> {
    change_set(app, call, id)?;
    super::items(app, call.tenant, id, from, top)
}
