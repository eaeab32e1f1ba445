//! Statements sent together, without waiting for one's answer before the next is sent.

use std::pin::Pin;
use std::task::Poll;

use futures_util::{TryStreamExt, poll};
use reseat_store::{StoreError, Table};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Error, Row, Statement};

use super::error::{change_failed, failed, lost_race};
use super::pool::Connection;
use super::rows::Param;

/// What a statement is for, which says what its failure means.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// A lock, or a read.
    Plain,
    /// The batch's precondition of that number.
    Guard(usize),
    /// A change to a table.
    Change(&'static Table),
    /// The insertion of rows that a precondition wants absent: if somebody else was faster, the precondition does not
    /// hold any more.
    Claim(&'static Table),
}

/// One statement of a flight.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub text: String,
    pub params: Vec<Param<'a>>,
    pub purpose: Purpose,
}

/// A batch as statements.
#[derive(Debug)]
pub(crate) struct Flight<'a> {
    pub(super) steps: Vec<Step<'a>>,
}

/// What became of a batch.
pub(super) enum Outcome {
    /// It is durable.
    Committed,
    /// Nothing of it was kept because of another transaction; the same may be sent again.
    LostRace(StoreError),
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<Row>, Error>> + 'a>>;

/// How a batch ends. A commit that waits for a standby must not be cut short: PostgreSQL would report it as done although
/// the standby does not have it. The statement before the commit takes the time limit away for this transaction.
const COMMIT: &[&str] = &["SET LOCAL statement_timeout = 0", "COMMIT"];

/// What came back.
struct Landed {
    /// One answer per step.
    answers: Vec<Result<Vec<Row>, Error>>,
    /// How the transaction ended.
    ended: Result<(), Error>,
}

/// A request that was sent, with its answer where that came at once: only what could not be sent is answered at once.
struct Sent<'a>(Answer<'a>, Option<Result<Vec<Row>, Error>>);

impl<'a> Sent<'a> {
    /// The first poll sends it.
    async fn of(mut answer: Answer<'a>) -> Self {
        match poll!(answer.as_mut()) {
            Poll::Ready(result) => Self(answer, Some(result)),
            Poll::Pending => Self(answer, None),
        }
    }

    async fn answer(self) -> Result<Vec<Row>, Error> {
        match self.1 {
            Some(result) => result,
            None => self.0.await,
        }
    }
}

/// Sends `begin`, all steps and `end`, then collects the answers.
async fn send<'a>(
    connection: &'a Connection,
    begin: &'static str,
    steps: &'a [Step<'_>],
    statements: &'a [Statement],
    end: &'static [&'static str],
) -> Result<Landed, StoreError> {
    let client = &connection.client;
    let plain = |text: &'static str| -> Answer<'a> {
        Box::pin(async move { client.batch_execute(text).await.map(|()| Vec::new()) })
    };
    let begun = Sent::of(plain(begin)).await;
    let mut under_way = Vec::with_capacity(steps.len());
    for (step, statement) in steps.iter().zip(statements) {
        let query = async move { client.query_raw(statement, &step.params).await?.try_collect().await };
        under_way.push(Sent::of(Box::pin(query)).await);
    }
    // A statement that could not be sent must not be missing from what is committed.
    let unsent = under_way.iter().any(|sent| matches!(sent.1, Some(Err(_))));
    let mut endings = Vec::with_capacity(end.len());
    for text in if unsent { &["ROLLBACK"] } else { end } {
        endings.push(Sent::of(plain(text)).await);
    }
    begun.answer().await.map_err(failed)?;
    let mut answers = Vec::with_capacity(steps.len());
    for sent in under_way {
        answers.push(sent.answer().await);
    }
    let mut ended = Ok(());
    for sent in endings {
        ended = ended.and(sent.answer().await.map(drop));
    }
    Ok(Landed { answers, ended })
}

/// Sends a batch as one transaction.
pub(super) async fn fly(connection: &Connection, flight: &Flight<'_>) -> Result<Outcome, StoreError> {
    let steps = &flight.steps;
    let statements = connection.prepare_all(steps.iter().map(|step| step.text.as_str())).await?;
    let Landed { answers, ended } = send(connection, "BEGIN", steps, &statements, COMMIT).await?;
    for (step, answer) in steps.iter().zip(answers) {
        let Err(error) = answer else { continue };
        return refused(step.purpose, error);
    }
    match ended {
        Ok(()) => Ok(Outcome::Committed),
        Err(error) if lost_race(&error) => Ok(Outcome::LostRace(failed(error))),
        Err(error) => Err(unknown_fate(error)),
    }
}

/// The first statement that failed says why nothing was kept.
fn refused(purpose: Purpose, error: Error) -> Result<Outcome, StoreError> {
    let raced = lost_race(&error);
    let error = match purpose {
        Purpose::Guard(number) if error.code() == Some(&SqlState::DIVISION_BY_ZERO) => {
            StoreError::Precondition(number)
        }
        Purpose::Plain | Purpose::Guard(_) => failed(error),
        Purpose::Change(table) => change_failed(error, table),
        Purpose::Claim(table) => match change_failed(error, table) {
            StoreError::Unique(name) if name == table.name => {
                return Ok(Outcome::LostRace(StoreError::Unique(name)));
            }
            other => other,
        },
    };
    if raced { Ok(Outcome::LostRace(error)) } else { Err(error) }
}

/// An error of the commit itself: whether the batch is kept is not known here; the tenant's head tells.
fn unknown_fate(error: Error) -> StoreError {
    match failed(error) {
        StoreError::Full(text) => StoreError::Full(text),
        other => StoreError::Unavailable(format!("whether the last batch was written is not known: {other}")),
    }
}

/// Sends reads: several see one instant.
pub(super) async fn read(connection: &Connection, steps: &[Step<'_>]) -> Result<Vec<Vec<Row>>, StoreError> {
    let statements = connection.prepare_all(steps.iter().map(|step| step.text.as_str())).await?;
    if let ([step], [statement]) = (steps, statements.as_slice()) {
        let stream = connection.client.query_raw(statement, &step.params).await.map_err(failed)?;
        return Ok(vec![stream.try_collect().await.map_err(failed)?]);
    }
    const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    let landed = send(connection, SNAPSHOT, steps, &statements, &["COMMIT"]).await?;
    landed.answers.into_iter().map(|answer| answer.map_err(failed)).collect()
}
