//! That every scan is answered by an index in its order, for all declared tables, on a real server with the settings that
//! every connection gets.

use std::fmt::Write;

use reseat_store::{Bound, Direction, Index, Scan, Table, Type, Value, tables};
use reseat_testkit::postgres::{Database as Private, database};

use super::overrides::TableTexts;
use super::{DIALECT, Database, PostgresOptions, declared_postgres_schema};
use crate::segments::segments;
use crate::statements::{self, Place};

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

/// The texts of every scan, and whether each is in the order of an index that holds the whole order.
fn texts() -> Vec<(String, bool)> {
    let mut texts = Vec::new();
    for table in tables::ALL {
        for index in table.indexes.iter().map(Some).chain([None]) {
            for scan in scans(table, index) {
                let order = table.order(index);
                let place = Place { dialect: DIALECT, table, index, order: &order };
                for direction in [Direction::Ascending, Direction::Descending] {
                    let range = |segment| statements::range(place, &segment, direction);
                    let ordered = !index.is_some_and(|index| index.unique);
                    texts.extend(segments(&scan).into_iter().map(range).map(|text| (text, ordered)));
                }
            }
        }
    }
    texts.sort();
    texts.dedup();
    texts
}

/// Rows in every table: with a handful it does not matter which index is taken, and the planner takes any.
fn fill(private: &Private) {
    let mut sql = String::new();
    for table in tables::ALL {
        let cells: Vec<&str> = (0..table.columns.len())
            .map(|at| match table.columns[at].ty {
                Type::Bytes if at == 0 && table.key > 1 => "decode(md5((n % 4)::TEXT), 'hex')",
                Type::Bytes => "decode(md5(n::TEXT), 'hex')",
                Type::Text => "md5(n::TEXT)",
                Type::Int => "n",
            })
            .collect();
        let cells = cells.join(", ");
        let _ = writeln!(
            sql,
            "INSERT INTO \"{}\" SELECT {cells} FROM generate_series(1, 2000) AS n;",
            table.name
        );
    }
    private.sql(&(sql + "ANALYZE;"));
}

#[test]
fn every_scan_is_a_walk_along_an_index() {
    let private = database();
    private.sql(&declared_postgres_schema());
    fill(&private);
    let database = Database::open(&private.url(), PostgresOptions::default()).unwrap();
    for (text, ordered) in texts() {
        let plan = plan(&database, &text);
        assert!(!plan.contains("Seq Scan"), "{text}\n{plan}");
        assert!(plan.contains("Index Scan") || plan.contains("Index Only Scan"), "{text}\n{plan}");
        assert!(!ordered || !plan.contains("Sort"), "{text}\n{plan}");
        // A unique index that gives one row may leave the rest of the conditions to that row.
        assert!(!ordered || !plan.contains("Filter"), "not all is looked up in the index: {text}\n{plan}");
    }
}

#[test]
fn every_point_read_and_change_is_a_search_by_key() {
    let private = database();
    private.sql(&declared_postgres_schema());
    fill(&private);
    let database = Database::open(&private.url(), PostgresOptions::default()).unwrap();
    for table in tables::ALL {
        let texts = TableTexts::new(table);
        for text in [&texts.plain.get, &texts.plain.delete, &texts.get_many, &texts.delete_many] {
            let plan = plan(&database, text);
            let wrong = ["Seq Scan", "Filter", "Sort", "Hash Join", "Merge Join"];
            assert!(!wrong.iter().any(|node| plan.contains(node)), "{text}\n{plan}");
        }
        for text in [&texts.plain.put, &texts.plain.insert, &texts.put_many, &texts.insert_many] {
            plan_exists(&database, text);
        }
    }
}

fn plan_exists(database: &Database, text: &str) {
    assert!(!plan(database, text).is_empty());
}

/// The generic plan of a text, which is the one that connections use.
fn plan(database: &Database, text: &str) -> String {
    let parameters = (1..).take_while(|number| text.contains(&format!("${number}"))).count();
    let nulls = vec!["NULL"; parameters].join(", ");
    let nulls = if parameters == 0 { String::new() } else { format!("({nulls})") };
    let lines = database.run(async |connection| {
        let client = &connection.client;
        client.batch_execute(&format!("PREPARE looked_at AS {text}")).await.map_err(super::failed)?;
        let explain = format!("EXPLAIN EXECUTE looked_at{nulls}");
        let found = client.simple_query(&explain).await.map_err(super::failed)?;
        client.batch_execute("DEALLOCATE looked_at").await.map_err(super::failed)?;
        Ok(found)
    });
    let row = |message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
        _ => None,
    };
    lines.unwrap().into_iter().filter_map(row).collect::<Vec<_>>().join("\n")
}
