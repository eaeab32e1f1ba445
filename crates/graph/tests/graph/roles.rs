//! Directory roles through both of Graph's interfaces (contract section 5, rule 25.25).

use serde_json::{Value, json};

use crate::fixture::{BASE, World, delegated, person};

const GLOBAL: &str = "62e90394-69f5-4237-9190-012177145e10";
const LICENSE: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
const HELPDESK: &str = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
const TEAMS: &str = "69091246-20e8-4a56-aa4d-066075b2a7a8";
const ROLES: &str =
    "app|RoleManagement.ReadWrite.Directory User.ReadWrite.All Directory.Read.All User.DeleteRestore.All";
const ASSIGNMENTS: &str = "/v1.0/roleManagement/directory/roleAssignments";
const CONFLICT: &str =
    "A conflicting object with one or more of the specified property values is present in the directory";
const LAST: &str = "The last enabled Global Administrator cannot be removed, blocked or demoted. Give the role to \
                    someone else first.";

fn ids(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

fn reference(id: &str) -> Value {
    json!({ "@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{id}") })
}

impl World {
    async fn roles(&self, method: &str, path: &str, body: Value) -> crate::fixture::Reply {
        self.ask(ROLES, method, path, body).await
    }

    async fn grant(&self, role: &str, user: &str) -> Value {
        let body = json!({"roleDefinitionId": role, "principalId": user, "directoryScopeId": "/"});
        self.roles("POST", ASSIGNMENTS, body).await.json(201)
    }
}

#[tokio::test]
async fn every_role_of_the_matrix_is_there_and_active() {
    let world = World::new();
    let roles = world.get("/v1.0/directoryRoles").await.json(200);
    assert_eq!(roles["value"].as_array().unwrap().len(), 14);
    assert_eq!(roles["@odata.context"], format!("{BASE}/v1.0/$metadata#directoryRoles"));
    let templates = world.get("/v1.0/directoryRoleTemplates").await.json(200);
    assert_eq!(ids(&templates), ids(&roles));
    for path in [
        format!("/v1.0/directoryRoles/{LICENSE}"),
        format!("/v1.0/directoryRoles(roleTemplateId='{LICENSE}')"),
        format!("/v1.0/directoryRoles/roleTemplateId={LICENSE}"),
        format!("/v1.0/directoryRoleTemplates/{LICENSE}"),
        format!("/v1.0/roleManagement/directory/roleDefinitions/{LICENSE}"),
    ] {
        let role = world.get(&path).await.json(200);
        assert_eq!(
            (&role["id"], &role["displayName"]),
            (&json!(LICENSE), &json!("License Administrator")),
            "{path}"
        );
    }
    let missing = format!(
        "Resource '{TEAMS}' does not exist or one of its queried reference-property objects are not present."
    );
    world.get(&format!("/v1.0/directoryRoles/{TEAMS}")).await.refused(
        404,
        "Request_ResourceNotFound",
        &missing,
    );
    let found = world.get("/v1.0/directoryRoles?$filter=roleTemplateId%20eq%20'4D6AC14F-3453-41d0-bef9-a3e0c569773a'&$select=displayName").await.json(200);
    assert_eq!(found["value"], json!([{"displayName": "License Administrator"}]));
    let body = json!({"roleTemplateId": LICENSE});
    world.roles("POST", "/v1.0/directoryRoles", body).await.refused(400, "Request_BadRequest", CONFLICT);
}

#[tokio::test]
async fn definitions_say_what_a_role_may_do() {
    let world = World::new();
    let path = "/v1.0/roleManagement/directory/roleDefinitions?$filter=displayName%20eq%20'License%20Administrator'%20and%20isBuiltIn%20eq%20true&$expand=inheritsPermissionsFrom";
    let found = world.get(path).await.json(200);
    let role = &found["value"][0];
    assert_eq!(ids(&found), [LICENSE]);
    assert_eq!((&role["templateId"], &role["resourceScopes"]), (&json!(LICENSE), &json!(["/"])));
    assert_eq!(role["inheritsPermissionsFrom"], json!([]));
    let allowed = role["rolePermissions"][0]["allowedResourceActions"].to_string();
    assert!(allowed.contains("microsoft.directory/users/assignLicense"), "{allowed}");
}

#[tokio::test]
async fn members_come_and_go_by_reference() {
    let world = World::new();
    let (anna, ben) = (person(5), person(6));
    let members = format!("/v1.0/directoryRoles/roleTemplateId={HELPDESK}/members");
    let list = || async { world.get(&members).await.json(200) };
    assert_eq!(list().await["value"], json!([]));
    let add = format!("{members}/$ref");
    world.roles("POST", &add, reference(&anna)).await.no_content();
    world.roles("POST", &add, reference(&ben)).await.no_content();
    let twice =
        "One or more added object references already exist for the following modified properties: 'members'.";
    world.roles("POST", &add, reference(&anna)).await.refused(400, "Request_BadRequest", twice);
    let found = list().await;
    assert_eq!(ids(&found), [anna.as_str(), ben.as_str()]);
    assert_eq!(found["value"][0]["@odata.type"], "#microsoft.graph.user");
    assert_eq!(found["value"][0]["displayName"], "Anna Berg");
    let some = world.get(&format!("{members}/microsoft.graph.user?$select=id,department")).await.json(200);
    assert_eq!(some["value"][0]["department"], "Sales");
    let with = world.get(&format!("/v1.0/directoryRoles/{HELPDESK}?$expand=members")).await.json(200);
    assert_eq!(with["members"].as_array().unwrap().len(), 2);
    let poor = world.ask("app|RoleManagement.Read.Directory", "GET", &members, Value::Null).await.json(200);
    assert_eq!(poor["value"][0], json!({"@odata.type": "#microsoft.graph.user", "id": anna}));
    let remove = format!("{members}/{anna}/$ref");
    world.roles("DELETE", &remove, Value::Null).await.no_content();
    let gone = format!(
        "Resource '{anna}' does not exist or one of its queried reference-property objects are not present."
    );
    world.roles("DELETE", &remove, Value::Null).await.refused(404, "Request_ResourceNotFound", &gone);
    world.roles("DELETE", &format!("/v1.0/users/{ben}"), Value::Null).await.no_content();
    assert_eq!(list().await["value"], json!([]));
    let nobody = person(99);
    world.roles("POST", &add, reference(&nobody)).await.json(404);
    world.roles("POST", &add, json!({})).await.json(400);
}

#[tokio::test]
async fn assignments_have_ids_that_follow_from_their_ends() {
    let world = World::new();
    let made = world.grant(HELPDESK, &person(5)).await;
    let id = made["id"].as_str().unwrap();
    let path = format!("{ASSIGNMENTS}/{id}");
    assert!(id.ends_with("-1") && id.len() == 45, "{id}");
    assert_eq!(world.get(&path).await.json(200)["principalId"], json!(person(5)));
    let filter = |text: &str| format!("{ASSIGNMENTS}?$filter={}", text.replace(' ', "%20"));
    let own = world.get(&filter(&format!("principalId eq '{}'", person(5)))).await.json(200);
    assert_eq!(ids(&own), [id]);
    let of_role = world
        .get(&filter(&format!("roleDefinitionId in ('{GLOBAL}','{LICENSE}') and directoryScopeId eq '/'")))
        .await;
    assert_eq!(of_role.json(200)["value"].as_array().unwrap().len(), 2);
    let text = format!("{}&$expand=principal", filter(&format!("roleDefinitionId eq '{HELPDESK}'")));
    let with = world.get(&text).await.json(200);
    assert_eq!(with["value"][0]["principal"]["userPrincipalName"], "anna@northwind.example");
    assert_eq!(with["value"][0]["principal"]["@odata.type"], "#microsoft.graph.user");
    let role = world.get(&format!("{path}?$expand=roleDefinition")).await.json(200);
    assert_eq!(role["roleDefinition"]["displayName"], "Helpdesk Administrator");
    world.get(&format!("{ASSIGNMENTS}?$expand=principal,roleDefinition")).await.json(400);
    world.get(&format!("{ASSIGNMENTS}?$expand=appScope")).await.json(400);
    let body = json!({"roleDefinitionId": HELPDESK, "principalId": person(5), "directoryScopeId": "/"});
    world.roles("POST", ASSIGNMENTS, body).await.refused(400, "Request_BadRequest", CONFLICT);
    world.roles("DELETE", &path, Value::Null).await.no_content();
    world.roles("DELETE", &path, Value::Null).await.json(404);
    world.get(&path).await.json(404);
    world.get(&format!("{ASSIGNMENTS}/nonsense")).await.json(404);
}

#[tokio::test]
async fn assignments_are_paged_by_their_ids() {
    let world = World::new();
    let mut seen = Vec::new();
    let mut next = Some(format!("{ASSIGNMENTS}?$top=3"));
    while let Some(link) = next {
        let page = world.get(&link).await.json(200);
        assert!(page["value"].as_array().unwrap().len() <= 3);
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        next = page["@odata.nextLink"].as_str().map(str::to_owned);
    }
    assert_eq!(seen.len(), 4);
    seen.dedup();
    assert_eq!(seen.len(), 4);
    world.get(&format!("{ASSIGNMENTS}?$skiptoken=abc")).await.json(400);
    let counted = world.get_eventual(&format!("{ASSIGNMENTS}?$count=true&$top=1")).await.json(200);
    assert_eq!(counted["@odata.count"], 4);
}

#[tokio::test]
async fn what_cannot_be_granted_is_refused() {
    let world = World::new();
    let grant = |role: &str, user: String, scope: &str| {
        let body = json!({"roleDefinitionId": role, "principalId": user, "directoryScopeId": scope});
        let world = &world;
        async move { world.roles("POST", ASSIGNMENTS, body).await }
    };
    grant(TEAMS, person(5), "/").await.json(404);
    grant(HELPDESK, person(99), "/").await.json(404);
    grant("x", person(5), "/").await.json(404);
    grant(HELPDESK, person(5), "/administrativeUnits/1").await.json(400);
    let message = "A value is required for property 'principalId' of resource 'RoleAssignment'.";
    let body = json!({"roleDefinitionId": HELPDESK});
    world.roles("POST", ASSIGNMENTS, body).await.refused(400, "Request_BadRequest", message);
}

#[tokio::test]
async fn rule_25_25_the_last_enabled_global_administrator_stays_by_every_way() {
    let world = World::new();
    let global = person(1);
    let assignment =
        world.get(&format!("{ASSIGNMENTS}?$filter=principalId%20eq%20'{global}'")).await.json(200);
    let by_id = format!("{ASSIGNMENTS}/{}", ids(&assignment)[0]);
    let by_ref = format!("/v1.0/directoryRoles/{GLOBAL}/members/{global}/$ref");
    let user = format!("/v1.0/users/{global}");
    let ways = [
        ("DELETE", by_id.as_str(), Value::Null),
        ("DELETE", by_ref.as_str(), Value::Null),
        ("PATCH", user.as_str(), json!({"accountEnabled": false})),
        ("DELETE", user.as_str(), Value::Null),
    ];
    for (method, path, body) in &ways {
        world.roles(method, path, body.clone()).await.refused(400, "Request_BadRequest", LAST);
    }
    // A second one who is blocked does not count.
    world.grant(GLOBAL, &person(5)).await;
    let anna = format!("/v1.0/users/{}", person(5));
    world.roles("PATCH", &anna, json!({"accountEnabled": false})).await.no_content();
    for (method, path, body) in &ways {
        world.roles(method, path, body.clone()).await.refused(400, "Request_BadRequest", LAST);
    }
    world.roles("PATCH", &anna, json!({"accountEnabled": true})).await.no_content();
    world.roles("DELETE", &by_ref, Value::Null).await.no_content();
}

#[tokio::test]
async fn roles_count_at_once() {
    let world = World::new();
    let scopes = "RoleManagement.ReadWrite.Directory User.Read.All";
    let body = json!({"roleDefinitionId": HELPDESK, "principalId": person(6), "directoryScopeId": "/"});
    let anna = delegated("anna", scopes);
    world.ask(&anna, "POST", ASSIGNMENTS, body.clone()).await.json(403);
    world.ask(&anna, "GET", "/v1.0/directoryRoles", Value::Null).await.json(403);
    let made = world.grant("e8611ab8-c189-46e8-94e1-60213ab1f814", &person(5)).await;
    world.ask(&anna, "POST", ASSIGNMENTS, body.clone()).await.json(201);
    world
        .roles("DELETE", &format!("{ASSIGNMENTS}/{}", made["id"].as_str().unwrap()), Value::Null)
        .await
        .no_content();
    let details = world.ask(&anna, "POST", ASSIGNMENTS, body).await.json(403)["error"]["details"].clone();
    let names: Vec<_> = details.as_array().unwrap().iter().map(|d| d["message"].as_str().unwrap()).collect();
    assert_eq!(names, ["Global Administrator", "Privileged Role Administrator"]);
}
