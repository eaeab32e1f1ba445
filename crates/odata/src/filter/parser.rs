//! The grammar of a `$filter`: recursive descent, bounded in depth and size.

use reseat_model::limits::{FILTER_DEPTH_MAX, FILTER_NODES_MAX};
use reseat_model::query::{CompareOp, Filter, Kind, Level, Literal, Text, UserProperty};

use super::lexer::{Lexer, Token};
use super::literal::Raw;
use crate::error::QueryError;

const USER: &str = "microsoft.graph.user";

/// Reads one filter.
pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    pub(super) depth: usize,
    nodes: usize,
    /// The error to give when the advanced parameters are missing; that of the first part that needs them.
    pub(super) needs: Option<QueryError>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { lexer: Lexer::new(text), depth: 0, nodes: 0, needs: None }
    }

    /// The whole text.
    pub(super) fn whole(&mut self) -> Result<Filter, QueryError> {
        let filter = self.or()?;
        self.lexer.expect(&Token::End)?;
        Ok(filter)
    }

    fn or(&mut self) -> Result<Filter, QueryError> {
        let mut parts = vec![self.and()?];
        while self.lexer.take_keyword("or")? {
            parts.push(self.and()?);
        }
        Ok(join(parts, Filter::Or, |filter| match filter {
            Filter::Or(inner) => Ok(inner),
            other => Err(other),
        }))
    }

    fn and(&mut self) -> Result<Filter, QueryError> {
        let mut parts = vec![self.unary()?];
        while self.lexer.take_keyword("and")? {
            parts.push(self.unary()?);
        }
        Ok(join(parts, Filter::And, |filter| match filter {
            Filter::And(inner) => Ok(inner),
            other => Err(other),
        }))
    }

    fn unary(&mut self) -> Result<Filter, QueryError> {
        self.node()?;
        if self.lexer.take_keyword("not")? {
            self.advanced(QueryError::AdvancedOperator("not"));
            self.deeper()?;
            let inner = self.unary()?;
            self.depth -= 1;
            return Ok(Filter::Not(Box::new(inner)));
        }
        if self.lexer.take(&Token::Open)? {
            self.deeper()?;
            let inner = self.or()?;
            self.depth -= 1;
            self.lexer.expect(&Token::Close)?;
            return Ok(inner);
        }
        match self.lexer.next()? {
            Token::Word(word) if *self.lexer.peek()? == Token::Open => self.function(word),
            Token::Word(word) => self.clause(word),
            Token::Text(_) => Err(QueryError::Unsupported),
            _ => Err(self.lexer.unexpected()),
        }
    }

    /// `startswith(property,'text')`, with or without `eq true`.
    fn function(&mut self, name: &str) -> Result<Filter, QueryError> {
        let ends = name.eq_ignore_ascii_case("endswith");
        if !ends && !name.eq_ignore_ascii_case("startswith") {
            return Err(unknown_function(name));
        }
        self.lexer.expect(&Token::Open)?;
        let Token::Word(word) = self.lexer.next()? else { return Err(QueryError::Unsupported) };
        let property = find(word)?;
        self.lexer.expect(&Token::Comma)?;
        let text = self.text()?;
        self.lexer.expect(&Token::Close)?;
        if property.kind() != Kind::Text {
            return Err(QueryError::Clause(property.name().to_owned()));
        }
        let filter = if ends {
            self.level(property.ops().ends, property, QueryError::AdvancedOperator("endsWith"))?;
            Filter::EndsWith { property, text: Text::suffix(text) }
        } else {
            self.level(property.ops().starts, property, clause_error(property))?;
            Filter::StartsWith { property, text: Text::prefix(text) }
        };
        if !self.lexer.take_keyword("eq")? {
            return Ok(filter);
        }
        match self.value()? {
            Raw::Bool(true) => Ok(filter),
            Raw::Bool(false) => {
                self.advanced(QueryError::AdvancedOperator("not"));
                Ok(Filter::Not(Box::new(filter)))
            }
            other => Err(QueryError::Types("Edm.Boolean", other.edm(), "Equal")),
        }
    }

    /// A property and what is asked of it.
    fn clause(&mut self, word: &str) -> Result<Filter, QueryError> {
        let property = find(word)?;
        if self.lexer.take(&Token::Slash)? {
            return self.inside(property);
        }
        if self.lexer.take_keyword("in")? {
            self.level(property.ops().within, property, clause_error(property))?;
            let values: Result<Vec<_>, _> =
                self.list()?.into_iter().map(|raw| raw.fit(property, CompareOp::Eq)).collect();
            return Ok(Filter::In { property, values: values? });
        }
        let op = self.operator()?;
        let raw = self.value()?;
        let value = raw.fit(property, op)?;
        self.check(property, op, &value)?;
        Ok(Filter::Compare { property, op, value })
    }

    /// What follows `property/`: `any(...)`, `$count`, or a member that is not filterable.
    fn inside(&mut self, property: UserProperty) -> Result<Filter, QueryError> {
        let Token::Word(word) = self.lexer.next()? else { return Err(self.lexer.unexpected()) };
        let list = matches!(property.kind(), Kind::Licenses | Kind::Plans | Kind::Texts);
        if list && word.eq_ignore_ascii_case("any") && property.ops().eq != Level::No {
            return self.any(property);
        }
        if property.kind() == Kind::Licenses && word.eq_ignore_ascii_case("$count") {
            self.advanced(QueryError::AdvancedOperator("$count"));
            let op = self.operator()?;
            return match self.value()? {
                Raw::Int(count) if count >= 0 => Ok(Filter::LicenseCount { op, count: count.unsigned_abs() }),
                _ => Err(clause_error(property)),
            };
        }
        Err(clause_error(property))
    }

    /// Whether `op` works on the property, and with which parameters.
    fn check(&mut self, property: UserProperty, op: CompareOp, value: &Literal) -> Result<(), QueryError> {
        let ops = property.ops();
        let equality = if *value == Literal::Null { ops.null } else { ops.eq };
        match op {
            CompareOp::Eq => self.level(equality, property, clause_error(property)),
            CompareOp::Ne if equality == Level::No => Err(clause_error(property)),
            CompareOp::Ne => {
                self.advanced(QueryError::AdvancedOperator("ne"));
                Ok(())
            }
            _ if *value == Literal::Null => Err(clause_error(property)),
            _ => self.level(ops.range, property, clause_error(property)),
        }
    }

    fn level(&mut self, level: Level, property: UserProperty, error: QueryError) -> Result<(), QueryError> {
        match level {
            Level::Basic => {}
            Level::Advanced => self.advanced(error),
            Level::No => return Err(clause_error(property)),
        }
        Ok(())
    }

    /// Remembers that the advanced parameters are needed.
    pub(super) fn advanced(&mut self, error: QueryError) {
        self.needs.get_or_insert(error);
    }

    fn operator(&mut self) -> Result<CompareOp, QueryError> {
        const OPERATORS: [(&str, CompareOp); 6] = [
            ("eq", CompareOp::Eq),
            ("ne", CompareOp::Ne),
            ("gt", CompareOp::Gt),
            ("ge", CompareOp::Ge),
            ("lt", CompareOp::Lt),
            ("le", CompareOp::Le),
        ];
        if let Token::Word(word) = self.lexer.next()?
            && let Some((_, op)) = OPERATORS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))
        {
            return Ok(*op);
        }
        Err(self.lexer.unexpected())
    }

    /// A value.
    pub(super) fn value(&mut self) -> Result<Raw, QueryError> {
        let token = self.lexer.next()?;
        match (Raw::read(&token), token) {
            (Some(raw), _) => Ok(raw),
            // A text without its quotes reads as the name of a property.
            (None, Token::Word(word)) => Err(QueryError::FilterProperty(word.to_owned(), USER)),
            _ => Err(self.lexer.unexpected()),
        }
    }

    /// A text.
    pub(super) fn text(&mut self) -> Result<String, QueryError> {
        match self.value()? {
            Raw::Text(text) => Ok(text),
            other => Err(QueryError::Syntax(format!(
                "No function signature matches the specified arguments: 'Edm.String' expected, '{}' found.",
                other.edm()
            ))),
        }
    }

    /// A list of values in parentheses.
    pub(super) fn list(&mut self) -> Result<Vec<Raw>, QueryError> {
        self.lexer.expect(&Token::Open)?;
        let mut values = Vec::new();
        loop {
            self.node()?;
            values.push(self.value()?);
            if !self.lexer.take(&Token::Comma)? {
                break;
            }
        }
        self.lexer.expect(&Token::Close)?;
        Ok(values)
    }

    /// Counts one node.
    pub(super) fn node(&mut self) -> Result<(), QueryError> {
        self.nodes += 1;
        if self.nodes > FILTER_NODES_MAX { Err(QueryError::TooBig("large")) } else { Ok(()) }
    }

    /// Goes one level down.
    pub(super) fn deeper(&mut self) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > FILTER_DEPTH_MAX { Err(QueryError::TooBig("deep")) } else { Ok(()) }
    }
}

/// Joins parts, with parts of the same kind flattened, so that `a and (b and c)` is one list.
fn join(
    mut parts: Vec<Filter>,
    whole: fn(Vec<Filter>) -> Filter,
    inner: fn(Filter) -> Result<Vec<Filter>, Filter>,
) -> Filter {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match inner(part) {
            Ok(parts) => flat.extend(parts),
            Err(part) => flat.push(part),
        }
    }
    whole(flat)
}

fn find(word: &str) -> Result<UserProperty, QueryError> {
    UserProperty::by_name(word).ok_or_else(|| QueryError::FilterProperty(word.to_owned(), USER))
}

fn clause_error(property: UserProperty) -> QueryError {
    QueryError::Clause(property.name().to_owned())
}

fn unknown_function(name: &str) -> QueryError {
    const KNOWN: [&str; 8] =
        ["contains", "tolower", "toupper", "length", "indexof", "substring", "trim", "concat"];
    if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return QueryError::Unsupported;
    }
    QueryError::Syntax(format!(
        "An unknown function with name '{name}' was found. This may also be a function import or a key lookup on a \
         navigation property, which is not allowed."
    ))
}
