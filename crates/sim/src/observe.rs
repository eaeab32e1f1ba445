//! Reads an organisation back from its rows, beside the application: nothing that is cached is believed.

use std::collections::BTreeMap;

use reseat_model::application::Application as ApplicationRow;
use reseat_model::catalog::Product;
use reseat_model::job::Job as JobRow;
use reseat_model::log::{Head, LogEntry};
use reseat_model::pool::Pool;
use reseat_model::services::{DriveState, MailboxState, OfficeState, Services};
use reseat_model::subscription::Subscription;
use reseat_model::system::Credential;
use reseat_model::tenant::Tenant;
use reseat_model::user::User;
use reseat_model::{TenantId, Timestamp};
use reseat_store::records::{AssignmentRow, RoleGrant, ServicesRow};
use reseat_store::{Bound, Record, Scan, Store, StoreError, Stored, Value};

use crate::state::{Application, Drive, Held, Job, Mail, Person, State};

/// More rows than any simulated organisation has.
const ALL: usize = 1 << 30;

/// Every row of a table of one tenant.
fn rows<T: Record>(store: &dyn Store, tenant: TenantId) -> Result<Vec<T>, StoreError> {
    T::scan(store, &Scan::key(T::TABLE, vec![tenant.into()], ALL))
}

/// The organisation as its rows say at `now`.
///
/// # Errors
/// When the store fails or a row cannot be read.
pub fn observe(store: &dyn Store, tenant: &Tenant, now: Timestamp) -> Result<State, StoreError> {
    let id = tenant.id;
    let mut state = State {
        tenant: Tenant::load(store, id, &())?.unwrap_or_else(|| tenant.clone()),
        people: rows::<User>(store, id)?.into_iter().map(|user| (user.id, account(user))).collect(),
        pools: rows::<Pool>(store, id)?.into_iter().map(|pool| ((pool.sku, pool.pool), pool)).collect(),
        subscriptions: rows::<Subscription>(store, id)?.into_iter().map(|row| (row.id, row)).collect(),
        jobs: rows::<JobRow>(store, id)?.into_iter().map(|row| (row.id, job(&row))).collect(),
        applications: rows::<ApplicationRow>(store, id)?
            .into_iter()
            .map(|row| (row.id, Application { name: row.display_name, secrets: row.secrets.len() }))
            .collect(),
        products: rows::<Product>(store, id)?.into_iter().map(|product| product.sku).collect(),
    };
    for row in rows::<AssignmentRow>(store, id)? {
        let path = row.assignment;
        if let Some(person) = state.people.get_mut(&path.user) {
            let held = Held { off: path.disabled, since: path.assigned_at };
            person.held.insert((path.key.sku, path.key.pool), held);
        }
    }
    for row in rows::<ServicesRow>(store, id)? {
        if let Some(person) = state.people.get_mut(&row.user) {
            services(person, &row.services);
        }
    }
    for row in rows::<RoleGrant>(store, id)? {
        if let Some(person) = state.people.get_mut(&row.user) {
            person.roles.insert(row.role);
        }
    }
    for row in rows::<Credential>(store, id)? {
        if let Some(person) = state.people.get_mut(&row.user) {
            person.password = Some((row.valid_from, row.must_change));
        }
    }
    state.settle(now);
    Ok(state)
}

fn account(user: User) -> Person {
    Person {
        user,
        held: BTreeMap::new(),
        mail: Mail::None,
        drive: Drive::None,
        office: false,
        roles: Default::default(),
        password: None,
    }
}

fn job(row: &JobRow) -> Job {
    Job {
        status: row.status,
        created: row.created_at,
        done: row.done,
        people: Vec::new(),
        work: None,
        set: Some(row.change_set),
        deltas: Vec::new(),
    }
}

fn services(person: &mut Person, services: &Services) {
    person.mail = match services.mailbox {
        MailboxState::None | MailboxState::Purged { .. } => Mail::None,
        MailboxState::Active { id, .. } => Mail::On(Some(id)),
        MailboxState::Disconnected { id, purge_at, .. } | MailboxState::SoftDeleted { id, purge_at, .. } => {
            Mail::Off(Some(id), purge_at)
        }
    };
    person.drive = match services.drive {
        DriveState::None | DriveState::Deleted { .. } => Drive::None,
        DriveState::Active { id, .. } => Drive::On(Some(id)),
        DriveState::Unlicensed { id, .. } => Drive::Kept(Some(id)),
        DriveState::MarkedForDeletion { id, delete_at, .. } => Drive::Until(Some(id), delete_at),
    };
    person.office = matches!(services.office, OfficeState::Licensed { .. });
}

/// The head of the organisation's log.
///
/// # Errors
/// When the store fails.
pub fn head(store: &dyn Store, tenant: TenantId) -> Result<Head, StoreError> {
    Ok(Head::load(store, tenant, &())?.unwrap_or(Head::EMPTY))
}

/// The records of the log after batch `seq`.
///
/// # Errors
/// When the store fails.
pub fn records_after(store: &dyn Store, tenant: TenantId, seq: u64) -> Result<Vec<LogEntry>, StoreError> {
    let after = Bound::Excluded(vec![Value::Int(i64::try_from(seq).unwrap_or(i64::MAX))]);
    LogEntry::scan(store, &Scan::key(LogEntry::TABLE, vec![tenant.into()], ALL).from(after))
}
