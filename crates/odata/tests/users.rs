//! Whole query strings of people (contract sections 0, 2.1, 4, 7.2 and 14).

use reseat_model::query::{Cursor, CursorValue, Direction, Filter, UserProperty};
use reseat_odata::{
    People, QueryError, UserList, encode_cursor, next_link, parse_user_count, parse_user_list,
    parse_user_single,
};

const EVENTUAL: Option<&str> = Some("Eventual");

fn list(query: &str, header: Option<&str>) -> Result<UserList, QueryError> {
    parse_user_list(query, header, People::Present)
}

fn refused(query: &str, header: Option<&str>) -> (String, &'static str) {
    let error = list(query, header).expect_err(query);
    (error.to_string(), error.code())
}

#[test]
fn nothing_asked_is_everyone_with_the_default_set() {
    let all = list("", None).unwrap();
    assert_eq!((all.query.filter, all.query.order, all.top, all.count), (None, None, None, false));
    assert!(!all.selection.explicit && all.selection.has(UserProperty::UserPrincipalName));
    assert!(parse_user_list("", None, People::Deleted).unwrap().query.deleted);
}

#[test]
fn what_published_clients_send() {
    let sku = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    for query in [
        format!(
            "%24filter=assignedLicenses%2fany(x%3ax%2fskuId+eq+{sku})&%24select=id%2cdisplayName&%24top=999"
        ),
        format!("$filter=assignedLicenses/any(x:x/skuId eq {sku})&$select=id,displayName&$top=999"),
        format!("$Filter =assignedLicenses/any(s:s/skuId%20eq%20{sku})&$SELECT=id,displayName&$TOP=999"),
    ] {
        let read = list(&query, None).unwrap();
        assert_eq!(read.query.filter, Some(Filter::AnyLicense(vec![sku.parse().unwrap()])), "{query}");
        assert_eq!(read.top, Some(999));
        assert_eq!(read.selection.properties, [UserProperty::Id, UserProperty::DisplayName]);
    }
    let at = list("$filter=mail%20eq%20'anna%40contoso.example'", None).unwrap();
    assert!(at.query.filter.is_some());
}

#[test]
fn count_needs_the_header_and_is_on_the_first_page_only() {
    assert!(!list("$count=true", None).unwrap().count);
    assert!(list("$count=true", EVENTUAL).unwrap().count);
    assert!(!list("$count=false", EVENTUAL).unwrap().count);
    let token = encode_cursor(&Cursor { plan: 1, values: vec![CursorValue::Int(1)] });
    assert!(!list(&format!("$count=true&$skiptoken={token}"), EVENTUAL).unwrap().count);
    assert_eq!(
        parse_user_count("", None, People::Present).unwrap_err().to_string(),
        "$count is not currently supported."
    );
    assert!(parse_user_count("$filter=accountEnabled ne true", EVENTUAL, People::Present).is_ok());
}

#[test]
fn advanced_operators_need_header_and_count() {
    let query = "$filter=endsWith(mail,'x')";
    assert!(refused(query, None).0.starts_with("Operator 'endsWith' is not supported"));
    assert!(list(query, EVENTUAL).is_err());
    assert!(list(&format!("{query}&$count=true"), None).is_err());
    assert!(list(&format!("{query}&$count=true"), EVENTUAL).is_ok());
}

#[test]
fn search_needs_the_header_only() {
    let query = "$search=\"displayName:wash\"";
    assert_eq!(
        refused(query, None),
        (
            "Request with $search query parameter only works through MSGraph with a special request header: \
         'ConsistencyLevel: eventual'"
                .to_owned(),
            "Request_UnsupportedQuery",
        )
    );
    assert!(list(query, EVENTUAL).unwrap().query.search.is_some());
}

#[test]
fn orders() {
    let by_name = list("$orderBy=displayName desc", None).unwrap().query.order.unwrap();
    assert_eq!((by_name.property, by_name.direction), (UserProperty::DisplayName, Direction::Descending));
    assert!(list("$orderby=userPrincipalName", None).is_ok());
    let both = "$orderby=displayName&$filter=department eq 'x'";
    assert_eq!(
        refused(both, None),
        ("Sorting not supported for current query.".into(), "Request_UnsupportedQuery")
    );
    assert!(list(&format!("{both}&$count=true"), EVENTUAL).is_ok());
    assert_eq!(
        refused("$orderby=createdDateTime", None).0,
        "Unsupported sort property 'createdDateTime' for 'User'."
    );
    assert!(parse_user_list("$orderby=deletedDateTime desc&$count=true", EVENTUAL, People::Deleted).is_ok());
    assert_eq!(refused("$orderby=city", EVENTUAL).0, "Unsupported sort property 'city' for 'User'.");
    assert_eq!(refused("$orderby=colour", None).1, "BadRequest");
    assert!(list("$orderby=displayName,userPrincipalName", None).is_err());
    assert!(list("$orderby=displayName up", None).is_err());
}

#[test]
fn skip_and_expand_are_refused() {
    let skip = ("'$skip' is not supported by the service.".to_owned(), "Request_BadRequest");
    assert_eq!(refused("$skip=5", None), skip);
    assert!(
        refused("$expand=manager($levels=1)", None)
            .0
            .contains("named 'manager' on type 'microsoft.graph.user'")
    );
    assert!(parse_user_single("$expand=manager").is_err());
}

#[test]
fn the_next_page_takes_another_top() {
    let first = list("$filter=startswith(displayName,'a')&$top=5&$select=id", None).unwrap();
    let cursor =
        Cursor { plan: 4, values: vec![CursorValue::Text("anna".into()), CursorValue::Bytes(vec![7; 16])] };
    let link = next_link("https://graph.example/v1.0/users", &first.options, &cursor);
    let query = link.split_once('?').unwrap().1.replace("$top=5", "$top=100");
    let second = list(&query, None).unwrap();
    assert_eq!((second.top, second.cursor), (Some(100), Some(cursor)));
    assert_eq!((second.query, second.selection), (first.query, first.selection));
    assert_eq!(refused("$skiptoken=abc", None).1, "Request_BadRequest");
}
