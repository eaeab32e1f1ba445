//! Deleting an organisation: nobody gets in any more, everything of it stays for some days and can be brought back or
//! exported, then it goes for good, its keys first.

use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::audit_head::TenantDeletion;
use reseat_model::limits::{DELETED_TENANT_DAYS_MAX, DELETED_TENANT_DAYS_MIN};
use reseat_model::log::ObjectKind;
use reseat_model::system::ServerState;
use reseat_model::tenant::Tenant;
use reseat_model::{TenantId, Timestamp};
use reseat_store::{Batch, Change, Precondition, Record, Scan, Store, StoreError, Stored, Value, tables};

use super::key_prefix;
use super::system_meta::system_meta;
use crate::App;
use crate::error::AppError;
use crate::system::SystemWriter;
use crate::writer::Submission;

/// Rows removed in one transaction.
const ROWS_PER_ROUND: usize = 1_000;
/// Deleted organisations looked at in one round.
const TENANTS_PER_ROUND: usize = 1_000;
/// Who acts, in the audit.
const ACTOR: &str = "server console";

/// An organisation with its deletion, if it is deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTenant {
    /// The organisation.
    pub tenant: Tenant,
    /// When it was deleted and when it goes.
    pub deletion: Option<TenantDeletion>,
}

/// All organisations of a store, deleted ones too.
///
/// # Errors
/// When the store fails.
pub fn listed(store: &dyn Store) -> Result<Vec<ListedTenant>, StoreError> {
    let tenants = Tenant::scan(store, &Scan::key(Tenant::TABLE, Vec::new(), usize::MAX >> 1))?;
    tenants
        .into_iter()
        .map(|tenant| {
            let deletion = TenantDeletion::load(store, tenant.id, &())?;
            Ok(ListedTenant { tenant, deletion })
        })
        .collect()
}

/// Deletes an organisation; answers when it goes for good. Tokens and sessions end within two seconds, timers stand still.
///
/// # Errors
/// When there is none, it is deleted already, the days are out of range, or writing fails.
pub fn delete_tenant(app: &App, tenant: TenantId, keep_days: i64) -> Result<TenantDeletion, AppError> {
    if !(DELETED_TENANT_DAYS_MIN..=DELETED_TENANT_DAYS_MAX).contains(&keep_days) {
        return Err(AppError::invalid(format!(
            "a deleted organisation is kept {DELETED_TENANT_DAYS_MIN} to {DELETED_TENANT_DAYS_MAX} days"
        )));
    }
    let state = app.tenant(tenant)?;
    let now = app.clock.now();
    let deletion = TenantDeletion {
        deleted_at: now,
        purge_at: now.plus_days(keep_days),
        recorded_at: app.clock.wall(),
        by: ACTOR.to_owned(),
    };
    let mut submission = audited(app, &state.tenant, true);
    submission
        .rows
        .preconditions
        .push(Precondition::Absent(TenantDeletion::TABLE, TenantDeletion::key(tenant, &())));
    submission.rows.changes.push(Change::Put(TenantDeletion::TABLE, deletion.to_row(tenant)));
    app.writer.submit(submission)?;
    app.tenants.forget(tenant);
    Ok(deletion)
}

/// Brings a deleted organisation back. What has fallen due meanwhile happens now.
///
/// # Errors
/// When it is not deleted, has gone already, or writing fails.
pub fn restore_tenant(app: &App, tenant: TenantId) -> Result<Tenant, AppError> {
    let deletion = TenantDeletion::load(app.store.as_ref(), tenant, &())?
        .ok_or_else(|| AppError::not_found("deleted organisation", tenant))?;
    if deletion.purge_at <= app.clock.now() {
        return Err(AppError::Conflict(
            "the organisation is going: parts of it may have gone already".to_owned(),
        ));
    }
    let state = app.tenants.readmit(tenant)?.ok_or_else(|| AppError::not_found("organisation", tenant))?;
    let mut submission = audited(app, &state.tenant, false);
    let key = TenantDeletion::key(tenant, &());
    submission.rows.preconditions.push(Precondition::Exists(TenantDeletion::TABLE, key.clone()));
    submission.rows.changes.push(Change::Delete(TenantDeletion::TABLE, key));
    let restored = app.writer.submit(submission);
    app.tenants.forget(tenant);
    restored?;
    Ok(state.tenant.clone())
}

fn audited(app: &App, tenant: &Tenant, deleted: bool) -> Submission {
    let mut submission = Submission::new(tenant.id, system_meta(app, ACTOR, None), Vec::new());
    let entry = AuditEntry {
        activity: Activity::SetCompanyInformation,
        target: Target::Other {
            kind: "Organization",
            id: tenant.id.to_string(),
            name: tenant.display_name.clone(),
        },
        modified: vec![ModifiedProperty {
            name: "deleted".to_owned(),
            old: (!deleted).to_string(),
            new: deleted.to_string(),
        }],
    };
    submission.audit.push((ObjectKind::Tenant, entry));
    submission
}

/// Removes some rows of organisations whose time has come; answers how many. Called until nothing is left to do. A failure is
/// told and stops nothing else; the next round goes on.
pub(crate) fn purge(app: &App, now: Timestamp) -> usize {
    let due = match due(app.store.as_ref(), now) {
        Ok(due) => due,
        Err(error) => {
            tracing::error!(%error, "deleted organisations cannot be looked up");
            return 0;
        }
    };
    let mut removed = 0;
    for tenant in due {
        match purge_some(app, tenant) {
            Ok(rows) => removed += rows,
            Err(error) => app.audit_complaints.failed(tenant, app.clock.wall(), &error),
        }
    }
    removed
}

/// Organisations whose time has come.
fn due(store: &dyn Store, now: Timestamp) -> Result<Vec<TenantId>, StoreError> {
    let mut due = Vec::new();
    for row in store.range(&Scan::key(TenantDeletion::TABLE, Vec::new(), TENANTS_PER_ROUND))? {
        if TenantDeletion::from_row(&row)?.purge_at <= now
            && let Some(Value::Bytes(id)) = row.first()
            && let Ok(id) = id.as_slice().try_into()
        {
            due.push(TenantId::from_bytes(id));
        }
    }
    Ok(due)
}

/// The keys first: without them nothing that is left can be read or signed. The organisation's own row last, so that it is
/// found again when this is broken off.
fn purge_some(app: &App, tenant: TenantId) -> Result<usize, AppError> {
    let prefix = key_prefix(tenant);
    for name in app.keys.names()?.iter().filter(|name| name.starts_with(&prefix)) {
        app.keys.destroy(name)?;
    }
    let mut batch = Batch::default();
    let kept_to_the_end: [&str; 3] =
        [tables::TENANT.name, tables::TENANT_DELETION.name, tables::SERVER_STATE.name];
    for table in tables::ALL.iter().filter(|table| !kept_to_the_end.contains(&table.name)) {
        let left = ROWS_PER_ROUND - batch.changes.len();
        let rows = app.store.range(&Scan::key(table, vec![tenant.into()], left))?;
        batch.changes.extend(rows.into_iter().map(|row| Change::Delete(table, row[..table.key].to_vec())));
        if batch.changes.len() >= ROWS_PER_ROUND {
            break;
        }
    }
    if batch.changes.is_empty() {
        if let Some(state) = ServerState::load(app.store.as_ref(), TenantId::NIL, &())?
            && state.default_tenant == Some(tenant)
        {
            let state = ServerState { default_tenant: None, ..state };
            batch.changes.push(Change::Put(ServerState::TABLE, state.to_row(TenantId::NIL)));
        }
        batch.changes.push(Change::Delete(Tenant::TABLE, Tenant::key(tenant, &())));
        batch.changes.push(Change::Delete(TenantDeletion::TABLE, TenantDeletion::key(tenant, &())));
        tracing::info!(%tenant, "a deleted organisation has gone for good");
    }
    let rows = batch.changes.len();
    app.writer.write(tenant, batch)?;
    app.tenants.forget(tenant);
    Ok(rows)
}
