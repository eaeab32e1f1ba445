//! From the text of a query string to `reseat_model::query`: `$filter`, `$select`, `$orderby`, `$top`, `$skiptoken`,
//! `$count`, `$search` as Microsoft Graph reads them, with its error texts (contract sections 0, 2.1 and 7.2).
//!
//! Pure: no HTTP, no store. [`parse_user_list`] and [`parse_user_single`] read the query of people; other collections
//! take [`Options`] and [`select_names`]. Every input is bounded by `model::limits`; nothing here panics on any bytes.

mod error;
mod filter;
mod options;
mod print;
mod search;
mod select;
mod token;
mod users;

pub use error::QueryError;
pub use filter::{ParsedFilter, parse_filter};
pub use options::{Options, SystemOption, next_link};
pub use print::print_filter;
pub use select::{Selection, select_names};
pub use token::{decode_cursor, encode_cursor};
pub use users::{People, UserList, parse_user_count, parse_user_list, parse_user_single};
