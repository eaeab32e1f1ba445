//! Reads, each in one snapshot and in one flight.

use reseat_model::Timestamp;
use reseat_store::{Bound, Direction, Key, Row, Scan, StoreError, Table};

use super::DIALECT;
use super::error::failed;
use super::flight::{Purpose, Step, read};
use super::overrides::{NOW, TableTexts};
use super::pool::Connection;
use super::rows::{Param, row_of};
use crate::segments::{Segment, segments};
use crate::statements::{self, Place};

pub(super) async fn get_many(
    connection: &Connection,
    table: &'static Table,
    texts: &TableTexts,
    keys: &[Key],
) -> Result<Vec<Option<Row>>, StoreError> {
    match get_step(table, texts, keys)? {
        None => Ok(Vec::new()),
        Some(step) => rows_by_key(table, keys, read(connection, &[step]).await?.first()),
    }
}

/// The same with the database's time, in one flight.
pub(super) async fn get_many_now(
    connection: &Connection,
    table: &'static Table,
    texts: &TableTexts,
    keys: &[Key],
) -> Result<(Vec<Option<Row>>, Timestamp), StoreError> {
    let mut steps = vec![now_step()];
    steps.extend(get_step(table, texts, keys)?);
    let answers = read(connection, &steps).await?;
    Ok((rows_by_key(table, keys, answers.get(1))?, timestamp(answers.first())?))
}

/// The database's time.
pub(super) async fn now(connection: &Connection) -> Result<Timestamp, StoreError> {
    timestamp(read(connection, &[now_step()]).await?.first())
}

fn now_step() -> Step<'static> {
    Step { text: NOW.to_owned(), params: Vec::new(), purpose: Purpose::Plain }
}

fn timestamp(answer: Option<&Vec<tokio_postgres::Row>>) -> Result<Timestamp, StoreError> {
    let row = answer.and_then(|rows| rows.first());
    let row = row.ok_or_else(|| StoreError::Failed("the database does not tell the time".to_owned()))?;
    Ok(Timestamp(row.try_get(0).map_err(failed)?))
}

/// The read of one key as every engine does it, of several through arrays.
fn get_step<'a>(
    table: &'static Table,
    texts: &TableTexts,
    keys: &'a [Key],
) -> Result<Option<Step<'a>>, StoreError> {
    if keys.iter().any(|key| key.len() != table.key) {
        return Err(table.misfit());
    }
    let (text, params) = match keys {
        [] => return Ok(None),
        [key] => (&texts.plain.get, key.iter().map(Param::Cell).collect()),
        many => {
            let column = |at: usize| Param::column(&table.columns[at], many.iter().map(move |key| &key[at]));
            (&texts.get_many, (0..table.key).map(column).collect())
        }
    };
    Ok(Some(Step { text: text.clone(), params, purpose: Purpose::Plain }))
}

fn rows_by_key(
    table: &'static Table,
    keys: &[Key],
    answer: Option<&Vec<tokio_postgres::Row>>,
) -> Result<Vec<Option<Row>>, StoreError> {
    let mut rows = vec![None; keys.len()];
    for found in answer.into_iter().flatten() {
        let number: i64 =
            if keys.len() == 1 { 1 } else { found.try_get(table.columns.len()).map_err(failed)? };
        let place = usize::try_from(number - 1).ok().and_then(|at| rows.get_mut(at));
        *place.ok_or_else(|| table.misfit())? = Some(row_of(found, table, table.columns.iter())?);
    }
    Ok(rows)
}

/// A scan with its order and segments.
struct Prepared<'a> {
    scan: &'a Scan,
    order: Vec<usize>,
    segments: Vec<Segment<'a>>,
}

impl<'a> Prepared<'a> {
    fn new(scan: &'a Scan) -> Result<Self, StoreError> {
        let order = scan.table.order(scan.index);
        let longest = |bound: &Bound| match bound {
            Bound::Open => 0,
            Bound::Included(tuple) | Bound::Excluded(tuple) => tuple.len(),
        };
        if scan.prefix.len() + longest(&scan.lower).max(longest(&scan.upper)) > order.len() {
            return Err(StoreError::Failed(format!(
                "a scan of table {} has more values than columns",
                scan.table.name
            )));
        }
        let mut segments = segments(scan);
        if scan.direction == Direction::Descending {
            segments.reverse();
        }
        Ok(Self { scan, order, segments })
    }

    fn place(&self) -> Place<'_> {
        Place { dialect: DIALECT, table: self.scan.table, index: self.scan.index, order: &self.order }
    }

    /// One statement per segment. Each may give as many rows as are wanted in all: what the one before it gives is not
    /// known yet, and what is too much is cut off.
    fn steps(&self, entries: bool) -> impl Iterator<Item = Step<'a>> + '_ {
        let text = if entries { statements::entries } else { statements::range };
        let limit = i64::try_from(self.scan.limit).unwrap_or(i64::MAX);
        self.segments.iter().map(move |segment| {
            let mut params = arguments(segment);
            params.push(Param::Number(limit));
            Step { text: text(self.place(), segment, self.scan.direction), params, purpose: Purpose::Plain }
        })
    }
}

fn arguments<'a>(segment: &Segment<'a>) -> Vec<Param<'a>> {
    statements::arguments(segment).map(Param::Cell).collect()
}

pub(super) async fn range_many(
    connection: &Connection,
    scans: &[Scan],
    entries: bool,
) -> Result<Vec<Vec<Row>>, StoreError> {
    let prepared: Vec<Prepared<'_>> = scans.iter().map(Prepared::new).collect::<Result<_, _>>()?;
    let steps: Vec<Step<'_>> = prepared.iter().flat_map(|scan| scan.steps(entries)).collect();
    if steps.is_empty() {
        return Ok(vec![Vec::new(); scans.len()]);
    }
    let mut answers = read(connection, &steps).await?.into_iter();
    let mut results = Vec::with_capacity(scans.len());
    for Prepared { scan, order, segments } in &prepared {
        let (table, limit) = (scan.table, scan.limit);
        let mut rows = Vec::new();
        for found in answers.by_ref().take(segments.len()) {
            for row in found.iter().take(limit - rows.len()) {
                rows.push(match entries {
                    true => row_of(row, table, order.iter().map(|column| &table.columns[*column]))?,
                    false => row_of(row, table, table.columns.iter())?,
                });
            }
        }
        results.push(rows);
    }
    Ok(results)
}

/// Rows of a scan inside a transaction that is open already.
pub(super) async fn range_in_snapshot(connection: &Connection, scan: &Scan) -> Result<Vec<Row>, StoreError> {
    let prepared = Prepared::new(scan)?;
    let mut rows = Vec::new();
    for step in prepared.steps(false) {
        if rows.len() >= scan.limit {
            break;
        }
        let answers = read(connection, &[step]).await?;
        for row in answers.iter().flatten().take(scan.limit - rows.len()) {
            rows.push(row_of(row, scan.table, scan.table.columns.iter())?);
        }
    }
    Ok(rows)
}

pub(super) async fn count(connection: &Connection, scan: &Scan) -> Result<u64, StoreError> {
    let prepared = Prepared::new(scan)?;
    let step = |segment: &Segment<'_>| statements::count(prepared.place(), segment);
    let steps: Vec<Step<'_>> = prepared
        .segments
        .iter()
        .map(|segment| Step { text: step(segment), params: arguments(segment), purpose: Purpose::Plain })
        .collect();
    if steps.is_empty() {
        return Ok(0);
    }
    let mut counted = 0;
    for row in read(connection, &steps).await?.iter().flatten() {
        counted += row.try_get::<_, i64>(0).map_err(failed)?.cast_unsigned();
    }
    Ok(counted)
}
