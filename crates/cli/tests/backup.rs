//! Backup while people work, and restore: what was answered before the backup began is there, as of one instant, and
//! nobody is signed in any more (design section 4).

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use common::api::{Answer, Api, Lost};
use common::server::{Server, Starting, wait_for};
use common::tenants::{self, POWER_BI};
use common::{check, run_badly, run_well, text};
use serde_json::json;

const WRITERS: usize = 4;
const PEOPLE: usize = 100;
/// Answers before the backup begins.
const BEFORE: usize = 120;
/// Answers after it has begun, before the writers stop.
const AFTER: usize = 40;

/// Answered changes of one writer, in order: the request, the person, and whether they hold the product since.
type Log = Mutex<Vec<(String, String, bool)>>;

fn tenant() -> String {
    let people = "  - { upn: boss, displayName: Boss, usageLocation: DE, password: Backup-Test-2026!, \
                  roles: [Global Administrator] }\n";
    let public = "applications:\n  - { name: Public, clientId: 0b9a1f0c-4e0e-4d0b-8a64-3f1f6d2c7a55, \
                  publicClient: true, delegatedScopes: [User.Read] }\n";
    tenants::text(PEOPLE, 1)
        .replace("country: DE }\nclock", "country: DE, settings: { passwordGrant: true } }\nclock")
        .replace("applications:\n", public)
        + people
}

/// Signs a person in with name and password, or goes on with a refresh token.
fn person(server: &Server, with: &[(&str, &str)]) -> Result<Answer, Lost> {
    let scope = ("scope", "User.Read offline_access");
    let form = [&[("client_id", "0b9a1f0c-4e0e-4d0b-8a64-3f1f6d2c7a55"), scope], with].concat();
    common::api::post_form(&format!("{}/{}/oauth2/v2.0/token", server.url(), server.tenant()), &form)
}

#[test]
fn a_backup_beside_writers_is_of_one_instant_and_is_restored_without_sessions() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let [data, copy, back] = ["data", "copy", "back"].map(|name| directory.path().join(name));
    let file = directory.path().join("tenant.yaml");
    std::fs::write(&file, tenant()).expect("a tenant file");
    let server = Server::start(&data, &["--simulated-clock", "--tenant", text(&file)]);
    let signed_in = person(
        &server,
        &[("grant_type", "password"), ("username", "boss@test.example"), ("password", "Backup-Test-2026!")],
    );
    let refresh_token = refresh_token(&signed_in.expect("an answer"));

    let (logs, before) = back_up_beside_writers(&server, &data, &copy);
    server.kill();

    run_well(&["restore", "--data-dir", text(&back), "--from", text(&copy)]);
    refuses_to_overwrite(&data, &copy, &back);
    // Without the master key the secrets stay shut, and no new key is made in its place.
    let (status, said) = Starting::spawn(&back, &["--simulated-clock"]).ended();
    assert!(!status.success() && said.contains("master.key is missing"), "{said}");
    std::fs::copy(data.join("master.key"), back.join("master.key")).expect("a copy of the key");

    let server = Server::start(&back, &["--simulated-clock"]);
    let again = person(&server, &[("grant_type", "refresh_token"), ("refresh_token", &refresh_token)]);
    let again = again.expect("an answer");
    assert_eq!((again.status, &again.body["error"]), (400, &json!("invalid_grant")), "{again:?}");
    compare(&tenants::sign_in(&server), &logs, &before);
    server.stop();
    check(&back);
}

fn refresh_token(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["refresh_token"].as_str().expect("a refresh token").to_owned()
}

/// What one writer was answered.
type Answers = Vec<(String, String, bool)>;

/// Answers the log of each writer, and how long each was when the backup began.
fn back_up_beside_writers(server: &Server, data: &Path, copy: &Path) -> (Vec<Answers>, Vec<usize>) {
    let api = tenants::sign_in(server);
    let people: Vec<String> = api
        .all("/v1.0/users?$top=999&$select=id,userPrincipalName")
        .iter()
        .filter(|user| user["userPrincipalName"] != "boss@test.example")
        .filter_map(|user| user["id"].as_str().map(str::to_owned))
        .collect();
    let logs: [Log; WRITERS] = Default::default();
    let stop = AtomicBool::new(false);
    let lengths = || logs.iter().map(|log| log.lock().expect("a log").len()).collect::<Vec<_>>();
    let before = std::thread::scope(|scope| {
        for (log, own) in logs.iter().zip(people.chunks(PEOPLE / WRITERS)) {
            let (api, stop) = (api.another(), &stop);
            scope.spawn(move || write(&api, own, log, stop));
        }
        wait_for("the first answers", || (lengths().iter().sum::<usize>() >= BEFORE).then_some(()));
        let before = lengths();
        run_well(&["backup", "--data-dir", text(data), "--to", text(copy)]);
        let done = before.iter().sum::<usize>() + AFTER;
        wait_for("answers after the backup", || (lengths().iter().sum::<usize>() >= done).then_some(()));
        stop.store(true, Ordering::Release);
        before
    });
    (logs.into_iter().map(|log| log.into_inner().expect("a log")).collect(), before)
}

/// Gives and takes one product, person after person, so that every request changes something.
fn write(api: &Api, people: &[String], log: &Log, stop: &AtomicBool) {
    for round in 0.. {
        for user in people {
            if stop.load(Ordering::Acquire) {
                return;
            }
            let give = round % 2 == 0;
            let license = json!({"skuId": POWER_BI, "disabledPlans": []});
            let body = if give {
                json!({"addLicenses": [license], "removeLicenses": []})
            } else {
                json!({"addLicenses": [], "removeLicenses": [POWER_BI]})
            };
            let answer =
                api.post(&format!("/v1.0/users/{user}/assignLicense"), &body, None).expect("an answer");
            assert_eq!(answer.status, 200, "{answer:?}");
            log.lock().expect("a log").push((answer.request_id, user.clone(), give));
        }
    }
}

/// What each writer did is there up to some point at or after the beginning of the backup, and nothing beyond it.
fn compare(api: &Api, logs: &[Vec<(String, String, bool)>], before: &[usize]) {
    let sets = api.all("/reseat/v1/changeSets?$top=999");
    let requests: BTreeSet<&str> = sets.iter().filter_map(|set| set["requestId"].as_str()).collect();
    let users = api.all("/v1.0/users?$top=999&$select=id,assignedLicenses");
    let mut wanted: BTreeMap<&str, bool> = BTreeMap::new();
    for (log, before) in logs.iter().zip(before) {
        let there = log.iter().take_while(|(request, ..)| requests.contains(request.as_str())).count();
        assert!(there >= *before, "{there} of {before} changes that were answered before the backup began");
        let later = log[there..].iter().filter(|(request, ..)| requests.contains(request.as_str())).count();
        assert_eq!(later, 0, "changes are there without those before them");
        wanted.extend(log[..there].iter().map(|(_, user, held)| (user.as_str(), *held)));
    }
    for user in &users {
        let holds = !user["assignedLicenses"].as_array().expect("licences").is_empty();
        let id = user["id"].as_str().expect("an id");
        assert_eq!(holds, wanted.get(id).copied().unwrap_or_default(), "{id}");
    }
}

fn refuses_to_overwrite(data: &Path, copy: &Path, back: &Path) {
    let said = run_badly(&["backup", "--data-dir", text(data), "--to", text(copy)]);
    assert!(said.contains("is not empty"), "{said}");
    for directory in [data, back] {
        let said = run_badly(&["restore", "--data-dir", text(directory), "--from", text(copy)]);
        assert!(said.contains("holds a database already"), "{said}");
    }
    let nowhere = data.join("nowhere");
    let said = run_badly(&["restore", "--data-dir", text(&nowhere), "--from", text(&nowhere)]);
    assert!(said.contains("reseat backup"), "{said}");
    let said = run_badly(&["backup", "--data-dir", text(&nowhere), "--to", text(&data.join("other"))]);
    assert!(!nowhere.exists() && !said.is_empty(), "{said}");
}
