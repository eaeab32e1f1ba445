//! Reading pages: going along the streams of a plan and keeping whom the query means.

use reseat_model::limits::PAGE_ROW_BUDGET;
use reseat_model::query::{
    Cursor, CursorValue, Direction, Filter, Order, UserFacts, UserProperty, UserQuery, matches,
};
use reseat_model::services::DELETED_USER_DAYS;
use reseat_model::user::User;
use reseat_odata::QueryError;
use reseat_store::{StoreError, Value};

use super::plan::{Plan, Stream, plan};
use super::source::Candidate;
use super::{Page, People, licenses};
use crate::error::AppError;

/// Rows read at once where most of them may not match.
pub(super) const CHUNK: usize = 1_000;
/// What a row costs of the budget when its assignments must be looked up.
const LOOKUP_COST: usize = 5;
/// The plan number of cursors into lists that were sorted in memory.
const SORTED: u8 = 255;

/// A page.
pub(super) fn list(
    people: &People<'_>,
    query: &UserQuery,
    from: Option<&Cursor>,
    top: usize,
) -> Result<Page, AppError> {
    let plan = plan(people.tenant, query);
    check_plans(people, query)?;
    let mut found = match plan.sort {
        Some(order) => sorted(people, query, &plan, order, from, top)?,
        None => {
            let start = from.map(|cursor| start(&plan, cursor)).transpose()?;
            walk(people, query, &plan, start, top, PAGE_ROW_BUDGET)?
        }
    };
    if people.licenses {
        licenses::attach(people, &mut found.candidates, false)?;
    }
    let users = found.candidates.into_iter().filter_map(|candidate| {
        let licenses = candidate.licenses.filter(|_| people.licenses);
        candidate.user.map(|user| (user, licenses))
    });
    Ok(Page { users: users.collect(), next: found.next })
}

/// Whether everyone on the way belongs to the list.
pub(super) fn is_bare(query: &UserQuery, stream: &Stream<'_>) -> bool {
    stream.residual.is_empty() && stream.given.is_empty() && query.search.is_none()
}

pub(super) fn check_plans(people: &People<'_>, query: &UserQuery) -> Result<(), AppError> {
    match &query.filter {
        Some(filter) if filter.uses_plans() && people.catalog.is_none() => {
            let clause = QueryError::Clause(UserProperty::AssignedPlans.name().to_owned());
            Err(AppError::Query(clause))
        }
        _ => Ok(()),
    }
}

/// Whom a walk found, and where it stopped.
pub(super) struct Found {
    pub candidates: Vec<Candidate>,
    pub next: Option<Cursor>,
}

/// A stream and a position in it.
pub(super) type Start = (usize, Option<Vec<Value>>);

/// Goes along the streams until `top` people are found, `budget` rows are looked at, or nothing is left.
pub(super) fn walk(
    people: &People<'_>,
    query: &UserQuery,
    plan: &Plan<'_>,
    start: Option<Start>,
    top: usize,
    budget: usize,
) -> Result<Found, AppError> {
    let (mut at, mut after) = start.unwrap_or((0, None));
    let mut found = Found { candidates: Vec::new(), next: None };
    let mut left = budget;
    while let Some(stream) = plan.streams.get(at) {
        let decide = Decide::new(people, query, stream);
        loop {
            let wanted = top.saturating_sub(found.candidates.len()).saturating_add(1);
            let limit = if is_bare(query, stream) { wanted } else { wanted.saturating_mul(4).max(64) };
            let mut chunk = stream.source.chunk(people, after.as_deref(), limit.min(CHUNK))?;
            if decide.licenses {
                licenses::attach(people, &mut chunk.candidates, stream.source.by_id())?;
            }
            let mut rest = chunk.candidates.into_iter();
            while let Some(candidate) = rest.next() {
                after = Some(candidate.position.clone());
                left = left.saturating_sub(decide.cost);
                if decide.belongs(&candidate)? {
                    found.candidates.push(candidate);
                }
                if found.candidates.len() >= top || left == 0 {
                    let more = rest.len() > 0 || !chunk.last || at + 1 < plan.streams.len();
                    found.next = after.filter(|_| more).map(|position| cursor(stream, at, position));
                    return Ok(found);
                }
            }
            if chunk.last {
                break;
            }
        }
        (at, after) = (at + 1, None);
    }
    Ok(found)
}

/// Decides who on a stream belongs to the list.
struct Decide<'a> {
    people: &'a People<'a>,
    query: &'a UserQuery,
    residual: &'a [&'a Filter],
    given: &'a [&'a Filter],
    licenses: bool,
    plans: bool,
    cost: usize,
}

impl<'a> Decide<'a> {
    fn new(people: &'a People<'a>, query: &'a UserQuery, stream: &'a Stream<'a>) -> Self {
        let (residual, given) = (stream.residual.as_slice(), stream.given.as_slice());
        let parts = || residual.iter().chain(given);
        let plans = parts().any(|part| part.uses_plans());
        let licenses = plans || parts().any(|part| part.uses_licenses());
        let cost = if licenses && !stream.source.by_id() { LOOKUP_COST } else { 1 };
        Self { people, query, residual, given, licenses, plans, cost }
    }

    fn belongs(&self, candidate: &Candidate) -> Result<bool, StoreError> {
        let Some(user) = &candidate.user else { return Ok(false) };
        if user.deleted_at.is_some() != self.query.deleted || self.is_due(user) {
            return Ok(false);
        }
        let held = candidate.licenses.as_deref().unwrap_or_default();
        let skus = licenses::skus(self.people, held);
        let plans = match self.people.catalog {
            Some(catalog) if self.plans => licenses::plans(self.people, catalog, user.id, held)?,
            _ => Vec::new(),
        };
        let facts = UserFacts { user, skus: &skus, plans: &plans };
        Ok(self.residual.iter().all(|part| matches(part, &facts))
            && !self.given.iter().any(|part| matches(part, &facts))
            && self.query.search.as_ref().is_none_or(|search| search.finds(&facts)))
    }

    /// What is due has happened: a person whose days are over is gone.
    fn is_due(&self, user: &User) -> bool {
        let gone = user.deleted_at.map(|at| at.plus_days(DELETED_USER_DAYS));
        matches!((gone, self.people.now), (Some(gone), Some(now)) if gone <= now)
    }
}

/// A list in an order that no index has: everyone in it is read and sorted, if that is within the budget.
fn sorted(
    people: &People<'_>,
    query: &UserQuery,
    plan: &Plan<'_>,
    order: Order,
    from: Option<&Cursor>,
    top: usize,
) -> Result<Found, AppError> {
    let all = walk(people, query, plan, None, usize::MAX, PAGE_ROW_BUDGET)?;
    if all.next.is_some() {
        return Err(AppError::Query(QueryError::Sorting));
    }
    let keyed = all.candidates.into_iter().filter_map(|mut candidate| {
        candidate.position = sort_key(order.property, candidate.user.as_ref()?);
        Some(candidate)
    });
    let mut candidates: Vec<Candidate> = keyed.collect();
    candidates.sort_by(|a, b| match order.direction {
        Direction::Ascending => a.position.cmp(&b.position),
        Direction::Descending => b.position.cmp(&a.position),
    });
    if let Some(cursor) = from {
        if cursor.plan != SORTED {
            return Err(wrong_cursor());
        }
        let after: Vec<Value> = cursor.values.iter().map(value).collect();
        candidates.retain(|candidate| match order.direction {
            Direction::Ascending => candidate.position > after,
            Direction::Descending => candidate.position < after,
        });
    }
    let more = candidates.len() > top;
    candidates.truncate(top);
    let last = candidates.last().filter(|_| more);
    let next =
        last.map(|last| Cursor { plan: SORTED, values: last.position.iter().map(cursor_value).collect() });
    Ok(Found { candidates, next })
}

fn sort_key(property: UserProperty, user: &User) -> Vec<Value> {
    use reseat_model::query::Value as Own;
    let key = match property.value(user) {
        Own::Text(text) => reseat_model::fold::fold(text).into(),
        Own::Instant(at) => at.into(),
        Own::Bool(flag) => flag.into(),
        Own::Null | Own::Guid(_) => Value::Null,
    };
    vec![key, user.id.into()]
}

fn cursor(stream: &Stream<'_>, at: usize, position: Vec<Value>) -> Cursor {
    let number = CursorValue::Int(i64::try_from(at).unwrap_or(i64::MAX));
    let values = std::iter::once(number).chain(position.iter().map(cursor_value)).collect();
    Cursor { plan: stream.source.code(), values }
}

pub(super) fn start(plan: &Plan<'_>, cursor: &Cursor) -> Result<Start, AppError> {
    let Some((CursorValue::Int(at), position)) = cursor.values.split_first() else {
        return Err(wrong_cursor());
    };
    let at = usize::try_from(*at).map_err(|_| wrong_cursor())?;
    let stream = plan.streams.get(at).filter(|stream| stream.source.code() == cursor.plan);
    if stream.is_none() || position.is_empty() {
        return Err(wrong_cursor());
    }
    Ok((at, Some(position.iter().map(value).collect())))
}

fn wrong_cursor() -> AppError {
    AppError::Query(QueryError::SkipToken)
}

fn cursor_value(value: &Value) -> CursorValue {
    match value {
        Value::Null => CursorValue::Null,
        Value::Int(number) => CursorValue::Int(*number),
        Value::Text(text) => CursorValue::Text(text.clone()),
        Value::Bytes(bytes) => CursorValue::Bytes(bytes.clone()),
    }
}

fn value(value: &CursorValue) -> Value {
    match value {
        CursorValue::Null => Value::Null,
        CursorValue::Int(number) => Value::Int(*number),
        CursorValue::Text(text) => Value::Text(text.clone()),
        CursorValue::Bytes(bytes) => Value::Bytes(bytes.clone()),
    }
}
