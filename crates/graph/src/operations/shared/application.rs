//! Properties of an application in a request body.

use std::collections::BTreeSet;

use reseat_app::applications::Draft;
use reseat_authz::Grant;
use reseat_authz::permissions::{GRAPH_APP_ID, Permission};
use serde_json::Value;
use uuid::Uuid;

use crate::body::Object;
use crate::error::GraphError;
use crate::wire::application::PROPERTIES;

/// Permissions of the application's own, and those in people's names.
type Required = (BTreeSet<String>, BTreeSet<String>);

/// What a body says of an application. What Reseat does not keep is refused unless it is empty.
#[derive(Debug, Default)]
pub(crate) struct ApplicationInput {
    display_name: Option<String>,
    required: Option<Required>,
    web: Option<Vec<String>>,
    public: Option<Vec<String>>,
    is_public: Option<bool>,
}

fn wrong(name: &str) -> GraphError {
    GraphError::bad_request(format!(
        "Invalid value specified for property '{name}' of resource 'Application'."
    ))
}

impl ApplicationInput {
    /// Reads a body.
    ///
    /// # Errors
    /// 400 that names the property.
    pub fn read(mut object: Object) -> Result<Self, GraphError> {
        let mut input = Self::default();
        match object.take("displayName") {
            None => {}
            Some(Value::String(name)) => input.display_name = Some(name),
            Some(_) => return Err(wrong("displayName")),
        }
        match object.take("isFallbackPublicClient") {
            None => {}
            Some(Value::Bool(flag)) => input.is_public = Some(flag),
            Some(_) => return Err(wrong("isFallbackPublicClient")),
        }
        match object.take("signInAudience") {
            None => {}
            Some(Value::String(own)) if own.eq_ignore_ascii_case("AzureADMyOrg") => {}
            Some(_) => {
                let message = "Applications of this organization serve this organization: signInAudience can be \
                               AzureADMyOrg only.";
                return Err(GraphError::bad_request(message));
            }
        }
        input.web = redirects(&mut object, "web")?;
        input.public = redirects(&mut object, "publicClient")?;
        input.required = object.take("requiredResourceAccess").map(required).transpose()?;
        for (name, value) in object.into_members() {
            if !PROPERTIES.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                return Err(GraphError::bad_request(format!("Invalid property '{name}'.")));
            }
            if !is_empty(&value) {
                return Err(GraphError::bad_request(format!(
                    "Property '{name}' of resource 'Application' cannot be set on this server."
                )));
            }
        }
        Ok(input)
    }

    /// Sets what the body says. An application has one platform: addresses of the web and of public clients exclude each
    /// other, because only the former proves itself by a secret.
    ///
    /// # Errors
    /// 400 when both are there afterwards.
    pub fn apply(self, draft: &mut Draft) -> Result<(), GraphError> {
        if let Some(name) = self.display_name {
            draft.display_name = name;
        }
        if let Some((roles, scopes)) = self.required {
            draft.app_roles = roles;
            draft.delegated_scopes = scopes;
        }
        let own = std::mem::take(&mut draft.redirect_uris);
        let (web, public) = if draft.public_client { (Vec::new(), own) } else { (own, Vec::new()) };
        let (web, public) = (self.web.unwrap_or(web), self.public.unwrap_or(public));
        let was = draft.public_client && web.is_empty();
        draft.public_client = self.is_public.unwrap_or(was || !public.is_empty());
        let (own, others) = if draft.public_client { (public, web) } else { (web, public) };
        if !others.is_empty() {
            return Err(GraphError::bad_request(
                "An application is either a public client, with addresses in publicClient.redirectUris, or a \
                 confidential one, with addresses in web.redirectUris; register two applications for both.",
            ));
        }
        draft.redirect_uris = own;
        Ok(())
    }
}

fn redirects(object: &mut Object, platform: &str) -> Result<Option<Vec<String>>, GraphError> {
    let members = match object.take(platform) {
        None => return Ok(None),
        Some(Value::Object(members)) => members,
        Some(_) => return Err(wrong(platform)),
    };
    let mut object = Object::new(members);
    let uris = match object.take("redirectUris") {
        None => None,
        Some(Value::Array(items)) => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
            Some(texts.ok_or_else(|| wrong(&format!("{platform}.redirectUris")))?)
        }
        Some(_) => return Err(wrong(&format!("{platform}.redirectUris"))),
    };
    match object.into_members().into_iter().find(|(_, value)| !is_empty(value)) {
        Some((name, _)) => Err(GraphError::bad_request(format!(
            "Property '{platform}.{name}' of resource 'Application' cannot be set on this server."
        ))),
        None => Ok(uris),
    }
}

/// `requiredResourceAccess` as permissions; only those of Graph that Reseat checks.
fn required(value: Value) -> Result<Required, GraphError> {
    const NAME: &str = "requiredResourceAccess";
    let Value::Array(resources) = value else { return Err(wrong(NAME)) };
    let (mut roles, mut scopes) = Required::default();
    for resource in resources {
        let Value::Object(members) = resource else { return Err(wrong(NAME)) };
        let mut resource = Object::new(members);
        let id: Option<Uuid> = guid(resource.take("resourceAppId"));
        if id != Some(GRAPH_APP_ID) {
            return Err(GraphError::bad_request(format!(
                "Permissions of Microsoft Graph only can be required: resourceAppId must be '{GRAPH_APP_ID}'."
            )));
        }
        let access = match resource.take("resourceAccess") {
            None => Vec::new(),
            Some(Value::Array(access)) => access,
            Some(_) => return Err(wrong(NAME)),
        };
        for entry in access {
            let Value::Object(members) = entry else { return Err(wrong(NAME)) };
            let mut entry = Object::new(members);
            let id = guid(entry.take("id")).ok_or_else(|| wrong(NAME))?;
            let grant = entry.take("type");
            let grant = grant.as_ref().and_then(Value::as_str).and_then(Grant::by_word);
            let grant = grant.ok_or_else(|| wrong(NAME))?;
            let permission = Permission::by_id(id, grant).ok_or_else(|| {
                GraphError::bad_request(format!(
                    "The permission '{id}' of type '{}' is none that this server checks.",
                    grant.word()
                ))
            })?;
            match grant {
                Grant::Application => roles.insert(permission.name.to_owned()),
                Grant::Delegated => scopes.insert(permission.name.to_owned()),
            };
        }
    }
    Ok((roles, scopes))
}

fn guid(value: Option<Value>) -> Option<Uuid> {
    value?.as_str()?.parse().ok()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_empty),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::object;

    fn draft(body: &str, mut draft: Draft) -> Result<Draft, String> {
        let input = ApplicationInput::read(object(body.as_bytes()).unwrap()).map_err(|e| e.message)?;
        input.apply(&mut draft).map_err(|error| error.message)?;
        Ok(draft)
    }

    #[test]
    fn permissions_are_read_by_graphs_ids() {
        let body = r#"{"displayName":"A","requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000",
            "resourceAccess":[{"id":"DF021288-bdef-4463-88db-98f22de89214","type":"Role"},
                              {"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]}"#;
        let read = draft(body, Draft::default()).unwrap();
        assert_eq!(read.app_roles, BTreeSet::from(["User.Read.All".to_owned()]));
        assert_eq!(read.delegated_scopes, BTreeSet::from(["User.Read".to_owned()]));
        assert!(draft(&body.replace("Scope", "Role"), Draft::default()).unwrap_err().contains("none that"));
        assert!(
            draft(&body.replace("00000003", "00000004"), Draft::default())
                .unwrap_err()
                .contains("resourceAppId")
        );
        let cleared = draft(r#"{"requiredResourceAccess":[]}"#, read).unwrap();
        assert!(cleared.app_roles.is_empty() && cleared.delegated_scopes.is_empty());
    }

    #[test]
    fn an_application_is_public_or_confidential() {
        let public =
            draft(r#"{"publicClient":{"redirectUris":["http://localhost"]}}"#, Draft::default()).unwrap();
        assert!(public.public_client && public.redirect_uris == ["http://localhost"]);
        let web = draft(r#"{"web":{"redirectUris":["https://a/b"],"homePageUrl":null}}"#, Draft::default())
            .unwrap();
        assert!(!web.public_client && web.redirect_uris == ["https://a/b"]);
        assert!(draft(r#"{"web":{"redirectUris":["https://a/b"]}}"#, public.clone()).is_err());
        let both = r#"{"web":{"redirectUris":["https://a/b"]},"publicClient":{"redirectUris":[]}}"#;
        assert!(!draft(both, public.clone()).unwrap().public_client);
        assert!(draft(r#"{"isFallbackPublicClient":true}"#, web.clone()).is_err());
        assert!(draft(r#"{"isFallbackPublicClient":true}"#, Draft::default()).unwrap().public_client);
        assert_eq!(
            draft(r#"{"displayName":"B"}"#, public.clone()).unwrap().redirect_uris,
            public.redirect_uris
        );
        assert!(!draft(r#"{"displayName":"B"}"#, web).unwrap().public_client);
    }

    #[test]
    fn what_is_not_kept_is_refused_by_name() {
        assert_eq!(draft(r#"{"colour":1}"#, Draft::default()).unwrap_err(), "Invalid property 'colour'.");
        let error = draft(r#"{"identifierUris":["api://x"]}"#, Draft::default()).unwrap_err();
        assert!(error.contains("'identifierUris'"), "{error}");
        assert!(
            draft(r#"{"web":{"homePageUrl":"https://x"}}"#, Draft::default())
                .unwrap_err()
                .contains("web.homePageUrl")
        );
        let quiet = r#"{"tags":[],"api":{"knownClientApplications":[]},"web":{"implicitGrantSettings":{"enableIdTokenIssuance":false}}}"#;
        assert!(draft(quiet, Draft::default()).is_ok());
        assert!(draft(r#"{"signInAudience":"AzureADMultipleOrgs"}"#, Draft::default()).is_err());
    }
}
