//! What was done to one person, newest first: for administrators, and for the person.

use reseat_authz::{Action, CallerKind};
use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::{ChangeSetId, UserId};
use reseat_store::{Bound, Stored, Value};

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// One result about a person with the change set it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonChange {
    /// The change set.
    pub set: ChangeSet,
    /// What it did to the person.
    pub item: ChangeItem,
}

/// A page of them.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonChanges {
    /// Newest first.
    pub changes: Vec<PersonChange>,
    /// Before which item (set, number) the next page begins; `None` after the last.
    pub next: Option<(ChangeSetId, u64)>,
}

/// The results about a person before `before`, newest first. Everyone may read their own.
///
/// # Errors
/// When the caller may read neither the history nor themselves, or the store fails.
pub fn changes_of_person(
    app: &App,
    call: &Call,
    user: UserId,
    mut before: Option<(ChangeSetId, u64)>,
    top: usize,
) -> Result<PersonChanges, AppError> {
    if call.caller.kind == CallerKind::User(user) {
        call.grant(Action::SelfRead)?;
    } else {
        call.grant(Action::HistoryRead)?;
    }
    let mut changes = Vec::new();
    loop {
        let upper = before.map_or(Bound::Open, |(set, number)| {
            let number = Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
            Bound::Excluded(vec![set.into(), number])
        });
        let items = super::items::of_user(app, call.tenant, user, None, upper, top + 1)?;
        let last = items.len() <= top;
        let ids: Vec<ChangeSetId> = items.iter().map(|item| item.set).collect();
        let sets = ChangeSet::load_many(app.store.as_ref(), call.tenant, &ids)?;
        for (item, set) in items.into_iter().zip(sets) {
            if changes.len() == top {
                return Ok(PersonChanges { changes, next: before });
            }
            before = Some((item.set, item.number));
            // Results of previews belong to no set.
            changes.extend(set.map(|set| PersonChange { set, item }));
        }
        if last {
            return Ok(PersonChanges { changes, next: None });
        }
    }
}
