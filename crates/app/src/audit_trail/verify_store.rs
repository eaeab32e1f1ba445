//! Verifying the audit where it is kept, while a server may be writing to it.

use reseat_model::TenantId;
use reseat_model::audit_head::AuditHead;
use reseat_model::log::{Head, LogEntry};
use reseat_store::keystore::KeyStore;
use reseat_store::{Bound, Record, Scan, Store, StoreError, Stored, Value};

use super::export::{anchor_line, head_line, records_after};
use super::keys::audit_keys;
use super::line::{FORMAT, Header, Line, RecordLine};
use super::report::{Place, Report};
use super::retire::anchor;
use super::verify::{Verifier, VerifyOptions};

/// Records read in one go.
const PAGE: usize = 1_000;

/// Checks a tenant's audit in a store, with the keys of its keystore.
///
/// # Errors
/// When the store or the keystore fails; what is wrong in the audit is in the report.
pub fn verify_store(
    store: &dyn Store,
    keys: &dyn KeyStore,
    tenant: TenantId,
    options: VerifyOptions,
) -> Result<Report, StoreError> {
    let mut verifier = Verifier::new(options);
    // Read before the records: whatever is written meanwhile comes behind it.
    let head = Head::load(store, tenant, &())?.unwrap_or(Head::EMPTY);
    let begin = anchor(store, tenant)?;
    verifier.take(&Line::Header(Header { format: FORMAT, tenant: tenant.to_string() }));
    for key in audit_keys(keys, tenant)? {
        verifier.take(&Line::Key(key.line()));
    }
    if let Some(line) = begin.as_ref().and_then(anchor_line) {
        verifier.take(&Line::Anchor(line));
    }
    let mut heads =
        Heads { store, tenant, after: begin.as_ref().map_or(0, |head| head.number), page: Vec::new() };
    let mut after = begin.map(|head| Place { seq: head.seq, n: head.n });
    loop {
        let records = records_after(store, tenant, after, PAGE)?;
        let Some(last) = records.last() else { break };
        after = Some(Place { seq: last.seq, n: last.n });
        for record in records.iter().filter(|record| record.seq <= head.seq) {
            take_record(&mut verifier, &mut heads, record)?;
        }
        if last.seq > head.seq || records.len() < PAGE {
            break;
        }
    }
    // Heads of records that are not there: the log was cut off.
    while let Some(left) = heads.next_up_to(Place { seq: head.seq, n: u32::MAX })? {
        verifier.take(&Line::Head(head_line(&left)));
    }
    verifier.log_ends(head.seq, &head.hash);
    // A head row that was set back: signed heads beyond it say so.
    if let Some(beyond) = heads.next_up_to(Place { seq: u64::MAX, n: u32::MAX })?
        && Head::load(store, tenant, &())?.is_some_and(|now| now.seq < beyond.seq)
    {
        verifier.take(&Line::Head(head_line(&beyond)));
    }
    Ok(verifier.finish(false))
}

fn take_record(verifier: &mut Verifier, heads: &mut Heads<'_>, record: &LogEntry) -> Result<(), StoreError> {
    verifier.take(&Line::Record(RecordLine::from(record)));
    while let Some(head) = heads.next_up_to(Place { seq: record.seq, n: record.n })? {
        verifier.take(&Line::Head(head_line(&head)));
    }
    Ok(())
}

/// Signed heads in order, a page at a time.
struct Heads<'a> {
    store: &'a dyn Store,
    tenant: TenantId,
    after: u64,
    page: Vec<AuditHead>,
}

impl Heads<'_> {
    /// The next one, if it stands at this place or before it.
    fn next_up_to(&mut self, place: Place) -> Result<Option<AuditHead>, StoreError> {
        if self.page.is_empty() {
            let scan = Scan::key(AuditHead::TABLE, vec![self.tenant.into()], PAGE)
                .from(Bound::Excluded(vec![Value::from(self.after)]));
            self.page = AuditHead::scan(self.store, &scan)?;
            self.page.reverse();
            self.after = self.page.first().map_or(self.after, |head| head.number);
        }
        Ok(self.page.pop_if(|head| Place { seq: head.seq, n: head.n } <= place))
    }
}
