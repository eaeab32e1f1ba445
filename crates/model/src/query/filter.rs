//! The tree of a filter and what it means.

use std::cmp::Ordering;

use uuid::Uuid;

use super::property::{UserProperty, Value};
use crate::fold::fold;
use crate::subscription::Status;
use crate::user::User;
use crate::{PlanId, SkuId, Timestamp};

/// A text as it was written and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    raw: String,
    folded: String,
}

impl Text {
    /// A text that is compared as a whole.
    pub fn new(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        Self { folded: fold(&raw), raw }
    }

    /// The beginning of a text: blanks at its end count.
    pub fn prefix(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        Self { folded: raw.trim_start().to_lowercase(), raw }
    }

    /// The end of a text: blanks at its beginning count.
    pub fn suffix(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        Self { folded: raw.trim_end().to_lowercase(), raw }
    }

    /// As it was written.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// As it is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

/// A value that a property is compared with; its type fits the property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// Null.
    Null,
    /// A flag.
    Bool(bool),
    /// A text.
    Text(Text),
    /// An instant.
    Instant(Timestamp),
    /// An object id.
    Guid(Uuid),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
    /// Equal.
    Eq,
    /// Not equal; an unset property is not equal to any value.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
}

impl CompareOp {
    /// Whether it holds for values in this order.
    pub const fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Eq => ordering.is_eq(),
            Self::Ne => ordering.is_ne(),
            Self::Lt => ordering.is_lt(),
            Self::Le => ordering.is_le(),
            Self::Gt => ordering.is_gt(),
            Self::Ge => ordering.is_ge(),
        }
    }
}

/// What an element of a list of texts is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextTest {
    /// It equals.
    Equals(Text),
    /// It begins with.
    StartsWith(Text),
    /// It ends with.
    EndsWith(Text),
}

/// Who belongs to a list. Depth and size are bounded where filters are read.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of them.
    And(Vec<Filter>),
    /// At least one of them.
    Or(Vec<Filter>),
    /// Not.
    Not(Box<Filter>),
    /// A property against a value. Only equality is asked of null, flags and ids.
    Compare {
        /// The property.
        property: UserProperty,
        /// How.
        op: CompareOp,
        /// Against what.
        value: Literal,
    },
    /// A property equals one of several values.
    In {
        /// The property.
        property: UserProperty,
        /// The values.
        values: Vec<Literal>,
    },
    /// A text property begins with.
    StartsWith {
        /// The property.
        property: UserProperty,
        /// The beginning.
        text: Text,
    },
    /// A text property ends with.
    EndsWith {
        /// The property.
        property: UserProperty,
        /// The end.
        text: Text,
    },
    /// An element of a list property passes a test.
    AnyText {
        /// The property.
        property: UserProperty,
        /// The test.
        test: TextTest,
    },
    /// Holds at least one of these products, by any path and from any pool (25.22).
    AnyLicense(Vec<SkuId>),
    /// How many products are held.
    LicenseCount {
        /// How.
        op: CompareOp,
        /// Against how many.
        count: u64,
    },
    /// Has this service plan, in this state where one is asked for.
    AnyPlan {
        /// The plan.
        plan: PlanId,
        /// Its `capabilityStatus`.
        status: Option<Status>,
    },
}

/// What is known about a person when a filter is decided.
#[derive(Debug, Clone, Copy)]
pub struct UserFacts<'a> {
    /// The account.
    pub user: &'a User,
    /// Products held, each once.
    pub skus: &'a [SkuId],
    /// `assignedPlans`; needed only where [`Filter::uses_plans`].
    pub plans: &'a [(PlanId, Status)],
}

impl Filter {
    /// Whether the products held are needed to decide it.
    pub fn uses_licenses(&self) -> bool {
        self.any(&|part| matches!(part, Self::AnyLicense(_) | Self::LicenseCount { .. }))
    }

    /// Whether `assignedPlans` are needed to decide it.
    pub fn uses_plans(&self) -> bool {
        self.any(&|part| matches!(part, Self::AnyPlan { .. }))
    }

    fn any(&self, test: &dyn Fn(&Self) -> bool) -> bool {
        test(self)
            || match self {
                Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.any(test)),
                Self::Not(part) => part.any(test),
                _ => false,
            }
    }
}

/// Whether a person belongs to the list.
pub fn matches(filter: &Filter, facts: &UserFacts<'_>) -> bool {
    match filter {
        Filter::And(parts) => parts.iter().all(|part| matches(part, facts)),
        Filter::Or(parts) => parts.iter().any(|part| matches(part, facts)),
        Filter::Not(part) => !matches(part, facts),
        Filter::Compare { property, op, value } => compare(property.value(facts.user), *op, value),
        Filter::In { property, values } => {
            let own = property.value(facts.user);
            values.iter().any(|value| compare(own, CompareOp::Eq, value))
        }
        Filter::StartsWith { property, text } => {
            folded(property.value(facts.user)).is_some_and(|own| own.starts_with(text.folded()))
        }
        Filter::EndsWith { property, text } => {
            folded(property.value(facts.user)).is_some_and(|own| own.ends_with(text.folded()))
        }
        Filter::AnyText { property, test } => property.texts(facts.user).any(|own| passes(&fold(own), test)),
        Filter::AnyLicense(skus) => skus.iter().any(|sku| facts.skus.contains(sku)),
        Filter::LicenseCount { op, count } => op.holds((facts.skus.len() as u64).cmp(count)),
        Filter::AnyPlan { plan, status } => {
            facts.plans.iter().any(|(own, state)| own == plan && status.is_none_or(|status| status == *state))
        }
    }
}

fn folded(value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(own) => Some(fold(own)),
        _ => None,
    }
}

fn passes(own: &str, test: &TextTest) -> bool {
    match test {
        TextTest::Equals(text) => own == text.folded(),
        TextTest::StartsWith(text) => own.starts_with(text.folded()),
        TextTest::EndsWith(text) => own.ends_with(text.folded()),
    }
}

fn compare(own: Value<'_>, op: CompareOp, value: &Literal) -> bool {
    let ordering = match (own, value) {
        (Value::Null, Literal::Null) => return matches!(op, CompareOp::Eq),
        (Value::Bool(own), Literal::Bool(value)) => own.cmp(value),
        (Value::Text(own), Literal::Text(value)) => fold(own).as_str().cmp(value.folded()),
        (Value::Instant(own), Literal::Instant(value)) => own.cmp(value),
        (Value::Guid(own), Literal::Guid(value)) => own.cmp(value),
        // Null against a value, or a value against null: they differ, and neither is greater.
        _ => return matches!(op, CompareOp::Ne),
    };
    op.holds(ordering)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anna() -> User {
        User {
            upn: "Anna@contoso.example".into(),
            display_name: "Anna Öztürk".into(),
            department: Some("Sales".into()),
            business_phone: Some("+49 30".into()),
            account_enabled: true,
            created_at: Timestamp(10),
            ..User::default()
        }
    }

    fn holds(filter: &Filter, skus: &[SkuId]) -> bool {
        matches(filter, &UserFacts { user: &anna(), skus, plans: &[] })
    }

    fn compare_to(property: UserProperty, op: CompareOp, value: Literal) -> bool {
        holds(&Filter::Compare { property, op, value }, &[])
    }

    #[test]
    fn texts_are_compared_without_regard_to_case() {
        let text = |raw: &str| Literal::Text(Text::new(raw));
        assert!(compare_to(UserProperty::Department, CompareOp::Eq, text("sALES")));
        assert!(compare_to(UserProperty::DisplayName, CompareOp::Eq, text("ANNA ÖZTÜRK")));
        assert!(compare_to(UserProperty::DisplayName, CompareOp::Gt, text("Albert")));
        assert!(!compare_to(UserProperty::DisplayName, CompareOp::Lt, text("Albert")));
        assert!(compare_to(UserProperty::UserType, CompareOp::Eq, text("member")));
    }

    #[test]
    fn null_equals_null_only_and_is_neither_less_nor_greater() {
        let sales = || Literal::Text(Text::new("x"));
        assert!(compare_to(UserProperty::City, CompareOp::Eq, Literal::Null));
        assert!(!compare_to(UserProperty::City, CompareOp::Ne, Literal::Null));
        assert!(compare_to(UserProperty::City, CompareOp::Ne, sales()));
        for op in [CompareOp::Eq, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge] {
            assert!(!compare_to(UserProperty::City, op, sales()), "{op:?}");
        }
        assert!(compare_to(UserProperty::OnPremisesSyncEnabled, CompareOp::Ne, Literal::Bool(true)));
        assert!(compare_to(UserProperty::Department, CompareOp::Ne, Literal::Null));
    }

    #[test]
    fn beginnings_and_ends() {
        let property = UserProperty::DisplayName;
        assert!(holds(&Filter::StartsWith { property, text: Text::prefix("anna ö") }, &[]));
        assert!(!holds(&Filter::StartsWith { property, text: Text::prefix("annaö") }, &[]));
        assert!(holds(&Filter::EndsWith { property, text: Text::suffix("TÜRK") }, &[]));
        let phone = TextTest::StartsWith(Text::prefix("+49"));
        assert!(holds(&Filter::AnyText { property: UserProperty::BusinessPhones, test: phone }, &[]));
        let nothing = Filter::StartsWith { property: UserProperty::City, text: Text::prefix("") };
        assert!(!holds(&nothing, &[]) && holds(&Filter::Not(Box::new(nothing.clone())), &[]));
    }

    #[test]
    fn licences_and_plans() {
        let (a, b) = (SkuId::from_bytes([1; 16]), SkuId::from_bytes([2; 16]));
        assert!(holds(&Filter::AnyLicense(vec![b, a]), &[a]));
        assert!(!holds(&Filter::AnyLicense(vec![b]), &[a]));
        assert!(holds(&Filter::LicenseCount { op: CompareOp::Eq, count: 0 }, &[]));
        assert!(holds(&Filter::LicenseCount { op: CompareOp::Ne, count: 0 }, &[a]));
        let plan = PlanId::from_bytes([3; 16]);
        let facts = UserFacts { user: &anna(), skus: &[], plans: &[(plan, Status::Deleted)] };
        assert!(matches(&Filter::AnyPlan { plan, status: None }, &facts));
        assert!(!matches(&Filter::AnyPlan { plan, status: Some(Status::Enabled) }, &facts));
    }
}
