//! The catalogue that ships with Reseat: the products most organisations hold.

use std::sync::LazyLock;

use reseat_model::catalog::{Catalog, Origin};

use super::raw::RawCatalog;
use super::{ParsedCatalog, resolve};
use crate::yaml;

/// The files under catalog/, read as one.
const FILES: [&str; 4] = [
    include_str!("../../../../catalog/plans.yaml"),
    include_str!("../../../../catalog/products.yaml"),
    include_str!("../../../../catalog/dependencies.yaml"),
    include_str!("../../../../catalog/exclusive.yaml"),
];

static BUILTIN: LazyLock<Catalog> = LazyLock::new(|| parsed().to_catalog());

/// The built-in catalogue.
pub fn builtin() -> &'static Catalog {
    &BUILTIN
}

/// The built-in files with their problems, of which a test allows none.
pub(super) fn parsed() -> ParsedCatalog {
    let mut all = RawCatalog::default();
    let mut problems = Vec::new();
    for file in FILES {
        match yaml::read(file) {
            Ok(raw) => all.append(raw),
            Err(problem) => problems.push(problem),
        }
    }
    let mut parsed = resolve::resolve(all, Origin::BuiltIn, &Catalog::default());
    parsed.problems.extend(problems);
    parsed
}
