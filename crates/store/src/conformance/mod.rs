//! The conformance suite: what every store has to do, run against each by [`crate::conformance_suite`].
//!
//! A test takes an empty store and panics where the store is wrong. The tables are the declared ones, so that a store
//! is tried with what it will hold.

mod concurrency;
mod dice;
mod differential;
mod ranges;
mod reads;
mod round_trips;
mod samples;
mod writes;

pub use concurrency::*;
pub use dice::Dice;
pub use differential::*;
pub use ranges::*;
pub use reads::*;
pub use round_trips::*;
pub use samples::Sample;
pub use writes::*;

/// Makes a `#[test]` of every conformance test. The expression gives a guard (dropped after the test, such as a
/// temporary folder) and an empty store: `conformance_suite!(((), MemoryStore::new()))`.
#[macro_export]
macro_rules! conformance_suite {
    ($make:expr) => {
        $crate::conformance_suite! { @tests $make;
            point_reads_answer_in_the_order_asked,
            point_reads_of_many_keys,
            a_scan_of_an_empty_table_is_empty,
            tenants_do_not_see_each_other,
            tenants_are_listed_without_a_prefix,
            key_order_with_every_bound,
            index_order_with_every_bound,
            nulls_come_first,
            ties_are_broken_by_the_key,
            text_is_ordered_by_its_bytes,
            limits_cut_and_counts_do_not,
            pages_by_key_meet_every_row_once,
            scans_at_once_are_scans_one_by_one,
            entries_are_the_ordering_columns_of_the_rows,
            put_inserts_and_replaces,
            put_moves_index_entries,
            insert_refuses_an_existing_key,
            delete_removes_and_absence_is_fine,
            a_table_of_key_columns_only,
            preconditions_are_checked_before_changes,
            preconditions_compare_null,
            a_failing_batch_changes_nothing,
            a_row_of_another_shape_is_refused,
            an_empty_batch_is_applied,
            unique_indexes_refuse_a_second_row,
            unique_indexes_ignore_nulls,
            a_name_may_move_within_a_batch,
            many_changes_in_one_batch,
            readers_see_whole_batches_only,
            compare_and_set_loses_no_update,
            every_record_comes_back_equal,
            a_store_differs_nowhere_from_the_oracle,
        }
    };
    (@tests $make:expr; $($test:ident),* $(,)?) => {$(
        #[test]
        fn $test() {
            let (_guard, store) = $make;
            $crate::conformance::$test(&store);
        }
    )*};
}
