//! Every row of docs/queries.md takes the way it names.

use reseat_model::TenantId;
use reseat_odata::{People, parse_user_list};
use reseat_store::tables;

use crate::query::plan::{Plan, plan};
use crate::query::source::Source;

const DOCUMENT: &str = include_str!("../../../../../docs/queries.md");

fn ways(plan: &Plan<'_>) -> String {
    let way = |source: &Source| match source {
        Source::Points { .. } => "key",
        Source::Holders { .. } => tables::ASSIGNMENT_BY_HOLDER.name,
        Source::Range(range) => range.index.name,
    };
    let mut ways: Vec<_> = plan.streams.iter().map(|stream| way(&stream.source)).collect();
    ways.extend(plan.sort.map(|_| "sorted"));
    ways.join(", ")
}

#[test]
fn each_form_of_the_document_takes_its_way() {
    let rows = DOCUMENT.lines().filter(|line| line.starts_with("| ") && !line.contains("---")).skip(1);
    let mut seen = 0;
    for row in rows {
        let cells: Vec<&str> =
            row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let [filter, order, expected] = cells[..] else { panic!("three cells: {row}") };
        let text = format!("$filter={filter}&$orderby={order}&$count=true");
        let list = parse_user_list(&text, Some("eventual"), People::Present)
            .unwrap_or_else(|error| panic!("{row}: {error}"));
        assert_eq!(ways(&plan(TenantId::NIL, &list.query)), expected, "{row}");
        seen += 1;
    }
    assert!(seen > 20, "the table is found");
}

#[test]
fn deleted_people_have_their_own_ways() {
    for (query, expected) in [
        ("$orderby=deletedDateTime desc&$count=true", "user_by_deleted_at"),
        ("$orderby=userPrincipalName", "user_by_deleted, sorted"),
        ("$filter=userPrincipalName eq 'a'", "user_by_deleted"),
        (
            "$filter=assignedLicenses/any(x:x/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)",
            "user_by_deleted",
        ),
        ("$filter=startswith(displayName,'a')", "user_by_name"),
    ] {
        let list = parse_user_list(query, Some("eventual"), People::Deleted).unwrap();
        assert_eq!(ways(&plan(TenantId::NIL, &list.query)), expected, "{query}");
    }
}
