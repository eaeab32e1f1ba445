//! Lost races, commits of unknown outcome, and decisions on what is remembered.

use std::sync::{Arc, Mutex};

use reseat_app::roles;
use reseat_model::outcome::Status;
use reseat_store::{Batch, StoreError};
use reseat_testkit::World;
use serde_json::json;

use super::*;

/// How a commit ends of which the store cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It was written.
    Written,
    /// It was not.
    Lost,
    /// It is written later, when the batch is already tried again.
    Late,
}

/// Lets the server's next commands end in an unknown outcome.
fn unknown_outcome(two: &Two, fate: Fate) {
    let store = Arc::clone(&two.store);
    let under_way: Mutex<Option<Batch>> = Mutex::new(None);
    let tries = std::sync::atomic::AtomicUsize::new(0);
    two.a_store.on_write(move |batch| {
        if tries.fetch_add(1, Ordering::SeqCst) == 0 {
            match fate {
                Fate::Written => store.apply(batch)?,
                Fate::Lost => {}
                Fate::Late => *under_way.lock().unwrap() = Some(batch.clone()),
            }
            return Err(StoreError::Unavailable("the connection was lost at the commit".to_owned()));
        }
        match under_way.lock().unwrap().take() {
            Some(late) => store.apply(&late),
            None => Ok(()),
        }
    });
}

#[test]
fn who_loses_a_race_decides_anew_on_what_the_other_left() {
    let two = two(&people(3, 1));
    let (b, other) = (Arc::clone(two.b.app()), Mutex::new(Some(licenses(&two.b, "p1", true))));
    let (send, receive) = std::sync::mpsc::channel();
    before_next_write(&two.a_store, move || {
        let other = other.lock().unwrap().take().unwrap();
        send.send(b.writer.submit(other).unwrap().outcomes.remove(0).status).unwrap();
    });
    let mine = two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    assert_eq!(receive.recv().unwrap(), Status::Changed);
    assert_eq!(mine.outcomes[0].status, Status::Refused, "the only seat is taken: {:?}", mine.outcomes);
    assert_eq!((consumed(&two.a), consumed(&two.b)), (1, 1));
    assert_eq!(records(&two.b, "Change user license"), 1);
}

#[test]
fn many_races_in_a_row_are_lost_and_the_change_is_made_all_the_same() {
    let two = two(&people(40, 40));
    let (b, others) = (Arc::clone(two.b.app()), Mutex::new(Vec::new()));
    others.lock().unwrap().extend((1..30).map(|n| licenses(&two.b, &format!("p{n}"), true)));
    two.a_store.on_write(move |batch| {
        if is_logged(batch)
            && let Some(other) = others.lock().unwrap().pop()
        {
            b.writer.submit(other).unwrap();
        }
        Ok(())
    });
    let mine = two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    assert_eq!(mine.outcomes[0].status, Status::Changed);
    assert_eq!(consumed(&two.b), 30);
}

#[test]
fn a_commit_of_unknown_outcome_is_answered_by_what_became_of_it() {
    for fate in [Fate::Written, Fate::Lost, Fate::Late] {
        let two = two(&people(3, 2));
        let submission = licenses(&two.a, "p0", true);
        let set = submission.meta.change_set;
        unknown_outcome(&two, fate);
        let commit = two.a.app().writer.submit(submission).unwrap();
        assert_eq!(commit.outcomes[0].status, Status::Changed, "{fate:?}");
        assert_eq!(commit.change_set, Some(set), "{fate:?}");
        two.a_store.clear();
        assert_eq!(consumed(&two.b), 1, "{fate:?}");
        assert_eq!(records(&two.b, "Change user license"), 1, "{fate:?}: once");
    }
}

#[test]
fn an_unknown_outcome_followed_by_a_lost_race_is_told_apart() {
    let two = two(&people(3, 2));
    let (store, b) = (Arc::clone(&two.store), Arc::clone(two.b.app()));
    let other = Mutex::new(Some(licenses(&two.b, "p1", true)));
    // Written, not told, and the log goes on elsewhere before anybody can look.
    instead_of_next_write(&two.a_store, move |batch| {
        store.apply(batch)?;
        b.writer.submit(other.lock().unwrap().take().unwrap()).unwrap();
        Err(StoreError::Unavailable("the connection was lost at the commit".to_owned()))
    });
    let mine = two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap();
    assert_eq!(mine.outcomes[0].status, Status::Changed);
    two.a_store.clear();
    assert_eq!(consumed(&two.b), 2);
    assert_eq!(records(&two.a, "Change user license"), 2);
}

#[test]
fn a_store_that_stays_away_is_said_to_be_away() {
    let two = two(&people(3, 2));
    two.a_store.on_write(|_| Err(StoreError::Unavailable("no primary".to_owned())));
    let error = two.a.app().writer.submit(licenses(&two.a, "p0", true)).unwrap_err();
    assert!(error.to_string().contains("not available"), "{error}");
    two.a_store.clear();
    assert_eq!(consumed(&two.b), 0);
}

/// Gives `p0` the role of the admin, so that there are two.
fn second_admin(world: &World) {
    let admin = reseat_authz::roles::GLOBAL_ADMINISTRATOR;
    let outcome = roles::grant(world.app(), &world.system_call(), world.user("p0").id, admin).unwrap();
    assert_eq!(outcome.status, Status::Changed);
}

fn dismiss(world: &World, who: &str) -> Status {
    let admin = reseat_authz::roles::GLOBAL_ADMINISTRATOR;
    roles::revoke(world.app(), &world.system_call(), world.user(who).id, admin).unwrap().status
}

#[test]
fn the_last_global_admin_stays_whatever_a_server_remembers_of_roles() {
    let two = two(&people(2, 1));
    second_admin(&two.a);
    let held = |world: &World| world.app().tenant(world.tenant.id).unwrap().roles.all().count();
    assert_eq!((held(&two.a), held(&two.b)), (2, 2));
    assert_eq!(dismiss(&two.b, "p0"), Status::Changed);
    assert_eq!(dismiss(&two.a, "admin"), Status::Refused);
    assert_eq!((held(&two.a), held(&two.b)), (1, 1));
}

#[test]
fn two_servers_cannot_each_dismiss_one_of_two_admins() {
    let two = two(&people(2, 1));
    second_admin(&two.a);
    let (b, call) = (Arc::clone(two.b.app()), two.b.system_call());
    let p0 = two.b.user("p0").id;
    before_next_write(&two.a_store, move || {
        roles::revoke(&b, &call, p0, reseat_authz::roles::GLOBAL_ADMINISTRATOR).unwrap();
    });
    assert_eq!(dismiss(&two.a, "admin"), Status::Refused);
}

#[test]
fn what_one_server_changed_of_an_organisation_is_seen_by_the_next_that_is_asked() {
    let two = two(&people(2, 1));
    let name = |world: &World| world.app().tenant(world.tenant.id).unwrap().tenant.display_name.clone();
    let before = name(&two.b);
    let admin = two.a.sign_in("admin");
    let (status, answer) = two.a.patch(&admin, "/reseat/v1/settings", &json!({"displayName": "Renamed"}));
    assert_eq!(status, 200, "{answer}");
    assert_ne!(before, "Renamed");
    assert_eq!(name(&two.b), "Renamed");
}

#[test]
fn two_who_change_different_settings_at_once_both_find_theirs() {
    let two = two(&people(2, 1));
    let edit = |days| reseat_app::tenant::SettingsEdit { history_days: days, ..Default::default() };
    let (b, call) = (Arc::clone(two.b.app()), two.b.system_call());
    before_next_write(&two.a_store, move || {
        drop(reseat_app::tenant::edit_settings(&b, &call, edit(Some(500))).unwrap());
    });
    let renamed = reseat_app::tenant::SettingsEdit {
        display_name: Some("Renamed".to_owned()),
        ..reseat_app::tenant::SettingsEdit::default()
    };
    let after = reseat_app::tenant::edit_settings(two.a.app(), &two.a.system_call(), renamed).unwrap();
    assert_eq!((after.display_name.as_str(), after.settings.history_days), ("Renamed", 500));
}

#[test]
fn two_who_change_different_properties_of_a_person_at_once_both_find_theirs() {
    let two = two(&people(2, 1));
    let id = two.a.user("p0").id;
    let set = |world: &World, edit: fn(&mut reseat_model::user::User)| {
        let app = Arc::clone(world.app());
        let call = world.system_call();
        move || {
            let outcome = reseat_app::people::update(&app, &call, id, edit, None).unwrap().unwrap();
            assert_eq!(outcome.status, Status::Changed);
        }
    };
    before_next_write(&two.a_store, set(&two.b, |user| user.job_title = Some("Binder".to_owned())));
    set(&two.a, |user| user.department = Some("Bindery".to_owned()))();
    let person = two.b.user("p0");
    assert_eq!(
        (person.job_title.as_deref(), person.department.as_deref()),
        (Some("Binder"), Some("Bindery"))
    );
}
