//! Query strings and page tokens.

use reseat_model::query::{Cursor, CursorValue};
use reseat_odata::{
    Options, People, decode_cursor, encode_cursor, next_link, parse_filter, parse_user_count,
    parse_user_list, parse_user_single, print_filter,
};

/// A filter: what is read is printed so that it reads as the same.
pub fn filter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(parsed) = parse_filter(&text) else { return };
    let printed = print_filter(&parsed.filter);
    let again = parse_filter(&printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
    assert_eq!(again.filter, parsed.filter, "{printed}");
}

/// A whole query string.
pub fn options(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = parse_user_single(&text);
    for consistency in [None, Some("eventual")] {
        let _ = parse_user_count(&text, consistency, People::Present);
        for people in [People::Present, People::Deleted] {
            let Ok(list) = parse_user_list(&text, consistency, people) else { continue };
            let cursor = Cursor { plan: 0, values: vec![CursorValue::Text("a".to_owned())] };
            let link = next_link("https://localhost/v1.0/users", &list.options, &cursor);
            assert!(Options::parse(link.split_once('?').map_or("", |(_, query)| query)).is_ok(), "{link}");
        }
    }
}

/// A page token: a whole one says the same when it is made again.
pub fn page_token(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(cursor) = decode_cursor(&text) else { return };
    assert_eq!(decode_cursor(&encode_cursor(&cursor)).as_ref(), Ok(&cursor));
}
