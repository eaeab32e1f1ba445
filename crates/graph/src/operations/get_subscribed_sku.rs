//! `GET /subscribedSkus/{tenant id}_{skuId}`: one product (contract section 1).

use reseat_app::{AppError, products};
use reseat_authz::Action;
use reseat_model::{SkuId, TenantId};

use super::list_subscribed_skus::selected;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::wire::sku::{PROPERTIES, SubscribedSku, is_subscribed};

/// Answers it, or 404 when the organisation did not buy it.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::LicenseRead)?;
    let key = exchange.key(0);
    let missing = || GraphError::not_found(key);
    let sku = parse(key, exchange.tenant()).ok_or_else(missing)?;
    let selected = selected(&exchange.query)?;
    let owned = match products::load_one(exchange.app(), &exchange.call, sku) {
        Ok(owned) if is_subscribed(&owned) => owned,
        Ok(_) | Err(AppError::NotFound { .. }) => return Err(missing()),
        Err(error) => return Err(error.into()),
    };
    let state = exchange.app().tenant(exchange.tenant())?;
    let names = selected.as_ref().map_or_else(String::new, |names| format!("({})", names.join(",")));
    Answer::json(&SubscribedSku {
        tenant: &state.tenant,
        catalog: &state.catalog,
        owned: &owned,
        properties: selected.as_deref().unwrap_or(PROPERTIES),
        context: exchange.context(&format!("subscribedSkus{names}/$entity")),
    })
}

fn parse(key: &str, tenant: TenantId) -> Option<SkuId> {
    let (own, sku) = key.split_once('_')?;
    let own: TenantId = own.parse().ok()?;
    (own == tenant).then_some(())?;
    sku.parse().ok()
}
