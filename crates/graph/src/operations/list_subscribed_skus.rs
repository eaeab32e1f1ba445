//! `GET /subscribedSkus`: what the organisation bought, with its counters (contract section 1, API-5).
//!
//! Only `$select`; not paged. Self-service pools do not show here (25.22).

use reseat_app::products;
use reseat_odata::{Options, QueryError, SystemOption, select_names};

use crate::exchange::{Answer, Exchange, Outcome};
use crate::wire::collection::Collection;
use crate::wire::sku::{PROPERTIES, SubscribedSku, is_subscribed};

/// Answers all of them.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    let owned = products::list(exchange.app(), &exchange.call)?;
    let selected = selected(&exchange.query)?;
    let state = exchange.app().tenant(exchange.tenant())?;
    let properties = selected.as_deref().unwrap_or(PROPERTIES);
    let skus = owned.iter().filter(|owned| is_subscribed(owned)).map(|owned| SubscribedSku {
        tenant: &state.tenant,
        catalog: &state.catalog,
        owned,
        properties,
        context: None,
    });
    let names = selected.as_ref().map_or_else(String::new, |names| format!("({})", names.join(",")));
    let context = exchange.context(&format!("subscribedSkus{names}"));
    Answer::json(&Collection::whole(context, skus.collect()))
}

/// The properties that `$select` names; other options that would change the answer are refused.
///
/// # Errors
/// An unknown property, or an option that products do not have.
pub(super) fn selected(query: &str) -> Result<Option<Vec<&'static str>>, QueryError> {
    let options = Options::parse(query)?;
    options.refuse(&[
        SystemOption::Filter,
        SystemOption::OrderBy,
        SystemOption::Search,
        SystemOption::Expand,
        SystemOption::Skip,
    ])?;
    select_names(&options, "microsoft.graph.subscribedSku", PROPERTIES)
}
