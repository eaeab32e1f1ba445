//! Graph's shapes as this client reads and writes them; members it does not know are ignored.

use serde::{Deserialize, Serialize};

/// A product the organisation has (contract section 1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SubscribedSku {
    /// Tenant id and product id joined by `_`.
    pub id: String,
    /// The product's id.
    pub sku_id: String,
    /// Its part number.
    pub sku_part_number: String,
    /// `User` or `Company`.
    pub applies_to: String,
    /// `Enabled`, `Warning`, `Suspended`, `Deleted` or `LockedOut`.
    pub capability_status: String,
    /// Seats taken.
    pub consumed_units: i64,
    /// Seats bought, by stage.
    pub prepaid_units: LicenseUnits,
    /// The plans in it.
    pub service_plans: Vec<ServicePlanInfo>,
}

/// Seats by the stage of their subscription.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LicenseUnits {
    /// In use or free to hand out.
    pub enabled: i64,
    /// In grace; nothing new is handed out of them.
    pub warning: i64,
    /// Suspended.
    pub suspended: i64,
    /// Locked out.
    pub locked_out: i64,
}

/// A plan of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServicePlanInfo {
    /// The plan's id.
    pub service_plan_id: String,
    /// The plan's name.
    pub service_plan_name: String,
    /// `Success`, `Disabled`, ...
    pub provisioning_status: String,
    /// `User` or `Company`.
    pub applies_to: String,
}

/// A product with the plans that are off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AssignedLicense {
    /// The product.
    pub sku_id: String,
    /// Plans switched off.
    pub disabled_plans: Vec<String>,
}

/// One path through which a person has a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LicenseAssignmentState {
    /// The product.
    pub sku_id: String,
    /// Plans switched off on this path.
    pub disabled_plans: Vec<String>,
    /// The granting group; `None` for a direct assignment.
    pub assigned_by_group: Option<String>,
    /// `Active`, `ActiveWithError`, `Disabled` or `Error`.
    pub state: String,
    /// What is wrong, or `None`.
    pub error: Option<String>,
}

/// A person (contract section 2); what was not selected is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct User {
    /// Object id.
    pub id: String,
    /// Name to show.
    pub display_name: Option<String>,
    /// Sign-in name.
    pub user_principal_name: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Surname.
    pub surname: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country or region.
    pub country: Option<String>,
    /// Office.
    pub office_location: Option<String>,
    /// Where services are used, two letters.
    pub usage_location: Option<String>,
    /// `Member` or `Guest`.
    pub user_type: Option<String>,
    /// Whether sign-in is allowed.
    pub account_enabled: Option<bool>,
    /// When created.
    pub created_date_time: Option<String>,
    /// When deleted.
    pub deleted_date_time: Option<String>,
    /// Whether mastered in an on-premises directory.
    pub on_premises_sync_enabled: Option<bool>,
    /// Products, one entry each.
    pub assigned_licenses: Vec<AssignedLicense>,
    /// Products, one entry per path.
    pub license_assignment_states: Vec<LicenseAssignmentState>,
}

/// A person to create.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewUser {
    /// Whether sign-in is allowed.
    pub account_enabled: bool,
    /// Name to show.
    pub display_name: String,
    /// The part of the mail address before the `@`.
    pub mail_nickname: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// Where services are used, two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage_location: Option<String>,
    /// The first password.
    pub password_profile: PasswordProfile,
}

/// A first password.
#[derive(Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordProfile {
    /// The password.
    pub password: String,
    /// Whether it must be changed at the first sign-in.
    pub force_change_password_next_sign_in: bool,
}

// Passwords stay out of logs and panics.
impl std::fmt::Debug for PasswordProfile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordProfile")
    }
}

/// A person's product with its plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LicenseDetails {
    /// Opaque id.
    pub id: String,
    /// The product.
    pub sku_id: String,
    /// Its part number.
    pub sku_part_number: String,
    /// Its plans as they stand for this person.
    pub service_plans: Vec<ServicePlanInfo>,
}
