//! `orderBy` of lists of people: the orders that an index has (docs/queries.md).

use reseat_app::AppError;
use reseat_model::query::{Direction, Order, UserProperty};

/// The order that `orderBy` asks for.
///
/// # Errors
/// 400 that names what is possible.
pub(super) fn order_by(text: &str) -> Result<Order, AppError> {
    let (name, direction) = match text.split_once(' ') {
        None => (text, Direction::Ascending),
        Some((name, rest)) if rest.trim() == "asc" => (name, Direction::Ascending),
        Some((name, rest)) if rest.trim() == "desc" => (name, Direction::Descending),
        Some(_) => ("", Direction::Ascending),
    };
    let property = match name {
        "displayName" => UserProperty::DisplayName,
        "userPrincipalName" => UserProperty::UserPrincipalName,
        _ => {
            return Err(AppError::invalid(format!(
                "orderBy: '{text}' is not displayName or userPrincipalName, with or without desc"
            )));
        }
    };
    Ok(Order { property, direction })
}
