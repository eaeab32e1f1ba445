//! A new binary on the data of an older one: every folder here is a data directory as a released schema left it, with
//! people, licences, clocks, a job, an undone change and an audit in it, and what the old server answered of them.
//!
//! To add one when the schema changes: stop a server of the old binary, `VACUUM` its database, pack `reseat.db` and
//! `keystore.db` with gzip, and note its answers in `expected.json`.

#[path = "../common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use common::api::Api;
use common::check;
use common::server::Server;
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::json;

/// The application of `tenants/small.yaml`, which the folders were filled from.
const CLIENT_ID: &str = "5b0d8a5e-7a3c-4c0e-9a55-0e2f6c1b7d10";
const SECRET: &str = "quillmark-scripts-not-a-secret-2026";

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expected {
    people: BTreeMap<String, Person>,
    /// Newest first.
    change_sets: Vec<String>,
    audits: usize,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Person {
    enabled: bool,
    skus: Vec<String>,
}

fn unpack(from: &Path, data: &Path) {
    fs::create_dir(data).expect("a directory");
    for name in ["reseat.db", "keystore.db"] {
        let packed = File::open(from.join(format!("{name}.gz"))).expect("a packed file");
        let mut whole = File::create(data.join(name)).expect("a file");
        io::copy(&mut GzDecoder::new(packed), &mut whole).expect("a whole file");
    }
    fs::copy(from.join("master.key"), data.join("master.key")).expect("a key");
}

fn answers(api: &Api) -> Expected {
    let users = api.all("/v1.0/users?$top=100&$select=userPrincipalName,accountEnabled,assignedLicenses");
    let people = users.iter().map(|user| {
        let licenses = user["assignedLicenses"].as_array().expect("licences");
        let mut skus: Vec<String> = licenses.iter().map(|license| text(&license["skuId"])).collect();
        skus.sort();
        let enabled = user["accountEnabled"] == json!(true);
        (text(&user["userPrincipalName"]), Person { enabled, skus })
    });
    let sets = api.all("/reseat/v1/changeSets");
    Expected {
        people: people.collect(),
        change_sets: sets.iter().map(|set| text(&set["id"])).collect(),
        audits: api.all("/v1.0/auditLogs/directoryAudits?$top=999").len(),
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The folders of old schemas.
fn folders() -> Vec<std::path::PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    let entries = fs::read_dir(here).expect("this folder");
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn old_data_is_taken_over_whole_and_goes_on() {
    let folders = folders();
    assert!(!folders.is_empty());
    for folder in folders {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let data = directory.path().join("data");
        unpack(&folder, &data);
        let expected = fs::read(folder.join("expected.json")).expect("what was answered");
        let expected: Expected = serde_json::from_slice(&expected).expect("answers");

        let server = Server::start(&data, &["--simulated-clock"]);
        let api = Api::sign_in(server.url(), server.tenant(), CLIENT_ID, SECRET);
        assert_eq!(answers(&api), expected, "{}", folder.display());
        go_on(&api, &expected);
        server.stop();
        check(&data);

        // The second start finds nothing left to bring up to date.
        let again = Server::start(&data, &["--simulated-clock"]);
        let api = Api::sign_in(again.url(), again.tenant(), CLIENT_ID, SECRET);
        assert_ne!(answers(&api), expected, "what was changed since is there");
        again.stop();
    }
}

/// Takes a licence away and gives it back by undoing, on top of the old rows.
fn go_on(api: &Api, expected: &Expected) {
    let holder =
        expected.people.iter().find(|(upn, person)| upn.starts_with("ben@") && !person.skus.is_empty());
    let (upn, person) = holder.expect("somebody with a licence");
    let body = json!({"addLicenses": [], "removeLicenses": [person.skus[0]]});
    let path = format!("/v1.0/users/{upn}/assignLicense");
    let taken = api.post(&path, &body, None).expect("an answer");
    assert_eq!(taken.status, 200, "{taken:?}");
    let newest = api.all("/reseat/v1/changeSets").first().map(|set| text(&set["id"])).expect("a change set");
    assert!(!expected.change_sets.contains(&newest));
    let undone = api.post(&format!("/reseat/v1/changeSets/{newest}/revert"), &json!({}), None);
    let undone = undone.expect("an answer");
    assert_eq!(undone.status, 200, "{undone:?}");
    assert_eq!(answers(api).people, expected.people);
}
