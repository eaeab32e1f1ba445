//! `$select`: which properties an answer has.

use reseat_model::query::{Returned, UserProperty};

use crate::error::QueryError;
use crate::options::{Options, SystemOption};

/// Relations of a person in the contract; a `$select` may name them and gets nothing for it.
const RELATIONS: &[&str] = &[
    "activities",
    "agreementAcceptances",
    "appRoleAssignments",
    "authentication",
    "calendar",
    "calendarGroups",
    "calendars",
    "calendarView",
    "chats",
    "cloudPCs",
    "contactFolders",
    "contacts",
    "createdObjects",
    "directReports",
    "drive",
    "drives",
    "employeeExperience",
    "events",
    "extensions",
    "followedSites",
    "inferenceClassification",
    "insights",
    "joinedTeams",
    "licenseDetails",
    "mailFolders",
    "managedAppRegistrations",
    "managedDevices",
    "manager",
    "memberOf",
    "messages",
    "oauth2PermissionGrants",
    "onenote",
    "onlineMeetings",
    "outlook",
    "ownedDevices",
    "ownedObjects",
    "people",
    "permissionGrants",
    "photo",
    "photos",
    "planner",
    "presence",
    "registeredDevices",
    "scopedRoleMemberOf",
    "settings",
    "sponsors",
    "teamwork",
    "todo",
    "transitiveMemberOf",
];

const USER: &str = "microsoft.graph.user";

/// The properties of a person that an answer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The properties, each once.
    pub properties: Vec<UserProperty>,
    /// Whether `$select` chose them; otherwise they are the default set.
    pub explicit: bool,
}

impl Selection {
    /// What an answer has without `$select`.
    pub fn default_set() -> Self {
        Self { properties: UserProperty::defaults().collect(), explicit: false }
    }

    /// Whether it has `property`.
    pub fn has(&self, property: UserProperty) -> bool {
        self.properties.contains(&property)
    }
}

/// Resolves the `$select` of people.
pub(crate) fn select_users(options: &Options, collection: bool) -> Result<Selection, QueryError> {
    let Some(names) = names(options) else { return Ok(Selection::default_set()) };
    let mut properties = Vec::new();
    for name in names {
        if name == "*" {
            let all = UserProperty::ALL.iter().filter(|p| p.returned() != Returned::SingleOnly);
            properties.extend(all.copied().filter(|p| !properties.contains(p)).collect::<Vec<_>>());
        } else if let Some(property) = UserProperty::by_name(first_segment(name)) {
            if collection && property.returned() == Returned::SingleOnly {
                return Err(QueryError::SingleOnly);
            }
            if !properties.contains(&property) {
                properties.push(property);
            }
        } else if !is_ignored(name) {
            return Err(QueryError::SelectProperty(name.to_owned(), USER));
        }
    }
    Ok(Selection { properties, explicit: true })
}

/// Resolves the `$select` of any other type: the known properties it names, in any case; `None` means no `$select`.
///
/// # Errors
/// A name that is not among `known`.
pub fn select_names(
    options: &Options,
    type_name: &'static str,
    known: &[&'static str],
) -> Result<Option<Vec<&'static str>>, QueryError> {
    let Some(names) = names(options) else { return Ok(None) };
    let mut selected: Vec<&'static str> = Vec::new();
    for name in names {
        if name == "*" {
            selected = known.to_vec();
            continue;
        }
        match known.iter().find(|own| own.eq_ignore_ascii_case(first_segment(name))) {
            Some(own) if selected.contains(own) => {}
            Some(own) => selected.push(own),
            None if name.starts_with('@') => {}
            None => return Err(QueryError::SelectProperty(name.to_owned(), type_name)),
        }
    }
    Ok(Some(selected))
}

/// Refuses `$expand`: no relation can be expanded here.
pub(crate) fn refuse_expand(options: &Options) -> Result<(), QueryError> {
    match options.get(SystemOption::Expand) {
        None | Some("") => Ok(()),
        Some(text) => {
            let name = text.split([',', '(']).next().unwrap_or(text).trim();
            Err(QueryError::SelectProperty(name.to_owned(), USER))
        }
    }
}

/// The names of a `$select`; an empty one counts as absent.
fn names(options: &Options) -> Option<impl Iterator<Item = &str>> {
    let text = options.get(SystemOption::Select).filter(|text| !text.is_empty())?;
    Some(text.split(',').map(str::trim).filter(|name| !name.is_empty()))
}

fn first_segment(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

/// Relations, annotations and directory extensions, which a person here never has.
fn is_ignored(name: &str) -> bool {
    let name = first_segment(name);
    name.starts_with('@')
        || name.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("extension_"))
        || RELATIONS.iter().any(|relation| relation.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(text: &str, collection: bool) -> Result<Selection, QueryError> {
        select_users(&Options::parse(&format!("$select={text}")).unwrap(), collection)
    }

    #[test]
    fn names_come_in_any_case_each_once() {
        let selection =
            select("DisplayName, id,displayname,mailNickName,surName,manager,extension_ab_Cd", true).unwrap();
        let names: Vec<_> = selection.properties.iter().map(|p| p.name()).collect();
        assert_eq!(names, ["displayName", "id", "mailNickname", "surname"]);
        assert!(selection.explicit && selection.has(UserProperty::Id));
        assert!(!select_users(&Options::default(), true).unwrap().explicit);
        assert_eq!(select("", true).unwrap(), Selection::default_set());
    }

    #[test]
    fn an_unknown_name_is_named() {
        let error = select("id,colour", true).unwrap_err();
        let text = "Parsing OData Select and Expand failed: \
                    Could not find a property named 'colour' on type 'microsoft.graph.user'.";
        assert_eq!((error.to_string().as_str(), error.code()), (text, "BadRequest"));
    }

    #[test]
    fn skills_are_501_in_a_collection_only() {
        let error = select("id,skills", true).unwrap_err();
        assert_eq!((error.code(), error.status()), ("NotImplemented", 501));
        assert!(select("id,skills", false).is_ok());
    }

    #[test]
    fn other_types_have_their_own_names() {
        let options = Options::parse("$select=SKUID,servicePlans,skuId").unwrap();
        let known = &["id", "skuId", "servicePlans"];
        let type_name = "microsoft.graph.subscribedSku";
        assert_eq!(select_names(&options, type_name, known), Ok(Some(vec!["skuId", "servicePlans"])));
        assert_eq!(select_names(&Options::default(), type_name, known), Ok(None));
        let wrong = Options::parse("$select=colour").unwrap();
        assert_eq!(
            select_names(&wrong, type_name, known),
            Err(QueryError::SelectProperty("colour".into(), type_name))
        );
    }
}
