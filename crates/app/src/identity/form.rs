//! Parameters of a sign-in request, from a form or a query. An empty value counts as none (RFC 6749, 3.1).

use super::error::OauthError;

/// Parameters that say who may what: two of them mean that two programs read the request differently.
const ONCE: &[&str] = &[
    "client_assertion",
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "device_code",
    "grant_type",
    "password",
    "post_logout_redirect_uri",
    "redirect_uri",
    "refresh_token",
    "response_mode",
    "response_type",
    "scope",
    "state",
    "username",
];

/// Names and values in the order they came. The first of a repeated name counts where it may be repeated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(pub Vec<(String, String)>);

impl Form {
    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// Refuses a request that has a parameter twice which may come once only (RFC 6749, 3.1 and 3.2).
    ///
    /// # Errors
    /// AADSTS9002313 names it.
    pub fn check_once(&self) -> Result<(), OauthError> {
        let times = |name: &str| self.0.iter().filter(|(key, _)| key == name).count();
        match ONCE.iter().find(|name| times(name) > 1) {
            Some(name) => {
                Err(OauthError::malformed(&format!("The parameter '{name}' must not be repeated.")))
            }
            None => Ok(()),
        }
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

    #[test]
    fn what_says_who_may_what_comes_once() {
        let form =
            |names: &[&str]| Form(names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect());
        assert!(form(&["client_id", "scope", "x-client-sku", "x-client-sku"]).check_once().is_ok());
        for name in ["client_id", "redirect_uri", "grant_type"] {
            let error = form(&[name, "state", name]).check_once().unwrap_err();
            assert_eq!(error.code, 9_002_313);
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}
