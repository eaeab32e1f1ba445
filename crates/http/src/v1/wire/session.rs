//! What the console needs to know first: who, where, and what they may do.

use std::collections::BTreeMap;

use reseat_app::domain_clock::{ClockKind, DomainClock};
use reseat_authz::{Action, Caller, may_somewhere};
use reseat_model::tenant::Tenant;
use serde::Serialize;
use utoipa::ToSchema;

use super::names::{RoleRef, iso};

/// The session.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionWire {
    /// Who is signed in; null for an application.
    pub user: Option<SessionUserWire>,
    /// The organisation.
    pub tenant: TenantWire,
    /// Directory roles held.
    pub roles: Vec<RoleRef>,
    /// What may be done, and who could if not.
    pub actions: BTreeMap<&'static str, ActionWire>,
    /// The clock.
    pub clock: ClockWire,
    /// To be echoed in `X-Reseat-Csrf` by everything but GET; null with a bearer token.
    pub csrf_token: Option<String>,
    /// The server's version.
    pub version: &'static str,
}

/// The person who is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionUserWire {
    /// Object id.
    pub id: String,
    /// Display name.
    pub display_name: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// The language they chose.
    pub preferred_language: Option<String>,
}

/// The organisation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TenantWire {
    /// Its id.
    pub id: String,
    /// Its name.
    pub display_name: String,
    /// Its default domain.
    pub default_domain: String,
    /// ISO 3166 country.
    pub country: String,
    /// IANA time zone for dates.
    pub time_zone: String,
    /// worldwide, germany or 21vianet.
    pub cloud: &'static str,
    /// en or zh-Hans: what people see who have not chosen a language.
    pub language: &'static str,
    /// People per operation on the Licenses page.
    pub licenses_page_users: u32,
}

impl From<&Tenant> for TenantWire {
    fn from(tenant: &Tenant) -> Self {
        Self {
            id: tenant.id.to_string(),
            display_name: tenant.display_name.clone(),
            default_domain: tenant.domain.clone(),
            country: tenant.country.clone(),
            time_zone: tenant.time_zone.clone(),
            cloud: tenant.cloud.name(),
            language: tenant.settings.language.tag(),
            licenses_page_users: tenant.settings.licenses_page_users,
        }
    }
}

/// Whether something may be done.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActionWire {
    /// It may, at least to some people.
    pub allowed: bool,
    /// Roles that would do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles_that_would: Vec<RoleRef>,
}

impl ActionWire {
    /// Every action as it stands for a caller.
    pub fn all(caller: &Caller) -> BTreeMap<&'static str, Self> {
        let one = |action: &Action| {
            let wire = match may_somewhere(caller, *action) {
                Ok(()) => Self { allowed: true, roles_that_would: Vec::new() },
                Err(refusal) => Self {
                    allowed: false,
                    roles_that_would: refusal.roles_that_would.iter().map(|id| RoleRef::from(*id)).collect(),
                },
            };
            (action.name(), wire)
        };
        Action::ALL.iter().map(one).collect()
    }
}

/// The clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockWire {
    /// system or simulated.
    pub kind: &'static str,
    /// Domain time.
    pub now: String,
}

impl From<&DomainClock> for ClockWire {
    fn from(clock: &DomainClock) -> Self {
        let kind = match clock.kind() {
            ClockKind::System => "system",
            ClockKind::Simulated => "simulated",
        };
        Self { kind, now: iso(clock.now()) }
    }
}
