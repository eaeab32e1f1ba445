//! `POST /applications/{id}/addPassword`: makes a secret, told this once. 200 with the secret.

use reseat_app::applications;
use reseat_authz::Action;
use reseat_model::Timestamp;
use serde_json::Value;

use super::shared::listing::whole;
use super::update_user::named;
use crate::body::{self, Object};
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::wire::application::credential;

/// Makes it; without an end it works for two years. Refused: a public client, an end in the past.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::ApplicationWrite)?;
    let (name, end) = read(&exchange.body)?;
    let key = exchange.key(0);
    let made = applications::add_secret(exchange.app(), &exchange.call, key, name, end);
    let made = made.map_err(|error| named(error.into(), key))?;
    exchange.state.auth.forget_client(exchange.tenant(), made.application.client_id);
    whole(exchange, "microsoft.graph.passwordCredential", credential(&made.secret, Some(&made.text)))
}

/// The name and the end of `passwordCredential`, both optional; other members are the server's to choose.
fn read(body: &[u8]) -> Result<(Option<String>, Option<Timestamp>), GraphError> {
    let mut object = body::optional_object(body)?;
    let wrong = |name: &str| {
        GraphError::bad_request(format!(
            "Invalid value specified for property '{name}' of resource 'PasswordCredential'."
        ))
    };
    let mut inner = match object.take("passwordCredential") {
        None => return Ok((None, None)),
        Some(Value::Object(members)) => Object::new(members),
        Some(_) => return Err(wrong("passwordCredential")),
    };
    let name = match inner.take("displayName") {
        None => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(wrong("displayName")),
    };
    let end = match inner.take("endDateTime") {
        None => None,
        Some(Value::String(text)) => {
            let at: jiff::Timestamp = text.parse().map_err(|_| wrong("endDateTime"))?;
            Some(Timestamp(at.as_microsecond()))
        }
        Some(_) => return Err(wrong("endDateTime")),
    };
    Ok((name, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_end_may_be_left_out() {
        assert_eq!(read(b"").unwrap(), (None, None));
        assert_eq!(read(br#"{"passwordCredential":null}"#).unwrap(), (None, None));
        let body = br#"{"passwordCredential":{"displayName":"ci","endDateTime":"1970-01-01T00:00:01Z","keyId":"x"}}"#;
        assert_eq!(read(body).unwrap(), (Some("ci".to_owned()), Some(Timestamp(1_000_000))));
        for bad in [
            r#"{"passwordCredential":5}"#,
            r#"{"passwordCredential":{"displayName":5}}"#,
            r#"{"passwordCredential":{"endDateTime":"soon"}}"#,
            r#"{"passwordCredential":{"endDateTime":5}}"#,
        ] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
