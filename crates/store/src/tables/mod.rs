//! Every table, declared once: columns, key and indexes. Stores make their schema from this, records fill the rows.
//!
//! The key begins with the tenant, ids are 16 bytes, times are microseconds UTC, flags are 0 or 1. A column that ends
//! in `_fold` holds [`reseat_model::fold::fold`] of the one it is named after.

mod access;
mod catalog;
mod history;
mod licensing;
mod people;
mod retention;
mod server;

pub use access::*;
pub use catalog::*;
pub use history::*;
pub use licensing::*;
pub use people::*;
pub use retention::*;
pub use server::*;

use crate::port::{Column, Table, Type};

/// All tables, in the order in which they are made.
pub static ALL: &[&Table] = &[
    &TENANT,
    &APPLICATION,
    &CREDENTIAL,
    &AUTH_CODE,
    &REFRESH_TOKEN,
    &DEVICE_CODE,
    &SESSION,
    &REPLAY,
    &USER,
    &ROLE_GRANT,
    &SERVICES,
    &ASSIGNMENT,
    &POOL,
    &SUBSCRIPTION,
    &TIMER,
    &CATALOG_PRODUCT,
    &CATALOG_PLAN,
    &CATALOG_DEPENDENCY,
    &CATALOG_EXCLUSIVE,
    &HEAD,
    &LOG_ENTRY,
    &AUDIT_HEAD,
    &CHANGE_SET,
    &CHANGE_ITEM,
    &JOB,
    &JOB_PERSON,
    &SERVER_STATE,
    &TENANT_DELETION,
    &LEASE,
];

/// Declares a table and its indexes as statics. Index columns are given by name and checked by the compiler.
macro_rules! table {
    (
        $(#[$doc:meta])* $table:ident = $name:literal, key $key:literal { $($column:ident: $ty:ident),* $(,)? }
        $($(#[$index_doc:meta])* $kind:ident $index:ident = $index_name:literal $parts:tt;)*
    ) => {
        $(#[$doc])*
        pub static $table: $crate::port::Table = $crate::port::Table {
            name: $name,
            columns: &[$($crate::tables::$ty(stringify!($column))),*],
            key: $key,
            indexes: $crate::tables::indexes!([$($column),*] $($kind $index_name $parts)*),
        };
        $crate::tables::index_statics! {
            [$($column),*] $($(#[$index_doc])* $kind $index = $index_name $parts;)*
        }
    };
}

/// The indexes inside a table. `$columns` stays one token tree, so that it can be repeated with each index.
macro_rules! indexes {
    ($columns:tt $($kind:ident $name:literal $parts:tt)*) => {
        &[$($crate::tables::index_value!($columns $kind $name $parts)),*]
    };
}

/// The statics by which scans name the indexes; equal to those in the table.
macro_rules! index_statics {
    ($columns:tt $($(#[$doc:meta])* $kind:ident $index:ident = $name:literal $parts:tt;)*) => {$(
        $(#[$doc])*
        pub static $index: $crate::port::Index = $crate::tables::index_value!($columns $kind $name $parts);
    )*};
}

macro_rules! index_value {
    ($columns:tt $kind:ident $name:literal ($($part:ident),*)) => {
        $crate::port::Index {
            name: $name,
            columns: &[$($crate::tables::position(
                $crate::tables::names!($columns), stringify!($part),
            )),*],
            unique: $crate::tables::is_unique!($kind),
        }
    };
}

macro_rules! names {
    ([$($column:ident),*]) => { &[$(stringify!($column)),*] };
}

macro_rules! is_unique {
    (unique) => {
        true
    };
    (index) => {
        false
    };
}

use {index_statics, index_value, indexes, is_unique, names, table};

const fn column(name: &'static str, ty: Type, nullable: bool) -> Column {
    Column { name, ty, nullable }
}

const fn id(name: &'static str) -> Column {
    column(name, Type::Bytes, false)
}

const fn bytes(name: &'static str) -> Column {
    column(name, Type::Bytes, false)
}

const fn opt_bytes(name: &'static str) -> Column {
    column(name, Type::Bytes, true)
}

const fn text(name: &'static str) -> Column {
    column(name, Type::Text, false)
}

const fn opt_text(name: &'static str) -> Column {
    column(name, Type::Text, true)
}

const fn int(name: &'static str) -> Column {
    column(name, Type::Int, false)
}

const fn opt_int(name: &'static str) -> Column {
    column(name, Type::Int, true)
}

/// Where a column stands; an unknown name does not compile.
const fn position(columns: &[&str], name: &str) -> usize {
    let mut at = 0;
    while at < columns.len() {
        if same(columns[at], name) {
            return at;
        }
        at += 1;
    }
    panic!("an index names a column that its table does not have")
}

/// `a == b` where the compiler evaluates it.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_table_begins_with_the_tenant_and_has_a_key_without_nulls() {
        for table in ALL {
            assert_eq!(table.columns[0], id("tenant"), "{}", table.name);
            assert!((1..=table.columns.len()).contains(&table.key), "{}", table.name);
            assert!(table.columns[..table.key].iter().all(|column| !column.nullable), "{}", table.name);
            assert!(table.indexes.iter().all(|index| index.columns[0] == 0), "{}", table.name);
        }
    }

    #[test]
    fn names_are_unique_and_snake_case() {
        let mut names = BTreeSet::new();
        for table in ALL {
            assert!(names.insert(table.name), "{}", table.name);
            assert!(table.indexes.iter().all(|index| names.insert(index.name)), "{}", table.name);
            let columns: BTreeSet<_> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
        }
        let snake =
            |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit());
        assert!(names.iter().all(|name| snake(name)));
    }
}
