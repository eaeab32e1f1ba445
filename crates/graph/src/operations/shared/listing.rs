//! Lists that are small enough to be read whole: filtered, selected and paged here.

use reseat_model::query::{Cursor, CursorValue};
use reseat_odata::{Options, QueryError, SystemOption, next_link, select_names};
use serde_json::{Map, Value};

use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::filter::{Filterable, parse};
use crate::wire::collection::Collection;

/// The kind of cursor that these lists have.
const PLAN: u8 = 120;

/// What a type of entity has.
#[derive(Debug)]
pub(crate) struct Entities {
    /// Such as `microsoft.graph.application`.
    pub type_name: &'static str,
    /// The path of the list below the version, which also names it in `@odata.context`.
    pub path: &'static str,
    /// Every property, for `$select`.
    pub properties: &'static [&'static str],
    /// What `$filter` may ask.
    pub filters: &'static [Filterable],
    /// Whether there are pages; the length of one is 100.
    pub paged: bool,
}

/// Answers a list: `$filter`, `$select`, `$top`, `$count`. Whoever reads `$expand` has done so before and says which
/// members that adds.
///
/// # Errors
/// What is wrong with the query.
pub(crate) fn list(
    exchange: &Exchange,
    entities: &Entities,
    mut all: Vec<Value>,
    expanded: &[&'static str],
) -> Outcome {
    let options = options(exchange, expanded)?;
    if let Some(text) = options.get(SystemOption::Filter).filter(|text| !text.is_empty()) {
        let filter = parse(text, entities.filters, entities.type_name)?;
        all.retain(|entity| filter.matches(entity));
    }
    // In the order of their ids a page can begin where the last one ended, whatever came or went meanwhile.
    all.sort_by(|a, b| id(a).cmp(id(b)));
    let eventual = exchange.consistency().is_some_and(|level| level.eq_ignore_ascii_case("eventual"));
    let count = (options.count()? && eventual).then_some(all.len() as u64);
    if let Some(cursor) = options.cursor()? {
        let last = last_of(&cursor)?;
        all.retain(|entity| id(entity) > last.as_str());
    }
    let page = options.top()?.map(|top| top as usize);
    let page = page.unwrap_or(if entities.paged { 100 } else { usize::MAX });
    let more = all.len() > page;
    all.truncate(page);
    let next = all.last().filter(|_| more).map(|last| {
        let values = vec![CursorValue::Text(id(last).to_owned())];
        next_link(&format!("{}/{}", exchange.base, entities.path), &options, &Cursor { plan: PLAN, values })
    });
    let names = select_names(&options, entities.type_name, entities.properties)?;
    let value = all.into_iter().map(|entity| pick(entity, names.as_deref(), expanded)).collect();
    Answer::json(&Collection {
        context: exchange.context(&format!("{}{}", entities.path, selected(names.as_deref()))),
        count,
        next_link: next,
        value,
    })
}

/// Answers one entity: `$select`.
///
/// # Errors
/// What is wrong with the query.
pub(crate) fn single(
    exchange: &Exchange,
    entities: &Entities,
    entity: Value,
    expanded: &[&'static str],
) -> Outcome {
    let options = options(exchange, expanded)?;
    options.refuse(&[SystemOption::Filter, SystemOption::Top])?;
    let names = select_names(&options, entities.type_name, entities.properties)?;
    let what = format!("{}{}/$entity", entities.path, selected(names.as_deref()));
    whole(exchange, &what, pick(entity, names.as_deref(), expanded))
}

/// Answers one entity as it is, under what is named after `$metadata#`.
///
/// # Errors
/// As [`Answer::json`].
pub(crate) fn whole(exchange: &Exchange, what: &str, mut entity: Value) -> Outcome {
    if let (Some(context), Value::Object(members)) = (exchange.context(what), &mut entity) {
        members.insert("@odata.context".to_owned(), Value::String(context));
    }
    Answer::json(&entity)
}

/// What `$expand` names, each of `known` at most once.
///
/// # Errors
/// A relation that cannot be expanded.
pub(crate) fn expanded(
    exchange: &Exchange,
    type_name: &'static str,
    known: &'static [&'static str],
) -> Result<Vec<&'static str>, GraphError> {
    let options = Options::parse(&exchange.query)?;
    let text = options.get(SystemOption::Expand).unwrap_or_default();
    let mut names = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        // `principal($select=id)` is answered with more than was asked for, which clients must bear.
        let bare = name.split('(').next().unwrap_or(name);
        match known.iter().find(|own| own.eq_ignore_ascii_case(bare)) {
            Some(own) if !names.contains(own) => names.push(*own),
            Some(_) => {}
            None => return Err(QueryError::SelectProperty(bare.to_owned(), type_name).into()),
        }
    }
    Ok(names)
}

fn options(exchange: &Exchange, expanded: &[&'static str]) -> Result<Options, GraphError> {
    let options = Options::parse(&exchange.query)?;
    options.refuse(&[SystemOption::OrderBy, SystemOption::Search, SystemOption::Skip])?;
    if expanded.is_empty() && options.get(SystemOption::Expand).is_some_and(|text| !text.is_empty()) {
        return Err(QueryError::OptionNotSupported("$expand".to_owned()).into());
    }
    Ok(options)
}

fn id(entity: &Value) -> &str {
    entity.get("id").and_then(Value::as_str).unwrap_or_default()
}

fn last_of(cursor: &Cursor) -> Result<String, QueryError> {
    match (cursor.plan, cursor.values.as_slice()) {
        (PLAN, [CursorValue::Text(last)]) => Ok(last.clone()),
        _ => Err(QueryError::SkipToken),
    }
}

/// What `$select` leaves of an entity; relations that were expanded and annotations stay.
pub(crate) fn pick(entity: Value, names: Option<&[&'static str]>, expanded: &[&'static str]) -> Value {
    match (entity, names) {
        (Value::Object(members), Some(names)) => {
            let kept =
                |name: &str| names.contains(&name) || expanded.contains(&name) || name.starts_with('@');
            Value::Object(members.into_iter().filter(|(name, _)| kept(name)).collect::<Map<_, _>>())
        }
        (entity, _) => entity,
    }
}

/// The part of `@odata.context` that names what was selected.
pub(crate) fn selected(names: Option<&[&'static str]>) -> String {
    names.map_or_else(String::new, |names| format!("({})", names.join(",")))
}
