//! Prints the schema of the declared tables, for a new migration.

fn main() {
    print!("{}", reseat_store_sql::declared_schema());
}
