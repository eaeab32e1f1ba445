//! `GET /users/{id}/licenseDetails` and `GET /me/licenseDetails`: the products a person holds by whatever path, with
//! their plans (contract section 2.2, API-11).

use reseat_authz::Action;
use reseat_odata::{Options, QueryError, select_names};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::shared;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::holdings::Holdings;
use crate::wire::collection::Collection;
use crate::wire::licenses::LicenseDetails;

/// The properties, in the contract's order.
const PROPERTIES: &[&str] = &["id", "skuId", "skuPartNumber", "servicePlans"];

/// Answers all of them.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let found = Found::read(exchange)?;
    let context = found.context(exchange, "");
    let selected = found.details.iter().map(|details| found.selected(details, None));
    Answer::json(&Collection::whole(context, selected.collect()))
}

/// What a person holds, with what `$select` chose.
#[derive(Debug)]
pub(super) struct Found {
    person: String,
    pub details: Vec<LicenseDetails>,
    selection: Option<Vec<&'static str>>,
}

impl Found {
    /// Reads it.
    ///
    /// # Errors
    /// 403, 404, or what is wrong with the query.
    pub fn read(exchange: &Exchange) -> Result<Self, GraphError> {
        let (user, _) = shared::find_readable(exchange, Action::UserReadLicenses, exchange.key(0))?;
        let selection = selection(&exchange.query)?;
        let holdings = Holdings::load(exchange.app(), exchange.tenant(), &[user.id])?;
        Ok(Self { person: user.id.to_string(), details: holdings.license_details(user.id), selection })
    }

    /// `@odata.context`, with `suffix` such as `/$entity`.
    pub fn context(&self, exchange: &Exchange, suffix: &str) -> Option<String> {
        let names =
            self.selection.as_ref().map_or_else(String::new, |names| format!("({})", names.join(",")));
        exchange.context(&format!("users('{}')/licenseDetails{names}{suffix}", self.person))
    }

    /// One entry with the chosen properties.
    pub fn selected<'a>(&'a self, details: &'a LicenseDetails, context: Option<String>) -> Selected<'a> {
        Selected { details, properties: self.selection.as_deref().unwrap_or(PROPERTIES), context }
    }
}

fn selection(query: &str) -> Result<Option<Vec<&'static str>>, QueryError> {
    select_names(&Options::parse(query)?, "microsoft.graph.licenseDetails", PROPERTIES)
}

/// One entry with some of its properties.
#[derive(Debug)]
pub(super) struct Selected<'a> {
    details: &'a LicenseDetails,
    properties: &'a [&'static str],
    context: Option<String>,
}

impl Serialize for Selected<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(context) = &self.context {
            map.serialize_entry("@odata.context", context)?;
        }
        for name in self.properties {
            match *name {
                "id" => map.serialize_entry(name, &self.details.id)?,
                "skuId" => map.serialize_entry(name, &self.details.sku_id)?,
                "skuPartNumber" => map.serialize_entry(name, &self.details.sku_part_number)?,
                "servicePlans" => map.serialize_entry(name, &self.details.service_plans)?,
                _ => {}
            }
        }
        map.end()
    }
}
