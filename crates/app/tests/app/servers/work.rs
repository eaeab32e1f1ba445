//! Timers, jobs and the simulated clock on several servers.

use std::sync::Mutex;
use std::sync::mpsc::channel;

use reseat_app::{jobs, worker};
use reseat_model::job::JobStatus;
use reseat_testkit::World;
use serde_json::{Value, json};

use super::*;

/// More than one chunk.
const MANY: usize = 600;

fn tick(world: &World) -> worker::Tick {
    worker::tick(world.app(), world.app().clock.now()).unwrap()
}

/// Starts a job that assigns E3 to everyone.
fn start_job(world: &World, people: usize) -> reseat_model::JobId {
    let admin = world.sign_in("admin");
    let ids: Vec<String> = (0..people).map(|n| world.id(&format!("p{n}"))).collect();
    let body = json!({"people": {"ids": ids}, "asJob": true,
        "operation": {"kind": "assign", "products": [{"skuId": world.sku(E3)}]}});
    let (status, started) = world.post(&admin, "/reseat/v1/changes", &body);
    assert_eq!(status, 202, "{started}");
    started["job"]["id"].as_str().unwrap().parse().unwrap()
}

/// One result for each person, and as many seats.
#[track_caller]
fn done_once(world: &World, id: reseat_model::JobId, people: usize) {
    let job = jobs::load(world.app(), world.tenant.id, id).unwrap();
    assert_eq!((job.status, job.done), (JobStatus::Completed, people as u64));
    let results = jobs::results(world.app(), &world.system_call(), id, 0, people + 10).unwrap();
    let mut who: Vec<_> = results.iter().map(|item| item.user).collect();
    who.sort_unstable();
    who.dedup();
    assert_eq!((results.len(), who.len()), (people, people), "one result for each person");
    assert_eq!(consumed(world), people as u64);
    assert_eq!(records(world, "Change user license"), people);
}

#[test]
fn one_server_at_a_time_does_a_tenants_work_and_another_takes_over_when_it_is_gone() {
    let two = two(&people(MANY, 1_000));
    let id = start_job(&two.a, MANY);
    assert_eq!(tick(&two.a).chunks, 1);
    assert_eq!((tick(&two.b).chunks, tick(&two.b).contended), (0, 1), "the lease is another's");
    // The first is killed; its lease ends by itself.
    two.b.clock.advance_seconds(11);
    assert_eq!(tick(&two.b).chunks, 1);
    two.b.run_until_idle();
    done_once(&two.b, id, MANY);
}

#[test]
fn a_server_that_stops_gives_its_work_back() {
    let two = two(&people(MANY, 1_000));
    start_job(&two.a, MANY);
    assert_eq!(tick(&two.a).chunks, 1);
    reseat_app::lease::release_all(two.a.app());
    assert_eq!(tick(&two.b).chunks, 1, "without waiting");
}

/// Pauses the first server in a write of its round until its lease has ended and the second has done `meanwhile`; answers
/// what the first did once it woke up.
fn paused_past_its_lease(two: &Two, meanwhile: impl FnOnce()) -> worker::Tick {
    let (arrive, arrived) = channel();
    let (wake, woken) = channel::<()>();
    let woken = Mutex::new(woken);
    instead_of_next_write(&two.a_store, move |_| {
        arrive.send(()).unwrap();
        woken.lock().unwrap().recv().map_err(|error| StoreError::Failed(error.to_string()))
    });
    std::thread::scope(|scope| {
        let paused = scope.spawn(|| tick(&two.a));
        arrived.recv().unwrap();
        two.b.clock.advance_seconds(11);
        meanwhile();
        wake.send(()).unwrap();
        paused.join().unwrap()
    })
}

#[test]
fn a_server_that_was_paused_past_its_lease_writes_nothing_when_it_wakes_up() {
    let two = two(&people(MANY, 1_000));
    let id = start_job(&two.a, MANY);
    let woken = paused_past_its_lease(&two, || two.b.run_until_idle());
    assert_eq!((woken.chunks, woken.contended), (0, 1));
    done_once(&two.b, id, MANY);
    assert_eq!(tick(&two.a).chunks, 0);
    done_once(&two.a, id, MANY);
}

/// The mailbox of someone unassigned, as a server shows it.
fn mailbox(world: &World) -> Value {
    let path = format!("/reseat/v1/people/{}", world.id("p0"));
    world.read(&world.sign_in("admin"), &path)["services"]["mailbox"].clone()
}

#[test]
fn a_purge_is_carried_out_once_by_whichever_server() {
    let two = two(&people(2, 5));
    two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    two.a.app().writer.submit(licenses(&two.a, "p0", false)).unwrap();
    let due = two.a.app().clock.now().plus_days(31);
    two.a.app().clock.set_offset(two.a.app().clock.offset_for(due).unwrap());
    two.b.app().clock.set_offset(two.b.app().clock.offset_for(due).unwrap());
    let woken = paused_past_its_lease(&two, || assert!(tick(&two.b).timers > 0));
    assert_eq!(woken.timers, 0, "it had been carried out meanwhile");
    let sets = two.b.read_all(&two.b.sign_in("admin"), "/reseat/v1/changeSets?$top=100");
    let scheduled = sets.iter().filter(|set| set["kind"] == "scheduled").count();
    assert_eq!(scheduled, 1, "{sets:?}");
    assert_eq!(mailbox(&two.a)["state"], "purged");
}

#[test]
fn a_clock_that_one_server_moved_is_moved_on_all() {
    let two = two(&people(2, 5));
    two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    two.a.app().writer.submit(licenses(&two.a, "p0", false)).unwrap();
    let before = two.b.app().clock.now();
    two.a.advance_days(20);
    // A decision on the other server is made at the new time, though it has not looked yet.
    let commit = two.b.app().writer.submit(licenses(&two.b, "p1", true)).unwrap();
    assert!(commit.at >= before.plus_days(20), "{commit:?}");
    assert!(two.b.app().clock.now() >= before.plus_days(20), "and from then on it knows");
    two.b.advance_days(11);
    assert_eq!(mailbox(&two.a)["state"], "purged", "a server that has not looked looks when it is asked");
    assert_eq!(mailbox(&two.b)["state"], "purged");
    let now = |world: &World| world.read(&world.sign_in("admin"), "/reseat/v1/clock")["now"].to_string();
    assert_eq!(now(&two.a)[..12], now(&two.b)[..12]);
}
