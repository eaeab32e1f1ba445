//! What PostgreSQL's errors mean to the caller.

use reseat_store::{StoreError, Table};
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

/// Any error of a statement. Where the connection was lost, nothing is known about what was sent before.
pub(crate) fn failed(error: Error) -> StoreError {
    let Some(cause) = error.as_db_error() else {
        let io = std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
        return if error.is_closed() || io {
            StoreError::Unavailable(format!("the connection to the database was lost: {error}"))
        } else {
            StoreError::Failed(worded(&error))
        };
    };
    let state = cause.code();
    if state == &SqlState::DISK_FULL {
        StoreError::Full(worded(&error))
    } else if may_pass(state) {
        StoreError::Unavailable(worded(&error))
    } else {
        StoreError::Failed(worded(&error))
    }
}

/// An error of a change to `table`.
pub(super) fn change_failed(error: Error, table: &Table) -> StoreError {
    match error.as_db_error() {
        Some(cause) if cause.code() == &SqlState::UNIQUE_VIOLATION => {
            let index = table.indexes.iter().find(|index| Some(index.name) == cause.constraint());
            StoreError::Unique(index.map_or(table.name, |index| index.name).to_owned())
        }
        _ => failed(error),
    }
}

/// No connection to a host could be had: nobody there, a wrong password, no such database. An operator may mend it
/// while the server runs, so it is never final.
pub(super) fn unreachable(host: &str, error: &Error) -> StoreError {
    StoreError::Unavailable(format!("{host}: {}", worded(error)))
}

/// Whether the same batch may succeed a moment later: somebody else was faster.
pub(super) fn lost_race(error: &Error) -> bool {
    error.code().is_some_and(|state| {
        [&SqlState::T_R_SERIALIZATION_FAILURE, &SqlState::T_R_DEADLOCK_DETECTED].contains(&state)
    })
}

/// States that end by themselves or with another connection: a server that starts, stops or was demoted, a lock that
/// took too long, too many connections, a plan that a migration has made void.
fn may_pass(state: &SqlState) -> bool {
    const PASSING: &[SqlState] = &[
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::DATABASE_DROPPED,
        SqlState::QUERY_CANCELED,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        SqlState::IDLE_SESSION_TIMEOUT,
        SqlState::FEATURE_NOT_SUPPORTED,
        SqlState::IN_FAILED_SQL_TRANSACTION,
    ];
    PASSING.contains(state) || state.code().starts_with("08")
}

/// The server's own words with its SQLSTATE; the driver's text alone says "db error".
fn worded(error: &Error) -> String {
    match error.as_db_error() {
        Some(cause) => format!("{} (SQLSTATE {})", cause.message(), cause.code().code()),
        None => match std::error::Error::source(error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        },
    }
}
