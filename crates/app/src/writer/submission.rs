//! What is handed to the writer, and what comes back.

use std::collections::HashMap;

use reseat_model::audit::{Actor, AuditEntry, Face};
use reseat_model::change_set::Kind;
use reseat_model::command::{Command, FreshIds};
use reseat_model::log::ObjectKind;
use reseat_model::outcome::Outcome;
use reseat_model::reason::Reason;
use reseat_model::user::User;
use reseat_model::{ChangeSetId, RequestId, RoleId, TenantId, Timestamp, UserId};
use reseat_store::{Batch, StoreError};

/// Who asks, when and why: made once at the edge, the same for every command of a submission.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Who.
    pub actor: Actor,
    /// Through which face.
    pub face: Face,
    /// The request.
    pub request: RequestId,
    /// Domain time at the edge.
    pub now: Timestamp,
    /// Wall time at the edge.
    pub recorded_at: Timestamp,
    /// The change set's id, new or joined.
    pub change_set: ChangeSetId,
    /// What kind of change set.
    pub kind: Kind,
    /// Why, in the administrator's words.
    pub reason: Option<String>,
    /// The change set that this one undoes.
    pub reverts: Option<ChangeSetId>,
    /// Where new ids come from.
    pub fresh: FreshIds,
}

/// Which outcomes were previewed: everyone whose outcome is not among them is skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard(Vec<u64>);

impl Guard {
    /// A guard over digests in any order.
    pub fn new(mut digests: Vec<u64>) -> Self {
        digests.sort_unstable();
        Self(digests)
    }

    /// Whether exactly this outcome was previewed.
    pub fn admits(&self, outcome: &Outcome, now: Timestamp) -> bool {
        self.0.binary_search(&Self::digest(outcome, now)).is_ok()
    }

    /// The digests, sorted.
    pub fn digests(&self) -> &[u64] {
        &self.0
    }

    /// The digest of one person's outcome, the person included.
    pub fn digest(outcome: &Outcome, now: Timestamp) -> u64 {
        let (high, low) = outcome.user.0.as_u64_pair();
        reseat_engine::digest(outcome, now) ^ high.rotate_left(17) ^ low
    }
}

/// What the caller may not do to some people, found out before the engine is asked.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    /// Guests may not be licensed by the caller; these roles could (rules.md 3.2 note 6).
    pub no_guests: Option<Vec<RoleId>>,
}

/// A unit of work for the writer: decided together, in order, and answered together.
#[derive(Debug)]
pub struct Submission {
    /// Whose log.
    pub tenant: TenantId,
    /// Who, when, why.
    pub meta: Meta,
    /// What to decide.
    pub commands: Vec<Command>,
    /// If anyone is refused, nobody changes (25.12).
    pub all_or_nothing: bool,
    /// A due timer is decided at its own instant, even if that lies before the head of the log.
    pub scheduled: bool,
    /// What the caller may not do to some people.
    pub limits: Limits,
    /// Outcomes that were previewed.
    pub guard: Option<Guard>,
    /// The change set may exist already: results are numbered after those it has. Set for jobs and joined calls.
    pub append: bool,
    /// The change set and a result row per person are kept even when nothing changed. Set for jobs.
    pub keep_always: bool,
    /// What [`Self::keep_always`] keeps is kept of an all-or-nothing change that was given up, too. Set for idempotency
    /// keys: a refusal is repeated like any other answer.
    pub keep_refused: bool,
    /// Rows written in the same transaction if any command was accepted or there are no commands.
    pub rows: Batch,
    /// Audit records for those rows.
    pub audit: Vec<(ObjectKind, AuditEntry)>,
    /// The answer to a single command has the account as it is then, so that nobody has to read it again.
    pub answer_with_user: bool,
    /// What the people of [`Command::UpdateUser`] were when their new accounts were made: what others have changed since is
    /// kept.
    pub bases: HashMap<UserId, User>,
    /// Rows written only when the command about that person was accepted, such as the password of a new account.
    pub rows_for: HashMap<UserId, Batch>,
    /// Audit records for [`Self::rows_for`] beside the command's own, such as that somebody was signed out. A command
    /// that finds nothing to change is a change with them.
    pub audit_for: HashMap<UserId, AuditEntry>,
    /// People whom the caller may not change, with why: their commands are refused without asking the engine.
    pub refused: HashMap<UserId, Reason>,
}

impl Submission {
    /// A best-effort submission of commands.
    pub fn new(tenant: TenantId, meta: Meta, commands: Vec<Command>) -> Self {
        Self {
            tenant,
            meta,
            commands,
            all_or_nothing: false,
            scheduled: false,
            limits: Limits::default(),
            guard: None,
            append: false,
            keep_always: false,
            keep_refused: false,
            rows: Batch::default(),
            audit: Vec::new(),
            answer_with_user: false,
            bases: HashMap::new(),
            rows_for: HashMap::new(),
            audit_for: HashMap::new(),
            refused: HashMap::new(),
        }
    }
}

/// What was decided and is durable now.
#[derive(Debug, Clone)]
pub struct Commit {
    /// The change set, when one was kept.
    pub change_set: Option<ChangeSetId>,
    /// One outcome per command, in order.
    pub outcomes: Vec<Outcome>,
    /// The domain time at which it was decided.
    pub at: Timestamp,
    /// The account after it, if [`Submission::answer_with_user`] asked for it and there is one.
    pub user: Option<Box<User>>,
}

/// Why the writer could not answer.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Too much is waiting already; try again.
    #[error("the server has too much to write at the moment; try again in a second")]
    Overloaded,
    /// The server is shutting down.
    #[error("the server is shutting down; try again on another one")]
    Closed,
    /// No such organisation.
    #[error("there is no organisation with this id")]
    NoTenant,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Other servers write to the same organisation all the time, and this one lost every race against them.
    #[error("too many servers change this organisation at the same moment; try again in a second")]
    Contended,
    /// A decision needed to know more than the writer may load.
    #[error("the change needs more data than can be loaded for one decision")]
    TooWide,
}
