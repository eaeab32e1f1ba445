//! People: reading, creating, changing, deleting, restoring, importing.

mod create;
mod delete;
mod get;
mod import;
mod losses;
mod restore;
mod update;
mod update_many;
mod validate;

pub(crate) use create::credential;
pub use create::{NewPassword, create};
pub use delete::{delete, purge};
pub use get::{find, find_deleted, get, person, services_of};
pub use import::{ImportReport, ImportRow, ImportStatus, import};
pub use losses::{Loss, LossCounts, LossKind, LossPage, LossPlace, count_losses, losses};
pub use restore::restore;
pub(crate) use update::password_reset;
pub use update::update;
pub(crate) use update_many::edit_of;
pub use update_many::{PeopleAnswer, PeopleEdit, PeopleUpdated, update_many};
pub use validate::{FieldError, validate_user};
