//! Exit codes, and failures with what to do next.

use std::error::Error as _;
use std::fmt::Write;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use reseat_client::{ApiError, Error, SignInError};

/// How a command ended. The numbers are documented in docs/cli.md and in `--help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Done, but some people or rows were refused, or a job was cancelled.
    SomeRefused = 1,
    /// The command line is wrong, or a question could not be asked.
    Usage = 2,
    /// Not signed in, or not allowed.
    NotAllowed = 3,
    /// The server cannot be reached, or is too busy.
    Unreachable = 4,
    /// Not found, or not offered by this server.
    NotFound = 5,
    /// The server refused the request.
    Rejected = 6,
    /// A local file or the terminal failed.
    Local = 7,
    /// Left with Ctrl-C.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What happened.
    pub message: String,
    /// What to do next.
    pub next: Option<String>,
    /// The server's id of the request.
    pub request_id: Option<String>,
}

/// What a command gives back.
pub type Outcome = Result<Exit, Failure>;

impl Failure {
    /// A failure with its exit code.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), next: None, request_id: None }
    }

    /// The command line asks for something that makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// A file could not be read or written.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::IsADirectory => "it is a directory, not a file".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not open it".to_owned(),
            io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
            _ => error.to_string(),
        };
        Self::new(Exit::Local, format!("{}: {why}", path.display()))
    }

    /// A request failed; when there is nothing under the name that was given, this says what and where to look.
    pub fn unless_found(error: Error, message: String, next: &str) -> Self {
        let missing = error.status() == Some(404);
        let failure = Self::from(error);
        if missing { Self { message, ..failure }.next(next) } else { failure }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// The text for the terminal.
    pub fn text(&self) -> String {
        let mut text = format!("error: {}\n", self.message);
        if let Some(next) = &self.next {
            let _ = writeln!(text, "  next: {next}");
        }
        if let Some(id) = &self.request_id {
            let _ = writeln!(text, "  request id: {id}");
        }
        text
    }
}

impl From<io::Error> for Failure {
    /// Printing failed. A closed pipe (`| head`) is no failure of the command.
    fn from(error: io::Error) -> Self {
        let exit = if error.kind() == io::ErrorKind::BrokenPipe { Exit::Done } else { Exit::Local };
        Self::new(exit, format!("the result could not be printed: {error}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match &error {
            Error::Api(api) => from_api(api),
            Error::SignIn(refusal) => from_sign_in(refusal),
            Error::Unreachable { url, .. } => {
                Self::new(Exit::Unreachable, chain(&error)).next(reach_hint(url, &error))
            }
            Error::BadAddress { .. } => Self::new(Exit::Usage, error.to_string()),
            Error::BadCertificate { .. } => Self::new(Exit::Local, chain(&error))
                .next("give the file of the server's certificate authority with --ca or RESEAT_CA"),
            Error::ForeignLink { .. } => Self::new(Exit::Rejected, error.to_string())
                .next("sign in with the address that the server calls its own (its --public-url)"),
            _ => Self::new(Exit::Rejected, chain(&error))
                .next("check that the address is that of a Reseat server or of Microsoft Graph"),
        }
    }
}

/// An error with its causes, each once.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            let _ = write!(text, ": {cause_text}");
        }
        source = cause.source();
    }
    text
}

fn reach_hint(url: &str, error: &Error) -> String {
    let text = chain(error).to_ascii_lowercase();
    if text.contains("certificate") || text.contains("unknownissuer") {
        return "if this is your server, trust its certificate authority: --ca FILE (a Reseat server writes the file \
                into its data directory)"
            .to_owned();
    }
    if url.starts_with("https://localhost") || url.starts_with("https://127.") || url.starts_with("http://") {
        return "is the server running on this machine, and on this port?".to_owned();
    }
    "check the address, the network and the proxy, then try again".to_owned()
}

fn from_api(api: &ApiError) -> Failure {
    let (exit, next) = match api.status {
        401 => (Exit::NotAllowed, Some("sign in again: reseat login".to_owned())),
        403 => (Exit::NotAllowed, Some(role_hint(api))),
        404 => (Exit::NotFound, None),
        409 if api.code == "Directory_ConcurrencyViolation" => {
            (Exit::Rejected, Some("someone else changed the same person; try again".to_owned()))
        }
        429 | 503 | 504 => (Exit::Unreachable, Some("the server is busy; try again in a minute".to_owned())),
        500.. => (Exit::Unreachable, Some("the server's log has the request id".to_owned())),
        _ => (Exit::Rejected, None),
    };
    let code = if api.code.is_empty() { String::new() } else { format!(" ({})", api.code) };
    let mut message = format!("{}{code}", api.message);
    for detail in api.details.iter().filter(|d| !d.code.ends_with("WouldDo") && !d.message.is_empty()) {
        let target = detail.target.as_deref().map_or(String::new(), |t| format!("{t}: "));
        let _ = write!(message, "\n  {target}{}", detail.message);
    }
    Failure { exit, message, next, request_id: api.request_id.clone() }
}

fn role_hint(api: &ApiError) -> String {
    let (roles, permissions) = (api.roles_that_would_do(), api.permissions_that_would_do());
    match (roles.is_empty(), permissions.is_empty()) {
        (false, true) => format!("one of these roles would do: {}", roles.join(", ")),
        (true, false) => {
            format!("the application needs one of these permissions: {}", permissions.join(", "))
        }
        (false, false) => format!(
            "needed are one of the roles {} and one of the permissions {}",
            roles.join(", "),
            permissions.join(", ")
        ),
        (true, true) => "ask an administrator for the right, or sign in as someone who has it".to_owned(),
    }
}

fn from_sign_in(refusal: &SignInError) -> Failure {
    let next = match (refusal.code.as_str(), refusal.numbers.first()) {
        (_, Some(90_002)) => "check --tenant: the organization's id or one of its domains",
        ("invalid_client", _) => "check --client-id and RESEAT_CLIENT_SECRET",
        ("unauthorized_client", _) => "check --client-id and --tenant: the application is not known there",
        ("invalid_grant" | "expired_token" | "interaction_required", _) => "sign in again: reseat login",
        ("authorization_declined" | "access_denied", _) => {
            "the sign-in was declined in the browser; try again"
        }
        _ => "check --tenant and --client-id, then sign in again: reseat login",
    };
    // The service appends its ids and the time to the sentence; the id is shown on a line of its own.
    let text = refusal.to_string();
    let sentence = text.split(" Trace ID:").next().unwrap_or(&text);
    let failure = Failure::new(Exit::NotAllowed, sentence).next(next);
    Failure { request_id: refusal.trace_id.clone(), ..failure }
}

#[cfg(test)]
mod tests {
    use reseat_client::Detail;

    use super::*;

    fn api(status: u16) -> ApiError {
        ApiError {
            status,
            code: "Authorization_RequestDenied".into(),
            message: "Insufficient privileges to complete the operation.".into(),
            request_id: Some("5d0c".into()),
            details: Vec::new(),
            request: "POST /x".into(),
        }
    }

    #[test]
    fn a_refusal_names_the_roles_that_would_do_and_the_request() {
        let role = |name: &str| Detail { code: "roleWouldDo".into(), target: None, message: name.into() };
        let details = vec![role("License Administrator"), role("User Administrator")];
        let failure = Failure::from(Error::from(Box::new(ApiError { details, ..api(403) })));
        assert_eq!(failure.exit, Exit::NotAllowed);
        assert_eq!(
            failure.text(),
            "error: Insufficient privileges to complete the operation. (Authorization_RequestDenied)\n  \
             next: one of these roles would do: License Administrator, User Administrator\n  request id: 5d0c\n"
        );
    }

    #[test]
    fn an_application_is_told_which_permission_it_needs() {
        let detail = |code: &str, message: &str| Detail {
            code: code.into(),
            target: Some(message.into()),
            message: message.into(),
        };
        let details = vec![detail("permissionWouldDo", "Directory.ReadWrite.All"), detail("Other", "why")];
        let text = Failure::from(Error::from(Box::new(ApiError { details, ..api(403) }))).text();
        assert!(
            text.contains("next: the application needs one of these permissions: Directory.ReadWrite.All\n")
        );
        assert!(text.contains("\n  why: why\n"), "{text}");
    }

    #[test]
    fn every_kind_of_answer_has_its_exit_code() {
        let exit = |status| Failure::from(Error::from(Box::new(api(status)))).exit;
        assert_eq!(
            [400, 401, 403, 404, 409, 429, 500, 503].map(exit),
            [
                Exit::Rejected,
                Exit::NotAllowed,
                Exit::NotAllowed,
                Exit::NotFound,
                Exit::Rejected,
                Exit::Unreachable,
                Exit::Unreachable,
                Exit::Unreachable
            ]
        );
    }

    #[test]
    fn an_untrusted_certificate_leads_to_the_ca_option() {
        let source = "invalid peer certificate: UnknownIssuer".into();
        let failure = Failure::from(Error::Unreachable { url: "https://localhost:8443/x".into(), source });
        assert_eq!(failure.exit, Exit::Unreachable);
        assert!(failure.text().contains("--ca FILE"), "{}", failure.text());
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(failure.exit, Exit::Done);
    }
}
