//! What SQLite's errors mean to the caller.

use reseat_store::{StoreError, Table};
use rusqlite::{Error, ErrorCode, ffi};

/// Any error before a commit: nothing of the batch is kept.
pub(super) fn failed(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Unavailable(error.to_string())
        }
        Some(ErrorCode::DiskFull) => StoreError::Full(error.to_string()),
        _ => StoreError::Failed(error.to_string()),
    }
}

/// An error of a change to `table`.
pub(super) fn change_failed(error: Error, table: &Table) -> StoreError {
    match &error {
        Error::SqliteFailure(cause, message) => match cause.extended_code {
            ffi::SQLITE_CONSTRAINT_PRIMARYKEY => StoreError::Unique(table.name.to_owned()),
            ffi::SQLITE_CONSTRAINT_UNIQUE => {
                StoreError::Unique(unique_name(table, message.as_deref().unwrap_or_default()).to_owned())
            }
            _ => failed(error),
        },
        _ => failed(error),
    }
}

/// An error of a commit that had begun to write: whether the batch is kept is not known here; the tenant's head tells.
pub(super) fn commit_failed(error: &Error) -> StoreError {
    // The record that makes the batch count comes last; without room for it, nothing counts.
    if error.sqlite_error_code() == Some(ErrorCode::DiskFull) {
        return StoreError::Full(error.to_string());
    }
    StoreError::Unavailable(format!("whether the last batch was written is not known: {error}"))
}

/// SQLite names columns only, as `UNIQUE constraint failed: user.tenant, user.live_upn_fold`; the index is the one
/// that has these columns, and without one it is the primary key.
fn unique_name(table: &Table, message: &str) -> &'static str {
    let columns = message.split_once(": ").map_or("", |(_, columns)| columns);
    let named: Vec<&str> = columns.split(", ").filter_map(|name| Some(name.split_once('.')?.1)).collect();
    let matching = table.indexes.iter().find(|index| {
        index.unique
            && index.columns.iter().map(|column| table.columns[*column].name).eq(named.iter().copied())
    });
    matching.map_or(table.name, |index| index.name)
}

#[cfg(test)]
mod tests {
    use reseat_store::tables;

    use super::*;

    #[test]
    fn the_index_is_found_by_its_columns() {
        let message = "UNIQUE constraint failed: user.tenant, user.live_upn_fold";
        assert_eq!(unique_name(&tables::USER, message), "user_by_live_upn");
        assert_eq!(unique_name(&tables::USER, "UNIQUE constraint failed: user.tenant, user.id"), "user");
        assert_eq!(unique_name(&tables::USER, ""), "user");
    }
}
