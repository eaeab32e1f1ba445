//! Short dates. Servers send ISO 8601 in UTC, so the text can be cut instead of parsed.

/// The day of an instant; a dash when there is none.
pub fn day(instant: Option<&str>) -> String {
    cut(instant, 10).unwrap_or_else(|| "-".to_owned())
}

/// The day and the minute of an instant (UTC); a dash when there is none.
pub fn minute(instant: Option<&str>) -> String {
    cut(instant, 16).map_or_else(|| "-".to_owned(), |text| text.replace('T', " "))
}

fn cut(instant: Option<&str>, length: usize) -> Option<String> {
    instant.filter(|text| !text.is_empty()).map(|text| text.get(..length).unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_short() {
        assert_eq!(day(Some("2026-03-31T09:00:00Z")), "2026-03-31");
        assert_eq!(minute(Some("2026-03-31T09:05:07.123Z")), "2026-03-31 09:05");
        assert_eq!((day(None), minute(Some(""))), ("-".into(), "-".into()));
        assert_eq!(day(Some("soon")), "soon");
    }
}
