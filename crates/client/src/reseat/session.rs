//! Who is signed in, where, and what they may do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::people::RoleRef;
use super::{Clock, Reseat, UserRef};
use crate::{Call, Error};

/// The caller as the server sees them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Session {
    /// The person; absent for an application.
    pub user: Option<UserRef>,
    /// The organisation.
    pub tenant: SessionTenant,
    /// The person's roles.
    pub roles: Vec<RoleRef>,
    /// What may be done.
    pub actions: BTreeMap<String, Action>,
    /// The server's time.
    pub clock: Clock,
    /// The server's version.
    pub version: String,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SessionTenant {
    /// Its id.
    pub id: String,
    /// Its name.
    pub display_name: String,
    /// Its first domain.
    pub default_domain: String,
    /// The cloud whose words are used.
    pub cloud: String,
    /// People per operation on the Licenses page (UNA-10).
    pub licenses_page_users: u32,
}

/// Whether an action is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Action {
    /// Whether it is.
    pub allowed: bool,
    /// Otherwise the roles that would do.
    pub roles_that_would: Vec<RoleRef>,
}

impl Reseat {
    /// The caller as the server sees them.
    ///
    /// # Errors
    /// [`Error::Api`] 401 when nobody is signed in.
    pub fn session(&self) -> Result<Session, Error> {
        self.client.fetch(&Call::get("/reseat/v1/session"))
    }
}
