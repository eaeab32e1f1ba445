//! `$filter` over the small lists that are read whole, and over the audit as it is read: comparisons of the properties
//! that the contract names, on the JSON that is answered. People have a language of their own (`reseat_odata`).

mod parse;

use serde_json::Value;

/// What may be asked of one property.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filterable {
    /// The path, such as `initiatedBy/user/id`; inside `any` the path below the variable.
    pub path: &'static str,
    /// Whether `startswith` may be asked.
    pub starts: bool,
    /// Whether it is an instant, which can be compared by order.
    pub instant: bool,
    /// The collection whose members have the property; empty for a property of the entity itself.
    pub of: &'static str,
}

impl Filterable {
    /// A property for `eq`, `ne` and `in`.
    pub const fn equal(path: &'static str) -> Self {
        Self { path, starts: false, instant: false, of: "" }
    }

    /// A property for `startswith`, too.
    pub const fn text(path: &'static str) -> Self {
        Self { path, starts: true, instant: false, of: "" }
    }

    /// An instant.
    pub const fn instant(path: &'static str) -> Self {
        Self { path, starts: false, instant: true, of: "" }
    }

    /// A property of the members of a collection.
    pub const fn of(of: &'static str, path: &'static str) -> Self {
        Self { path, starts: true, instant: false, of }
    }
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Eq,
    Ne,
    Ge,
    Gt,
    Le,
    Lt,
}

/// What an expression compares with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Null,
    Flag(bool),
    /// Text, an id: case does not count.
    Text(String),
    /// An instant in microseconds.
    Instant(i64),
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    Compare { path: &'static str, operator: Operator, value: Literal },
    StartsWith { path: &'static str, text: String },
    Any { collection: &'static str, inner: Box<Filter> },
}

pub(crate) use parse::parse;

impl Filter {
    /// Whether an entity, as it would be answered, is meant.
    pub fn matches(&self, entity: &Value) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.matches(entity)),
            Self::Or(parts) => parts.iter().any(|part| part.matches(entity)),
            Self::Not(part) => !part.matches(entity),
            Self::Compare { path, operator, value } => compare(at(entity, path), *operator, value),
            Self::StartsWith { path, text } => {
                at(entity, path).as_str().is_some_and(|own| lower(own).starts_with(&lower(text)))
            }
            Self::Any { collection, inner } => match entity.get(collection) {
                Some(Value::Array(members)) => members.iter().any(|member| inner.matches(member)),
                _ => false,
            },
        }
    }

    /// The instant before which nothing matches, so that a reader from the newest on can stop there.
    pub fn lower_bound(&self) -> Option<i64> {
        match self {
            Self::And(parts) => parts.iter().filter_map(Self::lower_bound).max(),
            Self::Compare { operator, value: Literal::Instant(at), .. } => {
                matches!(operator, Operator::Eq | Operator::Ge | Operator::Gt).then_some(*at)
            }
            _ => None,
        }
    }
}

fn at<'v>(entity: &'v Value, path: &str) -> &'v Value {
    path.split('/').try_fold(entity, |value, name| value.get(name)).unwrap_or(&Value::Null)
}

fn compare(own: &Value, operator: Operator, value: &Literal) -> bool {
    if let Literal::Instant(wanted) = value {
        let Some(own) = own.as_str().and_then(instant) else { return operator == Operator::Ne };
        return match operator {
            Operator::Eq => own == *wanted,
            Operator::Ne => own != *wanted,
            Operator::Ge => own >= *wanted,
            Operator::Gt => own > *wanted,
            Operator::Le => own <= *wanted,
            Operator::Lt => own < *wanted,
        };
    }
    let equal = match (own, value) {
        (Value::Null, Literal::Null) => true,
        (Value::Bool(own), Literal::Flag(wanted)) => own == wanted,
        (Value::String(own), Literal::Text(wanted)) => lower(own) == lower(wanted),
        _ => false,
    };
    equal == (operator == Operator::Eq)
}

/// An instant in microseconds.
fn instant(text: &str) -> Option<i64> {
    text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_microsecond)
}

fn lower(text: &str) -> String {
    reseat_model::fold::fold(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const RULES: &[Filterable] = &[
        Filterable::equal("id"),
        Filterable::text("name"),
        Filterable::equal("isBuiltIn"),
        Filterable::instant("at"),
        Filterable::equal("by/user/id"),
        Filterable::of("targets", "id"),
    ];

    fn asked(text: &str) -> Result<bool, String> {
        let entity = json!({"id": "A-1", "name": "Ünal O'Neil", "isBuiltIn": true, "at": "2026-03-02T09:00:00Z",
            "by": {"user": {"id": "u"}, "app": null}, "targets": [{"id": "x"}, {"id": "y"}]});
        parse(text, RULES, "thing").map(|filter| filter.matches(&entity)).map_err(|error| error.message)
    }

    #[test]
    fn what_is_asked_is_found() {
        for yes in [
            "id eq 'a-1'",
            "id in ('q', 'A-1')",
            "not (id eq 'q')",
            "id ne 'q' and isBuiltIn eq true",
            "(id eq 'q' or startswith(name,'ünal o''n'))",
            "by/user/id eq 'u'",
            "at ge 2026-03-02T09:00:00Z and at lt 2026-03-02T09:00:01Z",
            "at eq 2026-03-02T10:00:00+01:00",
            "targets/any(t:t/id eq 'Y')",
            "targets/any(t: t/id eq 'q' or startsWith(t/id, 'x'))",
            "id eq 'q' or id eq 'q' or id eq 'a-1'",
        ] {
            assert_eq!(asked(yes), Ok(true), "{yes}");
        }
        for no in [
            "id eq 'q'",
            "isBuiltIn eq false",
            "at gt 2026-03-02T09:00:00Z",
            "targets/any(t:t/id eq 'z')",
            "id eq null",
        ] {
            assert_eq!(asked(no), Ok(false), "{no}");
        }
    }

    #[test]
    fn what_cannot_be_asked_is_refused_by_name() {
        assert_eq!(
            asked("startswith(id,'a')").unwrap_err(),
            "Unsupported or invalid query filter clause specified for property 'id' of resource 'thing'."
        );
        assert!(asked("id gt 'a'").unwrap_err().contains("property 'id'"));
        assert!(asked("colour eq 'a'").unwrap_err().contains("Could not find a property named 'colour'"));
        assert!(asked("targets/any(t:t/colour eq 'a')").unwrap_err().contains("'colour'"));
        for bad in [
            "",
            "id",
            "id eq",
            "id eq 'a",
            "id eq 'a' and",
            "(id eq 'a'",
            "id eq 'a')",
            "at ge 'x'",
            "eq eq eq",
        ] {
            assert!(asked(bad).is_err(), "{bad}");
        }
        let deep = format!("{}id eq 'a'{}", "(".repeat(500), ")".repeat(500));
        assert!(asked(&deep).unwrap_err().contains("too deep"));
        assert!(
            asked(&format!("id eq 'a'{}", " or id eq 'a'".repeat(500))).unwrap_err().contains("too large")
        );
    }

    #[test]
    fn a_lower_bound_is_known_only_where_it_always_holds() {
        let bound = |text: &str| parse(text, RULES, "thing").unwrap().lower_bound().is_some();
        assert!(bound("at ge 2026-03-02T09:00:00Z and id eq 'a'"));
        assert!(!bound("at ge 2026-03-02T09:00:00Z or id eq 'a'"));
        assert!(!bound("at le 2026-03-02T09:00:00Z"));
        assert!(!bound("not (at ge 2026-03-02T09:00:00Z)"));
    }
}
