use reseat_model::query::{CompareOp, Literal, Text, TextTest, UserProperty};
use reseat_model::subscription::Status;
use reseat_model::{PlanId, SkuId, Timestamp};

use super::*;

const A: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
const B: &str = "c7df2760-2c81-4ef7-b578-5b5392b571df";

fn parse(text: &str) -> Filter {
    parse_filter(text).unwrap_or_else(|error| panic!("{text}: {error}")).filter
}

fn error(text: &str) -> QueryError {
    parse_filter(text).expect_err(text)
}

fn needs(text: &str) -> Option<QueryError> {
    parse_filter(text).unwrap_or_else(|error| panic!("{text}: {error}")).needs_advanced
}

fn sku(text: &str) -> SkuId {
    text.parse().unwrap()
}

#[test]
fn holders_of_a_product_bare_quoted_and_in_any_case() {
    let expected = Filter::AnyLicense(vec![sku(A)]);
    for text in [
        format!("assignedLicenses/any(x:x/skuId eq {A})"),
        format!("assignedLicenses/any(x:x/skuId eq '{}')", A.to_uppercase()),
        format!("AssignedLicenses/Any( u : u/SKUID eq {A} )"),
        format!("(assignedLicenses/any(x:(x/skuId eq {A})))"),
        format!("assignedLicenses/any(x:x/skuId in ('{A}'))"),
    ] {
        assert_eq!(parse(&text), expected, "{text}");
        assert_eq!(needs(&text), None, "{text}");
    }
    let both = Filter::AnyLicense(vec![sku(A), sku(B)]);
    assert_eq!(parse(&format!("assignedLicenses/any(x:x/skuId eq {A} or x/skuId eq {B})")), both);
    assert_eq!(parse(&format!("assignedLicenses/any(x:x/skuId in ({A}, {B}))")), both);
}

#[test]
fn the_number_of_products_needs_the_advanced_parameters() {
    let filter = Filter::LicenseCount { op: CompareOp::Ne, count: 0 };
    assert_eq!(parse("assignedLicenses/$count ne 0"), filter);
    assert_eq!(needs("assignedLicenses/$count eq 0"), Some(QueryError::AdvancedOperator("$count")));
    assert!(matches!(error("assignedLicenses/$count eq -1"), QueryError::Clause(_)));
    assert!(matches!(error("proxyAddresses/$count eq 0"), QueryError::Clause(_)));
}

#[test]
fn plans_with_and_without_their_status() {
    let plan: PlanId = A.parse().unwrap();
    let bare = format!("assignedPlans/any(p:p/servicePlanId eq {A})");
    assert_eq!(parse(&bare), Filter::AnyPlan { plan, status: None });
    assert_eq!(needs(&bare), None);
    let enabled = format!("assignedPlans/any(p:p/servicePlanId eq {A} and p/capabilityStatus eq 'enabled')");
    assert_eq!(parse(&enabled), Filter::AnyPlan { plan, status: Some(Status::Enabled) });
    assert_eq!(needs(&enabled), Some(QueryError::Complex("assignedPlans")));
    assert!(matches!(error("assignedPlans/any(p:p/service eq 'exchange')"), QueryError::Clause(_)));
    assert!(matches!(error("assignedPlans/any(p:p/capabilityStatus eq 'Enabled')"), QueryError::Complex(_)));
}

#[test]
fn lists_of_texts() {
    let property = UserProperty::BusinessPhones;
    let equals = Filter::AnyText { property, test: TextTest::Equals(Text::new("+49 30")) };
    assert_eq!(parse("businessPhones/any(p:p eq '+49 30')"), equals);
    let starts = Filter::AnyText { property, test: TextTest::StartsWith(Text::prefix("+4")) };
    let either = parse("businessPhones/any(p:p eq '+49 30' or startswith(p,'+4'))");
    assert_eq!(either, Filter::Or(vec![equals, starts]));
    assert!(needs("proxyAddresses/any(p:endsWith(p,'x'))").is_some());
    assert!(matches!(error("businessPhones/any(p:p eq 'a' and p eq 'b')"), QueryError::Complex(_)));
}

#[test]
fn comparisons_have_the_type_of_the_property() {
    let compare = |property, op, value| Filter::Compare { property, op, value };
    let text = |raw: &str| Literal::Text(Text::new(raw));
    assert_eq!(
        parse("ACCOUNTENABLED eq false"),
        compare(UserProperty::AccountEnabled, CompareOp::Eq, Literal::Bool(false))
    );
    assert_eq!(
        parse("displayName eq 'O''Brien ''s'"),
        compare(UserProperty::DisplayName, CompareOp::Eq, text("O'Brien 's"))
    );
    assert_eq!(parse("city eq null"), compare(UserProperty::City, CompareOp::Eq, Literal::Null));
    let midnight = Literal::Instant(Timestamp(1_609_459_200_000_000));
    for at in
        ["2021-01-01T00:00:00Z", "2021-01-01", "2021-01-01T01:00:00+01:00", "2020-12-31T23:00:00.000-01:00"]
    {
        assert_eq!(
            parse(&format!("createdDateTime ge {at}")),
            compare(UserProperty::CreatedDateTime, CompareOp::Ge, midnight.clone()),
            "{at}"
        );
    }
    let id = Literal::Guid(sku(A).0);
    for written in [A.to_owned(), format!("'{A}'")] {
        assert_eq!(parse(&format!("id eq {written}")), compare(UserProperty::Id, CompareOp::Eq, id.clone()));
    }
    assert_eq!(
        parse("userType in ('Guest', 'Member')"),
        Filter::In { property: UserProperty::UserType, values: vec![text("Guest"), text("Member")] }
    );
}

#[test]
fn wrong_types_are_named() {
    let texts = "Invalid filter clause: A binary operator with incompatible types was detected. \
                 Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'.";
    let wrong = error("accountEnabled eq 'true'");
    assert_eq!((wrong.to_string().as_str(), wrong.code()), (texts, "BadRequest"));
    assert!(matches!(error("displayName gt 5"), QueryError::Types("Edm.String", "Edm.Int32", "GreaterThan")));
    assert!(matches!(error("createdDateTime ge '2021-01-01T00:00:00Z'"), QueryError::Types(..)));
    assert_eq!(error("id eq 'me'").to_string(), "Invalid object identifier 'me'.");
    assert!(matches!(error("assignedLicenses/any(x:x/skuId eq 'E3')"), QueryError::Types("Edm.Guid", ..)));
}

#[test]
fn and_binds_closer_than_or_and_nests_flat() {
    let part = |name: &str| parse(&format!("city eq '{name}'"));
    assert_eq!(
        parse("city eq 'a' or city eq 'b' and city eq 'c'"),
        Filter::Or(vec![part("a"), Filter::And(vec![part("b"), part("c")])])
    );
    assert_eq!(
        parse("(city eq 'a' and (city eq 'b' AND city eq 'c'))"),
        Filter::And(vec![part("a"), part("b"), part("c")])
    );
    assert_eq!(parse("NOT(city eq 'a')"), Filter::Not(Box::new(part("a"))));
    assert_eq!(
        parse("not city eq 'a' and city eq 'b'"),
        Filter::And(vec![parse("not city eq 'a'"), part("b")])
    );
}

#[test]
fn beginnings_and_ends_in_any_case() {
    let starts = Filter::StartsWith { property: UserProperty::DisplayName, text: Text::prefix("J ") };
    for text in [
        "startswith(displayName,'J ')",
        "startsWith( displayName , 'J ' )",
        "StartsWith(displayname,'J ') eq true",
    ] {
        assert_eq!(parse(text), starts, "{text}");
    }
    let ends = needs("endsWith(mail,'@contoso.com')").unwrap();
    assert_eq!(
        ends.to_string(),
        "Operator 'endsWith' is not supported because the required parameters might be missing. Try adding \
         $count=true query parameter and ConsistencyLevel:eventual header. Refer to \
         https://aka.ms/graph-docs/advanced-queries for more information"
    );
    assert_eq!(ends.code(), "Request_UnsupportedQuery");
    assert!(matches!(error("endswith(displayName,'x')"), QueryError::Clause(_)));
    assert!(matches!(error("startswith(accountEnabled,'x')"), QueryError::Clause(_)));
}

#[test]
fn what_needs_the_advanced_parameters() {
    for text in [
        "accountEnabled ne true",
        "not startswith(displayName,'x')",
        "city eq null",
        "officeLocation eq 'x'",
        "startswith(mobilePhone,'1')",
        "userType ne 'Guest'",
        "createdDateTime in (2021-01-01)",
    ] {
        assert!(needs(text).is_some(), "{text}");
    }
    for text in [
        "accountEnabled eq true",
        "department eq 'x'",
        "usageLocation eq 'DE'",
        "onPremisesSyncEnabled eq true",
        "startswith(userPrincipalName,'x')",
        "mail eq 'x'",
        "userType in ('Guest')",
        "surname ge 'M'",
    ] {
        assert_eq!(needs(text), None, "{text}");
    }
    let office = needs("officeLocation eq 'x'").unwrap();
    assert_eq!(
        office.to_string(),
        "Unsupported or invalid query filter clause specified for property 'officeLocation' of resource 'User'."
    );
}

#[test]
fn what_cannot_be_filtered() {
    for text in [
        "aboutMe eq 'x'",
        "licenseAssignmentStates/any(x:x/skuId eq 1)",
        "accountEnabled gt true",
        "signInActivity/lastSignInDateTime le 2021-01-01",
        "assignedLicenses eq 'x'",
        "userPrincipalName eq null",
    ] {
        assert!(matches!(error(text), QueryError::Clause(_)), "{text}: {}", error(text));
    }
    assert_eq!(error("contains(displayName,'x')"), QueryError::Unsupported);
    assert_eq!(error("'x' eq displayName"), QueryError::Unsupported);
    let unknown = error("colour eq 'red'");
    assert_eq!(
        unknown.to_string(),
        "Invalid filter clause: Could not find a property named 'colour' on type 'microsoft.graph.user'."
    );
    assert!(matches!(error("department eq Sales"), QueryError::FilterProperty(name, _) if name == "Sales"));
}

#[test]
fn what_is_not_an_expression() {
    for text in [
        "",
        " ",
        "displayName",
        "displayName eq",
        "eq 'x'",
        "(city eq 'x'",
        "city eq 'x')",
        "city eq 'x",
        "city eq 'x' or",
        "city eq 'x' city eq 'y'",
        "foo(city)",
        "city has 'x'",
        "city in ()",
        "city in ('x'",
        "city eq \"x\"",
        "assignedLicenses/any()",
        "assignedLicenses/any(x:y/skuId eq 1)",
        "startswith(city)",
        "&",
    ] {
        assert!(parse_filter(text).is_err(), "{text}");
        assert_eq!(error(text).code(), "BadRequest", "{text}");
    }
}

#[test]
fn limits_of_length_size_and_depth() {
    let nested = |n: usize| format!("{}city eq 'x'{}", "(".repeat(n), ")".repeat(n));
    assert!(parse_filter(&nested(24)).is_ok());
    assert_eq!(error(&nested(25)), QueryError::TooBig("deep"));
    assert_eq!(error(&"not ".repeat(30)), QueryError::TooBig("deep"));
    assert_eq!(error(&"(".repeat(16_000)), QueryError::TooBig("deep"));
    let wide = |n: usize| vec!["city eq 'x'"; n].join(" or ");
    assert!(parse_filter(&wide(256)).is_ok());
    assert_eq!(error(&wide(257)), QueryError::TooBig("large"));
    let list = format!("city in ({})", vec!["'x'"; 300].join(","));
    assert_eq!(error(&list), QueryError::TooBig("large"));
    assert_eq!(error(&format!("city eq '{}'", "x".repeat(FILTER_BYTES_MAX))), QueryError::TooBig("long"));
}
