//! What ends soon is told to those who may see it, before it ends.

use reseat_testkit::World;
use serde_json::{Value, json};

use crate::support::*;

fn kinds(world: &World, who: &str) -> Vec<Value> {
    let person = world.sign_in(who);
    world.read(&person, "/reseat/v1/attention")["value"].as_array().unwrap().clone()
}

/// An application with a secret that ends in so many days of wall time.
fn application(world: &World, name: &str, days: &[i64]) -> String {
    let admin = world.sign_in("admin");
    let (status, made) = world.post(&admin, "/v1.0/applications", &json!({"displayName": name}));
    assert_eq!(status, 201, "{made}");
    for days in days {
        let ends = reseat_http::v1::wire::iso(world.app().clock.wall().plus_days(*days));
        let body =
            json!({"passwordCredential": {"displayName": format!("for {days} days"), "endDateTime": ends}});
        let path = format!("/v1.0/applications/{}/addPassword", text(&made["id"]));
        let (status, secret) = world.post(&admin, &path, &body);
        assert_eq!(status, 200, "{secret}");
    }
    text(&made["appId"])
}

#[test]
fn a_secret_is_told_of_thirty_days_before_it_ends() {
    let world = World::small();
    let soon = application(&world, "Payroll", &[20]);
    application(&world, "Lasting", &[31]);
    let replaced = application(&world, "Renewed", &[10, 400]);
    let found = kinds(&world, "admin");
    let told: Vec<_> = found.iter().map(|f| (&f["kind"], &f["appId"], &f["replaced"])).collect();
    let kind = json!("applicationSecretEnds");
    assert_eq!(
        told,
        [(&kind, &json!(replaced), &json!(true)), (&kind, &json!(soon), &json!(false))],
        "what ends first comes first"
    );
    assert_eq!((&found[1]["application"], &found[1]["secret"]), (&json!("Payroll"), &json!("for 20 days")));
    assert!(text(&found[1]["endsDateTime"]).ends_with('Z'));
    assert_eq!(kinds(&world, "licenses"), Vec::<Value>::new(), "not everybody may see applications");
}
