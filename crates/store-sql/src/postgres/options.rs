//! How a database is used.

use std::time::Duration;

/// How a database is used. All times are bounds after which the store is called unavailable, so that nobody waits for a
/// server that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresOptions {
    /// Connections of this process at most; further calls wait for one.
    pub connections: usize,
    /// For opening a connection to one host, from the first packet until it accepts statements. Also how long a host of
    /// a cluster that does not answer delays the next one.
    pub connect: Duration,
    /// For a connection of the pool to become free.
    pub wait: Duration,
    /// For one statement on the server (`statement_timeout`); also for a lock that a transaction waits for.
    pub statement: Duration,
    /// For the answer to a whole flight of statements; longer than `statement`, for a server that stopped answering.
    pub answer: Duration,
    /// How often a batch is sent again after a serialization failure or a deadlock (SQLSTATE 40001, 40P01).
    pub retries: u32,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            connections: 16,
            connect: Duration::from_secs(3),
            wait: Duration::from_secs(10),
            statement: Duration::from_secs(15),
            answer: Duration::from_secs(20),
            retries: 8,
        }
    }
}

impl PostgresOptions {
    /// What every connection is told first. Plans follow the indexes as declared, whatever the statistics say, as in the
    /// embedded store; commits are durable even where the database's default is not; and a transaction that nobody goes
    /// on with gives its locks back.
    pub(super) fn settings(&self) -> String {
        let statement = self.statement.as_millis();
        format!(
            "SET statement_timeout = {statement}; SET lock_timeout = {statement}; \
             SET idle_in_transaction_session_timeout = {statement}; \
             SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off; \
             SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off; SET client_encoding = 'UTF8'; \
             SELECT set_config('synchronous_commit', 'on', false) \
             WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')"
        )
    }
}
