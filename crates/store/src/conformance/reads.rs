//! Point reads, limits and pages.

use reseat_model::user::User;
use reseat_model::{RoleId, TenantId, Timestamp, UserId};

use crate::port::{Batch, Bound, Change, Row, Scan, Store, Value};
use crate::record::{Record, Stored};
use crate::records::RoleGrant;
use crate::tables;

/// The tenant that most tests use.
pub(super) const TENANT: TenantId = TenantId::from_bytes([7; 16]);
/// Another one.
pub(super) const OTHER: TenantId = TenantId::from_bytes([8; 16]);

/// The nth person; ids are in the order of `n`.
pub(super) fn user_id(n: u64) -> UserId {
    UserId::from_bytes(numbered(n))
}

/// The nth role.
pub(super) fn role_id(n: u64) -> RoleId {
    RoleId::from_bytes(numbered(n))
}

fn numbered(n: u64) -> [u8; 16] {
    u128::from(n).to_be_bytes()
}

/// A live person with a sign-in name of their own.
pub(super) fn person(n: u64, name: &str) -> User {
    User {
        id: user_id(n),
        upn: format!("person{n}@contoso.example"),
        display_name: name.to_owned(),
        account_enabled: true,
        created_at: Timestamp(1),
        ..User::default()
    }
}

/// Writes records of the tenant.
pub(super) fn put<R: Record>(store: &dyn Store, tenant: TenantId, records: &[R]) {
    let changes = records.iter().map(|record| Change::Put(R::TABLE, record.to_row(tenant))).collect();
    store.apply(&Batch { changes, ..Batch::default() }).unwrap();
}

/// The display names of rows of people.
pub(super) fn names(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| User::from_row(row).unwrap().display_name).collect()
}

/// The answer of a point read has one entry per key: in the order asked, repeated where asked twice, `None` if absent.
pub fn point_reads_answer_in_the_order_asked(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada"), person(2, "Bo"), person(3, "Cy")]);
    let ids = [3, 9, 1, 3].map(user_id);
    let found = User::load_many(store, TENANT, &ids).unwrap();
    assert_eq!(found, [Some(person(3, "Cy")), None, Some(person(1, "Ada")), Some(person(3, "Cy"))]);
    assert_eq!(store.get_many(&tables::USER, &[]).unwrap(), Vec::<Option<Row>>::new());
    assert_eq!(User::load(store, OTHER, &user_id(1)).unwrap(), None);
}

/// Several hundred keys at once, as the writer reads them.
pub fn point_reads_of_many_keys(store: &dyn Store) {
    let people: Vec<_> = (0..700).map(|n| person(n, "Someone")).collect();
    put(store, TENANT, &people);
    let ids: Vec<_> = (0..1400).rev().map(user_id).collect();
    let found = User::load_many(store, TENANT, &ids).unwrap();
    assert!(found[..700].iter().all(Option::is_none));
    assert!(found[700..].iter().rev().zip(&people).all(|(found, person)| found.as_ref() == Some(person)));
}

/// Nothing there is an empty answer, never an error.
pub fn a_scan_of_an_empty_table_is_empty(store: &dyn Store) {
    for table in tables::ALL {
        let scan = Scan::key(table, vec![TENANT.into()], 10);
        assert_eq!(store.range(&scan).unwrap(), Vec::<Row>::new());
        assert_eq!(store.count(&scan).unwrap(), 0);
        for index in table.indexes {
            let scan = Scan::index(table, index, vec![TENANT.into()], 10).descending();
            assert_eq!(store.range(&scan).unwrap(), Vec::<Row>::new());
        }
    }
}

/// A scan of a tenant never leaves it, though its neighbours' keys are next to its own.
pub fn tenants_do_not_see_each_other(store: &dyn Store) {
    for tenant in [TENANT, OTHER, TenantId::NIL, TenantId::from_bytes([0xFF; 16])] {
        put(store, tenant, &[person(1, &tenant.to_string())]);
        put(store, tenant, &[RoleGrant { role: role_id(1), user: user_id(1) }]);
    }
    for tenant in [TENANT, OTHER, TenantId::NIL, TenantId::from_bytes([0xFF; 16])] {
        let scan = Scan::key(&tables::USER, vec![tenant.into()], 10);
        assert_eq!(names(&store.range(&scan).unwrap()), [tenant.to_string()]);
        let scan = Scan::index(&tables::USER, &tables::USER_BY_NAME, vec![tenant.into(), 0_i64.into()], 10)
            .descending();
        assert_eq!(names(&store.range(&scan).unwrap()), [tenant.to_string()]);
        assert_eq!(store.count(&Scan::key(&tables::ROLE_GRANT, vec![tenant.into()], 10)).unwrap(), 1);
    }
}

/// The one read without a tenant: all rows of a table in key order.
pub fn tenants_are_listed_without_a_prefix(store: &dyn Store) {
    for tenant in [OTHER, TENANT] {
        put(store, tenant, &[reseat_model::log::Head::EMPTY]);
    }
    let rows = store.range(&Scan::key(&tables::HEAD, Vec::new(), 10)).unwrap();
    let tenants: Vec<_> = rows.into_iter().map(|mut row| row.swap_remove(0)).collect();
    assert_eq!(tenants, [Value::from(TENANT), OTHER.into()]);
}

/// A limit cuts what is read but not what is counted; a limit of 0 reads nothing.
pub fn limits_cut_and_counts_do_not(store: &dyn Store) {
    put(store, TENANT, &(0..20).map(|n| person(n, "Someone")).collect::<Vec<_>>());
    for (limit, expected) in [(0, 0), (1, 1), (19, 19), (20, 20), (21, 20), (usize::MAX, 20)] {
        let scan = Scan::key(&tables::USER, vec![TENANT.into()], limit);
        assert_eq!(store.range(&scan).unwrap().len(), expected);
        assert_eq!(store.count(&scan).unwrap(), 20);
    }
    let scan = Scan::index(&tables::USER, &tables::USER_BY_NAME, vec![TENANT.into(), 0_i64.into()], 1)
        .from(Bound::Excluded(vec!["someone".into(), user_id(4).into()]))
        .to(Bound::Excluded(vec!["someone".into(), user_id(9).into()]));
    assert_eq!(store.count(&scan).unwrap(), 4);
}

/// Paging by the last row's order columns meets every row once, in both directions, through equal names and nulls.
pub fn pages_by_key_meet_every_row_once(store: &dyn Store) {
    let surnames = [None, Some("Berg"), None, Some("Adler"), Some("Berg"), Some("Berg"), None, Some("Zorn")];
    let people: Vec<_> = (0..40_u64)
        .map(|n| User { surname: surnames[n as usize % 8].map(str::to_owned), ..person(n, "Someone") })
        .collect();
    put(store, TENANT, &people);
    for descending in [false, true] {
        let mut seen = Vec::new();
        let mut after = Bound::Open;
        loop {
            let prefix = vec![TENANT.into(), 0_i64.into()];
            let mut scan = Scan::index(&tables::USER, &tables::USER_BY_SURNAME, prefix, 7);
            scan = if descending { scan.descending().to(after) } else { scan.from(after) };
            let rows = store.range(&scan).unwrap();
            let Some(last) = rows.last() else { break };
            let order = tables::USER.order(Some(&tables::USER_BY_SURNAME));
            after = Bound::Excluded(order[2..].iter().map(|column| last[*column].clone()).collect());
            seen.extend(rows.iter().map(|row| User::from_row(row).unwrap()));
        }
        let mut expected = people.clone();
        expected.sort_by_key(|person| (person.surname.clone(), person.id));
        if descending {
            expected.reverse();
        }
        assert!(seen == expected, "descending: {descending}");
    }
}

/// Several scans at once are the same as one after another, also of different tables, and none are none.
pub fn scans_at_once_are_scans_one_by_one(store: &dyn Store) {
    put(store, TENANT, &(0..20).map(|n| person(n, &format!("Person {n}"))).collect::<Vec<_>>());
    put(store, TENANT, &[RoleGrant { role: role_id(1), user: user_id(1) }]);
    let by_name = Scan::index(&tables::USER, &tables::USER_BY_NAME, vec![TENANT.into(), 0_i64.into()], 4);
    let by_key = |n| Scan::key(&tables::USER, User::key(TENANT, &user_id(n)), 4);
    let scans = [
        by_key(3),
        by_key(99),
        by_name.clone().from(Bound::Excluded(vec!["person 7".into(), user_id(7).into()])),
        by_name.descending(),
        Scan::key(&tables::ROLE_GRANT, vec![TENANT.into()], 4),
        by_key(4),
    ];
    let one_by_one: Vec<_> = scans.iter().map(|scan| store.range(scan).unwrap()).collect();
    assert_eq!(one_by_one.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 2, 4, 1, 1]);
    assert_eq!(store.range_many(&scans).unwrap(), one_by_one);
    assert_eq!(store.range_many(&[]).unwrap(), Vec::<Vec<Row>>::new());
}

/// Entries are what the rows of the same scan have in the columns of the order, in it, with nulls, bounds and limits.
pub fn entries_are_the_ordering_columns_of_the_rows(store: &dyn Store) {
    let surnames = [None, Some("Berg"), Some("Adler")];
    let people = (0..12_u64)
        .map(|n| User { surname: surnames[n as usize % 3].map(str::to_owned), ..person(n, "Someone") })
        .collect::<Vec<_>>();
    put(store, TENANT, &people);
    let index = &tables::USER_BY_SURNAME;
    let by_surname = Scan::index(&tables::USER, index, vec![TENANT.into(), 0_i64.into()], 9);
    let second = Bound::Excluded(vec![Value::Null, user_id(3).into()]);
    let scans = [
        Scan::key(&tables::USER, vec![TENANT.into()], 5),
        by_surname.clone(),
        by_surname.clone().from(second),
        by_surname.descending(),
    ];
    for scan in scans {
        let order = tables::USER.order(scan.index);
        let rows = store.range(&scan).unwrap();
        let expected: Vec<Row> =
            rows.iter().map(|row| order.iter().map(|column| row[*column].clone()).collect()).collect();
        assert!(!expected.is_empty());
        assert_eq!(store.entries(&scan).unwrap(), expected, "{scan:?}");
    }
}
