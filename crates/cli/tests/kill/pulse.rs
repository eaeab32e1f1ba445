//! Counts answers, so that the killer knows when its moment has come.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long answers may keep away before the test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// Answers since the server's start.
#[derive(Debug, Default)]
pub struct Pulse {
    answers: Mutex<u64>,
    changed: Condvar,
}

impl Pulse {
    /// One more.
    pub fn answered(&self) {
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// Waits for so many; answers whether they came.
    pub fn reached(&self, answers: u64) -> bool {
        let count = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(count, PATIENCE, |count| *count < answers);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}
