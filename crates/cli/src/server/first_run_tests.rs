//! `reseat setup` and `reseat admin recover` on a data directory of their own: who can sign in afterwards, with what.

use std::path::Path;

use reseat_app::identity::{Identity, Origin, SignInError};
use reseat_model::audit::Actor;
use reseat_model::log::LogEntry;
use reseat_model::tenant::Tenant;
use reseat_store::{Record, Scan, Stored, Value};

use super::assemble::{Assembled, open_existing};
use super::recover::{RecoverArgs, give_access};
use super::serve::identity;
use super::setup::{Made, SetupArgs, make};
use super::{DataDir, ServerFailure};

const GRETA: &str = "greta@quillmark.example";

fn data(home: &Path) -> DataDir {
    DataDir::at(&home.join("data"), None)
}

fn set_up(home: &Path) -> Result<Made, ServerFailure> {
    let args = SetupArgs {
        data: data(home),
        organization: Some("Quillmark Books".to_owned()),
        domain: Some("quillmark.example".to_owned()),
        admin: Some("greta".to_owned()),
        admin_name: None,
        country: "DE".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        cloud: "worldwide".to_owned(),
        simulated_clock: false,
    };
    make(args, &mut |_, flag| Err(ServerFailure(format!("{flag} is missing"))))
}

/// A new password works once its owner has chosen it, and not before.
fn assert_must_be_changed(identity: &Identity, tenant: &Tenant, password: &str, chosen: &str) {
    let first = identity.sign_in(tenant, GRETA, password, &Origin::default());
    assert!(matches!(first, Err(SignInError::MustChange)), "{first:?}");
    identity.change_password(tenant, GRETA, password, chosen, &Origin::default()).unwrap();
    let again = identity.sign_in(tenant, GRETA, password, &Origin::default());
    assert!(matches!(again, Err(SignInError::Wrong { .. })), "the one-time password works once: {again:?}");
    identity.sign_in(tenant, GRETA, chosen, &Origin::default()).unwrap();
}

fn log(assembled: &Assembled, tenant: &Tenant) -> Vec<LogEntry> {
    let scan = Scan::key(LogEntry::TABLE, vec![Value::Bytes(tenant.id.bytes().to_vec())], 1_000);
    LogEntry::scan(assembled.app.store.as_ref(), &scan).unwrap()
}

#[test]
fn setup_makes_one_administrator_whose_password_must_be_changed_and_refuses_a_second_time() {
    let home = tempfile::tempdir().unwrap();
    let made = set_up(home.path()).unwrap();
    assert_eq!((made.tenant.display_name.as_str(), made.admin.as_str()), ("Quillmark Books", GRETA));
    let identity = identity(&made.assembled, &[]).unwrap();
    assert_must_be_changed(&identity, &made.tenant, &made.password, "a longer secret 1");
    drop((identity, made));
    let refused = set_up(home.path()).err().map(|failure| failure.0).unwrap_or_default();
    assert!(refused.contains("quillmark.example already"), "{refused}");
    assert!(refused.contains("reseat admin recover"), "{refused}");
}

#[test]
fn rol_8_recovery_gives_access_again_and_is_audited() {
    let home = tempfile::tempdir().unwrap();
    let made = set_up(home.path()).unwrap();
    let tenant = made.tenant.clone();
    drop(made);
    let assembled = open_existing(&data(home.path())).unwrap();
    let before = log(&assembled, &tenant).len();
    let args = |user: &str| RecoverArgs { data: data(home.path()), user: user.to_owned(), tenant: None };

    let refused = give_access(&assembled, &args("nobody@quillmark.example")).unwrap_err();
    assert!(refused.0.starts_with("nothing was changed") && refused.0.contains("--user"), "{refused}");
    assert_eq!(log(&assembled, &tenant).len(), before, "a refusal leaves no trace");

    let (organization, password) = give_access(&assembled, &args(GRETA)).unwrap();
    assert_eq!(organization, "Quillmark Books");
    let identity = identity(&assembled, &[]).unwrap();
    assert_must_be_changed(&identity, &tenant, &password, "another long secret 2");
    let new = &log(&assembled, &tenant)[before..];
    let console = |actor: &Actor| matches!(actor, Actor::System { name } if name == "server console");
    assert!(!new.is_empty() && new.iter().all(|entry| console(&entry.actor)), "{new:?}");
}
