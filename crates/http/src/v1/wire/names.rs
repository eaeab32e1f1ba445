//! Names for ids: the wire never leaves a person with a bare GUID.

use std::collections::HashMap;
use std::sync::Arc;

use reseat_app::state::TenantState;
use reseat_app::{App, AppError};
use reseat_model::catalog::{Names, Service};
use reseat_model::user::User;
use reseat_model::{PlanId, RoleId, SkuId, Timestamp, UserId};
use reseat_store::Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A name in the console's languages.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NamesWire {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
}

impl From<&Names> for NamesWire {
    fn from(names: &Names) -> Self {
        let zh_hans = if names.zh.is_empty() { names.en.clone() } else { names.zh.clone() };
        Self { en: names.en.clone(), zh_hans }
    }
}

/// A product by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductRef {
    /// `skuId`.
    pub sku_id: String,
    /// Its name.
    pub names: NamesWire,
}

/// A service plan by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanRef {
    /// `servicePlanId`.
    pub service_plan_id: String,
    /// `servicePlanName`.
    pub name: String,
    /// Its friendly name.
    pub names: NamesWire,
    /// What it gives: mail, files, officeApps, teams, telephony, deviceManagement, cloudPc or other.
    pub service: &'static str,
}

/// A person by name. The id is null for a sign-in name that nobody has.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserRef {
    /// Object id.
    pub id: Option<String>,
    /// Display name.
    pub display_name: Option<String>,
    /// Sign-in name.
    pub user_principal_name: Option<String>,
}

impl From<&User> for UserRef {
    fn from(user: &User) -> Self {
        Self {
            id: Some(user.id.to_string()),
            display_name: Some(user.display_name.clone()),
            user_principal_name: Some(user.upn.clone()),
        }
    }
}

/// A directory role by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoleRef {
    /// Template id.
    pub id: String,
    /// English name.
    pub name: String,
}

impl From<RoleId> for RoleRef {
    fn from(id: RoleId) -> Self {
        let known = reseat_authz::roles::ALL.iter().find(|role| role.id == id);
        Self { id: id.to_string(), name: known.map_or_else(|| id.to_string(), |role| role.name.to_owned()) }
    }
}

/// Looks names up: products and plans in the tenant's catalogue, people loaded once for a whole answer.
#[derive(Debug)]
pub struct NameBook {
    state: Arc<TenantState>,
    people: HashMap<UserId, UserRef>,
}

impl NameBook {
    /// A book that knows the people of `ids`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(
        app: &App,
        state: Arc<TenantState>,
        ids: impl IntoIterator<Item = UserId>,
    ) -> Result<Self, AppError> {
        let mut ids: Vec<UserId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        let users = User::load_many(app.store.as_ref(), state.tenant.id, &ids)?;
        let people = users.into_iter().flatten().map(|user| (user.id, UserRef::from(&user))).collect();
        Ok(Self { state, people })
    }

    /// The tenant's state.
    pub fn state(&self) -> &TenantState {
        &self.state
    }

    /// A person; someone who is gone for good has only their id.
    pub fn user(&self, id: UserId) -> UserRef {
        self.people.get(&id).cloned().unwrap_or_else(|| UserRef {
            id: Some(id.to_string()),
            display_name: None,
            user_principal_name: None,
        })
    }

    /// A product's names; of one withdrawn from the catalogue, its id.
    pub fn product_names(&self, sku: SkuId) -> NamesWire {
        match self.state.catalog.product(sku) {
            Some(product) => NamesWire::from(&product.names),
            None => NamesWire { en: sku.to_string(), zh_hans: sku.to_string() },
        }
    }

    /// A product.
    pub fn product(&self, sku: SkuId) -> ProductRef {
        ProductRef { sku_id: sku.to_string(), names: self.product_names(sku) }
    }

    /// A plan; of one withdrawn from the catalogue, its id.
    pub fn plan(&self, id: PlanId) -> PlanRef {
        match self.state.catalog.plan(id) {
            Some(plan) => PlanRef {
                service_plan_id: id.to_string(),
                name: plan.name.clone(),
                names: NamesWire::from(&plan.names),
                service: service_word(plan.service),
            },
            None => PlanRef {
                service_plan_id: id.to_string(),
                name: id.to_string(),
                names: NamesWire { en: id.to_string(), zh_hans: id.to_string() },
                service: service_word(Service::Other),
            },
        }
    }
}

/// The wire word of a service.
pub(crate) const fn service_word(service: Service) -> &'static str {
    match service {
        Service::Mail => "mail",
        Service::Files => "files",
        Service::OfficeApps => "officeApps",
        Service::Teams => "teams",
        Service::Telephony => "telephony",
        Service::DeviceManagement => "deviceManagement",
        Service::CloudPc => "cloudPc",
        Service::Other => "other",
    }
}

/// An instant as ISO 8601 in UTC, whole seconds unless it has a fraction.
pub fn iso(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}

/// An instant from ISO 8601.
pub fn parse_instant(text: &str) -> Option<Timestamp> {
    text.parse::<jiff::Timestamp>().ok().map(|at| Timestamp(at.as_microsecond()))
}
