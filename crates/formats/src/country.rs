//! ISO 3166 countries, by code and by the English names that people write in spreadsheets (VOC-7).

use std::collections::HashMap;
use std::sync::LazyLock;

/// `code,name,aliases`; aliases are separated by `|`.
const TABLE: &str = include_str!("countries.csv");

struct Countries {
    /// Codes and names in the order of the codes.
    list: Vec<(String, String)>,
    /// Codes by every name, normalised.
    by_name: HashMap<String, String>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let mut countries = Countries { list: Vec::new(), by_name: HashMap::new() };
    for row in reader.records().flatten() {
        let (Some(code), Some(name)) = (row.get(0), row.get(1)) else { continue };
        countries.list.push((code.to_owned(), name.to_owned()));
        for spelling in [name].into_iter().chain(row.get(2).unwrap_or_default().split('|')) {
            countries.by_name.insert(normalise(spelling), code.to_owned());
        }
    }
    countries.by_name.remove("");
    countries
});

/// Whether `code` is a country of ISO 3166, written in two upper-case letters.
pub fn is_country_code(code: &str) -> bool {
    COUNTRIES.list.binary_search_by(|(known, _)| known.as_str().cmp(code)).is_ok()
}

/// The code of a country given as a two-letter code in any case.
pub fn code_of_letters(text: &str) -> Option<&'static str> {
    let upper = text.trim().to_ascii_uppercase();
    let index = COUNTRIES.list.binary_search_by(|(known, _)| known.as_str().cmp(&upper)).ok()?;
    COUNTRIES.list.get(index).map(|(code, _)| code.as_str())
}

/// The code of a country given as a two-letter code in any case or as an English name (`Germany`, `USA`).
pub fn code_of(text: &str) -> Option<&'static str> {
    code_of_letters(text).or_else(|| COUNTRIES.by_name.get(&normalise(text.trim())).map(String::as_str))
}

/// The English name of a country by its code.
pub fn name_of(code: &str) -> Option<&'static str> {
    let index = COUNTRIES.list.binary_search_by(|(known, _)| known.as_str().cmp(code)).ok()?;
    COUNTRIES.list.get(index).map(|(_, name)| name.as_str())
}

/// Lower case, without punctuation and articles: `The Bahamas` and `bahamas` are one country.
fn normalise(name: &str) -> String {
    let spaced: String = name
        .to_lowercase()
        .replace('&', " and ")
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced
        .split_whitespace()
        .filter(|word| *word != "the")
        .map(|word| if word == "st" { "saint" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_lead_to_the_code() {
        for (text, code) in [
            ("de", "DE"),
            (" GB ", "GB"),
            ("Germany", "DE"),
            ("united kingdom", "GB"),
            ("USA", "US"),
            ("U.S.A.", "US"),
            ("The Netherlands", "NL"),
            ("Trinidad & Tobago", "TT"),
            ("St. Lucia", "LC"),
            ("Côte d'Ivoire", "CI"),
            ("Korea, Republic of", "KR"),
            ("Türkiye", "TR"),
        ] {
            assert_eq!(code_of(text), Some(code), "{text}");
        }
        for text in ["", "XX", "Atlantis", "the"] {
            assert_eq!(code_of(text), None, "{text}");
        }
    }

    #[test]
    fn the_table_is_complete_and_sorted() {
        assert_eq!(COUNTRIES.list.len(), 249);
        assert!(COUNTRIES.list.is_sorted());
        assert!(is_country_code("NO") && !is_country_code("no") && !is_country_code("EU"));
        assert_eq!(name_of("CN"), Some("China"));
    }
}
