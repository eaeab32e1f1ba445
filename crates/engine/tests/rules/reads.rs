//! What a decision asks for, and nothing that is already known.

use reseat_engine::{GLOBAL_ADMINISTRATOR, Key, View, reads};
use reseat_model::assignment::{AssignmentKey, Path, PathState};
use reseat_model::command::{Command, LicenseEdit};
use reseat_model::{PoolId, SkuId};

use crate::world::*;

fn org(sku: SkuId) -> Key {
    Key::Pool(sku, PoolId::ORGANIZATION)
}

/// Ana's licences are known, no pool is.
fn without_pools() -> View {
    let mut world = World::new();
    world.assign(ANA, &[E3, DESK]);
    world.inherit(ANA, E3, group(1));
    let pool = PoolId::of_purchaser(ROOT);
    world.path(ANA, AssignmentKey { sku: CHART_TOOL, pool, path: Path::Direct }, PathState::Active);
    world.view.pools.clear();
    world.view.people.retain(|id, _| *id == ANA);
    world.view
}

fn asked(edit: LicenseEdit) -> Vec<Key> {
    reads(&Command::ChangeLicenses { user: ANA, edit }, &without_pools())
}

#[test]
fn first_the_person() {
    let command = Command::ChangeLicenses { user: ANA, edit: LicenseEdit::UnassignAll };
    assert_eq!(reads(&command, &View::default()), [Key::Person(ANA)]);
}

#[test]
fn then_only_what_the_change_touches() {
    assert_eq!(asked(update(&[], &[DESK])), [org(DESK)]);
    assert_eq!(asked(update(&[], &[CRM_A])), [], "what is not held has nothing to say");
    assert_eq!(asked(update(&[E1], &[E3])), [org(E1), org(E3), Key::Group(group(1))]);
    assert_eq!(asked(update(&[], &[CHART_TOOL])), [Key::Person(ROOT)]);
    let all_of_it = [Key::Person(ROOT), org(DESK), org(E3), Key::Group(group(1))];
    assert_eq!(asked(LicenseEdit::UnassignAll), all_of_it);
    assert_eq!(asked(LicenseEdit::Move { from: DESK, to: all(E1) }), [org(E1), org(DESK)]);
}

#[test]
fn nothing_more_about_who_is_not_there_or_deleted() {
    let mut view = without_pools();
    let command = Command::ChangeLicenses { user: ANA, edit: LicenseEdit::UnassignAll };
    view.people.get_mut(&ANA).unwrap().as_mut().unwrap().user.deleted_at = Some(START);
    assert_eq!(reads(&command, &view), []);
    view.people.insert(ANA, None);
    assert_eq!(reads(&command, &view), []);
}

#[test]
fn deleting_asks_for_every_seat_and_for_other_global_admins() {
    let mut view = without_pools();
    let command = Command::DeleteUser { user: ANA };
    assert_eq!(reads(&command, &view).len(), 3);
    view.people.get_mut(&ANA).unwrap().as_mut().unwrap().roles.push(GLOBAL_ADMINISTRATOR);
    assert!(reads(&command, &view).contains(&Key::RoleHolders(GLOBAL_ADMINISTRATOR)));
}
