//! Finding tenants, applications and people.

use std::sync::Arc;

use reseat_model::application::Application;
use reseat_model::fold::fold;
use reseat_model::system::{Credential, ServerState};
use reseat_model::tenant::Tenant;
use reseat_model::user::User;
use reseat_model::{ClientId, RoleId, TenantId, Timestamp, UserId};
use reseat_store::records::RoleGrant;
use reseat_store::{Record, Scan, StoreError, Stored, Value, tables};

use super::Identity;
use super::client::Client;
use super::error::OauthError;
use super::known::known;
use super::person::Person;
use crate::state::live_tenants;

/// Tenants of one server.
/// Roles of one person.
const ROLES_MAX: usize = 500;

/// Whether the path says "any organisation" instead of one.
pub(super) fn is_any(tenant: &str) -> bool {
    tenant.eq_ignore_ascii_case("common") || tenant.eq_ignore_ascii_case("organizations")
}

impl Identity {
    fn tenants(&self) -> Result<Arc<Vec<Arc<Tenant>>>, StoreError> {
        self.tenants.get_or((), self.clock.wall(), || {
            let all = live_tenants(self.store.as_ref())?;
            Ok(Arc::new(all.into_iter().map(Arc::new).collect()))
        })
    }

    /// The tenant that paths without one mean: the server's default, else the first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn default_tenant(&self) -> Result<Option<Arc<Tenant>>, StoreError> {
        let tenants = self.tenants()?;
        let default = ServerState::load(self.store.as_ref(), TenantId::NIL, &())?
            .and_then(|state| state.default_tenant);
        let found = default.and_then(|id| tenants.iter().find(|tenant| tenant.id == id));
        Ok(found.or_else(|| tenants.first()).cloned())
    }

    /// The tenant of a path: GUID, domain, `common` or `organizations`.
    ///
    /// # Errors
    /// AADSTS90002 when there is none.
    pub fn tenant(&self, text: &str) -> Result<Arc<Tenant>, OauthError> {
        let found = if is_any(text) {
            self.default_tenant()?
        } else if let Ok(id) = text.parse::<TenantId>() {
            self.tenants()?.iter().find(|tenant| tenant.id == id).cloned()
        } else {
            self.tenant_of_domain(text)?
        };
        found.ok_or_else(|| OauthError::tenant_not_found(text))
    }

    fn tenant_of_domain(&self, domain: &str) -> Result<Option<Arc<Tenant>>, StoreError> {
        let wanted = fold(domain);
        Ok(self.tenants()?.iter().find(|tenant| fold(&tenant.domain) == wanted).cloned())
    }

    /// The tenant in which a person signs in: where the path left it open, the one that has the domain of their name.
    pub(super) fn tenant_of_name(
        &self,
        tenant: &Arc<Tenant>,
        open: bool,
        name: &str,
    ) -> Result<Arc<Tenant>, StoreError> {
        let domain = name.rsplit_once('@').map(|(_, domain)| domain);
        match domain.filter(|_| open) {
            Some(domain) => Ok(self.tenant_of_domain(domain)?.unwrap_or_else(|| Arc::clone(tenant))),
            None => Ok(Arc::clone(tenant)),
        }
    }

    /// The application with this client id, as it is now.
    pub(super) fn client_now(
        &self,
        tenant: TenantId,
        id: ClientId,
    ) -> Result<Option<Arc<Client>>, StoreError> {
        self.clients.get_or((tenant, id), self.clock.wall(), || {
            if let Some(own) = Client::first_party(id) {
                return Ok(Some(Arc::new(own)));
            }
            let scan = Scan::index(
                Application::TABLE,
                &tables::APPLICATION_BY_CLIENT,
                vec![tenant.into(), id.into()],
                1,
            );
            let registered = Application::scan(self.store.as_ref(), &scan)?.pop().map(Client::from);
            Ok(registered.or_else(|| known(id).map(Client::from)).map(Arc::new))
        })
    }

    /// The application that sent this client_id.
    pub(super) fn client(&self, tenant: &Tenant, client_id: &str) -> Result<Arc<Client>, OauthError> {
        let unknown = || OauthError::unknown_client(client_id, &tenant.display_name);
        let id: ClientId = client_id.trim().parse().map_err(|_| unknown())?;
        self.client_now(tenant.id, id)?.ok_or_else(unknown)
    }

    /// A person's account, at most two seconds old; `None` when there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub fn person(&self, tenant: TenantId, user: UserId) -> Result<Option<Arc<Person>>, StoreError> {
        self.people.get_or((tenant, user), self.clock.wall(), || {
            let Some(found) = User::load(self.store.as_ref(), tenant, &user)? else { return Ok(None) };
            Ok(Some(Arc::new(self.complete(tenant, found, None)?)))
        })
    }

    /// The account with its roles; the credential is read unless the caller has it.
    pub(super) fn complete(
        &self,
        tenant: TenantId,
        user: User,
        valid_from: Option<Timestamp>,
    ) -> Result<Person, StoreError> {
        let valid_from = match valid_from {
            Some(at) => at,
            None => Credential::load(self.store.as_ref(), tenant, &user.id)?
                .map_or(Timestamp::default(), |credential| credential.valid_from),
        };
        let prefix: Vec<Value> = vec![tenant.into(), user.id.into()];
        let scan = Scan::index(RoleGrant::TABLE, &tables::ROLE_GRANT_BY_USER, prefix, ROLES_MAX);
        let roles: Vec<RoleId> =
            RoleGrant::scan(self.store.as_ref(), &scan)?.into_iter().map(|grant| grant.role).collect();
        Ok(Person::new(user, valid_from, roles))
    }

    /// The live account that a person means by what they typed: their sign-in name, the part before `@`, or an address
    /// that only one of them has.
    pub(super) fn user_by_name(&self, tenant: &Tenant, name: &str) -> Result<Option<User>, StoreError> {
        let folded = fold(name);
        let upn =
            if folded.contains('@') { folded.clone() } else { format!("{folded}@{}", fold(&tenant.domain)) };
        let scan = Scan::index(User::TABLE, &tables::USER_BY_LIVE_UPN, vec![tenant.id.into(), upn.into()], 1);
        if let Some(user) = User::scan(self.store.as_ref(), &scan)?.pop() {
            return Ok(Some(user));
        }
        let live: Vec<Value> = vec![tenant.id.into(), Value::Int(0), folded.into()];
        let mut by_mail =
            User::scan(self.store.as_ref(), &Scan::index(User::TABLE, &tables::USER_BY_MAIL, live, 2))?;
        Ok(by_mail.pop().filter(|_| by_mail.is_empty()))
    }
}
