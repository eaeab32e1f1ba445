//! The catalogue: the public reference table, and products of the organisation's own.

use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::subscription::{Status, Subscription};
use reseat_model::{PoolId, SkuId, SubscriptionId};
use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

/// Rows of the public reference table: one product with two plans, one with a single plan, a known one.
const SAMPLE: &str = "\
product_display_name,string_id,guid,service_plan_name,service_plan_id,service_plan_friendly_name
10-Year Audit Log Retention Add On,10_ALR_ADDON,c2e41e49-e2a2-4c55-832a-cf13ffba1d6a,Auditing_10Year_ Retention_ Add_On,7d16094b-4db8-41ff-a182-372a90a85407,Auditing 10Year Retention Add On
Microsoft Entra ID P1,AAD_PREMIUM,078d2b04-f1bd-4111-bbd4-b4b1b354cef4,AAD_PREMIUM,41781fb2-bc02-4b7c-bd55-b576c07bb09d,Microsoft Entra ID P1
Microsoft Entra ID P1,AAD_PREMIUM,078d2b04-f1bd-4111-bbd4-b4b1b354cef4,ADALLOM_S_DISCOVERY,932ad362-64a8-4783-9106-97849a1a30b9,CLOUD APP SECURITY DISCOVERY
";

const OWN: &str = "\
plans:
  - id: 0a4d2c3e-4f50-4b61-9c72-8d93ae04bf15
    name: DESIGNER_DESKTOP
    names: { en: Designer for desktop, zh-Hans: 设计器桌面版 }
    service: officeApps
products:
  - skuId: 1b5e3d4f-5061-4c72-8d83-9ea4bf15c026
    partNumber: DESIGNER_PRO
    names: { en: Designer Pro, zh-Hans: 设计器专业版 }
    plans: [DESIGNER_DESKTOP, EXCHANGE_S_STANDARD]
";

fn import(world: &World, who: &Who, query: &str, content_type: &str, body: &str) -> (u16, Value) {
    let path = format!("/reseat/v1/catalog/import{query}");
    let answer = world.send(who, "POST", &path, &[("content-type", content_type)], body.into());
    (answer.status, answer.json)
}

fn found(world: &World, who: &Who, search: &str) -> Vec<(String, String)> {
    let rows = world.read_all(who, &format!("/reseat/v1/catalog/products?search={search}&$top=1"));
    rows.iter().map(|row| (text(&row["skuPartNumber"]), text(&row["origin"]))).collect()
}

#[test]
fn the_reference_table_is_imported_once_and_dry_runs_write_nothing() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let (status, dry) = import(&world, &admin, "?dryRun=true", "text/csv", SAMPLE);
    assert_eq!((status, &dry["dryRun"], &dry["products"]["added"]), (200, &json!(true), &json!(1)));
    assert_eq!(found(&world, &admin, "10_alr"), []);
    let (status, real) = import(&world, &admin, "", "text/csv", SAMPLE);
    assert_eq!((status, &real["products"], &real["plans"]), (200, &dry["products"], &dry["plans"]));
    assert_eq!(found(&world, &admin, "10_alr"), [("10_ALR_ADDON".to_owned(), "imported".to_owned())]);
    let (_, again) = import(&world, &admin, "", "text/csv", SAMPLE);
    assert_eq!(
        (&again["products"]["added"], &again["products"]["updated"]),
        (&json!(0), &json!(0)),
        "{again}"
    );
    let audit = world.read(&admin, "/reseat/v1/audit");
    assert_eq!(audit["value"][0]["target"]["kind"], "Catalog");
}

#[test]
fn wrong_rows_are_reported_with_their_lines_and_the_rest_is_kept() {
    let world = World::small();
    let admin = world.sign_in("admin");
    // A mark at the start, other line ends, padding, capitals, a broken row.
    let mut dirty = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n").replace("c2e41e49", " C2E41E49"));
    dirty.push_str("Broken,BROKEN,no-guid,P,7d16094b-4db8-41ff-a182-372a90a85409,P\r\n");
    let (status, report) = import(&world, &admin, "", "text/csv", &dirty);
    assert_eq!((status, &report["products"]["added"]), (200, &json!(1)), "{report}");
    let problems = report["problems"].as_array().unwrap();
    assert_eq!((problems.len(), &problems[0]["line"]), (1, &json!(5)), "{report}");
    assert_eq!(found(&world, &admin, "broken"), []);
    for nothing in ["", "a,b\n1,2\n"] {
        let (status, error) = import(&world, &admin, "", "text/csv", nothing);
        assert_eq!((status, error["error"]["code"].as_str()), (400, Some("Request_BadRequest")), "{nothing}");
    }
    let (status, _) = import(&world, &admin, "", "application/yaml", "products: [");
    assert_eq!(status, 400);
}

#[test]
fn a_product_of_the_organisations_own_can_be_assigned_and_survives_the_table() {
    let mut world = World::small();
    let admin = world.sign_in("admin");
    let (status, report) = import(&world, &admin, "", "application/yaml", OWN);
    assert_eq!((status, &report["problems"]), (200, &json!([])));
    let sku: SkuId = "1b5e3d4f-5061-4c72-8d83-9ea4bf15c026".parse().unwrap();
    let body = assign(&world, &["gwen"], &["DESIGNER_PRO"]);
    let result = change(&world, &admin, &body);
    assert_eq!(verdict_of(&result, &world, "gwen"), is("refused", &["unknownProduct"]), "nothing bought yet");
    buy(&world, sku, 1);
    let result = change(&world, &admin, &body);
    assert_eq!(verdict_of(&result, &world, "gwen"), is("changed", &[]));
    let gwen = row(&result, &world, "gwen");
    assert_eq!(gwen["licenses"][0]["names"], json!({"en": "Designer Pro", "zh-Hans": "设计器专业版"}));
    // Its plans do what plans of built-in products do.
    assert_eq!((&gwen["mailbox"]["after"], &gwen["office"]["after"]), (&json!("active"), &json!("licensed")));
    let full = change(&world, &admin, &assign(&world, &["anna"], &["DESIGNER_PRO"]));
    assert_eq!(verdict_of(&full, &world, "anna"), is("refused", &["noSeats"]));
    // A table that knows the same id does not overwrite it, and a restart still knows it.
    let table = SAMPLE.replace("c2e41e49-e2a2-4c55-832a-cf13ffba1d6a", &sku.to_string());
    import(&world, &admin, "", "text/csv", &table);
    world.restart();
    assert_eq!(found(&world, &admin, "designer"), [("DESIGNER_PRO".to_owned(), "organization".to_owned())]);
    change(&world, &admin, &unassign(&world, &["gwen"], &["DESIGNER_PRO"]));
    assert_eq!(mailbox(&world, &admin, "gwen"), "disconnected");
}

/// A purchase has no route yet: it is put into the books as the tenant file does it.
fn buy(world: &World, sku: SkuId, quantity: u32) {
    let call = world.system_call();
    let subscription = Subscription {
        id: SubscriptionId(sku.0),
        sku,
        pool: PoolId::ORGANIZATION,
        quantity,
        status: Status::Enabled,
        trial: false,
        created_at: world.app().clock.now(),
        term_ends_at: None,
    };
    let command = Command::PutSubscription { subscription, before: None };
    let meta = call.meta(world.app(), Kind::Administration, None);
    let submission = reseat_app::writer::Submission::new(world.tenant.id, meta, vec![command]);
    world.app().writer.submit(submission).unwrap();
}
