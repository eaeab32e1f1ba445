//! Reading people and what they hold (contract sections 2.1 and 2.2).

use std::collections::BTreeSet;

use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::{GroupId, PoolId, UserId};
use reseat_store::records::AssignmentRow;
use reseat_store::{Batch, Change, Record};
use serde_json::{Value, json};

use crate::fixture::{BASE, CALLS, OWNBUY, START, SUITE, TENANT, World, delegated, names, person, plan};

pub const GROUP: GroupId = GroupId::from_bytes([0xee; 16]);

/// Gives a product through a group, as the groups' work will.
pub fn inherit(world: &World, user: &str, sku: &str, off: &[String]) {
    let id: UserId = user.parse().unwrap();
    let key =
        AssignmentKey { sku: sku.parse().unwrap(), pool: PoolId::ORGANIZATION, path: Path::Group(GROUP) };
    let assignment = Assignment {
        user: id,
        key,
        disabled: off.iter().map(|plan| plan.parse().unwrap()).collect::<BTreeSet<_>>(),
        state: PathState::Active,
        assigned_at: START,
        updated_at: START,
    };
    let row = AssignmentRow { assignment, name_fold: "x".to_owned() };
    let change = Change::Put(AssignmentRow::TABLE, row.to_row(TENANT.parse().unwrap()));
    world.store.apply(&Batch { preconditions: Vec::new(), changes: vec![change] }).unwrap();
}

const DEFAULT: [&str; 11] = [
    "businessPhones",
    "displayName",
    "givenName",
    "id",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
];

#[tokio::test]
async fn a_person_has_the_default_properties_null_where_unset() {
    let world = World::new();
    for path in [
        "/v1.0/users/d0000000-0000-4000-8000-000000000005",
        "/v1.0/users/D0000000-0000-4000-8000-000000000005",
        "/v1.0/users/anna@northwind.example",
        "/v1.0/users('ANNA@northwind.example')",
        "//v1.0//Users//anna%40northwind.example".strip_prefix('/').unwrap(),
        "/v1.0/myorganization/users/anna@northwind.example",
    ] {
        let anna = world.get(path).await.json(200);
        let mut expected = vec!["@odata.context"];
        expected.extend(DEFAULT);
        assert_eq!(names(&anna), expected);
        assert_eq!(anna["@odata.context"], format!("{BASE}/v1.0/$metadata#users/$entity"));
        assert_eq!(anna["id"], person(5));
        assert_eq!(anna["businessPhones"], json!(["+49 30 1"]));
        assert_eq!(anna["jobTitle"], Value::Null);
    }
}

#[tokio::test]
async fn me_is_the_signed_in_person() {
    let world = World::new();
    let token = delegated("anna", "User.Read");
    let me = world.ask(&token, "GET", "/v1.0/me?$select=userPrincipalName", Value::Null).await.json(200);
    let context = format!("{BASE}/v1.0/$metadata#users(userPrincipalName)/$entity");
    assert_eq!(me, json!({"@odata.context": context, "userPrincipalName": "anna@northwind.example"}));
}

#[tokio::test]
async fn select_gives_what_it_names_and_null_for_what_has_no_value() {
    let world = World::new();
    let path = "/v1.0/users/anna@northwind.example?%24select=accountEnabled,usageLocation,userType,skills,\
                createdDateTime,onPremisesSyncEnabled,proxyAddresses,aboutMe,deletedDateTime,signInActivity";
    let anna = world.get(path).await.json(200);
    assert_eq!(anna["accountEnabled"], true);
    assert_eq!(anna["usageLocation"], "DE");
    assert_eq!(anna["userType"], "Member");
    assert_eq!(anna["createdDateTime"], "2026-03-02T09:00:00Z");
    assert_eq!((&anna["skills"], &anna["proxyAddresses"]), (&json!([]), &json!([])));
    for name in ["onPremisesSyncEnabled", "aboutMe", "deletedDateTime", "signInActivity"] {
        assert_eq!(anna[name], Value::Null, "{name}");
        assert!(anna.as_object().unwrap().contains_key(name));
    }
    let path = "/v1.0/users/anna@northwind.example?$select=colour";
    let message = "Parsing OData Select and Expand failed: Could not find a property named 'colour' on type 'microsoft.graph.user'.";
    world.get(path).await.refused(400, "BadRequest", message);
    let message = "This operation target is not yet supported.";
    world.get("/v1.0/users?$select=skills").await.refused(501, "NotImplemented", message);
}

#[tokio::test]
async fn an_unknown_person_is_404_by_the_name_that_was_asked() {
    let world = World::new();
    for key in ["nobody@northwind.example", "00000000-0000-0000-0000-00000000dead"] {
        let message = format!(
            "Resource '{key}' does not exist or one of its queried reference-property objects are not present."
        );
        for path in [format!("/v1.0/users/{key}"), format!("/v1.0/users/{key}/licenseDetails")] {
            world.get(&path).await.refused(404, "Request_ResourceNotFound", &message);
        }
    }
}

#[tokio::test]
async fn licence_members() {
    let world = World::new();
    inherit(&world, &person(5), SUITE, &[plan(2)]);
    let path = "/v1.0/users/anna@northwind.example?$select=assignedLicenses,licenseAssignmentStates,assignedPlans,\
                provisionedPlans";
    let anna = world.get(path).await.json(200);
    // Direct without sites, by the group without Teams: nothing is off everywhere (CNT-4).
    let expected = json!([{"disabledPlans": [], "skuId": SUITE}, {"disabledPlans": [], "skuId": CALLS}]);
    assert_eq!(anna["assignedLicenses"], expected);
    let states = anna["licenseAssignmentStates"].as_array().unwrap();
    assert_eq!(states.len(), 3);
    let direct = json!({
        "skuId": SUITE, "disabledPlans": [plan(4)], "assignedByGroup": null, "state": "Active", "error": "None",
        "lastUpdatedDateTime": "2026-03-02T09:00:00Z",
    });
    assert!(states.contains(&direct), "{states:?}");
    assert!(states.iter().any(|s| s["assignedByGroup"] == GROUP.to_string()));
    let plans = anna["assignedPlans"].as_array().unwrap();
    let of = |n| plans.iter().find(|p| p["servicePlanId"] == plan(n)).unwrap();
    assert_eq!(
        of(1),
        &json!({"assignedDateTime": "2026-03-02T09:00:00Z", "capabilityStatus": "Enabled", "service": "exchange",
            "servicePlanId": plan(1)})
    );
    assert_eq!(of(4)["capabilityStatus"], "Enabled");
    let provisioned = anna["provisionedPlans"].as_array().unwrap();
    let exchange =
        json!({"capabilityStatus": "Enabled", "provisioningStatus": "Success", "service": "exchange"});
    assert!(provisioned.contains(&exchange));
}

#[tokio::test]
async fn a_lost_plan_stays_listed_as_deleted() {
    let world = World::new();
    world.assign(&person(6), json!([]), json!([SUITE])).await.json(200);
    let path = format!("/v1.0/users/{}?$select=assignedLicenses,assignedPlans", person(6));
    let ben = world.get(&path).await.json(200);
    assert_eq!(ben["assignedLicenses"], json!([]));
    let plans = ben["assignedPlans"].as_array().unwrap();
    assert!(plans.len() == 4 && plans.iter().all(|p| p["capabilityStatus"] == "Deleted"), "{plans:?}");
}

#[tokio::test]
async fn api_11_license_details_have_every_plan_and_every_path() {
    let world = World::new();
    inherit(&world, &person(11), SUITE, &[plan(2)]);
    let list = world.get(&format!("/v1.0/users/{}/licenseDetails", person(11))).await.json(200);
    let context = format!("{BASE}/v1.0/$metadata#users('{}')/licenseDetails", person(11));
    assert_eq!(list["@odata.context"], context);
    let suite = &list["value"][0];
    assert_eq!(names(suite), ["id", "servicePlans", "skuId", "skuPartNumber"]);
    let status = |n| {
        let plans = suite["servicePlans"].as_array().unwrap();
        plans.iter().find(|p| p["servicePlanId"] == plan(n)).unwrap()["provisioningStatus"].clone()
    };
    assert_eq!((status(1), status(2)), (json!("Success"), json!("Disabled")));
    let id = suite["id"].as_str().unwrap();
    assert_eq!(id.len(), 43);
    let one = world.get(&format!("/v1.0/users/{}/licenseDetails/{id}", person(11))).await.json(200);
    assert_eq!(one["@odata.context"], format!("{context}/$entity"));
    assert_eq!(one["skuPartNumber"], "T_SUITE");
    world.get(&format!("/v1.0/users/{}/licenseDetails/{id}", person(6))).await.json(200);
    let none = world.get(&format!("/v1.0/users/{}/licenseDetails/{id}", person(7))).await;
    assert_eq!(none.json(404)["error"]["code"], "Request_ResourceNotFound");
    let some = world.get(&format!("/v1.0/users/{}/licenseDetails?$select=skuId", person(11))).await.json(200);
    assert_eq!(some["value"], json!([{"skuId": SUITE}]));
}

#[tokio::test]
async fn rule_25_22_self_service_holdings_show() {
    let world = World::new();
    let cleo = world.get(&format!("/v1.0/users/{}?$select=assignedLicenses", person(8))).await.json(200);
    assert_eq!(cleo["assignedLicenses"][0]["skuId"], OWNBUY);
    let details = world.get(&format!("/v1.0/users/{}/licenseDetails", person(8))).await.json(200);
    assert_eq!(details["value"][0]["skuPartNumber"], "T_OWNBUY");
    let filter = format!("/v1.0/users?$select=id&$filter=assignedLicenses/any(x:x/skuId%20eq%20{OWNBUY})");
    assert_eq!(world.get(&filter).await.json(200)["value"], json!([{"id": person(8)}]));
}

#[tokio::test]
async fn filters_that_licence_tools_use() {
    let world = World::new();
    let ids = |value: &Value| -> Vec<String> {
        let people = value["value"].as_array().unwrap().iter();
        people.map(|user| user["id"].as_str().unwrap().to_owned()).collect()
    };
    for filter in [
        format!("assignedLicenses/any(x:x/skuId eq {SUITE})"),
        format!("assignedLicenses/any(u:u/skuId eq {SUITE} or u/skuId eq {CALLS})"),
        "department eq 'SALES'".to_owned(),
        "startswith(displayName,'anna') or startsWith(displayName,'Ben')".to_owned(),
    ] {
        let path = format!("/v1.0/users?$select=id&$filter={}", filter.replace(' ', "+"));
        assert_eq!(ids(&world.get(&path).await.json(200)), [person(5), person(6)], "{filter}");
    }
    let advanced = [
        ("assignedLicenses/$count eq 0", 9),
        ("assignedLicenses/$count ne 0", 4),
        ("department ne 'Sales'", 11),
        ("endsWith(userPrincipalName,'anna@northwind.example')", 1),
    ];
    for (filter, count) in advanced {
        let path = format!("/v1.0/users?$count=true&$filter={}", filter.replace(' ', "%20"));
        let list = world.get_eventual(&path).await.json(200);
        assert_eq!(list["@odata.count"], count, "{filter}");
        let refused = world.get(&path).await.json(400);
        assert_eq!(refused["error"]["code"], "Request_UnsupportedQuery", "{filter}");
    }
    let plan_filter = format!(
        "assignedPlans/any(p:p/servicePlanId%20eq%20{}%20and%20p/capabilityStatus%20eq%20'Enabled')",
        plan(1)
    );
    let list = world.get_eventual(&format!("/v1.0/users?$count=true&$filter={plan_filter}")).await.json(200);
    assert_eq!(ids(&list), [person(5), person(6)]);
}

#[tokio::test]
async fn order_count_and_search() {
    let world = World::new();
    let list =
        world.get("/v1.0/users?$orderBy=displayName%20desc&$select=displayName&$top=2").await.json(200);
    let names: Vec<_> = list["value"].as_array().unwrap().iter().map(|u| u["displayName"].clone()).collect();
    assert_eq!(names, ["Uwe Admin", "Sync Ed"]);
    let list = world.get_eventual("/v1.0/users?$search=%22displayName:adm%22&$select=id").await.json(200);
    assert_eq!(list["value"].as_array().unwrap().len(), 4);
    let message = "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'";
    let reply = world.get("/v1.0/users?$search=%22displayName:adm%22").await;
    reply.refused(400, "Request_UnsupportedQuery", message);
    let reply = world.get_eventual("/v1.0/users/$count").await;
    assert_eq!((reply.bytes.as_slice(), reply.header("content-type")), (&b"13"[..], "text/plain"));
    let filtered = world.get_eventual("/v1.0/users/$count?$filter=department%20eq%20'Sales'").await;
    assert_eq!(filtered.bytes, b"2");
    let reply = world.get("/v1.0/users/$count").await;
    reply.refused(400, "Request_BadRequest", "$count is not currently supported.");
}
