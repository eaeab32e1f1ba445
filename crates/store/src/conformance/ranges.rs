//! Scans against a plain reading of the port's words: filter, sort, cut.

use reseat_model::Timestamp;
use reseat_model::user::User;

use super::reads::{TENANT, names, person, put, role_id, user_id};
use crate::port::{Bound, Direction, Index, Row, Scan, Store, Table, Value};
use crate::record::Record;
use crate::records::RoleGrant;
use crate::tables;

/// What a scan has to give, by the plainest reading of its definition.
pub(super) fn plain(scan: &Scan, rows: &[Row]) -> Vec<Row> {
    let order = scan.table.order(scan.index);
    let tuple = |row: &Row| order.iter().map(|column| row[*column].clone()).collect::<Vec<_>>();
    let prefix = scan.prefix.len();
    let mut found: Vec<(Vec<Value>, Row)> = rows.iter().map(|row| (tuple(row), row.clone())).collect();
    found.retain(|(tuple, _)| {
        let rest = &tuple[prefix..];
        let lower = match &scan.lower {
            Bound::Open => true,
            Bound::Included(bound) => rest[..bound.len()] >= bound[..],
            Bound::Excluded(bound) => rest[..bound.len()] > bound[..],
        };
        let upper = match &scan.upper {
            Bound::Open => true,
            Bound::Included(bound) => rest[..bound.len()] <= bound[..],
            Bound::Excluded(bound) => rest[..bound.len()] < bound[..],
        };
        tuple[..prefix] == scan.prefix[..] && lower && upper
    });
    found.sort();
    if scan.direction == Direction::Descending {
        found.reverse();
    }
    found.into_iter().take(scan.limit).map(|(_, row)| row).collect()
}

/// Every prefix, every pair of bounds taken from `tuples` (whole and shortened), both directions.
fn check_all(store: &dyn Store, table: &'static Table, index: Option<&'static Index>, tuples: &[Vec<Value>]) {
    let rows = store.range(&Scan::key(table, vec![TENANT.into()], usize::MAX)).unwrap();
    assert!(!rows.is_empty());
    for prefix in 1..table.order(index).len() {
        let mut bounds = vec![Bound::Open];
        for tuple in tuples {
            for length in 0..=tuple.len() - prefix {
                let bound = tuple[prefix..prefix + length].to_vec();
                bounds.extend([Bound::Included(bound.clone()), Bound::Excluded(bound)]);
            }
        }
        bounds.sort_by_key(|bound| format!("{bound:?}"));
        bounds.dedup();
        let prefix = &tuples[0][..prefix];
        for lower in &bounds {
            for upper in &bounds {
                check_one(store, table, index, prefix, lower, upper, &rows);
            }
        }
    }
}

fn check_one(
    store: &dyn Store,
    table: &'static Table,
    index: Option<&'static Index>,
    prefix: &[Value],
    lower: &Bound,
    upper: &Bound,
    rows: &[Row],
) {
    let scan = Scan { index, ..Scan::key(table, prefix.to_vec(), 3) }.from(lower.clone()).to(upper.clone());
    for scan in [scan.clone(), scan.descending()] {
        assert!(store.range(&scan).unwrap() == plain(&scan, rows), "{scan:?}");
    }
    let all =
        Scan { index, ..Scan::key(table, prefix.to_vec(), usize::MAX) }.from(lower.clone()).to(upper.clone());
    assert_eq!(store.count(&all).unwrap(), plain(&all, rows).len() as u64, "{all:?}");
}

/// Bounds in the order of a primary key of three columns.
pub fn key_order_with_every_bound(store: &dyn Store) {
    let grants: Vec<_> = [(1, 1), (1, 2), (1, 5), (2, 1), (2, 2), (4, 3)]
        .map(|(role, user)| RoleGrant { role: role_id(role), user: user_id(user) })
        .into();
    put(store, TENANT, &grants);
    let tuple = |role, user| vec![TENANT.into(), role_id(role).into(), user_id(user).into()];
    let tuples = [tuple(1, 2), tuple(1, 3), tuple(2, 1), tuple(3, 9), tuple(0, 0), tuple(9, 9)];
    check_all(store, &tables::ROLE_GRANT, None, &tuples);
    let tuple = |user, role| vec![TENANT.into(), user_id(user).into(), role_id(role).into()];
    let tuples = [tuple(2, 1), tuple(1, 2), tuple(3, 1), tuple(5, 0)];
    check_all(store, &tables::ROLE_GRANT, Some(&tables::ROLE_GRANT_BY_USER), &tuples);
}

/// Bounds in the order of an index with a column that may be null, nulls among the bounds.
pub fn index_order_with_every_bound(store: &dyn Store) {
    let surnames = [Some("Adler"), None, Some("Berg"), Some("Berg"), None, Some("Öz")];
    let mut people: Vec<User> = (0_u64..)
        .zip(surnames)
        .map(|(n, surname)| User { surname: surname.map(str::to_owned), ..person(n, "Someone") })
        .collect();
    people.push(User { deleted_at: Some(Timestamp(5)), ..person(9, "Gone") });
    put(store, TENANT, &people);
    let tuple = |deleted: bool, surname: Option<&str>, user| {
        vec![TENANT.into(), deleted.into(), surname.into(), user_id(user).into()]
    };
    let tuples = [
        tuple(false, Some("berg"), 2),
        tuple(false, None, 1),
        tuple(false, None, 3),
        tuple(false, Some("c"), 0),
        tuple(true, None, 9),
        tuple(false, Some(""), 9),
    ];
    check_all(store, &tables::USER, Some(&tables::USER_BY_SURNAME), &tuples);
}

/// Null is before every value, ascending; behind every value, descending.
pub fn nulls_come_first(store: &dyn Store) {
    let surname =
        |n, surname: Option<&str>, name| User { surname: surname.map(str::to_owned), ..person(n, name) };
    put(
        store,
        TENANT,
        &[surname(1, Some(""), "empty"), surname(2, None, "none"), surname(3, Some("A"), "a")],
    );
    let scan = Scan::index(&tables::USER, &tables::USER_BY_SURNAME, vec![TENANT.into(), false.into()], 9);
    assert_eq!(names(&store.range(&scan).unwrap()), ["none", "empty", "a"]);
    assert_eq!(names(&store.range(&scan.descending()).unwrap()), ["a", "empty", "none"]);
}

/// Rows that agree in the index are in the order of their keys, whatever the order of writing.
pub fn ties_are_broken_by_the_key(store: &dyn Store) {
    for n in [5, 2, 9, 1, 7] {
        put(store, TENANT, &[person(n, "Same Name")]);
    }
    let scan = Scan::index(&tables::USER, &tables::USER_BY_NAME, vec![TENANT.into(), false.into()], 9);
    let ids = |scan: &Scan| -> Vec<_> {
        store.range(scan).unwrap().iter().map(|row| User::from_row(row).unwrap().id).collect()
    };
    assert_eq!(ids(&scan), [1, 2, 5, 7, 9].map(user_id));
    assert_eq!(ids(&scan.descending()), [9, 7, 5, 2, 1].map(user_id));
}

/// Folded text is ordered by its UTF-8 bytes in every store, whatever the machine's language.
pub fn text_is_ordered_by_its_bytes(store: &dyn Store) {
    let ordered = ["", "'", "_", "a", "a b", "ab", "b", "z", "é", "ö", "王", "王伟", "𠮷"];
    let people: Vec<_> = (1_u64..).zip(ordered).map(|(n, name)| person(100 - n, name)).collect();
    put(store, TENANT, &people);
    let prefix = || vec![TENANT.into(), false.into()];
    let scan = Scan::index(&tables::USER, &tables::USER_BY_NAME, prefix(), 99);
    assert_eq!(names(&store.range(&scan).unwrap()), ordered);
    let scan = Scan::index(&tables::USER, &tables::USER_BY_NAME, prefix(), 99)
        .from(Bound::Included(vec!["王".into()]))
        .to(Bound::Excluded(vec!["玌".into()]));
    assert_eq!(names(&store.range(&scan).unwrap()), ["王", "王伟"], "what begins with a text");
}
