//! One file per operation: what it does, what it refuses, how it answers. The table that names them is
//! [`crate::ROUTES`].

pub(crate) mod assign_license;
pub(crate) mod count_deleted_users;
pub(crate) mod count_users;
pub(crate) mod create_user;
pub(crate) mod delete_user;
pub(crate) mod get_deleted_item;
pub(crate) mod get_license_detail;
pub(crate) mod get_subscribed_sku;
pub(crate) mod get_user;
pub(crate) mod list_deleted_users;
pub(crate) mod list_license_details;
pub(crate) mod list_subscribed_skus;
pub(crate) mod list_users;
pub(crate) mod purge_deleted_item;
pub(crate) mod restore_deleted_item;
mod shared;
pub(crate) mod update_user;
