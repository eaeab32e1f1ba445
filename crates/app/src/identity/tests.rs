//! The identity service over the memory store: tokens, accounts, sessions. The grants are tested through HTTP beside
//! their routes.

use std::sync::Arc;

use reseat_authz::{CallerKind, Scopes, roles};
use reseat_model::application::{AppSecret, Application};
use reseat_model::system::Credential;
use reseat_model::tenant::{Cloud, Settings, SignInHint, Tenant};
use reseat_model::user::User;
use reseat_model::{ApplicationId, ClientId, TenantId, Timestamp, UserId};
use reseat_store::keystore::MemoryKeyStore;
use reseat_store::memory::MemoryStore;
use reseat_store::records::RoleGrant;
use reseat_store::{Batch, Change, Record, Store, Stored};

use super::*;
use crate::clock::ManualClock;
use crate::entropy::SeededEntropy;
use crate::system::DirectWriter;

mod forgeries;

const TENANT: TenantId = TenantId::from_bytes([1; 16]);
const ADA: UserId = UserId::from_bytes([2; 16]);
const ROBOT: ClientId = ClientId::from_bytes([3; 16]);
const START: Timestamp = Timestamp(1_772_355_600_000_000);

struct World {
    identity: Identity,
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
}

fn ada() -> User {
    User {
        id: ADA,
        upn: "Ada@contoso.example".to_owned(),
        display_name: "Ada".to_owned(),
        mail: Some("ada.l@contoso.example".to_owned()),
        account_enabled: true,
        ..User::default()
    }
}

fn tenant() -> Tenant {
    let hint = SignInHint { upn: "ada@contoso.example".to_owned(), password: "correct horse".to_owned() };
    Tenant {
        id: TENANT,
        display_name: "Contoso".to_owned(),
        domain: "contoso.example".to_owned(),
        country: "DE".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        cloud: Cloud::Worldwide,
        created_at: START,
        settings: Settings { sign_in_hints: vec![hint], ..Settings::default() },
    }
}

fn robot() -> Application {
    Application {
        id: ApplicationId::from_bytes([4; 16]),
        client_id: ROBOT,
        display_name: "Robot".to_owned(),
        public_client: false,
        redirect_uris: Vec::new(),
        app_roles: ["User.Read.All".to_owned()].into(),
        delegated_scopes: ["User.Read".to_owned()].into(),
        secrets: vec![AppSecret {
            name: "s".to_owned(),
            sha256: sha256(b"secret").to_vec(),
            expires_at: None,
            made: None,
        }],
        created_at: START,
    }
}

fn put<R: Record>(store: &dyn Store, record: &R) {
    let changes = vec![Change::Put(R::TABLE, record.to_row(TENANT))];
    store.apply(&Batch { preconditions: Vec::new(), changes }).unwrap();
}

impl World {
    fn new() -> Self {
        Self::with(IdentityOptions { simulated_clock: true, ..IdentityOptions::default() })
    }

    fn with(options: IdentityOptions) -> Self {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let clock = Arc::new(ManualClock::at(START));
        let parts = IdentityParts {
            store: Arc::clone(&store),
            keys: Arc::new(MemoryKeyStore::default()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::new(SeededEntropy::new(7)),
            writer: Arc::new(DirectWriter(Arc::clone(&store))),
        };
        let identity = Identity::new(parts, options).unwrap();
        put(store.as_ref(), &tenant());
        put(store.as_ref(), &ada());
        put(store.as_ref(), &robot());
        put(store.as_ref(), &RoleGrant { role: roles::LICENSE_ADMINISTRATOR, user: ADA });
        put(store.as_ref(), &identity.credential(ADA, "correct horse", false).unwrap());
        Self { identity, store, clock }
    }

    fn token(&self, form: &[(&str, &str)]) -> Result<TokenAnswer, OauthError> {
        let form = Form(form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        self.identity.token(&TokenRequest {
            base: "https://localhost:1",
            tenant: "common",
            form: &form,
            basic: None,
            origin: Origin::default(),
        })
    }

    fn app_token(&self) -> String {
        let id = ROBOT.to_string();
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", id.as_str()),
            ("client_secret", "secret"),
            ("scope", "https://graph.microsoft.com/.default"),
        ];
        self.token(&form).unwrap().access_token
    }

    fn user_token(&self) -> String {
        let settings = Settings { password_grant: true, ..tenant().settings };
        put(self.store.as_ref(), &Tenant { settings, ..tenant() });
        self.identity.forget_all();
        let (name, cli) = ("ada@contoso.example", CLI.to_string());
        let form = Form(
            [
                ("grant_type", "password"),
                ("client_id", &cli),
                ("username", name),
                ("password", "correct horse"),
            ]
            .iter()
            .chain(&[("scope", "User.Read.All openid")])
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        );
        let request = TokenRequest {
            base: "https://localhost:1",
            tenant: "organizations",
            form: &form,
            basic: None,
            origin: Origin::default(),
        };
        self.identity.token(&request).unwrap().access_token
    }
}

#[test]
fn an_applications_token_speaks_for_the_application() {
    let world = World::new();
    let token = world.app_token();
    for _ in 0..2 {
        let verified = world.identity.verify(&token).unwrap();
        assert_eq!(verified.token.tenant, TENANT);
        assert_eq!(verified.caller().kind, CallerKind::App(ROBOT));
        assert_eq!(verified.caller().scopes, Scopes::Listed(["User.Read.All".to_owned()].into()));
        assert!(verified.person.is_none());
    }
}

#[test]
fn contract_0_1_empty_and_expired_have_graphs_own_words() {
    let world = World::new();
    let token = world.app_token();
    assert_eq!(world.identity.verify("").unwrap_err().to_string(), "Access token is empty.");
    world.clock.advance_seconds(3_599);
    assert!(world.identity.verify(&token).is_ok());
    world.clock.advance_seconds(1);
    let message = world.identity.verify(&token).unwrap_err().to_string();
    assert_eq!(message, "Lifetime validation failed, the token is expired.");
}

#[test]
fn a_token_that_was_touched_is_refused() {
    let world = World::new();
    let token = world.app_token();
    let (start, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = start.split_once('.').unwrap();
    let other = World::new().app_token();
    let forged = [
        format!("{header}.{claims}."),
        format!("{header}.{claims}x.{signature}"),
        format!("{}.{claims}.", base64url(br#"{"alg":"none"}"#)),
        "abc".to_owned(),
        "a.b.c".to_owned(),
        other,
    ];
    for bad in forged {
        assert!(matches!(world.identity.verify(&bad), Err(TokenError::Invalid(_))), "{bad}");
    }
}

#[test]
fn an_id_token_is_no_access_token() {
    let world = World::new();
    world.user_token();
    let cli = CLI.to_string();
    let form = Form(
        [
            ("grant_type", "password"),
            ("client_id", cli.as_str()),
            ("username", "ada"),
            ("password", "correct horse"),
            ("scope", "openid profile"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec(),
    );
    let request = TokenRequest {
        base: "https://h",
        tenant: &TENANT.to_string(),
        form: &form,
        basic: None,
        origin: Origin::default(),
    };
    let id_token = world.identity.token(&request).unwrap().id_token.unwrap();
    let error = world.identity.verify(&id_token).unwrap_err();
    assert!(matches!(error, TokenError::Invalid(_)), "{error}");
}

#[test]
fn design_6_rights_follow_the_directory_within_two_seconds() {
    let world = World::new();
    let token = world.user_token();
    let caller = world.identity.verify(&token).unwrap().caller();
    assert_eq!(caller.roles, [roles::LICENSE_ADMINISTRATOR].into());
    put(world.store.as_ref(), &RoleGrant { role: roles::USER_ADMINISTRATOR, user: ADA });
    assert_eq!(world.identity.verify(&token).unwrap().caller().roles.len(), 1);
    world.clock.advance_seconds(2);
    assert_eq!(world.identity.verify(&token).unwrap().caller().roles.len(), 2);
}

#[test]
fn a_blocked_or_deleted_account_loses_its_tokens_at_once_when_told() {
    let world = World::new();
    let token = world.user_token();
    assert!(world.identity.verify(&token).is_ok());
    for gone in [User { account_enabled: false, ..ada() }, User { deleted_at: Some(START), ..ada() }] {
        put(world.store.as_ref(), &gone);
        world.identity.forget_person(TENANT, ADA);
        assert!(matches!(world.identity.verify(&token), Err(TokenError::Revoked(_))));
    }
    put(world.store.as_ref(), &ada());
    world.identity.forget_person(TENANT, ADA);
    assert!(world.identity.verify(&token).is_ok());
}

#[test]
fn revoking_ends_what_was_issued_before() {
    let world = World::new();
    let token = world.user_token();
    let session = world.identity.begin_session(TENANT, ADA).unwrap();
    let credential = Credential::load(world.store.as_ref(), TENANT, &ADA).unwrap().unwrap();
    put(world.store.as_ref(), &Credential { valid_from: START.plus_seconds(1), ..credential });
    world.identity.forget_person(TENANT, ADA);
    let message = world.identity.verify(&token).unwrap_err().to_string();
    assert!(message.contains("TokenIssuedBeforeRevocationTimestamp"), "{message}");
    assert!(world.identity.session(&session.cookie).unwrap().is_none());
}

#[test]
fn an_application_that_is_gone_loses_its_token() {
    let world = World::new();
    let token = world.app_token();
    let changes = vec![Change::Delete(Application::TABLE, Application::key(TENANT, &robot().id))];
    world.store.apply(&Batch { preconditions: Vec::new(), changes }).unwrap();
    world.clock.advance_seconds(2);
    assert!(matches!(world.identity.verify(&token), Err(TokenError::Revoked(_))));
}

#[test]
fn people_sign_in_by_name_by_its_first_part_and_by_mail() {
    let world = World::new();
    for name in ["ada@contoso.example", " ADA@Contoso.example", "ada", "Ada.L@contoso.example"] {
        assert_eq!(
            world.identity.sign_in(&tenant(), name, "correct horse", &Origin::default()).unwrap().id,
            ADA,
            "{name}"
        );
    }
    let wrong = world.identity.sign_in(&tenant(), "ada", "wrong", &Origin::default()).unwrap_err();
    assert!(matches!(wrong, SignInError::Wrong { unknown: false }));
    let nobody = world.identity.sign_in(&tenant(), "nobody", "wrong", &Origin::default()).unwrap_err();
    assert!(matches!(nobody, SignInError::Wrong { unknown: true }));
}

#[test]
fn a_password_that_must_change_is_changed_and_ends_older_grants() {
    let world = World::new();
    put(world.store.as_ref(), &world.identity.credential(ADA, "one-time", true).unwrap());
    let session = world.identity.begin_session(TENANT, ADA).unwrap();
    world.clock.advance_seconds(5);
    let refused = world.identity.sign_in(&tenant(), "ada", "one-time", &Origin::default()).unwrap_err();
    assert!(matches!(refused, SignInError::MustChange));
    for bad in ["short", "one-time"] {
        let error = world
            .identity
            .change_password(&tenant(), "ada", "one-time", bad, &Origin::default())
            .unwrap_err();
        assert!(matches!(error, SignInError::BadNewPassword), "{bad}");
    }
    world.identity.change_password(&tenant(), "ada", "one-time", "a better one", &Origin::default()).unwrap();
    assert!(world.identity.sign_in(&tenant(), "ada", "a better one", &Origin::default()).is_ok());
    assert!(world.identity.session(&session.cookie).unwrap().is_none());
}

#[test]
fn suggested_accounts_exist_with_a_simulated_clock_only() {
    let world = World::new();
    let hints = world.identity.hints(&tenant()).unwrap();
    assert_eq!(hints.iter().map(|hint| hint.upn.as_str()).collect::<Vec<_>>(), ["Ada@contoso.example"]);
    assert_eq!(
        world.identity.sign_in_by_hint(&tenant(), "ADA@contoso.example", &Origin::default()).unwrap().id,
        ADA
    );
    assert!(world.identity.sign_in_by_hint(&tenant(), "other@contoso.example", &Origin::default()).is_err());
    let real = World::with(IdentityOptions::default());
    assert!(real.identity.hints(&tenant()).unwrap().is_empty());
    assert!(real.identity.sign_in_by_hint(&tenant(), "ada@contoso.example", &Origin::default()).is_err());
}

#[test]
fn a_session_slides_with_few_writes_and_ends() {
    let world = World::new();
    let session = world.identity.begin_session(TENANT, ADA).unwrap();
    let found = world.identity.session(&session.cookie).unwrap().unwrap();
    assert_eq!((found.tenant, found.person.id), (TENANT, ADA));
    assert!(found.csrf_fits(&found.session.csrf) && !found.csrf_fits("x"));
    assert_eq!(found.session.expires_at, session.expires_at);
    world.clock.advance_seconds(29 * 60);
    world.identity.session(&session.cookie).unwrap().unwrap();
    let kept = reseat_model::system::Session::load(world.store.as_ref(), TENANT, &found.session.id)
        .unwrap()
        .unwrap();
    assert_eq!(kept.expires_at, session.expires_at, "no write yet");
    world.clock.advance_seconds(60);
    world.identity.session(&session.cookie).unwrap().unwrap();
    let kept = reseat_model::system::Session::load(world.store.as_ref(), TENANT, &found.session.id)
        .unwrap()
        .unwrap();
    assert_eq!(kept.expires_at, session.expires_at.plus_seconds(30 * 60));
    world.identity.end_session(&session.cookie).unwrap();
    assert!(world.identity.session(&session.cookie).unwrap().is_none());
    assert!(world.identity.session("nonsense").unwrap().is_none());
}

#[test]
fn a_session_ends_without_use_and_after_a_week_in_any_case() {
    let world = World::new();
    let idle = world.identity.begin_session(TENANT, ADA).unwrap();
    world.clock.advance_seconds(12 * 3600);
    assert!(world.identity.session(&idle.cookie).unwrap().is_none());
    let busy = world.identity.begin_session(TENANT, ADA).unwrap();
    for _ in 0..7 * 24 - 1 {
        world.clock.advance_seconds(3600);
        assert!(world.identity.session(&busy.cookie).unwrap().is_some());
    }
    world.clock.advance_seconds(3600);
    assert!(world.identity.session(&busy.cookie).unwrap().is_none());
}

#[test]
fn tenants_are_found_by_id_domain_and_as_the_default() {
    let world = World::new();
    for text in [TENANT.to_string().to_uppercase().as_str(), "CONTOSO.example", "common", "organizations"] {
        assert_eq!(world.identity.tenant(text).unwrap().id, TENANT, "{text}");
    }
    for text in ["consumers", "fabrikam.example", "00000000-0000-0000-0000-000000000009"] {
        assert_eq!(world.identity.tenant(text).unwrap_err().code, 90_002, "{text}");
    }
}
