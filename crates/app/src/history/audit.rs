//! The audit: the tenant's log as people read it, newest first.

use reseat_authz::Action;
use reseat_model::TenantId;
use reseat_model::audit::Actor;
use reseat_model::log::{Head, LogEntry};
use reseat_store::{Bound, Record, Scan, Stored, Value};
use serde_json::{Value as Json, json};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::chain_hash;

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

/// Who acts, in the form that the API prints and the log's hash covers.
pub fn actor_json(actor: &Actor) -> Json {
    match actor {
        Actor::User { id, upn, name } => {
            json!({"kind": "user", "id": id.to_string(), "displayName": name, "userPrincipalName": upn})
        }
        Actor::App { client_id, name } => {
            json!({"kind": "app", "id": client_id.to_string(), "displayName": name, "userPrincipalName": null})
        }
        Actor::System { name } => {
            json!({"kind": "system", "id": null, "displayName": name, "userPrincipalName": null})
        }
    }
}

/// Recomputes the log's chain of hashes; answers the first record that does not fit, as `seq-n`. Where older records
/// have gone by retention, the oldest one kept is taken as it is and the chain is checked from there.
///
/// # Errors
/// When the store fails.
pub fn verify_chain(app: &App, tenant: TenantId) -> Result<Option<String>, AppError> {
    const PAGE: usize = 1_000;
    let store = app.store.as_ref();
    let mut hash = [0; 32];
    let mut lower = Bound::Open;
    loop {
        let prefix = vec![Value::Bytes(tenant.bytes().to_vec())];
        let lower_is_open = lower == Bound::Open;
        let page = LogEntry::scan(store, &Scan::key(LogEntry::TABLE, prefix, PAGE).from(lower))?;
        for entry in &page {
            let first_kept = lower_is_open && entry.seq > 1 && hash == [0; 32];
            if !first_kept && chain_hash(&hash, entry) != entry.hash {
                return Ok(Some(format!("{}-{}", entry.seq, entry.n)));
            }
            hash = entry.hash;
        }
        let Some(last) = page.last() else { break };
        if page.len() < PAGE {
            break;
        }
        let seq = i64::try_from(last.seq).unwrap_or(i64::MAX);
        lower = Bound::Excluded(vec![Value::Int(seq), Value::Int(last.n.into())]);
    }
    let head = Head::load(store, tenant, &())?.unwrap_or(Head::EMPTY);
    let all_gone = hash == [0; 32] && head.seq > 0;
    Ok((head.hash != hash && !all_gone).then(|| "head".to_owned()))
}
