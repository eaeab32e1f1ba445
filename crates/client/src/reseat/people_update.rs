//! The same change to several people: sign-in, usage location, sessions.

use serde::{Deserialize, Serialize};

use super::{Counts, PersonOutcome, Reseat};
use crate::{Call, Error};

/// People of one request at most.
pub const PEOPLE_UPDATE_MAX: usize = 1000;

/// What shall be so for everyone named; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleUpdate {
    /// Object ids, at most [`PEOPLE_UPDATE_MAX`].
    pub ids: Vec<String>,
    /// Two letters of ISO 3166.
    pub usage_location: Option<String>,
    /// False blocks sign-in.
    pub account_enabled: Option<bool>,
    /// Signs them out everywhere.
    pub revoke_sessions: bool,
    /// Why; kept in the history.
    pub reason: Option<String>,
}

/// What became of it, person by person (25.23).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PeopleUpdated {
    /// The change set; absent when nobody was changed.
    pub change_set_id: Option<String>,
    /// People by result.
    pub counts: Counts,
    /// In the order asked.
    pub people: Vec<PersonOutcome>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    people: Ids<'a>,
    set: Set<'a>,
    revoke_sessions: bool,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Ids<'a> {
    ids: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Set<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_enabled: Option<bool>,
}

impl Reseat {
    /// Changes people; one who is refused does not keep the others from changing. Repeating it changes nothing more.
    ///
    /// # Errors
    /// [`Error::Api`] 403 when the caller may do it to nobody, 400 when the location is no country.
    pub fn update_people(&self, update: &PeopleUpdate) -> Result<PeopleUpdated, Error> {
        let body = Body {
            people: Ids { ids: &update.ids },
            set: Set {
                usage_location: update.usage_location.as_deref(),
                account_enabled: update.account_enabled,
            },
            revoke_sessions: update.revoke_sessions,
            reason: update.reason.as_deref(),
        };
        self.client.fetch(&Call::post("/reseat/v1/people/update", &body).repeatable())
    }
}
