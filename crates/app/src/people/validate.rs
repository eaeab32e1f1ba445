//! What a person's properties must look like before the engine is asked.

use reseat_model::limits;
use reseat_model::user::User;

/// One property that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The property by its wire name.
    pub property: &'static str,
    /// What is wrong and what to send instead.
    pub message: String,
    /// The same as a code that stays: `displayNameMissing`, `signInNameInvalid`, `countryUnknown` or `valueTooLong`.
    pub code: &'static str,
}

/// Everything that is wrong with a person's properties.
pub fn validate_user(user: &User) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |property, code, message: String| errors.push(FieldError { property, message, code });
    if user.display_name.trim().is_empty() {
        wrong("displayName", "displayNameMissing", "a display name is required".to_owned());
    }
    if let Some(message) = bad_upn(&user.upn) {
        wrong("userPrincipalName", "signInNameInvalid", message);
    }
    if let Some(message) = user.usage_location.as_deref().and_then(bad_location) {
        wrong("usageLocation", "countryUnknown", message);
    }
    let texts = [
        ("displayName", Some(&user.display_name)),
        ("givenName", user.given_name.as_ref()),
        ("surname", user.surname.as_ref()),
        ("mail", user.mail.as_ref()),
        ("mailNickname", user.mail_nickname.as_ref()),
        ("jobTitle", user.job_title.as_ref()),
        ("department", user.department.as_ref()),
        ("officeLocation", user.office_location.as_ref()),
        ("companyName", user.company_name.as_ref()),
        ("employeeId", user.employee_id.as_ref()),
        ("streetAddress", user.street_address.as_ref()),
        ("city", user.city.as_ref()),
        ("state", user.state.as_ref()),
        ("postalCode", user.postal_code.as_ref()),
        ("country", user.country.as_ref()),
        ("mobilePhone", user.mobile_phone.as_ref()),
        ("businessPhones", user.business_phone.as_ref()),
        ("faxNumber", user.fax_number.as_ref()),
        ("preferredLanguage", user.preferred_language.as_ref()),
    ];
    for (property, text) in texts {
        if text.is_some_and(|text| text.chars().count() > limits::TEXT_CHARS_MAX) {
            wrong(property, "valueTooLong", format!("longer than {} characters", limits::TEXT_CHARS_MAX));
        }
    }
    errors
}

/// Why a text cannot be a usage location (VOC-7).
pub(super) fn bad_location(location: &str) -> Option<String> {
    let known = reseat_formats::country::is_country_code(location);
    (!known)
        .then(|| format!("'{location}' is not a two-letter country code of ISO 3166, such as DE, US or CN"))
}

fn bad_upn(upn: &str) -> Option<String> {
    let problem = match upn.split_once('@') {
        _ if upn.chars().count() > limits::TEXT_CHARS_MAX => "is too long",
        _ if upn
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "\\%&*+/=?{}|<>();:,[]\"".contains(c)) =>
        {
            "has a character that sign-in names cannot have"
        }
        Some((name, domain)) if !name.is_empty() && domain.contains('.') && !domain.contains('@') => {
            return None;
        }
        _ => "is not of the form name@domain",
    };
    Some(format!("the sign-in name '{upn}' {problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(upn: &str) -> User {
        User { upn: upn.to_owned(), display_name: "A".to_owned(), ..User::default() }
    }

    #[test]
    fn sign_in_names_have_a_name_and_a_domain() {
        assert_eq!(validate_user(&user("ann.o'neil-2@larkfield.example")), []);
        for bad in ["", "ann", "@x.y", "ann@x", "a b@x.y", "a@b@c.d", "a,b@x.y"] {
            assert_eq!(validate_user(&user(bad))[0].property, "userPrincipalName", "{bad}");
        }
    }

    #[test]
    fn vol_7_usage_location_is_a_country() {
        let person = User { usage_location: Some("XX".to_owned()), ..user("a@b.c") };
        assert_eq!(validate_user(&person)[0].property, "usageLocation");
    }
}
