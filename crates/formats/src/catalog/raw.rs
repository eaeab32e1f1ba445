//! The product format as it stands in YAML, before names are looked up.

use reseat_model::catalog::{AppliesTo, Service};
use serde::Deserialize;
use serde_saphyr::Spanned;

/// One file, or the `catalog` part of a tenant file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawCatalog {
    #[serde(default)]
    pub products: Vec<Spanned<RawProduct>>,
    #[serde(default)]
    pub plans: Vec<Spanned<RawPlan>>,
    #[serde(default)]
    pub dependencies: Vec<Spanned<RawDependency>>,
    #[serde(default)]
    pub exclusive: Vec<Spanned<RawExclusive>>,
}

impl RawCatalog {
    /// Adds another file's entries behind this one's.
    pub(crate) fn append(&mut self, other: Self) {
        self.products.extend(other.products);
        self.plans.extend(other.plans);
        self.dependencies.extend(other.dependencies);
        self.exclusive.extend(other.exclusive);
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNames {
    pub en: String,
    #[serde(rename = "zh-Hans", default)]
    pub zh: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawProduct {
    pub sku_id: String,
    pub part_number: String,
    pub names: RawNames,
    #[serde(default)]
    pub applies_to: Option<String>,
    pub plans: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawPlan {
    pub id: String,
    pub name: String,
    pub names: RawNames,
    #[serde(default)]
    pub service: Option<String>,
    #[serde(default)]
    pub graph_service: Option<String>,
    #[serde(default)]
    pub applies_to: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawDependency {
    pub plan: String,
    pub any_of: Vec<String>,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawExclusive {
    pub id: String,
    pub plans: Vec<String>,
}

/// The words of [`Service`] in files and on the wire.
pub(crate) const SERVICE_WORDS: &[(&str, Service)] = &[
    ("mail", Service::Mail),
    ("files", Service::Files),
    ("officeApps", Service::OfficeApps),
    ("teams", Service::Teams),
    ("telephony", Service::Telephony),
    ("deviceManagement", Service::DeviceManagement),
    ("cloudPc", Service::CloudPc),
    ("other", Service::Other),
];

pub(crate) fn service_word(word: &str) -> Option<Service> {
    SERVICE_WORDS.iter().find(|(known, _)| *known == word).map(|(_, service)| *service)
}

pub(crate) fn applies_to_word(word: &str) -> Option<AppliesTo> {
    match word {
        "User" => Some(AppliesTo::User),
        "Company" => Some(AppliesTo::Company),
        _ => None,
    }
}
