//! Single cases: budgets, last pages, cursors, many paths, counts, plans.

use std::sync::Arc;

use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::catalog::{AppliesTo, Catalog, Names, Origin, Product};
use reseat_model::limits::PAGE_ROW_BUDGET;
use reseat_model::pool::Pool;
use reseat_model::query::{Cursor, CursorValue, UserQuery};
use reseat_model::services::{DELETED_USER_DAYS, FormerProduct, Services};
use reseat_model::user::User;
use reseat_model::{GroupId, PlanId, PoolId, Timestamp, UserId};
use reseat_odata::{People as Kind, QueryError, parse_user_list};
use reseat_store::records::{AssignmentRow, ServicesRow};
use reseat_store::{Batch, Change, Record, Store};

use super::pages::{all_pages, meant};
use super::world::{Someone, TENANT, sku, store};
use crate::AppError;
use crate::query::{HolderSearch, People, count_people, count_product_users, list_people, user_by_upn};

fn many(count: u32) -> Vec<Someone> {
    let user = |n: u32| User {
        id: UserId::from_bytes(u128::from(n).to_be_bytes()),
        upn: format!("u{n}@contoso.example"),
        display_name: format!("U {n}"),
        city: Some(if n.is_multiple_of(5_000) { "Rome" } else { "Oslo" }.to_owned()),
        ..User::default()
    };
    (0..count).map(|n| Someone { user: user(n), paths: Vec::new() }).collect()
}

fn query(text: &str) -> UserQuery {
    parse_user_list(text, Some("eventual"), Kind::Present).unwrap().query
}

#[test]
fn a_page_without_an_index_is_short_after_its_row_budget() {
    let people = many(PAGE_ROW_BUDGET as u32 + 2_000);
    let store = store(&people);
    let rome = query("$filter=city eq 'Rome'");
    let first = list_people(&store, TENANT, &rome, None, 100).unwrap();
    assert_eq!(first.users.len(), 2, "short");
    let second = list_people(&store, TENANT, &rome, first.next.as_ref(), 100).unwrap();
    assert_eq!((second.users.len(), second.next), (1, None));
    assert_eq!(count_people(&store, TENANT, &rome).unwrap(), 3);
}

#[test]
fn the_last_page_has_no_next() {
    let store = store(&many(20));
    for (text, top) in [("", 20), ("$orderby=displayName", 20), ("$filter=startswith(displayName,'u 1')", 11)]
    {
        let page = list_people(&store, TENANT, &query(text), None, top).unwrap();
        assert_eq!((page.users.len(), page.next), (top, None), "{text}");
        assert!(list_people(&store, TENANT, &query(text), None, top - 1).unwrap().next.is_some(), "{text}");
    }
}

/// 700 people of whom each third holds product 0 by three paths, the middle one by 200, and each fifth product 1.
fn holders() -> Vec<Someone> {
    let mut people = many(700);
    let path = |n: u8| if n == 0 { Path::Direct } else { Path::Group(GroupId::from_bytes([n; 16])) };
    let key = |sku, n| AssignmentKey { sku, pool: PoolId::ORGANIZATION, path: path(n) };
    for (n, someone) in people.iter_mut().enumerate() {
        let paths: u8 = if n == 351 { 200 } else { 3 };
        let first = (0..paths).filter(|_| n.is_multiple_of(3)).map(|n| key(sku(0), n));
        let second = (0..1).filter(|_| n.is_multiple_of(5)).map(|n| key(sku(1), n));
        // Only the last path is in force: it must be found however the rows are cut into chunks.
        let state = |key: &AssignmentKey| match key.path {
            Path::Group(group) if group == GroupId::from_bytes([paths - 1; 16]) => PathState::Active,
            Path::Direct if key.sku == sku(1) => PathState::Active,
            _ => PathState::Error,
        };
        someone.paths = first.chain(second).map(|key| (key, state(&key))).collect();
    }
    people
}

#[test]
fn holders_of_many_paths_come_once_however_rows_are_cut() {
    let people = holders();
    let store = store(&people);
    let one = format!("$filter=assignedLicenses/any(x:x/skuId eq {})", sku(0));
    let two = format!("$filter=assignedLicenses/any(x:x/skuId eq {} or x/skuId eq {})", sku(0), sku(1));
    let none = "$filter=assignedLicenses/$count eq 0&$count=true".to_owned();
    for text in [one, two.clone(), format!("{two}&$orderby=displayName desc&$count=true"), none] {
        let query = query(&text);
        for top in [1, 7, 100, 999] {
            let mut listed = all_pages(
                |from| {
                    let page = list_people(&store, TENANT, &query, from, top).unwrap();
                    (page.users.iter().map(|(user, _)| user.id).collect(), page.next)
                },
                top,
            );
            let mut expected = meant(&people, &query);
            if query.order.is_none() {
                listed.sort();
                expected.sort();
            }
            assert_eq!(listed, expected, "{text} by {top}");
        }
    }
    assert_eq!(count_product_users(&store, TENANT, &HolderSearch::all(sku(0))).unwrap(), Some(234));
    let loaded = People::new(&store, TENANT).with_licenses().list(&query(""), None, 999).unwrap();
    for (someone, (user, licenses)) in people.iter().zip(&loaded.users) {
        assert_eq!((someone.user.id, Some(someone.paths.len())), (user.id, licenses.as_ref().map(Vec::len)));
    }
}

#[test]
fn a_product_is_counted_from_its_pool_where_every_holder_has_one_path() {
    let people = holders();
    let store = store(&people);
    let holders = people.iter().filter(|someone| someone.skus(true).contains(&sku(1))).count();
    let pool = |consumed| Pool { consumed, ..Pool::empty(sku(1), PoolId::ORGANIZATION) };
    for consumed in [holders as u32, 1] {
        let change = Change::Put(Pool::TABLE, pool(consumed).to_row(TENANT));
        store.apply(&Batch { changes: vec![change], ..Batch::default() }).unwrap();
        assert_eq!(
            count_product_users(&store, TENANT, &HolderSearch::all(sku(1))).unwrap(),
            Some(holders as u64)
        );
    }
}

#[test]
fn plans_are_on_by_any_path_and_lost_ones_stay_listed_as_deleted() {
    let (kept, off) = (PlanId::from_bytes([1; 16]), PlanId::from_bytes([2; 16]));
    let product = Product {
        sku: sku(0),
        part_number: "PACK".into(),
        names: Names::default(),
        applies_to: AppliesTo::User,
        plans: vec![kept, off],
        origin: Origin::Organization,
    };
    let catalog = Catalog { products: [(sku(0), Arc::new(product))].into(), ..Catalog::default() };
    let people = many(3);
    let store = store(&people);
    let assignment = Assignment {
        user: people[0].user.id,
        key: AssignmentKey::direct(sku(0)),
        disabled: [off].into(),
        state: PathState::Active,
        assigned_at: Timestamp(1),
        updated_at: Timestamp(1),
    };
    let row = AssignmentRow { assignment, name_fold: "u 0".into() };
    let former = vec![FormerProduct { sku: sku(0), removed_at: Timestamp(1) }];
    let services =
        ServicesRow { user: people[1].user.id, services: Services { former, ..Services::default() } };
    let changes = vec![
        Change::Put(AssignmentRow::TABLE, row.to_row(TENANT)),
        Change::Put(ServicesRow::TABLE, services.to_row(TENANT)),
    ];
    store.apply(&Batch { changes, ..Batch::default() }).unwrap();
    let listed = |plan: PlanId, status: &str| {
        let status =
            if status.is_empty() { String::new() } else { format!(" and p/capabilityStatus eq '{status}'") };
        let text = format!("$filter=assignedPlans/any(p:p/servicePlanId eq {plan}{status})&$count=true");
        let page = People::new(&store, TENANT).with_catalog(&catalog).list(&query(&text), None, 9).unwrap();
        page.users.iter().map(|(user, _)| user.display_name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(kept, "Enabled"), ["U 0"]);
    assert_eq!(listed(off, "Deleted"), ["U 0", "U 1"]);
    assert_eq!(listed(kept, ""), ["U 0", "U 1"]);
    assert!(listed(kept, "Suspended").is_empty());
    let text = format!("$filter=assignedPlans/any(p:p/servicePlanId eq {kept})");
    let error = list_people(&store, TENANT, &query(&text), None, 9).unwrap_err();
    assert!(error.to_string().contains("'assignedPlans' of resource 'User'"), "{error}");
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    let store = store(&many(20));
    let by_name = query("$orderby=displayName");
    let cursor = list_people(&store, TENANT, &by_name, None, 5).unwrap().next.unwrap();
    for (text, cursor) in [
        ("", cursor.clone()),
        (
            "$filter=id in ('00000000-0000-0000-0000-000000000001')&$orderby=displayName&$count=true",
            cursor.clone(),
        ),
        ("$orderby=displayName", Cursor { values: Vec::new(), ..cursor.clone() }),
        (
            "$orderby=displayName",
            Cursor { values: vec![CursorValue::Int(7), CursorValue::Null], ..cursor.clone() },
        ),
        ("$orderby=displayName", Cursor { values: vec![CursorValue::Null], ..cursor.clone() }),
    ] {
        let error = list_people(&store, TENANT, &query(text), Some(&cursor), 5).unwrap_err();
        assert!(matches!(&error, AppError::Query(QueryError::SkipToken)), "{error}");
    }
}

#[test]
fn del_1_deleted_people_are_gone_when_due_whether_or_not_the_worker_ran() {
    let mut people = many(2);
    people[0].user.deleted_at = Some(Timestamp(0));
    people[1].user.deleted_at = Some(Timestamp(1));
    let store = store(&people);
    let deleted = UserQuery { deleted: true, ..UserQuery::default() };
    let due = Timestamp(0).plus_days(DELETED_USER_DAYS);
    let listed = |now| People::new(&store, TENANT).at(now).list(&deleted, None, 9).unwrap().users.len();
    assert_eq!((listed(Timestamp(due.0 - 1)), listed(due), listed(due.plus_days(1))), (2, 1, 0));
    assert_eq!(People::new(&store, TENANT).at(due).count(&deleted).unwrap(), 1);
}

#[test]
fn a_sign_in_name_finds_its_present_owner_only() {
    let mut people = many(3);
    people[1].user.deleted_at = Some(Timestamp(0));
    let store = store(&people);
    let owner = |upn: &str| user_by_upn(&store, TENANT, upn).unwrap().map(|user| user.id);
    assert_eq!(owner("u2@contoso.example"), Some(people[2].user.id));
    assert_eq!(owner("u1@contoso.example"), None);
    assert_eq!(owner("u9@contoso.example"), None);
}

#[test]
fn a_sort_without_an_index_is_refused_beyond_the_budget() {
    let mut people = many(PAGE_ROW_BUDGET as u32 + 1);
    people.iter_mut().for_each(|someone| someone.user.deleted_at = Some(Timestamp(0)));
    let store = store(&people);
    let list = parse_user_list("$orderby=userPrincipalName", None, Kind::Deleted).unwrap();
    let error = list_people(&store, TENANT, &list.query, None, 5).unwrap_err();
    assert!(matches!(error, AppError::Query(QueryError::Sorting)), "{error:?}");
}
