//! What a simulation does, as data: a case is a seed, which makes the organisations, and steps. Operands are numbers
//! that are looked up when the step runs, so that a case stays meaningful when steps are left out.

use serde::{Deserialize, Serialize};

/// One simulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Makes the organisations, and every id and secret that the application draws.
    pub seed: u64,
    /// In order.
    pub steps: Vec<Step>,
}

/// One step: something is asked of the application while something may go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// In which organisation.
    pub tenant: u8,
    /// In which process, where there are several.
    #[serde(default, skip_serializing_if = "is_first")]
    pub process: u8,
    /// Seconds of wall time that pass before it.
    pub pause: u32,
    /// What goes wrong meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
    /// What is asked.
    pub op: Op,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_first(process: &u8) -> bool {
    *process == 0
}

/// Something that goes wrong in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// At which write (or read, for [`FaultKind::ReadFails`]) of the step, from 0.
    pub at: u8,
    /// What happens.
    pub kind: FaultKind,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FaultKind {
    /// A precondition fails although it holds; nothing is written.
    Conflict,
    /// Nothing is written, and the answer is lost.
    LostBefore,
    /// All is written, and the answer is lost: a commit of unknown outcome.
    LostAfter,
    /// The disk fails; nothing is written.
    Failed,
    /// The process is killed before the write.
    DieBefore,
    /// The process is killed after the write.
    DieAfter,
    /// A read fails for a moment.
    ReadFails,
}

impl FaultKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Conflict,
        Self::LostBefore,
        Self::LostAfter,
        Self::Failed,
        Self::DieBefore,
        Self::DieAfter,
        Self::ReadFails,
    ];
}

/// A licence to give: the product, and which of its notable services are off, as bits.
pub type Choice = (u8, u8);

/// A licence change; products are numbers of [`crate::tenant::PRODUCTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// As Graph's assignLicense.
    Graph(Vec<Choice>, Vec<u8>),
    /// Removing means ensuring absence.
    Update(Vec<Choice>, Vec<u8>),
    /// Every direct licence of the organisation goes.
    UnassignAll,
    /// They go, and these come.
    Replace(Vec<Choice>),
    /// One product for another.
    Move(u8, Choice),
}

/// How a change is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Manner {
    /// At once.
    Plain,
    /// At once, all or nobody.
    Atomic,
    /// At once, in the change set of an earlier change.
    Joined,
    /// After a preview, with its token.
    Previewed,
    /// With the token of a preview that another change has overtaken.
    Overtaken,
    /// As a job of the worker.
    Job,
    /// As a job, with a preview's token.
    PreviewedJob,
    /// As a job that only computes what would be.
    PreviewJob,
    /// Graph's way, for one person.
    Graph,
    /// The Licenses page's way: exactly one product goes.
    LicensesPage,
}

/// On behalf of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum By {
    /// The server's own console, which may do everything.
    Console,
    /// A licence administrator, who may not license guests.
    LicenseAdmin,
    /// A global reader, who may change nothing.
    Reader,
}

/// Everything that can be asked. People are numbers of all people who ever were in the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// Change the licences of people.
    Licenses {
        /// Whose.
        who: Vec<u8>,
        /// How.
        edit: Edit,
        /// In which manner.
        manner: Manner,
        /// With an Idempotency-Key that later steps may repeat.
        keyed: bool,
        /// Asked by.
        by: By,
    },
    /// Send an earlier request with an Idempotency-Key again.
    Repeat {
        /// Which, counted back from the last.
        back: u8,
    },
    /// Several single changes that meet in one commit.
    Together {
        /// Whose, and how.
        changes: Vec<(u8, Edit)>,
    },
    /// Two processes change licences at the same time: the first has decided and is about to write when the second does.
    Race {
        /// Of the process that loses.
        loser: (u8, Edit),
        /// Of the process that is faster.
        winner: (u8, Edit),
    },
    /// A process stops in the middle of the worker's work until another has taken it over, then goes on.
    Paused {
        /// After so many writes.
        after: u8,
    },
    /// Give others what one person holds.
    Copy {
        /// From whom.
        from: u8,
        /// To whom.
        to: Vec<u8>,
    },
    /// Undo a change set.
    Revert {
        /// Which, counted back from the last.
        back: u8,
        /// With a preview's token.
        previewed: bool,
        /// Asked by.
        by: By,
    },
    /// Create a person.
    CreatePerson {
        /// Makes the sign-in name; numbers repeat, so that names are taken.
        name: u8,
        /// With a usage location.
        located: bool,
        /// With a password.
        password: bool,
    },
    /// Change one property of a person.
    UpdatePerson {
        /// Whose.
        who: u8,
        /// Which.
        field: Field,
    },
    /// Change several people.
    UpdateMany {
        /// Whom.
        who: Vec<u8>,
        /// The usage location of all.
        location: Option<bool>,
        /// Whether all may sign in.
        enabled: Option<bool>,
        /// Whether their sessions end.
        sign_out: bool,
    },
    /// End a person's sessions.
    SignOut {
        /// Whose.
        who: u8,
    },
    /// Delete a person.
    Delete {
        /// Whom.
        who: u8,
    },
    /// Restore a person.
    Restore {
        /// Whom.
        who: u8,
        /// With the licences that the deletion took.
        licenses: bool,
        /// Under another sign-in name.
        renamed: Option<u8>,
    },
    /// Delete a deleted person for good.
    Purge {
        /// Whom.
        who: u8,
    },
    /// Import people from CSV.
    Import {
        /// Numbers that make the sign-in names.
        rows: Vec<u8>,
    },
    /// Give a role.
    GrantRole {
        /// To whom.
        who: u8,
        /// Which.
        role: u8,
    },
    /// Take a role.
    RevokeRole {
        /// From whom.
        who: u8,
        /// Which.
        role: u8,
    },
    /// Give the organisation an administrator again.
    Recover {
        /// Whom.
        who: u8,
    },
    /// Enter a purchase.
    Buy {
        /// Of which product.
        product: u8,
        /// Seats.
        seats: u8,
    },
    /// A purchase changes by itself: it renews with other seats, expires, ends.
    ChangePurchase {
        /// Which.
        which: u8,
        /// Seats.
        seats: u8,
        /// Its status.
        status: u8,
    },
    /// A purchaser gives a seat of their own.
    SelfService {
        /// To whom.
        who: u8,
    },
    /// `reseat check --repair`, after a wrong counter was written behind the application's back if `damage` says so.
    Repair {
        /// By how much the counter is wrong.
        damage: u8,
    },
    /// A counter that is right is repaired.
    RepairRight {
        /// Of which product.
        product: u8,
    },
    /// Change a setting.
    Settings {
        /// Which.
        which: u8,
        /// To what.
        value: u8,
    },
    /// Import a product.
    Catalog {
        /// Which.
        which: u8,
    },
    /// Register an application.
    CreateApplication {
        /// Makes its name.
        name: u8,
    },
    /// Change an application.
    UpdateApplication {
        /// Which.
        which: u8,
        /// Makes its name.
        name: u8,
    },
    /// Delete an application.
    DeleteApplication {
        /// Which.
        which: u8,
    },
    /// Make a secret.
    AddSecret {
        /// For which application.
        which: u8,
    },
    /// Remove the first secret.
    RemoveSecret {
        /// Of which application.
        which: u8,
    },
    /// Stop a job.
    CancelJob {
        /// Which, counted back from the last.
        back: u8,
    },
    /// Move the simulated clock.
    MoveClock {
        /// Days forward.
        days: u8,
        /// Microseconds more, so that instants are met exactly and missed by one.
        micros: i8,
    },
    /// Wall time passes without anyone doing anything, the worker neither.
    Sleep {
        /// Hours.
        hours: u16,
    },
    /// The worker runs.
    Tick {
        /// How many rounds.
        rounds: u8,
    },
    /// The worker carries out a timer again, or one that was stopped meanwhile.
    StaleTimer {
        /// About whom.
        who: u8,
        /// The mailbox's, or the account's.
        mailbox: bool,
    },
    /// The organisation is deleted, nobody gets in, and it is brought back.
    LeaveAndReturn,
    /// The process ends wherever it is and is started anew.
    Restart,
}

/// A property of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// The display name.
    Name(u8),
    /// The usage location.
    Located(bool),
    /// Whether they may sign in.
    Enabled(bool),
    /// The department.
    Department(u8),
    /// The sign-in name.
    Upn(u8),
    /// The password.
    Password,
}
