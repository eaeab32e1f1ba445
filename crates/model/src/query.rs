//! Typed list queries of people: what `$filter`, `$orderby` and `$search` mean, without their syntax.
//!
//! [`matches`] is the meaning of a filter; an index is only ever a faster way to the same people. Texts are compared
//! without regard to case ([`crate::fold`]), as the directory does (contract section 0).

mod filter;
mod property;
mod search;

pub use filter::{CompareOp, Filter, Literal, Text, TextTest, UserFacts, matches};
pub use property::{Kind, Level, Ops, Returned, UserProperty, Value};
pub use search::{Search, SearchTerm, Words};

/// In which direction a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One part of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub property: UserProperty,
    /// Which way.
    pub direction: Direction,
}

/// A list of people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UserQuery {
    /// Who; `None` is everyone.
    pub filter: Option<Filter>,
    /// Whom of these; `None` is all.
    pub search: Option<Search>,
    /// In which order; at most one part, and none is the order of ids.
    pub order: Option<Order>,
    /// Deleted people instead of present ones (`directory/deletedItems`).
    pub deleted: bool,
}

impl UserQuery {
    /// Whether a person belongs to the list.
    pub fn matches(&self, facts: &UserFacts<'_>) -> bool {
        facts.user.deleted_at.is_some() == self.deleted
            && self.filter.as_ref().is_none_or(|filter| matches(filter, facts))
            && self.search.as_ref().is_none_or(|search| search.finds(facts))
    }
}

/// Where the next page of a list begins. Opaque to callers; carried as `$skiptoken`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Which way through the store the list goes; a cursor of one way is refused by another.
    pub plan: u8,
    /// The position after which to go on, in the terms of that way.
    pub values: Vec<CursorValue>,
}

/// One part of a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorValue {
    /// Absent.
    Null,
    /// A number or a time.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes of an id.
    Bytes(Vec<u8>),
}
