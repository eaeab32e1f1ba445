//! Every operation of the OpenAPI document refuses callers without a token and callers who may not (design section 6).
//! An operation that is in the document but not in the table here fails the test.

use std::collections::BTreeMap;

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

/// Who is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Refused {
    /// A person without this right; the roles that would do are named.
    Roles(&'static [&'static str]),
    /// Nobody who is signed in.
    Nobody,
}

const READ_LICENSES: Refused = Refused::Roles(&[
    "Billing Administrator",
    "Global Administrator",
    "Global Reader",
    "License Administrator",
    "User Administrator",
]);
const WRITE_LICENSES: Refused =
    Refused::Roles(&["Global Administrator", "License Administrator", "User Administrator"]);
const READ_PEOPLE: Refused = Refused::Roles(&[
    "Billing Administrator",
    "Directory Readers",
    "Exchange Administrator",
    "Global Administrator",
    "Global Reader",
    "Groups Administrator",
    "Helpdesk Administrator",
    "License Administrator",
    "Password Administrator",
    "Privileged Role Administrator",
    "Service Support Administrator",
    "SharePoint Administrator",
    "User Administrator",
]);
const WRITE_PEOPLE: Refused = Refused::Roles(&["Global Administrator", "User Administrator"]);
const GLOBAL: Refused = Refused::Roles(&["Global Administrator"]);
const BUYERS: Refused = Refused::Roles(&["Billing Administrator", "Global Administrator"]);
const READ_SETTINGS: Refused = Refused::Roles(&["Global Administrator", "Global Reader"]);
const READ_AUDIT: Refused = Refused::Roles(&[
    "Billing Administrator",
    "Global Administrator",
    "Global Reader",
    "License Administrator",
    "Reports Reader",
    "User Administrator",
]);

/// Every operation with who is refused.
const OPERATIONS: &[(&str, &str, Refused)] = &[
    ("GET", "/reseat/v1/attention", Refused::Nobody),
    ("GET", "/reseat/v1/audit", READ_AUDIT),
    ("GET", "/reseat/v1/audit/export", READ_AUDIT),
    ("GET", "/reseat/v1/audit/heads", READ_AUDIT),
    ("GET", "/reseat/v1/audit/keys", READ_AUDIT),
    ("GET", "/reseat/v1/audit/{id}", READ_AUDIT),
    ("POST", "/reseat/v1/catalog/import", GLOBAL),
    ("GET", "/reseat/v1/catalog/products", READ_LICENSES),
    ("GET", "/reseat/v1/changeSets", READ_LICENSES),
    ("GET", "/reseat/v1/changeSets/export", READ_LICENSES),
    ("GET", "/reseat/v1/changeSets/{id}", READ_LICENSES),
    ("GET", "/reseat/v1/changeSets/{id}/items", READ_LICENSES),
    ("POST", "/reseat/v1/changeSets/{id}/revert", WRITE_LICENSES),
    ("POST", "/reseat/v1/changeSets/{id}/revert/preview", WRITE_LICENSES),
    ("POST", "/reseat/v1/changes", WRITE_LICENSES),
    ("GET", "/reseat/v1/clock", Refused::Nobody),
    ("POST", "/reseat/v1/clock", GLOBAL),
    ("GET", "/reseat/v1/jobs", READ_LICENSES),
    ("GET", "/reseat/v1/jobs/export", READ_LICENSES),
    ("GET", "/reseat/v1/jobs/{id}", READ_LICENSES),
    ("POST", "/reseat/v1/jobs/{id}/cancel", WRITE_LICENSES),
    ("GET", "/reseat/v1/jobs/{id}/results", READ_LICENSES),
    ("GET", "/reseat/v1/losses", READ_PEOPLE),
    ("GET", "/reseat/v1/people", READ_PEOPLE),
    ("POST", "/reseat/v1/people/import", WRITE_PEOPLE),
    ("POST", "/reseat/v1/people/update", WRITE_LICENSES),
    ("GET", "/reseat/v1/people/{id}", READ_PEOPLE),
    ("GET", "/reseat/v1/people/{id}/changes", READ_LICENSES),
    ("GET", "/reseat/v1/permissions", READ_SETTINGS),
    ("POST", "/reseat/v1/previews", WRITE_LICENSES),
    ("GET", "/reseat/v1/products", READ_LICENSES),
    ("GET", "/reseat/v1/products/{skuId}", READ_LICENSES),
    ("POST", "/reseat/v1/products/{skuId}/unassign", WRITE_LICENSES),
    ("POST", "/reseat/v1/products/{skuId}/unassign/preview", WRITE_LICENSES),
    ("GET", "/reseat/v1/products/{skuId}/users", READ_LICENSES),
    ("GET", "/reseat/v1/roles", READ_PEOPLE),
    ("GET", "/reseat/v1/session", Refused::Nobody),
    ("GET", "/reseat/v1/settings", READ_SETTINGS),
    ("PATCH", "/reseat/v1/settings", GLOBAL),
    ("POST", "/reseat/v1/subscriptions", BUYERS),
];

/// The operations of the document.
fn documented() -> Vec<(String, String)> {
    let document = serde_json::to_value(reseat_http::v1::document()).unwrap();
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if ["get", "post", "put", "patch", "delete"].contains(&method.as_str()) {
                all.push((method.to_uppercase(), path.clone()));
            }
        }
    }
    all.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    all
}

/// A request that would go through for who may: a real change set, job, product and person.
struct Samples {
    set: String,
    set_to_preview: String,
    job: String,
    sku: String,
    person: String,
    product: String,
}

impl Samples {
    fn of(world: &World) -> Self {
        let admin = world.sign_in("admin");
        let set = text(&change(world, &admin, &unassign(world, &["mei"], &[E3]))["changeSetId"]);
        let set_to_preview = text(&change(world, &admin, &unassign(world, &["users"], &[E3]))["changeSetId"]);
        let job = with(unassign(world, &["erik"], &[E3]), &json!({"asJob": true}));
        let job = text(&world.send_json(&admin, "POST", CHANGES, &job).expect(202)["job"]["id"]);
        let [sku, product] = [E3, BI].map(|part| world.sku(part));
        Self { set, set_to_preview, job, sku, person: world.id("ben"), product }
    }

    fn path(&self, path: &str) -> String {
        let id = match path.split('/').nth(3) {
            Some("audit") => "1-0",
            Some("changeSets") if path.ends_with("/preview") => &self.set_to_preview,
            Some("changeSets") => &self.set,
            Some("jobs") => &self.job,
            _ => &self.person,
        };
        path.replace("{id}", id).replace("{skuId}", &self.sku)
    }

    fn body(&self, method: &str, path: &str) -> (&'static str, String) {
        let json = |body: Value| ("application/json", body.to_string());
        match (method, path) {
            ("GET", _) => ("text/plain", String::new()),
            (_, "/reseat/v1/people/import") => ("text/csv", "Username\nnew@quillmark.example\n".to_owned()),
            (_, "/reseat/v1/catalog/import") => {
                let header = "product_display_name,string_id,guid,service_plan_name,service_plan_id,service_plan_friendly_name";
                let row = "New,NEW,c2e41e49-e2a2-4c55-832a-cf13ffba1d6b,NEW_PLAN,7d16094b-4db8-41ff-a182-372a90a85417,New";
                ("text/csv", format!("{header}\n{row}\n"))
            }
            (_, "/reseat/v1/changes" | "/reseat/v1/previews") => {
                json(json!({"people": {"ids": [self.person]},
                "operation": {"kind": "update", "assign": [{"skuId": self.product}], "unassign": [self.sku]}}))
            }
            (_, "/reseat/v1/subscriptions") => json(json!({"skuId": self.sku, "quantity": 1})),
            (_, "/reseat/v1/people/update") => {
                json(json!({"people": {"ids": [self.person]}, "set": {"usageLocation": "FR"}}))
            }
            (_, "/reseat/v1/settings") => json(json!({"historyDays": 500})),
            (_, "/reseat/v1/clock") => json(json!({"advanceDays": 1})),
            (_, path) if path.contains("unassign") => json(json!({"users": [self.person]})),
            _ => json(json!({})),
        }
    }

    fn send(&self, world: &World, who: &Who, method: &str, path: &str) -> reseat_testkit::Answer {
        let (content_type, body) = self.body(method, path);
        world.send(who, method, &self.path(path), &[("content-type", content_type)], body.into_bytes())
    }
}

/// The status of what is done: one operation makes something that was not there.
fn done(path: &str) -> u16 {
    if path == "/reseat/v1/subscriptions" { 201 } else { 200 }
}

#[test]
fn every_operation_is_in_the_table() {
    let listed: Vec<(String, String)> =
        OPERATIONS.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(listed, documented(), "an operation without a refusal test");
}

#[test]
fn every_operation_refuses_callers_without_a_token() {
    let world = World::small();
    let samples = Samples::of(&world);
    let before = world.export();
    for (method, path, _) in OPERATIONS {
        for who in [Who::Nobody, Who::Token("forged".to_owned()), Who::Token(String::new())] {
            let answer = samples.send(&world, &who, method, path);
            assert_eq!(answer.status, 401, "{method} {path} {who:?}: {}", answer.text);
            assert_eq!(answer.json["error"]["code"], "InvalidAuthenticationToken", "{method} {path}");
            assert!(answer.header("www-authenticate").starts_with("Bearer"), "{method} {path}");
        }
    }
    assert_eq!(world.export(), before);
}

#[test]
fn every_operation_refuses_people_without_the_role_and_names_those_that_would_do() {
    let world = World::small();
    let samples = Samples::of(&world);
    let before = world.export();
    // No role at all, through an application that may do everything in her name.
    let mei = world.sign_in("mei");
    for (method, path, refused) in OPERATIONS {
        let answer = samples.send(&world, &mei, method, path);
        let Refused::Roles(expected) = refused else {
            assert_eq!(answer.status, 200, "{method} {path}: {}", answer.text);
            continue;
        };
        assert_eq!(answer.status, 403, "{method} {path}: {}", answer.text);
        let error = &answer.json["error"];
        assert_eq!(error["code"], "Authorization_RequestDenied");
        let details = error["details"].as_array().unwrap();
        let mut roles: Vec<&str> = details
            .iter()
            .filter(|detail| detail["code"] == "roleWouldDo")
            .map(|detail| detail["message"].as_str().unwrap())
            .collect();
        roles.sort_unstable();
        assert_eq!(&roles, expected, "{method} {path}");
        assert!(details.iter().all(|detail| detail["target"].as_str().is_some_and(|t| t.len() == 36)));
    }
    assert_eq!(world.export(), before);
}

#[test]
fn every_operation_refuses_tokens_without_the_permission_and_names_those_that_would_do() {
    let world = World::small();
    let samples = Samples::of(&world);
    let before = world.export();
    // The Global Administrator, through an application that may only read the signed-in person.
    let weak = world.sign_in_for("admin", "User.Read");
    for (method, path, refused) in OPERATIONS {
        let answer = samples.send(&world, &weak, method, path);
        if *refused == Refused::Nobody {
            assert_eq!(answer.status, 200, "{method} {path}: {}", answer.text);
            continue;
        }
        assert_eq!(answer.status, 403, "{method} {path}: {}", answer.text);
        let details = answer.json["error"]["details"].as_array().unwrap();
        let permissions = details.iter().filter(|detail| detail["code"] == "permissionWouldDo");
        assert!(permissions.count() > 0, "{method} {path}: {}", answer.text);
    }
    assert_eq!(world.export(), before);
}

#[test]
fn every_operation_lets_the_global_administrator_through() {
    // Otherwise a refusal above might have had another reason.
    let world = World::small();
    let samples = Samples::of(&world);
    let admin = world.sign_in("admin");
    let mut answers = BTreeMap::new();
    for (method, path, _) in OPERATIONS {
        let answer = samples.send(&world, &admin, method, path);
        answers.insert((*method, *path), answer.status);
        assert_eq!(answer.status, done(path), "{method} {path}: {}", answer.text);
    }
    assert_eq!(answers.len(), OPERATIONS.len());
}

#[test]
fn each_role_may_do_what_the_table_says_and_nothing_else() {
    for (name, role) in [
        ("admin", "Global Administrator"),
        ("reader", "Global Reader"),
        ("licenses", "License Administrator"),
        ("users", "User Administrator"),
    ] {
        let world = World::small();
        let samples = Samples::of(&world);
        let who = world.sign_in(name);
        for (method, path, refused) in OPERATIONS {
            let allowed = match refused {
                Refused::Roles(roles) => roles.contains(&role),
                Refused::Nobody => true,
            };
            let answer = samples.send(&world, &who, method, path);
            assert_eq!(
                answer.status,
                if allowed { done(path) } else { 403 },
                "{role} {method} {path}: {}",
                answer.text
            );
        }
    }
}

#[test]
fn rule_25_25_people_without_a_role_read_only_themselves() {
    let world = World::small();
    let mei = world.sign_in("mei");
    assert_eq!(world.get(&mei, &format!("/reseat/v1/people/{}", world.upn("mei"))).0, 200);
    assert_eq!(world.get(&mei, &format!("/reseat/v1/people/{}", world.upn("ben"))).0, 403);
}
