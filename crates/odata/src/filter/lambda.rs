//! `collection/any(x:...)` over licences, plans and lists of texts.

use reseat_model::query::{Filter, Text, TextTest, UserProperty};
use reseat_model::subscription::Status;
use reseat_model::{PlanId, SkuId, UserId};

use super::lexer::Token;
use super::literal::Raw;
use super::parser::Parser;
use crate::error::QueryError;

const LICENSE: &str = "microsoft.graph.assignedLicense";
const PLAN: &str = "microsoft.graph.assignedPlan";

impl<'a> Parser<'a> {
    /// What follows `any`: the opening parenthesis, the variable and the condition.
    pub(super) fn any(&mut self, property: UserProperty) -> Result<Filter, QueryError> {
        self.lexer.expect(&Token::Open)?;
        let Token::Word(variable) = self.lexer.next()? else { return Err(self.lexer.unexpected()) };
        self.lexer.expect(&Token::Colon)?;
        let filter = match property {
            UserProperty::AssignedLicenses => {
                let mut skus = Vec::new();
                self.licenses(variable, &mut skus)?;
                Filter::AnyLicense(skus)
            }
            UserProperty::AssignedPlans => self.plans(variable)?,
            _ => {
                let mut tests = Vec::new();
                self.texts(variable, property, &mut tests)?;
                let mut parts: Vec<_> =
                    tests.into_iter().map(|test| Filter::AnyText { property, test }).collect();
                if parts.len() == 1 { parts.remove(0) } else { Filter::Or(parts) }
            }
        };
        self.lexer.expect(&Token::Close)?;
        Ok(filter)
    }

    /// `x/skuId eq a or x/skuId eq b`, `x/skuId in (a,b)`, in parentheses or not.
    fn licenses(&mut self, variable: &str, skus: &mut Vec<SkuId>) -> Result<(), QueryError> {
        loop {
            if self.lexer.take(&Token::Open)? {
                self.deeper()?;
                self.licenses(variable, skus)?;
                self.depth -= 1;
                self.lexer.expect(&Token::Close)?;
            } else {
                let name = self.member(variable)?;
                if !name.eq_ignore_ascii_case("skuId") {
                    return Err(self.no_member(
                        name,
                        "disabledPlans",
                        UserProperty::AssignedLicenses,
                        LICENSE,
                    ));
                }
                if self.lexer.take_keyword("in")? {
                    for raw in self.list()? {
                        skus.push(SkuId(guid(raw)?.0));
                    }
                } else if self.lexer.take_keyword("eq")? {
                    self.node()?;
                    let raw = self.value()?;
                    skus.push(SkuId(guid(raw)?.0));
                } else {
                    return Err(QueryError::Clause(UserProperty::AssignedLicenses.name().to_owned()));
                }
            }
            if self.lexer.take_keyword("and")? {
                return Err(QueryError::Complex(UserProperty::AssignedLicenses.name()));
            }
            if !self.lexer.take_keyword("or")? {
                return Ok(());
            }
        }
    }

    /// `p/servicePlanId eq g`, with or without `and p/capabilityStatus eq 'Enabled'`, in either order.
    fn plans(&mut self, variable: &str) -> Result<Filter, QueryError> {
        let (mut plan, mut status) = (None, None);
        loop {
            self.node()?;
            let name = self.member(variable)?;
            let is_plan = name.eq_ignore_ascii_case("servicePlanId");
            if !is_plan && !name.eq_ignore_ascii_case("capabilityStatus") {
                return Err(self.no_member(
                    name,
                    "service assignedDateTime",
                    UserProperty::AssignedPlans,
                    PLAN,
                ));
            }
            if !self.lexer.take_keyword("eq")? {
                return Err(QueryError::Clause(UserProperty::AssignedPlans.name().to_owned()));
            }
            let raw = self.value()?;
            if is_plan && plan.is_none() {
                plan = Some(PlanId(guid(raw)?.0));
            } else if !is_plan && status.is_none() {
                status = Some(status_named(raw)?);
            } else {
                return Err(QueryError::Complex(UserProperty::AssignedPlans.name()));
            }
            if !self.lexer.take_keyword("and")? {
                break;
            }
        }
        match plan {
            Some(plan) => {
                if status.is_some() {
                    self.advanced(QueryError::Complex(UserProperty::AssignedPlans.name()));
                }
                Ok(Filter::AnyPlan { plan, status })
            }
            None => Err(QueryError::Complex(UserProperty::AssignedPlans.name())),
        }
    }

    /// `p:p eq 'x' or startswith(p,'y')`, in parentheses or not.
    fn texts(
        &mut self,
        variable: &str,
        property: UserProperty,
        tests: &mut Vec<TextTest>,
    ) -> Result<(), QueryError> {
        loop {
            if self.lexer.take(&Token::Open)? {
                self.deeper()?;
                self.texts(variable, property, tests)?;
                self.depth -= 1;
                self.lexer.expect(&Token::Close)?;
            } else {
                self.node()?;
                tests.push(self.text_test(variable, property)?);
            }
            if self.lexer.take_keyword("and")? {
                return Err(QueryError::Complex(property.name()));
            }
            if !self.lexer.take_keyword("or")? {
                return Ok(());
            }
        }
    }

    fn text_test(&mut self, variable: &str, property: UserProperty) -> Result<TextTest, QueryError> {
        let Token::Word(word) = self.lexer.next()? else { return Err(self.lexer.unexpected()) };
        if word == variable {
            if !self.lexer.take_keyword("eq")? {
                return Err(QueryError::Clause(property.name().to_owned()));
            }
            return match self.value()? {
                Raw::Text(text) => Ok(TextTest::Equals(Text::new(text))),
                other => Err(QueryError::Types("Edm.String", other.edm(), "Equal")),
            };
        }
        self.lexer.expect(&Token::Open)?;
        if !self.lexer.take(&Token::Word(variable))? {
            return Err(self.lexer.unexpected());
        }
        self.lexer.expect(&Token::Comma)?;
        let text = self.text()?;
        self.lexer.expect(&Token::Close)?;
        if word.eq_ignore_ascii_case("startswith") {
            Ok(TextTest::StartsWith(Text::prefix(text)))
        } else if word.eq_ignore_ascii_case("endswith") {
            self.advanced(QueryError::AdvancedOperator("endsWith"));
            Ok(TextTest::EndsWith(Text::suffix(text)))
        } else {
            Err(QueryError::Unsupported)
        }
    }

    /// `x/name`: gives the name.
    fn member(&mut self, variable: &str) -> Result<&'a str, QueryError> {
        if !self.lexer.take(&Token::Word(variable))? {
            return Err(self.lexer.unexpected());
        }
        self.lexer.expect(&Token::Slash)?;
        match self.lexer.next()? {
            Token::Word(name) => Ok(name),
            _ => Err(self.lexer.unexpected()),
        }
    }

    /// The error for a member that cannot be asked for: one of `others` exists, anything else does not.
    fn no_member(&self, name: &str, others: &str, property: UserProperty, ty: &'static str) -> QueryError {
        if others.split(' ').any(|own| own.eq_ignore_ascii_case(name)) {
            QueryError::Clause(property.name().to_owned())
        } else {
            QueryError::FilterProperty(name.to_owned(), ty)
        }
    }
}

/// A GUID, bare or in quotes.
fn guid(raw: Raw) -> Result<UserId, QueryError> {
    match raw {
        Raw::Guid(id) => Ok(id),
        Raw::Text(text) => text.parse().map_err(|_| QueryError::Types("Edm.Guid", "Edm.String", "Equal")),
        other => Err(QueryError::Types("Edm.Guid", other.edm(), "Equal")),
    }
}

/// The word of a `capabilityStatus`.
pub(crate) const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Enabled => "Enabled",
        Status::Warning => "Warning",
        Status::Suspended => "Suspended",
        Status::Deleted => "Deleted",
        Status::LockedOut => "LockedOut",
    }
}

fn status_named(raw: Raw) -> Result<Status, QueryError> {
    const ALL: [Status; 5] =
        [Status::Enabled, Status::Warning, Status::Suspended, Status::Deleted, Status::LockedOut];
    let Raw::Text(text) = raw else {
        return Err(QueryError::Types("Edm.String", raw.edm(), "Equal"));
    };
    let found = ALL.into_iter().find(|status| status_name(*status).eq_ignore_ascii_case(&text));
    found.ok_or_else(|| QueryError::Clause(UserProperty::AssignedPlans.name().to_owned()))
}
