//! Pages of people (contract section 7.2).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::fixture::{BASE, World};

/// 250 people, every second one in Sales.
fn crowd() -> World {
    let mut yaml = String::from(
        "tenant: { id: 7a0b0f3c-5d0e-4a57-9c2b-1f5e8f6a1c01, displayName: Crowd, domain: northwind.example, country: DE }\n\
         clock: { start: 2026-03-02T09:00:00Z }\n\
         people:\n  - { upn: admin, displayName: Admin, roles: [Global Administrator] }\n",
    );
    for n in 1..250 {
        let department = if n % 2 == 0 { "Sales" } else { "IT" };
        writeln!(yaml, "  - {{ upn: p{n:03}, displayName: Person {n:03}, department: {department} }}")
            .unwrap();
    }
    World::from_yaml(&yaml)
}

/// All people from a path on, with how many pages there were.
async fn all(world: &World, path: &str) -> (Vec<String>, usize) {
    let mut names = Vec::new();
    let mut next = Some(path.to_owned());
    let mut pages = 0;
    while let Some(path) = next {
        let page = world.get_eventual(&path).await.json(200);
        let people = page["value"].as_array().unwrap();
        names.extend(people.iter().map(|user| user["displayName"].as_str().unwrap().to_owned()));
        next = page.get("@odata.nextLink").map(|link| link.as_str().unwrap().to_owned());
        pages += 1;
        assert!(pages < 300);
        if let Some(link) = &next {
            assert!(
                link.starts_with(&format!("{BASE}/v1.0/users?")) && link.contains("$skiptoken="),
                "{link}"
            );
        }
    }
    (names, pages)
}

fn distinct(names: &[String]) -> usize {
    names.iter().collect::<BTreeSet<_>>().len()
}

#[tokio::test]
async fn following_next_links_sees_everyone_once() {
    let world = crowd();
    let (names, pages) = all(&world, "/v1.0/users?$select=displayName").await;
    assert_eq!((names.len(), distinct(&names), pages), (250, 250, 3));
    let (names, _) = all(&world, "/v1.0/users?$select=displayName&$orderby=displayName&$top=7").await;
    assert_eq!(names.len(), 250);
    assert!(names.is_sorted());
    let (names, _) =
        all(&world, "/v1.0/users?$filter=department+eq+'Sales'&$select=displayName&$top=50").await;
    assert_eq!((names.len(), distinct(&names)), (124, 124));
    let (names, pages) = all(&world, "/v1.0/users?$top=999").await;
    assert_eq!((names.len(), pages), (250, 1));
}

#[tokio::test]
async fn a_next_link_may_be_followed_with_another_top() {
    let world = crowd();
    let first = world.get("/v1.0/users?$top=100&$select=displayName").await.json(200);
    let link = first["@odata.nextLink"].as_str().unwrap().replace("$top=100", "$top=5");
    let second = world.get(&link).await.json(200);
    assert_eq!(second["value"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn the_count_is_on_page_one_only_and_only_with_the_header() {
    let world = crowd();
    let path = "/v1.0/users?$count=true&$top=100";
    let first = world.get_eventual(path).await.json(200);
    assert_eq!(first["@odata.count"], 250);
    let second = world.get_eventual(first["@odata.nextLink"].as_str().unwrap()).await.json(200);
    assert_eq!(second.get("@odata.count"), None);
    assert_eq!(world.get(path).await.json(200).get("@odata.count"), None);
}

#[tokio::test]
async fn page_sizes_and_tokens_out_of_bounds() {
    let world = World::new();
    for size in ["0", "1000", "-1"] {
        let message = format!("Invalid page size specified: '{size}'. Must be between 1 and 999 inclusive.");
        let reply = world.get(&format!("/v1.0/users?$top={size}")).await;
        reply.refused(400, "Request_UnsupportedQuery", &message);
    }
    let reply = world.get("/v1.0/users?$skiptoken=nonsense").await;
    assert_eq!(reply.json(400)["error"]["code"], "Request_BadRequest");
    for path in ["/v1.0/users?$skip=5", "/v1.0/users?$top=1&$top=2", "/v1.0/users?$filter=(("] {
        let body: Value = world.get(path).await.json(400);
        assert!(body["error"]["message"].is_string());
    }
}
