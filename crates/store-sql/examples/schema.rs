//! Prints the schema that the tables are declared with: `sqlite` (the default), `postgres`, or `citus` for what spreads a
//! PostgreSQL schema over workers.

fn main() {
    match std::env::args().nth(1).as_deref() {
        None | Some("sqlite") => print!("{}", reseat_store_sql::declared_schema()),
        Some("postgres") => print!("{}", reseat_store_sql::declared_postgres_schema()),
        Some("citus") => print!("{}", reseat_store_sql::citus_layout()),
        Some(other) => eprintln!("sqlite, postgres or citus, not {other}"),
    }
}
