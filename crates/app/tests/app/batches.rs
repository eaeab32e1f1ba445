//! What a batch does when one of those in it fails, panics, or meets another (design section 3 item 3).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use reseat_app::writer::{Commit, Submission, WriteError};
use reseat_app::{jobs, worker};
use reseat_model::ChangeSetId;
use reseat_model::change_set::{ChangeSet, Kind};
use reseat_model::command::{Command, LicenseEdit, ProductChoice};
use reseat_model::job::JobStatus;
use reseat_model::outcome::Status;
use reseat_store::records::AssignmentRow;
use reseat_store::{Batch, Change, Record, Store, StoreError, Value};
use reseat_testkit::{Storage, TenantText, TrapStore, World};
use serde_json::json;

const E3: &str = "ENTERPRISEPACK";
const PEOPLE: usize = 21;
/// Whose row the store does not like.
const CULPRIT: usize = 7;

fn world(seats: u32) -> (World, Arc<TrapStore>) {
    let store = TrapStore::in_memory();
    let text = TenantText::at("batch.example").people(PEOPLE).seats(E3, seats).text();
    let storage = Storage::Given(Arc::clone(&store) as Arc<dyn Store>);
    (World::on(&storage, &text), store)
}

/// An assignment of E3 to a person.
fn assignment(world: &World, person: usize) -> Submission {
    let user = world.user(&format!("p{person}")).id;
    let choice = ProductChoice { sku: world.sku(E3).parse().unwrap(), disabled: Default::default() };
    let edit = LicenseEdit::Graph { assign: vec![choice], unassign: Vec::new() };
    let meta = world.system_call().meta(world.app(), Kind::Assign, None);
    Submission::new(world.tenant.id, meta, vec![Command::ChangeLicenses { user, edit }])
}

/// The people whose assignment a batch writes.
fn assigned_in(batch: &Batch) -> Vec<Value> {
    let rows = batch.changes.iter().filter_map(|change| match change {
        Change::Put(table, row) if table.name == AssignmentRow::TABLE.name => Some(row[1].clone()),
        _ => None,
    });
    rows.collect()
}

/// Holds the writer in its first write until everything is queued, then lets all of it through as one batch.
struct Gate {
    arrived: Receiver<()>,
    open: Sender<()>,
}

/// A trap that closes the gate at the first write and hands the others to `then`.
fn gate(
    store: &TrapStore,
    then: impl Fn(&Batch) -> Result<(), StoreError> + Send + Sync + 'static,
) -> (Gate, Arc<AtomicUsize>) {
    let (arrive, arrived) = channel();
    let (open, opened) = channel();
    let opened = Mutex::new(Some(opened));
    let largest = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&largest);
    store.on_write(move |batch| {
        let first = opened.lock().unwrap().take();
        if let Some(opened) = first {
            arrive.send(()).unwrap();
            return opened.recv().map_err(|error| StoreError::Failed(error.to_string()));
        }
        seen.fetch_max(assigned_in(batch).len(), Ordering::SeqCst);
        then(batch)
    });
    (Gate { arrived, open }, largest)
}

/// Queues assignments for everyone behind one that is held up, and gathers the answers of those.
fn all_at_once(
    world: &World,
    gate: &Gate,
    mut change: impl FnMut(usize, &mut Submission),
) -> Vec<Result<Commit, WriteError>> {
    let writer = &world.app().writer;
    let first = writer.enqueue(assignment(world, PEOPLE - 1)).unwrap();
    gate.arrived.recv().unwrap();
    let waiting: Vec<_> = (0..PEOPLE - 1)
        .map(|person| {
            let mut submission = assignment(world, person);
            change(person, &mut submission);
            writer.enqueue(submission).unwrap()
        })
        .collect();
    gate.open.send(()).unwrap();
    first.blocking_recv().unwrap().unwrap();
    waiting.into_iter().map(|answer| answer.blocking_recv().unwrap()).collect()
}

fn holds(world: &World, person: usize) -> bool {
    let who = world.application();
    let page = world.read(&who, &format!("/reseat/v1/people/{}", world.upn(&format!("p{person}"))));
    !page["assignments"].as_array().unwrap().is_empty()
}

/// Everyone but the culprit is answered and has what was answered; the culprit has an error and nothing else.
#[track_caller]
fn only_the_culprit_failed(world: &World, answers: &[Result<Commit, WriteError>]) {
    for (person, answer) in answers.iter().enumerate() {
        match answer {
            Ok(commit) => assert_eq!(commit.outcomes[0].status, Status::Changed, "{person}"),
            Err(error) => assert_eq!(person, CULPRIT, "{error}"),
        }
        assert_eq!(holds(world, person), person != CULPRIT, "{person}");
    }
    assert!(answers[CULPRIT].is_err());
    world.check();
}

#[test]
fn a_row_that_the_store_refuses_fails_its_own_submission_only() {
    let (world, store) = world(100);
    let marker = Value::from(world.user(&format!("p{CULPRIT}")).id);
    let (gate, largest) = gate(&store, move |batch| {
        let bad = assigned_in(batch).contains(&marker);
        if bad { Err(StoreError::Failed("a marker row".to_owned())) } else { Ok(()) }
    });
    let answers = all_at_once(&world, &gate, |_, _| {});
    only_the_culprit_failed(&world, &answers);
    assert_eq!(largest.load(Ordering::SeqCst), PEOPLE - 1, "they were one batch at first");
}

#[test]
fn a_panic_fails_its_own_submission_only_and_the_writer_goes_on() {
    let (world, store) = world(100);
    let marker = Value::from(world.user(&format!("p{CULPRIT}")).id);
    let (gate, largest) = gate(&store, move |batch| {
        assert!(!assigned_in(batch).contains(&marker), "a marker row");
        Ok(())
    });
    let answers = all_at_once(&world, &gate, |_, _| {});
    only_the_culprit_failed(&world, &answers);
    assert_eq!(largest.load(Ordering::SeqCst), PEOPLE - 1);
    store.clear();
    let commit = world.app().writer.submit(assignment(&world, CULPRIT)).unwrap();
    assert_eq!(commit.outcomes[0].status, Status::Changed);
}

#[test]
fn a_submission_that_cannot_be_decided_leaves_no_trace_for_those_after_it() {
    // One seat for each of the others: what the failed one would have taken must be free again.
    let (world, store) = world(PEOPLE as u32 - 1);
    let set = ChangeSetId(uuid_of("0d3f5a1e-0000-4000-8000-000000000001"));
    let key = ChangeSet::key(world.tenant.id, &set);
    store.on_read(move |table, keys| {
        let bad = table.name == ChangeSet::TABLE.name && keys.contains(&key);
        if bad { Err(StoreError::Failed("a marker row".to_owned())) } else { Ok(()) }
    });
    let (gate, _) = gate(&store, |_| Ok(()));
    let answers = all_at_once(&world, &gate, |person, submission| {
        if person == CULPRIT {
            // It joins a change set that cannot be read.
            submission.meta.change_set = set;
            submission.append = true;
        }
    });
    only_the_culprit_failed(&world, &answers);
}

fn uuid_of(text: &str) -> uuid::Uuid {
    text.parse().unwrap()
}

#[test]
fn a_store_that_is_busy_is_tried_again_and_nothing_is_done_twice() {
    let (world, store) = world(100);
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let (gate, _) = gate(&store, move |_| {
        let busy = counted.fetch_add(1, Ordering::SeqCst) < 2;
        if busy { Err(StoreError::Unavailable("busy".to_owned())) } else { Ok(()) }
    });
    let answers = all_at_once(&world, &gate, |_, _| {});
    assert_eq!(tries.load(Ordering::SeqCst), 3);
    assert!(
        answers.iter().all(|answer| answer.as_ref().is_ok_and(|c| c.outcomes[0].status == Status::Changed))
    );
    store.clear();
    let admin = world.sign_in("admin");
    let records = world.read_all(&admin, "/reseat/v1/audit?$top=999");
    let recorded = records.iter().filter(|record| record["activity"] == "Change user license");
    assert_eq!(recorded.count(), PEOPLE);
}

#[test]
fn a_store_that_stays_away_answers_503_and_changes_nothing() {
    let (world, store) = world(100);
    let admin = world.sign_in("admin");
    let before = world.export();
    store.on_write(|_| Err(StoreError::Unavailable("gone".to_owned())));
    let body = json!({"people": {"ids": [world.id("p1")]},
        "operation": {"kind": "assign", "products": [{"skuId": world.sku(E3)}]}});
    let answer = world.send_json(&admin, "POST", "/reseat/v1/changes", &body);
    assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.text);
    store.on_write(|_| Err(StoreError::Failed("broken".to_owned())));
    let answer = world.send_json(&admin, "POST", "/reseat/v1/changes", &body);
    assert_eq!((answer.status, answer.json["error"]["code"].as_str()), (500, Some("InternalServerError")));
    assert!(!answer.text.contains("broken"), "causes are for the log: {}", answer.text);
    store.clear();
    assert_eq!(world.export(), before);
    let (status, result) = world.post(&admin, "/reseat/v1/changes", &body);
    assert_eq!((status, &result["counts"]["changed"]), (200, &json!(1)));
}

#[test]
fn a_chunk_and_the_cancellation_of_its_job_do_not_both_win() {
    for round in 0..6 {
        let (world, store) = world(100);
        let admin = world.sign_in("admin");
        let ids: Vec<String> = (0..PEOPLE - 1).map(|n| world.id(&format!("p{n}"))).collect();
        let body = json!({"people": {"ids": ids}, "asJob": true,
            "operation": {"kind": "assign", "products": [{"skuId": world.sku(E3)}]}});
        let (status, started) = world.post(&admin, "/reseat/v1/changes", &body);
        assert_eq!(status, 202, "{started}");
        let id = started["job"]["id"].as_str().unwrap().parse().unwrap();
        let (gate, _) = gate(&store, |_| Ok(()));
        let first = world.app().writer.enqueue(assignment(&world, PEOPLE - 1)).unwrap();
        gate.arrived.recv().unwrap();
        let now = world.app().clock.now();
        std::thread::scope(|scope| {
            let chunk = scope.spawn(|| worker::tick(world.app(), now));
            if round % 2 == 0 {
                std::thread::yield_now();
            }
            let cancel = scope.spawn(|| jobs::cancel(world.app(), &world.system_call(), id));
            gate.open.send(()).unwrap();
            first.blocking_recv().unwrap().unwrap();
            chunk.join().unwrap().unwrap();
            cancel.join().unwrap().unwrap();
        });
        world.run_until_idle();
        let job = jobs::load(world.app(), world.tenant.id, id).unwrap();
        let assigned = (0..PEOPLE - 1).filter(|person| holds(&world, *person)).count() as u64;
        assert_eq!(assigned, job.done, "what the job says is what was done");
        let expected = if job.done == 0 { JobStatus::Cancelled } else { JobStatus::Completed };
        assert_eq!(job.status, expected, "its only chunk was done or it was cancelled");
    }
}

#[test]
fn a_closed_writer_says_so() {
    let (world, _) = world(100);
    world.app().writer.close();
    let error = world.app().writer.submit(assignment(&world, 1)).unwrap_err();
    assert!(matches!(error, WriteError::Closed), "{error}");
}
