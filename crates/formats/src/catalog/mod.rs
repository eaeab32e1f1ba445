//! Products and their service plans: Reseat's own YAML format, the public reference table, and the catalogue that is
//! built in. docs/catalogue.md describes the format.

mod builtin;
mod classify;
mod merge;
pub(crate) mod raw;
mod reference;
mod resolve;

use std::collections::BTreeMap;
use std::sync::Arc;

use reseat_model::catalog::{Catalog, Dependency, ExclusiveSet, Origin, Plan, Product};

use crate::{Problem, yaml};

pub use builtin::builtin;
pub use classify::{Class, classify};
pub use merge::{Counts, Merged, merge};
pub use reference::parse_reference_table;
pub(crate) use resolve::resolve as resolve_raw;

/// What a file says about products. Entries with a problem are left out, the rest is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedCatalog {
    /// Where the descriptions come from.
    pub origin: Origin,
    /// Products in the order of the file.
    pub products: Vec<Product>,
    /// Plans in the order of the file.
    pub plans: Vec<Plan>,
    /// Dependencies between plans.
    pub dependencies: Vec<Dependency>,
    /// Sets of mutually exclusive plans.
    pub exclusive: Vec<ExclusiveSet>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

impl ParsedCatalog {
    /// Without entries and problems.
    pub(crate) const fn empty(origin: Origin) -> Self {
        Self {
            origin,
            products: Vec::new(),
            plans: Vec::new(),
            dependencies: Vec::new(),
            exclusive: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The catalogue that these entries alone make.
    pub fn to_catalog(&self) -> Catalog {
        let mut dependencies: BTreeMap<_, Vec<Dependency>> = BTreeMap::new();
        for dependency in &self.dependencies {
            dependencies.entry(dependency.plan).or_default().push(dependency.clone());
        }
        Catalog {
            products: self.products.iter().map(|p| (p.sku, Arc::new(p.clone()))).collect(),
            plans: self.plans.iter().map(|p| (p.id, Arc::new(p.clone()))).collect(),
            dependencies,
            exclusive: self.exclusive.clone(),
        }
    }
}

/// Reads products in Reseat's own format. Plans may be named that `known` describes. What comes in gets `origin`.
///
/// A file that is not such YAML at all gives one problem and no entries.
pub fn parse(text: &str, origin: Origin, known: &Catalog) -> ParsedCatalog {
    match yaml::read::<raw::RawCatalog>(text) {
        Ok(raw) => resolve::resolve(raw, origin, known),
        Err(problem) => ParsedCatalog { problems: vec![problem], ..ParsedCatalog::empty(origin) },
    }
}

#[cfg(test)]
mod tests;
