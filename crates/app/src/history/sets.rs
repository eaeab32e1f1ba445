//! Change sets, newest first.

use reseat_authz::Action;
use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::{ChangeSetId, UserId};
use reseat_store::{Bound, Record, Scan, Stored, Value};

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Change sets before `before` (newest first), all or those about one person.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn change_sets(
    app: &App,
    call: &Call,
    user: Option<UserId>,
    before: Option<ChangeSetId>,
    top: usize,
) -> Result<Vec<ChangeSet>, AppError> {
    call.grant(Action::HistoryRead)?;
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
