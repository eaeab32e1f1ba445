//! Who is signed in and what they may do; the cookie and its header (design section 6).

use std::fmt::Write as _;

use reseat_testkit::{Who, World};
use serde_json::json;

use crate::support::*;

const SESSION: &str = "/reseat/v1/session";

#[test]
fn a_cookie_reads_but_changes_only_with_its_header() {
    let world = World::small();
    let console = world.console("licenses");
    let Who::Cookie { cookie, csrf } = &console else { panic!("{console:?}") };
    let bare = Who::Cookie { cookie: cookie.clone(), csrf: None };
    let forged = Who::Cookie { cookie: cookie.clone(), csrf: Some("forged".to_owned()) };
    let session = world.read(&bare, SESSION);
    assert_eq!(session["csrfToken"].as_str(), csrf.as_deref());
    assert_eq!(session["user"]["displayName"], "Linus Vogt");
    let before = world.export();
    let body = unassign(&world, &["ben"], &[E3]);
    for who in [&bare, &forged] {
        assert_eq!(world.get(who, "/reseat/v1/products").0, 200);
        for path in [CHANGES, PREVIEWS] {
            let (status, error) = world.post(who, path, &body);
            assert_eq!((status, error["error"]["code"].as_str()), (403, Some("Authorization_RequestDenied")));
            assert!(message(&error).contains("X-Reseat-Csrf"), "{error}");
        }
        let graph = json!({"addLicenses": [], "removeLicenses": [world.sku(E3)]});
        assert_eq!(world.post(who, &format!("/v1.0/users/{}/assignLicense", world.id("ben")), &graph).0, 403);
        assert_eq!(world.delete(who, &format!("/v1.0/users/{}", world.id("ben"))).0, 403);
    }
    // The right header from another site is not the console either.
    let headers = [
        ("content-type", "application/json"),
        ("x-reseat-csrf", csrf.as_deref().unwrap()),
        ("sec-fetch-site", "cross-site"),
    ];
    assert_eq!(world.send(&bare, "POST", CHANGES, &headers, body.to_string().into_bytes()).status, 403);
    assert_eq!(world.export(), before);
    assert_eq!(counts(&change(&world, &console, &body)), (1, 0, 0));
}

#[test]
fn a_session_ends_with_signing_out_and_with_the_account() {
    let world = World::small();
    let console = world.console("licenses");
    let Who::Cookie { cookie, .. } = &console else { panic!("{console:?}") };
    let nobody = Who::Cookie { cookie: format!("{cookie}x"), csrf: None };
    assert_eq!(world.get(&nobody, SESSION).0, 401);
    assert_eq!(world.get(&Who::Nobody, SESSION).0, 401);
    assert_eq!(world.get(&Who::Token("forged".to_owned()), SESSION).0, 401);
    world.identity().end_session(cookie).unwrap();
    assert_eq!(world.get(&console, SESSION).0, 401);

    let console = world.console("licenses");
    let token = world.sign_in("licenses");
    let admin = world.sign_in("admin");
    let path = format!("/v1.0/users/{}", world.id("licenses"));
    assert_eq!(world.patch(&admin, &path, &json!({"accountEnabled": false})).0, 204);
    // Rights follow a change at most two seconds behind.
    world.clock.advance_seconds(3);
    assert_eq!(world.get(&console, SESSION).0, 401);
    assert_eq!(world.get(&token, SESSION).0, 401);
}

#[test]
fn a_token_and_a_session_end_by_themselves() {
    let world = World::small();
    let token = world.sign_in("licenses");
    let console = world.console("licenses");
    world.clock.advance_seconds(3_601);
    assert_eq!(world.get(&token, SESSION).0, 401);
    assert_eq!(world.get(&console, SESSION).0, 200);
    world.clock.advance_seconds(12 * 3_600 + 1_800);
    assert_eq!(world.get(&console, SESSION).0, 401, "twelve hours without use");
}

#[test]
fn the_session_says_where_one_is() {
    let world = World::small();
    let mei = world.read(&world.console("mei"), SESSION);
    assert_eq!(mei["user"]["preferredLanguage"], "zh-CN");
    assert_eq!(mei["roles"], json!([]));
    assert_eq!(mei["tenant"]["defaultDomain"], "quillmark.example");
    assert_eq!((&mei["tenant"]["cloud"], &mei["clock"]["kind"]), (&json!("worldwide"), &json!("simulated")));
    let app = world.read(&world.application(), SESSION);
    assert_eq!((&app["user"], &app["csrfToken"]), (&json!(null), &json!(null)));
}

/// The reviewed list of what each account of `tenants/small.yaml` may do. After a wanted change run the test with
/// `UPDATE_SNAPSHOTS=1` and review the difference.
#[test]
fn every_role_account_may_do_what_the_matrix_says() {
    let world = World::small();
    let mut found = String::new();
    for (name, who) in [
        ("Global Administrator", world.sign_in("admin")),
        ("Global Reader", world.sign_in("reader")),
        ("License Administrator", world.sign_in("licenses")),
        ("User Administrator", world.sign_in("users")),
        ("no role", world.sign_in("mei")),
        ("License Administrator, through an application that may only read", {
            world.sign_in_for("licenses", "LicenseAssignment.Read.All User.Read.All")
        }),
        ("the application Scripts in its own name", world.application()),
    ] {
        let session = world.read(&who, SESSION);
        writeln!(found, "{name}").unwrap();
        for (action, right) in session["actions"].as_object().unwrap() {
            if right["allowed"] == true {
                writeln!(found, "  {action}").unwrap();
            } else {
                let roles = right["rolesThatWould"].as_array();
                let roles: Vec<String> =
                    roles.into_iter().flatten().map(|role| text(&role["name"])).collect();
                writeln!(found, "  - {action} ({})", roles.join(", ")).unwrap();
            }
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/session_actions.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, reviewed, "see the test's comment");
}
