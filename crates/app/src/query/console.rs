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

/// A filter of the Active users page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleFilter {
    /// Holds at least one product.
    Licensed,
    /// Holds none.
    Unlicensed,
    /// May sign in.
    Enabled,
    /// May not sign in.
    Disabled,
}

/// Whom the Active users page shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleSearch {
    /// The start of display name, surname or sign-in name.
    pub text: Option<String>,
    /// Filters that must all hold.
    pub filters: Vec<PeopleFilter>,
    /// Of this department, without regard to case.
    pub department: Option<String>,
    /// With this usage location, without regard to case.
    pub usage_location: Option<String>,
    /// Only holders of this product.
    pub product: Option<SkuId>,
    /// In which order; `None` is by display name. A search has an order of its own.
    pub order: Option<Order>,
}

/// Which holders of a product its page shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolderSearch {
    /// The product.
    pub sku: SkuId,
    /// The start of display name, surname or sign-in name.
    pub text: Option<String>,
    /// In which order; `None` is by display name. A search has an order of its own.
    pub order: Option<Order>,
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

/// Present people with their assignments. Without a search they are sorted by display name or as asked; a search finds
/// whose display name, surname or sign-in name begins with it, in this order of groups.
///
/// # Errors
/// As [`People::list`].
pub fn search_people(
    store: &dyn Store,
    tenant: TenantId,
    search: &PeopleSearch,
    top: usize,
    from: Option<&Cursor>,
) -> Result<Page, AppError> {
    if search.is_contradictory() {
        return Ok(Page { users: Vec::new(), next: None });
    }
    People::new(store, tenant).with_licenses().list(&search.query(), from, top)
}

/// How many people [`search_people`] finds on all pages together; `None` where counting would read too many
/// rows.
///
/// # Errors
/// As [`People::count`].
pub fn count_search_people(
    store: &dyn Store,
    tenant: TenantId,
    search: &PeopleSearch,
) -> Result<Option<u64>, AppError> {
    if search.is_contradictory() {
        return Ok(Some(0));
    }
    People::new(store, tenant).count_if_cheap(&search.query())
}

/// The holders of a product by any path, whatever its state, each person once (UNA-15): sorted by display name or as
/// asked, or found as [`search_people`] finds.
///
/// # Errors
/// As [`People::list`].
pub fn product_users(
    store: &dyn Store,
    tenant: TenantId,
    search: &HolderSearch,
    top: usize,
    from: Option<&Cursor>,
) -> Result<HolderPage, AppError> {
    let people = People::new(store, tenant).in_any_state();
    let page = people.list(&search.query(), from, top)?;
    let holders = page.users.into_iter().map(|(user, _)| {
        let mut prefix = person_prefix(&people, user.id);
        prefix.push(search.sku.into());
        let scan = Scan::key(&tables::ASSIGNMENT, prefix, PATHS_MAX);
        let rows = AssignmentRow::scan(store, &scan)?;
        let mut paths: Vec<Assignment> = rows.into_iter().map(|row| row.assignment).collect();
        paths.sort_by_key(|path| (path.key.path, path.key.pool));
        Ok(Holder { user, paths })
    });
    Ok(HolderPage { holders: holders.collect::<Result<_, StoreError>>()?, next: page.next })
}

/// How many people [`product_users`] finds on all pages together; `None` where counting would read too many
/// rows.
///
/// # Errors
/// As [`People::count`].
pub fn count_product_users(
    store: &dyn Store,
    tenant: TenantId,
    search: &HolderSearch,
) -> Result<Option<u64>, AppError> {
    People::new(store, tenant).in_any_state().count_if_cheap(&search.query())
}

impl HolderSearch {
    /// All holders of a product by display name.
    pub const fn all(sku: SkuId) -> Self {
        Self { sku, text: None, order: None }
    }

    /// What tells the members of one list from those of another, whatever their order.
    pub fn key(&self) -> String {
        format!("holders of {} {:?}", self.sku, self.text)
    }

    fn query(&self) -> UserQuery {
        let (text, product) = (self.text.clone(), Some(self.sku));
        PeopleSearch { text, product, order: self.order, ..PeopleSearch::default() }.query()
    }
}

impl PeopleSearch {
    /// What tells the members of one list from those of another, whatever their order.
    pub fn key(&self) -> String {
        format!("{:?}", Self { order: None, ..self.clone() })
    }

    /// Whether nobody can belong to it, which no index would tell.
    fn is_contradictory(&self) -> bool {
        use PeopleFilter::{Disabled, Enabled, Licensed, Unlicensed};
        let has = |filter| self.filters.contains(&filter);
        (has(Enabled) && has(Disabled)) || (has(Unlicensed) && (has(Licensed) || self.product.is_some()))
    }

    fn query(&self) -> UserQuery {
        let mut parts = Vec::new();
        parts.extend(self.product.map(|sku| Filter::AnyLicense(vec![sku])));
        parts.extend(self.filters.iter().map(|filter| match filter {
            PeopleFilter::Licensed => Filter::LicenseCount { op: CompareOp::Ne, count: 0 },
            PeopleFilter::Unlicensed => Filter::LicenseCount { op: CompareOp::Eq, count: 0 },
            PeopleFilter::Enabled => equals(UserProperty::AccountEnabled, Literal::Bool(true)),
            PeopleFilter::Disabled => equals(UserProperty::AccountEnabled, Literal::Bool(false)),
        }));
        let texts = [
            (UserProperty::Department, &self.department),
            (UserProperty::UsageLocation, &self.usage_location),
        ];
        parts.extend(texts.into_iter().filter_map(|(property, text)| {
            Some(equals(property, Literal::Text(Text::new(text.as_deref()?))))
        }));
        let text = self.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        parts.extend(text.map(|text| Filter::Or(beginnings(text))));
        let by_name = Order { property: UserProperty::DisplayName, direction: Direction::Ascending };
        UserQuery {
            filter: (!parts.is_empty()).then_some(Filter::And(parts)),
            order: text.is_none().then_some(self.order.unwrap_or(by_name)),
            ..UserQuery::default()
        }
    }
}

fn equals(property: UserProperty, value: Literal) -> Filter {
    Filter::Compare { property, op: CompareOp::Eq, value }
}

fn beginnings(text: &str) -> Vec<Filter> {
    let properties = [UserProperty::DisplayName, UserProperty::Surname, UserProperty::UserPrincipalName];
    properties.map(|property| Filter::StartsWith { property, text: Text::prefix(text) }).to_vec()
}
