//! Every step that ever changed the schema, for all engines: one number, one text.
//!
//! The text is SQLite's; PostgreSQL's is made from it (`postgres::schema::translate`) unless the step brings its own. A
//! step that was released never changes. The schema that all steps make together is the declared one on either engine (a
//! test for each).

/// One step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// Its number, one more than the step before.
    pub version: i64,
    /// What it does, for people who look into the table.
    pub name: &'static str,
    /// Its statements in SQLite's words, each ending in a semicolon at the end of a line.
    pub sql: &'static str,
    /// Its statements for PostgreSQL where a translation of `sql` would not do, for instance because servers of the
    /// version before go on working while it runs (ADR 12).
    pub postgres: Option<&'static str>,
    /// The oldest schema version whose servers go on working on PostgreSQL after this step: `version` where none does,
    /// less where the step only adds what old servers need not know.
    pub compatible_from: i64,
}

/// All steps, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "the first tables",
        sql: include_str!("../migrations/0001_first_tables.sql"),
        postgres: None,
        compatible_from: 1,
    },
    Migration {
        version: 2,
        name: "holders of a product with the state of their path",
        sql: include_str!("../migrations/0002_holders_with_state.sql"),
        postgres: None,
        compatible_from: 2,
    },
    Migration {
        version: 3,
        name: "change sets as one tree in the order of their key",
        sql: include_str!("../migrations/0003_change_sets_in_key_order.sql"),
        postgres: None,
        compatible_from: 3,
    },
    Migration {
        version: 4,
        name: "the language of an organisation",
        sql: include_str!("../migrations/0004_language_of_an_organisation.sql"),
        postgres: None,
        compatible_from: 4,
    },
    Migration {
        version: 5,
        name: "several servers: the turns of a log, leases",
        sql: include_str!("../migrations/0005_several_servers.sql"),
        postgres: None,
        compatible_from: 5,
    },
    Migration {
        version: 6,
        name: "signed heads of the audit, deleted organisations",
        sql: include_str!("../migrations/0006_signed_heads.sql"),
        postgres: None,
        // Servers of the version before sign nothing and let nothing be deleted: they need not know.
        compatible_from: 5,
    },
    Migration {
        version: 7,
        name: "people who may sign in, or may not, by name",
        sql: include_str!("../migrations/0007_people_by_sign_in.sql"),
        postgres: None,
        // An index is kept by the database: servers of the versions before need not know.
        compatible_from: 5,
    },
];

/// The version that this binary works with.
pub(crate) fn known() -> i64 {
    MIGRATIONS.last().map_or(0, |step| step.version)
}
