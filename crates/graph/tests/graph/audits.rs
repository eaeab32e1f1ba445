//! The audit in the directory's shape (contract section 6).

use serde_json::{Value, json};

use crate::fixture::{APP, BASE, CALLS, World, delegated, person};

const AUDITS: &str = "/v1.0/auditLogs/directoryAudits";
const TOKEN: &str = "app|AuditLog.Read.All RoleManagement.ReadWrite.Directory User.ReadWrite.All";

impl World {
    async fn audits(&self, query: &str) -> Value {
        let path = format!("{AUDITS}{}", query.replace(' ', "%20"));
        self.ask(TOKEN, "GET", &path, Value::Null).await.json(200)
    }
}

fn activities(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|one| one["activityDisplayName"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_licence_change_reads_as_the_directory_writes_it() {
    let world = World::new();
    world.assign(&person(11), json!([]), json!([])).await;
    world.assign(&person(6), json!([{"skuId": CALLS}]), json!([])).await.json(200);
    let list = world.audits("?$top=1").await;
    assert_eq!(list["@odata.context"], format!("{BASE}/v1.0/$metadata#auditLogs/directoryAudits"));
    let record = &list["value"][0];
    assert_eq!(record["activityDisplayName"], "Change user license");
    assert_eq!(
        (&record["category"], &record["loggedByService"]),
        (&json!("UserManagement"), &json!("Core Directory"))
    );
    assert_eq!((&record["operationType"], &record["result"]), (&json!("Update"), &json!("success")));
    assert_eq!(record["activityDateTime"], "2026-03-02T09:00:00Z");
    assert_eq!(record["initiatedBy"]["app"]["displayName"], "Scripts");
    assert_eq!(record["initiatedBy"]["user"], Value::Null);
    let target = &record["targetResources"][0];
    assert_eq!((&target["id"], &target["type"]), (&json!(person(6)), &json!("User")));
    let modified = &target["modifiedProperties"][0];
    assert_eq!(modified["displayName"], "AssignedLicense");
    assert!(modified["newValue"].as_str().unwrap().contains("SkuName=T_CALLS"), "{modified}");
    let one =
        world.ask(TOKEN, "GET", &format!("{AUDITS}/{}", record["id"].as_str().unwrap()), Value::Null).await;
    assert_eq!(one.json(200)["correlationId"], record["correlationId"]);
    for missing in ["x", "1-", "99999-0", "1-99999"] {
        world.ask(TOKEN, "GET", &format!("{AUDITS}/{missing}"), Value::Null).await.json(404);
    }
}

#[tokio::test]
async fn filters_of_the_contract() {
    let world = World::new();
    let role = json!({"roleDefinitionId": "729827e3-9c14-49f7-bb1b-9608f156bbb8", "principalId": person(5), "directoryScopeId": "/"});
    let admin = delegated("global", "RoleManagement.ReadWrite.Directory User.ReadWrite.All");
    world.ask(&admin, "POST", "/v1.0/roleManagement/directory/roleAssignments", role).await.json(201);
    let change = json!({"department": "Press"});
    world.ask(&admin, "PATCH", &format!("/v1.0/users/{}", person(6)), change).await.no_content();
    let id = person(1);
    let found = world.audits(&format!("?$filter=initiatedBy/user/id eq '{id}'")).await;
    assert_eq!(activities(&found), ["Update user", "Add member to role"]);
    let role = &found["value"][1];
    assert_eq!((&role["category"], &role["operationType"]), (&json!("RoleManagement"), &json!("Assign")));
    assert_eq!(role["targetResources"][1]["displayName"], "Helpdesk Administrator");
    assert_eq!(role["initiatedBy"]["user"]["userPrincipalName"], "global@northwind.example");
    let both = format!(
        "category eq 'UserManagement' and startswith(activityDisplayName,'Update') and initiatedBy/user/id eq '{id}'"
    );
    for (filter, expected) in [
        (both.as_str(), &["Update user"][..]),
        (
            &format!(
                "targetResources/any(t:t/id eq '{}') and activityDisplayName eq 'Add member to role'",
                person(5)
            ),
            &["Add member to role"],
        ),
        (
            "startswith(initiatedBy/user/userPrincipalName,'GLOBAL@') and result eq 'success'",
            &["Update user", "Add member to role"],
        ),
        (&format!("correlationId eq '{}'", role["correlationId"].as_str().unwrap()), &["Add member to role"]),
        (
            "activityDateTime ge 2026-03-02T09:00:00Z and loggedByService eq 'Core Directory' and category eq 'RoleManagement' and targetResources/any(t:t/displayName eq 'Anna Berg')",
            &["Add member to role"],
        ),
        ("activityDateTime gt 2026-03-02T09:00:00Z", &[]),
        ("initiatedBy/app/displayName eq 'nobody'", &[]),
    ] {
        let query = format!("?$filter={}&$orderby=activityDateTime desc", filter);
        assert_eq!(activities(&world.audits(&query).await), expected, "{filter}");
    }
    for bad in [
        "?$filter=resultReason%20eq%20'x'",
        "?$filter=activityDateTime%20ge%20'soon'",
        "?$orderby=activityDateTime",
        "?$search=%22x%22",
        "?$top=1001",
        "?$skiptoken=x",
    ] {
        let reply = world.ask(TOKEN, "GET", &format!("{AUDITS}{bad}"), Value::Null).await;
        assert_eq!(reply.status.as_u16(), 400, "{bad}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let world = World::new();
    let all = world.audits("?$select=id&$top=1000").await["value"].as_array().unwrap().clone();
    assert!(all.len() > 20, "{}", all.len());
    assert_eq!(all[0].as_object().unwrap().len(), 1);
    let mut seen = Vec::new();
    let mut next = Some(format!("{AUDITS}?$select=id&$top=7&$filter=category%20ne%20'x'"));
    while let Some(link) = next {
        let page = world.ask(TOKEN, "GET", &link, Value::Null).await.json(200);
        seen.extend(page["value"].as_array().unwrap().clone());
        next = page["@odata.nextLink"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, all);
}

#[tokio::test]
async fn roles_of_the_audit() {
    let world = World::new();
    for (who, status) in [("global", 200), ("license", 200), ("billing", 200), ("anna", 403)] {
        let reply = world.ask(&delegated(who, "AuditLog.Read.All"), "GET", AUDITS, Value::Null).await;
        assert_eq!(reply.status.as_u16(), status, "{who}");
    }
    world.ask("app|User.Read.All", "GET", AUDITS, Value::Null).await.json(403);
    world.ask(&APP.replace("Directory.ReadWrite.All ", ""), "GET", AUDITS, Value::Null).await.json(403);
}
