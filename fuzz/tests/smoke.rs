//! Every target over its seeds and a fixed number of changed ones. `RESEAT_FUZZ_RUNS` multiplies the number.

use fastrand::Rng;
use reseat_fuzz::corpus::{folder, seeds};
use reseat_fuzz::mutate::mutated;
use reseat_fuzz::{ALL, Target};

/// Runs one input, and keeps it where it can be found when it breaks something.
fn tried(target: &Target, bytes: &[u8]) {
    let outcome = std::panic::catch_unwind(|| (target.run)(bytes));
    if let Err(panic) = outcome {
        eprintln!("{}: broken by {:?}", target.name, String::from_utf8_lossy(bytes));
        eprintln!("keep these bytes in {} once it is mended", folder(target.name).display());
        std::panic::resume_unwind(panic);
    }
}

fn smoke(name: &str) {
    let target = ALL.iter().find(|target| target.name == name).unwrap();
    let seeds = seeds(name).unwrap();
    assert!(!seeds.is_empty(), "{name} has no seeds");
    for seed in &seeds {
        tried(target, seed);
    }
    let times: u32 = std::env::var("RESEAT_FUZZ_RUNS").map_or(1, |text| text.parse().unwrap());
    let mut rng = Rng::with_seed(u64::from(target.runs));
    for _ in 0..target.runs * times {
        let seed = &seeds[rng.usize(..seeds.len())];
        tried(target, &mutated(&mut rng, seed, &seeds));
    }
}

macro_rules! smoke {
    ($($name:ident)*) => {
        $(#[test] fn $name() { smoke(stringify!($name)); })*
        /// So that a new target is not forgotten here.
        const NAMED: &[&str] = &[$(stringify!($name)),*];
    };
}

smoke! {
    odata_filter odata_options page_token people_csv accounts_list catalog_csv catalog_yaml tenant_yaml
    hosts pem audit_export bearer cookies request
}

#[test]
fn every_target_is_run() {
    let all: Vec<_> = ALL.iter().map(|target| target.name).collect();
    assert_eq!(all, NAMED);
}
