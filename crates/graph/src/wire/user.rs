//! `user` (contract sections 2.1 and 2.2): the properties that were asked for, null where there is no value.

use reseat_model::query::{Kind, UserProperty, Value};
use reseat_model::user::User;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::id::{Instant, Text};
use crate::holdings::Licenses;

/// How much of a person the caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visible {
    /// Everything.
    All,
    /// What `User.ReadBasic.All` gives; the rest is null.
    Basic,
}

/// What `User.ReadBasic.All` gives.
pub(crate) const BASIC: &[UserProperty] = &[
    UserProperty::Id,
    UserProperty::DisplayName,
    UserProperty::GivenName,
    UserProperty::Surname,
    UserProperty::Mail,
    UserProperty::UserPrincipalName,
];

/// A person as an entity.
#[derive(Debug)]
pub(crate) struct UserBody<'a> {
    pub context: Option<String>,
    /// Whether the type is said, where objects of other types could stand.
    pub typed: bool,
    pub user: &'a User,
    pub properties: &'a [UserProperty],
    pub visible: Visible,
    /// Loaded when a property needs it, see [`needs_licenses`].
    pub licenses: Option<&'a Licenses>,
}

/// Whether any of the properties comes from what the person holds.
pub(crate) fn needs_licenses(properties: &[UserProperty]) -> bool {
    properties.iter().any(|property| {
        matches!(
            property,
            UserProperty::AssignedLicenses
                | UserProperty::AssignedPlans
                | UserProperty::LicenseAssignmentStates
                | UserProperty::ProvisionedPlans
        )
    })
}

impl UserBody<'_> {
    fn property<M: SerializeMap>(&self, map: &mut M, property: UserProperty) -> Result<(), M::Error> {
        let name = property.name();
        if self.visible == Visible::Basic && !BASIC.contains(&property) {
            return absent(map, property);
        }
        if let Some(licenses) = self.licenses {
            match property {
                UserProperty::AssignedLicenses => return map.serialize_entry(name, &licenses.assigned),
                UserProperty::AssignedPlans => return map.serialize_entry(name, &licenses.plans),
                UserProperty::LicenseAssignmentStates => return map.serialize_entry(name, &licenses.states),
                UserProperty::ProvisionedPlans => return map.serialize_entry(name, &licenses.provisioned),
                _ => {}
            }
        }
        if property == UserProperty::UserPrincipalName && self.user.deleted_at.is_some() {
            return map.serialize_entry(name, &deleted_upn(self.user));
        }
        if property.kind() == Kind::Texts {
            return map.serialize_entry(name, &property.texts(self.user).collect::<Vec<_>>());
        }
        match property.value(self.user) {
            Value::Null => absent(map, property),
            Value::Bool(flag) => map.serialize_entry(name, &flag),
            Value::Text(text) => map.serialize_entry(name, text),
            Value::Instant(at) => map.serialize_entry(name, &Instant(at)),
            Value::Guid(id) => map.serialize_entry(name, &Text(id.hyphenated())),
        }
    }
}

impl Serialize for UserBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(context) = &self.context {
            map.serialize_entry("@odata.context", context)?;
        }
        if self.typed {
            map.serialize_entry("@odata.type", "#microsoft.graph.user")?;
        }
        for property in self.properties {
            self.property(&mut map, *property)?;
        }
        map.end()
    }
}

/// No value: null, or an empty list.
fn absent<M: SerializeMap>(map: &mut M, property: UserProperty) -> Result<(), M::Error> {
    let is_list = matches!(property.kind(), Kind::Texts | Kind::Licenses | Kind::Plans)
        || matches!(
            property,
            UserProperty::LicenseAssignmentStates
                | UserProperty::ProvisionedPlans
                | UserProperty::Identities
                | UserProperty::OnPremisesProvisioningErrors
                | UserProperty::ServiceProvisioningErrors
        );
    if is_list {
        map.serialize_entry(property.name(), &[(); 0])
    } else {
        map.serialize_entry(property.name(), &())
    }
}

/// The sign-in name of a deleted person: their id without hyphens in front (contract section 4).
fn deleted_upn(user: &User) -> String {
    format!("{}{}", user.id.0.simple(), user.upn)
}
