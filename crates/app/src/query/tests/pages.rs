//! Pages.

use proptest::prelude::*;
use reseat_model::UserId;
use reseat_model::fold::fold;
use reseat_model::query::{Cursor, Direction, Order, UserProperty, UserQuery};
use reseat_model::user::User;
use reseat_odata::{People as Kind, parse_user_list};
use reseat_store::records::AssignmentRow;
use reseat_store::{Batch, Change, Record, Store};

use super::world::{Someone, TENANT, people, put, sku, store};
use crate::query::{
    HolderSearch, PeopleFilter, PeopleSearch, count_people, count_product_users, count_search_people,
    list_people, product_users, search_people,
};

/// Queries of every way, with conditions that no index has beside those that one has.
pub(super) fn queries() -> impl Strategy<Value = UserQuery> {
    let any = |n: u8| format!("assignedLicenses/any(x:x/skuId eq {})", sku(n));
    let conditions = prop::sample::subsequence(
        vec![
            any(0),
            format!("assignedLicenses/any(x:x/skuId eq {} or x/skuId eq {})", sku(1), sku(2)),
            "assignedLicenses/$count eq 0".to_owned(),
            "assignedLicenses/$count gt 1".to_owned(),
            "startswith(displayName,'an')".to_owned(),
            "displayName eq 'ANNA'".to_owned(),
            "displayName lt 'b'".to_owned(),
            "startswith(surname,'ö')".to_owned(),
            "surname eq null".to_owned(),
            "mail ge 'b'".to_owned(),
            "mail eq 'anna'".to_owned(),
            "startswith(userPrincipalName,'a')".to_owned(),
            "userPrincipalName in ('a0@contoso.example','B1@contoso.example','nobody')".to_owned(),
            "id in ('00000000-0000-0000-0000-000000000000','9e3779b9-7f4a-7c15-f39c-c0605cedc835')"
                .to_owned(),
            "accountEnabled eq false".to_owned(),
            "createdDateTime gt 1970-01-01T00:00:00.000001Z".to_owned(),
            "deletedDateTime le 1970-01-01T00:00:00.000002Z".to_owned(),
            "(startswith(displayName,'a') or startswith(surname,'a') or startswith(userPrincipalName,'b'))"
                .to_owned(),
            format!("(startswith(displayName,'b') or {})", any(3)),
            "(mail eq 'bo' or accountEnabled eq true)".to_owned(),
            "not startswith(displayName,'a')".to_owned(),
        ],
        0..3,
    );
    let order = prop::sample::select(vec![
        "",
        "displayName",
        "displayName desc",
        "userPrincipalName",
        "userPrincipalName desc",
        "createdDateTime desc",
        "deletedDateTime",
    ]);
    let search = prop::sample::select(vec!["", "", "\"displayName:b\""]);
    let kind = prop::sample::select(vec![Kind::Present, Kind::Present, Kind::Deleted]);
    (conditions, order, search, kind).prop_map(|(conditions, order, search, kind)| {
        let filter = conditions.join(" and ");
        let text = format!("$filter={filter}&$orderby={order}&$search={search}&$count=true");
        parse_user_list(&text, Some("eventual"), kind).unwrap_or_else(|error| panic!("{text}: {error}")).query
    })
}

/// All pages together; each page is at most as long as asked.
pub(super) fn all_pages(
    of: impl Fn(Option<&Cursor>) -> (Vec<UserId>, Option<Cursor>),
    top: usize,
) -> Vec<UserId> {
    let mut ids = Vec::new();
    let mut from = None;
    loop {
        let (page, next) = of(from.as_ref());
        assert!(page.len() <= top);
        ids.extend(page);
        match next {
            Some(next) => from = Some(next),
            None => return ids,
        }
    }
}

fn key(user: &User, property: UserProperty) -> (Option<String>, Option<i64>, UserId) {
    use reseat_model::query::Value;
    match property.value(user) {
        Value::Text(text) => (Some(fold(text)), None, user.id),
        Value::Instant(at) => (None, Some(at.0), user.id),
        _ => (None, None, user.id),
    }
}

/// The ids that a query means, in its order where it has one, else by id.
pub(super) fn meant(people: &[Someone], query: &UserQuery) -> Vec<UserId> {
    let mut meant: Vec<&User> =
        people.iter().filter(|someone| someone.belongs(query)).map(|someone| &someone.user).collect();
    let property = query.order.map_or(UserProperty::Id, |order| order.property);
    meant.sort_by_key(|user| key(user, property));
    if query.order.is_some_and(|order| order.direction == Direction::Descending) {
        meant.reverse();
    }
    meant.iter().map(|user| user.id).collect()
}

/// Orders of the admin centre's lists.
fn orders() -> impl Strategy<Value = Order> {
    let properties = vec![UserProperty::DisplayName, UserProperty::UserPrincipalName];
    let directions = vec![Direction::Ascending, Direction::Descending];
    (prop::sample::select(properties), prop::sample::select(directions))
        .prop_map(|(property, direction)| Order { property, direction })
}

/// People in the order, by display name when there is none.
fn in_order<'a>(users: impl Iterator<Item = &'a User>, order: Option<Order>) -> Vec<UserId> {
    let by = order.map_or(UserProperty::DisplayName, |order| order.property);
    let mut keyed: Vec<_> = users.map(|user| (key(user, by), user.id)).collect();
    keyed.sort();
    if order.is_some_and(|order| order.direction == Direction::Descending) {
        keyed.reverse();
    }
    keyed.into_iter().map(|(_, id)| id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_pages_together_are_whom_the_query_means(
        people in people(40), query in queries(), top in 1usize..9,
    ) {
        let store = store(&people);
        let mut listed = all_pages(|from| {
            let page = list_people(&store, TENANT, &query, from, top).unwrap();
            (page.users.iter().map(|(user, _)| user.id).collect(), page.next)
        }, top);
        prop_assert_eq!(count_people(&store, TENANT, &query).unwrap(), listed.len() as u64);
        if query.order.is_none() {
            listed.sort();
        }
        prop_assert_eq!(listed, meant(&people, &query));
    }

    #[test]
    fn holders_come_once_in_order_with_all_their_paths(
        people in people(40), top in 1usize..9, order in prop::option::of(orders()),
    ) {
        let store = store(&people);
        let search = HolderSearch { order, ..HolderSearch::all(sku(1)) };
        let holds = |someone: &&Someone| someone.skus(true).contains(&sku(1));
        let listed = all_pages(|from| {
            let page = product_users(&store, TENANT, &search, top, from).unwrap();
            for holder in &page.holders {
                let own = people.iter().find(|own| own.user.id == holder.user.id).unwrap();
                let paths = own.paths.iter().filter(|(key, _)| key.sku == sku(1)).count();
                assert_eq!(holder.paths.len(), paths);
            }
            (page.holders.iter().map(|holder| holder.user.id).collect(), page.next)
        }, top);
        let expected = in_order(people.iter().filter(holds).map(|someone| &someone.user), order);
        prop_assert_eq!(count_product_users(&store, TENANT, &search).unwrap(), Some(expected.len() as u64));
        prop_assert_eq!(listed, expected);
    }

    #[test]
    fn a_search_finds_name_surname_and_sign_in_name(
        people in people(40), top in 1usize..9, product in prop::option::of(0u8..3),
        filters in prop::sample::subsequence(vec![
            PeopleFilter::Licensed, PeopleFilter::Unlicensed, PeopleFilter::Enabled, PeopleFilter::Disabled,
        ], 0..3),
        department in prop::option::weighted(0.3, prop::sample::select(vec!["anna", "ÖZ X"])),
        order in prop::option::of(orders()),
        text in prop::option::of(prop::sample::select(vec!["A", "ö", " b ", "王", ""])),
    ) {
        let store = store(&people);
        let sku = product.map(sku);
        let begins = |own: &str, text: &str| fold(own).starts_with(&fold(text));
        let expected: Vec<&User> = people.iter().filter(|someone| {
            let (user, skus) = (&someone.user, someone.skus(false));
            let found = text.is_none_or(|text| {
                begins(&user.display_name, text)
                    || user.surname.as_ref().is_some_and(|own| begins(own, text))
                    || begins(&user.upn, text)
            });
            let filtered = filters.iter().all(|filter| match filter {
                PeopleFilter::Licensed => !skus.is_empty(),
                PeopleFilter::Unlicensed => skus.is_empty(),
                PeopleFilter::Enabled => user.account_enabled,
                PeopleFilter::Disabled => !user.account_enabled,
            });
            let there = department.is_none_or(|text| user.department.as_deref().map(fold) == Some(fold(text)));
            user.deleted_at.is_none() && found && filtered && there && sku.is_none_or(|sku| skus.contains(&sku))
        }).map(|someone| &someone.user).collect();
        let search = PeopleSearch {
            text: text.map(str::to_owned), filters, department: department.map(str::to_owned), usage_location: None,
            product: sku, order,
        };
        let mut listed = all_pages(|from| {
            let page = search_people(&store, TENANT, &search, top, from).unwrap();
            assert!(page.users.iter().all(|(_, licenses)| licenses.is_some()));
            (page.users.iter().map(|(user, _)| user.id).collect(), page.next)
        }, top);
        let count = count_search_people(&store, TENANT, &search).unwrap();
        prop_assert_eq!(count, Some(expected.len() as u64));
        let mut expected = in_order(expected.into_iter(), order);
        if text.is_some_and(|text| !text.trim().is_empty()) {
            listed.sort();
            expected.sort();
        }
        prop_assert_eq!(listed, expected);
    }

    #[test]
    fn who_stays_in_the_list_is_seen_once_while_others_come_and_go(
        before in people(30), after in people(30), query in queries(), top in 1usize..5,
    ) {
        let store = store(&before);
        let first = list_people(&store, TENANT, &query, None, top).unwrap();
        // Everyone with an odd place in `after` is put in the place of the one before.
        let mut batch = Batch::default();
        for someone in after.iter().skip(1).step_by(2) {
            let old = before.iter().find(|own| own.user.id == someone.user.id);
            for (key, _) in old.map(|own| own.paths.as_slice()).unwrap_or_default() {
                let id = (someone.user.id, *key);
                let key = AssignmentRow::key(TENANT, &id);
                batch.changes.push(Change::Delete(AssignmentRow::TABLE, key));
            }
            put(&mut batch, TENANT, someone);
        }
        store.apply(&batch).unwrap();
        let mut seen: Vec<UserId> = first.users.iter().map(|(user, _)| user.id).collect();
        if let Some(next) = &first.next {
            let rest = all_pages(|from| {
                let page = list_people(&store, TENANT, &query, from.or(Some(next)), top).unwrap();
                (page.users.iter().map(|(user, _)| user.id).collect(), page.next)
            }, top);
            seen.extend(rest);
        }
        let changed: Vec<UserId> = after.iter().skip(1).step_by(2).map(|someone| someone.user.id).collect();
        for id in meant(&before, &query).iter().filter(|id| !changed.contains(id)) {
            prop_assert_eq!(seen.iter().filter(|own| *own == id).count(), 1, "{}", id);
        }
    }
}
