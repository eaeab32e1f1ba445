//! The simulation in every run of the tests: the bug base, fresh seeds, two stores, and proof that it finds defects.

use std::collections::BTreeSet;

use reseat_sim::case::{Case, Op};
use reseat_sim::mutation::{Defect, Mutation};
use reseat_sim::run::run;
use reseat_sim::server::Backend;
use reseat_sim::tenant::processes;
use reseat_sim::{bugs, generate};

/// Steps of a seed.
const STEPS: usize = 80;
/// Seeds in memory; `RESEAT_SIM_SEEDS` makes more of them.
const SEEDS: u64 = 24;
/// Where they begin: the day of the release train would do, any number does.
const FIRST: u64 = 20_000;

fn seeds() -> u64 {
    std::env::var("RESEAT_SIM_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS)
}

#[track_caller]
fn passes(case: &Case, backend: Backend, name: &str) -> reseat_sim::run::Outcome {
    let outcome = run(case, backend, None).unwrap();
    if let Some(violation) = &outcome.violation {
        panic!(
            "{name}: {violation}\nagain: cargo xtask sim --seed {} --steps {}\n{}",
            case.seed,
            case.steps.len(),
            outcome.trace.join("\n")
        );
    }
    outcome
}

#[test]
fn every_bug_that_was_found_stays_mended() {
    for (name, bug) in bugs::all().unwrap() {
        let case = bug.case().unwrap_or_else(|error| panic!("{name}: {error}"));
        passes(&case, Backend::memory(), &name);
    }
}

#[test]
fn fresh_seeds_pass_and_repeat_byte_for_byte() {
    for seed in FIRST..FIRST + seeds() {
        let case = generate::case(seed, STEPS);
        let once = passes(&case, Backend::memory(), "in memory");
        if seed % 4 == 0 {
            let again = passes(&case, Backend::memory(), "in memory, again");
            assert_eq!(once.trace, again.trace, "seed {seed}");
            assert_eq!(once.rows, again.rows, "seed {seed}");
        }
    }
}

#[test]
fn sqlite_ends_in_the_same_rows_as_memory() {
    for seed in FIRST..FIRST + seeds().div_ceil(4) {
        if processes(seed) > 1 {
            continue;
        }
        let case = generate::case(seed, STEPS / 2);
        let memory = passes(&case, Backend::memory(), "in memory");
        let sqlite = passes(&case, Backend::sqlite().unwrap(), "on SQLite");
        assert_eq!(memory.trace, sqlite.trace, "seed {seed}");
        assert_eq!(memory.rows, sqlite.rows, "seed {seed}");
    }
}

#[test]
fn postgresql_ends_in_the_same_rows_as_memory() {
    for seed in FIRST..FIRST + seeds().div_ceil(8) {
        let case = generate::case(seed, STEPS / 2);
        let memory = passes(&case, Backend::memory(), "in memory");
        let postgres = passes(&case, Backend::postgres(), "on PostgreSQL");
        assert_eq!(memory.trace, postgres.trace, "seed {seed}");
        assert_eq!(memory.rows, postgres.rows, "seed {seed}");
    }
}

/// Each defect is put in at several places of several seeds, and found in one of a few tries.
#[test]
fn defects_that_are_put_in_are_found() {
    for defect in Defect::ALL {
        let found = (0..6).find_map(|attempt| {
            let case = generate::case(40_000 + attempt, STEPS);
            let mutation = Mutation::new(defect, attempt as usize % 3);
            run(&case, Backend::memory(), Some(mutation)).unwrap().violation
        });
        assert!(found.is_some(), "{defect:?} was not found in 6 seeds");
    }
}

/// Every kind of operation is generated, is done at times, and those that can be refused are at times.
#[test]
fn every_operation_is_tried_and_succeeds_somewhere() {
    let (mut done, mut known) = (BTreeSet::new(), BTreeSet::new());
    for seed in 30_000..30_040 {
        let case = generate::case(seed, STEPS);
        known.extend(case.steps.iter().map(|step| step.op.kind()));
        let outcome = passes(&case, Backend::memory(), "coverage");
        done.extend(outcome.kinds.into_iter().filter(|(_, how)| *how == "done").map(|(kind, _)| kind));
    }
    assert_eq!(known.len(), Op::KINDS, "the generator makes {known:?}");
    assert_eq!(done, known, "generated, but never done");
}
