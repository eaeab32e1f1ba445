//! Applications that are registered through Graph sign in at once, and those that are deleted no more.

use reseat_app::identity::{Form, Origin, TokenRequest};
use reseat_testkit::{Who, World};
use serde_json::json;

const APPS: &str = "/v1.0/applications";

fn token(world: &World, client: &str, secret: &str) -> Result<Who, String> {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", client),
        ("client_secret", secret),
        ("scope", "https://graph.microsoft.com/.default"),
    ];
    let form = Form(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
    let base = "https://graph.microsoft.com";
    let request = TokenRequest {
        base,
        tenant: &world.tenant.domain,
        form: &form,
        basic: None,
        origin: Origin::default(),
    };
    world
        .identity()
        .token(&request)
        .map(|answer| Who::Token(answer.access_token))
        .map_err(|e| format!("{e:?}"))
}

fn user_read_all(world: &World, admin: &Who) -> String {
    let all = world.read(admin, "/reseat/v1/permissions");
    let found = all["value"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "User.Read.All" && one["type"] == "Role");
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_application_signs_in_from_its_first_secret_to_its_deletion() {
    let world = World::small();
    let admin = world.console("admin");
    let access = json!([{"resourceAppId": "00000003-0000-0000-c000-000000000000",
        "resourceAccess": [{"id": user_read_all(&world, &admin), "type": "Role"}]}]);
    let (status, made) =
        world.post(&admin, APPS, &json!({"displayName": "Nightly", "requiredResourceAccess": access}));
    assert_eq!(status, 201, "{made}");
    let own = format!("{APPS}/{}", made["id"].as_str().unwrap());
    let client = made["appId"].as_str().unwrap();
    assert!(token(&world, client, "guess").unwrap_err().contains("7000215"));
    let (_, secret) = world.post(&admin, &format!("{own}/addPassword"), &json!({}));
    let text = secret["secretText"].as_str().unwrap();
    let app = token(&world, client, text).unwrap();
    assert_eq!(world.get(&app, "/v1.0/users").0, 200);
    assert_eq!(world.get(&app, "/v1.0/subscribedSkus").0, 403);
    let empty = json!({"requiredResourceAccess": []});
    assert_eq!(world.patch(&admin, &own, &empty).0, 204);
    assert_eq!(world.get(&token(&world, client, text).unwrap(), "/v1.0/users").0, 403);
    let remove = json!({"keyId": secret["keyId"]});
    assert_eq!(world.post(&admin, &format!("{own}/removePassword"), &remove).0, 204);
    assert!(token(&world, client, text).is_err());
    assert_eq!(world.get(&app, "/v1.0/users").0, 200);
    assert_eq!(world.delete(&admin, &own).0, 204);
    assert_eq!(world.get(&app, "/v1.0/users").0, 401);
    assert!(token(&world, client, text).unwrap_err().contains("700016"));
}

#[test]
fn those_of_the_tenant_file_are_there_with_their_secrets() {
    let world = World::small();
    let reader = world.sign_in("reader");
    let apps = world.read_all(&reader, APPS);
    let scripts = apps.iter().find(|app| app["displayName"] == "Scripts").unwrap();
    let credential = &scripts["passwordCredentials"][0];
    assert_eq!(credential["displayName"], "tenant file");
    let own = format!("{APPS}/{}", scripts["id"].as_str().unwrap());
    let remove = json!({"keyId": credential["keyId"]});
    assert_eq!(world.post(&reader, &format!("{own}/removePassword"), &remove).0, 403);
    let application = world.application();
    assert_eq!(world.get(&application, "/v1.0/users").0, 200);
    let admin = world.sign_in("admin");
    assert_eq!(world.post(&admin, &format!("{own}/removePassword"), &remove).0, 204);
    let scripts = scripts["appId"].as_str().unwrap();
    assert!(token(&world, scripts, "quillmark-scripts-not-a-secret-2026").is_err());
}

#[test]
fn permissions_are_named_in_both_languages() {
    let world = World::small();
    let all = world.read(&world.sign_in("reader"), "/reseat/v1/permissions");
    let rows = all["value"].as_array().unwrap();
    assert_eq!(rows.iter().filter(|row| row["name"] == "User.Read").count(), 1);
    assert_eq!(rows.iter().filter(|row| row["name"] == "User.Read.All").count(), 2);
    for row in rows {
        let names = &row["displayNames"];
        assert!(
            names["en"].as_str().unwrap().is_ascii() && !names["zh-Hans"].as_str().unwrap().is_ascii(),
            "{row}"
        );
    }
}
