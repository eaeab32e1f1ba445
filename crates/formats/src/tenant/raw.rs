//! The tenant file as it stands in YAML, before names are looked up.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;

use crate::catalog::raw::RawCatalog;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawTenantFile {
    pub tenant: Spanned<RawTenant>,
    #[serde(default)]
    pub clock: Option<RawClock>,
    #[serde(default)]
    pub catalog: Option<RawCatalog>,
    #[serde(default)]
    pub subscriptions: Vec<Spanned<RawSubscription>>,
    #[serde(default)]
    pub people: Vec<Spanned<RawPerson>>,
    #[serde(default)]
    pub applications: Vec<Spanned<RawApplication>>,
    #[serde(default)]
    pub sign_in_hints: Vec<Spanned<RawHint>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawTenant {
    #[serde(default)]
    pub id: Option<String>,
    pub display_name: String,
    pub domain: String,
    pub country: String,
    #[serde(default)]
    pub time_zone: Option<String>,
    #[serde(default)]
    pub cloud: Option<String>,
    #[serde(default)]
    pub language: Option<String>,
    #[serde(default)]
    pub settings: RawSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawSettings {
    #[serde(default)]
    pub licenses_page_users: Option<u32>,
    #[serde(default)]
    pub password_grant: Option<bool>,
    #[serde(default)]
    pub history_days: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClock {
    #[serde(default)]
    pub start: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawSubscription {
    #[serde(default)]
    pub id: Option<String>,
    pub product: String,
    pub quantity: u32,
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub trial: bool,
    #[serde(default)]
    pub self_service_purchaser: Option<String>,
    #[serde(default)]
    pub created_at: Option<String>,
    #[serde(default)]
    pub term_ends_at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawPerson {
    #[serde(default)]
    pub id: Option<String>,
    pub upn: String,
    #[serde(default)]
    pub display_name: Option<String>,
    #[serde(default)]
    pub given_name: Option<String>,
    #[serde(default)]
    pub surname: Option<String>,
    #[serde(default)]
    pub mail: Option<String>,
    #[serde(default)]
    pub job_title: Option<String>,
    #[serde(default)]
    pub department: Option<String>,
    #[serde(default)]
    pub office_location: Option<String>,
    #[serde(default)]
    pub company_name: Option<String>,
    #[serde(default)]
    pub employee_id: Option<String>,
    #[serde(default)]
    pub street_address: Option<String>,
    #[serde(default)]
    pub city: Option<String>,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub postal_code: Option<String>,
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default)]
    pub mobile_phone: Option<String>,
    #[serde(default)]
    pub business_phone: Option<String>,
    #[serde(default)]
    pub fax_number: Option<String>,
    #[serde(default)]
    pub preferred_language: Option<String>,
    #[serde(default)]
    pub usage_location: Option<String>,
    #[serde(default)]
    pub account_enabled: Option<bool>,
    #[serde(default)]
    pub guest: bool,
    #[serde(default)]
    pub synced: bool,
    #[serde(default)]
    pub created_at: Option<String>,
    #[serde(default)]
    pub password: Option<String>,
    #[serde(default)]
    pub must_change_password: bool,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub licenses: Vec<Spanned<RawLicense>>,
    #[serde(default)]
    pub self_service_licenses: Vec<Spanned<RawSelfServiceLicense>>,
}

/// A licence: just the product, or a mapping with the plans that are off.
#[derive(Debug)]
pub(crate) struct RawLicense {
    pub product: String,
    pub disabled_plans: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct RawLicenseMapping {
    product: String,
    #[serde(default)]
    disabled_plans: Vec<String>,
}

// By hand rather than untagged: an untagged enum would swallow the line and the name of a wrong key.
impl<'de> Deserialize<'de> for RawLicense {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LicenseVisitor;
        impl<'de> Visitor<'de> for LicenseVisitor {
            type Value = RawLicense;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a product's part number, or a mapping with product and disabledPlans")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RawLicense, E> {
                Ok(RawLicense { product: text.to_owned(), disabled_plans: Vec::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawLicense, A::Error> {
                let mapping = RawLicenseMapping::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RawLicense { product: mapping.product, disabled_plans: mapping.disabled_plans })
            }
        }
        deserializer.deserialize_any(LicenseVisitor)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawSelfServiceLicense {
    pub product: String,
    pub purchaser: String,
    #[serde(default)]
    pub disabled_plans: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct RawApplication {
    pub name: String,
    #[serde(default)]
    pub client_id: Option<String>,
    #[serde(default)]
    pub secret: Option<String>,
    #[serde(default)]
    pub public_client: bool,
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    #[serde(default)]
    pub app_roles: Vec<String>,
    #[serde(default)]
    pub delegated_scopes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHint {
    pub upn: String,
    #[serde(default)]
    pub password: Option<String>,
}
