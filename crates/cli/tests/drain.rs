//! SIGTERM: what is under way is finished and answered, nothing is done without an answer, and jobs go on after the next
//! start (design section 9).

mod common;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::api::Api;
use common::server::{Server, wait_for};
use common::tenants::{self, POWER_BI, VISIO};
use common::{check, text};
use serde_json::json;

const WRITERS: usize = 8;
/// People whom a job changes: more than one chunk.
const CROWD: usize = 600;
/// People of one long request.
const LONG: usize = 300;

#[test]
fn sigterm_answers_what_is_under_way_and_ends_well() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let data = directory.path().join("data");
    let file = tenants::file(directory.path(), CROWD + LONG + WRITERS, 1);
    let server = Server::start(&data, &["--simulated-clock", "--tenant", text(&file)]);
    let api = tenants::sign_in(&server);
    let users = api.all("/v1.0/users?$top=999&$select=id");
    let users: Vec<&str> = users.iter().filter_map(|user| user["id"].as_str()).collect();
    let (crowd, rest) = users.split_at(CROWD);
    let (long, own) = rest.split_at(LONG);

    let operation = json!({"kind": "assign", "products": [{"skuId": VISIO, "disabledPlans": []}]});
    let body = json!({"people": {"ids": crowd}, "operation": operation, "asJob": true});
    let job = api.post("/reseat/v1/changes", &body, None).expect("an answer");
    assert_eq!(job.status, 202, "{job:?}");

    let answered = Mutex::new(BTreeSet::from([job.request_id.clone()]));
    let count = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for user in own {
            let (api, answered, count) = (api.another(), &answered, &count);
            scope.spawn(move || write_until_the_end(&api, user, answered, count));
        }
        wait_for("some answers", || (count.load(Ordering::Acquire) >= 20).then_some(()));
        let one = api.another();
        let body = json!({"people": {"ids": long}, "operation": operation});
        let answered = &answered;
        scope.spawn(move || {
            // Either it came too late to be heard at all, or it is answered.
            if let Ok(answer) = one.post("/reseat/v1/changes", &body, None) {
                assert_eq!(answer.status, 200, "{answer:?}");
                answered.lock().expect("a log").insert(answer.request_id);
            }
        });
        let now = count.load(Ordering::Acquire);
        wait_for("answers beside it", || (count.load(Ordering::Acquire) >= now + 5).then_some(()));
        server.ask_to_stop();
    });
    let (status, said) = server.ended();
    assert_eq!(status.code(), Some(0), "{said}");

    let server = Server::start(&data, &["--simulated-clock"]);
    let api = tenants::sign_in(&server);
    let id = job.body["job"]["id"].as_str().expect("a job's id");
    wait_for("the end of the job", || {
        (api.get(&format!("/reseat/v1/jobs/{id}"))["status"] == "completed").then_some(())
    });
    assert_eq!(api.all(&format!("/reseat/v1/jobs/{id}/results?$top=999")).len(), CROWD);
    let sets = api.all("/reseat/v1/changeSets?$top=999");
    let done = sets.iter().filter(|set| set["actor"]["kind"] == "app");
    let done: BTreeSet<String> =
        done.filter_map(|set| set["requestId"].as_str().map(str::to_owned)).collect();
    let answered = answered.into_inner().expect("a log");
    assert_eq!(done, answered, "what was done and what was answered are not the same");
    server.stop();
    check(&data);
}

/// Gives and takes a product until the server hears no more.
fn write_until_the_end(api: &Api, user: &str, answered: &Mutex<BTreeSet<String>>, count: &AtomicUsize) {
    for round in 0.. {
        let add =
            if round % 2 == 0 { vec![json!({"skuId": POWER_BI, "disabledPlans": []})] } else { Vec::new() };
        let remove = if round % 2 == 0 { Vec::new() } else { vec![POWER_BI] };
        let body = json!({"addLicenses": add, "removeLicenses": remove});
        let Ok(answer) = api.post(&format!("/v1.0/users/{user}/assignLicense"), &body, None) else { return };
        assert_eq!(answer.status, 200, "{answer:?}");
        answered.lock().expect("a log").insert(answer.request_id);
        count.fetch_add(1, Ordering::Release);
    }
}
