//! Purchases (VOC-1): the organisation's seats begin here. Their life stages come with the subscriptions' own pages.

mod add;

pub use add::{NewSubscription, add};
