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

/// Sends `begin`, all steps and `end`, then collects the answers: one per step, up to the first that failed.
async fn send<'a>(
    connection: &'a Connection,
    begin: &'static str,
    steps: &'a [Step<'_>],
    statements: &'a [Statement],
    end: &'static str,
) -> Result<Vec<Result<Vec<Row>, Error>>, StoreError> {
    let client = &connection.client;
    let mut begun = Box::pin(client.batch_execute(begin));
    let mut under_way: Vec<(Answer<'a>, Option<Result<Vec<Row>, Error>>)> = Vec::with_capacity(steps.len());
    // The first poll of each sends it.
    let begin_sent = poll!(&mut begun);
    let mut unsent = false;
    for (step, statement) in steps.iter().zip(statements) {
        let mut answer: Answer<'a> =
            Box::pin(async move { client.query_raw(statement, &step.params).await?.try_collect().await });
        let at_once = match poll!(answer.as_mut()) {
            Poll::Ready(result) => Some(result),
            Poll::Pending => None,
        };
        unsent |= matches!(&at_once, Some(Err(_)));
        under_way.push((answer, at_once));
    }
    // A statement that could not be sent must not be missing from what is committed.
    let ended = client.batch_execute(if unsent { "ROLLBACK" } else { end });
    let mut ended = Box::pin(ended);
    let end_sent = poll!(&mut ended);
    let begun = if let Poll::Ready(result) = begin_sent { result } else { begun.await };
    begun.map_err(failed)?;
    let mut answers = Vec::with_capacity(steps.len());
    for (answer, at_once) in under_way {
        answers.push(match at_once {
            Some(result) => result,
            None => answer.await,
        });
    }
    let ended = if let Poll::Ready(result) = end_sent { result } else { ended.await };
    if answers.iter().all(Result::is_ok) {
        ended.map_err(unknown_fate)?;
    }
    Ok(answers)
}

/// An error of the commit itself: whether the batch is kept is not known here; the tenant's head tells.
fn unknown_fate(error: Error) -> StoreError {
    match failed(error) {
        StoreError::Full(text) => StoreError::Full(text),
        other => StoreError::Unavailable(format!("whether the last batch was written is not known: {other}")),
    }
}

/// Sends a batch as one transaction.
pub(super) async fn fly(connection: &Connection, flight: &Flight<'_>) -> Result<Outcome, StoreError> {
    let steps = &flight.steps;
    let statements = connection.prepare_all(steps.iter().map(|step| step.text.as_str())).await?;
    let answers = send(connection, "BEGIN", steps, &statements, "COMMIT").await;
    let answers = match answers {
        Ok(answers) => answers,
        Err(error) => return Err(error),
    };
    for (step, answer) in steps.iter().zip(answers) {
        let Err(error) = answer else { continue };
        let raced = lost_race(&error);
        let error = match step.purpose {
            Purpose::Plain => failed(error),
            Purpose::Guard(number) if error.code() == Some(&SqlState::DIVISION_BY_ZERO) => {
                StoreError::Precondition(number)
            }
            Purpose::Guard(_) => failed(error),
            Purpose::Change(table) => change_failed(error, table),
            Purpose::Claim(table) => match change_failed(error, table) {
                StoreError::Unique(name) if name == table.name => {
                    return Ok(Outcome::LostRace(StoreError::Unique(name)));
                }
                other => other,
            },
        };
        return if raced { Ok(Outcome::LostRace(error)) } else { Err(error) };
    }
    Ok(Outcome::Committed)
}

/// Sends reads: several see one instant.
pub(super) async fn read(connection: &Connection, steps: &[Step<'_>]) -> Result<Vec<Vec<Row>>, StoreError> {
    let statements = connection.prepare_all(steps.iter().map(|step| step.text.as_str())).await?;
    if let ([step], [statement]) = (steps, statements.as_slice()) {
        let stream = connection.client.query_raw(statement, &step.params).await.map_err(failed)?;
        return Ok(vec![stream.try_collect().await.map_err(failed)?]);
    }
    const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    let answers = send(connection, SNAPSHOT, steps, &statements, "COMMIT").await?;
    answers.into_iter().map(|answer| answer.map_err(failed)).collect()
}
