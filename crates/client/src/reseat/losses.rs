//! What people will lose, and when.

use serde::{Deserialize, Serialize};

use super::{Reseat, UserRef};
use crate::page::Pages;
use crate::{Call, url};

/// Something that somebody will lose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Loss {
    /// Whose.
    pub user: UserRef,
    /// `mailbox`, `deletedUser`, `drive` or `office`.
    pub kind: String,
    /// When.
    pub due_date_time: String,
    /// The change set that started the clock, where it is known.
    pub reason_change_set_id: Option<String>,
}

impl Reseat {
    /// What will be lost within so many days (1 to 400), soonest first.
    pub fn losses(&self, within_days: u32, top: u32) -> Pages<Loss> {
        let options = [("within", within_days.to_string()), ("$top", top.to_string())];
        self.client.pages(Call::get(url::with_query("/reseat/v1/losses", &options)))
    }
}
