//! Listing people: from a typed query to rows, through the index that fits (docs/queries.md).
//!
//! A query is planned as one or several *streams*: ways through an index in its order. Whatever no index answers is
//! decided row by row with `reseat_model::query::matches`, at most `limits::PAGE_ROW_BUDGET` rows per page; the page
//! is then short and has a cursor. A cursor is a position in a stream, so pages stay right while people change: nobody
//! who stays in the list is skipped or seen twice.

mod console;
mod count;
mod counts;
mod licenses;
mod list;
mod plan;
mod source;

#[cfg(test)]
mod tests;

use reseat_model::assignment::Assignment;
use reseat_model::catalog::Catalog;
use reseat_model::query::{Cursor, UserQuery};
use reseat_model::user::User;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Scan, Store, StoreError, Stored, tables};

use crate::error::AppError;

pub use console::{
    Holder, HolderPage, HolderSearch, PeopleFilter, PeopleSearch, count_product_users, count_search_people,
    product_users, search_people,
};
pub use counts::Counts;
pub use licenses::licenses_of;

/// A page of people. The assignments are there where they were asked for ([`People::with_licenses`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The people, in the order of the list.
    pub users: Vec<(User, Option<Vec<Assignment>>)>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<Cursor>,
}

/// The people of one tenant, to be listed.
#[derive(Debug, Clone, Copy)]
pub struct People<'a> {
    store: &'a dyn Store,
    tenant: TenantId,
    catalog: Option<&'a Catalog>,
    now: Option<Timestamp>,
    licenses: bool,
    any_state: bool,
}

impl<'a> People<'a> {
    /// The people of `tenant`.
    pub fn new(store: &'a dyn Store, tenant: TenantId) -> Self {
        Self { store, tenant, catalog: None, now: None, licenses: false, any_state: false }
    }

    /// With the catalogue, which filters on `assignedPlans` need.
    #[must_use]
    pub fn with_catalog(self, catalog: &'a Catalog) -> Self {
        Self { catalog: Some(catalog), ..self }
    }

    /// At this domain time: deleted people who are due to be gone are gone (DEL-1), whether or not the worker has run.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        Self { now: Some(now), ..self }
    }

    /// With everyone's assignments in the page.
    #[must_use]
    pub fn with_licenses(self) -> Self {
        Self { licenses: true, ..self }
    }

    /// Paths in an error state count as holding: what an administrator looks at, not what gives services.
    fn in_any_state(self) -> Self {
        Self { any_state: true, ..self }
    }

    /// A page of at most `top` people, from the beginning or from where a page ended.
    ///
    /// # Errors
    /// [`AppError::Query`] for a cursor of another list, or a list too large to be sorted without an index; the
    /// store's failure.
    pub fn list(&self, query: &UserQuery, from: Option<&Cursor>, top: usize) -> Result<Page, AppError> {
        list::list(self, query, from, top)
    }

    /// How many people a list has, on all pages together.
    ///
    /// # Errors
    /// As [`People::list`].
    pub fn count(&self, query: &UserQuery) -> Result<u64, AppError> {
        count::count(self, query)
    }

    /// How many people a list has where an index tells it, or where counting reads few rows.
    ///
    /// # Errors
    /// As [`People::list`].
    pub fn count_if_cheap(&self, query: &UserQuery) -> Result<Option<u64>, AppError> {
        count::count_if_cheap(self, query)
    }
}

/// A page of people without their assignments; see [`People::list`].
///
/// # Errors
/// As [`People::list`].
pub fn list_people(
    store: &dyn Store,
    tenant: TenantId,
    query: &UserQuery,
    from: Option<&Cursor>,
    top: usize,
) -> Result<Page, AppError> {
    People::new(store, tenant).list(query, from, top)
}

/// How many people a list has; see [`People::count`].
///
/// # Errors
/// As [`People::count`].
pub fn count_people(store: &dyn Store, tenant: TenantId, query: &UserQuery) -> Result<u64, AppError> {
    People::new(store, tenant).count(query)
}

/// Who has this sign-in name (folded) and is not deleted.
///
/// # Errors
/// When the store fails.
pub fn user_by_upn(store: &dyn Store, tenant: TenantId, upn_fold: &str) -> Result<Option<User>, StoreError> {
    let prefix = vec![tenant.into(), upn_fold.into()];
    Ok(User::scan(store, &Scan::index(&tables::USER, &tables::USER_BY_LIVE_UPN, prefix, 1))?.pop())
}
