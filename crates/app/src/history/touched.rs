//! What a change set is about in one line: the products it touched, and the person when it is one. Found from its first
//! results, so that writing costs nothing and a row of the history costs one short read.

use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::{SkuId, TenantId, UserId};

use crate::App;
use crate::error::AppError;

/// Results of a set that are looked at.
const READ_MAX: usize = 20;
/// Products named at most.
const PRODUCTS_MAX: usize = 5;

/// What a change set is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// The first products whose paths it changed, at most 5, each once.
    pub products: Vec<SkuId>,
    /// How many products there are in all; `None` where the set has more results than were looked at.
    pub product_count: Option<u64>,
    /// Whom it is about, refused or not, when it is one person.
    pub person: Option<UserId>,
}

/// What a change set is about. For use cases that have checked the caller's right.
///
/// # Errors
/// When the store fails.
pub fn touched(app: &App, tenant: TenantId, set: &ChangeSet) -> Result<Touched, AppError> {
    // Purchases, settings, roles have no results about people.
    if set.counts.total() == 0 {
        return Ok(Touched { product_count: Some(0), ..Touched::default() });
    }
    let items = super::items(app, tenant, set.id, 0, READ_MAX)?;
    let all = items.len() < READ_MAX || set.counts.total() <= READ_MAX as u64;
    Ok(of_items(&items, all))
}

fn of_items(items: &[ChangeItem], all: bool) -> Touched {
    let mut products: Vec<SkuId> = Vec::new();
    for path in items.iter().flat_map(|item| &item.paths) {
        if !products.contains(&path.key.sku) {
            products.push(path.key.sku);
        }
    }
    let product_count = all.then_some(products.len() as u64);
    products.truncate(PRODUCTS_MAX);
    let person = match items {
        [first, rest @ ..] if all && rest.iter().all(|item| item.user == first.user) => Some(first.user),
        _ => None,
    };
    Touched { products, product_count, person }
}

#[cfg(test)]
mod tests {
    use reseat_model::assignment::{AssignmentKey, Path};
    use reseat_model::command::PathChange;
    use reseat_model::outcome::Outcome;
    use reseat_model::{ChangeSetId, PoolId};

    use super::*;

    fn item(user: u8, skus: &[u8]) -> ChangeItem {
        let user = UserId::from_bytes([user; 16]);
        let path = |sku: &u8| {
            let sku = SkuId::from_bytes([*sku; 16]);
            let key = AssignmentKey { sku, pool: PoolId::ORGANIZATION, path: Path::Direct };
            PathChange { key, before: None, after: None }
        };
        ChangeItem {
            set: ChangeSetId::NIL,
            number: 0,
            user,
            outcome: Outcome::unchanged(user, Vec::new()),
            paths: skus.iter().map(path).collect(),
        }
    }

    #[test]
    fn products_come_once_and_five_are_named() {
        let found = of_items(&[item(1, &[3, 1]), item(2, &[1, 2, 4, 5, 6, 7])], true);
        let expected: Vec<SkuId> = [3, 1, 2, 4, 5].iter().map(|n| SkuId::from_bytes([*n; 16])).collect();
        assert_eq!(found, Touched { products: expected, product_count: Some(7), person: None });
    }

    #[test]
    fn one_person_is_named_only_where_everyone_was_looked_at() {
        let twice = [item(1, &[1]), item(1, &[])];
        assert_eq!(of_items(&twice, true).person, Some(UserId::from_bytes([1; 16])));
        let unknown = of_items(&twice, false);
        assert_eq!((unknown.person, unknown.product_count), (None, None));
        assert_eq!(of_items(&[], true), Touched { product_count: Some(0), ..Touched::default() });
    }
}
