//! Names of time zones. Which of them exist is for whoever shows dates to say: the server computes in UTC only.

use reseat_model::limits;

/// The text without blanks around it if it has the shape of an IANA name, such as `Europe/Berlin`.
pub fn time_zone_name(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits = text.len() <= limits::TEXT_CHARS_MAX
        && text.split('/').all(|part| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))
        });
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iana_names_have_parts_of_letters() {
        for name in ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+1"] {
            assert_eq!(time_zone_name(name), Some(name));
        }
        for bad in ["", "Europe/", "/", "Mitteleuropäische Zeit", "Europe Berlin", &"a".repeat(1_000)] {
            assert_eq!(time_zone_name(bad), None, "{bad}");
        }
    }
}
