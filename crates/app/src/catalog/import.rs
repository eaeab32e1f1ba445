//! Importing products: the public reference table, or files in Reseat's own format.

use reseat_authz::Action;
use reseat_formats::Problem;
use reseat_formats::catalog::{Counts, ParsedCatalog, merge, parse, parse_reference_table};
use reseat_model::TenantId;
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::catalog::{Catalog, Origin};
use reseat_model::change_set::Kind;
use reseat_model::log::ObjectKind;
use reseat_store::{Batch, Change, Record};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// What is imported.
#[derive(Debug, Clone, Copy)]
pub enum CatalogSource<'a> {
    /// The public reference table, CSV with six columns.
    ReferenceTable(&'a [u8]),
    /// Reseat's own format, YAML: the organisation's own products.
    Products(&'a str),
}

/// What an import did or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogImport {
    /// Nothing was written.
    pub dry_run: bool,
    /// Products by what became of them.
    pub products: Counts,
    /// Plans by what became of them.
    pub plans: Counts,
    /// Rows that were left out, and why.
    pub problems: Vec<Problem>,
}

/// Imports products into the tenant's catalogue. Wrong rows are reported, the rest is kept.
///
/// # Errors
/// When the caller may not, nothing in the file can be read, or writing fails.
pub fn import(
    app: &App,
    call: &Call,
    source: CatalogSource<'_>,
    dry_run: bool,
) -> Result<CatalogImport, AppError> {
    call.grant(Action::CatalogWrite)?;
    let state = app.tenant(call.tenant)?;
    let parsed = match source {
        CatalogSource::ReferenceTable(bytes) => parse_reference_table(bytes),
        CatalogSource::Products(text) => parse(text, Origin::Organization, &state.catalog),
    };
    if parsed.products.is_empty() && parsed.plans.is_empty() {
        let why = parsed.problems.first().map_or_else(|| "it is empty".to_owned(), ToString::to_string);
        return Err(AppError::invalid(format!("nothing in the file can be imported: {why}")));
    }
    let merged = merge(&state.catalog, &parsed);
    let result = CatalogImport {
        dry_run,
        products: merged.products,
        plans: merged.plans,
        problems: parsed.problems.clone(),
    };
    let rows = merged_rows(call.tenant, &state.catalog, &merged.catalog, &parsed);
    if dry_run || rows.changes.is_empty() {
        return Ok(result);
    }
    let mut submission = Submission::new(call.tenant, call.meta(app, Kind::Administration, None), Vec::new());
    submission.rows = rows;
    submission.append = call.join.is_some();
    submission.audit.push((ObjectKind::Catalog, entry(&state.tenant.display_name, call.tenant, &result)));
    app.writer.submit(submission)?;
    Ok(result)
}

/// The rows in which the catalogue after differs from the one before.
pub fn merged_rows(tenant: TenantId, before: &Catalog, after: &Catalog, parsed: &ParsedCatalog) -> Batch {
    let mut changes = Vec::new();
    for (id, plan) in &after.plans {
        if before.plans.get(id) != Some(plan) {
            changes.push(Change::Put(reseat_model::catalog::Plan::TABLE, plan.to_row(tenant)));
        }
    }
    for (id, product) in &after.products {
        if before.products.get(id) != Some(product) {
            changes.push(Change::Put(reseat_model::catalog::Product::TABLE, product.to_row(tenant)));
        }
    }
    for dependency in &parsed.dependencies {
        if !before.dependencies.get(&dependency.plan).is_some_and(|known| known.contains(dependency)) {
            changes.push(Change::Put(reseat_model::catalog::Dependency::TABLE, dependency.to_row(tenant)));
        }
    }
    for set in &parsed.exclusive {
        if !before.exclusive.contains(set) {
            changes.push(Change::Put(reseat_model::catalog::ExclusiveSet::TABLE, set.to_row(tenant)));
        }
    }
    Batch { preconditions: Vec::new(), changes }
}

fn entry(name: &str, tenant: TenantId, result: &CatalogImport) -> AuditEntry {
    let count = |name: &str, counts: Counts| ModifiedProperty {
        name: name.to_owned(),
        old: String::new(),
        new: format!("added {}, updated {}, unchanged {}", counts.added, counts.updated, counts.unchanged),
    };
    AuditEntry {
        activity: Activity::UpdateCatalog,
        target: Target::Other { kind: "Catalog", id: tenant.to_string(), name: name.to_owned() },
        modified: vec![count("Products", result.products), count("ServicePlans", result.plans)],
    }
}
