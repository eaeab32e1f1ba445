//! Tests of the product format, the built-in catalogue and the reference table.

use std::collections::BTreeSet;
use std::path::PathBuf;

use reseat_model::catalog::{AppliesTo, Service};
use reseat_model::{PlanId, SkuId};

use super::*;
use crate::schema::{keys_in, keys_of};

const SAMPLE: &str = include_str!("../../testdata/reference-sample.csv");
const DIRTY: &str = include_str!("../../testdata/reference-dirty.csv");

fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn plan_named(catalog: &Catalog, name: &str) -> PlanId {
    catalog.plans.values().find(|plan| plan.name == name).unwrap_or_else(|| panic!("no plan {name}")).id
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn the_built_in_files_have_no_problems() {
    let parsed = builtin::parsed();
    assert_eq!(lines(&parsed.problems), Vec::<String>::new());
    assert_eq!(parsed.products.len(), 48);
    assert!(parsed.products.iter().all(|product| product.origin == Origin::BuiltIn));
}

#[test]
fn voc_9_known_identifiers_are_right() {
    let catalog = builtin();
    for (name, id) in [
        ("EXCHANGE_S_ENTERPRISE", "efb87545-963c-4e0d-99df-69c6916d9eb0"),
        ("OFFICESUBSCRIPTION", "43de0ff5-c92c-492b-9116-175376d08c38"),
        ("SHAREPOINTENTERPRISE", "5dbe027f-2339-4123-9542-606e4d348a72"),
        ("TEAMS1", "57ff2da0-773e-42df-b2af-ffb7a2317929"),
        ("AAD_PREMIUM_P2", "eec0eb4f-6444-4f95-aba0-50c24d67f998"),
    ] {
        assert_eq!(plan_named(catalog, name).to_string(), id);
    }
    for (part_number, sku, plans) in [
        ("ENTERPRISEPACK", "6fd2c87f-b296-42f0-b197-1e91e994b900", 37),
        ("SPE_E3", "05e9a617-0261-4cee-bb44-138d3ef5d965", 51),
        ("SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06", 86),
        ("DEVELOPERPACK_E5", "c42b9cae-ea4f-4ab7-9717-81576235ccac", 71),
    ] {
        let product = catalog.product_by_part_number(part_number).unwrap();
        assert_eq!((product.sku.to_string().as_str(), product.plans.len()), (sku, plans));
    }
}

#[test]
fn everything_built_in_has_names_in_both_languages() {
    let catalog = builtin();
    for plan in catalog.plans.values() {
        assert!(!plan.names.en.is_empty() && !is_chinese(&plan.names.en), "{}", plan.name);
        assert!(!plan.names.zh.is_empty() && !plan.graph_service.is_empty(), "{}", plan.name);
    }
    for product in catalog.products.values() {
        assert!(!product.names.en.is_empty() && !product.names.zh.is_empty(), "{}", product.part_number);
    }
    let translated = catalog.products.values().filter(|product| is_chinese(&product.names.zh)).count();
    assert!(translated > 25, "only {translated} product names are Chinese");
}

#[test]
fn the_built_in_plans_and_the_classification_by_name_agree() {
    for plan in builtin().plans.values() {
        let class = classify(&plan.name);
        assert_eq!(
            (plan.service, plan.graph_service.as_str(), plan.applies_to),
            (class.service, class.graph_service.as_str(), class.applies_to),
            "{}",
            plan.name
        );
    }
    let catalog = builtin();
    assert_eq!(
        catalog.plan(plan_named(catalog, "EXCHANGE_S_FOUNDATION")).unwrap().applies_to,
        AppliesTo::Company
    );
}

#[test]
fn error_8_no_built_in_product_excludes_itself() {
    let catalog = builtin();
    assert_eq!(catalog.exclusive.len(), 8);
    for product in catalog.products.values() {
        let plans: BTreeSet<PlanId> = product.plans.iter().copied().collect();
        for set in &catalog.exclusive {
            let held = set.plans.intersection(&plans).count();
            assert!(held <= 1, "{} holds {held} plans of {}", product.part_number, set.id);
        }
    }
}

#[test]
fn error_7_only_add_ons_need_another_product() {
    let catalog = builtin();
    assert!(catalog.dependencies.values().flatten().all(|dependency| !dependency.source.is_empty()));
    let in_need: BTreeSet<&str> = catalog
        .products
        .values()
        .filter(|product| {
            let dependencies =
                product.plans.iter().filter_map(|plan| catalog.dependencies.get(plan)).flatten();
            dependencies.into_iter().any(|d| !d.any_of.iter().any(|plan| product.plans.contains(plan)))
        })
        .map(|product| product.part_number.as_str())
        .collect();
    assert_eq!(in_need, BTreeSet::from(["MCOEV", "MCOMEETADV", "WORKPLACE_ANALYTICS"]));
}

#[test]
fn una_40_the_mail_products_are_those_with_a_mailbox() {
    let catalog = builtin();
    let gives_mail = |part_number: &str| {
        let product = catalog.product_by_part_number(part_number).unwrap();
        product.plans.iter().any(|plan| catalog.service_of(*plan) == Service::Mail)
    };
    for part_number in ["ENTERPRISEPACK", "SPE_F1", "O365_BUSINESS_ESSENTIALS", "EXCHANGEDESKLESS", "SPB"] {
        assert!(gives_mail(part_number), "{part_number}");
    }
    for part_number in ["OFFICESUBSCRIPTION", "VISIOCLIENT", "EXCHANGEARCHIVE_ADDON", "POWER_BI_PRO"] {
        assert!(!gives_mail(part_number), "{part_number}");
    }
}

const OWN: &str = r#"
plans:
  - id: 0a4d2c3e-4f50-4b61-9c72-8d93ae04bf15
    name: DESIGNER_DESKTOP
    names: { en: Designer for desktop, zh-Hans: 设计器桌面版 }
    service: officeApps
    graphService: Designer
products:
  - skuId: 1b5e3d4f-5061-4c72-8d83-9ea4bf15c026
    partNumber: DESIGNER_PRO
    names: { en: Designer Pro, zh-Hans: 设计器专业版 }
    plans: [designer_desktop, ONEDRIVESTANDARD]
dependencies:
  - { plan: DESIGNER_DESKTOP, anyOf: [OFFICESUBSCRIPTION], source: the vendor's manual }
exclusive:
  - { id: designers, plans: [DESIGNER_DESKTOP, VISIOONLINE] }
"#;

#[test]
fn an_organisations_own_product_may_use_built_in_plans() {
    let parsed = parse(OWN, Origin::Organization, builtin());
    assert_eq!(lines(&parsed.problems), Vec::<String>::new());
    let merged = merge(builtin(), &parsed);
    assert_eq!(merged.products, Counts { added: 1, updated: 0, unchanged: 0 });
    let product = merged.catalog.product_by_part_number("designer_pro").unwrap();
    assert_eq!((product.names.zh.as_str(), product.plans.len()), ("设计器专业版", 2));
    assert_eq!(product.origin, Origin::Organization);
    assert_eq!(merged.catalog.exclusive.len(), 9);
    let again = merge(&merged.catalog, &parsed);
    assert_eq!(again.products.unchanged + again.plans.unchanged, 2);
    assert_eq!(again.catalog, merged.catalog);
}

#[test]
fn wrong_entries_are_reported_with_their_lines_and_the_rest_is_kept() {
    let text = r#"products:
  - skuId: nonsense
    partNumber: A
    names: { en: A }
    plans: [TEAMS1]
  - skuId: 1b5e3d4f-5061-4c72-8d83-9ea4bf15c026
    partNumber: B
    names: { en: B }
    plans: [TEAMS1, NOT_A_PLAN]
  - skuId: 2b5e3d4f-5061-4c72-8d83-9ea4bf15c026
    partNumber: C
    names: { en: C }
    appliesTo: Everyone
    plans: [TEAMS1]
  - skuId: 3b5e3d4f-5061-4c72-8d83-9ea4bf15c026
    partNumber: D
    names: { en: D }
    plans: [TEAMS1]
  - skuId: 3B5E3D4F-5061-4c72-8d83-9ea4bf15c026
    partNumber: E
    names: { en: E }
    plans: [TEAMS1]
plans:
  - id: 0a4d2c3e-4f50-4b61-9c72-8d93ae04bf15
    name: X
    names: { en: X }
    service: email
exclusive:
  - { id: lonely, plans: [TEAMS1] }
"#;
    let parsed = parse(text, Origin::Organization, builtin());
    assert_eq!(parsed.products.iter().map(|p| p.part_number.as_str()).collect::<Vec<_>>(), ["D"]);
    assert_eq!(
        lines(&parsed.problems),
        [
            "line 2: products: 'A': skuId: 'nonsense' is not a GUID; write it like \
             6fd2c87f-b296-42f0-b197-1e91e994b900",
            "line 6: products: 'B': the plan 'NOT_A_PLAN' is not known; describe it under plans",
            "line 10: products: 'C': appliesTo is 'Everyone'; write User or Company",
            "line 19: products: 'E': its id stands in this file before; remove one",
            "line 24: plans: 'X': service is 'email'; write one of mail, files, officeApps, teams, telephony, \
             deviceManagement, cloudPc, other",
            "line 29: exclusive: 'lonely': plans needs at least two plans to exclude each other",
        ]
    );
}

#[test]
fn an_unknown_key_is_an_error_with_its_line() {
    let parsed = parse("products:\n  - skuId: x\n    price: 3\n", Origin::Organization, builtin());
    assert_eq!(parsed.products.len(), 0);
    assert_eq!(parsed.problems[0].line, Some(3));
    assert!(parsed.problems[0].message.contains("unknown field `price`"), "{}", parsed.problems[0]);
}

#[test]
fn the_reference_sample_is_read() {
    let parsed = parse_reference_table(SAMPLE.as_bytes());
    assert_eq!(lines(&parsed.problems), Vec::<String>::new());
    assert_eq!(parsed.products.len(), 8);
    let calling: Vec<_> = parsed.products.iter().filter(|p| p.part_number == "MCOPSTN5").collect();
    assert_eq!(calling.len(), 2, "one string id stands for two products");
    assert_ne!(calling[0].sku, calling[1].sku);
}

#[test]
fn the_dirtied_reference_sample_gives_the_same_and_reports_its_wrong_rows() {
    let clean = parse_reference_table(SAMPLE.as_bytes());
    let dirty = parse_reference_table(DIRTY.as_bytes());
    assert_eq!(dirty.to_catalog(), clean.to_catalog());
    assert_eq!(
        lines(&dirty.problems),
        [
            "line 5: guid: 'not-a-guid' is not a GUID; write it like 6fd2c87f-b296-42f0-b197-1e91e994b900",
            "line 9: service_plan_id is empty",
            "line 20: service_plan_name is empty",
            "line 30: the product 4b9405b0-7788-4568-add1-99614e613b69 is called 'EXCHANGERENAMED' here and \
             'EXCHANGESTANDARD' on line 13; correct one",
            "line 71: the plan 57ff2da0-773e-42df-b2af-ffb7a2317929 is called 'TEAMS_RENAMED' here and 'TEAMS1' \
             on line 61; correct one",
        ]
    );
}

#[test]
fn a_missing_column_is_named() {
    let without: String = SAMPLE.lines().map(|line| line.replacen("string_id,", "", 1) + "\n").collect();
    let parsed = parse_reference_table(without.as_bytes());
    assert_eq!(parsed.products.len(), 0);
    assert_eq!(
        lines(&parsed.problems),
        ["line 1: the column is missing: string_id; the table needs product_display_name, string_id, guid, \
          service_plan_name, service_plan_id, service_plan_friendly_name"]
    );
    assert_eq!(parse_reference_table(b"").problems.len(), 1);
}

#[test]
fn an_import_keeps_chinese_names_what_plans_give_and_an_organisations_own() {
    let own = parse(OWN, Origin::Organization, builtin());
    let base = merge(builtin(), &own).catalog;
    let table = "product_display_name,string_id,guid,service_plan_name,service_plan_id,service_plan_friendly_name\n\
        Overwritten,DESIGNER_PRO,1b5e3d4f-5061-4c72-8d83-9ea4bf15c026,TEAMS1,57ff2da0-773e-42df-b2af-ffb7a2317929,T\n\
        Exchange Online (Plan One),EXCHANGEENTERPRISE,19ec0d23-8335-4cbd-94ac-6050e30712fa,EXCHANGE_S_ENTERPRISE,\
        efb87545-963c-4e0d-99df-69c6916d9eb0,EOP2\n";
    let parsed = parse_reference_table(table.as_bytes());
    let merged = merge(&base, &parsed);
    assert_eq!(merged.products, Counts { added: 0, updated: 1, unchanged: 1 });
    assert_eq!(merged.plans, Counts { added: 0, updated: 0, unchanged: 2 });
    let own = merged.catalog.product_by_part_number("DESIGNER_PRO").unwrap();
    assert_eq!(own.names.en, "Designer Pro");
    let renamed = merged.catalog.product_by_part_number("EXCHANGEENTERPRISE").unwrap();
    assert_eq!(
        (renamed.names.en.as_str(), renamed.names.zh.as_str()),
        ("Exchange Online (Plan One)", "Exchange Online（计划 2）")
    );
    let plan = merged.catalog.plan(plan_named(&merged.catalog, "EXCHANGE_S_ENTERPRISE")).unwrap();
    assert_eq!(plan.names.en, "Exchange Online (Plan 2)");
}

/// The whole public table, where it is at hand: it is too large to be kept here.
fn whole_table() -> Option<Vec<u8>> {
    let shared = std::env::var_os("RESEAT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    std::fs::read(shared.join("data/sku-reference.csv")).ok()
}

#[test]
fn the_whole_public_table_has_619_products_and_791_plans() {
    let Some(bytes) = whole_table() else {
        println!("sku-reference.csv is absent (set RESEAT_SHARED): the whole table was not tried");
        return;
    };
    let parsed = parse_reference_table(&bytes);
    assert_eq!(lines(&parsed.problems), Vec::<String>::new());
    assert_eq!((parsed.products.len(), parsed.plans.len()), (619, 791));
    let ids: BTreeSet<SkuId> = parsed.products.iter().map(|product| product.sku).collect();
    assert_eq!(ids.len(), 619);
    // The built-in catalogue says nothing else than the table.
    let merged = merge(builtin(), &parsed);
    assert_eq!(merged.products, Counts { added: 571, updated: 0, unchanged: 48 });
    // And no product of the table breaks the exclusive sets by itself.
    for product in &parsed.products {
        let plans: BTreeSet<PlanId> = product.plans.iter().copied().collect();
        for set in &builtin().exclusive {
            assert!(set.plans.intersection(&plans).count() <= 1, "{} in {}", product.part_number, set.id);
        }
    }
}

#[test]
fn the_whole_public_table_may_be_dirty() {
    let Some(bytes) = whole_table() else {
        println!("sku-reference.csv is absent (set RESEAT_SHARED): the whole table was not tried");
        return;
    };
    let text = String::from_utf8(bytes.clone()).unwrap();
    let mut dirty = String::from("\u{feff}");
    for (number, line) in text.lines().enumerate() {
        let padded = line.replace(',', " , ");
        let line = if line.contains('"') { line } else { padded.as_str() };
        dirty.push_str(line);
        dirty.push_str("\r\n");
        if number > 0 && number % 7 == 0 {
            dirty.push_str(line);
            dirty.push_str("\r\n");
        }
    }
    let parsed = parse_reference_table(dirty.as_bytes());
    assert_eq!(lines(&parsed.problems), Vec::<String>::new());
    assert_eq!(parsed.to_catalog(), parse_reference_table(&bytes).to_catalog());
}

#[test]
fn the_schema_names_the_keys_that_are_read() {
    let schema = serde_json::from_str(include_str!("../../../../catalog/format.schema.json")).unwrap();
    for (pointer, keys) in [
        ("", keys_of::<raw::RawCatalog>()),
        ("/$defs/product", keys_of::<raw::RawProduct>()),
        ("/$defs/plan", keys_of::<raw::RawPlan>()),
        ("/$defs/names", keys_of::<raw::RawNames>()),
        ("/$defs/dependency", keys_of::<raw::RawDependency>()),
        ("/$defs/exclusive", keys_of::<raw::RawExclusive>()),
    ] {
        assert_eq!(keys_in(&schema, pointer), keys, "{pointer}");
    }
    let words: Vec<&str> = raw::SERVICE_WORDS.iter().map(|(word, _)| *word).collect();
    assert_eq!(schema["$defs"]["plan"]["properties"]["service"]["enum"], serde_json::json!(words));
}
