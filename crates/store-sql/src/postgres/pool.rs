//! Connections: a bounded number, opened when needed, closed rather than trusted after an error.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::poll;
use parking_lot::Mutex;
use reseat_store::StoreError;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{Client, Config, NoTls, Socket, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::PostgresOptions;
use super::error::{failed, unreachable};
use super::flight::{Flight, Outcome, fly};
use super::hosts::Hosts;
use super::tls::connector;

/// Threads that move bytes between this process and the database.
const RUNTIME_THREADS: usize = 2;
/// Prepared statements that a connection keeps: some per table and the usual forms of scans.
const STATEMENTS_KEPT: usize = 1_024;
/// Uses of a connection after which its plans are made anew, besides at each doubling: a plan that was made while a table was
/// small would go on when it is large.
const PLANS_KEPT: u64 = 1_024;
/// Between two tries of a batch that lost a race; doubled each time.
const RETRY_FIRST: Duration = Duration::from_millis(1);
/// The longest of these pauses.
const RETRY_LONGEST: Duration = Duration::from_millis(64);

/// A database and the connections to it.
pub(crate) struct Database {
    runtime: Option<Runtime>,
    hosts: Hosts,
    tls: Option<MakeRustlsConnect>,
    options: PostgresOptions,
    turns: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hosts.described)
    }
}

/// A connection with its prepared statements.
pub(crate) struct Connection {
    pub client: Client,
    statements: Mutex<HashMap<String, Statement>>,
    uses: AtomicU64,
}

impl Connection {
    fn new(client: Client) -> Self {
        Self { client, statements: Mutex::new(HashMap::new()), uses: AtomicU64::new(0) }
    }

    /// Forgets plans from time to time; the server makes them anew with the next use of a statement. Nobody waits for it:
    /// the answer comes before that of what is sent next.
    async fn renew_plans(&self) {
        let uses = self.uses.fetch_add(1, Ordering::Relaxed) + 1;
        if uses.is_power_of_two() || uses.is_multiple_of(PLANS_KEPT) {
            let mut sent = Box::pin(self.client.batch_execute("DISCARD PLANS"));
            drop(poll!(&mut sent));
        }
    }

    /// Statements of texts, each prepared once per connection; those that are new in one flight.
    pub async fn prepare_all<'a>(
        &self,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Statement>, StoreError> {
        let texts: Vec<&str> = texts.into_iter().collect();
        let mut missing: Vec<&str> = {
            let mut kept = self.statements.lock();
            if kept.len() > STATEMENTS_KEPT {
                kept.clear();
            }
            texts.iter().copied().filter(|text| !kept.contains_key(*text)).collect()
        };
        missing.sort_unstable();
        missing.dedup();
        let prepared = futures_util::future::join_all(missing.iter().map(|text| self.client.prepare(text)));
        for (text, statement) in missing.iter().zip(prepared.await) {
            self.statements.lock().insert((*text).to_owned(), statement.map_err(failed)?);
        }
        let kept = self.statements.lock();
        Ok(texts.iter().map(|text| kept[*text].clone()).collect())
    }
}

impl Database {
    /// Reads the URL and readies a runtime; nothing is connected yet.
    pub fn open(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        let hosts = Hosts::parse(url, options.connect)?;
        let tls = if hosts.encrypted { Some(connector(hosts.root_certificates.as_deref())?) } else { None };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(RUNTIME_THREADS)
            .thread_name("postgres")
            .enable_all()
            .build()
            .map_err(|error| StoreError::Failed(format!("the runtime of the database: {error}")))?;
        Ok(Self {
            runtime: Some(runtime),
            hosts,
            tls,
            turns: Semaphore::new(options.connections.max(1)),
            options,
            idle: Mutex::new(Vec::new()),
        })
    }

    fn block_on<T>(&self, future: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        match &self.runtime {
            // On a thread that drives requests (a token whose person is looked up) the others take over what else it drives.
            Some(runtime) if tokio::runtime::Handle::try_current().is_ok() => {
                tokio::task::block_in_place(|| runtime.block_on(future))
            }
            Some(runtime) => runtime.block_on(future),
            None => Err(StoreError::Unavailable("the store is being closed".to_owned())),
        }
    }

    /// Reads on a connection. A connection that turns out to be lost is replaced once: reading again changes nothing.
    pub fn run<T>(&self, read: impl AsyncFn(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.block_on(async {
            let _turn = self.turn().await?;
            let mut again = true;
            loop {
                let connection = self.connection().await?;
                let result = self.within(read(&connection)).await;
                let lost = connection.client.is_closed();
                self.keep(connection, &result);
                match result {
                    Err(StoreError::Unavailable(_)) if lost && again => again = false,
                    result => return result,
                }
            }
        })
    }

    /// A connection that is taken out of the pool for good, after `begin` has prepared it.
    pub fn dedicated(
        &self,
        begin: impl AsyncFn(&Connection) -> Result<(), StoreError>,
    ) -> Result<Connection, StoreError> {
        self.block_on(async {
            let connection = self.connect().await?;
            self.within(begin(&connection)).await?;
            Ok(connection)
        })
    }

    /// Works on such a connection.
    pub fn on<T>(
        &self,
        connection: &Connection,
        work: impl AsyncFn(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.block_on(self.within(work(connection)))
    }

    /// Sends a batch. After a serialization failure or a deadlock nothing of it was kept and the same is sent again, a
    /// bounded number of times. A connection that is lost on the way leaves its fate unknown, which is not tried again.
    pub fn run_write(&self, flight: &Flight<'_>) -> Result<(), StoreError> {
        self.block_on(async {
            let _turn = self.turn().await?;
            let connection = self.connection().await?;
            let mut pause = RETRY_FIRST;
            let mut left = self.options.retries;
            loop {
                let result = match self.within(fly(&connection, flight)).await {
                    Ok(Outcome::Committed) => Ok(()),
                    Ok(Outcome::LostRace(_)) if left > 0 => {
                        left -= 1;
                        tokio::time::sleep(pause).await;
                        pause = (pause * 2).min(RETRY_LONGEST);
                        continue;
                    }
                    Ok(Outcome::LostRace(error)) | Err(error) => Err(error),
                };
                self.keep(connection, &result);
                return result;
            }
        })
    }

    /// Bounds how long an answer may take; a server that was stopped says nothing.
    async fn within<T>(&self, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        timeout(self.options.answer, work).await.unwrap_or_else(|_| {
            // Whatever is idle goes to the same silent server.
            self.idle.lock().clear();
            Err(StoreError::Unavailable(format!(
                "the database did not answer within {} s; whether the last batch was written is not known",
                self.options.answer.as_secs()
            )))
        })
    }

    async fn turn(&self) -> Result<tokio::sync::SemaphorePermit<'_>, StoreError> {
        match timeout(self.options.wait, self.turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(StoreError::Unavailable("all connections to the database are busy".to_owned())),
        }
    }

    async fn connection(&self) -> Result<Connection, StoreError> {
        loop {
            let idle = self.idle.lock().pop();
            match idle {
                Some(connection) if connection.client.is_closed() => {}
                Some(connection) => {
                    connection.renew_plans().await;
                    return Ok(connection);
                }
                None => return self.connect().await,
            }
        }
    }

    /// Gives a connection back. After an error that is not the batch's own it is closed: it may be amid a transaction.
    fn keep<T>(&self, connection: Connection, result: &Result<T, StoreError>) {
        match result {
            Ok(_) | Err(StoreError::Precondition(_) | StoreError::Unique(_)) => {
                self.idle.lock().push(connection);
            }
            Err(_) if connection.client.is_closed() => self.idle.lock().clear(),
            Err(_) => {}
        }
    }

    /// The first host that answers in time and accepts writes.
    async fn connect(&self) -> Result<Connection, StoreError> {
        let mut last = StoreError::Unavailable("the database URL names no host".to_owned());
        for config in &self.hosts.configs {
            match timeout(self.options.connect, self.connect_to(config)).await {
                Ok(Ok(connection)) => return Ok(connection),
                Ok(Err(error)) => last = error,
                Err(_) => {
                    last = StoreError::Unavailable(format!(
                        "{} does not answer within {} s",
                        self.hosts.described,
                        self.options.connect.as_secs()
                    ));
                }
            }
        }
        Err(last)
    }

    async fn connect_to(&self, config: &Config) -> Result<Connection, StoreError> {
        let client = match &self.tls {
            Some(tls) => connect_with(config, tls.clone()).await,
            None => connect_with(config, NoTls).await,
        };
        let client = client.map_err(|error| unreachable(&self.hosts.described, &error))?;
        client.batch_execute(&self.options.settings()).await.map_err(failed)?;
        Ok(Connection::new(client))
    }
}

/// Connects and lets a task of the runtime move the bytes until the client is dropped.
async fn connect_with<T>(config: &Config, tls: T) -> Result<Client, tokio_postgres::Error>
where
    T: MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    let (client, connection) = config.connect(tls).await?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(%error, "a connection to the database ended");
        }
    });
    Ok(client)
}

impl Drop for Database {
    /// Connections are closed by their tasks; nobody waits for them.
    fn drop(&mut self) {
        self.idle.lock().clear();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
