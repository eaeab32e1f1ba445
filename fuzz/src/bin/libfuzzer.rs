//! The coverage-guided runner: `RESEAT_FUZZ_TARGET` names the target. Built and run by scripts/fuzz.sh.

#![no_main]

use std::sync::OnceLock;

use reseat_fuzz::{ALL, Target};

fn target() -> &'static Target {
    static TARGET: OnceLock<&Target> = OnceLock::new();
    TARGET.get_or_init(|| {
        let wanted = std::env::var("RESEAT_FUZZ_TARGET").unwrap_or_default();
        let names: Vec<_> = ALL.iter().map(|target| target.name).collect();
        let found = ALL.iter().find(|target| target.name == wanted);
        found.unwrap_or_else(|| panic!("RESEAT_FUZZ_TARGET must be one of {}", names.join(", ")))
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (target().run)(bytes));
