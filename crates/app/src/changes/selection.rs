//! Whom a change is about.

use reseat_model::query::UserQuery;
use reseat_model::user::User;
use reseat_model::{SkuId, TenantId, UserId, limits};
use reseat_store::records::Holder;
use reseat_store::{Bound, Scan, Store, Value, tables};

use crate::error::AppError;
use crate::query;

/// People, named in one of the ways that the API has.
#[derive(Debug, Clone)]
pub enum Selection {
    /// By object id.
    Ids(Vec<UserId>),
    /// By sign-in name.
    Upns(Vec<String>),
    /// Everyone who holds the product by any path.
    HoldersOf(SkuId),
    /// Everyone whom a query matches.
    Matching(Box<UserQuery>),
}

/// The people of a selection, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selected {
    /// In the order asked, or in the order of the query.
    pub users: Vec<UserId>,
    /// Sign-in names that nobody has; each becomes a refused row.
    pub unknown: Vec<String>,
}

/// People read from the store in one go.
const PAGE: usize = 999;

/// Finds the people of a selection.
///
/// # Errors
/// [`AppError::Invalid`] when nobody or too many are selected, or the store's failure.
pub(crate) fn resolve(
    store: &dyn Store,
    tenant: TenantId,
    selection: &Selection,
) -> Result<Selected, AppError> {
    let mut selected = match selection {
        Selection::Ids(ids) => Selected { users: ids.clone(), unknown: Vec::new() },
        Selection::Upns(upns) => by_upn(store, tenant, upns)?,
        Selection::HoldersOf(sku) => holders(store, tenant, *sku)?,
        Selection::Matching(query) => matching(store, tenant, query)?,
    };
    let mut seen = std::collections::HashSet::with_capacity(selected.users.len());
    selected.users.retain(|id| seen.insert(*id));
    let total = selected.users.len() + selected.unknown.len();
    if total > limits::JOB_USERS_MAX {
        return Err(AppError::invalid(format!(
            "the selection has {total} people; at most {} can be changed at once",
            limits::JOB_USERS_MAX
        )));
    }
    Ok(selected)
}

fn by_upn(store: &dyn Store, tenant: TenantId, upns: &[String]) -> Result<Selected, AppError> {
    let mut selected = Selected::default();
    for upn in upns {
        match query::user_by_upn(store, tenant, &reseat_model::fold::fold(upn))? {
            Some(User { id, .. }) => selected.users.push(id),
            None => selected.unknown.push(upn.clone()),
        }
    }
    Ok(selected)
}

/// Holders in the order of their names; a person with several paths comes once, see [`resolve`].
fn holders(store: &dyn Store, tenant: TenantId, sku: SkuId) -> Result<Selected, AppError> {
    let mut users = Vec::new();
    let mut after = Bound::Open;
    loop {
        let prefix = vec![tenant.into(), sku.into()];
        let scan = Scan::index(&tables::ASSIGNMENT, &tables::ASSIGNMENT_BY_HOLDER, prefix, PAGE).from(after);
        let page = Holder::scan(store, &scan)?;
        users.extend(page.iter().map(|row| row.user));
        let Some(last) = page.last().filter(|_| page.len() == PAGE) else {
            return Ok(Selected { users, unknown: Vec::new() });
        };
        // All paths of the last person are passed over: they are in the list already.
        after = Bound::Excluded(vec![Value::Text(last.name_fold.clone()), last.user.into()]);
    }
}

fn matching(store: &dyn Store, tenant: TenantId, query: &UserQuery) -> Result<Selected, AppError> {
    let mut users = Vec::new();
    let mut from = None;
    loop {
        let page = query::list_people(store, tenant, query, from.as_ref(), PAGE)?;
        users.extend(page.users.iter().map(|(user, _)| user.id));
        match page.next {
            Some(next) => from = Some(next),
            None => return Ok(Selected { users, unknown: Vec::new() }),
        }
    }
}
