//! How fast the store reads and writes the rows of unassignments: `cargo run --release -p reseat-store-sql --example
//! rows -- [people] [folder]`. It measures the store alone, without decisions, hashes and HTTP.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use reseat_model::assignment::{Assignment, AssignmentKey, PathState};
use reseat_model::audit::{Actor, Face};
use reseat_model::change_set::{ChangeItem, ChangeSet, Counts, Kind};
use reseat_model::command::{PathChange, PathValue};
use reseat_model::decision::{Timer, TimerKind};
use reseat_model::log::{Head, LogEntry, ObjectKind};
use reseat_model::outcome::{Impact, Outcome, SeatChange, Status};
use reseat_model::pool::Pool;
use reseat_model::services::{MailboxState, Services};
use reseat_model::user::User;
use reseat_model::{ChangeSetId, MailboxId, PlanId, PoolId, RequestId, SkuId, TenantId, Timestamp, UserId};
use reseat_store::conformance::Dice;
use reseat_store::records::{AssignmentRow, ServicesRow};
use reseat_store::{Batch, Change, ForWrite, Precondition, Record, Scan, Store, Stored, tables};
use reseat_store_sql::{SqliteOptions, SqliteStore};

const TENANT: TenantId = TenantId::from_bytes([7; 16]);
const SKU: SkuId = SkuId::from_bytes([9; 16]);
const POOL: PoolId = PoolId::ORGANIZATION;

#[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let people: usize = arguments.next().and_then(|people| people.parse().ok()).unwrap_or(100_000);
    let folder = arguments.next().unwrap_or_else(|| std::env::temp_dir().display().to_string());
    let directory = tempfile::tempdir_in(Path::new(&folder)).unwrap();
    let store = SqliteStore::open(directory.path(), SqliteOptions::default()).unwrap();
    let users = fill(&store, people);
    let mut bench = Bench { store, users, at: 0, seq: 0 };
    for commands in [1, 16, 64, 250] {
        bench.run(commands);
    }
    bench.page();
}

/// People with two products each, in an order that is not that of their ids.
fn fill(store: &SqliteStore, people: usize) -> Vec<UserId> {
    let mut dice = Dice::new(1);
    let started = now();
    let users: Vec<UserId> = (0..people).map(|_| UserId::from_bytes(dice.bytes())).collect();
    for (chunk, ids) in users.chunks(500).enumerate() {
        let changes =
            ids.iter().enumerate().flat_map(|(n, id)| person(*id, chunk * 500 + n, &mut dice)).collect();
        store.apply(&Batch { changes, ..Batch::default() }).unwrap();
        store.checkpoint().unwrap();
    }
    let pool = Pool { enabled: 2_000_000, consumed: people as u32, ..Pool::empty(SKU, POOL) };
    put(store, &pool);
    put(store, &Head::EMPTY);
    println!("{people} people written in {:.1} s", started.elapsed().as_secs_f64());
    users
}

fn put<R: Record>(store: &SqliteStore, record: &R) {
    let changes = vec![Change::Put(R::TABLE, record.to_row(TENANT))];
    store.apply(&Batch { changes, ..Batch::default() }).unwrap();
}

fn person(id: UserId, n: usize, dice: &mut Dice) -> Vec<Change> {
    let name = format!("{:x} Person {n}", dice.number());
    let user = User {
        id,
        upn: format!("person{n}@contoso.example"),
        display_name: name.clone(),
        surname: Some("Person".to_owned()),
        mail: Some(format!("person{n}@contoso.example")),
        department: Some("Sales".to_owned()),
        usage_location: Some("DE".to_owned()),
        account_enabled: true,
        created_at: Timestamp(1),
        ..User::default()
    };
    let mut changes = vec![Change::Put(User::TABLE, user.to_row(TENANT))];
    changes.push(Change::Put(ServicesRow::TABLE, services(id, false).to_row(TENANT)));
    for sku in [SKU, SkuId::from_bytes([10; 16])] {
        let assignment = Assignment {
            user: id,
            key: AssignmentKey::direct(sku),
            disabled: BTreeSet::new(),
            state: PathState::Active,
            assigned_at: Timestamp(1),
            updated_at: Timestamp(1),
        };
        let row = AssignmentRow { assignment, name_fold: name.clone() };
        changes.push(Change::Put(AssignmentRow::TABLE, row.to_row(TENANT)));
    }
    changes
}

fn services(user: UserId, disconnected: bool) -> ServicesRow {
    let (id, since) = (MailboxId(user.0), Timestamp(1));
    let mailbox = if disconnected {
        MailboxState::Disconnected { id, since, purge_at: Timestamp(2) }
    } else {
        MailboxState::Active { id, since }
    };
    ServicesRow { user, services: Services { mailbox, ..Services::default() } }
}

/// Microseconds per command.
struct Spread {
    mean: f64,
    fast: f64,
}

impl Spread {
    fn of(mut times: Vec<Duration>, commands: usize) -> Self {
        times.sort_unstable();
        let each = |time: Duration| time.as_secs_f64() * 1e6 / commands as f64;
        let mean = each(times.iter().sum::<Duration>()) / times.len() as f64;
        Self { mean, fast: each(times[times.len() / 10]) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} us ({:.1})", self.mean, self.fast)
    }
}

struct Bench {
    store: SqliteStore,
    users: Vec<UserId>,
    at: usize,
    seq: u64,
}

impl Bench {
    /// Unassignments in batches of `commands` for two seconds: what is loaded is read, what follows is written. Also
    /// printed is the fastest tenth, which other programs on the machine disturb least.
    fn run(&mut self, commands: usize) {
        let (mut reads, mut writes) = (Vec::new(), Vec::new());
        let (began, mut done) = (now(), 0);
        while began.elapsed() < Duration::from_secs(2) && self.at + commands <= self.users.len() {
            let ids = self.users[self.at..self.at + commands].to_vec();
            let started = now();
            self.load(&ids);
            reads.push(started.elapsed());
            let batch = self.batch(&ids);
            let started = now();
            self.store.apply(&batch).unwrap();
            writes.push(started.elapsed());
            done += commands;
            self.at += commands;
            if done % 4096 < commands {
                self.store.checkpoint().unwrap();
            }
        }
        if writes.is_empty() {
            return println!("{commands:>4} a batch: no people left; give a larger number");
        }
        let (read, written) = (Spread::of(reads, commands), Spread::of(writes, commands));
        println!(
            "{commands:>4} a batch: {:>6.0} a second, {:>6.0} in the fastest tenth; each: read {read}, apply {written}",
            1e6 / (read.mean + written.mean),
            1e6 / (read.fast + written.fast),
        );
    }

    fn load(&self, ids: &[UserId]) {
        let store = ForWrite(&self.store);
        let users = User::load_many(&store, TENANT, ids).unwrap();
        let services = ServicesRow::load_many(&store, TENANT, ids).unwrap();
        assert!(users.iter().all(Option::is_some) && services.iter().all(Option::is_some));
        let scan = |id| Scan::key(AssignmentRow::TABLE, User::key(TENANT, id), 1000);
        let scans: Vec<Scan> = ids.iter().map(scan).collect();
        let assignments = AssignmentRow::scan_many(&store, &scans).unwrap();
        assert!(assignments.iter().all(|assignments| assignments.len() == 2));
        Pool::load(&store, TENANT, &(SKU, POOL)).unwrap().unwrap();
    }

    fn batch(&mut self, ids: &[UserId]) -> Batch {
        let precondition =
            Precondition::Equals(&tables::HEAD, Head::key(TENANT, &()), tables::HEAD_SEQ, self.seq.into());
        self.seq += 1;
        let head = Head { seq: self.seq, at: Timestamp(1), hash: [1; 32], ..Head::EMPTY };
        let pool = Pool { enabled: 2_000_000, consumed: self.seq as u32, ..Pool::empty(SKU, POOL) };
        let mut changes = vec![
            Change::Put(Head::TABLE, head.to_row(TENANT)),
            Change::Put(Pool::TABLE, pool.to_row(TENANT)),
        ];
        for (n, id) in ids.iter().enumerate() {
            changes.extend(unassign(*id, self.seq, n as u32));
        }
        Batch { preconditions: vec![precondition], changes }
    }

    /// First page of a product's holders.
    fn page(&self) {
        let scan = Scan::index(
            AssignmentRow::TABLE,
            &tables::ASSIGNMENT_BY_HOLDER,
            vec![TENANT.into(), SKU.into()],
            50,
        );
        let started = now();
        for _ in 0..2000 {
            let ids: Vec<_> = AssignmentRow::scan(&self.store, &scan)
                .unwrap()
                .iter()
                .map(|row| row.assignment.user)
                .collect();
            User::load_many(&self.store, TENANT, &ids).unwrap();
        }
        println!("first page of 50 holders: {:.0} us", started.elapsed().as_secs_f64() * 1e6 / 2000.0);
    }
}

/// The rows of one unassignment with its own change set.
fn unassign(user: UserId, seq: u64, n: u32) -> Vec<Change> {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&seq.to_be_bytes());
    id[12..].copy_from_slice(&n.to_be_bytes());
    let (set, request) = (ChangeSetId::from_bytes(id), RequestId::from_bytes(id));
    let actor =
        Actor::User { id: UserId::NIL, upn: "admin@contoso.example".to_owned(), name: "An Admin".to_owned() };
    let timer = Timer { due: Timestamp(seq as i64), kind: TimerKind::PurgeMailbox, user };
    vec![
        Change::Delete(AssignmentRow::TABLE, AssignmentRow::key(TENANT, &(user, AssignmentKey::direct(SKU)))),
        Change::Put(ServicesRow::TABLE, services(user, true).to_row(TENANT)),
        Change::Put(Timer::TABLE, timer.to_row(TENANT)),
        Change::Insert(LogEntry::TABLE, entry(user, seq, n, set, request, &actor).to_row(TENANT)),
        Change::Put(ChangeSet::TABLE, change_set(set, request, actor).to_row(TENANT)),
        Change::Put(ChangeItem::TABLE, item(user, set).to_row(TENANT)),
    ]
}

fn entry(user: UserId, seq: u64, n: u32, set: ChangeSetId, request: RequestId, actor: &Actor) -> LogEntry {
    LogEntry {
        seq,
        n,
        effective_at: Timestamp(1),
        recorded_at: Timestamp(1),
        object: ObjectKind::User,
        object_id: user.to_string(),
        activity: "Change user license".to_owned(),
        category: "UserManagement".to_owned(),
        actor: actor.clone(),
        face: Face::Graph,
        request,
        change_set: set,
        result: "success".to_owned(),
        details: "x".repeat(300),
        hash: [3; 32],
    }
}

fn change_set(id: ChangeSetId, request: RequestId, actor: Actor) -> ChangeSet {
    ChangeSet {
        id,
        kind: Kind::Unassign,
        actor,
        face: Face::Graph,
        request,
        at: Timestamp(1),
        recorded_at: Timestamp(1),
        reason: None,
        counts: Counts { changed: 1, ..Counts::default() },
        reverts: None,
        reverted_by: None,
    }
}

fn item(user: UserId, set: ChangeSetId) -> ChangeItem {
    let key = AssignmentKey::direct(SKU);
    let value = PathValue { disabled: BTreeSet::new(), state: PathState::Active, assigned_at: Timestamp(1) };
    let impact = Impact {
        seats: vec![SeatChange { sku: SKU, pool: POOL, delta: -1 }],
        services_lost: (0..20).map(|n| PlanId::from_bytes([n; 16])).collect(),
        ..Impact::default()
    };
    ChangeItem {
        set,
        number: 0,
        user,
        outcome: Outcome { user, status: Status::Changed, reasons: Vec::new(), impact },
        paths: vec![PathChange { key, before: Some(value), after: None }],
    }
}
