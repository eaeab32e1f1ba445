//! Keys that sign tokens are replaced while people work: nobody notices, except where a key was given away.

use reseat_app::identity::{TakeOver, rotate_signing_key};
use reseat_testkit::World;
use serde_json::Value;

/// The names of the published keys.
fn published(world: &World) -> Vec<String> {
    let path = format!("/{}/discovery/v2.0/keys", world.tenant.id);
    let keys = world.read(&world.sign_in("reader"), &path);
    keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

fn rotate(world: &World, how: TakeOver) {
    rotate_signing_key(world.app().keys.as_ref(), world.app().clock.wall(), how).unwrap();
    // Half a minute until every process has looked.
    world.clock.advance_seconds(31);
}

#[test]
fn tokens_go_on_over_a_new_key_and_end_with_one_that_was_given_away() {
    let world = World::own_keys();
    let before = world.sign_in("admin");
    let first = published(&world);
    assert_eq!(first.len(), 1);
    rotate(&world, TakeOver::WhenPublished);
    let waiting = published(&world);
    assert_eq!((waiting.len(), &waiting[0]), (2, &first[0]), "published before it is used");
    rotate(&world, TakeOver::AtOnce);
    let after = world.sign_in("admin");
    let session = |who| -> (u16, Value) { world.get(who, "/reseat/v1/session") };
    assert_eq!((session(&before).0, session(&after).0), (200, 200));
    rotate(&world, TakeOver::Replace);
    assert_eq!(published(&world).len(), 1);
    assert_eq!((session(&before).0, session(&after).0), (401, 401), "what the old keys signed is refused");
    assert_eq!(session(&world.sign_in("admin")).0, 200);
}
