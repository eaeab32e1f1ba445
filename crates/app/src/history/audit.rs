//! The audit: the tenant's log as people read it, newest first.

use reseat_authz::Action;
use reseat_model::audit::{Actor, Face};
use reseat_model::log::LogEntry;
use reseat_model::{ChangeSetId, Timestamp, limits};
use reseat_store::{Bound, Record, Scan, Stored, Value};
use uuid::Uuid;

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Records read in one go where most of them may not fit.
const CHUNK: usize = 1_000;

/// Audit records before `before` (batch, place), newest first.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn audit(
    app: &App,
    call: &Call,
    before: Option<(u64, u32)>,
    top: usize,
) -> Result<Vec<LogEntry>, AppError> {
    call.grant(Action::AuditRead)?;
    let upper = before.map_or(Bound::Open, |(seq, n)| {
        Bound::Excluded(vec![Value::Int(i64::try_from(seq).unwrap_or(i64::MAX)), Value::Int(n.into())])
    });
    let prefix = vec![Value::Bytes(call.tenant.bytes().to_vec())];
    let scan = Scan::key(LogEntry::TABLE, prefix, top).to(upper).descending();
    Ok(LogEntry::scan(app.store.as_ref(), &scan)?)
}

/// One audit record by its place.
///
/// # Errors
/// As [`audit`], or [`AppError::NotFound`].
pub fn audit_record(app: &App, call: &Call, seq: u64, n: u32) -> Result<LogEntry, AppError> {
    call.grant(Action::AuditRead)?;
    LogEntry::load(app.store.as_ref(), call.tenant, &(seq, n))?
        .ok_or_else(|| AppError::not_found("audit record", format!("{seq}-{n}")))
}

/// Which audit records; all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// The activity's exact name in the directory's words.
    pub activity: Option<String>,
    /// Object id of a person or client id of an application.
    pub actor: Option<Uuid>,
    /// The id of what the record is about.
    pub target: Option<String>,
    /// Took effect at this instant or later, in domain time.
    pub from: Option<Timestamp>,
    /// Took effect before this instant, in domain time.
    pub to: Option<Timestamp>,
    /// Of this change set.
    pub change_set: Option<ChangeSetId>,
}

/// A page of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// Newest first.
    pub entries: Vec<LogEntry>,
    /// Before which record (batch, place) the next page begins; `None` after the last.
    pub next: Option<(u64, u32)>,
}

/// Audit records before `before` (batch, place) that fit a filter, newest first. No index has the filters: at most
/// [`limits::PAGE_ROW_BUDGET`] records are read for a page, which may then be short.
///
/// # Errors
/// As [`audit`].
pub fn audit_page(
    app: &App,
    call: &Call,
    filter: &AuditFilter,
    mut before: Option<(u64, u32)>,
    top: usize,
) -> Result<AuditPage, AppError> {
    let mut page = AuditPage { entries: Vec::new(), next: None };
    let mut left = limits::PAGE_ROW_BUDGET;
    while left > 0 {
        let bare = *filter == AuditFilter::default();
        let wanted = top - page.entries.len() + 1;
        let read = audit(app, call, before, if bare { wanted } else { CHUNK })?;
        let more = read.len() == if bare { wanted } else { CHUNK };
        for entry in read {
            if filter.is_over(&entry) {
                return Ok(page);
            }
            if page.entries.len() == top {
                page.next = before;
                return Ok(page);
            }
            before = Some((entry.seq, entry.n));
            left = left.saturating_sub(1);
            if filter.admits(&entry) {
                page.entries.push(entry);
            }
        }
        if !more {
            return Ok(page);
        }
    }
    page.next = before;
    Ok(page)
}

impl AuditFilter {
    fn admits(&self, entry: &LogEntry) -> bool {
        self.activity.as_ref().is_none_or(|activity| *activity == entry.activity)
            && self.actor.is_none_or(|actor| acted(&entry.actor, actor))
            && self.target.as_ref().is_none_or(|target| target.eq_ignore_ascii_case(&entry.object_id))
            && self.change_set.is_none_or(|set| set == entry.change_set)
            && self.from.is_none_or(|from| entry.effective_at >= from)
            && self.to.is_none_or(|to| entry.effective_at < to)
    }

    /// Whether nothing from here on back can fit: domain time never went back, except for what came due by itself and
    /// was decided late, at its own instant.
    fn is_over(&self, entry: &LogEntry) -> bool {
        self.from.is_some_and(|from| entry.effective_at < from && entry.face != Face::System)
    }
}

/// Whether somebody acted: a person by object id, an application by client id.
pub(super) fn acted(actor: &Actor, id: Uuid) -> bool {
    match actor {
        Actor::User { id: user, .. } => user.0 == id,
        Actor::App { client_id, .. } => client_id.0 == id,
        Actor::System { .. } => false,
    }
}
