//! `$filter` on people.

mod lambda;
mod lexer;
mod literal;
mod parser;

#[cfg(test)]
mod tests;

use reseat_model::limits::FILTER_BYTES_MAX;
use reseat_model::query::Filter;

use crate::error::QueryError;

pub(crate) use lambda::status_name;

/// A filter and what it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedFilter {
    /// The filter.
    pub filter: Filter,
    /// The error to answer unless the request has `ConsistencyLevel: eventual` and `$count=true`; `None` where it works
    /// without.
    pub needs_advanced: Option<QueryError>,
}

/// Reads a `$filter` on people (its text already decoded).
///
/// # Errors
/// What is wrong with it, or that it is beyond the limits.
pub fn parse_filter(text: &str) -> Result<ParsedFilter, QueryError> {
    if text.len() > FILTER_BYTES_MAX {
        return Err(QueryError::TooBig("long"));
    }
    let mut parser = parser::Parser::new(text);
    let filter = parser.whole()?;
    Ok(ParsedFilter { filter, needs_advanced: parser.needs })
}
