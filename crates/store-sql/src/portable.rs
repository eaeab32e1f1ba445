//! That every statement is in the portable subset (design section 4): read by a parser as both engines' dialects, and
//! nothing in it that is not on the list below.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use reseat_store::{Bound, Direction, Index, Scan, Table, Value, tables};
use sqlparser::ast::{BinaryOperator, Expr, Query, SetExpr, Statement, Visit, Visitor};
use sqlparser::dialect::{Dialect as Words, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;

use crate::postgres::{declared_postgres_schema, overrides};
use crate::segments::segments;
use crate::statements::{self, Dialect, Place, TableStatements};

/// How many kinds of statements PostgreSQL has in words of its own. One more needs a reason: the subset exists so that
/// one text is right on every engine.
const OVERRIDES: usize = 7;

/// Pages of every shape over one order.
fn scans(table: &'static Table, index: Option<&'static Index>) -> Vec<Scan> {
    let length = table.order(index).len();
    let tuple = |length: usize, value: &Value| vec![value.clone(); length];
    let mut scans = Vec::new();
    for value in [Value::Int(1), Value::Null] {
        for prefix in 0..=length {
            let scan = Scan { index, ..Scan::key(table, tuple(prefix, &value), 9) };
            let rest = tuple(length - prefix, &value);
            scans.push(scan.clone());
            scans.push(scan.clone().from(Bound::Excluded(rest.clone())));
            scans.push(scan.clone().to(Bound::Included(rest.clone())));
            scans.push(scan.from(Bound::Included(rest.clone())).to(Bound::Excluded(rest)));
        }
    }
    scans
}

/// Every text that is sent in this dialect, but for overrides.
fn texts(dialect: Dialect) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for table in tables::ALL {
        let plain = TableStatements::new(dialect, table);
        texts.extend([plain.get, plain.put, plain.insert, plain.delete, plain.update]);
        texts.extend((0..table.columns.len()).map(|column| statements::column(dialect, table, column)));
        for index in table.indexes.iter().map(Some).chain([None]) {
            let order = table.order(index);
            let place = Place { dialect, table, index, order: &order };
            for scan in scans(table, index) {
                for segment in segments(&scan) {
                    texts.insert(statements::count(place, &segment));
                    for direction in [Direction::Ascending, Direction::Descending] {
                        texts.insert(statements::range(place, &segment, direction));
                        texts.insert(statements::entries(place, &segment, direction));
                    }
                }
            }
        }
    }
    texts.remove("");
    texts
}

/// The one word of SQLite's own, which no other engine has and the parser does not know.
fn without_index_hint(text: &str) -> String {
    let Some((before, rest)) = text.split_once(" INDEXED BY \"") else { return text.to_owned() };
    let (_, after) = rest.split_once('"').unwrap();
    format!("{before}{after}")
}

fn parse(words: &dyn Words, text: &str) -> Vec<Statement> {
    Parser::parse_sql(words, text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Finds what is not on the list.
struct Subset<'a>(&'a str);

impl Subset<'_> {
    fn refuse(&self, what: impl std::fmt::Debug) -> ! {
        panic!("{what:?} is not in the portable subset: {}", self.0)
    }
}

impl Visitor for Subset<'_> {
    type Break = ();

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        match statement {
            Statement::Query(_) | Statement::Insert(_) | Statement::Update { .. } | Statement::Delete(_) => {
                ControlFlow::Continue(())
            }
            other => self.refuse(other),
        }
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let plain = query.with.is_none() && query.locks.is_empty() && query.fetch.is_none();
        match query.body.as_ref() {
            SetExpr::Select(select)
                if plain
                    && select.distinct.is_none()
                    && select.having.is_none()
                    && select.from.len() == 1 =>
            {
                if !select.from[0].joins.is_empty() || !select.named_window.is_empty() {
                    self.refuse(select);
                }
            }
            SetExpr::Values(values) if plain && values.rows.len() == 1 => {}
            other => self.refuse(other),
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<()> {
        use BinaryOperator::{And, Eq, Gt, GtEq, Lt, LtEq};
        match expression {
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) | Expr::IsNull(_) | Expr::IsNotNull(_) => {}
            Expr::Value(value) if value.to_string().starts_with(['?', '$']) => {}
            Expr::BinaryOp { op: Eq | Gt | GtEq | Lt | LtEq | And, .. } => {}
            Expr::Function(function) if function.to_string() == "COUNT(*)" => {}
            other => self.refuse(other),
        }
        ControlFlow::Continue(())
    }
}

#[test]
fn every_statement_is_in_the_portable_subset_of_both_dialects() {
    let sqlite = texts(Dialect::Sqlite);
    assert!(sqlite.len() > 500, "{} texts", sqlite.len());
    for text in sqlite {
        let text = without_index_hint(&text);
        for statement in parse(&SQLiteDialect {}, &text) {
            assert_eq!(statement.visit(&mut Subset(&text)), ControlFlow::Continue(()));
        }
    }
    for text in texts(Dialect::Postgres) {
        for statement in parse(&PostgreSqlDialect {}, &text) {
            assert_eq!(statement.visit(&mut Subset(&text)), ControlFlow::Continue(()));
        }
    }
}

/// Columns that are equal in all rows are ordered by where only one engine sees it; all else is letter for letter the same.
#[test]
fn both_engines_get_the_same_texts() {
    let without_order = |text: &str| match text.split_once(" ORDER BY ") {
        Some((before, after)) => {
            let limit = after.rfind(" LIMIT ").unwrap();
            format!("{before}{}", &after[limit..])
        }
        None => text.to_owned(),
    };
    let sqlite = texts(Dialect::Sqlite).into_iter();
    let sqlite: BTreeSet<String> =
        sqlite.map(|text| without_order(&without_index_hint(&text).replace('?', "$"))).collect();
    let postgres: BTreeSet<String> =
        texts(Dialect::Postgres).into_iter().map(|text| without_order(&text)).collect();
    let different: Vec<&String> = sqlite.symmetric_difference(&postgres).collect();
    assert_eq!(different, Vec::<&String>::new());
}

#[test]
fn every_order_names_where_nulls_stand() {
    for table in tables::ALL {
        for column in table.columns.iter().filter(|column| column.nullable) {
            for text in texts(Dialect::Postgres) {
                for direction in ["ASC", "DESC"] {
                    let bare = format!("\"{}\" {direction}, ", column.name);
                    let from = format!("FROM \"{}\"", table.name);
                    assert!(!text.contains(&from) || !text.contains(&bare), "{text}");
                }
            }
        }
    }
}

#[test]
fn overrides_are_counted_and_postgres_reads_each() {
    let overrides = overrides();
    assert_eq!(overrides.len(), OVERRIDES);
    for text in overrides.iter().flat_map(|(_, texts)| texts) {
        assert_eq!(parse(&PostgreSqlDialect {}, text).len(), 1, "{text}");
    }
}

#[test]
fn the_schema_is_read_as_tables_and_indexes_only() {
    let only = |words: &dyn Words, sql: &str| {
        for statement in parse(words, sql) {
            let known = matches!(statement, Statement::CreateTable(_) | Statement::CreateIndex(_));
            assert!(known, "no triggers, sequences or functions: {statement}");
            assert!(!statement.to_string().contains("SERIAL"), "no sequences in keys: {statement}");
        }
    };
    // How SQLite lays a table out is for SQLite alone.
    let sqlite =
        crate::declared_schema().replace(") STRICT, WITHOUT ROWID;", ");").replace(") STRICT;", ");");
    only(&SQLiteDialect {}, &sqlite);
    only(&PostgreSqlDialect {}, &declared_postgres_schema());
}
