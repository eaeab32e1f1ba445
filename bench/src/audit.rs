//! What the audit's chain of hashes and its signed heads cost: the writer in process, without HTTP, with and without them.
//! Nothing else is in the way, so the share is larger than a client would ever see.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use reseat_app::audit_trail::{Signing, VerifyOptions, sign_head, verify_store};
use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::{Entropy, SystemEntropy};
use reseat_app::writer::{Meta, Submission, WriterOptions};
use reseat_app::{App, AppParts};
use reseat_formats::catalog::builtin;
use reseat_model::audit::{Actor, Face};
use reseat_model::change_set::Kind;
use reseat_model::command::{Command, FreshIds, LicenseEdit};
use reseat_model::{ChangeSetId, RequestId, TenantId};
use reseat_store::Store;
use reseat_store::keystore::KeyStore;
use reseat_store_sql::{MasterKeySource, SqliteKeyStore, SqliteOptions, SqliteStore};

use crate::Result;
use crate::http::now;
use crate::seed::{Seeded, fill};

/// Pairs of measurements; their medians are compared, because a disk is not the same twice.
const ROUNDS: usize = 5;
/// Clients at the same time.
const CLIENTS: usize = 64;
/// Between two looks of the one who signs: as the server's worker.
const LOOK: Duration = Duration::from_millis(50);

/// Measures and reports.
pub fn run(people: usize) -> Result<()> {
    println!("\nhashes and signed heads of the audit, {CLIENTS} clients in process ({people} people)");
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        with.push(measure(people, true)?);
        without.push(measure(people, false)?);
        println!("  round {round}: {:>8.0} a second with, {:>8.0} without", with[round], without[round]);
    }
    let (with, without) = (median(&mut with), median(&mut without));
    println!("unassignments a second with hashes and signed heads      {with:>9.0}");
    println!("unassignments a second without                           {without:>9.0}");
    println!(
        "with / without                                           {:>9.2}   (at least 0.90)",
        with / without
    );
    Ok(())
}

fn median(rates: &mut [f64]) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

/// Unassignments a second.
fn measure(people: usize, chained: bool) -> Result<f64> {
    let dir = tempfile::tempdir()?;
    let seeded = fill(dir.path(), people, 20)?;
    let app = open(dir.path(), chained)?;
    let tenant = app.tenants.all()?.first().ok_or("there is no tenant")?.id;
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let began = now();
    let seconds = std::thread::scope(|scope| {
        if chained {
            scope.spawn(|| {
                while !stop.load(Ordering::Acquire) {
                    drop(sign_head(&app, tenant, Signing::WhenDue));
                    std::thread::park_timeout(LOOK);
                }
            });
        }
        let clients: Vec<_> =
            (0..CLIENTS).map(|_| scope.spawn(|| client(&app, tenant, &seeded, &next))).collect();
        let done: Result<Vec<()>> =
            clients.into_iter().map(|client| client.join().map_err(|_| "a client panicked")?).collect();
        stop.store(true, Ordering::Release);
        done.map(|_| began.elapsed().as_secs_f64())
    })?;
    if chained {
        let report = verify_store(app.store.as_ref(), app.keys.as_ref(), tenant, VerifyOptions::default())?;
        if !report.is_clean() || report.records < people as u64 {
            return Err(format!("the audit is not whole: {:?}", report.problems).into());
        }
    }
    Ok(people as f64 / seconds)
}

fn open(dir: &Path, chained: bool) -> Result<App> {
    let keys = SqliteKeyStore::open(dir, MasterKeySource::DataDirectory, |bytes| SystemEntropy.fill(bytes))?;
    Ok(App::start(AppParts {
        store: Arc::new(SqliteStore::open(dir, SqliteOptions::default())?) as Arc<dyn Store>,
        keys: Arc::new(keys) as Arc<dyn KeyStore>,
        wall: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        builtin: Arc::new(builtin().clone()),
        writer: WriterOptions { chained, ..WriterOptions::default() },
    })?)
}

/// Takes people from those that are left and unassigns their product, one after another.
fn client(app: &App, tenant: TenantId, seeded: &Seeded, next: &AtomicUsize) -> Result<()> {
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let Some(user) = seeded.people.get(n) else { return Ok(()) };
        let edit = LicenseEdit::Graph {
            assign: Vec::new(),
            unassign: vec![seeded.products[n % seeded.products.len()]],
        };
        let wall = SystemClock.wall();
        let meta = Meta {
            actor: Actor::System { name: "bench".to_owned() },
            face: Face::Api,
            request: RequestId(app.entropy.uuid()),
            now: app.clock.now(),
            recorded_at: wall,
            change_set: ChangeSetId(app.entropy.uuid_v7(wall)),
            kind: Kind::Unassign,
            reason: None,
            reverts: None,
            fresh: FreshIds(app.entropy.uuid().as_u128()),
        };
        let command = Command::ChangeLicenses { user: *user, edit };
        app.writer.submit(Submission::new(tenant, meta, vec![command]))?;
    }
}
