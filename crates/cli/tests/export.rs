//! Making organisations from tenant files on the server's own machine: the same file gives the same organisation, and a
//! data directory says clearly what it cannot be used for.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::server::{Server, Starting};
use common::{check, export, run_badly, run_well, tenants, text};
use tempfile::TempDir;

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tenants/demo.yaml")
}

fn directory() -> TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

fn create(data: &Path, from: &Path) {
    run_well(&["tenant", "create", "--simulated-clock", "--data-dir", text(data), "--from", text(from)]);
}

/// The organisations of a data directory, one a line.
fn listed(data: &Path) -> String {
    String::from_utf8(run_well(&["tenant", "list", "--data-dir", text(data)])).expect("UTF-8")
}

#[track_caller]
fn holds(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "'{part}' is missing in:\n{said}");
    }
}

#[test]
fn two_runs_over_one_file_give_byte_equal_exports() {
    let directory = directory();
    let data = [directory.path().join("one"), directory.path().join("two")];
    data.iter().for_each(|data| create(data, &demo()));
    let [one, two] = data.each_ref().map(|data| export(data));
    assert!(one == two, "the exports differ");
    let people = one.lines().filter(|line| line.contains("\"upn\":")).count();
    assert!(people > 200, "{people} people");
    for secret in ["Reseat-Demo-2026!", "larkfield-demo-secret", "argon2"] {
        assert!(!one.contains(secret), "{secret} in the export");
    }
    data.iter().for_each(|data| check(data));
}

#[test]
fn serving_a_file_into_an_empty_directory_equals_making_it() {
    let directory = directory();
    let (made, served) = (directory.path().join("made"), directory.path().join("served"));
    create(&made, &demo());
    let demo = demo();
    let options = ["--simulated-clock", "--tenant", text(&demo)];
    let server = Server::start(&served, &options);
    assert_eq!(server.ready["tenantDomain"], "larkfield.example");
    assert_eq!(server.ready["simulatedClock"], true);
    server.stop();
    assert!(export(&made) == export(&served), "the exports differ");
    // Served again, the file is not made again.
    Server::start(&served, &options).stop();
    assert!(export(&made) == export(&served), "the second start changed something");
}

#[test]
fn a_directory_remembers_its_kind_of_clock() {
    let directory = directory();
    let file = tenants::file(directory.path(), 2, 1);
    let (simulated, system) = (directory.path().join("simulated"), directory.path().join("system"));
    create(&simulated, &file);
    run_well(&["tenant", "create", "--data-dir", text(&system), "--from", text(&file)]);
    let (status, said) = Starting::spawn(&simulated, &[]).ended();
    assert!(!status.success());
    holds(&said, &["made with a simulated clock", "--data-dir"]);
    let (status, said) = Starting::spawn(&system, &["--simulated-clock"]).ended();
    assert!(!status.success());
    holds(&said, &["made with a system clock", "--data-dir"]);
}

#[test]
fn one_directory_has_one_server() {
    let directory = directory();
    let data = directory.path().join("data");
    let file = tenants::file(directory.path(), 2, 1);
    let server = Server::start(&data, &["--tenant", text(&file)]);
    // Its ready file must stay as it is: the second server has another name for it.
    let other = directory.path().join("link");
    std::os::unix::fs::symlink(&data, &other).expect("a link");
    let (status, said) = Starting::spawn(&other, &[]).ended();
    assert!(!status.success());
    holds(&said, &["another Reseat server uses", "stop it first"]);
    for command in [&["check"][..], &["tenant", "export"], &["tenant", "list"]] {
        let said = run_badly(&[command, &["--data-dir", text(&data)]].concat());
        holds(&said, &["another Reseat server uses"]);
    }
    // The first one has not noticed.
    assert_eq!(tenants::sign_in(&server).all("/v1.0/users").len(), 2);
    server.stop();
    check(&data);
}

#[test]
fn a_directory_of_one_organisation_is_not_served_as_another() {
    let directory = directory();
    let data = directory.path().join("data");
    create(&data, &tenants::file(directory.path(), 2, 1));
    let before = export(&data);
    let demo = demo();
    let (status, said) = Starting::spawn(&data, &["--simulated-clock", "--tenant", text(&demo)]).ended();
    assert!(!status.success());
    holds(&said, &["belongs to Test already", "--data-dir", "reseat tenant create"]);
    assert!(export(&data) == before);
    // Beside the first one it can be made, once.
    create(&data, &demo);
    assert_eq!(listed(&data).lines().count(), 2);
    let again = ["tenant", "create", "--simulated-clock", "--data-dir", text(&data), "--from", text(&demo)];
    holds(&run_badly(&again), &["nothing was made", "larkfield.example exists already"]);
    check(&data);
    holds(&run_badly(&["tenant", "export", "--data-dir", text(&data)]), &["--tenant", "larkfield.example"]);
}

#[test]
fn mistakes_in_a_file_are_told_with_their_lines_and_nothing_is_made() {
    let directory = directory();
    let file = directory.path().join("wrong.yaml");
    let wrong = "tenant: { displayName: Wrong, domain: wrong.example, country: DE }\n\
                 subscriptions:\n\
                 \x20 - { product: NO_SUCH_PRODUCT, quantity: 5 }\n\
                 people:\n\
                 \x20 - { upn: one, displayName: One, usageLocation: DE, licenses: [POWER_BI_PRO] }\n\
                 \x20 - { upn: one, displayName: Again }\n\
                 \x20 - { upn: two, displayName: Two, roles: [King] }\n";
    fs::write(&file, wrong).expect("a file");
    let data = directory.path().join("data");
    let said = run_badly(&["tenant", "create", "--data-dir", text(&data), "--from", text(&file)]);
    holds(&said, &["wrong.yaml cannot be used", "line 3", "line 5", "line 6", "line 7", "King"]);
    let (status, served) = Starting::spawn(&data, &["--tenant", text(&file)]).ended();
    assert!(!status.success());
    holds(&served, &["line 3", "line 7"]);
    assert!(!data.exists(), "a directory was made for a file that cannot be used");
}

#[test]
fn a_file_that_the_rules_refuse_makes_nothing() {
    let directory = directory();
    let (data, file) = (directory.path().join("data"), directory.path().join("narrow.yaml"));
    let people = |seats: usize| {
        format!(
            "tenant: {{ displayName: Narrow, domain: narrow.example, country: DE }}\n\
             subscriptions:\n\
             \x20 - {{ product: POWER_BI_PRO, quantity: {seats} }}\n\
             people:\n\
             \x20 - {{ upn: one, displayName: One, usageLocation: DE, licenses: [POWER_BI_PRO] }}\n\
             \x20 - {{ upn: two, displayName: Two, usageLocation: DE, licenses: [POWER_BI_PRO] }}\n"
        )
    };
    fs::write(&file, people(1)).expect("a file");
    let command = ["tenant", "create", "--simulated-clock", "--data-dir", text(&data), "--from", text(&file)];
    holds(&run_badly(&command), &["nothing was made", "line 6"]);
    assert_eq!(listed(&data), "");
    let (status, said) = Starting::spawn(&data, &["--simulated-clock", "--tenant", text(&file)]).ended();
    assert!(!status.success());
    holds(&said, &["nothing was made", "line 6"]);
    assert_eq!(listed(&data), "");
    // Mended, the same directory takes it.
    fs::write(&file, people(2)).expect("a file");
    run_well(&command);
    assert_eq!(listed(&data).lines().count(), 1);
    check(&data);
}
