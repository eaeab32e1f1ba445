//! `/reseat/v1` through the real router, use cases, writer and worker, in process (design section 10).

mod all_or_nothing;
mod audit;
mod binding;
mod catalog;
mod change_sets;
mod clock;
mod deleted_users;
mod guests;
mod idempotency;
mod jobs;
mod licenses_page;
mod listing;
mod people_import;
mod refusals;
mod replace_and_move;
mod revert;
mod selections;
mod session;
mod settings;
mod support;
mod two_organisations;
mod unassign_all;
