//! Signing where the chain stands.

use std::collections::HashMap;

use parking_lot::Mutex;
use reseat_authz::Action;
use reseat_model::audit_head::AuditHead;
use reseat_model::log::{Head, LogEntry};
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Bound, Change, Precondition, Record, Scan, Store, StoreError, Stored, Value};

use super::head::{Says, Stand};
use super::keys::signing_key;
use super::report::Place;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::system::SystemWriter;

/// Batches after which a new head is signed without waiting.
const BATCHES_PER_HEAD: u64 = 1_000;
/// Wall time after which a new head is signed when something changed.
const MICROS_PER_HEAD: i64 = 60_000_000;
/// Between two complaints about the same log.
const MICROS_PER_COMPLAINT: i64 = 600_000_000;

/// Whether to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// When there is enough to sign, or for long enough.
    WhenDue,
    /// Whatever is not signed yet.
    Now,
}

/// What is wrong with the audits of tenants, and when it was last said.
#[derive(Debug, Default)]
pub struct Complaints {
    misfits: Mutex<HashMap<TenantId, Timestamp>>,
    failures: Mutex<HashMap<TenantId, Timestamp>>,
}

impl Complaints {
    /// How many tenants' logs do not fit their signed heads.
    pub fn count(&self) -> usize {
        self.misfits.lock().len()
    }

    /// Whether a tenant's log does not fit its signed heads.
    pub fn has(&self, tenant: TenantId) -> bool {
        self.misfits.lock().contains_key(&tenant)
    }

    /// The log does not fit what was signed of it.
    pub(super) fn misfit(&self, tenant: TenantId, now: Timestamp, what: &str) {
        if is_news(&mut self.misfits.lock(), tenant, now) {
            tracing::error!(%tenant, "the audit does not fit what was signed of it: {what}; run `reseat audit verify`");
        }
    }

    /// It could not be looked at, signed or retired: the rest of the worker's round goes on.
    pub(crate) fn failed(&self, tenant: TenantId, now: Timestamp, error: &AppError) {
        if is_news(&mut self.failures.lock(), tenant, now) {
            let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            tracing::error!(%tenant, %error, cause, "the audit cannot be signed, or old rows cannot be removed; the next round tries again");
        }
    }

    fn settled(&self, tenant: TenantId) {
        self.misfits.lock().remove(&tenant);
        self.failures.lock().remove(&tenant);
    }
}

/// Notes it, and answers whether it was not said lately.
fn is_news(said: &mut HashMap<TenantId, Timestamp>, tenant: TenantId, now: Timestamp) -> bool {
    let news = said.get(&tenant).is_none_or(|at| now.0 - at.0 >= MICROS_PER_COMPLAINT || now < *at);
    if news {
        said.insert(tenant, now);
    }
    news
}

/// The tenant's newest signed head.
pub(super) fn newest(store: &dyn Store, tenant: TenantId) -> Result<Option<AuditHead>, StoreError> {
    let scan = Scan::key(AuditHead::TABLE, vec![tenant.into()], 1).descending();
    Ok(AuditHead::scan(store, &scan)?.pop())
}

/// Signs where the tenant's chain stands, if there is something to sign; answers the new head. What does not fit the newest
/// signed head is not signed: that would make a rewritten log look right.
///
/// # Errors
/// When the store or the keystore fails.
pub fn sign_head(app: &App, tenant: TenantId, when: Signing) -> Result<Option<AuditHead>, AppError> {
    let store = app.store.as_ref();
    let Some(head) = Head::load(store, tenant, &())?.filter(|head| head.seq > 0) else { return Ok(None) };
    let before = newest(store, tenant)?;
    let wall = app.clock.wall();
    if !is_due(before.as_ref(), &head, wall, when) {
        return Ok(None);
    }
    let Some(last) = last_record(store, tenant)? else { return Ok(None) };
    if let Some(problem) = misfit(store, tenant, before.as_ref(), &last)? {
        app.audit_complaints.misfit(tenant, wall, &problem);
        return Ok(None);
    }
    let (key, pair) = signing_key(app.keys.as_ref(), app.entropy.as_ref(), tenant)?;
    let stand = Stand {
        number: before.map_or(1, |before| before.number + 1),
        place: Place { seq: last.seq, n: last.n },
        hash: last.hash,
        at: wall,
    };
    let signed = AuditHead {
        number: stand.number,
        seq: last.seq,
        n: last.n,
        hash: last.hash,
        at: wall,
        key: key.id,
        signature: stand.sign(Says::Head, tenant, &pair),
        anchor: None,
    };
    let batch = Batch {
        preconditions: vec![Precondition::Absent(AuditHead::TABLE, AuditHead::key(tenant, &signed.number))],
        changes: vec![Change::Insert(AuditHead::TABLE, signed.to_row(tenant))],
    };
    match app.writer.write(tenant, batch) {
        Ok(()) => {
            app.audit_complaints.settled(tenant);
            Ok(Some(signed))
        }
        // Another process signed at the same moment.
        Err(StoreError::Precondition(_) | StoreError::Unique(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn is_due(before: Option<&AuditHead>, head: &Head, wall: Timestamp, when: Signing) -> bool {
    let Some(before) = before else { return true };
    let age = wall.0 - before.at.0;
    let grown = head.seq.saturating_sub(before.seq);
    // A shorter log is looked at: somebody has cut it off.
    let changed = head.seq != before.seq;
    changed
        && (when == Signing::Now
            || grown >= BATCHES_PER_HEAD
            || !(0..MICROS_PER_HEAD).contains(&age)
            || head.seq < before.seq)
}

fn last_record(store: &dyn Store, tenant: TenantId) -> Result<Option<LogEntry>, StoreError> {
    let scan = Scan::key(LogEntry::TABLE, vec![tenant.into()], 1).descending();
    Ok(LogEntry::scan(store, &scan)?.pop())
}

/// Why the log is not what was signed. Two rows are looked at; `reseat audit verify` looks at all.
fn misfit(
    store: &dyn Store,
    tenant: TenantId,
    before: Option<&AuditHead>,
    last: &LogEntry,
) -> Result<Option<String>, StoreError> {
    let Some(before) = before else { return Ok(None) };
    let place = Place { seq: before.seq, n: before.n };
    if (last.seq, last.n) < (before.seq, before.n) {
        return Ok(Some(format!("it ends before the signed head at {place}")));
    }
    let signed = LogEntry::load(store, tenant, &(before.seq, before.n))?;
    Ok(match signed {
        Some(record) if record.hash != before.hash => {
            Some(format!("record {place} is not the one that was signed"))
        }
        // It may have gone by retention.
        None if before.anchor.is_none() => Some(format!("record {place} was signed and is not there")),
        _ => None,
    })
}

/// Signs when it is due. A failure is told and stops nothing else: a keystore that cannot be read must not keep timers from
/// being carried out.
pub(crate) fn sign_when_due(app: &App, tenant: TenantId) {
    if let Err(error) = sign_head(app, tenant, Signing::WhenDue) {
        app.audit_complaints.failed(tenant, app.clock.wall(), &error);
    }
}

/// Signs what is not signed yet, of all tenants: before the server stops.
///
/// # Errors
/// When the store or the keystore fails.
pub fn sign_all(app: &App) -> Result<(), AppError> {
    for tenant in app.tenants.all()? {
        sign_head(app, tenant.id, Signing::Now)?;
    }
    Ok(())
}

/// A page of signed heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadPage {
    /// Newest first.
    pub heads: Vec<AuditHead>,
    /// Before which number the next page begins; `None` after the last.
    pub next: Option<u64>,
}

/// Signed heads with a number below `before`, newest first.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn signed_heads(app: &App, call: &Call, before: Option<u64>, top: usize) -> Result<HeadPage, AppError> {
    call.grant(Action::AuditRead)?;
    let upper = before.map_or(Bound::Open, |number| Bound::Excluded(vec![Value::from(number)]));
    let scan = Scan::key(AuditHead::TABLE, vec![call.tenant.into()], top).to(upper).descending();
    let heads = AuditHead::scan(app.store.as_ref(), &scan)?;
    let next = heads.last().filter(|last| heads.len() == top && last.number > 1).map(|last| last.number);
    Ok(HeadPage { heads, next })
}
