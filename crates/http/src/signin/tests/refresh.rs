//! `refresh_token`.

use reseat_app::identity::CLI;
use reseat_model::UserId;
use reseat_model::system::Credential;
use reseat_model::user::User;
use reseat_store::Stored;

use super::Site;
use super::site::{CONTOSO, FABRIKAM, FAYE, PASSWORD};

const DAY: i64 = 24 * 3600;

async fn first(site: &Site) -> String {
    let cli = CLI.to_string();
    let form = [
        ("grant_type", "password"),
        ("client_id", cli.as_str()),
        ("username", "faye"),
        ("password", PASSWORD),
        ("scope", "User.Read.All offline_access openid"),
    ];
    let answer = site.post("/fabrikam.example/oauth2/v2.0/token", &form).await;
    answer.json()["refresh_token"].as_str().unwrap().to_owned()
}

async fn refresh(site: &Site, tenant: &str, token: &str, scope: &str) -> super::Answer {
    let cli = CLI.to_string();
    let form =
        [("grant_type", "refresh_token"), ("client_id", &cli), ("refresh_token", token), ("scope", scope)];
    site.post(&format!("/{tenant}/oauth2/v2.0/token"), &form).await
}

fn change<R: reseat_store::Record<Id = UserId>>(site: &Site, with: impl FnOnce(R) -> R) {
    let found = R::load(site.store.as_ref(), FABRIKAM, &FAYE).unwrap().unwrap();
    site.put(FABRIKAM, &with(found));
    site.identity.forget_person(FABRIKAM, FAYE);
}

#[tokio::test]
async fn contract_9_1_a_new_pair_and_the_old_token_is_not_revoked() {
    let site = Site::new();
    let token = first(&site).await;
    for tenant in ["fabrikam.example", "organizations", "common"] {
        let answer = refresh(&site, tenant, &token, "User.Read.All offline_access openid").await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let body = answer.json();
        assert_ne!(body["refresh_token"].as_str().unwrap(), token);
        assert!(body["id_token"].is_string());
        assert_eq!(answer.claims("access_token")["scp"], "User.Read.All openid");
    }
    let same_scope = refresh(&site, "common", &token, "").await;
    assert_eq!(same_scope.claims("access_token")["scp"], "User.Read.All openid");
}

#[tokio::test]
async fn contract_9_1_it_expires_after_ninety_days() {
    let site = Site::new();
    let token = first(&site).await;
    site.clock.advance_seconds(90 * DAY - 1);
    assert_eq!(refresh(&site, "common", &token, "").await.status, 200);
    site.clock.advance_seconds(1);
    assert_eq!(
        refresh(&site, "common", &token, "").await.refusal(),
        (400, "invalid_grant".to_owned(), 700_082)
    );
}

#[tokio::test]
async fn it_belongs_to_one_application_and_one_tenant() {
    let site = Site::new();
    let token = first(&site).await;
    assert_eq!(refresh(&site, &CONTOSO.to_string(), &token, "").await.refusal().2, 70_000);
    assert_eq!(refresh(&site, "common", "nonsense", "").await.refusal().2, 70_000);
    let azure = reseat_app::identity::AZURE_CLI.to_string();
    let form = [("grant_type", "refresh_token"), ("client_id", azure.as_str()), ("refresh_token", &token)];
    assert_eq!(site.post("/common/oauth2/v2.0/token", &form).await.refusal().2, 70_000);
}

#[tokio::test]
async fn it_ends_with_the_account_and_with_a_revocation() {
    let site = Site::new();
    let token = first(&site).await;
    change(&site, |user: User| User { account_enabled: false, ..user });
    assert_eq!(refresh(&site, "common", &token, "").await.refusal().2, 50_057);
    change(&site, |user: User| User { account_enabled: true, ..user });
    assert_eq!(refresh(&site, "common", &token, "").await.status, 200);
    change(&site, |kept: Credential| Credential { valid_from: kept.valid_from.plus_seconds(1), ..kept });
    assert_eq!(refresh(&site, "common", &token, "").await.refusal().2, 50_173);
}
