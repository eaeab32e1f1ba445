//! What was done: change sets and the audit log.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::changes::change_set_path;
use super::{Counts, PersonOutcome, Reseat};
use crate::page::Pages;
use crate::{Call, Error, url};

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Actor {
    /// `user`, `app` or `system`.
    pub kind: String,
    /// Object or application id.
    pub id: Option<String>,
    /// Name to show.
    pub display_name: Option<String>,
    /// Sign-in name of a person.
    pub user_principal_name: Option<String>,
}

impl Actor {
    /// Sign-in name, else name, else kind.
    pub fn label(&self) -> &str {
        self.user_principal_name.as_deref().or(self.display_name.as_deref()).unwrap_or(&self.kind)
    }
}

/// What belongs together: one administrator's command.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ChangeSet {
    /// Its id.
    pub id: String,
    /// `assign`, `unassign`, ...
    pub kind: String,
    /// Who.
    pub actor: Actor,
    /// `adminCenter`, `commandLine`, `graph`, `api` or `system`.
    pub face: String,
    /// When, in domain time.
    pub created_date_time: String,
    /// When, in wall time.
    pub recorded_date_time: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// People by result.
    pub counts: Counts,
    /// The change set it undoes.
    pub reverts: Option<String>,
    /// The change set that undid it.
    pub reverted_by: Option<String>,
    /// Whether it can be undone.
    pub revertible: bool,
    /// Why not.
    pub not_revertible_because: Option<String>,
    /// The request that made it.
    pub request_id: Option<String>,
}

/// One entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AuditRecord {
    /// Number of the commit and of the record in it.
    pub id: String,
    /// What happened.
    pub activity: String,
    /// The activity's category.
    pub category: String,
    /// When, in domain time.
    pub activity_date_time: String,
    /// When, in wall time.
    pub recorded_date_time: Option<String>,
    /// `success` or `failure`.
    pub result: String,
    /// Who.
    pub actor: Actor,
    /// Through which face.
    pub face: String,
    /// To whom or what.
    pub target: Option<AuditTarget>,
    /// What was before and after.
    pub modified_properties: Vec<ModifiedProperty>,
    /// The change set it belongs to.
    pub change_set_id: Option<String>,
    /// The request that made it.
    pub request_id: Option<String>,
    /// Covers this record and the one before.
    pub hash: Option<String>,
}

/// What an audit record is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AuditTarget {
    /// `user`, `product`, ...
    pub kind: String,
    /// Its id.
    pub id: Option<String>,
    /// Name to show.
    pub display_name: Option<String>,
    /// Sign-in name of a person.
    pub user_principal_name: Option<String>,
}

/// One property before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ModifiedProperty {
    /// Which.
    pub name: String,
    /// Before.
    pub old: Option<Value>,
    /// After.
    pub new: Option<Value>,
}

impl Reseat {
    /// Change sets, newest first; with `user` only those that touched this person (an id).
    pub fn change_sets(&self, user: Option<&str>, top: u32) -> Pages<ChangeSet> {
        let mut options = vec![("$top", top.to_string())];
        if let Some(user) = user {
            options.push(("user", user.to_owned()));
        }
        self.client.pages(Call::get(url::with_query("/reseat/v1/changeSets", &options)))
    }

    /// One change set.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is none.
    pub fn change_set(&self, id: &str) -> Result<ChangeSet, Error> {
        self.client.fetch(&Call::get(change_set_path(id)))
    }

    /// What a change set did, person by person.
    pub fn change_set_items(&self, id: &str, top: u32) -> Pages<PersonOutcome> {
        let path = format!("{}/items", change_set_path(id));
        self.client.pages(Call::get(url::with_query(&path, &[("$top", top.to_string())])))
    }

    /// The audit log, newest first.
    pub fn audit(&self, top: u32) -> Pages<AuditRecord> {
        self.client.pages(Call::get(url::with_query("/reseat/v1/audit", &[("$top", top.to_string())])))
    }
}
