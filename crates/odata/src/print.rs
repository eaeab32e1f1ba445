//! A filter as the text of a `$filter`.

use reseat_model::query::{CompareOp, Filter, Literal, TextTest};

use crate::filter::status_name;

/// The text of a filter; [`crate::parse_filter`] reads it back to the same filter.
pub fn print_filter(filter: &Filter) -> String {
    match filter {
        Filter::And(parts) => parts.iter().map(operand).collect::<Vec<_>>().join(" and "),
        Filter::Or(parts) => parts.iter().map(operand).collect::<Vec<_>>().join(" or "),
        Filter::Not(part) => format!("not ({})", print_filter(part)),
        Filter::Compare { property, op, value } => {
            format!("{} {} {}", property.name(), operator(*op), literal(value))
        }
        Filter::In { property, values } => {
            let values: Vec<_> = values.iter().map(literal).collect();
            format!("{} in ({})", property.name(), values.join(","))
        }
        Filter::StartsWith { property, text } => {
            format!("startswith({},{})", property.name(), quoted(text.raw()))
        }
        Filter::EndsWith { property, text } => {
            format!("endswith({},{})", property.name(), quoted(text.raw()))
        }
        Filter::AnyText { property, test } => {
            let condition = match test {
                TextTest::Equals(text) => format!("x eq {}", quoted(text.raw())),
                TextTest::StartsWith(text) => format!("startswith(x,{})", quoted(text.raw())),
                TextTest::EndsWith(text) => format!("endswith(x,{})", quoted(text.raw())),
            };
            format!("{}/any(x:{condition})", property.name())
        }
        Filter::AnyLicense(skus) => {
            let conditions: Vec<_> = skus.iter().map(|sku| format!("x/skuId eq {sku}")).collect();
            format!("assignedLicenses/any(x:{})", conditions.join(" or "))
        }
        Filter::LicenseCount { op, count } => format!("assignedLicenses/$count {} {count}", operator(*op)),
        Filter::AnyPlan { plan, status } => {
            let status = status.map(|status| format!(" and x/capabilityStatus eq '{}'", status_name(status)));
            format!("assignedPlans/any(x:x/servicePlanId eq {plan}{})", status.unwrap_or_default())
        }
    }
}

fn operand(part: &Filter) -> String {
    match part {
        Filter::And(_) | Filter::Or(_) => format!("({})", print_filter(part)),
        _ => print_filter(part),
    }
}

const fn operator(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "eq",
        CompareOp::Ne => "ne",
        CompareOp::Lt => "lt",
        CompareOp::Le => "le",
        CompareOp::Gt => "gt",
        CompareOp::Ge => "ge",
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(flag) => flag.to_string(),
        Literal::Text(text) => quoted(text.raw()),
        Literal::Guid(id) => format!("'{id}'"),
        // Instants that were read from text are within what can be printed.
        Literal::Instant(at) => {
            jiff::Timestamp::from_microsecond(at.0).map_or_else(|_| "null".to_owned(), |at| at.to_string())
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
