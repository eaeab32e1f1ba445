//! Tests of the tenant file: the two that are kept, and everything that can be wrong with one.

use std::collections::BTreeMap;

use super::*;
use crate::roles;
use crate::schema::{keys_in, keys_of};

const SMALL: &str = include_str!("../../../../tenants/small.yaml");
const DEMO: &str = include_str!("../../../../tenants/demo.yaml");

fn parsed(text: &str) -> TenantFile {
    parse(text).unwrap_or_else(|problems| panic!("{}", lines(&problems).join("\n")))
}

fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn person<'a>(file: &'a TenantFile, local: &str) -> &'a PersonEntry {
    let upn = format!("{local}@{}", file.tenant.domain);
    file.people.iter().find(|person| person.upn == upn).unwrap_or_else(|| panic!("nobody is called {upn}"))
}

fn products(file: &TenantFile, local: &str) -> Vec<String> {
    let sku = |license: &LicenseEntry| file.catalog.product(license.sku).unwrap().part_number.clone();
    person(file, local).licenses.iter().map(sku).collect()
}

/// Enabled seats and holders of a product's organisation pool.
fn seats(file: &TenantFile, part_number: &str) -> (u32, usize) {
    let sku = file.catalog.product_by_part_number(part_number).unwrap().sku;
    let own = |pool: &PoolId| *pool == PoolId::ORGANIZATION;
    let bought =
        file.subscriptions.iter().filter(|s| s.sku == sku && own(&s.pool) && s.status == Status::Enabled);
    let held = file.people.iter().flat_map(|p| &p.licenses).filter(|l| l.sku == sku && own(&l.pool));
    (bought.map(|s| s.quantity).sum(), held.count())
}

#[test]
fn both_kept_tenants_obey_the_rules() {
    for text in [SMALL, DEMO] {
        assert_eq!(lines(&violations(&parsed(text))), Vec::<String>::new());
    }
}

#[test]
fn the_small_tenant_is_what_its_comments_say() {
    let file = parsed(SMALL);
    assert_eq!(file.people.len(), 12);
    assert_eq!(file.tenant.domain, "quillmark.example");
    assert!(file.tenant.settings.password_grant);
    assert_eq!(file.tenant.settings.licenses_page_users, 20);
    assert_eq!(file.clock_start, Some(Timestamp(1_772_442_000_000_000)));
    assert_eq!(products(&file, "anna"), ["ENTERPRISEPACK", "MCOMEETADV"]);
    assert_eq!(products(&file, "dmitri"), ["EXCHANGESTANDARD", "VISIOONLINE_PLAN1"]);
    let clara = person(&file, "clara");
    assert_eq!(clara.licenses[0].disabled.len(), 2);
    assert_eq!(clara.licenses[1].pool, PoolId::of_purchaser(clara.id));
    assert_eq!(clara.mail.as_deref(), Some("clara@quillmark.example"));
    assert_eq!(person(&file, "gwen").mail, None);
    assert_eq!(person(&file, "mei").display_name, "陈美玲");
    assert!(!person(&file, "erik").account_enabled);
    assert_eq!(person(&file, "farid").usage_location, None);
    assert_eq!(seats(&file, "ENTERPRISEPACK"), (8, 7));
    assert_eq!(file.applications[0].client_id.to_string(), "5b0d8a5e-7a3c-4c0e-9a55-0e2f6c1b7d10");
    assert_eq!(file.sign_in_hints[0].password, "Reseat-Small-2026!");
}

#[test]
fn the_demonstration_tenant_is_what_its_comments_say() {
    let file = parsed(DEMO);
    assert_eq!(file.people.len(), 255);
    let skus: BTreeSet<SkuId> = file.subscriptions.iter().map(|s| s.sku).collect();
    assert_eq!(skus.len(), 8);
    assert_eq!(seats(&file, "ENTERPRISEPACK"), (100, 83));
    assert_eq!(seats(&file, "VISIOCLIENT"), (12, 12));
    assert_eq!(seats(&file, "POWER_BI_PRO"), (40, 38));
    assert_eq!(seats(&file, "SPE_E5"), (26, 24));
    let by_self_service =
        file.people.iter().flat_map(|p| &p.licenses).filter(|l| l.pool != PoolId::ORGANIZATION);
    assert_eq!(by_self_service.count(), 3);
    let people = |which: &dyn Fn(&PersonEntry) -> bool| file.people.iter().filter(|p| which(p)).count();
    assert_eq!(people(&|p| !p.account_enabled && !p.licenses.is_empty()), 8);
    assert_eq!(people(&|p| p.licenses.is_empty()), 11);
    assert_eq!(people(&|p| p.usage_location.is_none()), 5);
    assert!(people(&|p| p.licenses.iter().any(|l| !l.disabled.is_empty())) >= 10);
    let countries: BTreeSet<_> = file.people.iter().filter_map(|p| p.country.clone()).collect();
    assert_eq!(countries.len(), 8);
}

#[test]
fn rules_3_2_the_demonstration_tenant_has_an_account_for_each_administrator_role() {
    let file = parsed(DEMO);
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for person in file.people.iter().filter(|person| person.password.is_some() && person.account_enabled) {
        for role in roles::ROLES.iter().filter(|role| person.roles.contains(&role.id)) {
            *holders.entry(role.name).or_default() += 1;
            assert!(file.sign_in_hints.iter().any(|hint| hint.upn == person.upn), "{}", person.upn);
        }
    }
    assert_eq!(holders.remove("Global Administrator"), Some(2));
    let matrix: BTreeSet<&str> =
        roles::ROLES[1..12].iter().map(|role| role.name).chain(["Directory Readers"]).collect();
    assert_eq!(holders.keys().copied().collect::<BTreeSet<_>>(), matrix);
}

#[test]
fn two_runs_over_one_file_make_equal_tenants() {
    assert_eq!(parsed(DEMO), parsed(DEMO));
    let renamed = parsed(&SMALL.replace("quillmark.example", "other.example"));
    assert_ne!(renamed.people[0].id, parsed(SMALL).people[0].id);
}

const HEAD: &str = "tenant: { displayName: T, domain: t.example, country: DE }\n";

fn problems(body: &str) -> Vec<String> {
    lines(&parse(&format!("{HEAD}{body}")).err().unwrap_or_default())
}

#[test]
fn the_shortest_file_is_one_line() {
    let file = parsed(HEAD);
    assert_eq!((file.tenant.time_zone.as_str(), file.tenant.cloud), ("UTC", Cloud::Worldwide));
    assert_eq!(file.tenant.language, Language::En);
    assert_eq!(file.tenant.settings.history_days, 400);
    assert_eq!(file.catalog, *catalog::builtin());
}

#[test]
fn unknown_keys_are_errors_with_their_line() {
    for (body, line, field) in [
        ("persons: []\n", "line 2", "`persons`"),
        ("people:\n  - upn: a\n    nickname: A\n", "line 4", "`nickname`"),
        (
            "people:\n  - upn: a\n    licenses:\n      - product: SPE_E3\n        disabled: []\n",
            "line 6",
            "`disabled`",
        ),
        ("clock:\n  begin: now\n", "line 3", "`begin`"),
    ] {
        let found = problems(body);
        assert_eq!(found.len(), 1, "{body}");
        assert!(
            found[0].starts_with(line) && found[0].contains(&format!("unknown field {field}")),
            "{found:?}"
        );
    }
    let settings = "tenant:\n  displayName: T\n  domain: t.example\n  country: DE\n  settings: { passwordsGrant: true }\n";
    assert!(parse(settings).unwrap_err()[0].message.contains("unknown field `passwordsGrant`"));
}

#[test]
fn text_that_is_no_such_yaml_gives_one_problem() {
    for text in ["", "- a\n", "tenant: [", "tenant:\n  displayName: T\n", "\u{0}"] {
        assert_eq!(parse(text).unwrap_err().len(), 1, "{text}");
    }
    let doubled = format!("{HEAD}people: []\npeople: []\n");
    assert_eq!(parse(&doubled).unwrap_err()[0].line, Some(3));
}

#[test]
fn wrong_tenants_are_refused() {
    for (section, message) in [
        ("{ displayName: T, domain: localhost, country: DE }", "domain: 'localhost' is not a domain name"),
        ("{ displayName: T, domain: t.example, country: Atlantis }", "country: 'Atlantis' is not a country"),
        ("{ displayName: '', domain: t.example, country: DE }", "displayName is empty"),
        ("{ displayName: T, domain: t.example, country: DE, cloud: mars }", "cloud: 'mars' is none of"),
        ("{ displayName: T, domain: t.example, country: DE, language: de }", "language: 'de' is none of"),
        (
            "{ displayName: T, domain: t.example, country: DE, timeZone: 'a b' }",
            "timeZone: 'a b' is not like",
        ),
        ("{ displayName: T, domain: t.example, country: DE, id: 7 }", "id: '7' is not a GUID"),
        (
            "{ displayName: T, domain: t.example, country: DE, settings: { licensesPageUsers: 0 } }",
            "at least 1",
        ),
        ("{ displayName: T, domain: t.example, country: DE, settings: { historyDays: 0 } }", "at least 1"),
    ] {
        let found = lines(&parse(&format!("tenant: {section}\n")).unwrap_err());
        assert!(found.len() == 1 && found[0].starts_with("line 1: tenant: "), "{section}: {found:?}");
        assert!(found[0].contains(message), "{section}: {found:?}");
    }
    assert!(problems("clock: { start: yesterday }\n")[0].contains("'yesterday' is not an instant"));
}

#[test]
fn everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file() {
    let found = problems(
        "people:
  - { upn: a, usageLocation: XX }
  - { upn: b, roles: [Emperor] }
  - { upn: c, licenses: [SPE_E3, NO_SUCH_PRODUCT] }
  - { upn: c }
  - { upn: d d }
  - { upn: e, createdAt: soon }
  - upn: f
    licenses:
      - SPE_E5
      - SPE_E5
      - { product: ENTERPRISEPACK, disabledPlans: [SWAY, EXCHANGE_S_FOUNDATION] }
      - { product: VISIOCLIENT, disabledPlans: [EXCHANGE_S_FOUNDATION] }
    selfServiceLicenses:
      - { product: VISIOCLIENT, purchaser: nobody }
      - { product: VISIOCLIENT, purchaser: f }
subscriptions:
  - { product: SPE_E5, quantity: 1 }
  - { product: NO_SUCH_PRODUCT, quantity: 1 }
  - { product: SPE_E5, quantity: 1, selfServicePurchaser: nobody }
  - { product: SPE_E5, quantity: 1, status: Broken }
applications:
  - { name: A }
  - { name: B, secret: s, publicClient: true }
  - { name: C, secret: s }
  - { name: c, secret: s }
signInHints:
  - { upn: nobody, password: x }
  - { upn: f }
",
    );
    let expected = [
        ("line 3", "people: 'a': usageLocation: 'XX' is not a country"),
        (
            "line 4",
            "people: 'b': roles: 'Emperor' is not known; use a template id or one of Global Administrator",
        ),
        (
            "line 5",
            "people: 'c': the product 'NO_SUCH_PRODUCT' is not in the built-in catalogue; describe it under",
        ),
        (
            "line 5",
            "people: 'c': the organisation has no subscription of SPE_E3; add one under subscriptions",
        ),
        ("line 6", "people: 'c': this sign-in name or id stands in this file before"),
        ("line 7", "people: 'd d': a sign-in name has ASCII letters and no blanks"),
        ("line 8", "people: 'e': createdAt: 'soon' is not an instant; write it like 2026-03-02T09:00:00Z"),
        ("line 12", "people: 'f': SPE_E5 is listed twice"),
        ("line 13", "people: 'f': ENTERPRISEPACK has no plan 'EXCHANGE_S_FOUNDATION'"),
        (
            "line 14",
            "people: 'f': the plan EXCHANGE_S_FOUNDATION is for the whole tenant and cannot be switched off",
        ),
        ("line 16", "people: 'f': nobody under people is called 'nobody@t.example'"),
        ("line 17", "people: 'f': that purchaser has no subscription of VISIOCLIENT; add one with"),
        ("line 20", "subscriptions: 'NO_SUCH_PRODUCT': the product 'NO_SUCH_PRODUCT' is not in"),
        ("line 21", "subscriptions: 'SPE_E5': selfServicePurchaser: nobody under people is called"),
        ("line 22", "subscriptions: 'SPE_E5': status: 'Broken' is none of Enabled, Warning, Suspended"),
        ("line 24", "applications: 'A': give it a secret, or say publicClient: true"),
        ("line 25", "applications: 'B': a public client cannot keep a secret"),
        ("line 27", "applications: 'c': its name or clientId stands in this file before"),
        ("line 29", "signInHints: 'nobody': nobody under people is called"),
        ("line 30", "signInHints: 'f': give a password here or at the person"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, (line, message)) in found.iter().zip(expected) {
        assert!(found.starts_with(&format!("{line}: {message}")), "{found}\nexpected {line}: {message}");
    }
}

#[test]
fn an_organisations_own_product_can_be_bought_and_assigned() {
    let file = parsed(&format!(
        "{HEAD}catalog:
  plans:
    - {{ id: 0a4d2c3e-4f50-4b61-9c72-8d93ae04bf15, name: DESIGNER, names: {{ en: Designer }} }}
  products:
    - skuId: 1b5e3d4f-5061-4c72-8d83-9ea4bf15c026
      partNumber: DESIGNER_PRO
      names: {{ en: Designer Pro }}
      plans: [DESIGNER]
subscriptions:
  - {{ product: designer_pro, quantity: 1 }}
people:
  - {{ upn: a, usageLocation: NO, licenses: [1B5E3D4F-5061-4c72-8d83-9ea4bf15c026] }}
"
    ));
    assert_eq!(file.own.products.len(), 1);
    assert_eq!(products(&file, "a"), ["DESIGNER_PRO"]);
    assert_eq!(person(&file, "a").usage_location.as_deref(), Some("NO"), "YAML's NO is Norway here");
    assert_eq!(violations(&file), []);
    let broken = problems("catalog:\n  plans:\n    - { id: x, name: X, names: { en: X } }\n");
    assert!(broken[0].starts_with("line 4: plans: 'X': id: 'x' is not a GUID"), "{broken:?}");
}

#[test]
fn violations_of_the_rules_are_found_one_by_one() {
    let file = parsed(&format!(
        "{HEAD}subscriptions:
  - {{ product: SPE_E3, quantity: 1 }}
  - {{ product: O365_BUSINESS_ESSENTIALS, quantity: 5 }}
  - {{ product: MCOMEETADV, quantity: 5 }}
  - {{ product: POWER_BI_PRO, quantity: 5, status: Warning }}
people:
  - {{ upn: a, licenses: [SPE_E3] }}
  - {{ upn: b, usageLocation: DE, licenses: [SPE_E3, O365_BUSINESS_ESSENTIALS] }}
  - {{ upn: c, usageLocation: DE, licenses: [MCOMEETADV] }}
  - {{ upn: d, usageLocation: DE, licenses: [POWER_BI_PRO] }}
  - upn: e
    usageLocation: DE
    licenses: [{{ product: SPE_E3, disabledPlans: [SHAREPOINTENTERPRISE] }}, O365_BUSINESS_ESSENTIALS]
"
    ));
    assert_eq!(
        lines(&violations(&file)),
        [
            "line 3: subscriptions: 'SPE_E3': 3 licences for 1 enabled seats",
            "line 6: subscriptions: 'POWER_BI_PRO': 1 licences for 0 enabled seats",
            "line 8: people: 'a@t.example': holds licences without a usageLocation",
            "line 9: people: 'b@t.example': SHAREPOINTENTERPRISE, SHAREPOINTSTANDARD exclude each other",
            "line 10: people: 'c@t.example': MCOMEETADV needs one of TEAMS1, MCOSTANDARD",
        ]
    );
}

#[test]
fn people_on_one_line_keep_their_own_licences() {
    let file = parsed(
        &format!(
            "{HEAD}subscriptions: [{{ product: SPE_E3, quantity: 1 }}]
people: [{{ upn: a, usageLocation: DE, licenses: [SPE_E3] }}, {{ upn: a }}, {{ upn: b }}]
"
        )
        .replace("{ upn: a }, ", ""),
    );
    assert_eq!((products(&file, "a").len(), products(&file, "b").len()), (1, 0));
}

#[test]
fn the_schema_names_the_keys_that_are_read() {
    let schema = serde_json::from_str(include_str!("../../../../tenants/tenant.schema.json")).unwrap();
    for (pointer, keys) in [
        ("", keys_of::<raw::RawTenantFile>()),
        ("/$defs/tenant", keys_of::<raw::RawTenant>()),
        ("/$defs/tenant/properties/settings", keys_of::<raw::RawSettings>()),
        ("/properties/clock", keys_of::<raw::RawClock>()),
        ("/$defs/subscription", keys_of::<raw::RawSubscription>()),
        ("/$defs/person", keys_of::<raw::RawPerson>()),
        ("/$defs/license/oneOf/1", keys_of::<raw::RawLicense>()),
        ("/$defs/selfServiceLicense", keys_of::<raw::RawSelfServiceLicense>()),
        ("/$defs/application", keys_of::<raw::RawApplication>()),
        ("/$defs/signInHint", keys_of::<raw::RawHint>()),
        ("/$defs/catalog", keys_of::<catalog::raw::RawCatalog>()),
    ] {
        assert_eq!(keys_in(&schema, pointer), keys, "{pointer}");
    }
}

#[test]
fn the_product_format_inside_the_tenant_schema_is_the_product_formats_own() {
    let inner: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tenants/tenant.schema.json")).unwrap();
    let own: serde_json::Value =
        serde_json::from_str(include_str!("../../../../catalog/format.schema.json")).unwrap();
    for (name, definition) in own["$defs"].as_object().unwrap() {
        let capital = name[..1].to_uppercase() + &name[1..];
        let inside = if name == "guid" { name.clone() } else { format!("catalog{capital}") };
        let properties = |schema: &serde_json::Value| {
            schema["properties"].as_object().map(|o| o.keys().cloned().collect::<Vec<_>>())
        };
        assert_eq!(properties(&inner["$defs"][&inside]), properties(definition), "{name}");
        assert_eq!(inner["$defs"][&inside]["required"], definition["required"], "{name}");
    }
}

#[test]
fn structural_errors_say_where_and_what() {
    for (body, expected) in [
        (
            "people:\n  - upn: a\n    licenses: [1]\n",
            "line 4: people[0].licenses[0]: invalid type: integer `1`, expected a product's part number",
        ),
        (
            "subscriptions:\n  - product: SPE_E3\n    quantity: -1\n",
            "line 4: subscriptions[0].quantity: not a whole number from 0",
        ),
        (
            "people:\n  - upn: a\n    accountEnabled: yes\n",
            "line 4: people[0].accountEnabled: neither true nor false",
        ),
        ("people:\n  - upn: a\n    licenses: SPE_E3\n", "line 4: people[0].licenses: expected a list"),
        ("subscriptions:\n  - product: SPE_E3\n", "line 3: subscriptions[0]: missing field `quantity`"),
        ("people: []\npeople: []\n", "line 3: duplicate mapping key: people"),
    ] {
        let found = problems(body);
        assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}\nexpected {expected}");
    }
    assert_eq!(lines(&parse("").unwrap_err()), ["line 1: the file is empty"]);
}
