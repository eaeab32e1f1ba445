//! The lists of the admin centre: Active users, and the users of one product.

use reseat_model::assignment::Assignment;
use reseat_model::query::{
    CompareOp, Cursor, Direction, Filter, Literal, Order, Text, UserProperty, UserQuery,
};
use reseat_model::user::User;
use reseat_model::{SkuId, TenantId};
use reseat_store::records::AssignmentRow;
use reseat_store::{Scan, Store, StoreError, Stored, tables};

use super::source::person_prefix;
use super::{Page, People};
use crate::error::AppError;

/// Paths by which one person holds one product, at most.
const PATHS_MAX: usize = 1_000;

/// The filters of the Active users page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleFilter {
    /// Everyone.
    #[default]
    All,
    /// Holds at least one product.
    Licensed,
    /// Holds none.
    Unlicensed,
    /// May sign in.
    Enabled,
    /// May not sign in.
    Disabled,
}

/// A person who holds a product.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// The person.
    pub user: User,
    /// By which paths, direct first.
    pub paths: Vec<Assignment>,
}

/// A page of holders.
#[derive(Debug, Clone, PartialEq)]
pub struct HolderPage {
    /// The holders, each once.
    pub holders: Vec<Holder>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<Cursor>,
}

/// Present people with their assignments. Without a search they are sorted by display name; a search finds whose
/// display name, surname or sign-in name begins with it, in this order of groups.
///
/// # Errors
/// As [`People::list`].
pub fn search_people(
    store: &dyn Store,
    tenant: TenantId,
    search: Option<&str>,
    filter: PeopleFilter,
    product: Option<SkuId>,
    top: usize,
    from: Option<&Cursor>,
) -> Result<Page, AppError> {
    let query = people_query(search, filter, product);
    People::new(store, tenant).with_licenses().list(&query, from, top)
}

/// How many people [`search_people`] finds on all pages together.
///
/// # Errors
/// As [`People::count`].
pub fn count_search_people(
    store: &dyn Store,
    tenant: TenantId,
    search: Option<&str>,
    filter: PeopleFilter,
    product: Option<SkuId>,
) -> Result<u64, AppError> {
    People::new(store, tenant).count(&people_query(search, filter, product))
}

/// The holders of a product by any path, whatever its state, each person once (UNA-15): sorted by display name, or
/// found as [`search_people`] finds.
///
/// # Errors
/// As [`People::list`].
pub fn product_users(
    store: &dyn Store,
    tenant: TenantId,
    sku: SkuId,
    search: Option<&str>,
    top: usize,
    from: Option<&Cursor>,
) -> Result<HolderPage, AppError> {
    let people = People::new(store, tenant).in_any_state();
    let page = people.list(&people_query(search, PeopleFilter::All, Some(sku)), from, top)?;
    let holders = page.users.into_iter().map(|(user, _)| {
        let mut prefix = person_prefix(&people, user.id);
        prefix.push(sku.into());
        let scan = Scan::key(&tables::ASSIGNMENT, prefix, PATHS_MAX);
        let rows = AssignmentRow::scan(store, &scan)?;
        let mut paths: Vec<Assignment> = rows.into_iter().map(|row| row.assignment).collect();
        paths.sort_by_key(|path| (path.key.path, path.key.pool));
        Ok(Holder { user, paths })
    });
    Ok(HolderPage { holders: holders.collect::<Result<_, StoreError>>()?, next: page.next })
}

/// How many people [`product_users`] finds on all pages together.
///
/// # Errors
/// As [`People::count`].
pub fn count_product_users(
    store: &dyn Store,
    tenant: TenantId,
    sku: SkuId,
    search: Option<&str>,
) -> Result<u64, AppError> {
    let query = people_query(search, PeopleFilter::All, Some(sku));
    People::new(store, tenant).in_any_state().count(&query)
}

fn people_query(search: Option<&str>, filter: PeopleFilter, product: Option<SkuId>) -> UserQuery {
    let mut parts = Vec::new();
    parts.extend(product.map(|sku| Filter::AnyLicense(vec![sku])));
    parts.extend(match filter {
        PeopleFilter::All => None,
        PeopleFilter::Licensed => Some(Filter::LicenseCount { op: CompareOp::Ne, count: 0 }),
        PeopleFilter::Unlicensed => Some(Filter::LicenseCount { op: CompareOp::Eq, count: 0 }),
        PeopleFilter::Enabled => Some(enabled(true)),
        PeopleFilter::Disabled => Some(enabled(false)),
    });
    let search = search.map(str::trim).filter(|text| !text.is_empty());
    parts.extend(search.map(|text| Filter::Or(beginnings(text))));
    let by_name = Order { property: UserProperty::DisplayName, direction: Direction::Ascending };
    UserQuery {
        filter: (!parts.is_empty()).then_some(Filter::And(parts)),
        order: search.is_none().then_some(by_name),
        ..UserQuery::default()
    }
}

fn enabled(flag: bool) -> Filter {
    let (property, value) = (UserProperty::AccountEnabled, Literal::Bool(flag));
    Filter::Compare { property, op: CompareOp::Eq, value }
}

fn beginnings(text: &str) -> Vec<Filter> {
    let properties = [UserProperty::DisplayName, UserProperty::Surname, UserProperty::UserPrincipalName];
    properties.map(|property| Filter::StartsWith { property, text: Text::prefix(text) }).to_vec()
}
