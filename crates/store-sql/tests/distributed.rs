//! docs/distributed.md has the statements that the declared tables lead to.

use reseat_store_sql::citus_layout;

/// When this fails: `cargo run -p reseat-store-sql --example schema -- citus` prints what belongs into the document.
#[test]
fn the_document_has_the_statements_of_every_table() {
    let document = include_str!("../../../docs/distributed.md");
    let block = document.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(block, Some(citus_layout().as_str()));
    assert_eq!(citus_layout().lines().count(), reseat_store::tables::ALL.len());
}
