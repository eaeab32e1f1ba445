//! The log as Microsoft Graph's audit reads it: from the newest on, and one record by its id.

use reseat_authz::Action;
use reseat_model::log::LogEntry;
use reseat_store::{Bound, Record, Scan, Stored, Value};

use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// At most `top` records before `before` (batch, place), newest first.
///
/// # Errors
/// When the caller may not see them, or the store fails.
pub fn newest(
    app: &App,
    call: &Call,
    before: Option<(u64, u32)>,
    top: usize,
) -> Result<Vec<LogEntry>, AppError> {
    call.grant(Action::AuditRead)?;
    let upper = before.map_or(Bound::Open, |(seq, n)| {
        Bound::Excluded(vec![Value::Int(i64::try_from(seq).unwrap_or(i64::MAX)), Value::Int(n.into())])
    });
    let scan = Scan::key(LogEntry::TABLE, vec![call.tenant.into()], top).to(upper).descending();
    Ok(LogEntry::scan(app.store.as_ref(), &scan)?)
}

/// One record.
///
/// # Errors
/// As [`newest`], or [`AppError::NotFound`].
pub fn record(app: &App, call: &Call, seq: u64, n: u32) -> Result<LogEntry, AppError> {
    call.grant(Action::AuditRead)?;
    LogEntry::load(app.store.as_ref(), call.tenant, &(seq, n))?
        .ok_or_else(|| AppError::not_found("audit record", format!("{seq}-{n}")))
}
