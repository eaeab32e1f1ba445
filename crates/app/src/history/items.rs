//! The items of change sets: what was done to whom. For use cases that have checked the caller's right.

use reseat_model::change_set::{ChangeItem, Counts};
use reseat_model::outcome::Status;
use reseat_model::{ChangeSetId, TenantId, UserId};
use reseat_store::{Bound, Record, Scan, Stored, Value};

use crate::App;
use crate::error::AppError;

/// Items read in one go.
const PAGE: usize = 1_000;

/// Items of a set from number `from` on.
///
/// # Errors
/// When the store fails.
pub fn items(
    app: &App,
    tenant: TenantId,
    set: ChangeSetId,
    from: u64,
    top: usize,
) -> Result<Vec<ChangeItem>, AppError> {
    let prefix = ChangeItem::key(tenant, &(set, 0))[..2].to_vec();
    let from = Value::Int(i64::try_from(from).unwrap_or(i64::MAX));
    let scan = Scan::key(ChangeItem::TABLE, prefix, top).from(Bound::Included(vec![from]));
    Ok(ChangeItem::scan(app.store.as_ref(), &scan)?)
}

/// Every item of a set.
///
/// # Errors
/// When the store fails.
pub fn all_items(app: &App, tenant: TenantId, set: ChangeSetId) -> Result<Vec<ChangeItem>, AppError> {
    let mut all: Vec<ChangeItem> = Vec::new();
    loop {
        let page = items(app, tenant, set, all.last().map_or(0, |item| item.number + 1), PAGE)?;
        let last = page.len() < PAGE;
        all.extend(page);
        if last {
            return Ok(all);
        }
    }
}

/// The people whom a set changed.
///
/// # Errors
/// When the store fails.
pub fn changed_users(app: &App, tenant: TenantId, set: ChangeSetId) -> Result<Vec<UserId>, AppError> {
    let mut users = Vec::new();
    let mut from = 0;
    loop {
        let page = items(app, tenant, set, from, PAGE)?;
        let changed =
            page.iter().filter(|item| item.outcome.status == Status::Changed && !item.paths.is_empty());
        users.extend(changed.map(|item| item.user));
        match page.last() {
            Some(last) if page.len() == PAGE => from = last.number + 1,
            _ => return Ok(users),
        }
    }
}

/// Results of a set that has no row of its own, such as a preview's.
///
/// # Errors
/// When the store fails.
pub fn count_items(app: &App, tenant: TenantId, set: ChangeSetId, until: u64) -> Result<Counts, AppError> {
    let mut counts = Counts::default();
    let mut from = 0;
    while from < until {
        let page = items(app, tenant, set, from, PAGE)?;
        let Some(last) = page.last() else { break };
        from = last.number + 1;
        page.iter().for_each(|item| counts.add(item.outcome.status));
    }
    Ok(counts)
}

/// Items about one person, newest set first; of one set only when `set` is given.
///
/// # Errors
/// When the store fails.
pub fn items_of_user(
    app: &App,
    tenant: TenantId,
    user: UserId,
    set: Option<ChangeSetId>,
) -> Result<Vec<ChangeItem>, AppError> {
    of_user(app, tenant, user, set, Bound::Open, PAGE)
}

/// The last items about one person, newest set first, results of previews among them.
///
/// # Errors
/// When the store fails.
pub fn last_items_of_user(
    app: &App,
    tenant: TenantId,
    user: UserId,
    top: usize,
) -> Result<Vec<ChangeItem>, AppError> {
    of_user(app, tenant, user, None, Bound::Open, top)
}

pub(super) fn of_user(
    app: &App,
    tenant: TenantId,
    user: UserId,
    set: Option<ChangeSetId>,
    upper: Bound,
    top: usize,
) -> Result<Vec<ChangeItem>, AppError> {
    let index = &reseat_store::tables::CHANGE_ITEM_BY_USER;
    let id = |bytes: &[u8; 16]| Value::Bytes(bytes.to_vec());
    let mut prefix = vec![id(tenant.bytes()), id(user.bytes())];
    prefix.extend(set.map(|set| id(set.bytes())));
    let scan = Scan::index(ChangeItem::TABLE, index, prefix, top).to(upper).descending();
    Ok(ChangeItem::scan(app.store.as_ref(), &scan)?)
}
