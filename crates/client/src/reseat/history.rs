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

/// Which change sets; all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSetQuery {
    /// About this person (object id).
    pub user: Option<String>,
    /// By this person (object id) or application (client id).
    pub actor: Option<String>,
    /// At this instant or later.
    pub from: Option<String>,
    /// Before this instant.
    pub to: Option<String>,
}

/// Which entries of the audit log; all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditQuery {
    /// The activity's exact name.
    pub activity: Option<String>,
    /// By this person (object id) or application (client id).
    pub actor: Option<String>,
    /// About this person or thing (object id).
    pub target: Option<String>,
    /// At this instant or later.
    pub from: Option<String>,
    /// Before this instant.
    pub to: Option<String>,
}

/// A list's address with its page size and the filters that are given.
fn filtered(path: &str, top: u32, filters: &[(&'static str, &Option<String>)]) -> Call {
    let mut options = vec![("$top", top.to_string())];
    options.extend(filters.iter().filter_map(|(name, value)| Some((*name, value.as_ref()?.clone()))));
    Call::get(url::with_query(path, &options))
}

impl Reseat {
    /// Change sets, newest first.
    pub fn change_sets(&self, query: &ChangeSetQuery, top: u32) -> Pages<ChangeSet> {
        let ChangeSetQuery { user, actor, from, to } = query;
        let filters = [("user", user), ("actor", actor), ("from", from), ("to", to)];
        self.client.pages(filtered("/reseat/v1/changeSets", top, &filters))
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
    pub fn audit(&self, query: &AuditQuery, top: u32) -> Pages<AuditRecord> {
        let AuditQuery { activity, actor, target, from, to } = query;
        let filters =
            [("activity", activity), ("actor", actor), ("target", target), ("from", from), ("to", to)];
        self.client.pages(filtered("/reseat/v1/audit", top, &filters))
    }
}
