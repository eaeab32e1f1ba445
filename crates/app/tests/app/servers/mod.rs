//! Several servers on one store: what one of them remembers, another may have changed (design sections 3, 5 and 6).
//!
//! Another server's commit is put between any two steps of this one by a trap in this one's store; nothing here waits for
//! a clock.

mod commits;
mod crowd;
mod requests;
mod sign_in;
mod work;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reseat_app::writer::Submission;
use reseat_model::change_set::Kind;
use reseat_model::command::{Command, LicenseEdit, ProductChoice};
use reseat_store::memory::MemoryStore;
use reseat_store::{Batch, Store, StoreError};
use reseat_testkit::{SharedStore, Storage, TenantText, TrapStore, World};

const E3: &str = "ENTERPRISEPACK";

/// Two servers on one store, the first with a trap before it.
struct Two {
    a: World,
    b: World,
    a_store: Arc<TrapStore>,
    store: Arc<dyn Store>,
}

fn two(text: &str) -> Two {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let a_store = TrapStore::over(Arc::clone(&store));
    let a = World::on(&Storage::Given(SharedStore::over(Arc::clone(&a_store) as Arc<dyn Store>)), text);
    let b = a.beside_on(SharedStore::over(Arc::clone(&store)));
    Two { a, b, a_store, store }
}

fn people(people: usize, seats: u32) -> String {
    TenantText::at("servers.example").people(people).seats(E3, seats).text()
}

/// Whether a batch is of a tenant's log; not leases and other system records.
fn is_logged(batch: &Batch) -> bool {
    let head = |change: &reseat_store::Change| matches!(change, reseat_store::Change::Put(table, _) if table.name == "head");
    batch.changes.iter().any(head)
}

/// Does something once, before the server's next batch of commands reaches the store.
fn before_next_write(trap: &TrapStore, what: impl Fn() + Send + Sync + 'static) {
    instead_of_next_write(trap, move |_| {
        what();
        Ok(())
    });
}

/// Decides once what becomes of the server's next batch of commands; `Ok` lets it through.
fn instead_of_next_write(
    trap: &TrapStore,
    what: impl Fn(&Batch) -> Result<(), StoreError> + Send + Sync + 'static,
) {
    let done = AtomicBool::new(false);
    trap.on_write(move |batch| {
        if !is_logged(batch) || done.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        what(batch)
    });
}

fn licenses(world: &World, person: &str, assign: bool) -> Submission {
    let user = world.user(person).id;
    let sku = world.sku(E3).parse().unwrap();
    let choice = ProductChoice { sku, disabled: Default::default() };
    let edit = match assign {
        true => LicenseEdit::Graph { assign: vec![choice], unassign: Vec::new() },
        false => LicenseEdit::Graph { assign: Vec::new(), unassign: vec![sku] },
    };
    let kind = if assign { Kind::Assign } else { Kind::Unassign };
    let meta = world.system_call().meta(world.app(), kind, None);
    Submission::new(world.tenant.id, meta, vec![Command::ChangeLicenses { user, edit }])
}

/// Seats of E3 in use, as a server counts them.
fn consumed(world: &World) -> u64 {
    let path = format!("/reseat/v1/products/{}", world.sku(E3));
    world.read(&world.application(), &path)["assigned"].as_u64().unwrap()
}

/// Records of the audit with an activity, as a server lists them.
fn records(world: &World, activity: &str) -> usize {
    let all = world.read_all(&world.sign_in("admin"), "/reseat/v1/audit?$top=999");
    all.iter().filter(|record| record["activity"] == activity).count()
}
