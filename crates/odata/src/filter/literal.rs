//! Values in a `$filter`, and whether they fit a property.

use reseat_model::query::{CompareOp, Kind, Literal, Text, UserProperty};
use reseat_model::{Timestamp, UserId};

use super::lexer::Token;
use crate::error::QueryError;

/// A value as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raw {
    Null,
    Bool(bool),
    Guid(UserId),
    Int(i64),
    Instant(Timestamp),
    Text(String),
}

impl Raw {
    /// Reads a word as a value. `None` where it is a name or no value at all.
    pub(super) fn read(token: &Token<'_>) -> Option<Self> {
        let word = match token {
            Token::Text(text) => return Some(Self::Text(text.clone())),
            Token::Word(word) => *word,
            _ => return None,
        };
        if word.eq_ignore_ascii_case("null") {
            Some(Self::Null)
        } else if word.eq_ignore_ascii_case("true") {
            Some(Self::Bool(true))
        } else if word.eq_ignore_ascii_case("false") {
            Some(Self::Bool(false))
        } else if let Ok(id) = word.parse::<UserId>() {
            Some(Self::Guid(id))
        } else if let Ok(number) = word.parse::<i64>() {
            Some(Self::Int(number))
        } else {
            instant(word).map(Self::Instant)
        }
    }

    /// The name of its type in the contract's metadata.
    pub(super) const fn edm(&self) -> &'static str {
        match self {
            Self::Null => "<null>",
            Self::Bool(_) => "Edm.Boolean",
            Self::Guid(_) => "Edm.Guid",
            Self::Int(_) => "Edm.Int32",
            Self::Instant(_) => "Edm.DateTimeOffset",
            Self::Text(_) => "Edm.String",
        }
    }

    /// The value as `property` has it.
    pub(super) fn fit(self, property: UserProperty, op: CompareOp) -> Result<Literal, QueryError> {
        let edm = match property.kind() {
            Kind::Text => "Edm.String",
            Kind::Bool => "Edm.Boolean",
            Kind::Instant => "Edm.DateTimeOffset",
            Kind::Guid => match self {
                Self::Guid(id) => return Ok(Literal::Guid(id.0)),
                Self::Text(text) => {
                    let id: UserId = text.parse().map_err(|_| QueryError::ObjectId(text))?;
                    return Ok(Literal::Guid(id.0));
                }
                _ => "Edm.String",
            },
            Kind::Texts | Kind::Licenses | Kind::Plans | Kind::Other => {
                return Err(QueryError::Clause(property.name().to_owned()));
            }
        };
        match self {
            Self::Null => Ok(Literal::Null),
            Self::Text(text) if edm == "Edm.String" => Ok(Literal::Text(Text::new(text))),
            Self::Bool(flag) if edm == "Edm.Boolean" => Ok(Literal::Bool(flag)),
            Self::Instant(at) if edm == "Edm.DateTimeOffset" => Ok(Literal::Instant(at)),
            other => Err(QueryError::Types(edm, other.edm(), operator(op))),
        }
    }
}

/// The name of a comparison in error texts.
const fn operator(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "Equal",
        CompareOp::Ne => "NotEqual",
        CompareOp::Lt => "LessThan",
        CompareOp::Le => "LessThanOrEqual",
        CompareOp::Gt => "GreaterThan",
        CompareOp::Ge => "GreaterThanOrEqual",
    }
}

/// An instant with its offset, or a date, which is its first instant in UTC.
fn instant(word: &str) -> Option<Timestamp> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let at = if word.len() == 10 {
        let date: jiff::civil::Date = word.parse().ok()?;
        date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp()
    } else {
        word.parse::<jiff::Timestamp>().ok()?
    };
    Some(Timestamp(at.as_microsecond()))
}
