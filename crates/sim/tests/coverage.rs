//! Nothing that changes state is left out of the simulation: a new command, a new kind of edit, a new use case fails
//! here until the generator has it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use reseat_model::command::{Command, LicenseEdit};

/// Which operation of the simulation leads to a command. Exhaustive on purpose: a new command does not compile.
const fn operation_of(command: &Command) -> &'static str {
    match command {
        Command::ChangeLicenses { .. } => "Licenses",
        Command::CreateUser { .. } => "CreatePerson",
        Command::UpdateUser { .. } => "UpdatePerson",
        Command::DeleteUser { .. } => "Delete",
        Command::RestoreUser { .. } => "Restore",
        Command::PurgeUser { .. } => "Purge",
        Command::PurgeMailbox { .. } => "StaleTimer",
        Command::PutSubscription { .. } => "ChangePurchase",
        Command::AssignSelfService { .. } => "SelfService",
        Command::GrantRole { .. } => "GrantRole",
        Command::RevokeRole { .. } => "RevokeRole",
        Command::RepairPool { .. } => "Repair",
    }
}

/// The same for edits of licences.
const fn operation_of_edit(edit: &LicenseEdit) -> &'static str {
    match edit {
        LicenseEdit::Graph { .. }
        | LicenseEdit::Update { .. }
        | LicenseEdit::UnassignAll
        | LicenseEdit::Replace { .. }
        | LicenseEdit::Move { .. } => "Licenses",
        LicenseEdit::Revert { .. } => "Revert",
    }
}

/// Files of the application that hand something to the writer, and the operation that reaches them.
const USE_CASES: &[(&str, &str)] = &[
    ("applications/secrets.rs", "AddSecret"),
    ("applications/write.rs", "CreateApplication"),
    ("audit_trail/retire.rs", "Tick"),
    ("audit_trail/sign.rs", "Tick"),
    ("catalog/import.rs", "Catalog"),
    ("changes/change.rs", "Licenses"),
    ("changes/revert.rs", "Revert"),
    ("jobs/cancel.rs", "CancelJob"),
    ("jobs/run.rs", "Tick"),
    ("jobs/start.rs", "Licenses"),
    ("lease.rs", "Paused"),
    ("people/create.rs", "CreatePerson"),
    ("people/delete.rs", "Delete"),
    ("people/import.rs", "Import"),
    ("people/restore.rs", "Restore"),
    ("people/update.rs", "UpdatePerson"),
    ("people/update_many.rs", "UpdateMany"),
    ("retention.rs", "Tick"),
    ("roles/change.rs", "GrantRole"),
    ("sign_out.rs", "SignOut"),
    ("subscriptions/add.rs", "Buy"),
    ("tenant/check.rs", "Repair"),
    ("tenant/clock.rs", "MoveClock"),
    ("tenant/create.rs", "every case begins with it"),
    ("tenant/delete.rs", "LeaveAndReturn"),
    ("tenant/recover.rs", "Recover"),
    ("tenant/settings.rs", "Settings"),
    ("worker.rs", "Tick"),
];

/// Folders that the simulation leaves to others: sign-in has its own tests over the wire, and the writer is what is under
/// all of it.
const ELSEWHERE: &[&str] = &["identity/", "writer/", "system.rs"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_use_case_that_writes_is_simulated() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut writing = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let writes = ["writer.submit(", "writer.write(", "writer.enqueue(", "submit(app, call"];
        if writes.iter().any(|call| text.contains(call)) && !ELSEWHERE.iter().any(|e| name.starts_with(e)) {
            writing.insert(name);
        }
    }
    let known: BTreeSet<String> = USE_CASES.iter().map(|(file, _)| (*file).to_owned()).collect();
    let missing: Vec<&String> = writing.difference(&known).collect();
    assert!(
        missing.is_empty(),
        "{missing:?} write and are not simulated: add an operation to crates/sim/src/case.rs, its generator and its \
         model, then name it here"
    );
}

#[test]
fn every_operation_named_here_is_generated() {
    let mut kinds = BTreeSet::new();
    for seed in 0..200 {
        kinds.extend(reseat_sim::generate::case(seed, 50).steps.iter().map(|step| step.op.kind()));
    }
    let command = Command::DeleteUser { user: reseat_model::UserId::NIL };
    let named = USE_CASES.iter().map(|(_, operation)| *operation).filter(|name| !name.contains(' '));
    for name in named.chain([operation_of(&command), operation_of_edit(&LicenseEdit::UnassignAll)]) {
        assert!(kinds.contains(name), "{name} is not generated");
    }
}
