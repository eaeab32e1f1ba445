//! The properties of a person that the contract has (graph/properties.csv and the CSDL), with what may be asked of them.

use crate::Timestamp;
use crate::user::User;

/// The type of a property, as far as filters care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// True or false.
    Bool,
    /// An instant.
    Instant,
    /// The object id.
    Guid,
    /// A list of texts, filtered through `any`.
    Texts,
    /// `assignedLicenses`.
    Licenses,
    /// `assignedPlans`.
    Plans,
    /// Something else; not filterable here.
    Other,
}

/// When a property is part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    /// Without `$select`.
    Default,
    /// When selected.
    Select,
    /// When selected, and only for a single person; 501 in a collection.
    SingleOnly,
}

/// Whether an operator works on a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Always.
    Basic,
    /// Only with `ConsistencyLevel: eventual` and `$count=true`.
    Advanced,
    /// Never.
    No,
}

/// Which operators work on a property. `ne` and `not` are advanced wherever `eq` works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ops {
    /// `eq` with a value.
    pub eq: Level,
    /// `eq` with null.
    pub null: Level,
    /// `in`.
    pub within: Level,
    /// `ge`, `le`, `gt`, `lt`.
    pub range: Level,
    /// `startswith`.
    pub starts: Level,
    /// `endswith`.
    pub ends: Level,
}

use Level::{Advanced as A, Basic as B, No as N};

const fn ops(eq: Level, null: Level, within: Level, range: Level, starts: Level, ends: Level) -> Ops {
    Ops { eq, null, within, range, starts, ends }
}

/// Not filterable.
const NONE: Ops = ops(N, N, N, N, N, N);
/// An ordinary text.
const TEXT: Ops = ops(B, A, B, B, B, N);
/// A text that is never null.
const NAME: Ops = ops(B, N, B, B, B, A);
/// Mail addresses also have endsWith.
const MAIL: Ops = ops(B, A, B, B, B, A);
/// A text that is indexed for advanced queries only.
const SLOW: Ops = ops(A, A, A, A, A, N);
/// A flag or a choice.
const FLAG: Ops = ops(B, A, B, N, N, N);
/// An instant.
const TIME: Ops = ops(B, A, A, B, N, N);
/// An instant that is indexed for advanced queries only.
const SLOW_TIME: Ops = ops(A, A, A, A, N, N);
/// The id.
const ID: Ops = ops(B, N, B, N, N, N);
/// A list of texts.
const LIST: Ops = ops(B, N, N, N, B, A);
/// A list of which an element can be asked for.
const ANY: Ops = ops(B, N, N, N, N, N);

macro_rules! properties {
    ($($name:ident = $text:literal, $kind:ident, $returned:ident, $ops:ident;)*) => {
        /// A property of a person by the contract's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum UserProperty { $(#[doc = concat!("`", $text, "`.")] $name,)* }

        impl UserProperty {
            /// Every property, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The contract's name, such as `displayName`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Its type.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// When it is part of an answer.
            pub const fn returned(self) -> Returned {
                match self { $(Self::$name => Returned::$returned,)* }
            }

            /// What may be asked of it.
            pub const fn ops(self) -> Ops {
                match self { $(Self::$name => $ops,)* }
            }
        }
    };
}

properties! {
    Id = "id", Guid, Default, ID;
    DeletedDateTime = "deletedDateTime", Instant, Select, TIME;
    AboutMe = "aboutMe", Text, SingleOnly, NONE;
    AccountEnabled = "accountEnabled", Bool, Select, FLAG;
    AgeGroup = "ageGroup", Text, Select, FLAG;
    AssignedLicenses = "assignedLicenses", Licenses, Select, ANY;
    AssignedPlans = "assignedPlans", Plans, Select, ANY;
    AuthorizationInfo = "authorizationInfo", Other, Select, NONE;
    Birthday = "birthday", Instant, SingleOnly, NONE;
    BusinessPhones = "businessPhones", Texts, Default, LIST;
    City = "city", Text, Select, TEXT;
    CompanyName = "companyName", Text, Select, SLOW;
    ConsentProvidedForMinor = "consentProvidedForMinor", Text, Select, FLAG;
    Country = "country", Text, Select, TEXT;
    CreatedDateTime = "createdDateTime", Instant, Select, TIME;
    CreationType = "creationType", Text, Select, FLAG;
    CustomSecurityAttributes = "customSecurityAttributes", Other, Select, NONE;
    Department = "department", Text, Select, TEXT;
    DeviceEnrollmentLimit = "deviceEnrollmentLimit", Other, SingleOnly, NONE;
    DisplayName = "displayName", Text, Default, TEXT;
    EmployeeHireDate = "employeeHireDate", Instant, Select, SLOW_TIME;
    EmployeeId = "employeeId", Text, Select, TEXT;
    EmployeeLeaveDateTime = "employeeLeaveDateTime", Instant, Select, SLOW_TIME;
    EmployeeOrgData = "employeeOrgData", Other, Select, NONE;
    EmployeeType = "employeeType", Text, Select, SLOW;
    ExternalUserState = "externalUserState", Text, Select, FLAG;
    ExternalUserStateChangeDateTime = "externalUserStateChangeDateTime", Instant, Select, FLAG;
    FaxNumber = "faxNumber", Text, Select, SLOW;
    GivenName = "givenName", Text, Default, TEXT;
    HireDate = "hireDate", Instant, SingleOnly, NONE;
    Identities = "identities", Other, Select, NONE;
    IdentityParentId = "identityParentId", Text, Select, NONE;
    ImAddresses = "imAddresses", Texts, Select, LIST;
    Interests = "interests", Texts, SingleOnly, NONE;
    IsManagementRestricted = "isManagementRestricted", Bool, Select, NONE;
    IsResourceAccount = "isResourceAccount", Bool, Select, FLAG;
    JobTitle = "jobTitle", Text, Default, TEXT;
    LastPasswordChangeDateTime = "lastPasswordChangeDateTime", Instant, Select, NONE;
    LegalAgeGroupClassification = "legalAgeGroupClassification", Text, Select, NONE;
    LicenseAssignmentStates = "licenseAssignmentStates", Other, Select, NONE;
    Mail = "mail", Text, Default, MAIL;
    MailboxSettings = "mailboxSettings", Other, SingleOnly, NONE;
    MailNickname = "mailNickname", Text, Select, TEXT;
    MobilePhone = "mobilePhone", Text, Default, SLOW;
    MySite = "mySite", Text, SingleOnly, NONE;
    OfficeLocation = "officeLocation", Text, Default, SLOW;
    OnPremisesDistinguishedName = "onPremisesDistinguishedName", Text, Select, NONE;
    OnPremisesDomainName = "onPremisesDomainName", Text, Select, NONE;
    OnPremisesExtensionAttributes = "onPremisesExtensionAttributes", Other, Select, NONE;
    OnPremisesImmutableId = "onPremisesImmutableId", Text, Select, SLOW;
    OnPremisesLastSyncDateTime = "onPremisesLastSyncDateTime", Instant, Select, SLOW_TIME;
    OnPremisesProvisioningErrors = "onPremisesProvisioningErrors", Other, Select, NONE;
    OnPremisesSamAccountName = "onPremisesSamAccountName", Text, Select, SLOW;
    OnPremisesSecurityIdentifier = "onPremisesSecurityIdentifier", Text, Select, FLAG;
    OnPremisesSyncEnabled = "onPremisesSyncEnabled", Bool, Select, FLAG;
    OnPremisesUserPrincipalName = "onPremisesUserPrincipalName", Text, Select, TEXT;
    OtherMails = "otherMails", Texts, Select, LIST;
    PasswordPolicies = "passwordPolicies", Text, Select, SLOW;
    PasswordProfile = "passwordProfile", Other, Select, NONE;
    PastProjects = "pastProjects", Texts, SingleOnly, NONE;
    PostalCode = "postalCode", Text, Select, SLOW;
    PreferredDataLocation = "preferredDataLocation", Text, Select, NONE;
    PreferredLanguage = "preferredLanguage", Text, Default, SLOW;
    PreferredName = "preferredName", Text, SingleOnly, NONE;
    Print = "print", Other, SingleOnly, NONE;
    ProvisionedPlans = "provisionedPlans", Other, Select, NONE;
    ProxyAddresses = "proxyAddresses", Texts, Select, LIST;
    Responsibilities = "responsibilities", Texts, SingleOnly, NONE;
    Schools = "schools", Texts, SingleOnly, NONE;
    SecurityIdentifier = "securityIdentifier", Text, Select, NONE;
    ServiceProvisioningErrors = "serviceProvisioningErrors", Other, Select, NONE;
    ShowInAddressList = "showInAddressList", Bool, Select, FLAG;
    SignInActivity = "signInActivity", Other, Select, NONE;
    SignInSessionsValidFromDateTime = "signInSessionsValidFromDateTime", Instant, Select, NONE;
    Skills = "skills", Texts, SingleOnly, NONE;
    State = "state", Text, Select, TEXT;
    StreetAddress = "streetAddress", Text, Select, SLOW;
    Surname = "surname", Text, Default, TEXT;
    UsageLocation = "usageLocation", Text, Select, TEXT;
    UserPrincipalName = "userPrincipalName", Text, Default, NAME;
    UserType = "userType", Text, Select, FLAG;
}

/// The value of a property of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Unset, or not kept by Reseat.
    Null,
    /// A flag.
    Bool(bool),
    /// A text.
    Text(&'a str),
    /// An instant.
    Instant(Timestamp),
    /// The object id.
    Guid(uuid::Uuid),
}

impl UserProperty {
    /// The property of that name, without regard to case.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|property| property.name().eq_ignore_ascii_case(name))
    }

    /// The properties of an answer without `$select`, in the contract's order.
    pub fn defaults() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|property| property.returned() == Returned::Default)
    }

    /// Its single value; lists and what Reseat does not keep are null.
    pub fn value(self, user: &User) -> Value<'_> {
        match self {
            Self::Id => Value::Guid(user.id.0),
            Self::AccountEnabled => Value::Bool(user.account_enabled),
            // The directory tells true or nothing.
            Self::OnPremisesSyncEnabled if user.synced => Value::Bool(true),
            Self::CreatedDateTime => Value::Instant(user.created_at),
            Self::DeletedDateTime => user.deleted_at.map_or(Value::Null, Value::Instant),
            _ => self.text(user).map_or(Value::Null, Value::Text),
        }
    }

    fn text(self, user: &User) -> Option<&str> {
        let optional = match self {
            Self::DisplayName => return Some(&user.display_name),
            Self::UserPrincipalName => return Some(&user.upn),
            Self::UserType => return Some(if user.guest { "Guest" } else { "Member" }),
            Self::GivenName => &user.given_name,
            Self::Surname => &user.surname,
            Self::Mail => &user.mail,
            Self::MailNickname => &user.mail_nickname,
            Self::JobTitle => &user.job_title,
            Self::Department => &user.department,
            Self::OfficeLocation => &user.office_location,
            Self::CompanyName => &user.company_name,
            Self::EmployeeId => &user.employee_id,
            Self::StreetAddress => &user.street_address,
            Self::City => &user.city,
            Self::State => &user.state,
            Self::PostalCode => &user.postal_code,
            Self::Country => &user.country,
            Self::MobilePhone => &user.mobile_phone,
            Self::FaxNumber => &user.fax_number,
            Self::PreferredLanguage => &user.preferred_language,
            Self::UsageLocation => &user.usage_location,
            _ => return None,
        };
        optional.as_deref()
    }

    /// The elements of a list property; Reseat keeps telephone numbers only.
    pub fn texts(self, user: &User) -> impl Iterator<Item = &str> {
        let phone = if self == Self::BusinessPhones { user.business_phone.as_deref() } else { None };
        phone.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_in_any_case() {
        for property in UserProperty::ALL {
            assert_eq!(UserProperty::by_name(&property.name().to_uppercase()), Some(*property));
        }
        assert_eq!(UserProperty::by_name("colour"), None);
    }

    #[test]
    fn the_default_set_is_the_contract_s() {
        let mut names: Vec<_> = UserProperty::defaults().map(UserProperty::name).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "businessPhones",
                "displayName",
                "givenName",
                "id",
                "jobTitle",
                "mail",
                "mobilePhone",
                "officeLocation",
                "preferredLanguage",
                "surname",
                "userPrincipalName",
            ]
        );
    }
}
