//! Every operation in one table: its path, its method, who is refused, and the function that carries it out.

use std::fmt;
use std::pin::Pin;

use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::operations as op;
use crate::path::Segment;

/// The methods that operations have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
}

impl Method {
    /// The method of that name; `None` for those that no operation has.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Patch, Self::Delete]
            .into_iter()
            .find(|method| method.name().eq_ignore_ascii_case(name))
    }

    /// Its name in upper case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One part of a route's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A name.
    Name(&'static str),
    /// The signed-in person; stands for their id.
    Me,
    /// The id or sign-in name of an object.
    Key,
    /// An action or function, whose name may be qualified.
    Bound(&'static str),
    /// A type, whose name must be qualified.
    Cast(&'static str),
}

/// Who is refused, for the test that every route refuses someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Whoever lacks the permission gets 403, and so does a person without a role.
    Forbidden,
    /// Whoever lacks the permission gets 403; people need no role for what this does to themselves.
    Permission,
    /// The items of the request are refused one by one.
    PerItem,
}

/// The future of an operation.
pub(crate) type Pending = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// How an operation is carried out.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    /// On a blocking thread, because it reads the store.
    Blocking(fn(&Exchange) -> Outcome),
    /// On the async runtime; it looks after its own blocking parts.
    Pending(fn(Exchange) -> Pending),
}

/// One operation at one path.
#[derive(Clone, Copy)]
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its path below `/v1.0`.
    pub path: &'static [Part],
    /// Who is refused.
    pub refusal: Refusal,
    pub(crate) handler: Handler,
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.method.name(), self.path)
    }
}

use Part::{Bound, Cast, Key, Me, Name};

const fn read(path: &'static [Part], handler: fn(&Exchange) -> Outcome) -> Route {
    Route { method: Method::Get, path, refusal: Refusal::Forbidden, handler: Handler::Blocking(handler) }
}

const fn write(method: Method, path: &'static [Part], handler: fn(&Exchange) -> Outcome) -> Route {
    Route { method, path, refusal: Refusal::Forbidden, handler: Handler::Blocking(handler) }
}

/// What every member may do to themselves or read of their organisation.
const fn open(method: Method, path: &'static [Part], handler: fn(&Exchange) -> Outcome) -> Route {
    Route { method, path, refusal: Refusal::Permission, handler: Handler::Blocking(handler) }
}

const fn pending(path: &'static [Part], refusal: Refusal, handler: fn(Exchange) -> Pending) -> Route {
    Route { method: Method::Post, path, refusal, handler: Handler::Pending(handler) }
}

const USERS: Part = Name("users");
const DIRECTORY: Part = Name("directory");
const DELETED: Part = Name("deletedItems");
const ROLES: Part = Name("directoryRoles");
const TEMPLATES: Part = Name("directoryRoleTemplates");
const MEMBERS: Part = Name("members");
const REF: Part = Name("$ref");
const MANAGEMENT: Part = Name("roleManagement");
const DEFINITIONS: Part = Name("roleDefinitions");
const ASSIGNMENTS: Part = Name("roleAssignments");
const APPLICATIONS: Part = Name("applications");
const AUDITS: [Part; 2] = [Name("auditLogs"), Name("directoryAudits")];

/// Every operation. Of two routes that fit, the first is taken.
pub const ROUTES: &[Route] = &[
    pending(&[USERS, Key, Bound("assignLicense")], Refusal::Forbidden, op::assign_license::pending),
    pending(&[Me, Bound("assignLicense")], Refusal::Forbidden, op::assign_license::pending),
    read(&[Name("subscribedSkus")], op::list_subscribed_skus::handle),
    read(&[Name("subscribedSkus"), Key], op::get_subscribed_sku::handle),
    read(&[USERS], op::list_users::handle),
    read(&[USERS, Name("$count")], op::count_users::handle),
    read(&[USERS, Key], op::get_user::handle),
    read(&[Me], op::get_user::handle),
    write(Method::Post, &[USERS], op::create_user::handle),
    write(Method::Patch, &[USERS, Key], op::update_user::handle),
    write(Method::Patch, &[Me], op::update_user::handle),
    write(Method::Delete, &[USERS, Key], op::delete_user::handle),
    read(&[USERS, Key, Name("licenseDetails")], op::list_license_details::handle),
    read(&[Me, Name("licenseDetails")], op::list_license_details::handle),
    read(&[USERS, Key, Name("licenseDetails"), Key], op::get_license_detail::handle),
    read(&[Me, Name("licenseDetails"), Key], op::get_license_detail::handle),
    read(&[DIRECTORY, DELETED, Cast("user")], op::list_deleted_users::handle),
    read(&[DIRECTORY, DELETED, Cast("user"), Name("$count")], op::count_deleted_users::handle),
    read(&[DIRECTORY, DELETED, Key], op::get_deleted_item::handle),
    read(&[DIRECTORY, DELETED, Key, Cast("user")], op::get_deleted_item::handle),
    write(Method::Post, &[DIRECTORY, DELETED, Key, Bound("restore")], op::restore_deleted_item::handle),
    write(Method::Delete, &[DIRECTORY, DELETED, Key], op::purge_deleted_item::handle),
    write(Method::Post, &[USERS, Key, Bound("revokeSignInSessions")], op::revoke_sign_in_sessions::handle),
    open(Method::Post, &[Me, Bound("revokeSignInSessions")], op::revoke_sign_in_sessions::handle),
    read(&[ROLES], op::list_directory_roles::handle),
    write(Method::Post, &[ROLES], op::activate_directory_role::handle),
    read(&[ROLES, Key], op::get_directory_role::handle),
    read(&[ROLES, Key, MEMBERS], op::list_role_members::handle),
    read(&[ROLES, Key, MEMBERS, Cast("user")], op::list_role_members::handle),
    write(Method::Post, &[ROLES, Key, MEMBERS, REF], op::add_role_member::handle),
    write(Method::Delete, &[ROLES, Key, MEMBERS, Key, REF], op::remove_role_member::handle),
    read(&[TEMPLATES], op::list_directory_role_templates::list),
    read(&[TEMPLATES, Key], op::list_directory_role_templates::get),
    read(&[MANAGEMENT, DIRECTORY, DEFINITIONS], op::list_role_definitions::list),
    read(&[MANAGEMENT, DIRECTORY, DEFINITIONS, Key], op::list_role_definitions::get),
    read(&[MANAGEMENT, DIRECTORY, ASSIGNMENTS], op::list_role_assignments::list),
    write(Method::Post, &[MANAGEMENT, DIRECTORY, ASSIGNMENTS], op::create_role_assignment::handle),
    read(&[MANAGEMENT, DIRECTORY, ASSIGNMENTS, Key], op::list_role_assignments::get),
    write(Method::Delete, &[MANAGEMENT, DIRECTORY, ASSIGNMENTS, Key], op::delete_role_assignment::handle),
    open(Method::Get, &[Name("organization")], op::get_organization::list),
    open(Method::Get, &[Name("organization"), Key], op::get_organization::get),
    read(&[APPLICATIONS], op::list_applications::handle),
    write(Method::Post, &[APPLICATIONS], op::create_application::handle),
    read(&[APPLICATIONS, Key], op::get_application::handle),
    write(Method::Patch, &[APPLICATIONS, Key], op::update_application::handle),
    write(Method::Delete, &[APPLICATIONS, Key], op::delete_application::handle),
    write(Method::Post, &[APPLICATIONS, Key, Bound("addPassword")], op::add_password::handle),
    write(Method::Post, &[APPLICATIONS, Key, Bound("removePassword")], op::remove_password::handle),
    read(&AUDITS, op::list_directory_audits::list),
    read(&[AUDITS[0], AUDITS[1], Key], op::list_directory_audits::get),
    pending(&[Name("$batch")], Refusal::PerItem, crate::batch::pending),
];

/// Functions and actions of collections that this server does not have; they are no keys.
const NO_KEYS: &[&str] =
    &["delta", "getByIds", "validateProperties", "getAvailableExtensionProperties", "getUserOwnedObjects"];

/// The route of a request, and the keys of its path. `Me` gives no key here.
///
/// # Errors
/// 400 that names the first part that leads nowhere; 405 when the path exists without the method.
pub(crate) fn find(
    method: Option<Method>,
    segments: &[Segment],
) -> Result<(&'static Route, Vec<String>), GraphError> {
    let mut farthest = 0;
    let mut path_exists = false;
    for route in ROUTES {
        let fitting = route.path.iter().zip(segments).take_while(|(part, segment)| fits(**part, segment));
        let fitting = fitting.count();
        farthest = farthest.max(fitting);
        if fitting == segments.len() && fitting == route.path.len() {
            if Some(route.method) == method {
                return Ok((route, keys(route, segments)));
            }
            path_exists = true;
        }
    }
    if path_exists {
        return Err(GraphError::method_not_allowed());
    }
    let wrong = segments.get(farthest).or_else(|| segments.last());
    Err(GraphError::unknown_segment(wrong.map_or("", |segment| &segment.text)))
}

fn keys(route: &Route, segments: &[Segment]) -> Vec<String> {
    let pairs = route.path.iter().zip(segments);
    pairs.filter(|(part, _)| **part == Key).map(|(_, segment)| segment.text.clone()).collect()
}

fn fits(part: Part, segment: &Segment) -> bool {
    match part {
        Name(name) => segment.is(name),
        Me => segment.is("me"),
        Bound(name) => segment.is_bound(name),
        Cast(name) => segment.is_cast(name),
        Key => segment.is_key() && !NO_KEYS.iter().any(|name| segment.is_bound(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::segments;

    fn find_path(method: Method, path: &str) -> Result<Vec<String>, String> {
        let segments = segments(&format!("/v1.0{path}")).unwrap().unwrap();
        find(Some(method), &segments).map(|found| found.1).map_err(|error| error.message)
    }

    #[test]
    fn a_path_is_found_however_it_is_written() {
        let found = Ok(vec!["a@b.c".to_owned()]);
        for path in [
            "/users/a@b.c/assignLicense",
            "//Users//a%40b.c//microsoft.graph.assignLicense",
            "/users('a@b.c')/Microsoft.Graph.AssignLicense",
            "/myorganization/users/a@b.c/graph.assignlicense",
        ] {
            assert_eq!(find_path(Method::Post, path), found, "{path}");
        }
        assert_eq!(find_path(Method::Get, "/users/$count"), Ok(Vec::new()));
        assert_eq!(find_path(Method::Get, "/users('$count')"), Ok(vec!["$count".to_owned()]));
        assert_eq!(find_path(Method::Get, "/directory/deletedItems/graph.user"), Ok(Vec::new()));
    }

    #[test]
    fn the_first_part_that_leads_nowhere_is_named() {
        for (path, segment) in [
            ("/groups", "groups"),
            ("/groups/x/members", "groups"),
            ("/users/x/manager", "manager"),
            ("/users/delta", "delta"),
            ("/users/microsoft.graph.delta()", "microsoft.graph.delta()"),
            ("/users/x/licenseDetails/y/z", "z"),
            ("/directory", "directory"),
            ("/directory/deletedItems", "deletedItems"),
            ("/directory/deletedItems/microsoft.graph.group", "microsoft.graph.group"),
            ("/", ""),
        ] {
            let message = format!("Resource not found for the segment '{segment}'.");
            assert_eq!(find_path(Method::Get, path), Err(message), "{path}");
        }
    }

    #[test]
    fn another_method_is_refused() {
        let message = "Specified HTTP method is not allowed for the request target.";
        for (method, path) in [(Method::Delete, "/users"), (Method::Get, "/users/x/assignLicense")] {
            assert_eq!(find_path(method, path), Err(message.to_owned()));
        }
    }
}
