//! What earlier steps left that later ones refer to: people in the order in which they came, change sets with what they
//! did, requests that can be sent again.

use std::collections::{BTreeMap, BTreeSet};

use reseat_app::changes::ChangeRequest;
use reseat_model::command::ProductChoice;
use reseat_model::outcome::Status;
use reseat_model::{ApplicationId, ChangeSetId, JobId, SubscriptionId, Timestamp, UserId};

use crate::case::By;
use crate::rules::Delta;
use crate::state::State;

/// A change set as the model remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Its id.
    pub id: ChangeSetId,
    /// What it did to whom, in order.
    pub deltas: Vec<(UserId, Vec<Delta>)>,
    /// When, in domain time.
    pub at: Timestamp,
    /// Whether it was undone.
    pub reverted: bool,
}

/// A request with an Idempotency-Key.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// The key.
    pub key: String,
    /// The request.
    pub request: ChangeRequest,
    /// Whom it names.
    pub users: Vec<UserId>,
    /// Who asked.
    pub by: By,
    /// What was answered; `None` when the answer was lost.
    pub answered: Option<Vec<Status>>,
    /// The change set or job that was answered.
    pub said: String,
    /// Whether it was carried out; `None` when that cannot be told from the state.
    pub applied: Option<bool>,
    /// When, in wall time.
    pub wall: Timestamp,
    /// When, in domain time.
    pub at: Timestamp,
}

/// What to remember of a step.
#[derive(Debug)]
pub enum After {
    /// A change set that was answered.
    Set(Set),
    /// A call joined this change set: when its answer is lost, nobody knows what the set holds.
    Unsure(ChangeSetId),
    /// The deletion of a person took these licences, first assigned first.
    Deleted(UserId, Vec<ProductChoice>),
    /// The change set of that place was undone.
    Reverted(usize),
    /// A request with a key, sent for the first time.
    Keyed(Box<Keyed>),
    /// The request of that place was carried out now.
    Applied(usize, Option<Vec<Status>>, String),
}

/// What one organisation's steps left.
#[derive(Debug, Default)]
pub struct Memory {
    /// Everyone who ever was there, in the order in which they came.
    pub people: Vec<UserId>,
    /// Change sets that were answered, oldest first.
    pub sets: Vec<Set>,
    /// Change sets of which the model does not know all.
    unsure: BTreeSet<ChangeSetId>,
    /// What deletions took, by person.
    pub deletions: BTreeMap<UserId, Vec<ProductChoice>>,
    /// Requests with a key, oldest first.
    pub keyed: Vec<Keyed>,
    /// Jobs, oldest first.
    pub jobs: Vec<JobId>,
    /// Purchases, oldest first.
    pub purchases: Vec<SubscriptionId>,
    /// Applications, oldest first.
    pub applications: Vec<ApplicationId>,
}

impl Memory {
    /// What is there at first.
    pub fn of(state: &State) -> Self {
        let mut memory = Self::default();
        memory.meet(state);
        memory
    }

    /// Notes who and what is new; several at once in the order of their names.
    pub fn meet(&mut self, state: &State) {
        let mut new: Vec<_> = state.people.values().filter(|p| !self.people.contains(&p.user.id)).collect();
        new.sort_by(|a, b| a.user.upn.cmp(&b.user.upn));
        self.people.extend(new.iter().map(|person| person.user.id));
        add_new(&mut self.jobs, state.jobs.keys());
        add_new(&mut self.purchases, state.subscriptions.keys());
        add_new(&mut self.applications, state.applications.keys());
    }

    /// Remembers what a step left; `landed` says whether all of it is there, `answered` whether that was told.
    pub fn remember(&mut self, after: After, landed: bool, answered: bool) {
        match after {
            After::Set(set) if answered => self.add_set(set),
            After::Set(_) => {}
            After::Unsure(id) if !answered => {
                self.sets.retain(|set| set.id != id);
                self.unsure.insert(id);
            }
            After::Unsure(_) => {}
            After::Deleted(user, taken) if landed => drop(self.deletions.insert(user, taken)),
            After::Deleted(..) => {}
            After::Reverted(place) if landed => self.sets[place].reverted = true,
            After::Reverted(_) => {}
            After::Keyed(mut keyed) => {
                keyed.applied = if answered { Some(true) } else { keyed.applied.map(|_| landed) };
                self.keyed.push(*keyed);
            }
            After::Applied(place, statuses, said) => {
                let keyed = &mut self.keyed[place];
                if answered {
                    (keyed.answered, keyed.said, keyed.applied) = (statuses, said, Some(true));
                } else {
                    keyed.applied = None;
                }
            }
        }
    }

    /// Several calls may share a set.
    fn add_set(&mut self, set: Set) {
        match self.sets.iter_mut().find(|known| known.id == set.id) {
            Some(known) => known.deltas.extend(set.deltas),
            None => self.sets.push(set),
        }
    }

    /// The change sets of jobs that have ended.
    pub fn meet_jobs(&mut self, state: &State, now: Timestamp) {
        use reseat_model::job::JobStatus::{Cancelled, Completed};
        for job in state.jobs.values().filter(|job| matches!(job.status, Completed | Cancelled)) {
            let known = |id| self.unsure.contains(&id) || self.sets.iter().any(|set| set.id == id);
            if let Some(id) = job.set.filter(|id| !job.deltas.is_empty() && !known(*id)) {
                self.sets.push(Set { id, deltas: job.deltas.clone(), at: now, reverted: false });
            }
        }
    }
}

fn add_new<'a, T: Copy + PartialEq + 'a>(known: &mut Vec<T>, now: impl Iterator<Item = &'a T>) {
    for id in now {
        if !known.contains(id) {
            known.push(*id);
        }
    }
}
