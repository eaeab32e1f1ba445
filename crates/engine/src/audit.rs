//! Audit records in the directory's words (contract section 6).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::catalog::Catalog;
use reseat_model::outcome::Impact;
use reseat_model::services::MailboxState;
use reseat_model::user::User;
use reseat_model::{PlanId, SkuId, TenantId};

use crate::View;
use crate::services::purge_instant;
use crate::transition::{PathRef, Transition};

/// A record about a person.
pub(crate) fn about_user(activity: Activity, user: &User, modified: Vec<ModifiedProperty>) -> AuditEntry {
    let target = Target::User { id: user.id, upn: user.upn.clone(), name: user.display_name.clone() };
    AuditEntry { activity, target, modified }
}

/// A property that the directory prints as a JSON array with at most one text.
pub(crate) fn property(name: &str, old: Option<&str>, new: Option<&str>) -> ModifiedProperty {
    ModifiedProperty { name: name.to_owned(), old: json_array(old), new: json_array(new) }
}

/// `AssignedLicense` before and after.
pub(crate) fn assigned_license(
    tenant: TenantId,
    catalog: &Catalog,
    transition: &Transition<'_>,
) -> ModifiedProperty {
    ModifiedProperty {
        name: "AssignedLicense".to_owned(),
        old: license_texts(tenant, catalog, transition.before()),
        new: license_texts(tenant, catalog, transition.after()),
    }
}

/// The properties of "Change user license". A mailbox whose purge was due and which is replaced by a new one is named,
/// because the worker will not meet it any more.
pub(crate) fn license_properties(
    view: &View,
    transition: &Transition<'_>,
    impact: &Impact,
) -> Vec<ModifiedProperty> {
    let mut modified = vec![assigned_license(view.tenant, &view.catalog, transition)];
    let stored = transition.person.services.mailbox;
    if let (Some((MailboxState::Purged { id, .. }, _)), Some(_)) = (impact.mailbox, purge_instant(stored)) {
        modified.push(property("PurgedMailbox", Some(&id.to_string()), None));
    }
    modified
}

/// A JSON array of one text per product, as the directory prints it.
fn license_texts<'p>(
    tenant: TenantId,
    catalog: &Catalog,
    paths: impl Iterator<Item = PathRef<'p>>,
) -> String {
    let mut text = String::from("[");
    for (index, (sku, disabled)) in assigned_licenses(paths).into_iter().enumerate() {
        text.push_str(if index == 0 { "\r\n  \"[SkuName=" } else { ",\r\n  \"[SkuName=" });
        match catalog.product(sku) {
            Some(product) => push_escaped(&mut text, &product.part_number),
            None => text.push_str("UNKNOWN"),
        }
        // Writing to a String cannot fail.
        let _ = write!(text, ", AccountId={tenant}, SkuId={sku}, DisabledPlans=[");
        for (index, plan) in disabled.iter().enumerate() {
            let _ = write!(text, "{}{plan}", if index == 0 { "" } else { ", " });
        }
        text.push_str("]]\"");
    }
    text.push_str(if text.len() > 1 { "\r\n]" } else { "]" });
    text
}

/// `assignedLicenses` (contract 2.2): one entry per product over all paths in force; a plan is off when it is off on
/// every path (CNT-4).
pub(crate) fn assigned_licenses<'p>(paths: impl Iterator<Item = PathRef<'p>>) -> Vec<(SkuId, Vec<PlanId>)> {
    let mut products: BTreeMap<SkuId, Vec<PlanId>> = BTreeMap::new();
    for path in paths.filter(|path| path.state.is_valid()) {
        products
            .entry(path.key.sku)
            .and_modify(|off| off.retain(|plan| path.disabled.contains(plan)))
            .or_insert_with(|| path.disabled.iter().copied().collect());
    }
    products.into_iter().collect()
}

fn json_array(value: Option<&str>) -> String {
    let Some(value) = value else { return "[]".to_owned() };
    let mut text = String::from("[\r\n  \"");
    push_escaped(&mut text, value);
    text.push_str("\"\r\n]");
    text
}

/// Appends `value` as the inside of a JSON string.
fn push_escaped(text: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_json_whatever_a_name_holds() {
        assert_eq!(json_array(None), "[]");
        assert_eq!(json_array(Some("a\"b\\c\nd")), "[\r\n  \"a\\\"b\\\\c\\u000ad\"\r\n]");
    }
}
