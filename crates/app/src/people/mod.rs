//! People: reading, creating, changing, deleting, restoring, importing.

mod create;
mod delete;
mod get;
mod import;
mod restore;
mod update;
mod update_many;
mod validate;

pub(crate) use create::credential;
pub use create::{NewPassword, create};
pub use delete::{delete, purge};
pub use get::{find, find_deleted, get, person, services_of};
pub use import::{ImportReport, ImportRow, ImportStatus, import};
pub use restore::restore;
pub use update::update;
pub use update_many::{PeopleEdit, PeopleUpdated, update_many};
pub use validate::{FieldError, validate_user};
