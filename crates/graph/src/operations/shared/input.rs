//! People as input: the body of a create or update.

use reseat_app::identity::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use reseat_app::people::NewPassword;
use reseat_model::query::{Kind, UserProperty};
use reseat_model::user::User;
use serde_json::{Map, Value};

use super::problems::{invalid, not_kept, read_only, required, unknown, wrong_type};
use crate::body::Object;
use crate::error::{Detail, GraphError};

/// What a body sets.
#[derive(Debug, Default)]
pub(crate) struct UserInput {
    texts: Vec<(UserProperty, Option<String>)>,
    enabled: Option<bool>,
    phone: Option<Option<String>>,
    password: Option<NewPassword>,
}

impl UserInput {
    /// Reads the members of a body. What has no value need not be supported to be sent.
    ///
    /// # Errors
    /// 400 that names the property that is unknown, read-only, not kept here, or of another type.
    pub fn read(object: Object) -> Result<Self, GraphError> {
        let mut input = Self::default();
        for (name, value) in object.into_members() {
            let property = UserProperty::by_name(&name).ok_or_else(|| unknown(&name))?;
            input.set(property, value)?;
        }
        Ok(input)
    }

    fn set(&mut self, property: UserProperty, value: Value) -> Result<(), GraphError> {
        match property {
            UserProperty::AccountEnabled => match value {
                Value::Bool(flag) => self.enabled = Some(flag),
                Value::Null => return Err(invalid(property)),
                _ => return Err(wrong_type("Edm.Boolean")),
            },
            UserProperty::BusinessPhones => self.phone = Some(phone(value)?),
            UserProperty::PasswordProfile => self.password = password(value)?,
            // Sent back by tools that read the person before; it says nothing new.
            UserProperty::Id => {}
            _ if is_text(property) => self.texts.push((property, text(property, value)?)),
            _ if is_empty(&value) => {}
            _ if is_read_only(property) => return Err(read_only(property)),
            _ => return Err(not_kept(property)),
        }
        Ok(())
    }

    /// The properties that a new person must have and this body lacks.
    pub fn missing(&self) -> Vec<UserProperty> {
        let has = |wanted| self.texts.iter().any(|(own, text)| *own == wanted && text.is_some());
        let required = [
            (UserProperty::AccountEnabled, self.enabled.is_some()),
            (UserProperty::DisplayName, has(UserProperty::DisplayName)),
            (UserProperty::MailNickname, has(UserProperty::MailNickname)),
            (UserProperty::PasswordProfile, self.password.is_some()),
            (UserProperty::UserPrincipalName, has(UserProperty::UserPrincipalName)),
        ];
        required.into_iter().filter(|(_, there)| !there).map(|(property, _)| property).collect()
    }

    /// The password, once.
    pub fn take_password(&mut self) -> Option<NewPassword> {
        self.password.take()
    }

    /// Sets what the body says.
    pub fn apply(self, user: &mut User) {
        if let Some(enabled) = self.enabled {
            user.account_enabled = enabled;
        }
        if let Some(phone) = self.phone {
            user.business_phone = phone;
        }
        for (property, text) in self.texts {
            match property {
                UserProperty::DisplayName => user.display_name = text.unwrap_or_default(),
                UserProperty::UserPrincipalName => user.upn = text.unwrap_or_default(),
                UserProperty::UserType => user.guest = text.is_some_and(|t| t.eq_ignore_ascii_case("guest")),
                UserProperty::UsageLocation => user.usage_location = text.map(|t| t.to_ascii_uppercase()),
                _ => {
                    if let Some(slot) = optional(user, property) {
                        *slot = text;
                    }
                }
            }
        }
    }
}

fn is_text(property: UserProperty) -> bool {
    let named = [UserProperty::DisplayName, UserProperty::UserPrincipalName, UserProperty::UserType];
    named.contains(&property) || optional(&mut User::default(), property).is_some()
}

/// Where a text property is kept.
fn optional(user: &mut User, property: UserProperty) -> Option<&mut Option<String>> {
    Some(match property {
        UserProperty::GivenName => &mut user.given_name,
        UserProperty::Surname => &mut user.surname,
        UserProperty::Mail => &mut user.mail,
        UserProperty::MailNickname => &mut user.mail_nickname,
        UserProperty::JobTitle => &mut user.job_title,
        UserProperty::Department => &mut user.department,
        UserProperty::OfficeLocation => &mut user.office_location,
        UserProperty::CompanyName => &mut user.company_name,
        UserProperty::EmployeeId => &mut user.employee_id,
        UserProperty::StreetAddress => &mut user.street_address,
        UserProperty::City => &mut user.city,
        UserProperty::State => &mut user.state,
        UserProperty::PostalCode => &mut user.postal_code,
        UserProperty::Country => &mut user.country,
        UserProperty::MobilePhone => &mut user.mobile_phone,
        UserProperty::FaxNumber => &mut user.fax_number,
        UserProperty::PreferredLanguage => &mut user.preferred_language,
        UserProperty::UsageLocation => &mut user.usage_location,
        _ => return None,
    })
}

fn text(property: UserProperty, value: Value) -> Result<Option<String>, GraphError> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() => Err(invalid(property)),
        Value::String(text) if property == UserProperty::UserType && !is_user_type(&text) => {
            Err(invalid(property))
        }
        Value::String(text) => Ok(Some(text)),
        _ => Err(wrong_type("Edm.String")),
    }
}

fn is_user_type(text: &str) -> bool {
    text.eq_ignore_ascii_case("Member") || text.eq_ignore_ascii_case("Guest")
}

/// `businessPhones`: a list of at most one number, as in the directory.
fn phone(value: Value) -> Result<Option<String>, GraphError> {
    let property = UserProperty::BusinessPhones;
    match value {
        Value::Null => Ok(None),
        Value::Array(mut numbers) if numbers.len() <= 1 => match numbers.pop() {
            None => Ok(None),
            Some(number) => text(property, number),
        },
        Value::Array(_) => Err(invalid(property)),
        _ => Err(wrong_type("Collection(Edm.String)")),
    }
}

fn password(value: Value) -> Result<Option<NewPassword>, GraphError> {
    let members = match value {
        Value::Null => return Ok(None),
        Value::Object(members) => members,
        _ => return Err(wrong_type("microsoft.graph.passwordProfile")),
    };
    let mut object = Object::new(members);
    let flag = |value: Option<Value>| match value {
        None => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(_) => Err(wrong_type("Edm.Boolean")),
    };
    let must_change = flag(object.take("forceChangePasswordNextSignIn"))?;
    let with_mfa = flag(object.take("forceChangePasswordNextSignInWithMfa"))?;
    let password = match object.take("password") {
        Some(Value::String(password)) => password,
        Some(_) => return Err(wrong_type("Edm.String")),
        None => return Err(required(UserProperty::PasswordProfile)),
    };
    let length = password.chars().count();
    if !(PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX).contains(&length) {
        let message = "The specified password does not comply with password complexity requirements. \
                       Please provide a different password.";
        let detail = format!("A password has {PASSWORD_CHARS_MIN} to {PASSWORD_CHARS_MAX} characters.");
        return Err(GraphError::bad_request(message).with_details(vec![Detail::new(
            "PasswordInvalid",
            "password",
            detail,
        )]));
    }
    match object.left() {
        Some(name) => Err(unknown(name)),
        None => Ok(Some(NewPassword { password, must_change: must_change || with_mfa })),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members == &Map::new(),
        _ => false,
    }
}

/// What the directory works out by itself.
fn is_read_only(property: UserProperty) -> bool {
    matches!(property.kind(), Kind::Licenses | Kind::Plans)
        || matches!(
            property,
            UserProperty::CreatedDateTime
                | UserProperty::CreationType
                | UserProperty::DeletedDateTime
                | UserProperty::ImAddresses
                | UserProperty::IsManagementRestricted
                | UserProperty::LastPasswordChangeDateTime
                | UserProperty::LegalAgeGroupClassification
                | UserProperty::LicenseAssignmentStates
                | UserProperty::OnPremisesDistinguishedName
                | UserProperty::OnPremisesDomainName
                | UserProperty::OnPremisesLastSyncDateTime
                | UserProperty::OnPremisesSamAccountName
                | UserProperty::OnPremisesSecurityIdentifier
                | UserProperty::OnPremisesSyncEnabled
                | UserProperty::OnPremisesUserPrincipalName
                | UserProperty::ProvisionedPlans
                | UserProperty::ProxyAddresses
                | UserProperty::SecurityIdentifier
                | UserProperty::ServiceProvisioningErrors
                | UserProperty::SignInActivity
                | UserProperty::SignInSessionsValidFromDateTime
        )
}

#[cfg(test)]
mod tests {
    use super::super::problems::lacking;
    use super::*;
    use crate::body::object;

    fn read(body: &str) -> Result<UserInput, GraphError> {
        UserInput::read(object(body.as_bytes()).unwrap())
    }

    fn refusal(body: &str) -> String {
        read(body).unwrap_err().message
    }

    #[test]
    fn names_come_in_odd_case_and_annotations_are_ignored() {
        let body = r##"{"@odata.type":"#microsoft.graph.user","mailNickName":"a","surName":"B","usagelocation":"de",
            "BusinessPhones":["+49"],"userType":"guest","otherMails":[],"ageGroup":null,"id":"x"}"##;
        let mut user = User { business_phone: None, ..User::default() };
        read(body).unwrap().apply(&mut user);
        assert_eq!(user.mail_nickname.as_deref(), Some("a"));
        assert_eq!(user.surname.as_deref(), Some("B"));
        assert_eq!(user.usage_location.as_deref(), Some("DE"));
        assert_eq!(user.business_phone.as_deref(), Some("+49"));
        assert!(user.guest);
    }

    #[test]
    fn what_cannot_be_set_is_named() {
        assert_eq!(refusal(r#"{"colour":1}"#), "Invalid property 'colour'.");
        assert_eq!(
            refusal(r#"{"assignedLicenses":[{"skuId":"x"}]}"#),
            "Property 'assignedLicenses' is read-only and cannot be set."
        );
        assert!(refusal(r#"{"otherMails":["a@b.c"]}"#).contains("not kept by this server"));
        assert!(refusal(r#"{"accountEnabled":"yes"}"#).contains("'Edm.Boolean'"));
        assert!(refusal(r#"{"department":5}"#).contains("'Edm.String'"));
        assert!(
            refusal(r#"{"department":" "}"#).contains("Invalid value specified for property 'department'")
        );
        assert!(refusal(r#"{"businessPhones":["1","2"]}"#).contains("'businessPhones'"));
        assert!(refusal(r#"{"passwordProfile":{"password":"short"}}"#).contains("password complexity"));
        assert!(refusal(r#"{"passwordProfile":{}}"#).contains("A value is required"));
    }

    #[test]
    fn null_clears() {
        let mut user = User { department: Some("x".into()), ..User::default() };
        read(r#"{"department":null}"#).unwrap().apply(&mut user);
        assert_eq!(user.department, None);
    }

    #[test]
    fn what_a_new_person_needs() {
        let names: Vec<_> = read(r#"{"displayName":"A"}"#).unwrap().missing();
        let error = lacking(&names).unwrap();
        assert_eq!(error.message, "A value is required for property 'accountEnabled' of resource 'User'.");
        assert_eq!(error.details.len(), 4);
    }
}
