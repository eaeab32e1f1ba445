//! Put, insert, delete, preconditions, unique indexes, and that a batch is one thing.

use reseat_model::decision::{Timer, TimerKind};
use reseat_model::log::Head;
use reseat_model::user::User;
use reseat_model::{TenantId, Timestamp};

use super::reads::{OTHER, TENANT, names, person, put, user_id};
use crate::port::{Batch, Bound, Change, Precondition, Scan, Store, StoreError, Value};
use crate::record::{Record, Stored};
use crate::tables;

const USER_NAME: usize = tables::USER.position("display_name");
const USER_DELETED_AT: usize = tables::USER.position("deleted_at");

fn changes(changes: Vec<Change>) -> Batch {
    Batch { preconditions: Vec::new(), changes }
}

fn put_of<R: Record>(record: &R) -> Change {
    Change::Put(R::TABLE, record.to_row(TENANT))
}

fn insert_of<R: Record>(record: &R) -> Change {
    Change::Insert(R::TABLE, record.to_row(TENANT))
}

fn delete_user(n: u64) -> Change {
    Change::Delete(&tables::USER, User::key(TENANT, &user_id(n)))
}

fn by_name(store: &dyn Store) -> Vec<String> {
    let scan = Scan::index(&tables::USER, &tables::USER_BY_NAME, vec![TENANT.into(), false.into()], 99);
    names(&store.range(&scan).unwrap())
}

/// Put makes a row and replaces all of it.
pub fn put_inserts_and_replaces(store: &dyn Store) {
    let before = User { mail: Some("ada@contoso.example".to_owned()), ..person(1, "Ada") };
    put(store, TENANT, std::slice::from_ref(&before));
    assert_eq!(User::load(store, TENANT, &user_id(1)).unwrap(), Some(before));
    let after = person(1, "Ada Lovelace");
    put(store, TENANT, std::slice::from_ref(&after));
    assert_eq!(User::load(store, TENANT, &user_id(1)).unwrap(), Some(after));
}

/// After a change of its columns a row is found by the new values and not by the old.
pub fn put_moves_index_entries(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada"), person(2, "Bo")]);
    put(store, TENANT, &[person(1, "Zoe")]);
    assert_eq!(by_name(store), ["Bo", "Zoe"]);
    put(store, TENANT, &[User { deleted_at: Some(Timestamp(9)), ..person(1, "Zoe") }]);
    assert_eq!(by_name(store), ["Bo"]);
    let deleted = Scan::index(&tables::USER, &tables::USER_BY_DELETED_AT, vec![TENANT.into()], 9)
        .from(Bound::Excluded(vec![Value::Null]));
    assert_eq!(names(&store.range(&deleted).unwrap()), ["Zoe"]);
}

/// Insert of a key that is there is a conflict that names the table, and changes nothing.
pub fn insert_refuses_an_existing_key(store: &dyn Store) {
    store.apply(&changes(vec![insert_of(&person(1, "Ada"))])).unwrap();
    let again = User { upn: "other@contoso.example".to_owned(), ..person(1, "Bo") };
    let error = store.apply(&changes(vec![insert_of(&again)])).unwrap_err();
    assert!(matches!(&error, StoreError::Unique(name) if name == "user"), "{error:?}");
    assert_eq!(by_name(store), ["Ada"]);
}

/// Delete removes the row and its index entries; nothing there is fine.
pub fn delete_removes_and_absence_is_fine(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada"), person(2, "Bo")]);
    store.apply(&changes(vec![delete_user(1), delete_user(1), delete_user(9)])).unwrap();
    assert_eq!(by_name(store), ["Bo"]);
    assert_eq!(User::load(store, TENANT, &user_id(1)).unwrap(), None);
    let twin = User { upn: person(1, "").upn, ..person(3, "Cy") };
    store.apply(&changes(vec![insert_of(&twin)])).unwrap();
}

/// A row that is nothing but its key can be put twice and is one row.
pub fn a_table_of_key_columns_only(store: &dyn Store) {
    let timer = |due, n| Timer { due: Timestamp(due), kind: TimerKind::PurgeMailbox, user: user_id(n) };
    put(store, TENANT, &[timer(-5, 1), timer(3, 1), timer(3, 1), timer(2, 2)]);
    let scan = Scan::key(&tables::TIMER, vec![TENANT.into()], 9);
    assert_eq!(Timer::scan(store, &scan).unwrap(), [timer(-5, 1), timer(2, 2), timer(3, 1)]);
    let due = scan.to(Bound::Included(vec![Timestamp(2).into()]));
    assert_eq!(Timer::scan(store, &due).unwrap(), [timer(-5, 1), timer(2, 2)]);
    store.apply(&changes(vec![Change::Delete(&tables::TIMER, Timer::key(TENANT, &timer(2, 2)))])).unwrap();
    assert_eq!(store.count(&Scan::key(&tables::TIMER, vec![TENANT.into()], 9)).unwrap(), 2);
}

/// Each precondition that does not hold refuses the batch with its number; those that hold let it pass.
pub fn preconditions_are_checked_before_changes(store: &dyn Store) {
    put(store, TENANT, &[Head { seq: 4, ..Head::EMPTY }]);
    put(store, TENANT, &[person(1, "Ada")]);
    let head = || Head::key(TENANT, &());
    let user = |n| User::key(TENANT, &user_id(n));
    let hold = [
        Precondition::Equals(&tables::HEAD, head(), tables::HEAD_SEQ, 4_i64.into()),
        Precondition::Exists(&tables::USER, user(1)),
        Precondition::Absent(&tables::USER, user(2)),
        Precondition::Equals(&tables::USER, user(1), USER_NAME, "Ada".into()),
        Precondition::Equals(&tables::USER, user(1), 0, TENANT.into()),
    ];
    let fail = [
        Precondition::Equals(&tables::HEAD, head(), tables::HEAD_SEQ, 3_i64.into()),
        Precondition::Equals(&tables::HEAD, Head::key(OTHER, &()), tables::HEAD_SEQ, 4_i64.into()),
        Precondition::Equals(&tables::USER, user(1), USER_NAME, "ada".into()),
        Precondition::Equals(&tables::USER, user(2), USER_NAME, "Ada".into()),
        Precondition::Exists(&tables::USER, user(2)),
        Precondition::Absent(&tables::USER, user(1)),
    ];
    for wrong in fail {
        let mut preconditions = hold.to_vec();
        preconditions.insert(2, wrong.clone());
        let batch = Batch { preconditions, changes: vec![put_of(&person(2, "Bo"))] };
        let error = store.apply(&batch).unwrap_err();
        assert!(matches!(error, StoreError::Precondition(2)), "{wrong:?}: {error:?}");
        assert_eq!(by_name(store), ["Ada"]);
    }
    store.apply(&Batch { preconditions: hold.to_vec(), changes: vec![put_of(&person(2, "Bo"))] }).unwrap();
    assert_eq!(by_name(store), ["Ada", "Bo"]);
}

/// Null equals null, and nothing else.
pub fn preconditions_compare_null(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada")]);
    let is = |value: Value| Batch {
        preconditions: vec![Precondition::Equals(
            &tables::USER,
            User::key(TENANT, &user_id(1)),
            USER_DELETED_AT,
            value,
        )],
        changes: Vec::new(),
    };
    store.apply(&is(Value::Null)).unwrap();
    assert!(matches!(store.apply(&is(0_i64.into())), Err(StoreError::Precondition(0))));
    put(store, TENANT, &[User { deleted_at: Some(Timestamp(0)), ..person(1, "Ada") }]);
    store.apply(&is(0_i64.into())).unwrap();
    assert!(matches!(store.apply(&is(Value::Null)), Err(StoreError::Precondition(0))));
}

/// When a change fails, those before it in the batch have not happened, in no index either.
pub fn a_failing_batch_changes_nothing(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada"), person(2, "Bo")]);
    let batch = changes(vec![
        put_of(&person(1, "Zoe")),
        insert_of(&person(3, "Cy")),
        delete_user(2),
        put_of(&Head { seq: 9, ..Head::EMPTY }),
        insert_of(&person(1, "Again")),
        put_of(&person(4, "Dee")),
    ]);
    assert!(matches!(store.apply(&batch), Err(StoreError::Unique(_))));
    assert_eq!(by_name(store), ["Ada", "Bo"]);
    assert_eq!(Head::load(store, TENANT, &()).unwrap(), None);
    assert_eq!(User::load(store, TENANT, &user_id(2)).unwrap(), Some(person(2, "Bo")));
}

/// Too few cells, another type, or null where none may be: refused, and nothing of the batch stays.
pub fn a_row_of_another_shape_is_refused(store: &dyn Store) {
    let good = Head::EMPTY.to_row(TENANT);
    let with = |at: usize, value: Value| {
        let mut row = good.clone();
        row[at] = value;
        row
    };
    let rows = [
        good[..3].to_vec(),
        [good.clone(), vec![Value::Null]].concat(),
        with(1, "1".into()),
        with(1, Value::Null),
        with(2, 5_i64.into()),
    ];
    for row in rows {
        let batch = changes(vec![put_of(&person(1, "Ada")), Change::Put(&tables::HEAD, row)]);
        assert!(matches!(store.apply(&batch), Err(StoreError::Failed(_))));
    }
    assert_eq!(by_name(store), Vec::<String>::new());
}

/// Nothing to do is done.
pub fn an_empty_batch_is_applied(store: &dyn Store) {
    store.apply(&Batch::default()).unwrap();
}

/// Two live people cannot have one sign-in name, however written; the error names the index.
pub fn unique_indexes_refuse_a_second_row(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada"), person(2, "Bo")]);
    let twin = User { upn: "PERSON1@contoso.example".to_owned(), ..person(2, "Bo") };
    for change in [put_of(&twin), insert_of(&User { id: user_id(3), ..twin.clone() })] {
        let error = store.apply(&changes(vec![change])).unwrap_err();
        assert!(matches!(&error, StoreError::Unique(name) if name == "user_by_live_upn"), "{error:?}");
    }
    assert_eq!(User::load(store, TENANT, &user_id(2)).unwrap(), Some(person(2, "Bo")));
    put(store, OTHER, &[person(1, "Ada")]);
}

/// Rows with a null in a unique index never clash: two deleted people may have had one sign-in name (DEL-9).
pub fn unique_indexes_ignore_nulls(store: &dyn Store) {
    let gone = |n, at| User { upn: "x@y.z".to_owned(), deleted_at: Some(Timestamp(at)), ..person(n, "Gone") };
    put(store, TENANT, &[gone(1, 5), gone(2, 6)]);
    put(store, TENANT, &[User { upn: "x@y.z".to_owned(), ..person(3, "New") }]);
    let error = store.apply(&changes(vec![put_of(&User { deleted_at: None, ..gone(1, 5) })])).unwrap_err();
    assert!(matches!(error, StoreError::Unique(_)));
}

/// Changes of a batch happen in order: a name is free for the second once the first has given it up.
pub fn a_name_may_move_within_a_batch(store: &dyn Store) {
    put(store, TENANT, &[person(1, "Ada"), person(2, "Bo")]);
    let renamed = User { upn: "new@contoso.example".to_owned(), ..person(1, "Ada") };
    let takes = User { upn: person(1, "").upn, ..person(2, "Bo") };
    assert!(matches!(
        store.apply(&changes(vec![put_of(&takes), put_of(&renamed)])),
        Err(StoreError::Unique(_))
    ));
    store.apply(&changes(vec![put_of(&renamed), put_of(&takes)])).unwrap();
    assert_eq!(User::load(store, TENANT, &user_id(2)).unwrap(), Some(takes));
}

/// A batch of thousands of changes over several tables and tenants.
pub fn many_changes_in_one_batch(store: &dyn Store) {
    let mut all = Vec::new();
    for n in 0..1500 {
        let tenant = if n % 3 == 0 { OTHER } else { TENANT };
        all.push(Change::Insert(&tables::USER, person(n, "Someone").to_row(tenant)));
        let timer = Timer { due: Timestamp(i64::MAX), kind: TimerKind::PurgeUser, user: user_id(n) };
        all.push(Change::Put(&tables::TIMER, timer.to_row(tenant)));
        if n % 2 == 0 {
            all.push(Change::Delete(&tables::USER, User::key(tenant, &user_id(n))));
        }
    }
    store.apply(&changes(all)).unwrap();
    let count = |table, tenant: TenantId| store.count(&Scan::key(table, vec![tenant.into()], 1)).unwrap();
    assert_eq!((count(&tables::USER, TENANT), count(&tables::USER, OTHER)), (500, 250));
    assert_eq!((count(&tables::TIMER, TENANT), count(&tables::TIMER, OTHER)), (1000, 500));
}
