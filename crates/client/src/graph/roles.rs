//! Roles: which there are, who holds them, giving and taking (contract section 5).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Graph, User, user_path};
use crate::{Call, Error, Method, url};

const DEFINITIONS: &str = "/v1.0/roleManagement/directory/roleDefinitions";
const ASSIGNMENTS: &str = "/v1.0/roleManagement/directory/roleAssignments";

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoleDefinition {
    /// Template id.
    pub id: String,
    /// Its English name.
    pub display_name: String,
    /// What it is for.
    pub description: Option<String>,
}

/// A role that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoleAssignment {
    /// Its id.
    pub id: String,
    /// The role.
    pub role_definition_id: String,
    /// Who holds it.
    pub principal_id: String,
    /// Who that is, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<User>,
}

impl Graph {
    /// Every role that can be given.
    ///
    /// # Errors
    /// Everything in [`Error`], as for all operations here.
    pub fn role_definitions(&self) -> Result<Vec<RoleDefinition>, Error> {
        self.client.pages(Call::get(DEFINITIONS)).all()
    }

    /// Who holds roles, with the people; `filter` on `roleDefinitionId` or `principalId`.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn role_assignments(&self, filter: Option<&str>) -> Result<Vec<RoleAssignment>, Error> {
        let mut options = vec![("$expand", "principal".to_owned())];
        options.extend(filter.map(|filter| ("$filter", filter.to_owned())));
        self.client.pages(Call::get(url::with_query(ASSIGNMENTS, &options))).all()
    }

    /// Gives a role to a person (object id) in the whole organisation.
    ///
    /// # Errors
    /// [`Error::Api`] 400 when they hold it already, 403 when the caller may not.
    pub fn grant_role(&self, role: &str, principal: &str) -> Result<RoleAssignment, Error> {
        let body = json!({ "roleDefinitionId": role, "principalId": principal, "directoryScopeId": "/" });
        self.client.fetch(&Call::post(ASSIGNMENTS, &body))
    }

    /// Takes a role away, by the id of its assignment.
    ///
    /// # Errors
    /// [`Error::Api`] 400 for the last enabled Global Administrator (25.25), 403 when the caller may not.
    pub fn revoke_role(&self, assignment: &str) -> Result<(), Error> {
        let path = format!("{ASSIGNMENTS}/{}", url::escape(assignment));
        self.client.send(&Call::new(Method::Delete, path)).map(drop)
    }

    /// Gives a person a new password that they must change when they next sign in.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody, 403 when the caller may not change this person's password.
    pub fn reset_password(&self, id_or_upn: &str, password: &str) -> Result<(), Error> {
        let body =
            json!({ "passwordProfile": { "password": password, "forceChangePasswordNextSignIn": true } });
        self.client
            .send(&Call::new(Method::Patch, user_path(id_or_upn, "")).json(&body).repeatable())
            .map(drop)
    }
}
