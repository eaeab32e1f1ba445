//! The subscriptions of a tenant file.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::subscription::Status;
use reseat_model::{PoolId, SkuId, SubscriptionId};
use serde_saphyr::Spanned;

use super::SubscriptionEntry;
use super::raw::RawSubscription;
use super::resolve::{Reading, optional_instant};
use crate::yaml;

/// Everything that was bought.
pub(super) fn resolve(raw: &[Spanned<RawSubscription>], reading: &mut Reading<'_>) -> Vec<SubscriptionEntry> {
    let mut out: Vec<SubscriptionEntry> = Vec::new();
    let mut ids = BTreeSet::new();
    // How many of the same product and pool came before: part of a derived id.
    let mut ordinals: BTreeMap<(SkuId, PoolId), u32> = BTreeMap::new();
    for entry in raw {
        let line = yaml::line_of(entry);
        let about = format!("subscriptions: '{}'", entry.value.product);
        let subscription = subscription(&entry.value, line, &mut ordinals, reading);
        let Some(subscription) = reading.keep(line, &about, subscription) else { continue };
        if ids.insert(subscription.id) {
            out.push(subscription);
        } else {
            reading.problem(line, format!("{about}: its id stands in this file before"));
        }
    }
    out
}

fn subscription(
    raw: &RawSubscription,
    line: u64,
    ordinals: &mut BTreeMap<(SkuId, PoolId), u32>,
    reading: &Reading<'_>,
) -> Result<SubscriptionEntry, String> {
    let product = reading.product(&raw.product)?;
    let purchaser = raw.self_service_purchaser.as_deref();
    let pool = purchaser
        .map(|upn| reading.person(upn).map(PoolId::of_purchaser))
        .transpose()
        .map_err(|message| format!("selfServicePurchaser: {message}"))?
        .unwrap_or(PoolId::ORGANIZATION);
    let ordinal = ordinals.entry((product.sku, pool)).or_default();
    *ordinal += 1;
    let name = format!("{} {pool} {ordinal}", product.sku);
    Ok(SubscriptionEntry {
        id: SubscriptionId(reading.id(raw.id.as_deref(), "subscription", &name)?),
        sku: product.sku,
        pool,
        quantity: raw.quantity,
        status: status(raw.status.as_deref())?,
        trial: raw.trial,
        created_at: optional_instant("createdAt", raw.created_at.as_deref())?,
        term_ends_at: optional_instant("termEndsAt", raw.term_ends_at.as_deref())?,
        line,
    })
}

fn status(word: Option<&str>) -> Result<Status, String> {
    match word {
        None | Some("Enabled") => Ok(Status::Enabled),
        Some("Warning") => Ok(Status::Warning),
        Some("Suspended") => Ok(Status::Suspended),
        Some("LockedOut") => Ok(Status::LockedOut),
        Some("Deleted") => Ok(Status::Deleted),
        Some(other) => {
            Err(format!("status: '{other}' is none of Enabled, Warning, Suspended, LockedOut, Deleted"))
        }
    }
}
