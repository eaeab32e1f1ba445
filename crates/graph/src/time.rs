//! Instants as Graph writes them.

use reseat_model::Timestamp;

/// ISO 8601 in UTC with `Z`, with a fraction only where there is one.
pub fn iso(at: Timestamp) -> String {
    jiff(at).to_string()
}

/// The date of an error body: the same without fraction and zone (contract section 0).
pub(crate) fn iso_without_zone(at: Timestamp) -> String {
    jiff(at).strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

fn jiff(at: Timestamp) -> jiff::Timestamp {
    let limit = if at.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    jiff::Timestamp::from_microsecond(at.0).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_end_in_z_and_error_dates_do_not() {
        let at = Timestamp(1_752_509_645_000_000);
        assert_eq!(iso(at), "2025-07-14T16:14:05Z");
        assert_eq!(iso(at.plus_micros(1_500)), "2025-07-14T16:14:05.0015Z");
        assert_eq!(iso_without_zone(at.plus_micros(1_500)), "2025-07-14T16:14:05");
        assert!(iso(Timestamp(i64::MAX)).starts_with("9999-"));
    }
}
