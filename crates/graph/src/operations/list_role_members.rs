//! `GET /directoryRoles/{id}/members`, also with the cast to `microsoft.graph.user`: who holds a role. `$select`;
//! not paged.

use reseat_app::roles;
use reseat_authz::Action;
use reseat_odata::{Options, Selection, SystemOption, parse_user_single};
use serde_json::Value;

use super::shared::roles::{object, role};
use super::shared::selected;
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::wire::collection::Collection;

/// Answers them. Deleted people are left out.
pub(crate) fn handle(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::RoleRead)?;
    let role = role(exchange, exchange.key(0))?;
    let options = Options::parse(&exchange.query)?;
    options.refuse(&[
        SystemOption::Filter,
        SystemOption::OrderBy,
        SystemOption::Search,
        SystemOption::Skip,
    ])?;
    let selection = match options.get(SystemOption::Select) {
        Some(names) => parse_user_single(&format!("$select={}", names.replace(['&', '+', '%'], "")))?,
        None => Selection::default_set(),
    };
    let holders = roles::holders(exchange.app(), &exchange.call, role)?;
    let all: Result<Vec<Value>, GraphError> =
        holders.iter().map(|user| object(exchange, user, &selection)).collect();
    let context = exchange.context(&format!("directoryObjects{}", selected(&selection)));
    Answer::json(&Collection::whole(context, all?))
}
