//! The export: header, keys and anchor, then the records with each signed head behind the record that it covers last, then
//! the end. Pages put one behind the other are the file.

use std::io::Write;

use reseat_authz::Action;
use reseat_model::TenantId;
use reseat_model::audit_head::AuditHead;
use reseat_model::log::LogEntry;
use reseat_store::{Bound, Record, Scan, Store, StoreError, Stored, Value, tables};

use super::keys::audit_keys;
use super::line::{EndLine, FORMAT, HeadLine, Header, Line, RecordLine, hex};
use super::report::Place;
use super::retire::anchor;
use super::sign::{Signing, newest, sign_head};
use crate::App;
use crate::call::Call;
use crate::error::AppError;

/// Records read in one go where all are wanted.
const PAGE: usize = 1_000;

/// Some lines of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportPage {
    /// The lines, each with its end of line.
    pub text: String,
    /// After which record the next page begins; `None` after the last page.
    pub next: Option<Place>,
}

/// The lines after a record, from the beginning without one; `top` records at most.
///
/// # Errors
/// When the caller may not read the audit, [`AppError::Gone`] when the record is not there any more, or when the store
/// fails.
pub fn export_page(app: &App, call: &Call, after: Option<Place>, top: usize) -> Result<ExportPage, AppError> {
    call.grant(Action::AuditRead)?;
    page(app, call.tenant, after, top)
}

/// Writes the whole export, for who has the store itself.
///
/// # Errors
/// When the store fails or `out` cannot be written.
pub fn export_all(app: &App, tenant: TenantId, out: &mut dyn Write) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let part = page(app, tenant, after, PAGE)?;
        out.write_all(part.text.as_bytes()).map_err(|error| AppError::Failed(Box::new(error)))?;
        match part.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

fn page(app: &App, tenant: TenantId, after: Option<Place>, top: usize) -> Result<ExportPage, AppError> {
    let store = app.store.as_ref();
    let anchor = anchor(store, tenant)?;
    let mut lines = Vec::new();
    if let Some(after) = after {
        let there = LogEntry::load(store, tenant, &(after.seq, after.n))?.is_some();
        if !there || anchor.as_ref().is_some_and(|anchor| after.seq <= anchor.seq) {
            return Err(AppError::not_found("audit record", after));
        }
    }
    let begin = after.or_else(|| anchor.as_ref().map(|head| Place { seq: head.seq, n: head.n }));
    let records = records_after(store, tenant, begin, top)?;
    let last_page = records.len() < top;
    if after.is_none() || last_page {
        // So that an export ends in a signed head.
        sign_head(app, tenant, Signing::Now)?;
    }
    if after.is_none() {
        opening(app, tenant, anchor.as_ref(), &mut lines)?;
    }
    with_heads(store, tenant, begin, &records, &mut lines)?;
    if last_page {
        let ended = match records.last() {
            Some(last) => Some(last.clone()),
            None => {
                after.map(|after| LogEntry::load(store, tenant, &(after.seq, after.n))).transpose()?.flatten()
            }
        };
        lines.push(Line::End(end(store, tenant, ended.as_ref(), anchor.as_ref())?));
    }
    let next = records.last().filter(|_| !last_page).map(|last| Place { seq: last.seq, n: last.n });
    Ok(ExportPage { text: text(&lines)?, next })
}

fn text(lines: &[Line]) -> Result<String, AppError> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.text().map_err(|error| AppError::Failed(Box::new(error)))?);
        text.push('\n');
    }
    Ok(text)
}

/// Header, the keys that signed what is there, and where the chain begins.
fn opening(
    app: &App,
    tenant: TenantId,
    anchor: Option<&AuditHead>,
    lines: &mut Vec<Line>,
) -> Result<(), AppError> {
    lines.push(Line::Header(Header { format: FORMAT, tenant: tenant.to_string() }));
    let newest = newest(app.store.as_ref(), tenant)?.map(|head| head.key);
    let mut keys = audit_keys(app.keys.as_ref(), tenant)?;
    // The anchor may be signed by a newer key than the newest head.
    let used = |id: &[u8; 32]| newest.as_ref() == Some(id) || anchor.is_some_and(|anchor| anchor.key == *id);
    let count = keys.iter().rposition(|key| used(&key.id)).map_or(0, |last| last + 1);
    keys.truncate(count);
    lines.extend(keys.iter().map(|key| Line::Key(key.line())));
    lines.extend(anchor.and_then(anchor_line).map(Line::Anchor));
    Ok(())
}

pub(super) fn head_line(head: &AuditHead) -> HeadLine {
    HeadLine {
        number: head.number,
        seq: head.seq,
        n: head.n,
        hash: hex(&head.hash),
        signed_at: head.at.0,
        key: hex(&head.key),
        signature: hex(&head.signature),
    }
}

pub(super) fn anchor_line(head: &AuditHead) -> Option<HeadLine> {
    let signature = hex(head.anchor.as_ref()?);
    Some(HeadLine { signature, ..head_line(head) })
}

pub(super) fn records_after(
    store: &dyn Store,
    tenant: TenantId,
    after: Option<Place>,
    top: usize,
) -> Result<Vec<LogEntry>, StoreError> {
    let lower = after
        .map_or(Bound::Open, |place| Bound::Excluded(vec![Value::from(place.seq), Value::from(place.n)]));
    LogEntry::scan(store, &Scan::key(LogEntry::TABLE, vec![tenant.into()], top).from(lower))
}

/// Each record, and behind it the signed heads that stand there.
fn with_heads(
    store: &dyn Store,
    tenant: TenantId,
    begin: Option<Place>,
    records: &[LogEntry],
    lines: &mut Vec<Line>,
) -> Result<(), StoreError> {
    let Some(last) = records.last() else { return Ok(()) };
    // A batch may be cut by a page: its head comes with its last record.
    let lower = begin.map_or(Bound::Open, |place| Bound::Included(vec![Value::from(place.seq)]));
    let scan =
        Scan::index(AuditHead::TABLE, &tables::AUDIT_HEAD_BY_SEQ, vec![tenant.into()], usize::MAX >> 1)
            .from(lower)
            .to(Bound::Included(vec![Value::from(last.seq)]));
    let heads = AuditHead::scan(store, &scan)?;
    let mut heads = heads
        .iter()
        .filter(|head| begin.is_none_or(|begin| (head.seq, head.n) > (begin.seq, begin.n)))
        .peekable();
    for record in records {
        lines.push(Line::Record(RecordLine::from(record)));
        // A head whose record is not there stands where it would be, for the verifier to find.
        while let Some(head) = heads.next_if(|head| (head.seq, head.n) <= (record.seq, record.n)) {
            lines.push(Line::Head(head_line(head)));
        }
    }
    Ok(())
}

/// The last line, after the last record, if there is one.
fn end(
    store: &dyn Store,
    tenant: TenantId,
    last: Option<&LogEntry>,
    anchor: Option<&AuditHead>,
) -> Result<EndLine, StoreError> {
    let (seq, n, hash) = match (last, anchor) {
        (Some(last), _) => (last.seq, last.n, last.hash),
        (None, Some(head)) => (head.seq, head.n, head.hash),
        (None, None) => (0, 0, [0; 32]),
    };
    let upper = Bound::Included(vec![Value::from(seq)]);
    let scan = Scan::index(AuditHead::TABLE, &tables::AUDIT_HEAD_BY_SEQ, vec![tenant.into()], 1).to(upper);
    let heads = AuditHead::scan(store, &scan.descending())?.first().map_or(0, |head| head.number);
    Ok(EndLine { seq, n, hash: hex(&hash), heads })
}
