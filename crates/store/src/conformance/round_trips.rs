//! Records through a store and back.

use std::fmt::Debug;

use reseat_model::TenantId;
use reseat_model::application::Application;
use reseat_model::audit_head::{AuditHead, TenantDeletion};
use reseat_model::catalog::{Dependency, ExclusiveSet, Plan, Product};
use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::decision::Timer;
use reseat_model::job::{Job, JobPerson};
use reseat_model::log::{Head, LogEntry};
use reseat_model::pool::Pool;
use reseat_model::subscription::Subscription;
use reseat_model::system::{
    AuthCode, Credential, DeviceCode, Lease, RefreshToken, Replay, ServerState, Session,
};
use reseat_model::tenant::Tenant;
use reseat_model::user::User;

use super::{Dice, Sample};
use crate::port::{Batch, Change, Store};
use crate::record::{Record, Stored};
use crate::records::{AssignmentRow, RoleGrant, ServicesRow};
use crate::tables;

/// Values tried of each type.
const ROUNDS: usize = 40;

/// Every declared table has a record, and random values of each come back equal, by key and by scan.
pub fn every_record_comes_back_equal(store: &dyn Store) {
    let mut met = Vec::new();
    macro_rules! round_trip {
        ($($record:ty),* $(,)?) => {$(
            round_trip::<$record>(store);
            met.push(<$record as Record>::TABLE.name);
        )*};
    }
    round_trip!(
        Application,
        AssignmentRow,
        AuditHead,
        AuthCode,
        ChangeItem,
        ChangeSet,
        Credential,
        Dependency,
        DeviceCode,
        ExclusiveSet,
        Head,
        Job,
        JobPerson,
        Lease,
        LogEntry,
        Plan,
        Pool,
        Product,
        RefreshToken,
        Replay,
        RoleGrant,
        ServerState,
        ServicesRow,
        Session,
        Subscription,
        TenantDeletion,
        Timer,
        User,
    );
    organisations_come_back_equal(store);
    met.push(tables::TENANT.name);
    let missing: Vec<_> = tables::ALL.iter().filter(|table| !met.contains(&table.name)).collect();
    assert!(missing.is_empty(), "tables without a record: {missing:?}");
}

fn round_trip<R: Record + Sample + PartialEq + Debug>(store: &dyn Store) {
    let mut dice = Dice::new(R::TABLE.name.len() as u64);
    for _ in 0..ROUNDS {
        // A tenant for each, so that no two clash in a unique index.
        let tenant = TenantId::sample(&mut dice);
        let record = R::sample(&mut dice);
        let row = record.to_row(tenant);
        assert_eq!(row.len(), R::TABLE.columns.len(), "{}", R::TABLE.name);
        assert_eq!(row[..R::TABLE.key], R::key(tenant, &record.id()), "{}", R::TABLE.name);
        store.apply(&Batch { changes: vec![Change::Put(R::TABLE, row)], ..Batch::default() }).unwrap();
        assert_eq!(R::load(store, tenant, &record.id()).unwrap().as_ref(), Some(&record));
        let by_key = crate::port::Scan::key(R::TABLE, R::key(tenant, &record.id()), 2);
        assert_eq!(R::scan(store, &by_key).unwrap(), [record]);
    }
}

/// An organisation carries its tenant in itself.
fn organisations_come_back_equal(store: &dyn Store) {
    let mut dice = Dice::new(1);
    for _ in 0..ROUNDS {
        let tenant = Tenant::sample(&mut dice);
        let row = tenant.to_row(tenant.id);
        store.apply(&Batch { changes: vec![Change::Put(&tables::TENANT, row)], ..Batch::default() }).unwrap();
        assert_eq!(Tenant::load(store, tenant.id, &()).unwrap(), Some(tenant));
    }
}
