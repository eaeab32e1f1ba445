//! Microsoft Graph v1.0, the part that licence administration needs (contract sections 1, 2, 4).

mod roles;
mod wire;

use serde::Serialize;
use serde_json::{Map, Value, json};

pub use roles::{RoleAssignment, RoleDefinition};
pub use wire::{
    AssignedLicense, LicenseAssignmentState, LicenseDetails, LicenseUnits, NewUser, PasswordProfile,
    ServicePlanInfo, SubscribedSku, User,
};

use crate::page::Pages;
use crate::{Call, Client, Error, Method, Page, url};

/// What is selected of a person when the caller shows or compares people.
pub const USER_SELECT: &str = "id,displayName,userPrincipalName,givenName,surname,mail,jobTitle,department,city,country,\
officeLocation,usageLocation,userType,accountEnabled,createdDateTime,deletedDateTime,onPremisesSyncEnabled,\
assignedLicenses,licenseAssignmentStates";

/// The operations of Graph for one client.
#[derive(Clone)]
pub struct Graph {
    client: Client,
}

/// Which people a list shall hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserQuery {
    /// `$filter`; forms that need `ConsistencyLevel` are recognised by [`UserQuery::advanced`].
    pub filter: Option<String>,
    /// `$search` without its quotes, such as `displayName:wash`.
    pub search: Option<String>,
    /// `$orderby`.
    pub order_by: Option<String>,
    /// Rows per page, 1 to 999.
    pub top: Option<u32>,
    /// Send `ConsistencyLevel: eventual` and `$count=true`.
    pub advanced: bool,
}

impl Graph {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Every product the organisation has.
    ///
    /// # Errors
    /// Everything in [`Error`], as for all operations here.
    pub fn subscribed_skus(&self) -> Result<Vec<SubscribedSku>, Error> {
        self.client.pages(Call::get("/v1.0/subscribedSkus")).all()
    }

    /// People, page by page.
    pub fn users(&self, query: &UserQuery) -> Pages<User> {
        let mut options = vec![("$select", USER_SELECT.to_owned())];
        let mut advanced = query.advanced;
        if let Some(filter) = &query.filter {
            options.push(("$filter", filter.clone()));
        }
        if let Some(search) = &query.search {
            options.push(("$search", format!("\"{}\"", search.replace('"', " "))));
            advanced = true;
        }
        if let Some(order) = &query.order_by {
            options.push(("$orderby", order.clone()));
        }
        if let Some(top) = query.top {
            options.push(("$top", top.to_string()));
        }
        if advanced {
            options.push(("$count", "true".to_owned()));
        }
        let call = Call::get(url::with_query("/v1.0/users", &options));
        self.client.pages(if advanced { call.eventual() } else { call })
    }

    /// One person by id or sign-in name.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody.
    pub fn user(&self, id_or_upn: &str) -> Result<User, Error> {
        let path = url::with_query(&user_path(id_or_upn, ""), &[("$select", USER_SELECT.to_owned())]);
        self.client.fetch(&Call::get(path))
    }

    /// Some properties of one person, as they are on the wire.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody.
    pub fn user_properties(&self, id_or_upn: &str, names: &[&str]) -> Result<Map<String, Value>, Error> {
        let path = url::with_query(&user_path(id_or_upn, ""), &[("$select", names.join(","))]);
        self.client.fetch(&Call::get(path))
    }

    /// Creates a person: a [`NewUser`], or any object with the properties that Graph wants (contract 2.1).
    ///
    /// # Errors
    /// [`Error::Api`] 400 when the sign-in name is taken.
    pub fn create_user(&self, user: &impl Serialize) -> Result<User, Error> {
        self.client.fetch(&Call::post("/v1.0/users", user))
    }

    /// Changes properties of a person; those not named stay.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody, 400 for a value that is not allowed.
    pub fn update_user(&self, id_or_upn: &str, properties: &Map<String, Value>) -> Result<(), Error> {
        let call = Call::new(Method::Patch, user_path(id_or_upn, "")).json(properties).repeatable();
        self.client.send(&call).map(drop)
    }

    /// Deletes a person: restorable for 30 days, seats free at once (DEL-1, DEL-2).
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody.
    pub fn delete_user(&self, id_or_upn: &str) -> Result<(), Error> {
        self.client.send(&Call::new(Method::Delete, user_path(id_or_upn, ""))).map(drop)
    }

    /// The request behind [`Graph::assign_license`], for `--dry-run`.
    pub fn assign_license_call(&self, id_or_upn: &str, add: &[AssignedLicense], remove: &[String]) -> Call {
        let body = json!({ "addLicenses": add, "removeLicenses": remove });
        Call::post(user_path(id_or_upn, "/assignLicense"), &body)
    }

    /// Adds and removes direct licences of one person in one step.
    ///
    /// # Errors
    /// [`Error::Api`] with the messages of contract section 10.
    pub fn assign_license(
        &self,
        id_or_upn: &str,
        add: &[AssignedLicense],
        remove: &[String],
    ) -> Result<User, Error> {
        self.client.fetch(&self.assign_license_call(id_or_upn, add, remove))
    }

    /// A person's products with their plans.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when there is nobody.
    pub fn license_details(&self, id_or_upn: &str) -> Result<Vec<LicenseDetails>, Error> {
        self.client.pages(Call::get(user_path(id_or_upn, "/licenseDetails"))).all()
    }

    /// Deleted people who can still be restored.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn deleted_users(&self) -> Result<Vec<User>, Error> {
        self.client.pages(Call::get("/v1.0/directory/deletedItems/microsoft.graph.user")).all()
    }

    /// Restores a deleted person, with licences where seats are free (25.2).
    ///
    /// # Errors
    /// [`Error::Api`] 404 when nobody with this id is deleted, 400 when the sign-in name is taken.
    pub fn restore_user(&self, id: &str, new_upn: Option<&str>) -> Result<User, Error> {
        let body = match new_upn {
            Some(upn) => json!({ "newUserPrincipalName": upn }),
            None => json!({}),
        };
        self.client.fetch(&Call::post(format!("{}/restore", deleted_path(id)), &body))
    }

    /// Deletes a deleted person for good.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when nobody with this id is deleted.
    pub fn purge_user(&self, id: &str) -> Result<(), Error> {
        self.client.send(&Call::new(Method::Delete, deleted_path(id))).map(drop)
    }

    /// The first page of people and how many there are in all.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn count_users(&self, filter: Option<&str>) -> Result<u64, Error> {
        let query = UserQuery {
            filter: filter.map(str::to_owned),
            top: Some(1),
            advanced: true,
            ..UserQuery::default()
        };
        let first: Option<Page<User>> = self.users(&query).next().transpose()?;
        Ok(first.and_then(|page| page.count).unwrap_or(0))
    }
}

/// A key that begins with `$` needs the parenthesis form (contract section 0).
fn user_path(id_or_upn: &str, rest: &str) -> String {
    if id_or_upn.starts_with('$') {
        format!("/v1.0/users('{}'){rest}", url::escape(&id_or_upn.replace('\'', "''")))
    } else {
        format!("/v1.0/users/{}{rest}", url::escape(id_or_upn))
    }
}

fn deleted_path(id: &str) -> String {
    format!("/v1.0/directory/deletedItems/{}", url::escape(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_and_dollar_names_are_addressed_as_the_contract_says() {
        assert_eq!(
            user_path("a#EXT#@x.example", "/assignLicense"),
            "/v1.0/users/a%23EXT%23%40x.example/assignLicense"
        );
        assert_eq!(user_path("$a@x", ""), "/v1.0/users('%24a%40x')");
    }
}
