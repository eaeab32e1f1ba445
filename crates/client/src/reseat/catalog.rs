//! The catalogue of products, and the clock.

use serde::{Deserialize, Serialize};

use super::{Names, Reseat};
use crate::page::Pages;
use crate::{Call, Error, Method, url};

/// A product that could be bought or is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CatalogProduct {
    /// The product.
    pub sku_id: String,
    /// Its part number.
    pub sku_part_number: String,
    /// Its names.
    pub names: Names,
    /// `User` or `Company`.
    pub applies_to: String,
    /// `builtIn`, `imported` or `organization`.
    pub origin: String,
    /// How many plans it has.
    pub plan_count: u64,
}

/// What an import of a catalogue did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ImportReport {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Products.
    pub products: ImportCounts,
    /// Plans.
    pub plans: ImportCounts,
    /// Rows that were left out.
    pub problems: Vec<ImportProblem>,
}

/// Entries by result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportCounts {
    /// New.
    pub added: u64,
    /// Changed.
    pub updated: u64,
    /// Already so.
    pub unchanged: u64,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportProblem {
    /// The line of the file, from 1.
    pub line: Option<u64>,
    /// What is wrong.
    pub message: String,
}

/// A server's domain time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Clock {
    /// `system` or `simulated`; only a simulated clock can be moved.
    pub kind: String,
    /// Now.
    pub now: String,
}

impl Reseat {
    /// The catalogue.
    pub fn catalog(&self, search: Option<&str>, top: u32) -> Pages<CatalogProduct> {
        let mut options = vec![("$top", top.to_string())];
        if let Some(search) = search {
            options.push(("search", search.to_owned()));
        }
        self.client.pages(Call::get(url::with_query("/reseat/v1/catalog/products", &options)))
    }

    /// Imports the public reference table (`text/csv`) or a file in Reseat's own form (`application/yaml`).
    ///
    /// # Errors
    /// [`Error::Api`] 400 when the file as a whole cannot be read; single bad rows are in the report.
    pub fn import_catalog(
        &self,
        content_type: &str,
        file: Vec<u8>,
        dry_run: bool,
    ) -> Result<ImportReport, Error> {
        let path = format!("/reseat/v1/catalog/import?dryRun={dry_run}");
        self.client.fetch(&Call::new(Method::Post, path).body(content_type, file).repeatable())
    }

    /// The server's domain time.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn clock(&self) -> Result<Clock, Error> {
        self.client.fetch(&Call::get("/reseat/v1/clock"))
    }

    /// Moves a simulated clock forward by whole days.
    ///
    /// # Errors
    /// [`Error::Api`] 400 on a server with the system's clock.
    pub fn advance_clock_days(&self, days: u32) -> Result<Clock, Error> {
        self.client.fetch(&Call::post("/reseat/v1/clock", &serde_json::json!({ "advanceDays": days })))
    }

    /// Moves a simulated clock forward to an instant.
    ///
    /// # Errors
    /// [`Error::Api`] 400 when it lies in the past, or on a server with the system's clock.
    pub fn advance_clock_to(&self, to: &str) -> Result<Clock, Error> {
        self.client.fetch(&Call::post("/reseat/v1/clock", &serde_json::json!({ "to": to })).repeatable())
    }
}
