//! The same row changes as a job made, replayed by prepared statements in one process: what SQLite itself can do.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::Result;
use crate::http::now;

/// Rows per transaction: as many as people in a chunk of a job.
const CHUNK: usize = 250;

/// One table's rows that are new or different after the job.
struct Rows {
    insert: String,
    rows: Vec<Vec<Value>>,
}

/// Replays what changed between two databases onto a copy of the first; answers how long it took.
pub fn replay(before: &Path, after: &Path) -> Result<Duration> {
    let source = Connection::open(after)?;
    let tables = ["services", "timer", "log_entry", "change_item"];
    let changed: Vec<Rows> = tables.iter().map(|table| read(&source, table)).collect::<Result<_>>()?;
    drop(source);
    let mut target = Connection::open(before)?;
    target.pragma_update(None, "journal_mode", "WAL")?;
    target.pragma_update(None, "synchronous", "FULL")?;
    let holders: Vec<Vec<Value>> = rows(&target, "SELECT tenant, user, sku, pool, path FROM assignment")?;
    let began = now();
    for (n, chunk) in holders.chunks(CHUNK).enumerate() {
        let transaction = target.transaction()?;
        {
            let mut delete = transaction.prepare_cached(
                "DELETE FROM assignment WHERE tenant = ?1 AND user = ?2 AND sku = ?3 AND pool = ?4 AND path = ?5",
            )?;
            for key in chunk {
                delete.execute(params_from_iter(key))?;
            }
            for table in &changed {
                let mut insert = transaction.prepare_cached(&table.insert)?;
                for row in table.rows.iter().skip(n * CHUNK).take(chunk.len()) {
                    insert.execute(params_from_iter(row))?;
                }
            }
            // What a chunk writes once: the pool, the head, the change set, the job.
            for table in ["pool", "head"] {
                transaction.execute(&format!("UPDATE {table} SET tenant = tenant"), [])?;
            }
        }
        transaction.commit()?;
    }
    Ok(began.elapsed())
}

fn read(source: &Connection, table: &str) -> Result<Rows> {
    let statement = source.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?;
    let marks: Vec<String> = (1..=statement.column_count()).map(|n| format!("?{n}")).collect();
    let insert = format!("INSERT OR REPLACE INTO {table} VALUES ({})", marks.join(", "));
    Ok(Rows { insert, rows: rows(source, &format!("SELECT * FROM {table}"))? })
}

fn rows(connection: &Connection, sql: &str) -> Result<Vec<Vec<Value>>> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
