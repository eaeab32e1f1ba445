//! Audit records in the directory's words (contract section 6).

use reseat_model::audit::{Activity, Target};
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::decision::Decision;
use reseat_model::user::User;

use crate::world::*;

fn modified(decision: &Decision, name: &str) -> (String, String) {
    let audit = decision.audit.as_ref().expect("recorded");
    let property = audit.modified.iter().find(|property| property.name == name).expect(name);
    (property.old.clone(), property.new.clone())
}

#[test]
fn change_user_license_prints_licences_before_and_after_as_the_directory_does() {
    let mut world = World::new();
    let first = world.assign(ANA, &[DESK]);
    let choice = without(E3, &[MAIL_2, TEAMS]);
    let decision = world.change(ANA, LicenseEdit::Update { assign: vec![choice], unassign: vec![] });
    let audit = decision.audit.as_ref().unwrap();
    assert_eq!(audit.activity, Activity::ChangeUserLicense);
    let target = Target::User { id: ANA, upn: "ana@contoso.example".to_owned(), name: "ana".to_owned() };
    assert_eq!(audit.target, target);
    let account = "AccountId=77777777-7777-7777-7777-777777777777";
    let desk = format!(
        "\"[SkuName=DESK, {account}, SkuId=d1d1d1d1-d1d1-d1d1-d1d1-d1d1d1d1d1d1, DisabledPlans=[]]\""
    );
    let e3 = format!(
        "\"[SkuName=ENTERPRISEPACK, {account}, SkuId=e3e3e3e3-e3e3-e3e3-e3e3-e3e3e3e3e3e3, \
         DisabledPlans=[{MAIL_2}, {TEAMS}]]\""
    );
    let one = format!("[\r\n  {desk}\r\n]");
    assert_eq!(modified(&first, "AssignedLicense"), ("[]".to_owned(), one.clone()));
    assert_eq!(modified(&decision, "AssignedLicense"), (one, format!("[\r\n  {desk},\r\n  {e3}\r\n]")));
}

#[test]
fn accounts_print_the_properties_that_changed() {
    let mut world = World::new();
    let user = User {
        id: user(0x31),
        upn: "cleo@contoso.example".to_owned(),
        display_name: "Cleo \"C\"".to_owned(),
        ..User::default()
    };
    let created = world.run(&Command::CreateUser { user: Box::new(user.clone()) });
    assert_eq!(
        modified(&created, "DisplayName"),
        ("[]".to_owned(), "[\r\n  \"Cleo \\\"C\\\"\"\r\n]".to_owned())
    );
    let renamed = User { display_name: "Cleo".to_owned(), ..user };
    let updated = world.run(&Command::UpdateUser { user: Box::new(renamed) });
    assert_eq!(updated.audit.as_ref().unwrap().modified.len(), 1);
}

#[test]
fn every_change_has_its_activity() {
    let mut world = World::new();
    let activity = |decision: Decision| decision.audit.unwrap().activity;
    world.assign(ANA, &[E3]);
    assert_eq!(activity(world.run(&Command::DeleteUser { user: ANA })), Activity::DeleteUser);
    let restore = Command::RestoreUser { user: ANA, new_upn: None, licenses: vec![] };
    assert_eq!(activity(world.run(&restore)), Activity::RestoreUser);
    world.advance_days(30);
    let due = world.now;
    assert_eq!(activity(world.run(&Command::PurgeMailbox { user: ANA, due })), Activity::PurgeMailbox);
    world.run(&Command::DeleteUser { user: ANA });
    assert_eq!(activity(world.run(&Command::PurgeUser { user: ANA })), Activity::HardDeleteUser);
}

#[test]
fn a_purge_that_the_worker_will_not_meet_is_recorded_with_the_new_mailbox() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.unassign(ANA, &[E3]);
    world.advance_days(31);
    let decision = world.assign(ANA, &[E3]);
    let (old, new) = modified(&decision, "PurgedMailbox");
    assert!(old.contains('-'));
    assert_eq!(new, "[]");
}
