//! What an organisation is, seen from outside: the state that the model predicts and that is read back after every step.
//! What is due has happened, whether or not the worker has run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use reseat_model::command::LicenseEdit;
use reseat_model::job::JobStatus;
use reseat_model::pool::Pool;
use reseat_model::subscription::Subscription;
use reseat_model::tenant::Tenant;
use reseat_model::user::User;
use reseat_model::{
    ApplicationId, ChangeSetId, DriveId, JobId, MailboxId, PlanId, PoolId, RoleId, SkuId, SubscriptionId,
    Timestamp, UserId,
};

use crate::rules::Delta;

/// One organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Its properties and settings.
    pub tenant: Tenant,
    /// Everyone, the deleted too.
    pub people: BTreeMap<UserId, Person>,
    /// Seats.
    pub pools: BTreeMap<Place, Pool>,
    /// Purchases.
    pub subscriptions: BTreeMap<SubscriptionId, Subscription>,
    /// Jobs.
    pub jobs: BTreeMap<JobId, Job>,
    /// Applications.
    pub applications: BTreeMap<ApplicationId, Application>,
    /// Products of its own.
    pub products: BTreeSet<SkuId>,
}

/// A product and whose seats.
pub type Place = (SkuId, PoolId);

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The account.
    pub user: User,
    /// Direct licences.
    pub held: BTreeMap<Place, Held>,
    /// The mailbox.
    pub mail: Mail,
    /// The drive.
    pub drive: Drive,
    /// Whether Office apps are licensed.
    pub office: bool,
    /// Directory roles.
    pub roles: BTreeSet<RoleId>,
    /// Since when tokens are good and whether the password must be changed; `None` without a password.
    pub password: Option<(Timestamp, bool)>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Services that are off.
    pub off: BTreeSet<PlanId>,
    /// When it was first assigned.
    pub since: Timestamp,
}

/// A mailbox; an id of `None` in a prediction is one that nobody has seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mail {
    /// There is none.
    None,
    /// In use.
    On(Option<MailboxId>),
    /// Kept until the instant.
    Off(Option<MailboxId>, Timestamp),
}

/// A drive, as [`Mail`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drive {
    /// There is none.
    None,
    /// In use.
    On(Option<DriveId>),
    /// Without a licence, kept.
    Kept(Option<DriveId>),
    /// Kept until the instant.
    Until(Option<DriveId>, Timestamp),
}

/// A job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Where it stands.
    pub status: JobStatus,
    /// When it was made, in domain time.
    pub created: Timestamp,
    /// People decided.
    pub done: u64,
    /// Whom it is about, in order; empty in what is read back.
    pub people: Vec<UserId>,
    /// What it does to them; `None` in what is read back.
    pub work: Option<Work>,
    /// The change set that its results go into, once known.
    pub set: Option<ChangeSetId>,
    /// What it has done to whom; empty in what is read back.
    pub deltas: Vec<(UserId, Vec<Delta>)>,
}

/// What a job does.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// Changes licences.
    Change {
        /// How.
        edit: LicenseEdit,
        /// Whether its starter may license guests.
        guests: bool,
        /// A preview was agreed to: people whose outcome differs are left out. What was previewed, per person.
        bound: bool,
    },
    /// Computes what would be.
    Preview,
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its name.
    pub name: String,
    /// How many secrets it has.
    pub secrets: usize,
}

impl State {
    /// Lets everything happen that is due at `now`.
    pub fn settle(&mut self, now: Timestamp) {
        self.people.retain(|_, person| person.gone_at().is_none_or(|gone| gone > now));
        for person in self.people.values_mut() {
            if matches!(person.mail, Mail::Off(_, until) if until <= now) {
                person.mail = Mail::None;
            }
            if matches!(person.drive, Drive::Until(_, until) if until <= now) {
                person.drive = Drive::None;
            }
        }
    }

    /// One line per object, in a fixed order.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("tenant {:?}", self.tenant)];
        for (id, person) in &self.people {
            lines.push(format!("person {id} {}", person.line()));
        }
        lines.extend(self.pools.values().map(|pool| format!("pool {pool:?}")));
        lines.extend(self.subscriptions.values().map(|purchase| format!("purchase {purchase:?}")));
        lines.extend(self.jobs.iter().map(|(id, job)| format!("job {id} {:?} {}", job.status, job.done)));
        lines.extend(self.applications.iter().map(|(id, app)| format!("application {id} {app:?}")));
        lines.extend(self.products.iter().map(|sku| format!("product {sku}")));
        lines
    }

    /// Fills what a prediction cannot know, ids above all, from what was read back. What was known before keeps its id.
    #[must_use]
    pub fn filled_from(mut self, actual: &Self, now: Timestamp) -> Self {
        let made: Vec<UserId> = self.people.keys().filter(|id| is_placeholder(**id)).copied().collect();
        for old in made.iter().filter_map(|id| self.people.remove(id)).collect::<Vec<_>>() {
            let new = actual
                .people
                .iter()
                .find(|(id, person)| !self.people.contains_key(id) && person.user.upn == old.user.upn);
            let id = new.map_or(UserId::NIL, |(id, _)| *id);
            let user = User { id, ..old.user.clone() };
            self.people.insert(id, Person { user, ..old });
        }
        rekey(&mut self.subscriptions, &actual.subscriptions, SubscriptionId::NIL, |value, id| value.id = id);
        rekey(&mut self.jobs, &actual.jobs, JobId::NIL, |_, _| {});
        // The history forgets jobs that have ended, sooner or later.
        let days = self.tenant.settings.history_days;
        let ended = |job: &Job| matches!(job.status, JobStatus::Completed | JobStatus::Cancelled);
        let forgotten = |job: &Job| ended(job) && job.created.plus_days(days) <= now;
        self.jobs.retain(|id, job| actual.jobs.contains_key(id) || !forgotten(job));
        for (id, job) in &mut self.jobs {
            job.set = actual.jobs.get(id).and_then(|job| job.set);
        }
        rekey(&mut self.applications, &actual.applications, ApplicationId::NIL, |_, _| {});
        for (id, person) in &mut self.people {
            if let Some(actual) = actual.people.get(id) {
                person.fill(actual);
            }
        }
        self
    }
}

/// An id that a prediction gives to a person whose id only the application knows.
pub fn placeholder(number: usize) -> UserId {
    UserId(uuid::Uuid::from_u128(number as u128 + 1))
}

fn is_placeholder(id: UserId) -> bool {
    id.0.as_u128() < 1 << 32
}

/// Gives the one new object of a prediction the id of the one new object that is there.
fn rekey<K: Ord + Copy, V>(
    predicted: &mut BTreeMap<K, V>,
    actual: &BTreeMap<K, V>,
    nil: K,
    set: impl Fn(&mut V, K),
) {
    if let Some(mut value) = predicted.remove(&nil) {
        let new = actual.keys().find(|id| !predicted.contains_key(id)).copied().unwrap_or(nil);
        set(&mut value, new);
        predicted.insert(new, value);
    }
}

impl Person {
    /// When a deleted person is gone for good (DEL-1).
    pub fn gone_at(&self) -> Option<Timestamp> {
        self.user.deleted_at.map(|at| at.plus_days(30))
    }

    fn line(&self) -> String {
        let mut line = format!("{:?}", self.user);
        for ((sku, pool), held) in &self.held {
            let _ = write!(line, " holds {sku}/{pool} since {} without {:?}", held.since.0, held.off);
        }
        let _ = write!(line, " {:?} {:?} office {} ", self.mail, self.drive, self.office);
        let _ = write!(line, "roles {:?} password {:?}", self.roles, self.password);
        line
    }

    fn fill(&mut self, actual: &Self) {
        if let (Mail::On(id @ None) | Mail::Off(id @ None, _), Mail::On(known) | Mail::Off(known, _)) =
            (&mut self.mail, actual.mail)
        {
            *id = known;
        }
        if let (
            Drive::On(id @ None) | Drive::Kept(id @ None) | Drive::Until(id @ None, _),
            Drive::On(known) | Drive::Kept(known) | Drive::Until(known, _),
        ) = (&mut self.drive, actual.drive)
        {
            *id = known;
        }
    }
}
