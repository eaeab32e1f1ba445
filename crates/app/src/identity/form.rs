//! Parameters of a sign-in request, from a form or a query. An empty value counts as none (RFC 6749, 3.1).

use super::error::OauthError;

/// Names and values in the order they came. The first of a repeated name counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(pub Vec<(String, String)>);

impl Form {
    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that must be there.
    ///
    /// # Errors
    /// AADSTS900144 names what is missing.
    pub fn required(&self, name: &str) -> Result<&str, OauthError> {
        self.get(name).ok_or_else(|| OauthError::missing(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_is_missing_and_the_first_counts() {
        let form = Form(vec![
            ("a".to_owned(), String::new()),
            ("b".to_owned(), "1".to_owned()),
            ("b".to_owned(), "2".to_owned()),
        ]);
        assert_eq!(form.required("a").unwrap_err().code, 900_144);
        assert_eq!(form.get("b"), Some("1"));
    }
}
