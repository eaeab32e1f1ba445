//! What can be wrong with a person's properties, in Graph's words.

use reseat_app::people::FieldError;
use reseat_model::query::UserProperty;

use crate::error::{Detail, GraphError};

fn about(code: &'static str, name: &str, message: String) -> GraphError {
    let detail = Detail::new(code, name, message.clone());
    GraphError::bad_request(message).with_details(vec![detail])
}

/// A property that a person does not have.
pub(super) fn unknown(name: &str) -> GraphError {
    about("UnknownProperty", name, format!("Invalid property '{name}'."))
}

/// A property that only the directory sets.
pub(super) fn read_only(property: UserProperty) -> GraphError {
    let name = property.name();
    about("ReadOnlyProperty", name, format!("Property '{name}' is read-only and cannot be set."))
}

/// A property that this server does not keep.
pub(super) fn not_kept(property: UserProperty) -> GraphError {
    let name = property.name();
    about(
        "UnsupportedProperty",
        name,
        format!("Property '{name}' of resource 'User' is not kept by this server."),
    )
}

/// A value that the property cannot have.
pub(super) fn invalid(property: UserProperty) -> GraphError {
    let name = property.name();
    about("InvalidValue", name, format!("Invalid value specified for property '{name}' of resource 'User'."))
}

/// A required property without a value.
pub(super) fn required(property: UserProperty) -> GraphError {
    let name = property.name();
    about("PropertyRequired", name, format!("A value is required for property '{name}' of resource 'User'."))
}

/// The refusal of a body that lacks required properties.
pub(crate) fn lacking(properties: &[UserProperty]) -> Option<GraphError> {
    let mut errors = properties.iter().map(|property| required(*property));
    let first = errors.next()?;
    let details = first.details.iter().cloned().chain(errors.flat_map(|error| error.details)).collect();
    Some(first.with_details(details))
}

/// The refusal of values that the directory does not take; the details say why.
pub(crate) fn unfit(errors: &[FieldError]) -> GraphError {
    let details =
        errors.iter().map(|error| Detail::new("InvalidValue", error.property, error.message.clone()));
    let name = errors.first().map_or("", |error| error.property);
    let message = format!("Invalid value specified for property '{name}' of resource 'User'.");
    GraphError::bad_request(message).with_details(details.collect())
}

/// A value of another type.
pub(super) fn wrong_type(expected: &str) -> GraphError {
    GraphError::bad_request(format!(
        "Cannot convert a value to the expected type '{expected}'. See the inner exception for more details."
    ))
}
