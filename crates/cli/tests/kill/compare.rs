//! The state after a restart against the state that the answers add up to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::model::{Standing, licenses_of};
use super::verify::{Books, Sets, User, string};
use super::writer::Writer;
use crate::common::api::Api;
use crate::common::server::wait_for;
use crate::common::tenants::PROJECT;

/// Everyone is where the answers left them and holds what the answers said.
pub fn people(api: &Api, users: &BTreeMap<String, User>, writers: &mut [Writer]) {
    let doomed: BTreeSet<String> = writers
        .iter()
        .flat_map(|writer| &writer.people)
        .filter(|(_, person)| person.standing == Standing::Doomed)
        .map(|(id, _)| id.clone())
        .collect();
    let deleted = wait_for("the purge of people deleted 30 days ago", || {
        let rows =
            api.all("/v1.0/directory/deletedItems/microsoft.graph.user?$top=999&$select=id,assignedLicenses");
        for row in &rows {
            assert!(licenses_of(row).is_empty(), "a deleted person holds a seat: {row}");
        }
        let ids: BTreeSet<String> = rows.iter().map(|row| string(&row["id"])).collect();
        ids.is_disjoint(&doomed).then_some(ids)
    });
    let (mut active, mut away) = (0, 0);
    for writer in writers {
        for (id, user) in users {
            if writer.people.contains_key(id) {
                writer.see(id, &user.licenses);
            }
        }
        for id in &doomed {
            if writer.people.contains_key(id) {
                writer.stands(id, Standing::Gone);
            }
        }
        for (id, person) in writer.people.iter().chain(&writer.crowd) {
            let found = users.get(id).map(|user| &user.licenses);
            let wanted = Some(&person.licenses).filter(|_| person.standing == Standing::Active);
            assert_eq!(found, wanted, "{id} of {}: {person:?}", writer.name);
            let there = deleted.contains(id);
            assert_eq!(there, person.standing == Standing::Deleted, "{id} of {}: {person:?}", writer.name);
            active += usize::from(found.is_some());
            away += usize::from(there);
        }
    }
    assert_eq!((active, away), (users.len(), deleted.len()), "people whom nobody has made");
}

/// Consumed units are the holders, and no scarce seat was given twice.
pub fn seats(api: &Api, users: &BTreeMap<String, User>) {
    let skus = api.all("/v1.0/subscribedSkus");
    let products = api.all("/reseat/v1/products?$top=999");
    assert_eq!(skus.len(), 4);
    for sku in &skus {
        let id = string(&sku["skuId"]);
        let holders = users.values().filter(|user| user.licenses.contains_key(&id)).count() as u64;
        assert_eq!(sku["consumedUnits"].as_u64(), Some(holders), "{}", sku["skuPartNumber"]);
        let enabled = sku["prepaidUnits"]["enabled"].as_u64().expect("enabled units");
        assert!(holders <= enabled, "{holders} people hold {enabled} seats of {}", sku["skuPartNumber"]);
        let row =
            products.iter().find(|row| row["skuId"] == id.as_str()).expect("a row of the products' page");
        assert_eq!(row["assigned"].as_u64(), Some(holders), "{row}");
    }
    assert!(skus.iter().any(|sku| sku["skuId"] == PROJECT));
}

/// The log has no gap, and a record for each person of each change set.
pub fn log(api: &Api, sets: &Sets, books: &mut Books) {
    let mut records = Vec::new();
    api.pages("/reseat/v1/audit?$top=999", |page| {
        let rows = page.into_iter().map(|row| (place(&row), string(&row["changeSetId"])));
        records.extend(rows.filter(|((seq, _), _)| *seq > books.head));
        records.len().is_multiple_of(999)
    });
    records.reverse();
    let (mut seq, mut n) = (books.head, 0);
    let mut of_set: HashMap<&str, u64> = HashMap::new();
    for (place, set) in &records {
        if *place != (seq, n) {
            assert_eq!(*place, (seq + 1, 0), "a gap in the log after {seq}-{n}");
            (seq, n) = *place;
        }
        n += 1;
        *of_set.entry(set).or_default() += 1;
    }
    books.head = seq;
    for (id, set) in &sets.by_id {
        let records = of_set.get(id.as_str()).copied().unwrap_or_default();
        assert_eq!(set["counts"]["changed"].as_u64(), Some(records), "audit records of {set}");
    }
}

fn place(record: &Value) -> (u64, u64) {
    let id = record["id"].as_str().expect("an audit id");
    let (seq, n) = id.split_once('-').expect("an audit id");
    (seq.parse().expect("a number"), n.parse().expect("a number"))
}
