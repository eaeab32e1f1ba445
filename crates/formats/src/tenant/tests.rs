//! Tests of the tenant file.

use super::*;

const SMALL: &str = include_str!("../../../../tenants/small.yaml");

fn parsed(text: &str) -> TenantFile {
    parse(text).unwrap_or_else(|problems| panic!("{}", lines(&problems)))
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn the_small_tenant_is_valid_by_the_rules() {
    let file = parsed(SMALL);
    assert_eq!(file.people.len(), 12);
    assert_eq!(lines(&violations(&file)), "");
}
