//! Fills a data directory: the organisation through its file, then many people straight into the store.

use std::path::Path;
use std::sync::Arc;

use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::SystemEntropy;
use reseat_app::tenant::{create_from_file, prepare_server};
use reseat_app::writer::WriterOptions;
use reseat_app::{App, AppParts};
use reseat_formats::catalog::builtin;
use reseat_model::assignment::{Assignment, AssignmentKey, PathState};
use reseat_model::command::FreshIds;
use reseat_model::fold::fold;
use reseat_model::pool::Pool;
use reseat_model::services::{DriveState, MailboxState, OfficeState, Services};
use reseat_model::user::User;
use reseat_model::{DriveId, MailboxId, PoolId, SkuId, TenantId, Timestamp, UserId};
use reseat_store::keystore::KeyStore;
use reseat_store::records::{AssignmentRow, ServicesRow};
use reseat_store::{Batch, Change, Record, Store};
use reseat_store_sql::{
    MasterKeySource, PostgresKeyStore, PostgresOptions, PostgresStore, SqliteKeyStore, SqliteOptions,
    SqliteStore,
};

use crate::Result;

/// The seeded application's client id.
pub const CLIENT: &str = "11111111-2222-4333-8444-555555555555";
/// Its secret.
pub const SECRET: &str = "bench-secret-bench-secret-bench-secret";
/// People written in one transaction.
const CHUNK: usize = 20_000;
/// The same on a database server, which has a limit on the time of one statement.
const CHUNK_OF_SERVER: usize = 2_000;

/// A filled directory.
pub struct Seeded {
    /// The people, in order.
    pub people: Vec<UserId>,
    /// The products they hold, person `n` the one at `n % products`.
    pub products: Vec<SkuId>,
    /// The organisation.
    pub tenant: TenantId,
}

/// Products with a mailbox, a drive and Office, or as near as the catalogue has them.
fn products(count: usize) -> Vec<SkuId> {
    let catalog = builtin();
    let mut all: Vec<SkuId> = ["ENTERPRISEPACK", "SPE_E3", "SPE_E5", "ENTERPRISEPREMIUM"]
        .iter()
        .filter_map(|part| catalog.product_by_part_number(part).map(|product| product.sku))
        .collect();
    let others: Vec<SkuId> = catalog.products.keys().copied().filter(|sku| !all.contains(sku)).collect();
    all.extend(others);
    all.truncate(count);
    all
}

/// Fills `data` with people who hold one product each, spread over `spread` products.
pub fn fill(data: &Path, people: usize, spread: usize) -> Result<Seeded> {
    let store = Arc::new(SqliteStore::open(data, SqliteOptions::default())?);
    let keys = SqliteKeyStore::open(data, MasterKeySource::DataDirectory, |bytes| {
        reseat_app::entropy::Entropy::fill(&SystemEntropy, bytes);
    })?;
    let made =
        organisation(Arc::clone(&store) as Arc<dyn Store>, Arc::new(keys), &products(spread), people, 0)?;
    write(store.as_ref(), made, people, spread, 0, CHUNK, || Ok(store.checkpoint().map(drop)?))
}

/// Fills a PostgreSQL database in the same way; the master key goes to `home`.
pub fn fill_postgres(url: &str, home: &Path, people: usize, spread: usize) -> Result<Seeded> {
    fill_into(url, home, people, spread, 0)
}

/// Adds an organisation of one product to a PostgreSQL database, the `number`th of several.
pub fn fill_tenant(url: &str, home: &Path, people: usize, number: usize) -> Result<Seeded> {
    fill_into(url, home, people, 1, number)
}

fn fill_into(url: &str, home: &Path, people: usize, spread: usize, number: usize) -> Result<Seeded> {
    let store = Arc::new(PostgresStore::connect(url, PostgresOptions::default())?);
    let keys = PostgresKeyStore::open(&store, home, MasterKeySource::DataDirectory, |bytes| {
        reseat_app::entropy::Entropy::fill(&SystemEntropy, bytes);
    })?;
    let shared = Arc::clone(&store) as Arc<dyn Store>;
    let made = organisation(shared, Arc::new(keys), &products(spread), people, number)?;
    write(store.as_ref(), made, people, spread, number, CHUNK_OF_SERVER, || Ok(()))
}

fn write(
    store: &dyn Store,
    tenant: TenantId,
    people: usize,
    spread: usize,
    number: usize,
    chunk: usize,
    checkpoint: impl Fn() -> Result<()>,
) -> Result<Seeded> {
    let products = products(spread);
    let mut ids = Vec::with_capacity(people);
    for first in (0..people).step_by(chunk) {
        let last = (first + chunk).min(people);
        let mut batch = Batch::default();
        for n in first..last {
            ids.push(person(tenant, number * people + n, products[n % products.len()], &mut batch));
        }
        store.apply(&batch)?;
        checkpoint()?;
    }
    let mut batch = Batch::default();
    for (n, sku) in products.iter().enumerate() {
        let consumed = u32::try_from((people + products.len() - 1 - n) / products.len())?;
        let enabled = consumed + 1_000;
        let pool = Pool { enabled, consumed, ..Pool::empty(*sku, PoolId::ORGANIZATION) };
        batch.changes.push(Change::Put(Pool::TABLE, pool.to_row(tenant)));
    }
    store.apply(&batch)?;
    Ok(Seeded { people: ids, products, tenant })
}

fn organisation(
    store: Arc<dyn Store>,
    keys: Arc<dyn KeyStore>,
    products: &[SkuId],
    people: usize,
    number: usize,
) -> Result<TenantId> {
    let mut yaml = format!(
        "tenant:\n  displayName: Bench\n  domain: bench{number}.example\n  country: DE\n\
         applications:\n  - name: bench\n    clientId: {CLIENT}\n    secret: {SECRET}\n    appRoles:\n\
         \x20     - User.ReadWrite.All\n      - LicenseAssignment.ReadWrite.All\n      - Organization.Read.All\n\
         \x20     - Directory.ReadWrite.All\n      - AuditLog.Read.All\nsubscriptions:\n"
    );
    for sku in products {
        yaml.push_str(&format!("  - product: {sku}\n    quantity: {}\n", people + 1_000));
    }
    yaml.push_str(
        "people:\n  - upn: admin\n    displayName: Admin\n    usageLocation: DE\n    password: Reseat-Bench-2026!\n    \
         roles: [Global Administrator]\nsignInHints:\n  - upn: admin\n",
    );
    let file = reseat_formats::tenant::parse(&yaml).map_err(|problems| format!("{problems:?}"))?;
    prepare_server(store.as_ref(), true, None, SystemClock.wall())?;
    let app = App::start(AppParts {
        store,
        keys,
        wall: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        builtin: Arc::new(builtin().clone()),
        writer: WriterOptions::default(),
    })?;
    Ok(create_from_file(&app, &file)?.id)
}

fn person(tenant: TenantId, n: usize, sku: SkuId, batch: &mut Batch) -> UserId {
    let ids = FreshIds(n as u128 + 1);
    let id = UserId(ids.nth(0));
    // Names that do not come in the order of the numbers, as real names do not.
    let scattered = (n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    let name = format!("Person {scattered:06x} {n}");
    let at = Timestamp(1_700_000_000_000_000);
    let user = User {
        id,
        upn: format!("person{n}@bench.example"),
        display_name: name.clone(),
        surname: Some(format!("{scattered:06x}")),
        department: Some(["Sales", "Research", "Finance"][n % 3].to_owned()),
        usage_location: Some("DE".to_owned()),
        account_enabled: true,
        created_at: at,
        ..User::default()
    };
    let assignment = Assignment {
        user: id,
        key: AssignmentKey::direct(sku),
        disabled: std::collections::BTreeSet::new(),
        state: PathState::Active,
        assigned_at: at,
        updated_at: at,
    };
    let services = Services {
        mailbox: MailboxState::Active { id: MailboxId(ids.nth(1)), since: at },
        drive: DriveState::Active { id: DriveId(ids.nth(2)), since: at },
        office: OfficeState::Licensed { since: at },
        former: Vec::new(),
    };
    let row = AssignmentRow { assignment, name_fold: fold(&name) };
    batch.changes.push(Change::Put(User::TABLE, user.to_row(tenant)));
    batch.changes.push(Change::Put(AssignmentRow::TABLE, row.to_row(tenant)));
    batch.changes.push(Change::Put(ServicesRow::TABLE, ServicesRow { user: id, services }.to_row(tenant)));
    id
}
