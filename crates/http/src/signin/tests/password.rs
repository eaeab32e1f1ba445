//! The password grant, and what passwords are refused with.

use reseat_app::identity::CLI;
use reseat_model::tenant::{Settings, Tenant};
use reseat_store::Stored;

use super::Site;
use super::site::{ADA, CONTOSO, FAYE, PASSWORD};

async fn ask(site: &Site, tenant: &str, name: &str, password: &str) -> super::Answer {
    let cli = CLI.to_string();
    let form = [
        ("grant_type", "password"),
        ("client_id", cli.as_str()),
        ("username", name),
        ("password", password),
        ("scope", "https://graph.microsoft.com/.default openid profile offline_access"),
        ("client_info", "1"),
    ];
    site.post(&format!("/{tenant}/oauth2/v2.0/token"), &form).await
}

fn allow(site: &Site) {
    let tenant = Tenant::load(site.store.as_ref(), CONTOSO, &()).unwrap().unwrap();
    let settings = Settings { password_grant: true, ..tenant.settings.clone() };
    site.put(CONTOSO, &Tenant { settings, ..tenant });
    site.identity.forget_all();
}

#[tokio::test]
async fn design_6_it_is_off_unless_the_tenant_turned_it_on() {
    let site = Site::new();
    let answer = ask(&site, "contoso.example", "ada@contoso.example", PASSWORD).await;
    assert_eq!(answer.refusal(), (400, "invalid_grant".to_owned(), 53_003));
    allow(&site);
    let answer = ask(&site, "contoso.example", "ada@contoso.example", PASSWORD).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let body = answer.json();
    assert!(
        body["refresh_token"].is_string() && body["id_token"].is_string() && body["client_info"].is_string()
    );
    assert_eq!(answer.claims("access_token")["oid"], ADA.to_string());
}

#[tokio::test]
async fn contract_9_1_not_over_common_but_over_organizations_by_the_names_domain() {
    let site = Site::new();
    let common = ask(&site, "common", "faye@fabrikam.example", PASSWORD).await;
    assert_eq!(common.refusal(), (400, "invalid_request".to_owned(), 9_001_023));
    let answer = ask(&site, "organizations", "faye@fabrikam.example", PASSWORD).await;
    assert_eq!(answer.claims("access_token")["oid"], FAYE.to_string());
}

#[tokio::test]
async fn contract_9_1_each_refusal_has_entras_number() {
    let site = Site::new();
    allow(&site);
    for (name, password, code) in [
        ("ada@contoso.example", "wrong", 50_126),
        ("nobody@contoso.example", PASSWORD, 50_034),
        ("dora@contoso.example", PASSWORD, 50_057),
        ("dora@contoso.example", "wrong", 50_126),
        ("nell@contoso.example", PASSWORD, 50_055),
    ] {
        let answer = ask(&site, "contoso.example", name, password).await;
        assert_eq!(answer.refusal(), (400, "invalid_grant".to_owned(), code), "{name}");
    }
}

#[tokio::test]
async fn too_many_wrong_passwords_make_the_account_wait() {
    let site = Site::new();
    allow(&site);
    for _ in 0..10 {
        ask(&site, "contoso.example", "ada@contoso.example", "wrong").await;
    }
    let locked = ask(&site, "contoso.example", "ada@contoso.example", PASSWORD).await;
    assert_eq!(locked.refusal().2, 50_053);
    assert_eq!(locked.headers["retry-after"], "60");
    site.clock.advance_seconds(60);
    assert_eq!(ask(&site, "contoso.example", "ada@contoso.example", PASSWORD).await.status, 200);
}
