//! The properties of an account by the directory's names, for the audit.

use reseat_model::audit::ModifiedProperty;
use reseat_model::user::User;

use crate::audit::property;

const FALSE: &str = "false";
const TRUE: &str = "true";

/// Properties that differ; all that are set when there was no account before.
pub(crate) fn changed(before: Option<&User>, after: &User) -> Vec<ModifiedProperty> {
    let old = before.map(texts);
    texts(after)
        .into_iter()
        .enumerate()
        .filter_map(|(index, (name, new))| {
            let old = old.as_ref().and_then(|texts| texts[index].1);
            (old != new).then(|| property(name, old, new))
        })
        .collect()
}

fn texts(user: &User) -> [(&'static str, Option<&str>); 24] {
    let flag = |value: bool| Some(if value { TRUE } else { FALSE });
    [
        ("UserPrincipalName", Some(&user.upn)),
        ("DisplayName", Some(&user.display_name)),
        ("GivenName", user.given_name.as_deref()),
        ("Surname", user.surname.as_deref()),
        ("Mail", user.mail.as_deref()),
        ("MailNickname", user.mail_nickname.as_deref()),
        ("JobTitle", user.job_title.as_deref()),
        ("Department", user.department.as_deref()),
        ("PhysicalDeliveryOfficeName", user.office_location.as_deref()),
        ("CompanyName", user.company_name.as_deref()),
        ("EmployeeId", user.employee_id.as_deref()),
        ("StreetAddress", user.street_address.as_deref()),
        ("City", user.city.as_deref()),
        ("State", user.state.as_deref()),
        ("PostalCode", user.postal_code.as_deref()),
        ("Country", user.country.as_deref()),
        ("Mobile", user.mobile_phone.as_deref()),
        ("TelephoneNumber", user.business_phone.as_deref()),
        ("FacsimileTelephoneNumber", user.fax_number.as_deref()),
        ("PreferredLanguage", user.preferred_language.as_deref()),
        ("UsageLocation", user.usage_location.as_deref()),
        ("AccountEnabled", flag(user.account_enabled)),
        ("UserType", Some(if user.guest { "Guest" } else { "Member" })),
        ("DirSyncEnabled", flag(user.synced)),
    ]
}
