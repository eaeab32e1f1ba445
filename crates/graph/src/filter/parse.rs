//! From the text of a `$filter` to its expression.

use reseat_model::limits::{FILTER_BYTES_MAX, FILTER_DEPTH_MAX, FILTER_NODES_MAX};
use reseat_odata::QueryError;

use super::{Filter, Filterable, Literal, Operator, instant};
use crate::error::GraphError;

/// Reads a filter of entities of a type that has these properties.
///
/// # Errors
/// What is wrong with it, in Graph's words.
pub(crate) fn parse(
    text: &str,
    rules: &'static [Filterable],
    type_name: &'static str,
) -> Result<Filter, GraphError> {
    if text.len() > FILTER_BYTES_MAX {
        return Err(QueryError::TooBig("long").into());
    }
    let tokens = tokens(text)?;
    if tokens.len() > 8 * FILTER_NODES_MAX {
        return Err(QueryError::TooBig("large").into());
    }
    let mut parser = Parser { tokens, at: 0, rules, type_name, variable: None, nodes: 0 };
    let filter = parser.any_of(0)?;
    if parser.at < parser.tokens.len() {
        return Err(syntax("there is more than one expression"));
    }
    Ok(filter)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Quoted(String),
    Open,
    Close,
    Comma,
    Colon,
}

fn syntax(what: &str) -> GraphError {
    QueryError::Syntax(format!("{what}.")).into()
}

fn tokens(text: &str) -> Result<Vec<Token>, GraphError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '\'' => quoted(rest)?,
            // `any(t:t/id ...)` has a colon after a name; an instant has colons between digits.
            ':' => (Token::Colon, 1),
            _ => {
                let number = first.is_ascii_digit();
                let end = rest
                    .find(|c: char| c.is_whitespace() || "(),'".contains(c) || (c == ':' && !number))
                    .unwrap_or(rest.len());
                (Token::Word(rest[..end].to_owned()), end)
            }
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// A text in quotes, in which a quote is written twice, and how much of `rest` it takes.
fn quoted(rest: &str) -> Result<(Token, usize), GraphError> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\'' if chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
                text.push('\'');
            }
            '\'' => return Ok((Token::Quoted(text), at + 1)),
            other => text.push(other),
        }
    }
    Err(syntax("there is an unterminated string literal"))
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    rules: &'static [Filterable],
    type_name: &'static str,
    /// Inside `any`: the collection and the name of its member.
    variable: Option<(&'static str, String)>,
    nodes: usize,
}

impl Parser {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn next_is(&mut self, word: &str) -> bool {
        let found =
            matches!(self.tokens.get(self.at), Some(Token::Word(own)) if own.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token, what: &str) -> Result<(), GraphError> {
        if self.next().as_ref() == Some(token) { Ok(()) } else { Err(syntax(&format!("{what} is missing"))) }
    }

    fn any_of(&mut self, depth: usize) -> Result<Filter, GraphError> {
        let mut parts = vec![self.all_of(depth)?];
        while self.next_is("or") {
            parts.push(self.all_of(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::Or(parts) })
    }

    fn all_of(&mut self, depth: usize) -> Result<Filter, GraphError> {
        let mut parts = vec![self.one(depth)?];
        while self.next_is("and") {
            parts.push(self.one(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::And(parts) })
    }

    fn one(&mut self, depth: usize) -> Result<Filter, GraphError> {
        self.nodes += 1;
        if depth > FILTER_DEPTH_MAX {
            return Err(QueryError::TooBig("deep").into());
        }
        if self.nodes > FILTER_NODES_MAX {
            return Err(QueryError::TooBig("large").into());
        }
        if self.next_is("not") {
            return Ok(Filter::Not(Box::new(self.one(depth + 1)?)));
        }
        match self.next() {
            Some(Token::Open) => {
                let inner = self.any_of(depth + 1)?;
                self.expect(&Token::Close, "a closing bracket")?;
                Ok(inner)
            }
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("startswith") => self.starts_with(),
            Some(Token::Word(word)) => match word.strip_suffix("/any") {
                Some(collection) => self.member(collection, depth),
                None => self.comparison(&word),
            },
            _ => Err(syntax("an expression is missing")),
        }
    }

    fn starts_with(&mut self) -> Result<Filter, GraphError> {
        self.expect(&Token::Open, "an opening bracket")?;
        let Some(Token::Word(path)) = self.next() else { return Err(syntax("a property is missing")) };
        let rule = self.rule(&path)?;
        if !rule.starts {
            return Err(self.unsupported(&path));
        }
        self.expect(&Token::Comma, "a comma")?;
        let Some(Token::Quoted(text)) = self.next() else {
            return Err(syntax("a text in quotes is missing"));
        };
        self.expect(&Token::Close, "a closing bracket")?;
        Ok(Filter::StartsWith { path: rule.path, text })
    }

    /// `collection/any(t:t/id eq 'x')`
    fn member(&mut self, collection: &str, depth: usize) -> Result<Filter, GraphError> {
        let known =
            self.rules.iter().find(|rule| !rule.of.is_empty() && rule.of.eq_ignore_ascii_case(collection));
        let known = match known {
            Some(rule) if self.variable.is_none() => rule.of,
            _ => return Err(self.unsupported(collection)),
        };
        self.expect(&Token::Open, "an opening bracket")?;
        let Some(Token::Word(variable)) = self.next() else { return Err(syntax("a variable is missing")) };
        self.expect(&Token::Colon, "a colon")?;
        self.variable = Some((known, variable));
        let inner = self.any_of(depth + 1)?;
        self.variable = None;
        self.expect(&Token::Close, "a closing bracket")?;
        Ok(Filter::Any { collection: known, inner: Box::new(inner) })
    }

    fn comparison(&mut self, path: &str) -> Result<Filter, GraphError> {
        let rule = self.rule(path)?;
        let Some(Token::Word(operator)) = self.next() else { return Err(syntax("an operator is missing")) };
        if operator.eq_ignore_ascii_case("in") {
            return self.one_of(rule);
        }
        let operator = match operator.to_ascii_lowercase().as_str() {
            "eq" => Operator::Eq,
            "ne" => Operator::Ne,
            "ge" if rule.instant => Operator::Ge,
            "gt" if rule.instant => Operator::Gt,
            "le" if rule.instant => Operator::Le,
            "lt" if rule.instant => Operator::Lt,
            "ge" | "gt" | "le" | "lt" => return Err(self.unsupported(path)),
            other => return Err(syntax(&format!("'{other}' is no operator"))),
        };
        let value = self.literal(rule)?;
        Ok(Filter::Compare { path: rule.path, operator, value })
    }

    fn one_of(&mut self, rule: &'static Filterable) -> Result<Filter, GraphError> {
        self.expect(&Token::Open, "an opening bracket")?;
        let mut parts = Vec::new();
        loop {
            let value = self.literal(rule)?;
            parts.push(Filter::Compare { path: rule.path, operator: Operator::Eq, value });
            match self.next() {
                Some(Token::Comma) if parts.len() < FILTER_NODES_MAX => {}
                Some(Token::Close) => return Ok(Filter::Or(parts)),
                _ => return Err(syntax("a closing bracket is missing")),
            }
        }
    }

    fn literal(&mut self, rule: &Filterable) -> Result<Literal, GraphError> {
        match self.next() {
            Some(Token::Quoted(text) | Token::Word(text)) if rule.instant => match instant(&text) {
                Some(at) => Ok(Literal::Instant(at)),
                None => Err(QueryError::Types("Edm.DateTimeOffset", "Edm.String", "Equal").into()),
            },
            Some(Token::Quoted(text)) => Ok(Literal::Text(text)),
            Some(Token::Word(word)) => Ok(match word.to_ascii_lowercase().as_str() {
                "null" => Literal::Null,
                "true" => Literal::Flag(true),
                "false" => Literal::Flag(false),
                // Ids may stand without quotes.
                _ => Literal::Text(word),
            }),
            _ => Err(syntax("a value is missing")),
        }
    }

    /// The property that a path means here.
    fn rule(&self, path: &str) -> Result<&'static Filterable, GraphError> {
        let (of, below) = match &self.variable {
            None => ("", path),
            Some((of, variable)) => match path.split_once('/') {
                Some((first, rest)) if first == variable => (*of, rest),
                _ => ("", path),
            },
        };
        let found = self.rules.iter().find(|rule| rule.of == of && rule.path.eq_ignore_ascii_case(below));
        // A property of the entity itself has no meaning inside a collection.
        found
            .filter(|_| self.variable.is_none() || !of.is_empty())
            .ok_or_else(|| QueryError::FilterProperty(below.to_owned(), self.type_name).into())
    }

    fn unsupported(&self, path: &str) -> GraphError {
        let resource = self.type_name.rsplit('.').next().unwrap_or(self.type_name);
        GraphError::new(
            axum::http::StatusCode::BAD_REQUEST,
            "Request_UnsupportedQuery",
            format!(
                "Unsupported or invalid query filter clause specified for property '{path}' of resource '{resource}'."
            ),
        )
    }
}
