//! 25.24: replace and move are one end state; a person for whom it fails keeps what they had.

use reseat_testkit::{SMALL, World};
use serde_json::json;

use crate::support::*;

#[test]
fn rule_25_24_a_move_without_a_seat_leaves_everything_as_it_was() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let operation = json!({"kind": "move", "from": world.sku(E3), "to": choice(&world, E5, &[])});
    let result = change(&world, &admin, &request(&world, &["clara", "gwen"], operation));
    assert_eq!(verdict_of(&result, &world, "clara"), is("refused", &["noSeats"]));
    assert_eq!(verdict_of(&result, &world, "gwen"), is("unchanged", &["notHeld"]));
    assert_eq!(held(&world, &admin, "clara"), [E3, VISIO_SELF_SERVICE]);
}

#[test]
fn rule_25_24_a_move_has_no_gap() {
    let world = World::from_tenant_yaml(&SMALL.replace("SPE_E5, quantity: 2", "SPE_E5, quantity: 4"));
    let admin = world.sign_in("licenses");
    let since = text(&person(&world, &admin, "clara")["services"]["mailbox"]["since"]);
    let to = choice(&world, E5, &["SWAY"]);
    let operation = json!({"kind": "move", "from": world.sku(E3), "to": to});
    let result = change(&world, &admin, &request(&world, &["clara", "mei"], operation));
    let clara = row(&result, &world, "clara");
    assert_eq!(verdict(clara), is("changed", &[]));
    assert_eq!((&clara["mailbox"], &clara["drive"]), (&json!(null), &json!(null)), "mail and files go on");
    assert_eq!(text(&person(&world, &admin, "clara")["services"]["mailbox"]["since"]), since);
    assert_eq!(direct(&world, &admin, "clara", E5)["disabledPlans"], json!([world.plan("SWAY")]));
    // Nothing else changes: not the self-service licence, not another product.
    assert_eq!(held(&world, &admin, "clara"), [E5, VISIO_SELF_SERVICE]);
    assert_eq!(held(&world, &admin, "mei"), [BI, E5]);
    assert_eq!((seats(&world, &admin, E3), seats(&world, &admin, E5)), ((5, 3), (4, 0)));
}

#[test]
fn mov_1_replace_takes_every_direct_licence_and_gives_the_chosen() {
    let world = World::small();
    let admin = world.sign_in("users");
    let operation =
        json!({"kind": "replace", "with": [choice(&world, E3, &["SWAY"]), choice(&world, BI, &[])]});
    let result = change(&world, &admin, &request(&world, &["ben", "dmitri", "clara", "farid"], operation));
    assert_eq!(verdict_of(&result, &world, "ben"), is("changed", &[]));
    assert_eq!(held(&world, &admin, "ben"), [E3, BI]);
    assert_eq!(direct(&world, &admin, "ben", E3)["disabledPlans"], json!([world.plan("SWAY")]));
    // API-4: the chosen services replace the ones that were off.
    assert_eq!(verdict_of(&result, &world, "dmitri"), is("changed", &["selfService"]));
    assert_eq!(held(&world, &admin, "dmitri"), [E3, BI, VISIO_SELF_SERVICE]);
    // Power BI has two free seats; Clara would be the third and keeps what she had.
    assert_eq!(verdict_of(&result, &world, "clara"), is("refused", &["noSeats"]));
    assert_eq!(held(&world, &admin, "clara"), [E3, VISIO_SELF_SERVICE]);
    let off = direct(&world, &admin, "clara", E3)["disabledPlans"].as_array().unwrap().len();
    assert_eq!(off, 2, "her own choice of services too");
    assert_eq!(verdict_of(&result, &world, "farid"), is("refused", &["usageLocationMissing"]));
    assert_eq!((seats(&world, &admin, E5), seats(&world, &admin, MAIL)), ((1, 1), (0, 1)));
}

#[test]
fn mov_1_replacing_by_something_without_mail_starts_the_30_days() {
    let world = World::small();
    let admin = world.sign_in("users");
    let operation = json!({"kind": "replace", "with": [choice(&world, BI, &[])]});
    let result = change(&world, &admin, &request(&world, &["ben"], operation));
    let ben = row(&result, &world, "ben");
    assert_eq!(
        (&ben["mailbox"]["after"], ben["licenses"].as_array().unwrap().len()),
        (&json!("disconnected"), 3)
    );
}

#[test]
fn rule_25_24_one_save_of_the_check_boxes_is_one_change() {
    let world = World::small();
    let admin = world.sign_in("licenses");
    let operation = json!({"kind": "update", "assign": [choice(&world, BI, &[])], "unassign": skus(&world, &[E3, AUDIO])});
    let result = change(&world, &admin, &request(&world, &["anna", "gwen"], operation));
    assert_eq!(counts(&result), (2, 0, 0));
    assert_eq!(
        (held(&world, &admin, "anna"), held(&world, &admin, "gwen")),
        (vec![BI.to_owned()], vec![BI.to_owned()])
    );
    let both =
        json!({"kind": "update", "assign": [choice(&world, E3, &[])], "unassign": skus(&world, &[E3])});
    let result = change(&world, &admin, &request(&world, &["gwen"], both));
    assert_eq!(verdict_of(&result, &world, "gwen"), is("refused", &["contradictoryProduct"]));
}
