//! One tenant's part of a batch: what is known, what was decided so far, and the rows that follow.

use std::collections::HashMap;
use std::sync::Arc;

use reseat_engine::View;
use reseat_model::change_set::{ChangeItem, ChangeSet, Counts};
use reseat_model::command::{Command, Ctx, FreshIds};
use reseat_model::decision::Decision;
use reseat_model::log::{Head, LogEntry, ObjectKind};
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::Reason;
use reseat_model::{ChangeSetId, TenantId, Timestamp, UserId};
use reseat_store::tables::HEAD_TURN;
use reseat_store::{Batch, Change, ForWrite, Precondition, Record, Store, StoreError, Stored};

use super::apply::Rows;
use super::core::WriterCore;
use super::decide::{decide_guarded, nothing};
use super::load::ensure_loaded;
use super::log::LogChain;
use super::rebase::rebased;
use super::submission::{Commit, Submission, WriteError};
use crate::state::TenantState;

pub(super) struct TenantBatch {
    tenant: TenantId,
    state: Arc<TenantState>,
    before: Head,
    at: Timestamp,
    /// Domain time of the batch where all processes share one; else it is the edge's.
    now: Option<Timestamp>,
    view: View,
    rows: Rows,
    preconditions: Vec<Precondition>,
    log: LogChain,
    sets: HashMap<ChangeSetId, ChangeSet>,
    reload: bool,
}

impl TenantBatch {
    /// Loads the head of the log and everything that the submissions' commands ask for at first, in one go.
    pub(super) fn open(
        core: &WriterCore,
        tenant: TenantId,
        submissions: &[&Submission],
    ) -> Result<Self, WriteError> {
        let store = &ForWrite(core.store.as_ref());
        // The head first: what is read after it and is newer makes the commit fail on it.
        let (before, database) = read_head(store, tenant)?;
        let now = core.clock.at_batch(store, database)?;
        let state = core.tenants.at(tenant, before.setup)?.ok_or(WriteError::NoTenant)?;
        let mut view = View { tenant, catalog: Arc::clone(&state.catalog), ..View::default() };
        let commands: Vec<&Command> = submissions.iter().flat_map(|s| &s.commands).collect();
        ensure_loaded(store, &state, &commands, &mut view)?;
        Ok(Self {
            tenant,
            at: before.at,
            now,
            log: LogChain::after(&before, core.chained),
            before,
            state,
            view,
            rows: Rows::default(),
            preconditions: Vec::new(),
            sets: HashMap::new(),
            reload: false,
        })
    }

    /// Decides a submission on top of those before it.
    pub(super) fn decide(&mut self, core: &WriterCore, s: &Submission) -> Result<Commit, WriteError> {
        let now = if s.scheduled { s.meta.now } else { self.now.unwrap_or(s.meta.now).max(self.at) };
        let mark = s.all_or_nothing.then(|| self.view.clone());
        let mut decisions = Vec::with_capacity(s.commands.len());
        for (number, command) in s.commands.iter().enumerate() {
            ensure_loaded(&ForWrite(core.store.as_ref()), &self.state, &[command], &mut self.view)?;
            let rebased = rebased(s, &self.view, command);
            let command = rebased.as_ref().unwrap_or(command);
            ensure_loaded(&ForWrite(core.store.as_ref()), &self.state, &[command], &mut self.view)?;
            let mut decision = self.decide_one(s, command, number as u64, now);
            if decision.outcome.status == Status::Unchanged
                && s.audit_for.contains_key(&decision.outcome.user)
            {
                decision.outcome =
                    Outcome { status: Status::Changed, reasons: Vec::new(), ..decision.outcome };
            }
            self.view.apply(&decision.mutations);
            decisions.push(decision);
        }
        let refused = decisions.iter().any(|d| d.outcome.status == Status::Refused);
        if let Some(view) = mark
            && refused
        {
            self.view = view;
            decisions.iter_mut().for_each(give_up);
        }
        let changed = decisions.iter().any(|d| d.outcome.status == Status::Changed);
        let given_up = s.all_or_nothing && refused && !s.keep_refused;
        let kept = changed || (s.keep_always && !given_up) || (s.commands.is_empty() && !s.audit.is_empty());
        if kept {
            self.keep(core, s, &decisions, now)?;
        }
        if !given_up && (changed || s.commands.is_empty() || s.keep_always) {
            self.preconditions.extend(s.rows.preconditions.iter().cloned());
            self.rows.extend(&s.rows.changes);
        }
        let outcomes: Vec<Outcome> = decisions.into_iter().map(|d| d.outcome).collect();
        let user = match outcomes.as_slice() {
            [only] if s.answer_with_user => {
                self.view.person(only.user).map(|person| Box::new(person.user.clone()))
            }
            _ => None,
        };
        Ok(Commit { change_set: kept.then_some(s.meta.change_set), outcomes, at: now, user })
    }

    fn decide_one(&self, s: &Submission, command: &Command, number: u64, now: Timestamp) -> Decision {
        let refused = command.subject().and_then(|user| Some((user, s.refused.get(&user)?)));
        if let Some((user, reason)) = refused {
            return nothing(Outcome::refused(user, reason.clone()));
        }
        let ctx = Ctx {
            actor: s.meta.actor.clone(),
            face: s.meta.face,
            now,
            request: s.meta.request,
            change_set: s.meta.change_set,
            fresh: FreshIds(s.meta.fresh.nth(number).as_u128()),
        };
        decide_guarded(&self.view, command, &ctx, &s.limits, s.guard.as_ref())
    }

    /// Turns accepted decisions into rows, log entries and the change set.
    fn keep(
        &mut self,
        core: &WriterCore,
        s: &Submission,
        decisions: &[Decision],
        now: Timestamp,
    ) -> Result<(), WriteError> {
        self.at = self.at.max(now);
        let set = self.open_set(core, s, now)?;
        let first = set.counts.total();
        let mut counts = Counts::default();
        for (number, decision) in decisions.iter().enumerate() {
            counts.add(decision.outcome.status);
            self.reload |= self.rows.mutations(self.tenant, &self.view, &decision.mutations);
            if let Some(entry) = &decision.audit {
                self.log.push(&s.meta, now, ObjectKind::User, entry);
            }
            if decision.outcome.status == Status::Changed
                && let Some(batch) = s.rows_for.get(&decision.outcome.user)
            {
                self.preconditions.extend(batch.preconditions.iter().cloned());
                self.rows.extend(&batch.changes);
            }
            if decision.outcome.status == Status::Changed
                && let Some(entry) = s.audit_for.get(&decision.outcome.user)
            {
                self.log.push(&s.meta, now, ObjectKind::User, entry);
            }
            if decision.outcome.user != UserId::NIL {
                let item = ChangeItem {
                    set: s.meta.change_set,
                    number: first + number as u64,
                    user: decision.outcome.user,
                    outcome: decision.outcome.clone(),
                    paths: decision.paths.clone(),
                };
                self.rows.put(ChangeItem::TABLE, item.to_row(self.tenant));
            }
        }
        for (object, entry) in &s.audit {
            self.log.push(&s.meta, now, *object, entry);
            self.reload |= matches!(object, ObjectKind::Catalog | ObjectKind::Tenant | ObjectKind::Role);
        }
        self.keep_set(core, s, set, counts)
    }

    /// The change set that the submission opens or joins.
    fn open_set(
        &mut self,
        core: &WriterCore,
        s: &Submission,
        now: Timestamp,
    ) -> Result<ChangeSet, WriteError> {
        let id = s.meta.change_set;
        let known = match self.sets.remove(&id) {
            Some(set) => Some(set),
            None if s.append => ChangeSet::load(&ForWrite(core.store.as_ref()), self.tenant, &id)?,
            None => None,
        };
        Ok(known.unwrap_or_else(|| ChangeSet {
            id,
            kind: s.meta.kind,
            actor: s.meta.actor.clone(),
            face: s.meta.face,
            request: s.meta.request,
            at: now,
            recorded_at: s.meta.recorded_at,
            reason: s.meta.reason.clone(),
            counts: Counts::default(),
            reverts: s.meta.reverts,
            reverted_by: None,
        }))
    }

    fn keep_set(
        &mut self,
        core: &WriterCore,
        s: &Submission,
        mut set: ChangeSet,
        counts: Counts,
    ) -> Result<(), WriteError> {
        let id = set.id;
        set.counts.changed += counts.changed;
        set.counts.unchanged += counts.unchanged;
        set.counts.refused += counts.refused;
        self.rows.put(ChangeSet::TABLE, set.to_row(self.tenant));
        self.sets.insert(id, set);
        if let Some(undone) = s.meta.reverts
            && counts.changed > 0
        {
            self.mark_reverted(core, undone, id)?;
        }
        Ok(())
    }

    fn mark_reverted(
        &mut self,
        core: &WriterCore,
        undone: ChangeSetId,
        by: ChangeSetId,
    ) -> Result<(), WriteError> {
        let set = match self.sets.get(&undone) {
            Some(set) => Some(set.clone()),
            None => ChangeSet::load(&ForWrite(core.store.as_ref()), self.tenant, &undone)?,
        };
        if let Some(mut set) = set {
            set.reverted_by = Some(by);
            self.rows.put(ChangeSet::TABLE, set.to_row(self.tenant));
            self.sets.insert(undone, set);
        }
        Ok(())
    }

    /// Adds the tenant's rows and its new head to the batch.
    pub(super) fn finish(self, batch: &mut Batch) -> Finished {
        if self.rows.is_empty() && self.log.is_empty() {
            return Finished::default();
        }
        let key = Head::key(self.tenant, &());
        let precondition = match self.before == Head::EMPTY {
            true => Precondition::Absent(Head::TABLE, key),
            false => Precondition::Equals(Head::TABLE, key, HEAD_TURN, self.before.turn.into()),
        };
        let head_at = Some(batch.preconditions.len());
        batch.preconditions.push(precondition);
        batch.preconditions.extend(self.preconditions);
        let (mut head, entries) = self.log.finish(self.at);
        head.turn += 1;
        head.setup += u64::from(self.reload);
        batch.changes.push(Change::Put(Head::TABLE, head.to_row(self.tenant)));
        batch.changes.extend(self.rows.into_changes());
        let entry = |entry: &LogEntry| Change::Put(LogEntry::TABLE, entry.to_row(self.tenant));
        batch.changes.extend(entries.iter().map(entry));
        Finished { reload: self.reload, head_at, last: entries.into_iter().next_back() }
    }
}

/// What became of a tenant's part of a batch.
#[derive(Default)]
pub(super) struct Finished {
    /// What is remembered of the tenant is out of date once the batch is written.
    pub reload: bool,
    /// Which of the batch's preconditions is the head's, if there is anything to write.
    pub head_at: Option<usize>,
    /// The last record that it leaves.
    pub last: Option<LogEntry>,
}

/// The head of a tenant's log, with the present of a database that has one for all processes.
fn read_head(store: &dyn Store, tenant: TenantId) -> Result<(Head, Option<Timestamp>), StoreError> {
    let (rows, now) = store.get_many_now(Head::TABLE, &[Head::key(tenant, &())])?;
    let head = rows.into_iter().next().flatten().map(|row| Head::from_row(&row)).transpose()?;
    Ok((head.unwrap_or(Head::EMPTY), now))
}

/// Takes a decision back because someone else in an all-or-nothing change was refused.
fn give_up(decision: &mut Decision) {
    decision.mutations.clear();
    decision.paths.clear();
    decision.audit = None;
    if decision.outcome.status == Status::Changed {
        decision.outcome = Outcome::refused(decision.outcome.user, Reason::NotAttempted);
    }
}
