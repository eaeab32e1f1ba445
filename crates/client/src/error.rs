//! What can go wrong, with everything that helps the person at the keyboard.

use serde::{Deserialize, Serialize};

/// Why an operation did not succeed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An address given by the caller cannot be used.
    #[error("the address '{address}' cannot be used: {why}")]
    BadAddress {
        /// The address as given.
        address: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A certificate file cannot be used.
    #[error("the certificate file '{path}' cannot be used")]
    BadCertificate {
        /// The file.
        path: String,
        /// What the reader said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No answer came: no connection, no trust, or no time left.
    #[error("no answer from {url}")]
    Unreachable {
        /// What was asked.
        url: String,
        /// What the network said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The service answered with an error.
    #[error(transparent)]
    Api(#[from] Box<ApiError>),
    /// The sign-in service refused.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// An answer that is not what the contract says.
    #[error("{url} answered with something unexpected: {what}")]
    Unexpected {
        /// What was asked.
        url: String,
        /// What is odd about the answer.
        what: String,
    },
    /// A link of the server leads to another host; following it would give the token away.
    #[error("the server sent the link {link}, which does not belong to {expected}")]
    ForeignLink {
        /// The link.
        link: String,
        /// The host that the token is for.
        expected: String,
    },
}

impl Error {
    /// The error answer, if there was one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(api) => Some(api),
            _ => None,
        }
    }

    /// The HTTP status of the error answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.api().map(|api| api.status)
    }
}

/// Graph's error body (contract 0.1) with the status and the request's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
#[serde(rename_all = "camelCase")]
pub struct ApiError {
    /// HTTP status.
    pub status: u16,
    /// The stable code, such as `Request_ResourceNotFound`.
    pub code: String,
    /// What the server says.
    pub message: String,
    /// The server's id of the request, for its logs and for support.
    pub request_id: Option<String>,
    /// More, one entry per thing: for 403 the roles that would do, for 400 the faulty members.
    pub details: Vec<Detail>,
    /// What was asked: method and address.
    pub request: String,
}

/// One entry of an error's details.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// The stable code; `roleWouldDo` and `permissionWouldDo` name what would be allowed.
    pub code: String,
    /// What it is about.
    pub target: Option<String>,
    /// In words.
    pub message: String,
}

/// The sign-in service's error body (contract 9.1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("sign-in was refused: {description}")]
pub struct SignInError {
    /// The stable code, such as `invalid_client` or `expired_token`.
    pub code: String,
    /// In words.
    pub description: String,
    /// The service's number, such as 7000215 for a wrong secret.
    pub numbers: Vec<u64>,
    /// The service's id of the request.
    pub trace_id: Option<String>,
}

#[derive(Deserialize)]
struct Body {
    error: BodyError,
}

#[derive(Deserialize)]
struct BodyError {
    #[serde(default)]
    code: String,
    #[serde(default)]
    message: String,
    #[serde(default, rename = "innerError")]
    inner: Option<Inner>,
    #[serde(default)]
    details: Option<Vec<Detail>>,
}

#[derive(Deserialize)]
struct Inner {
    #[serde(default, rename = "request-id")]
    request_id: Option<String>,
}

impl ApiError {
    /// Reads an error answer; a body that is not Graph's still gives an error with its status.
    pub(crate) fn read(status: u16, request: &str, header_id: Option<&str>, body: &[u8]) -> Self {
        let parsed = serde_json::from_slice::<Body>(body).ok().map(|b| b.error);
        let (code, message, inner, details) = match parsed {
            Some(e) => (e.code, e.message, e.inner, e.details),
            None => (String::new(), String::new(), None, None),
        };
        let message = if message.is_empty() { format!("the server answered {status}") } else { message };
        Self {
            status,
            code,
            message,
            request_id: header_id.map(str::to_owned).or_else(|| inner.and_then(|i| i.request_id)),
            details: details.unwrap_or_default(),
            request: request.to_owned(),
        }
    }

    /// Names of the roles that would be allowed to do what was refused (rules.md section 3).
    pub fn roles_that_would_do(&self) -> Vec<&str> {
        self.named("roleWouldDo")
    }

    /// Permissions (scopes) with one of which the application would be allowed.
    pub fn permissions_that_would_do(&self) -> Vec<&str> {
        self.named("permissionWouldDo")
    }

    fn named(&self, code: &str) -> Vec<&str> {
        self.details.iter().filter(|d| d.code == code).map(|d| d.message.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_body_gives_code_message_request_and_roles() {
        let body = br#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges.",
            "innerError":{"date":"2026-01-01T00:00:00","request-id":"r-1"},
            "details":[{"code":"roleWouldDo","target":"4d6a","message":"License Administrator"}]}}"#;
        let e = ApiError::read(403, "GET /x", None, body);
        assert_eq!((e.code.as_str(), e.request_id.as_deref()), ("Authorization_RequestDenied", Some("r-1")));
        assert_eq!(e.roles_that_would_do(), ["License Administrator"]);
        assert_eq!(ApiError::read(403, "GET /x", Some("r-2"), body).request_id.as_deref(), Some("r-2"));
    }

    #[test]
    fn a_body_that_is_no_json_still_has_its_status() {
        let e = ApiError::read(502, "GET /x", None, b"<html>");
        assert_eq!((e.status, e.message.as_str()), (502, "the server answered 502"));
    }
}
