//! That every scan is answered by its index, in the index's order, for all declared tables.

use reseat_store::{Bound, Direction, Index, Scan, Table, Value, tables};
use rusqlite::Connection;

use super::declared_schema;
use crate::segments::segments;
use crate::statements::{self, Dialect, Place, TableStatements};

fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(&declared_schema()).unwrap();
    connection
}

fn plan(connection: &Connection, sql: &str) -> String {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut plan = String::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push_str(&row.get::<_, String>(3).unwrap());
        plan.push('\n');
    }
    plan
}

/// First page and next page, on every prefix, of one order.
fn scans(table: &'static Table, index: Option<&'static Index>) -> Vec<Scan> {
    let length = table.order(index).len();
    let tuple = |length: usize| vec![Value::Int(1); length];
    let mut scans = Vec::new();
    for prefix in 1..length {
        let scan = Scan { index, ..Scan::key(table, tuple(prefix), 9) };
        let after = Bound::Excluded(tuple(length - prefix));
        scans.push(scan.clone());
        scans.push(scan.clone().from(after.clone()));
        scans.push(scan.to(after));
    }
    scans
}

fn check(connection: &Connection, scan: &Scan, direction: Direction) {
    let order = scan.table.order(scan.index);
    let place = Place { dialect: Dialect::Sqlite, table: scan.table, index: scan.index, order: &order };
    for segment in segments(scan) {
        let sql = statements::range(place, &segment, direction);
        let plan = plan(connection, &sql);
        let by =
            scan.index.map_or_else(|| "PRIMARY KEY".to_owned(), |index| format!("INDEX {} ", index.name));
        let own = format!("INDEX sqlite_autoindex_{}_1 ", scan.table.name);
        assert!(plan.contains(&by) || scan.index.is_none() && plan.contains(&own), "{sql}\n{plan}");
        // Only where a unique index does not hold the key: deleted people and their like, by a name they have not.
        let sorted_nulls = scan.index.is_some_and(|index| index.unique);
        assert!(sorted_nulls || !plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
        let columns = segment.equal.len() + usize::from(plan.contains('>') || plan.contains('<'));
        let named = plan.matches("=?").count() + plan.matches(">?").count() + plan.matches("<?").count();
        assert!(named >= columns, "not all of the segment is looked up in the index: {sql}\n{plan}");
    }
}

#[test]
fn every_scan_is_a_walk_along_its_index() {
    let connection = database();
    for table in tables::ALL {
        let indexes = table.indexes.iter().map(Some).chain([None]);
        for scan in indexes.flat_map(|index| scans(table, index)) {
            check(&connection, &scan, Direction::Ascending);
            check(&connection, &scan, Direction::Descending);
        }
    }
}

#[test]
fn every_point_read_is_a_search_by_key() {
    let connection = database();
    for table in tables::ALL {
        let statements = TableStatements::new(Dialect::Sqlite, table);
        for sql in [
            &statements.get,
            &statements.delete,
            &statements::column(Dialect::Sqlite, table, table.columns.len() - 1),
        ] {
            assert!(plan(&connection, sql).starts_with("SEARCH"), "{sql}");
        }
    }
}

/// The schema in force is read as the declarations say, whatever words the names are (`user` is one of SQL's).
#[test]
fn every_statement_is_accepted() {
    let connection = database();
    for table in tables::ALL {
        let statements = TableStatements::new(Dialect::Sqlite, table);
        for sql in [&statements.get, &statements.put, &statements.insert, &statements.delete] {
            connection.prepare(sql).unwrap();
        }
    }
}
