//! What each operation sends, and what it makes of the answer.

use reseat_client::graph::{AssignedLicense, NewUser, UserQuery};
use reseat_client::reseat::{
    AuditQuery, ChangeAnswer, ChangeRequest, ChangeSetQuery, Operation, PeopleChoice, PeopleUpdate,
    PersonQuery, PreviewAnswer, ProductChoice, SelfServiceScope,
};
use reseat_client::{Call, Error};

use crate::fake::{client, header, ok, status};

#[test]
fn pages_follow_the_next_link_and_repeat_the_consistency_header() {
    let first = r#"{"value":[{"id":"1"}],"@odata.count":3,"@odata.nextLink":"https://localhost:8443/v1.0/users?$skiptoken=a"}"#;
    let empty = r#"{"value":[],"@odata.nextLink":"https://localhost:8443/v1.0/users?$skiptoken=b"}"#;
    let (client, http, _) = client([ok(first), ok(empty), ok(r#"{"value":[{"id":"2"},{"id":"3"}]}"#)]);
    let query = UserQuery {
        filter: Some("assignedLicenses/$count eq 0".into()),
        advanced: true,
        ..Default::default()
    };
    let ids: Vec<_> = client.graph().users(&query).all().unwrap().into_iter().map(|u| u.id).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert!(http.seen().iter().all(|r| header(r, "ConsistencyLevel") == Some("eventual")));
    assert_eq!(http.lines()[1..], ["GET /v1.0/users?$skiptoken=a", "GET /v1.0/users?$skiptoken=b"]);
}

#[test]
fn a_next_link_to_another_host_is_an_error_and_gets_no_token() {
    let page = r#"{"value":[],"@odata.nextLink":"https://evil.example/v1.0/users"}"#;
    let (client, http, _) = client([ok(page)]);
    assert!(matches!(client.graph().subscribed_skus(), Err(Error::ForeignLink { .. })));
    assert_eq!(http.seen().len(), 1);
}

#[test]
fn a_next_link_to_itself_ends_with_an_error() {
    let page = r#"{"value":[],"@odata.nextLink":"https://localhost:8443/x"}"#;
    let (client, _, _) = client([ok(page), ok(page)]);
    assert!(matches!(client.pages::<u8>(Call::get("/x")).all(), Err(Error::Unexpected { .. })));
}

#[test]
fn reading_stops_when_enough_rows_are_there() {
    let page = r#"{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"https://localhost:8443/v1.0/users?$skiptoken=a"}"#;
    let (client, http, _) = client([ok(page)]);
    assert_eq!(client.graph().users(&UserQuery::default()).take_rows(1).unwrap().len(), 1);
    assert_eq!(http.seen().len(), 1);
}

#[test]
fn assign_license_sends_both_arrays() {
    let (client, http, _) = client([ok(r#"{"id":"1","assignedLicenses":[]}"#)]);
    let add = [AssignedLicense { sku_id: "s".into(), disabled_plans: vec!["p".into()] }];
    client.graph().assign_license("dana@contoso.example", &add, &[]).unwrap();
    assert_eq!(http.lines(), ["POST /v1.0/users/dana%40contoso.example/assignLicense"]);
    assert_eq!(
        String::from_utf8(http.seen()[0].body.clone()).unwrap(),
        r#"{"addLicenses":[{"disabledPlans":["p"],"skuId":"s"}],"removeLicenses":[]}"#
    );
}

#[test]
fn deleted_people_are_listed_by_type_restored_and_purged() {
    let (client, http, _) =
        client([ok(r#"{"value":[{"id":"1"}]}"#), ok(r#"{"id":"1"}"#), status(204, &[], "")]);
    assert_eq!(client.graph().deleted_users().unwrap().len(), 1);
    client.graph().restore_user("1", Some("new@contoso.example")).unwrap();
    client.graph().purge_user("1").unwrap();
    assert_eq!(
        http.lines(),
        [
            "GET /v1.0/directory/deletedItems/microsoft.graph.user",
            "POST /v1.0/directory/deletedItems/1/restore",
            "DELETE /v1.0/directory/deletedItems/1"
        ]
    );
}

#[test]
fn people_are_created_read_in_part_and_updated() {
    let created = status(201, &[], r#"{"id":"1"}"#);
    let (client, http, _) = client([created, ok(r#"{"city":"Leipzig","state":null}"#), status(204, &[], "")]);
    let user = NewUser { account_enabled: true, user_principal_name: "a@x".into(), ..NewUser::default() };
    assert_eq!(client.graph().create_user(&user).unwrap().id, "1");
    let found = client.graph().user_properties("a@x", &["city", "state"]).unwrap();
    assert_eq!(found["city"], "Leipzig");
    client.graph().update_user("a@x", &found).unwrap();
    assert_eq!(
        http.lines(),
        ["POST /v1.0/users", "GET /v1.0/users/a%40x?$select=city%2Cstate", "PATCH /v1.0/users/a%40x"]
    );
    let body: serde_json::Value = serde_json::from_slice(&http.seen()[0].body).unwrap();
    assert_eq!(body["passwordProfile"]["forceChangePasswordNextSignIn"], false);
    assert!(!format!("{user:?}").contains("password: "), "{user:?}");
}

fn unassign(people: PeopleChoice) -> ChangeRequest {
    ChangeRequest {
        people,
        operation: Operation::Unassign { products: vec!["s".into()] },
        all_or_nothing: false,
        reason: Some("left".into()),
        preview_token: None,
    }
}

#[test]
fn change_requests_have_the_shape_of_the_interface() {
    let json = |r: &ChangeRequest| serde_json::to_value(r).unwrap();
    let request = unassign(PeopleChoice::UserPrincipalNames(vec!["a@x".into()]));
    assert_eq!(
        json(&request),
        serde_json::json!({"people":{"userPrincipalNames":["a@x"]},"operation":{"kind":"unassign","products":["s"]},
            "allOrNothing":false,"reason":"left"})
    );
    let to = ProductChoice { sku_id: "t".into(), disabled_plans: vec![] };
    let operation = Operation::Move { from: "s".into(), to };
    let request = ChangeRequest { operation, people: PeopleChoice::HoldersOf("s".into()), ..request };
    assert_eq!(
        json(&request)["operation"],
        serde_json::json!({"kind":"move","from":"s","to":{"skuId":"t","disabledPlans":[]}})
    );
    assert_eq!(json(&request)["people"], serde_json::json!({"holdersOf":"s"}));
    let all = ChangeRequest { operation: Operation::UnassignAll, ..request };
    assert_eq!(json(&all)["operation"], serde_json::json!({"kind":"unassignAll"}));
}

#[test]
fn a_big_change_answers_with_a_job() {
    let job = r#"{"job":{"id":"j","status":"queued","total":1200,"done":0,"counts":{"changed":0,"unchanged":0,"refused":0}}}"#;
    let done = r#"{"changeSetId":"c","status":"completed","counts":{"changed":1,"unchanged":0,"refused":0},"people":[]}"#;
    let (client, http, _) = client([status(202, &[], job), ok(done), status(202, &[], job)]);
    let request = unassign(PeopleChoice::HoldersOf("s".into()));
    let ChangeAnswer::Job(found) = client.reseat().change(&request, "k1").unwrap() else { panic!("no job") };
    assert_eq!((found.id.as_str(), found.total, found.is_over()), ("j", 1200, false));
    let ChangeAnswer::Done(result) = client.reseat().change(&request, "k2").unwrap() else {
        panic!("no result")
    };
    assert_eq!(result.change_set_id.as_deref(), Some("c"));
    assert!(matches!(client.reseat().preview(&request).unwrap(), PreviewAnswer::Job(_)));
    assert_eq!(header(&http.seen()[0], "Idempotency-Key"), Some("k1"));
}

#[test]
fn queries_of_the_lists_are_escaped() {
    let page = r#"{"value":[]}"#;
    let (client, http, _) = client([ok(page), ok(page), ok(page)]);
    client.reseat().products(Some("E3 & more"), SelfServiceScope::Only).unwrap();
    let query = PersonQuery { search: Some("Dana".into()), top: Some(20), ..Default::default() };
    client.reseat().people(&query).all().unwrap();
    client.reseat().product_users("s", None, 5).all().unwrap();
    assert_eq!(
        http.lines(),
        [
            "GET /reseat/v1/products?search=E3%20%26%20more&selfService=only",
            "GET /reseat/v1/people?$count=true&search=Dana&$top=20",
            "GET /reseat/v1/products/s/users?$top=5&$count=true"
        ]
    );
}

#[test]
fn a_service_without_the_interface_is_told_from_one_that_refuses() {
    let body = r#"{"error":{"code":"BadRequest","message":"Resource not found for the segment 'reseat'."}}"#;
    for (code, present) in [(404, false), (400, false), (403, true), (200, true)] {
        let (client, _, _) = client([status(code, &[], body)]);
        assert_eq!(client.reseat().is_present().unwrap(), present, "{code}");
    }
    let (client, _, _) = client([status(401, &[], body)]);
    assert_eq!(client.reseat().is_present().unwrap_err().status(), Some(401));
}

#[test]
fn what_the_server_does_not_know_is_empty() {
    let page = r#"{"value":[{"user":{"id":null,"displayName":null,"userPrincipalName":"who@x"},"status":"refused",
        "reasons":[{"code":"userNotFound","params":{}}],"mailbox":null}]}"#;
    let (client, _, _) = client([ok(page)]);
    let rows = client.reseat().job_results("j").all().unwrap();
    assert_eq!((rows[0].user.id.as_str(), rows[0].user.user_principal_name.as_str()), ("", "who@x"));
    assert_eq!(rows[0].reasons[0].code, "userNotFound");
}

#[test]
fn several_people_are_changed_in_one_request() {
    let answer = r#"{"changeSetId":"c","counts":{"changed":1,"unchanged":0,"refused":0},
        "people":[{"user":{"id":"1"},"status":"changed","reasons":[],"signedOut":true}]}"#;
    let (client, http, _) = client([ok(answer)]);
    let update = PeopleUpdate {
        ids: vec!["1".into()],
        account_enabled: Some(false),
        revoke_sessions: true,
        ..PeopleUpdate::default()
    };
    let done = client.reseat().update_people(&update).unwrap();
    assert_eq!((done.counts.changed, done.people[0].status.as_str()), (1, "changed"));
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&http.seen()[0].body).unwrap(),
        serde_json::json!({"people":{"ids":["1"]},"set":{"accountEnabled":false},"revokeSessions":true,"reason":null})
    );
}

#[test]
fn roles_are_read_with_people_given_and_taken() {
    let held = r#"{"value":[{"id":"a-1","roleDefinitionId":"r","principalId":"1","principal":{"id":"1","displayName":"Dana"}}]}"#;
    let (client, http, _) = client([ok(held), status(201, &[], r#"{"id":"a-2"}"#), status(204, &[], "")]);
    let found = client.graph().role_assignments(Some("roleDefinitionId eq 'r'")).unwrap();
    assert_eq!(found[0].principal.as_ref().unwrap().display_name.as_deref(), Some("Dana"));
    client.graph().grant_role("r", "1").unwrap();
    client.graph().revoke_role("a-1").unwrap();
    let path = "/v1.0/roleManagement/directory/roleAssignments";
    assert_eq!(
        http.lines(),
        [
            format!("GET {path}?$expand=principal&$filter=roleDefinitionId%20eq%20%27r%27"),
            format!("POST {path}"),
            format!("DELETE {path}/a-1")
        ]
    );
}

#[test]
fn the_history_is_cut_by_what_is_given() {
    let (client, http, _) = client([ok(r#"{"value":[]}"#), ok(r#"{"value":[]}"#), ok(r#"{"value":[]}"#)]);
    let query = ChangeSetQuery {
        actor: Some("a".into()),
        to: Some("2026-04-01T00:00:00Z".into()),
        ..Default::default()
    };
    client.reseat().change_sets(&query, 5).all().unwrap();
    let query = AuditQuery { activity: Some("Update user".into()), ..Default::default() };
    client.reseat().audit(&query, 5).all().unwrap();
    client.reseat().losses(30, 5).all().unwrap();
    assert_eq!(
        http.lines(),
        [
            "GET /reseat/v1/changeSets?$top=5&actor=a&to=2026-04-01T00%3A00%3A00Z",
            "GET /reseat/v1/audit?$top=5&activity=Update%20user",
            "GET /reseat/v1/losses?within=30&$top=5"
        ]
    );
}
