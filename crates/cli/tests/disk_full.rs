//! A full disk: changes are refused clearly and wholly, reading goes on, and once there is room changes are taken again
//! by themselves (design section 9). The disk is a small file system in memory, in a mount namespace of the test's own.

mod common;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::api::{Answer, Api};
use common::server::{Server, wait_for};
use common::tenants::{self, POWER_BI};
use common::{check, text};
use serde_json::json;

/// Names the small disk to the test inside the namespace.
const DISK: &str = "SMALL_DISK";

#[test]
fn a_full_disk_refuses_changes_and_heals_by_itself() {
    let Some(disk) = std::env::var_os(DISK) else { return inside_a_namespace() };
    let disk = PathBuf::from(disk);
    let data = disk.join("data");
    let file = tenants::file(disk.parent().expect("a directory"), 40, 1);
    let server = Server::start(&data, &["--simulated-clock", "--tenant", text(&file)]);
    let api = tenants::sign_in(&server);
    let users = api.all("/v1.0/users?$top=999&$select=id");
    let users: Vec<&str> = users.iter().filter_map(|user| user["id"].as_str()).collect();
    assert_eq!(assign(&api, users[0]).status, 200);

    let filler = disk.join("filler");
    fill(&filler);
    let refused = first_refused(&api, &users[1..]);
    assert_eq!(refused.1.status, 503, "{:?}", refused.1);
    let body = refused.1.body.to_string();
    assert!(body.contains("disk is full") && body.contains("Nothing was changed"), "{body}");
    assert!(holds(&api, users[0]), "reading goes on");
    assert!(!holds(&api, refused.0), "nothing is half done");
    assert!(metric(&server).ends_with(" 0"), "{}", metric(&server));

    std::fs::remove_file(&filler).expect("the filler goes");
    wait_for("a change that is taken again", || (assign(&api, refused.0).status == 200).then_some(()));
    assert!(holds(&api, refused.0));
    assert!(metric(&server).ends_with(" 1"), "{}", metric(&server));
    server.stop();
    check(&data);
}

/// Runs this test again where mounting is allowed: a user and mount namespace of its own.
fn inside_a_namespace() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let disk = directory.path().join("disk");
    std::fs::create_dir(&disk).expect("a directory");
    let me = std::env::current_exe().expect("a test program");
    let script = "mount -t tmpfs -o size=24m none \"$1\" && exec \"$2\" --exact --nocapture \
                  a_full_disk_refuses_changes_and_heals_by_itself";
    let status = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", text(&disk), text(&me)])
        .env(DISK, &disk)
        .status()
        .expect("unshare of util-linux");
    assert!(status.success(), "{status}: the test inside failed, or this machine forbids user namespaces");
}

/// Takes all room that there is.
fn fill(path: &Path) {
    let mut file = File::create(path).expect("a file");
    let mut block = vec![0_u8; 1 << 20];
    while !block.is_empty() {
        // Smaller and smaller blocks, until not a byte more fits.
        if file.write_all(&block).is_err() {
            block.truncate(block.len() / 2);
        }
    }
}

fn assign(api: &Api, user: &str) -> Answer {
    let body = json!({"addLicenses": [{"skuId": POWER_BI, "disabledPlans": []}], "removeLicenses": []});
    api.post(&format!("/v1.0/users/{user}/assignLicense"), &body, None).expect("an answer")
}

/// Room that files have already lets a few changes through.
fn first_refused<'a>(api: &Api, users: &[&'a str]) -> (&'a str, Answer) {
    let tried = users.iter().map(|user| (*user, assign(api, user)));
    tried.into_iter().find(|(_, answer)| answer.status != 200).expect("a full disk refuses")
}

fn holds(api: &Api, user: &str) -> bool {
    let answer = api.get(&format!("/v1.0/users/{user}?$select=assignedLicenses"));
    answer["assignedLicenses"].as_array().is_some_and(|licenses| !licenses.is_empty())
}

fn metric(server: &Server) -> String {
    let mut answer = ureq::get(format!("{}/metrics", server.url())).call().expect("an answer");
    let text = answer.body_mut().read_to_string().expect("text");
    text.lines().find(|line| line.starts_with("reseat_store_writable ")).unwrap_or_default().to_owned()
}
