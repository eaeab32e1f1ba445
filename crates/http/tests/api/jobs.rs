//! Long changes as jobs: each row its own result, resumable at any row, bound to a preview (design section 3 item 4).

use std::sync::OnceLock;

use reseat_app::worker;
use reseat_testkit::{Storage, TenantText, Who, World};
use serde_json::{Value, json};

use crate::support::*;

fn many(people: usize) -> String {
    TenantText::at("jobs.example").people(people).seats(E3, 9_000).seats(BI, 600).all_hold(E3).text()
}

fn world_of(people: usize) -> (World, Who) {
    static TEXTS: [OnceLock<String>; 3] = [const { OnceLock::new() }; 3];
    let place = match people {
        600 => 0,
        1_200 => 1,
        _ => 2,
    };
    let world = World::from_tenant_yaml(TEXTS[place].get_or_init(|| many(people)));
    let who = world.sign_in("admin");
    (world, who)
}

fn everyone(world: &World, operation: Value) -> Value {
    json!({"people": {"holdersOf": world.sku(E3)}, "operation": operation})
}

fn unassign_e3(world: &World) -> Value {
    everyone(world, json!({"kind": "unassign", "products": skus(world, &[E3])}))
}

#[track_caller]
fn started(world: &World, who: &Who, path: &str, body: &Value) -> String {
    let answer = world.send_json(who, "POST", path, body);
    assert_eq!(answer.status, 202, "{}", answer.text);
    let id = text(&answer.json["job"]["id"]);
    assert_eq!(answer.header("location"), format!("/reseat/v1/jobs/{id}"));
    assert_eq!(answer.json["job"]["status"], "queued");
    id
}

#[track_caller]
fn job(world: &World, who: &Who, id: &str) -> Value {
    world.read(who, &format!("/reseat/v1/jobs/{id}"))
}

fn one_round(world: &World) {
    worker::tick(world.app(), world.app().clock.now()).unwrap();
}

#[test]
fn over_1000_people_are_a_job_with_a_result_per_row() {
    let (world, admin) = world_of(1_200);
    let id = started(&world, &admin, CHANGES, &with(unassign_e3(&world), &json!({"reason": "closing down"})));
    assert_eq!(seats(&world, &admin, E3).0, 1_200, "nothing is done before the worker comes");
    world.run_until_idle();
    let done = job(&world, &admin, &id);
    assert_eq!((&done["status"], &done["kind"]), (&json!("completed"), &json!("licenses")));
    assert_eq!((&done["done"], &done["total"]), (&json!(1_200), &json!(1_200)));
    assert_eq!((counts(&done), &done["reason"]), ((1_200, 0, 0), &json!("closing down")));
    assert_eq!(done["createdBy"]["userPrincipalName"], "admin@jobs.example");
    let rows = world.read_all(&admin, &format!("/reseat/v1/jobs/{id}/results?$top=999"));
    assert_eq!(rows.len(), 1_200);
    let mut upns: Vec<String> = rows.iter().map(|row| text(&row["user"]["userPrincipalName"])).collect();
    upns.sort();
    upns.dedup();
    assert_eq!(upns.len(), 1_200, "everyone once");
    assert!(rows.iter().all(|row| row["status"] == "changed" && row["mailbox"]["after"] == "disconnected"));
    assert_eq!(seats(&world, &admin, E3), (0, 9_000));

    // One change set; undoing it is a job, too.
    let set = text(&done["changeSetId"]);
    let listed = world.read(&admin, &format!("/reseat/v1/changeSets/{set}"));
    assert_eq!((counts(&listed), &listed["revertible"]), ((1_200, 0, 0), &json!(true)));
    let undo = started(&world, &admin, &format!("/reseat/v1/changeSets/{set}/revert"), &json!({}));
    world.run_until_idle();
    let undone = job(&world, &admin, &undo);
    assert_eq!((&undone["kind"], counts(&undone)), (&json!("revert"), (1_200, 0, 0)));
    assert_eq!(seats(&world, &admin, E3).0, 1_200);
    assert_eq!(mailbox(&world, &admin, "p77"), "active");
    let listed = world.read(&admin, &format!("/reseat/v1/changeSets/{set}"));
    assert_eq!(listed["revertedBy"], undone["changeSetId"]);
    let jobs = world.read_all(&admin, "/reseat/v1/jobs");
    assert_eq!(jobs.iter().map(|job| text(&job["id"])).collect::<Vec<_>>(), [undo, id]);
}

#[test]
fn a_few_people_can_be_a_job_and_single_changes_enter_between_its_chunks() {
    let (world, admin) = world_of(600);
    let id = started(&world, &admin, CHANGES, &with(unassign_e3(&world), &json!({"asJob": true})));
    one_round(&world);
    let running = job(&world, &admin, &id);
    assert_eq!((&running["status"], &running["done"]), (&json!("running"), &json!(250)));
    // Someone whose turn comes later is changed by hand meanwhile.
    change(&world, &admin, &unassign(&world, &["p599"], &[E3]));
    world.run_until_idle();
    let done = job(&world, &admin, &id);
    assert_eq!((&done["status"], counts(&done)), (&json!("completed"), (599, 1, 0)));
}

#[test]
fn a_cancelled_job_stops_and_what_was_done_can_be_undone() {
    let (world, admin) = world_of(600);
    let id = started(&world, &admin, CHANGES, &with(unassign_e3(&world), &json!({"asJob": true})));
    one_round(&world);
    let (status, cancelled) = world.post(&admin, &format!("/reseat/v1/jobs/{id}/cancel"), &json!({}));
    assert_eq!((status, &cancelled["status"], &cancelled["done"]), (200, &json!("cancelled"), &json!(250)));
    world.run_until_idle();
    let after = job(&world, &admin, &id);
    assert_eq!((&after["status"], counts(&after)), (&json!("cancelled"), (250, 0, 0)));
    assert_eq!(seats(&world, &admin, E3).0, 350);
    let (status, again) = world.post(&admin, &format!("/reseat/v1/jobs/{id}/cancel"), &json!({}));
    assert_eq!((status, &again["status"]), (200, &json!("cancelled")), "cancelling twice is fine");
    let set = text(&after["changeSetId"]);
    let (status, undone) = world.post(&admin, &format!("/reseat/v1/changeSets/{set}/revert"), &json!({}));
    assert_eq!((status, counts(&undone)), (200, (250, 0, 0)));
    assert_eq!(seats(&world, &admin, E3).0, 600);
}

#[test]
fn a_job_goes_on_after_a_restart_where_it_was() {
    for storage in Storage::EVERY {
        let mut world = World::on(&storage, &many(600));
        let admin = world.sign_in("admin");
        let id = started(&world, &admin, CHANGES, &with(unassign_e3(&world), &json!({"asJob": true})));
        for _ in 0..2 {
            one_round(&world);
            world.restart();
            // On a store that others share, the lease of the server that is gone has to end first.
            world.clock.advance_seconds(11);
        }
        assert_eq!(job(&world, &admin, &id)["done"], 500);
        world.run_until_idle();
        let done = job(&world, &admin, &id);
        assert_eq!((&done["status"], counts(&done)), (&json!("completed"), (600, 0, 0)));
        let set = text(&done["changeSetId"]);
        let items = world.read_all(&admin, &format!("/reseat/v1/changeSets/{set}/items?$top=999"));
        assert_eq!(items.len(), 600, "nothing twice, nothing lost");
        let audited = world.read_all(&admin, "/reseat/v1/audit?$top=999");
        let of_set = audited.iter().filter(|record| record["changeSetId"] == set.as_str());
        assert_eq!(of_set.count(), 600);
    }
}

#[test]
fn seats_run_out_in_the_middle_of_a_job() {
    let (world, admin) = world_of(1_200);
    let operation = json!({"kind": "assign", "products": [choice(&world, BI, &[])]});
    let id = started(&world, &admin, CHANGES, &everyone(&world, operation));
    world.run_until_idle();
    let done = job(&world, &admin, &id);
    assert_eq!((&done["status"], counts(&done)), (&json!("completed"), (600, 0, 600)));
    assert_eq!(seats(&world, &admin, BI), (600, 0));
    let rows = world.read_all(&admin, &format!("/reseat/v1/jobs/{id}/results?$top=999"));
    assert!(rows[600..].iter().all(|row| row["reasons"][0]["code"] == "noSeats"), "in the order asked");
}

#[test]
fn over_5000_people_the_preview_is_a_job_whose_token_binds() {
    let (world, admin) = world_of(5_010);
    let before = world.export();
    let id = started(&world, &admin, PREVIEWS, &unassign_e3(&world));
    assert_eq!(job(&world, &admin, &id)["previewToken"], json!(null));
    let early = with(unassign_e3(&world), &json!({"previewToken": format!("job:{id}")}));
    assert_eq!(world.post(&admin, CHANGES, &early).0, 409, "the preview is not finished");
    world.run_until_idle();
    let done = job(&world, &admin, &id);
    assert_eq!(
        (&done["kind"], &done["changeSetId"], counts(&done)),
        (&json!("preview"), &json!(null), (5_010, 0, 0))
    );
    assert_eq!(world.export(), before, "a preview writes nothing but its results");
    assert_eq!(world.read_all(&admin, "/reseat/v1/changeSets").len(), 1, "and no change set");
    let rows = world.read_all(&admin, &format!("/reseat/v1/jobs/{id}/results?$top=999"));
    assert_eq!(rows.len(), 5_010);
    assert_eq!(world.read_all(&admin, "/reseat/v1/jobs")[0].get("summary"), None, "a list is short");

    // Three people change; they and nobody else are skipped.
    change(&world, &admin, &unassign(&world, &["p7", "p4999"], &[E3]));
    let operation = json!({"kind": "assign", "products": [choice(&world, E3, &["EXCHANGE_S_ENTERPRISE"])]});
    change(&world, &admin, &request(&world, &["p300"], operation));
    let upns: Vec<String> = (0..5_010).map(|n| world.upn(&format!("p{n}"))).collect();
    let body = json!({"people": {"userPrincipalNames": upns}, "previewToken": done["previewToken"],
        "operation": {"kind": "unassign", "products": skus(&world, &[E3])}});
    let change_id = started(&world, &admin, CHANGES, &body);
    world.run_until_idle();
    let changed = job(&world, &admin, &change_id);
    assert_eq!(counts(&changed), (5_007, 0, 3));
    let rows = world.read_all(&admin, &format!("/reseat/v1/jobs/{change_id}/results?$top=999"));
    let skipped = rows.iter().filter(|row| row["status"] == "refused");
    let skipped: Vec<String> = skipped
        .inspect(|row| assert_eq!(row["reasons"][0]["code"], "changedSincePreview"))
        .map(|row| text(&row["user"]["userPrincipalName"]))
        .collect();
    assert_eq!(skipped, ["p7@jobs.example", "p300@jobs.example", "p4999@jobs.example"]);
}

#[test]
fn a_job_needs_known_people_and_its_preview_must_be_one() {
    let (world, admin) = world_of(600);
    let operation = json!({"kind": "unassignAll"});
    let unknown = json!({"people": {"userPrincipalNames": ["nobody@jobs.example"]}, "asJob": true, "operation": operation});
    let (status, error) = world.post(&admin, CHANGES, &unknown);
    assert_eq!(status, 400);
    assert!(message(&error).contains("nobody@jobs.example"), "{error}");
    let body = |token: &str| json!({"people": {"ids": world.ids(&["p1"])}, "asJob": true, "previewToken": token, "operation": operation});
    let nobody = "00000000-0000-4000-8000-000000000001";
    assert_eq!(world.post(&admin, CHANGES, &body(&format!("job:{nobody}"))).0, 404);
    assert_eq!(world.post(&admin, CHANGES, &body("job:x")).0, 400);
    let id = started(&world, &admin, CHANGES, &with(body(""), &json!({"previewToken": null})));
    world.run_until_idle();
    assert_eq!(world.post(&admin, CHANGES, &body(&format!("job:{id}"))).0, 400, "that job is no preview");
    for path in ["", "/results"] {
        assert_eq!(world.get(&admin, &format!("/reseat/v1/jobs/{nobody}{path}")).0, 404);
    }
    assert_eq!(world.post(&admin, &format!("/reseat/v1/jobs/{nobody}/cancel"), &json!({})).0, 404);
}

/// A preview's summary without what depends on how many people it is about.
fn shape(summary: &Value, people: u64) -> Value {
    let mut shape = without_times(summary);
    for list in ["seats", "servicesLost", "servicesKept", "warnings", "reasons"] {
        for entry in shape[list].as_array_mut().unwrap() {
            for count in ["people", "freed", "assignedAfter", "availableAfter"] {
                if entry[count].is_u64() {
                    entry[count] = json!(entry[count].as_u64().unwrap() / people);
                }
            }
        }
    }
    for count in ["mailboxesDisconnected", "drivesUnlicensed", "officeUnlicensed"] {
        shape[count] = json!(shape[count].as_u64().unwrap() / people);
    }
    shape["licenses"] = json!(shape["licenses"]["removed"].as_u64().unwrap() / people);
    shape
}

#[test]
fn a_preview_job_ends_with_the_summary_of_a_direct_preview() {
    let (mut world, admin) = world_of(5_010);
    let id = started(&world, &admin, PREVIEWS, &unassign_e3(&world));
    assert_eq!(job(&world, &admin, &id).get("summary"), None, "not before it is finished");
    world.run_until_idle();
    let done = job(&world, &admin, &id);
    let summary = &done["summary"];
    let seat = &summary["seats"][0];
    assert_eq!(
        (&seat["freed"], &seat["assignedAfter"], &seat["availableAfter"]),
        (&json!(5_010), &json!(0), &json!(9_000))
    );
    assert_eq!(summary["mailboxesDisconnected"], 5_010);
    assert_eq!(summary["licenses"], json!({"removed": 5_010, "added": 0, "updated": 0}));
    assert!(summary["servicesLost"].as_array().unwrap().iter().all(|service| service["people"] == 5_010));
    // The first of them alone: the same in everything but the numbers.
    let one = preview(&world, &admin, &unassign(&world, &["p0"], &[E3]));
    let mut expected = shape(&one["summary"], 1);
    for (count, value) in [("assignedAfter", 0), ("availableAfter", 1)] {
        expected["seats"][0][count] = json!(value);
    }
    assert_eq!(shape(summary, 5_010), expected);
    // Two hold it no more by then: the counters are those that confirming now would bring.
    change(&world, &admin, &unassign(&world, &["p1", "p2"], &[E3]));
    world.restart();
    let after = job(&world, &admin, &id);
    assert_eq!(
        without_seats(&after["summary"]),
        without_seats(summary),
        "read back from the recorded results"
    );
    assert_eq!(after["counts"], done["counts"]);
}

fn without_seats(summary: &Value) -> Value {
    with(summary.clone(), &json!({"seats": null}))
}

#[test]
fn a_preview_says_how_many_are_refused_for_which_reason() {
    let (world, admin) = world_of(600);
    let operation = json!({"kind": "unassign", "products": skus(&world, &[BI])});
    let names: Vec<String> =
        (0..3).map(|n| world.upn(&format!("p{n}"))).chain(["nobody@jobs.example".to_owned()]).collect();
    let body = json!({"people": {"userPrincipalNames": names}, "operation": operation});
    let reasons = preview(&world, &admin, &body)["summary"]["reasons"].clone();
    let reasons: Vec<_> =
        reasons.as_array().unwrap().iter().map(|r| (text(&r["code"]), r["people"].clone())).collect();
    assert_eq!(reasons, [("alreadySo".to_owned(), json!(3)), ("userNotFound".to_owned(), json!(1))]);
}

#[test]
fn a_cancelled_preview_stops_and_binds_nothing() {
    let (world, admin) = world_of(5_010);
    let id = started(&world, &admin, PREVIEWS, &unassign_e3(&world));
    assert_eq!(world.post(&admin, &format!("/reseat/v1/jobs/{id}/cancel"), &json!({})).0, 200);
    world.run_until_idle();
    let after = job(&world, &admin, &id);
    assert_eq!(
        (&after["status"], &after["previewToken"], after.get("summary")),
        (&json!("cancelled"), &json!(null), None)
    );
    let body = with(unassign_e3(&world), &json!({"previewToken": format!("job:{id}")}));
    assert_eq!(world.post(&admin, CHANGES, &body).0, 409);
}

#[test]
fn a_preview_job_refuses_sign_in_names_that_nobody_has() {
    let (world, admin) = world_of(5_010);
    let names: Vec<String> =
        (0..5_001).map(|n| world.upn(&format!("p{n}"))).chain(["nobody@jobs.example".to_owned()]).collect();
    let body = json!({"people": {"userPrincipalNames": names}, "operation": {"kind": "unassignAll"}});
    let (status, error) = world.post(&admin, PREVIEWS, &body);
    assert_eq!(status, 400);
    assert!(message(&error).contains("nobody@jobs.example"), "{error}");
}

#[test]
fn undoing_over_5000_people_is_previewed_by_a_job_whose_token_binds() {
    let (world, admin) = world_of(5_010);
    let id = started(&world, &admin, CHANGES, &unassign_e3(&world));
    world.run_until_idle();
    let set = text(&job(&world, &admin, &id)["changeSetId"]);
    let before = world.export();
    let preview_id =
        started(&world, &admin, &format!("/reseat/v1/changeSets/{set}/revert/preview"), &json!({}));
    world.run_until_idle();
    let previewed = job(&world, &admin, &preview_id);
    assert_eq!((&previewed["kind"], &previewed["changeSetId"]), (&json!("preview"), &json!(null)));
    assert_eq!(
        (counts(&previewed), &previewed["summary"]["mailboxesRestored"]),
        ((5_010, 0, 0), &json!(5_010))
    );
    assert_eq!(previewed["summary"]["seats"][0]["assignedAfter"], 5_010);
    assert_eq!(world.export(), before, "a preview writes nothing but its results");
    // One gets the licence back by hand; that one and nobody else is skipped.
    change(&world, &admin, &assign(&world, &["p7"], &[E3]));
    let body = json!({"previewToken": previewed["previewToken"]});
    let undo = started(&world, &admin, &format!("/reseat/v1/changeSets/{set}/revert"), &body);
    world.run_until_idle();
    let undone = job(&world, &admin, &undo);
    assert_eq!((&undone["kind"], counts(&undone)), (&json!("revert"), (5_009, 0, 1)));
    let rows = world.read_all(&admin, &format!("/reseat/v1/jobs/{undo}/results?$top=999"));
    let refused: Vec<_> = rows.iter().filter(|row| row["status"] == "refused").collect();
    assert_eq!(refused[0]["reasons"][0]["code"], "changedSincePreview");
    assert_eq!(refused[0]["user"]["userPrincipalName"], "p7@jobs.example");
}

#[test]
fn an_undo_by_a_job_is_bound_to_its_preview_too() {
    let (world, admin) = world_of(1_200);
    let id = started(&world, &admin, CHANGES, &unassign_e3(&world));
    world.run_until_idle();
    let set = text(&job(&world, &admin, &id)["changeSetId"]);
    let (status, previewed) =
        world.post(&admin, &format!("/reseat/v1/changeSets/{set}/revert/preview"), &json!({}));
    assert_eq!(status, 200);
    change(&world, &admin, &assign(&world, &["p7"], &[E3]));
    let body = json!({"previewToken": previewed["previewToken"]});
    let undo = started(&world, &admin, &format!("/reseat/v1/changeSets/{set}/revert"), &body);
    world.run_until_idle();
    assert_eq!(counts(&job(&world, &admin, &undo)), (1_199, 0, 1));
}
