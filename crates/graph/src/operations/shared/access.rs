//! Who may read whom.

use reseat_app::{AppError, people};
use reseat_authz::{Action, CallerKind, Target, may_somewhere};
use reseat_model::audit::Actor;
use reseat_model::fold::fold;
use reseat_model::query::{Filter, UserProperty, UserQuery};
use reseat_model::user::User;
use reseat_odata::Selection;

use crate::error::GraphError;
use crate::exchange::Exchange;
use crate::wire::user::{BASIC, Visible};

/// What the caller may read of everyone.
///
/// # Errors
/// 403 when nothing.
pub(crate) fn reader(exchange: &Exchange) -> Result<Visible, GraphError> {
    match exchange.call.grant(Action::UserRead) {
        Ok(_) => Ok(Visible::All),
        Err(refused) => {
            exchange.call.grant(Action::UserReadBasic).map(|_| Visible::Basic).map_err(|_| refused.into())
        }
    }
}

/// A person whom the caller may read for `action`: everyone, or only themselves.
///
/// # Errors
/// 403 before anything is said about whether the person exists; 404.
pub(crate) fn find_readable(
    exchange: &Exchange,
    action: Action,
    key: &str,
) -> Result<(User, Visible), GraphError> {
    let find = || people::find(exchange.app(), exchange.tenant(), key).map_err(|error| missing(error, key));
    let refused = match exchange.call.grant(action) {
        Ok(_) => return Ok((find()?, Visible::All)),
        Err(refused) => refused,
    };
    if is_oneself(exchange, key) {
        let user = find()?;
        let target = Target { id: user.id, roles: &[], guest: user.guest };
        exchange.call.grant_on(action, Some(&target))?;
        return Ok((user, Visible::All));
    }
    if action == Action::UserRead && exchange.call.grant(Action::UserReadBasic).is_ok() {
        return Ok((find()?, Visible::Basic));
    }
    Err(refused.into())
}

/// Whether a key names the caller.
pub(crate) fn is_oneself(exchange: &Exchange, key: &str) -> bool {
    let CallerKind::User(id) = exchange.call.caller.kind else { return false };
    let by_name = matches!(&exchange.call.actor, Actor::User { upn, .. } if fold(upn) == fold(key));
    by_name || key.parse() == Ok(id)
}

/// The failure to find a person, named as the caller named them.
fn missing(error: AppError, key: &str) -> GraphError {
    match error {
        AppError::NotFound { .. } => GraphError::not_found(key),
        other => other.into(),
    }
}

/// Whether the caller may do one of `actions` to anyone at all, asked before a body is read or a person looked for.
///
/// # Errors
/// 403 with what would do for the first of them.
pub(crate) fn may_change(exchange: &Exchange, actions: &[Action]) -> Result<(), GraphError> {
    let mut first = None;
    for action in actions {
        match may_somewhere(&exchange.call.caller, *action) {
            Ok(()) => return Ok(()),
            Err(refusal) => {
                first.get_or_insert(refusal);
            }
        }
    }
    first.map_or(Ok(()), |refusal| Err(GraphError::from(&refusal)))
}

impl Visible {
    /// Refuses properties that the caller may not see.
    ///
    /// # Errors
    /// 403 when `$select` names one.
    pub(crate) fn check_selection(self, selection: &Selection) -> Result<(), GraphError> {
        let seen = self == Self::All
            || !selection.explicit
            || selection.properties.iter().all(|property| BASIC.contains(property));
        if seen { Ok(()) } else { Err(GraphError::forbidden()) }
    }

    /// Refuses questions whose answer would tell what the caller may not see.
    ///
    /// # Errors
    /// 403 when the filter, the order or the search asks such a thing.
    pub(crate) fn check_query(self, query: &UserQuery) -> Result<(), GraphError> {
        if self == Self::All {
            return Ok(());
        }
        let known = |property: &UserProperty| BASIC.contains(property);
        let ordered = query.order.is_none_or(|order| known(&order.property));
        let terms = query.search.iter().flat_map(|search| search.0.iter().flatten());
        let searched = terms.into_iter().all(|term| known(&term.property));
        let filtered = query.filter.as_ref().is_none_or(|filter| asks_only(filter, &known));
        if ordered && searched && filtered { Ok(()) } else { Err(GraphError::forbidden()) }
    }
}

fn asks_only(filter: &Filter, known: &dyn Fn(&UserProperty) -> bool) -> bool {
    match filter {
        Filter::And(parts) | Filter::Or(parts) => parts.iter().all(|part| asks_only(part, known)),
        Filter::Not(part) => asks_only(part, known),
        Filter::Compare { property, .. }
        | Filter::In { property, .. }
        | Filter::StartsWith { property, .. }
        | Filter::EndsWith { property, .. }
        | Filter::AnyText { property, .. } => known(property),
        Filter::AnyLicense(_) | Filter::LicenseCount { .. } | Filter::AnyPlan { .. } => false,
    }
}
