//! Refusals as Graph words them (contract section 0.1), and how the application's failures become refusals.

use std::error::Error;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use reseat_app::AppError;
use reseat_app::identity::TokenError;
use reseat_authz::Refusal;
use reseat_authz::roles::name_of;
use reseat_odata::QueryError;
use serde::Serialize;

/// A refusal: status, `code`, `message`, and what else the body and the headers hold.
#[derive(Debug, Clone)]
pub struct GraphError {
    /// The HTTP status.
    pub status: StatusCode,
    /// `error.code`.
    pub code: &'static str,
    /// `error.message`.
    pub message: String,
    /// `error.details`, absent when empty.
    pub details: Vec<Detail>,
    /// Headers of the answer, such as `Retry-After`.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// One entry of `error.details`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// A stable word.
    pub code: &'static str,
    /// What it is about, such as a property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The same in words.
    pub message: String,
}

impl Detail {
    /// A detail about `target`.
    pub fn new(code: &'static str, target: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, target: Some(target.into()), message: message.into() }
    }
}

impl GraphError {
    /// A refusal with a status of its own.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), details: Vec::new(), headers: Vec::new() }
    }

    /// 400 of the directory.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Request_BadRequest", message)
    }

    /// 400 of the gateway, before the directory is asked.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// 401; the answer says how to sign in.
    pub fn invalid_token(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message)
            .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// 403.
    pub fn forbidden() -> Self {
        let message = "Insufficient privileges to complete the operation.";
        Self::new(StatusCode::FORBIDDEN, "Authorization_RequestDenied", message)
    }

    /// 404 for a directory object that is not there.
    pub fn not_found(id: &str) -> Self {
        let message = format!(
            "Resource '{id}' does not exist or one of its queried reference-property objects are not present."
        );
        Self::new(StatusCode::NOT_FOUND, "Request_ResourceNotFound", message)
    }

    /// 400 for a path that leads nowhere.
    pub fn unknown_segment(segment: &str) -> Self {
        Self::malformed(format!("Resource not found for the segment '{segment}'."))
    }

    /// 405.
    pub fn method_not_allowed() -> Self {
        let message = "Specified HTTP method is not allowed for the request target.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "Request_BadRequest", message)
    }

    /// 429 with the seconds after which to try again.
    pub fn too_many_requests(seconds: u32) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", "Please retry again later.")
            .with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// 503 with the seconds after which to try again.
    pub fn unavailable(seconds: u32) -> Self {
        let message = "The service is temporarily unavailable. Please retry again later.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "serviceNotAvailable", message)
            .with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// 500; the cause goes into the log, not into the answer.
    pub fn internal(cause: &dyn Error) -> Self {
        let mut causes = cause.to_string();
        let mut next = cause.source();
        while let Some(source) = next {
            causes.push_str(": ");
            causes.push_str(&source.to_string());
            next = source.source();
        }
        tracing::error!(error = %causes, "a request failed");
        let message =
            "The server could not complete the request; its log has the cause under this request-id.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", message)
    }

    /// The same with a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same with details.
    #[must_use]
    pub fn with_details(mut self, details: Vec<Detail>) -> Self {
        self.details = details;
        self
    }
}

impl From<&Refusal> for GraphError {
    fn from(refusal: &Refusal) -> Self {
        let roles = refusal.roles_that_would.iter();
        let roles = roles.map(|role| Detail::new("roleWouldDo", role.to_string(), name_of(*role)));
        let scopes = refusal.scopes_that_would.iter();
        let scopes = scopes.map(|scope| Detail::new("permissionWouldDo", *scope, *scope));
        Self::forbidden().with_details(roles.chain(scopes).collect())
    }
}

impl From<AppError> for GraphError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Forbidden(refusal) => Self::from(refusal.as_ref()),
            AppError::NotFound { id, .. } => Self::not_found(&id),
            AppError::Invalid(message) => Self::bad_request(message),
            AppError::Query(error) => Self::from(error),
            AppError::Conflict(message) => {
                Self::new(StatusCode::CONFLICT, "Directory_ConcurrencyViolation", message)
            }
            // Graph itself undoes nothing; the faces that do add the words for the code.
            AppError::NotRevertible { set, why } => {
                let detail = Detail::new(why, set.to_string(), why);
                let message = format!("The change set '{set}' cannot be undone.");
                Self::new(StatusCode::CONFLICT, "Directory_ConcurrencyViolation", message)
                    .with_details(vec![detail])
            }
            AppError::Busy(_) => Self::too_many_requests(1),
            AppError::Unavailable { why, seconds } => Self { message: why, ..Self::unavailable(seconds) },
            AppError::Failed(_) => Self::internal(&error),
        }
    }
}

impl From<QueryError> for GraphError {
    fn from(error: QueryError) -> Self {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        Self::new(status, error.code(), error.to_string())
    }
}

impl From<TokenError> for GraphError {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Unavailable(_) => Self::unavailable(1),
            other => Self::invalid_token(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_that_shows_only_while_reading_is_refused_like_any_other_contract_7_2() {
        for (error, code) in [
            (QueryError::Sorting, "Request_UnsupportedQuery"),
            (QueryError::Clause("assignedPlans".to_owned()), "Request_UnsupportedQuery"),
            (QueryError::SkipToken, "Request_BadRequest"),
        ] {
            let message = error.to_string();
            let refused = GraphError::from(AppError::Query(error));
            assert_eq!((refused.status, refused.code), (StatusCode::BAD_REQUEST, code));
            assert_eq!(refused.message, message);
        }
    }
}
