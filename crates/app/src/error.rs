//! Why a use case did not do what was asked; the edge turns each kind into a status and a body.

use reseat_authz::Refusal;
use reseat_model::ChangeSetId;
use reseat_odata::QueryError;
use reseat_store::StoreError;

use crate::writer::WriteError;

/// When to try again after the store could not be reached: a failover takes some seconds.
const AGAIN_SECONDS: u32 = 2;
/// When to try again after a full disk: somebody has to make room.
const FULL_SECONDS: u32 = 60;
/// What is said of a full disk.
const DISK_FULL: &str = "The server's disk is full. Nothing was changed; reading goes on, and changes are accepted again \
                         by themselves once there is room.";

/// The failure of a use case. Nothing was changed, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The caller may not do this; the refusal names the roles and scopes that would do.
    #[error("{}", .0)]
    Forbidden(Box<Refusal>),
    /// There is nothing with this name or id.
    #[error("{what} '{id}' does not exist")]
    NotFound {
        /// What kind of thing, such as `user`.
        what: &'static str,
        /// What was asked for.
        id: String,
    },
    /// The request does not make sense; the text says what to send instead.
    #[error("{0}")]
    Invalid(String),
    /// A list cannot be read as asked, which shows only where it is read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The request contradicts what is there, such as an idempotency key used for another body.
    #[error("{0}")]
    Conflict(String),
    /// The change set cannot be undone; nothing else is wrong with the request (25.26).
    #[error("the change set {set} cannot be undone ({why})")]
    NotRevertible {
        /// Which one.
        set: ChangeSetId,
        /// One of [`crate::changes::NOT_REVERTIBLE`].
        why: &'static str,
    },
    /// Too much is waiting; try again in a moment.
    #[error("{0}")]
    Busy(String),
    /// The store cannot be reached or has no room; nothing was changed. The text says what is wrong.
    #[error("{why}")]
    Unavailable {
        /// What is wrong, for the caller.
        why: String,
        /// Seconds after which to try again.
        seconds: u32,
    },
    /// The server failed; the log has the cause.
    #[error("the server could not complete the request")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// A request that does not make sense.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::Invalid(message.into())
    }

    /// Nothing there.
    pub fn not_found(what: &'static str, id: impl ToString) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Forbidden(Box::new(refusal))
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(text) => {
                tracing::warn!(cause = text, "the store is not available");
                let why = "The database does not answer at the moment. Send the request again.".to_owned();
                Self::Unavailable { why, seconds: AGAIN_SECONDS }
            }
            StoreError::Full(text) => {
                tracing::error!(cause = text, "the disk is full: changes are refused, reading goes on");
                Self::Unavailable { why: DISK_FULL.to_owned(), seconds: FULL_SECONDS }
            }
            StoreError::Unique(what) => Self::Conflict(format!("another object with the same {what} exists")),
            StoreError::Precondition(_) => {
                Self::Conflict("something changed at the same moment; send the request again".to_owned())
            }
            other => Self::Failed(Box::new(other)),
        }
    }
}

impl From<WriteError> for AppError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Store(error) => error.into(),
            WriteError::Overloaded | WriteError::Closed | WriteError::Contended => {
                Self::Busy(error.to_string())
            }
            WriteError::NoTenant => Self::NotFound { what: "organisation", id: String::new() },
            WriteError::TooWide => Self::Failed(Box::new(error)),
        }
    }
}
