//! `POST /$batch`: up to 20 requests in one (contract sections 7.1 and 14). Items run at the same time, except where one
//! depends on another; each is answered by itself, through the same table of routes.

mod item;
mod plan;

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::value::RawValue;
use tokio::task::JoinSet;

use self::item::{ItemAnswer, item_answer, one};
use self::plan::{Batch, Planned, plan};
use crate::body::unreadable;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::routes::Pending;

#[derive(Debug, Serialize)]
struct BatchAnswer {
    responses: Vec<ItemAnswer>,
}

/// The operation for the table of routes.
pub(crate) fn pending(exchange: Exchange) -> Pending {
    Box::pin(handle(exchange))
}

async fn handle(exchange: Exchange) -> Outcome {
    if exchange.in_batch {
        return Err(GraphError::malformed("A batch cannot be an item of a batch."));
    }
    let batch: Batch =
        serde_json::from_slice(&exchange.body).map_err(|error| malformed(&exchange.body, &error))?;
    let plan = plan(batch.requests)?;
    Answer::json(&BatchAnswer { responses: run(&exchange, plan).await })
}

fn malformed(body: &[u8], error: &serde_json::Error) -> GraphError {
    if serde_json::from_slice::<&RawValue>(body).is_err() {
        return unreadable();
    }
    GraphError::malformed(format!("Invalid batch payload format: {error}."))
}

/// Runs the items, those first that wait for nothing.
async fn run(exchange: &Exchange, mut waiting: Vec<Planned>) -> Vec<ItemAnswer> {
    let mut running: JoinSet<ItemAnswer> = JoinSet::new();
    let mut answers: Vec<ItemAnswer> = Vec::with_capacity(waiting.len());
    let all: Vec<String> = waiting.iter().map(|item| item.id.clone()).collect();
    loop {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|item| is_ready(item, &answers));
        waiting = rest;
        for planned in ready {
            if failed_dependency(&planned, &answers) {
                answers.push(failed(exchange, planned.id));
                continue;
            }
            running.spawn(one(exchange.clone(), planned.id, planned.item));
        }
        match running.join_next().await {
            Some(Ok(answer)) => answers.push(answer),
            Some(Err(error)) => drop(GraphError::internal(&error)),
            None if waiting.iter().any(|item| is_ready(item, &answers)) => {}
            None => break,
        }
    }
    // Only a panic leaves an item without an answer, or waiting for one.
    for id in all {
        if !answers.iter().any(|answer| answer.id == id) {
            let message = "The server could not carry out this request of the batch.";
            let error = GraphError::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", message);
            answers.push(item_answer(id, Err(error), exchange, &exchange.ids, exchange.metadata));
        }
    }
    answers
}

fn is_ready(item: &Planned, answers: &[ItemAnswer]) -> bool {
    item.waits_for.iter().all(|id| answers.iter().any(|answer| answer.id == *id))
}

fn failed_dependency(item: &Planned, answers: &[ItemAnswer]) -> bool {
    answers.iter().any(|answer| answer.status >= 400 && item.waits_for.contains(&answer.id))
}

/// 424 for an item whose dependency failed.
fn failed(exchange: &Exchange, id: String) -> ItemAnswer {
    let error = GraphError::new(
        StatusCode::FAILED_DEPENDENCY,
        "FailedDependency",
        "A request that this one depends on failed, so it was not carried out.",
    );
    item_answer(id, Err(error), exchange, &exchange.ids, exchange.metadata)
}
