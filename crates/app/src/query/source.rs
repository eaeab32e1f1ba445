//! Where rows come from: a way through an index, read in chunks.

use reseat_model::assignment::Assignment;
use reseat_model::query::Direction;
use reseat_model::user::User;
use reseat_model::{SkuId, UserId};
use reseat_store::records::Holder;
use reseat_store::{Bound, Index, Key, Record, Row, Scan, StoreError, Stored, Value, tables};

use super::People;

/// Rows that a chunk of holders reads at least, so that all paths of a person are in it.
const HOLDER_ROWS_MIN: usize = 64;

/// A way to people.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// A few people by id or sign-in name, in the order of ids.
    Points {
        /// Ids.
        ids: Vec<UserId>,
        /// Sign-in names, folded.
        upns: Vec<String>,
    },
    /// A range of an index of the users' table.
    Range(Range),
    /// The holders of products, by display name.
    Holders {
        /// The products, each once; a person who holds several comes once.
        skus: Vec<SkuId>,
        /// Bounds on the folded display name.
        lower: Bound,
        /// The upper end.
        upper: Bound,
        /// The order.
        direction: Direction,
    },
}

/// A range of an index of the users' table.
#[derive(Debug, Clone)]
pub(super) struct Range {
    /// The index.
    pub index: &'static Index,
    /// Values of its leading columns.
    pub prefix: Vec<Value>,
    /// The lower end.
    pub lower: Bound,
    /// The upper end.
    pub upper: Bound,
    /// The order.
    pub direction: Direction,
}

impl Range {
    /// The scan of the whole range, or of what follows a position.
    pub(super) fn scan(&self, after: Option<&[Value]>, limit: usize) -> Scan {
        let scan = Scan::index(&tables::USER, self.index, self.prefix.clone(), limit);
        bounded(scan, &self.lower, &self.upper, self.direction, after)
    }

    fn position(&self, row: &Row) -> Vec<Value> {
        let order = tables::USER.order(Some(self.index));
        order.iter().skip(self.prefix.len()).filter_map(|column| row.get(*column).cloned()).collect()
    }
}

/// Someone on the way, with the position after which to go on.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The position.
    pub position: Vec<Value>,
    /// The person; `None` when they went away while the list was read.
    pub user: Option<User>,
    /// Their assignments, once loaded.
    pub licenses: Option<Vec<Assignment>>,
}

/// What one read gave.
#[derive(Debug)]
pub(super) struct Chunk {
    /// In the order of the source.
    pub candidates: Vec<Candidate>,
    /// Nothing follows.
    pub last: bool,
}

impl Source {
    /// A number that tells the kinds of sources apart in cursors.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Points { .. } => 1,
            Self::Holders { .. } => 2,
            // The indexes of a table are few; their order in the declaration is part of the schema.
            Self::Range(range) => {
                let position = tables::USER.indexes.iter().position(|index| index == range.index);
                position.and_then(|position| u8::try_from(position).ok()).map_or(0, |position| 16 + position)
            }
        }
    }

    /// Whether people come in the order of ids.
    pub(super) fn by_id(&self) -> bool {
        matches!(self, Self::Range(range) if range.index == &tables::USER_BY_DELETED)
    }

    /// The next people, at most `limit` (holders may be a few more rows).
    pub(super) fn chunk(
        &self,
        people: &People<'_>,
        after: Option<&[Value]>,
        limit: usize,
    ) -> Result<Chunk, StoreError> {
        match self {
            Self::Points { ids, upns } => points(people, ids, upns, after, limit),
            Self::Range(range) => {
                let rows = people.store.range(&range.scan(after, limit))?;
                let last = rows.len() < limit;
                let candidates = rows.iter().map(|row| {
                    let user = Some(User::from_row(row)?);
                    Ok(Candidate { position: range.position(row), user, licenses: None })
                });
                Ok(Chunk { candidates: candidates.collect::<Result<_, StoreError>>()?, last })
            }
            Self::Holders { skus, lower, upper, direction } => {
                let mut limit = limit.max(HOLDER_ROWS_MIN);
                loop {
                    let scans = skus.iter().map(|sku| {
                        let scan = holder_scan(people, *sku, limit);
                        bounded(scan, lower, upper, *direction, after)
                    });
                    let chunk = holders(people, scans, *direction, limit)?;
                    if chunk.last || !chunk.candidates.is_empty() {
                        return Ok(chunk);
                    }
                    // One person has more paths than that.
                    limit = limit.saturating_mul(2);
                }
            }
        }
    }
}

/// All holders of a product in the order of their names.
pub(super) fn holder_scan(people: &People<'_>, sku: SkuId, limit: usize) -> Scan {
    let prefix = vec![people.tenant.into(), sku.into()];
    Scan::index(&tables::ASSIGNMENT, &tables::ASSIGNMENT_BY_HOLDER, prefix, limit)
}

/// Narrows a scan to a range, or to what of it follows a position.
pub(super) fn bounded(
    scan: Scan,
    lower: &Bound,
    upper: &Bound,
    direction: Direction,
    after: Option<&[Value]>,
) -> Scan {
    let after = after.map(|position| Bound::Excluded(position.to_vec()));
    match direction {
        Direction::Ascending => scan.from(after.unwrap_or_else(|| lower.clone())).to(upper.clone()),
        Direction::Descending => {
            scan.from(lower.clone()).to(after.unwrap_or_else(|| upper.clone())).descending()
        }
    }
}

fn points(
    people: &People<'_>,
    ids: &[UserId],
    upns: &[String],
    after: Option<&[Value]>,
    limit: usize,
) -> Result<Chunk, StoreError> {
    let mut users: Vec<User> =
        User::load_many(people.store, people.tenant, ids)?.into_iter().flatten().collect();
    for upn in upns {
        users.extend(super::user_by_upn(people.store, people.tenant, upn)?);
    }
    users.sort_by_key(|user| user.id);
    users.dedup_by_key(|user| user.id);
    let mut candidates: Vec<Candidate> = users
        .into_iter()
        .map(|user| Candidate { position: vec![user.id.into()], user: Some(user), licenses: None })
        .filter(|candidate| after.is_none_or(|after| candidate.position.as_slice() > after))
        .collect();
    let last = candidates.len() <= limit;
    candidates.truncate(limit);
    Ok(Chunk { candidates, last })
}

/// Merges the holders of several products: each person once, only as far as every list is known.
fn holders(
    people: &People<'_>,
    scans: impl Iterator<Item = Scan>,
    direction: Direction,
    limit: usize,
) -> Result<Chunk, StoreError> {
    let mut found: Vec<(Vec<Value>, UserId, bool)> = Vec::new();
    let mut known_to: Option<Vec<Value>> = None;
    for scan in scans {
        let rows = Holder::scan(people.store, &scan)?;
        let full = rows.len() >= limit;
        let position = |row: &Holder| vec![row.name_fold.as_str().into(), row.user.into()];
        if let (true, Some(row)) = (full, rows.last()) {
            // The last person's other paths may be beyond; the list is known up to the one before.
            let end = position(row);
            known_to = match known_to {
                Some(known) if ahead(&known, &end, direction) => Some(known),
                _ => Some(end),
            };
        }
        let holds = |row: &Holder| people.any_state || row.state.is_valid();
        found.extend(rows.iter().map(|row| (position(row), row.user, holds(row))));
    }
    found.sort_by(|a, b| match direction {
        Direction::Ascending => a.0.cmp(&b.0),
        Direction::Descending => b.0.cmp(&a.0),
    });
    if let Some(end) = &known_to {
        found.retain(|row| ahead(&row.0, end, direction));
    }
    found.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.2 |= same && later.2;
        same
    });
    let ids: Vec<UserId> = found.iter().map(|row| row.1).collect();
    let users = User::load_many(people.store, people.tenant, &ids)?;
    let candidates = found.into_iter().zip(users).map(|((position, _, holds), user)| Candidate {
        position,
        user: user.filter(|_| holds),
        licenses: None,
    });
    Ok(Chunk { candidates: candidates.collect(), last: known_to.is_none() })
}

/// Whether `a` comes before `b`.
fn ahead(a: &[Value], b: &[Value], direction: Direction) -> bool {
    match direction {
        Direction::Ascending => a < b,
        Direction::Descending => a > b,
    }
}

/// The range of texts that begin with `prefix`, as bounds on one column.
pub(super) fn beginning(prefix: &str) -> (Bound, Bound) {
    let upper = match successor(prefix) {
        Some(end) => Bound::Excluded(vec![end.as_str().into()]),
        None => Bound::Open,
    };
    (Bound::Included(vec![prefix.into()]), upper)
}

/// The smallest text above all that begin with `prefix`; text compares by code points.
fn successor(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        if let Some(next) = (last..=char::MAX).nth(1) {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

/// The key of a person's assignments.
pub(super) fn person_prefix(people: &People<'_>, user: UserId) -> Key {
    vec![people.tenant.into(), user.into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_prefix_is_above_all_that_begin_with_it() {
        assert_eq!(successor("anna").as_deref(), Some("annb"));
        assert_eq!(successor("a\u{10FFFF}").as_deref(), Some("b"));
        assert_eq!(successor("\u{D7FF}").as_deref(), Some("\u{E000}"));
        assert_eq!(successor("\u{10FFFF}"), None);
        assert_eq!(successor(""), None);
    }
}
