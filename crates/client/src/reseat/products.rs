//! Products, as the page Billing > Licenses shows them.

use serde::{Deserialize, Serialize};

use super::outcome::null_is_empty;
use super::people::PathInfo;
use super::{Reseat, UserRef};
use crate::page::Pages;
use crate::{Call, Error, url};

/// A name in the languages of the product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    /// English.
    pub en: String,
    /// Simplified Chinese; empty where nobody gave one.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
}

/// A product with its seats.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Product {
    /// The product.
    pub sku_id: String,
    /// Its part number.
    pub sku_part_number: String,
    /// Its names.
    pub names: Names,
    /// `User` or `Company`.
    pub applies_to: String,
    /// Seats in use.
    pub assigned: u64,
    /// Seats in order.
    pub enabled: u64,
    /// Seats in grace.
    pub warning: u64,
    /// Seats suspended.
    pub suspended: u64,
    /// Seats locked out.
    pub locked_out: u64,
    /// Enabled and in grace.
    pub total: u64,
    /// Free to hand out.
    pub available: u64,
    /// In use beyond what is paid.
    pub excess: u64,
    /// Whether more are in use than paid.
    pub in_conflict: bool,
    /// The organisation's purchases.
    pub subscriptions: Vec<PurchasedSubscription>,
    /// Purchases by people for themselves or others.
    pub self_service: Vec<SelfServicePool>,
    /// Its plans; only on a single product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
}

/// One purchase.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PurchasedSubscription {
    /// Its id.
    pub id: String,
    /// Seats bought.
    pub quantity: u64,
    /// Its stage.
    pub status: String,
    /// Whether it is a trial.
    pub trial: bool,
    /// When bought.
    pub created_date_time: Option<String>,
    /// When its term ends.
    pub term_end_date_time: Option<String>,
}

/// Seats bought by one person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SelfServicePool {
    /// Its id.
    pub pool_id: String,
    /// Who bought.
    #[serde(deserialize_with = "null_is_empty")]
    pub purchaser: UserRef,
    /// Seats in use.
    pub assigned: u64,
    /// Seats bought.
    pub total: u64,
    /// Seats free.
    pub available: u64,
}

/// A plan of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Plan {
    /// The plan.
    pub service_plan_id: String,
    /// Its technical name.
    pub name: String,
    /// Its names.
    pub names: Names,
    /// `mail`, `files`, `officeApps`, ...
    pub service: String,
    /// `User` or `Company`.
    pub applies_to: String,
}

/// A holder of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProductUser {
    /// The person.
    pub user: ProductUserRef,
    /// Through what.
    pub paths: Vec<PathInfo>,
}

/// A holder in brief.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProductUserRef {
    /// Who.
    #[serde(flatten)]
    pub user: UserRef,
    /// Department.
    pub department: Option<String>,
    /// Whether sign-in is allowed.
    pub account_enabled: bool,
}

/// Whether products bought by people themselves are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SelfServiceScope {
    /// All products.
    #[default]
    All,
    /// Only products with self-service purchases.
    Only,
    /// Without self-service purchases.
    Exclude,
}

impl Reseat {
    /// The organisation's products.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn products(&self, search: Option<&str>, scope: SelfServiceScope) -> Result<Vec<Product>, Error> {
        let mut options = Vec::new();
        if let Some(search) = search {
            options.push(("search", search.to_owned()));
        }
        match scope {
            SelfServiceScope::All => {}
            SelfServiceScope::Only => options.push(("selfService", "only".to_owned())),
            SelfServiceScope::Exclude => options.push(("selfService", "exclude".to_owned())),
        }
        self.client.pages(Call::get(url::with_query("/reseat/v1/products", &options))).all()
    }

    /// One product with its plans.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is no such product.
    pub fn product(&self, sku_id: &str) -> Result<Product, Error> {
        self.client.fetch(&Call::get(format!("/reseat/v1/products/{}", url::escape(sku_id))))
    }

    /// A product's holders, sorted by display name, with the count on the first page.
    pub fn product_users(&self, sku_id: &str, search: Option<&str>, top: u32) -> Pages<ProductUser> {
        let mut options = vec![("$top", top.to_string()), ("$count", "true".to_owned())];
        if let Some(search) = search {
            options.push(("search", search.to_owned()));
        }
        let path = format!("/reseat/v1/products/{}/users", url::escape(sku_id));
        self.client.pages(Call::get(url::with_query(&path, &options)))
    }
}
