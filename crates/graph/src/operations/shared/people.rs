//! Lists of people, present or deleted.

use reseat_app::query::People as Directory;
use reseat_model::limits::PAGE_TOP_DEFAULT;
use reseat_model::query::UserProperty;
use reseat_model::user::User;
use reseat_odata::{People, next_link, parse_user_count, parse_user_list};

use super::access::reader;
use super::entity::{Loaded, bodies, selected};
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::wire::collection::Collection;
use crate::wire::user::Visible;

/// A page of people. `path` is the list's own path below the version, for the link to the next page.
///
/// # Errors
/// 403, anything that is wrong with the query, or the store's failure.
pub(crate) fn list(exchange: &Exchange, people: People, path: &str) -> Outcome {
    let visible = readable(exchange, people)?;
    let mut list = parse_user_list(&exchange.query, exchange.consistency(), people)?;
    visible.check_selection(&list.selection)?;
    visible.check_query(&list.query)?;
    if people == People::Deleted && !list.selection.explicit {
        list.selection.properties.push(UserProperty::DeletedDateTime);
    }
    let state = exchange.app().tenant(exchange.tenant())?;
    let directory = Directory::new(exchange.app().store.as_ref(), exchange.tenant())
        .with_catalog(&state.catalog)
        .at(exchange.app().clock.now());
    let top = list.top.unwrap_or(PAGE_TOP_DEFAULT) as usize;
    let count = if list.count { Some(directory.count(&list.query)?) } else { None };
    let page = directory.list(&list.query, list.cursor.as_ref(), top)?;
    let users: Vec<User> = page.users.into_iter().map(|(user, _)| user).collect();
    let loaded = Loaded::of(exchange, &users, &list.selection)?;
    let base = format!("{}/{path}", exchange.base);
    Answer::json(&Collection {
        context: exchange.context(&format!("users{}", selected(&list.selection))),
        count,
        next_link: page.next.map(|cursor| next_link(&base, &list.options, &cursor)),
        value: bodies(&users, &loaded, &list.selection.properties, visible),
    })
}

/// How many people a list has, as plain text.
///
/// # Errors
/// As [`list`].
pub(crate) fn count(exchange: &Exchange, people: People) -> Outcome {
    let visible = readable(exchange, people)?;
    let query = parse_user_count(&exchange.query, exchange.consistency(), people)?;
    visible.check_query(&query)?;
    let state = exchange.app().tenant(exchange.tenant())?;
    let directory = Directory::new(exchange.app().store.as_ref(), exchange.tenant())
        .with_catalog(&state.catalog)
        .at(exchange.app().clock.now());
    Ok(Answer::text(directory.count(&query)?.to_string()))
}

/// Deleted people are for those who may read everything.
fn readable(exchange: &Exchange, people: People) -> Result<Visible, GraphError> {
    match (reader(exchange)?, people) {
        (Visible::Basic, People::Deleted) => Err(GraphError::forbidden()),
        (visible, _) => Ok(visible),
    }
}
