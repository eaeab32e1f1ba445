//! `$search`: clauses in double quotes, joined by `AND` and `OR` (contract 7.2).

use reseat_model::limits::{FILTER_BYTES_MAX, FILTER_NODES_MAX};
use reseat_model::query::{Search, SearchTerm, UserProperty, Words};

use crate::error::QueryError;

/// Properties that can be searched: `displayName` by its words, the others by their beginning.
const SEARCHABLE: &[UserProperty] = &[
    UserProperty::DisplayName,
    UserProperty::GivenName,
    UserProperty::Surname,
    UserProperty::Mail,
    UserProperty::MailNickname,
    UserProperty::UserPrincipalName,
    UserProperty::MobilePhone,
    UserProperty::Department,
    UserProperty::JobTitle,
];

/// Reads the value of `$search`. `AND` binds closer than `OR`.
pub(crate) fn parse_search(text: &str) -> Result<Search, QueryError> {
    if text.len() > FILTER_BYTES_MAX {
        return Err(QueryError::SearchSyntax);
    }
    let mut any_of = vec![Vec::new()];
    let mut rest = text.trim();
    for count in 0.. {
        let (clause, tail) = clause(rest)?;
        if count >= FILTER_NODES_MAX {
            return Err(QueryError::SearchSyntax);
        }
        if let Some(terms) = any_of.last_mut() {
            terms.push(term(&clause)?);
        }
        let tail = tail.trim_start();
        if tail.is_empty() {
            break;
        }
        rest = if let Some(next) = word(tail, "OR") {
            any_of.push(Vec::new());
            next
        } else {
            // Clauses without a word between them must all hold.
            word(tail, "AND").unwrap_or(tail)
        };
    }
    Ok(Search(any_of))
}

/// What follows `word`, if the text begins with it and a blank or a quote.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let tail = text.strip_prefix(word)?;
    let whole = tail.starts_with(|c: char| c.is_whitespace() || c == '"');
    whole.then(|| tail.trim_start())
}

/// One clause without its quotes, and what follows; `\"` and `\\` stand for themselves.
fn clause(text: &str) -> Result<(String, &str), QueryError> {
    let body = text.strip_prefix('"').ok_or(QueryError::SearchSyntax)?;
    let mut own = String::new();
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((own, &body[at + 1..])),
            '\\' => own.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => own.push(c),
        }
    }
    Err(QueryError::SearchSyntax)
}

fn term(clause: &str) -> Result<SearchTerm, QueryError> {
    let (name, words) = clause.split_once(':').ok_or(QueryError::SearchSyntax)?;
    let property = UserProperty::by_name(name.trim()).filter(|property| SEARCHABLE.contains(property));
    let property = property.ok_or(QueryError::SearchProperty)?;
    Ok(SearchTerm { property, words: Words::new(words) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shape(text: &str) -> Vec<Vec<(&'static str, String)>> {
        let search = parse_search(text).unwrap();
        let term = |term: &SearchTerm| (term.property.name(), term.words.raw().to_owned());
        search.0.iter().map(|terms| terms.iter().map(term).collect()).collect()
    }

    #[test]
    fn clauses_are_joined() {
        assert_eq!(shape(r#""displayName:wash""#), [[("displayName", "wash".to_owned())]]);
        let both = shape(r#""displayName:a b" AND "MAIL:x" OR "surname:\"q\"""#);
        assert_eq!(both.len(), 2);
        assert_eq!(both[0], [("displayName", "a b".to_owned()), ("mail", "x".to_owned())]);
        assert_eq!(both[1], [("surname", "\"q\"".to_owned())]);
    }

    #[test]
    fn the_value_must_be_in_double_quotes() {
        for bad in ["displayName:wash", "", "\"displayName:wash", "\"wash\"", "\"displayName:a\" OR"] {
            assert_eq!(parse_search(bad), Err(QueryError::SearchSyntax), "{bad}");
        }
        assert_eq!(parse_search("\"colour:red\""), Err(QueryError::SearchProperty));
        assert_eq!(parse_search("\"usageLocation:DE\""), Err(QueryError::SearchProperty));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|\"|\\\\|:| AND | OR ){0,60}") {
            let _ = parse_search(&text);
        }
    }
}
