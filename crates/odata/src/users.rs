//! The query of people: `/users`, `/users/{id}`, `/users/$count`, `directory/deletedItems`.

use reseat_model::query::{Cursor, Direction, Order, UserProperty, UserQuery};

use crate::error::QueryError;
use crate::filter::parse_filter;
use crate::options::{Options, SystemOption};
use crate::search::parse_search;
use crate::select::{Selection, refuse_expand, select_users};

/// Which people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Those who are there.
    Present,
    /// Those who are soft-deleted.
    Deleted,
}

/// A request for a list of people.
#[derive(Debug, Clone, PartialEq)]
pub struct UserList {
    /// Who, in which order.
    pub query: UserQuery,
    /// With which properties.
    pub selection: Selection,
    /// How many per page; the caller has a default.
    pub top: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
    /// Whether the answer has `@odata.count`: asked for, with the header, on the first page.
    pub count: bool,
    /// The options as they came, for the link to the next page.
    pub options: Options,
}

/// Reads the query string of a list. `consistency_level` is the header of that name.
///
/// # Errors
/// Anything that Graph refuses.
pub fn parse_user_list(
    query: &str,
    consistency_level: Option<&str>,
    people: People,
) -> Result<UserList, QueryError> {
    let options = Options::parse(query)?;
    options.refuse(&[SystemOption::Skip])?;
    refuse_expand(&options)?;
    let eventual = is_eventual(consistency_level);
    let counted = options.count()? && eventual;
    let query = user_query(&options, eventual, counted, people)?;
    let cursor = options.cursor()?;
    Ok(UserList {
        query,
        selection: select_users(&options, true)?,
        top: options.top()?,
        count: counted && cursor.is_none(),
        cursor,
        options,
    })
}

/// Reads the query string of a single person: only `$select` matters.
///
/// # Errors
/// Anything that Graph refuses.
pub fn parse_user_single(query: &str) -> Result<Selection, QueryError> {
    let options = Options::parse(query)?;
    refuse_expand(&options)?;
    select_users(&options, false)
}

/// Reads the query string of the `/$count` segment, which itself stands for `$count=true`.
///
/// # Errors
/// The header is missing, or anything else that Graph refuses.
pub fn parse_user_count(
    query: &str,
    consistency_level: Option<&str>,
    people: People,
) -> Result<UserQuery, QueryError> {
    if !is_eventual(consistency_level) {
        return Err(QueryError::CountSegment);
    }
    user_query(&Options::parse(query)?, true, true, people)
}

fn is_eventual(consistency_level: Option<&str>) -> bool {
    consistency_level.is_some_and(|level| level.trim().eq_ignore_ascii_case("eventual"))
}

fn user_query(
    options: &Options,
    eventual: bool,
    advanced: bool,
    people: People,
) -> Result<UserQuery, QueryError> {
    let filter = match options.get(SystemOption::Filter).filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => {
            let parsed = parse_filter(text)?;
            match parsed.needs_advanced {
                Some(error) if !advanced => return Err(error),
                _ => Some(parsed.filter),
            }
        }
    };
    let search = match options.get(SystemOption::Search).filter(|text| !text.is_empty()) {
        None => None,
        Some(_) if !eventual => return Err(QueryError::SearchNeedsHeader),
        Some(text) => Some(parse_search(text)?),
    };
    let order = options.get(SystemOption::OrderBy).filter(|text| !text.is_empty());
    let order = order.map(|text| parse_order(text, advanced)).transpose()?;
    if order.is_some() && filter.is_some() && !advanced {
        return Err(QueryError::Sorting);
    }
    Ok(UserQuery { filter, search, order, deleted: people == People::Deleted })
}

fn parse_order(text: &str, advanced: bool) -> Result<Order, QueryError> {
    if text.contains(',') {
        return Err(QueryError::Sorting);
    }
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default();
    let direction = match words.next() {
        None => Direction::Ascending,
        Some(word) if word.eq_ignore_ascii_case("asc") => Direction::Ascending,
        Some(word) if word.eq_ignore_ascii_case("desc") => Direction::Descending,
        Some(_) => return Err(QueryError::Sorting),
    };
    if words.next().is_some() {
        return Err(QueryError::Sorting);
    }
    let property = UserProperty::by_name(name).ok_or_else(|| QueryError::OrderProperty(name.to_owned()))?;
    match property {
        UserProperty::DisplayName | UserProperty::UserPrincipalName => Ok(Order { property, direction }),
        UserProperty::CreatedDateTime | UserProperty::DeletedDateTime if advanced => {
            Ok(Order { property, direction })
        }
        _ => Err(QueryError::SortProperty(property.name())),
    }
}
