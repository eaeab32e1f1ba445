//! `GET /auditLogs/directoryAudits` and `/{id}`: the log in the directory's shape (contract section 6). `$filter`,
//! `$select`, `$top`, `$orderby=activityDateTime desc`, which is the order in any case.

use reseat_app::domain_clock::ClockKind;
use reseat_app::history::{audit, audit_record};
use reseat_authz::Action;
use reseat_model::limits::{PAGE_ROW_BUDGET, PAGE_TOP_MAX};
use reseat_model::log::LogEntry;
use reseat_model::query::{Cursor, CursorValue};
use reseat_odata::{Options, QueryError, SystemOption, next_link, select_names};
use serde_json::Value;

use super::shared::listing::{self, Entities, pick};
use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::filter::{Filter, Filterable, parse};
use crate::wire::audit::{PROPERTIES, directory_audit};
use crate::wire::collection::Collection;

/// The kind of cursor that this list has.
const PLAN: u8 = 121;
/// Records on a page, by default and at most.
const PAGE: usize = 1_000;
/// Records that are read at once.
const CHUNK: usize = 500;

const AUDITS: Entities = Entities {
    type_name: "microsoft.graph.directoryAudit",
    path: "auditLogs/directoryAudits",
    properties: PROPERTIES,
    filters: &[
        Filterable::equal("id"),
        Filterable::instant("activityDateTime"),
        Filterable::text("activityDisplayName"),
        Filterable::equal("loggedByService"),
        Filterable::equal("correlationId"),
        Filterable::equal("category"),
        Filterable::equal("result"),
        Filterable::equal("operationType"),
        Filterable::equal("initiatedBy/user/id"),
        Filterable::text("initiatedBy/user/displayName"),
        Filterable::text("initiatedBy/user/userPrincipalName"),
        Filterable::equal("initiatedBy/app/appId"),
        Filterable::text("initiatedBy/app/displayName"),
        Filterable::of("targetResources", "id"),
        Filterable::of("targetResources", "displayName"),
        Filterable::of("targetResources", "type"),
        Filterable::of("targetResources", "userPrincipalName"),
    ],
    paged: true,
};

/// The place of a record in the log: its batch, and its number there.
type Place = (u64, u32);

/// Answers a page, newest first. When a filter finds little the page is short and has a link all the same.
pub(crate) fn list(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::AuditRead)?;
    let options = Options::parse(&exchange.query)?;
    options.refuse(&[SystemOption::Search, SystemOption::Skip, SystemOption::Expand])?;
    ordered(&options)?;
    let top = top(&options)?;
    let filter = match options.get(SystemOption::Filter).filter(|text| !text.is_empty()) {
        Some(text) => Some(parse(text, AUDITS.filters, AUDITS.type_name)?),
        None => None,
    };
    let names = select_names(&options, AUDITS.type_name, AUDITS.properties)?;
    let before = options.cursor()?.map(|cursor| place(&cursor)).transpose()?;
    let (found, next) = read(exchange, before, filter.as_ref(), top)?;
    let base = format!("{}/{}", exchange.base, AUDITS.path);
    let value = found.into_iter().map(|one| pick(one, names.as_deref(), &[])).collect();
    Answer::json(&Collection {
        context: exchange.context(&format!("{}{}", AUDITS.path, listing::selected(names.as_deref()))),
        count: None,
        next_link: next.map(|place| next_link(&base, &options, &cursor(place))),
        value,
    })
}

/// Answers one, or 404.
pub(crate) fn get(exchange: &Exchange) -> Outcome {
    exchange.call.grant(Action::AuditRead)?;
    let key = exchange.key(0);
    let missing = || GraphError::not_found(key);
    let (seq, n) = key.split_once('-').ok_or_else(missing)?;
    let (seq, n) = (seq.parse().map_err(|_| missing())?, n.parse().map_err(|_| missing())?);
    let found = audit_record(exchange.app(), &exchange.call, seq, n).map_err(|error| match error {
        reseat_app::AppError::NotFound { .. } => missing(),
        other => other.into(),
    })?;
    listing::single(exchange, &AUDITS, directory_audit(&found), &[])
}

/// Records that match, and the place after which the next page begins.
fn read(
    exchange: &Exchange,
    mut before: Option<Place>,
    filter: Option<&Filter>,
    top: usize,
) -> Result<(Vec<Value>, Option<Place>), GraphError> {
    let oldest = filter.and_then(Filter::lower_bound);
    let system = exchange.app().clock.kind() == ClockKind::System;
    // Nothing takes effect after it was written, unless the clock is simulated.
    let too_old = |entry: &LogEntry| system && oldest.is_some_and(|oldest| entry.recorded_at.0 < oldest);
    let mut found = Vec::new();
    let mut scanned = 0;
    while scanned < PAGE_ROW_BUDGET {
        let wanted = if filter.is_some() { CHUNK } else { top - found.len() };
        let entries = audit(exchange.app(), &exchange.call, before, wanted)?;
        for entry in &entries {
            scanned += 1;
            before = Some((entry.seq, entry.n));
            if too_old(entry) {
                return Ok((found, None));
            }
            let one = directory_audit(entry);
            if filter.is_none_or(|filter| filter.matches(&one)) {
                found.push(one);
            }
            if found.len() == top {
                return Ok((found, before));
            }
        }
        if entries.len() < wanted {
            return Ok((found, None));
        }
    }
    Ok((found, before))
}

fn ordered(options: &Options) -> Result<(), GraphError> {
    let text = options.get(SystemOption::OrderBy).unwrap_or_default().to_ascii_lowercase();
    let mut words = text.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (None, ..) | (Some("activitydatetime"), Some("desc"), None) => Ok(()),
        _ => Err(QueryError::Sorting.into()),
    }
}

/// 1,000 is documented for the audit, one more than other lists have.
fn top(options: &Options) -> Result<usize, QueryError> {
    let most = options.get(SystemOption::Top).is_some_and(|text| text == "1000");
    debug_assert!(PAGE > PAGE_TOP_MAX as usize);
    if most { Ok(PAGE) } else { Ok(options.top()?.map_or(PAGE, |top| top as usize)) }
}

fn cursor((seq, n): Place) -> Cursor {
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    Cursor { plan: PLAN, values: vec![CursorValue::Int(seq), CursorValue::Int(n.into())] }
}

fn place(cursor: &Cursor) -> Result<Place, QueryError> {
    match (cursor.plan, cursor.values.as_slice()) {
        (PLAN, [CursorValue::Int(seq), CursorValue::Int(n)]) => {
            let place = (u64::try_from(*seq).ok(), u32::try_from(*n).ok());
            place.0.zip(place.1).ok_or(QueryError::SkipToken)
        }
        _ => Err(QueryError::SkipToken),
    }
}
