//! Choosing the way: which index a query goes through, and what remains to be decided row by row.

use reseat_model::query::{CompareOp, Direction, Filter, Literal, Order, Text, UserProperty, UserQuery};
use reseat_model::{SkuId, TenantId, Timestamp, UserId};
use reseat_store::{Bound, Index, Type, Value, tables};

use super::source::{Range, Source, beginning};

/// How people are found.
#[derive(Debug)]
pub(super) struct Plan<'q> {
    /// One after another.
    pub streams: Vec<Stream<'q>>,
    /// The order in which everything found is sorted, where no index has it.
    pub sort: Option<Order>,
}

/// One way through the people.
#[derive(Debug)]
pub(super) struct Stream<'q> {
    /// The way.
    pub source: Source,
    /// What must hold of everyone on it.
    pub residual: Vec<&'q Filter>,
    /// Whom an earlier stream has given.
    pub given: Vec<&'q Filter>,
}

/// How well a source narrows a list; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A few people by key.
    Points,
    /// One value of an index.
    Value,
    /// The beginning of a name among the holders of a product.
    NamedHolders,
    /// The beginning of a text.
    Beginning,
    /// The holders of a product.
    Holders,
    /// An interval of time.
    Interval,
    /// Who may sign in, or who may not.
    SignIn,
    /// Everyone.
    Everyone,
}

struct Choice {
    rank: Rank,
    source: Source,
    /// Which conditions the source decides by itself.
    covers: Vec<usize>,
}

/// Plans a query.
pub(super) fn plan<'q>(tenant: TenantId, query: &'q UserQuery) -> Plan<'q> {
    let conditions = conjuncts(query.filter.as_ref());
    let planner = Planner { tenant, deleted: query.deleted };
    match query.order {
        None => planner.unordered(&conditions),
        Some(order) => planner.ordered(&conditions, order),
    }
}

fn conjuncts(filter: Option<&Filter>) -> Vec<&Filter> {
    match filter {
        None => Vec::new(),
        Some(Filter::And(parts)) => parts.iter().collect(),
        Some(other) => vec![other],
    }
}

struct Planner {
    tenant: TenantId,
    deleted: bool,
}

impl Planner {
    fn unordered<'q>(&self, conditions: &[&'q Filter]) -> Plan<'q> {
        let best = self.best(conditions);
        if best.rank > Rank::Beginning
            && let Some(streams) = self.union(conditions)
        {
            return Plan { streams, sort: None };
        }
        Plan { streams: vec![stream(best, conditions)], sort: None }
    }

    /// `a or b or c` where an index answers each: one stream per alternative.
    fn union<'q>(&self, conditions: &[&'q Filter]) -> Option<Vec<Stream<'q>>> {
        let (at, alternatives) =
            conditions.iter().enumerate().find_map(|(at, condition)| match condition {
                Filter::Or(alternatives) => Some((at, alternatives)),
                _ => None,
            })?;
        let others = conditions.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, other)| *other);
        let others: Vec<&Filter> = others.collect();
        let mut streams = Vec::with_capacity(alternatives.len());
        for (n, alternative) in alternatives.iter().enumerate() {
            let mut all = others.clone();
            all.extend(conjuncts(Some(alternative)));
            let best = self.best(&all);
            if best.rank > Rank::Holders {
                return None;
            }
            let given = alternatives[..n].iter().collect();
            streams.push(Stream { given, ..stream(best, &all) });
        }
        Some(streams)
    }

    fn ordered<'q>(&self, conditions: &[&'q Filter], order: Order) -> Plan<'q> {
        let best = self.best(conditions);
        let few = best.rank <= Rank::Value;
        let native = if few { None } else { self.native(conditions, order) };
        match native {
            Some(choice) => Plan { streams: vec![stream(choice, conditions)], sort: None },
            None => Plan { streams: self.unordered(conditions).streams, sort: Some(order) },
        }
    }

    /// An index that has the order.
    fn native(&self, conditions: &[&Filter], order: Order) -> Option<Choice> {
        let index = match order.property {
            UserProperty::DisplayName => {
                if let Some(holders) = self.holders(conditions, order.direction) {
                    return Some(holders);
                }
                if let Some(sign_in) = self.sign_in(conditions, order.direction) {
                    return Some(sign_in);
                }
                &tables::USER_BY_NAME
            }
            UserProperty::UserPrincipalName if !self.deleted => &tables::USER_BY_LIVE_UPN,
            UserProperty::DeletedDateTime if self.deleted => &tables::USER_BY_DELETED_AT,
            UserProperty::CreatedDateTime => &tables::USER_BY_CREATED,
            _ => return None,
        };
        let narrowed = conditions.iter().enumerate().find_map(|(at, condition)| {
            let (property, lower, upper) = interval(condition)?;
            (property == order.property).then_some((at, lower, upper))
        });
        let (covers, lower, upper) = match narrowed {
            Some((at, lower, upper)) => (vec![at], lower, upper),
            None => (Vec::new(), not_null(index), Bound::Open),
        };
        let prefix = self.prefix(index);
        let source = Source::Range(Range { index, prefix, lower, upper, direction: order.direction });
        Some(Choice { rank: Rank::Everyone, source, covers })
    }

    /// The best source for conditions that must all hold.
    fn best(&self, conditions: &[&Filter]) -> Choice {
        let single = conditions.iter().enumerate().filter_map(|(at, condition)| self.single(at, condition));
        // Licences of neighbours in the order of ids are read in one go, which is worth more than half the people less.
        let by_id = conditions.iter().any(|condition| condition.uses_licenses() || condition.uses_plans());
        let sign_in = if by_id { None } else { self.sign_in(conditions, Direction::Ascending) };
        let all = single.chain(self.holders(conditions, Direction::Ascending)).chain(sign_in);
        all.min_by_key(|choice| choice.rank).unwrap_or_else(|| Choice {
            rank: Rank::Everyone,
            source: Source::Range(Range {
                index: &tables::USER_BY_DELETED,
                prefix: self.prefix(&tables::USER_BY_DELETED),
                lower: Bound::Open,
                upper: Bound::Open,
                direction: Direction::Ascending,
            }),
            covers: Vec::new(),
        })
    }

    fn single(&self, at: usize, condition: &Filter) -> Option<Choice> {
        if let Some(source) = self.points(condition) {
            return Some(Choice { rank: Rank::Points, source, covers: vec![at] });
        }
        let (property, lower, upper) = interval(condition)?;
        let index = match property {
            UserProperty::DisplayName => &tables::USER_BY_NAME,
            UserProperty::Surname => &tables::USER_BY_SURNAME,
            UserProperty::Mail => &tables::USER_BY_MAIL,
            UserProperty::UserPrincipalName if !self.deleted => &tables::USER_BY_LIVE_UPN,
            UserProperty::CreatedDateTime => &tables::USER_BY_CREATED,
            UserProperty::DeletedDateTime if self.deleted => &tables::USER_BY_DELETED_AT,
            _ => return None,
        };
        let rank = match condition {
            Filter::Compare { op: CompareOp::Eq, .. } => Rank::Value,
            Filter::StartsWith { .. } => Rank::Beginning,
            _ => Rank::Interval,
        };
        let prefix = self.prefix(index);
        let direction = Direction::Ascending;
        let source = Source::Range(Range { index, prefix, lower, upper, direction });
        Some(Choice { rank, source, covers: vec![at] })
    }

    fn points(&self, condition: &Filter) -> Option<Source> {
        let (property, values) = match condition {
            Filter::Compare { property, op: CompareOp::Eq, value } => {
                (*property, std::slice::from_ref(value))
            }
            Filter::In { property, values } => (*property, values.as_slice()),
            _ => return None,
        };
        match property {
            UserProperty::Id => {
                let id = |value: &Literal| match value {
                    Literal::Guid(id) => Some(UserId(*id)),
                    _ => None,
                };
                Some(Source::Points { ids: values.iter().filter_map(id).collect(), upns: Vec::new() })
            }
            UserProperty::UserPrincipalName if !self.deleted => {
                let upn = |value: &Literal| match value {
                    Literal::Text(text) => Some(text.folded().to_owned()),
                    _ => None,
                };
                Some(Source::Points { ids: Vec::new(), upns: values.iter().filter_map(upn).collect() })
            }
            _ => None,
        }
    }

    /// The holders of products, narrowed by a condition on the display name where there is one.
    fn holders(&self, conditions: &[&Filter], direction: Direction) -> Option<Choice> {
        if self.deleted {
            // Deleted people hold nothing (DEL-2).
            return None;
        }
        let (at, skus) = conditions.iter().enumerate().find_map(|(at, condition)| match condition {
            Filter::AnyLicense(skus) => Some((at, distinct(skus))),
            _ => None,
        })?;
        let name = conditions.iter().enumerate().find_map(|(at, condition)| {
            let (property, lower, upper) = interval(condition)?;
            (property == UserProperty::DisplayName).then_some((at, lower, upper))
        });
        let (rank, covers, lower, upper) = match name {
            Some((name, lower, upper)) => (Rank::NamedHolders, vec![at, name], lower, upper),
            None => (Rank::Holders, vec![at], Bound::Open, Bound::Open),
        };
        Some(Choice { rank, source: Source::Holders { skus, lower, upper, direction }, covers })
    }

    /// People who may sign in, or who may not, by display name, narrowed by a condition on it where there is one.
    fn sign_in(&self, conditions: &[&Filter], direction: Direction) -> Option<Choice> {
        let (at, enabled) = conditions.iter().enumerate().find_map(|(at, condition)| match condition {
            Filter::Compare {
                property: UserProperty::AccountEnabled,
                op: CompareOp::Eq,
                value: Literal::Bool(enabled),
            } => Some((at, *enabled)),
            _ => None,
        })?;
        let name = conditions.iter().enumerate().find_map(|(at, condition)| {
            let (property, lower, upper) = interval(condition)?;
            (property == UserProperty::DisplayName).then_some((at, lower, upper))
        });
        let (covers, lower, upper) = match name {
            Some((name, lower, upper)) => (vec![at, name], lower, upper),
            None => (vec![at], Bound::Open, Bound::Open),
        };
        let index = &tables::USER_BY_ENABLED;
        let mut prefix = self.prefix(index);
        prefix.push(enabled.into());
        let source = Source::Range(Range { index, prefix, lower, upper, direction });
        Some(Choice { rank: Rank::SignIn, source, covers })
    }

    /// The leading values of an index: the tenant, and whether deleted where the index has that.
    fn prefix(&self, index: &Index) -> Vec<Value> {
        if splits_deleted(index) {
            vec![self.tenant.into(), self.deleted.into()]
        } else {
            vec![self.tenant.into()]
        }
    }
}

fn splits_deleted(index: &Index) -> bool {
    let second = index.columns.get(1).and_then(|column| tables::USER.columns.get(*column));
    second.is_some_and(|column| column.name == "deleted")
}

/// Where rows with a null in the index begin to matter: indexes that do not split by `deleted` hold null for everyone
/// of the other kind.
fn not_null(index: &Index) -> Bound {
    let second = index.columns.get(1).and_then(|column| tables::USER.columns.get(*column));
    match second {
        Some(column) if column.nullable && column.ty == Type::Text => least(&Literal::Text(Text::new(""))),
        Some(column) if column.nullable => least(&Literal::Instant(Timestamp(i64::MIN))),
        _ => Bound::Open,
    }
}

/// Below every value of the kind and above null: nothing is greater or less than null.
fn least(kind: &Literal) -> Bound {
    match kind {
        Literal::Text(_) => Bound::Included(vec!["".into()]),
        _ => Bound::Included(vec![Value::Int(i64::MIN)]),
    }
}

fn stream<'q>(choice: Choice, conditions: &[&'q Filter]) -> Stream<'q> {
    let left = conditions.iter().enumerate().filter(|(at, _)| !choice.covers.contains(at));
    Stream { source: choice.source, residual: left.map(|(_, left)| *left).collect(), given: Vec::new() }
}

fn distinct(skus: &[SkuId]) -> Vec<SkuId> {
    let mut skus = skus.to_vec();
    skus.sort_unstable();
    skus.dedup();
    skus
}

/// The interval of a property's stored order that a condition means, where it means exactly one.
fn interval(condition: &Filter) -> Option<(UserProperty, Bound, Bound)> {
    match condition {
        Filter::StartsWith { property, text } if !text.folded().is_empty() => {
            let (lower, upper) = beginning(text.folded());
            Some((*property, lower, upper))
        }
        Filter::Compare { property, op, value } => {
            let at = match value {
                Literal::Text(text) => vec![text.folded().into()],
                Literal::Instant(at) => vec![(*at).into()],
                _ => return None,
            };
            let (lower, upper) = match op {
                CompareOp::Eq => (Bound::Included(at.clone()), Bound::Included(at)),
                CompareOp::Lt => (least(value), Bound::Excluded(at)),
                CompareOp::Le => (least(value), Bound::Included(at)),
                CompareOp::Gt => (Bound::Excluded(at), Bound::Open),
                CompareOp::Ge => (Bound::Included(at), Bound::Open),
                CompareOp::Ne => return None,
            };
            Some((*property, lower, upper))
        }
        _ => None,
    }
}
