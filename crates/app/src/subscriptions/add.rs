//! Entering a purchase that the organisation has made: a product, and how many seats of it.

use reseat_authz::Action;
use reseat_model::change_set::Kind;
use reseat_model::command::Command;
use reseat_model::subscription::{Status, Subscription};
use reseat_model::{PoolId, SkuId, SubscriptionId, Timestamp};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// Seats that one purchase may have.
pub const QUANTITY_MAX: u32 = 10_000_000;

/// What was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSubscription {
    /// The product; the catalogue must know it.
    pub sku: SkuId,
    /// Seats, 1 to [`QUANTITY_MAX`].
    pub quantity: u32,
    /// Whether it is a trial.
    pub trial: bool,
    /// When its term ends or renews; in the future.
    pub term_ends_at: Option<Timestamp>,
}

/// Adds a purchase to the organisation's pool of its product (25.14); several of one product are summed (UNA-14). The seats
/// can be assigned at once.
///
/// # Errors
/// When the caller may not buy, the catalogue does not know the product, a value is out of range, or writing fails.
pub fn add(app: &App, call: &Call, new: NewSubscription) -> Result<Subscription, AppError> {
    call.grant(Action::SubscriptionWrite)?;
    if !(1..=QUANTITY_MAX).contains(&new.quantity) {
        return Err(AppError::invalid(format!("quantity must be between 1 and {QUANTITY_MAX}")));
    }
    if app.tenant(call.tenant)?.catalog.product(new.sku).is_none() {
        return Err(AppError::invalid(format!(
            "the catalogue has no product {}; GET /reseat/v1/catalog/products lists them, POST \
             /reseat/v1/catalog/import adds to them",
            new.sku
        )));
    }
    let meta = call.meta(app, Kind::Administration, None);
    if new.term_ends_at.is_some_and(|end| end <= meta.now) {
        return Err(AppError::invalid("termEndDateTime must be in the future"));
    }
    let subscription = Subscription {
        id: SubscriptionId(app.entropy.uuid()),
        sku: new.sku,
        pool: PoolId::ORGANIZATION,
        quantity: new.quantity,
        status: Status::Enabled,
        trial: new.trial,
        created_at: meta.now,
        term_ends_at: new.term_ends_at,
    };
    let command = Command::PutSubscription { subscription: subscription.clone(), before: None };
    let mut submission = Submission::new(call.tenant, meta, vec![command]);
    submission.append = call.join.is_some();
    submission.keep_always = true;
    app.writer.submit(submission)?;
    Ok(subscription)
}
