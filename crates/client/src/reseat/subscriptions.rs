//! Purchases of the organisation.

use serde::Serialize;

use super::{PurchasedSubscription, Reseat};
use crate::{Call, Error};

/// A purchase to enter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSubscription {
    /// A product of the catalogue.
    pub sku_id: String,
    /// Seats.
    pub quantity: u32,
    /// Whether it is a trial.
    pub trial: bool,
    /// When its term ends or renews; the server's default when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_end_date_time: Option<String>,
}

impl Reseat {
    /// Enters a purchase; its seats can be assigned at once.
    ///
    /// # Errors
    /// [`Error::Api`] 403 without the right, 400 when the catalogue has no such product or the term ends in the past.
    pub fn subscribe(&self, new: &NewSubscription) -> Result<PurchasedSubscription, Error> {
        self.client.fetch(&Call::post("/reseat/v1/subscriptions", new))
    }
}
