//! `/reseat/v1/catalog`: the products that an organisation could hold.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri, header};
use reseat_app::AppError;
use reseat_app::catalog::{self, CatalogSource};
use reseat_formats::catalog::Counts;
use reseat_model::catalog::Origin;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::page::{Page, PageParams};
use super::request::{ApiError, Caller, blocking};
use super::wire::NamesWire;

/// A product in the catalogue.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CatalogProductWire {
    sku_id: String,
    sku_part_number: String,
    names: NamesWire,
    applies_to: &'static str,
    origin: &'static str,
    plan_count: usize,
}

/// Which products.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct CatalogQuery {
    /// Part of the name or part number.
    search: Option<String>,
}

/// Products of the catalogue, by name.
#[utoipa::path(get, path = "/reseat/v1/catalog/products", tag = "catalog", params(CatalogQuery, PageParams),
    responses((status = 200, body = Page<CatalogProductWire>)))]
pub(super) async fn list(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<CatalogQuery>,
    Query(page): Query<PageParams>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<Page<CatalogProductWire>>, ApiError> {
    let top = page.top()?;
    let from = usize::try_from(page.place()?).unwrap_or(usize::MAX);
    let (found, total) =
        blocking(&state, move |app| catalog::list(app, &call, query.search.as_deref(), from, top)).await?;
    let next = (from.saturating_add(found.len()) < total).then(|| (from + found.len()).to_string());
    let rows = found
        .iter()
        .map(|product| CatalogProductWire {
            sku_id: product.sku.to_string(),
            sku_part_number: product.part_number.clone(),
            names: NamesWire::from(&product.names),
            applies_to: super::wire::applies_word(product.applies_to),
            origin: match product.origin {
                Origin::BuiltIn => "builtIn",
                Origin::Imported => "imported",
                Origin::Organization => "organization",
            },
            plan_count: product.plans.len(),
        })
        .collect();
    let mut answer = Page::new(rows, next, &state, &headers, &uri)?;
    answer.count = page.wants_count().then_some(total as u64);
    Ok(Json(answer))
}

/// How to import.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportQuery {
    /// `true` writes nothing.
    #[serde(default)]
    dry_run: bool,
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CatalogImportWire {
    dry_run: bool,
    products: ImportCounts,
    plans: ImportCounts,
    problems: Vec<ProblemWire>,
}

/// Entries by what became of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportCounts {
    added: u64,
    updated: u64,
    unchanged: u64,
}

/// A row that was left out.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProblemWire {
    line: Option<u64>,
    message: String,
}

impl From<Counts> for ImportCounts {
    fn from(counts: Counts) -> Self {
        Self { added: counts.added, updated: counts.updated, unchanged: counts.unchanged }
    }
}

/// Imports products: the public reference table as CSV, or Reseat's own format as YAML. Wrong rows are reported.
#[utoipa::path(post, path = "/reseat/v1/catalog/import", tag = "catalog", params(ImportQuery),
    request_body(content = String, content_type = "text/csv"), responses((status = 200, body = CatalogImportWire)))]
pub(super) async fn import(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ImportQuery>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<CatalogImportWire>, ApiError> {
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let yaml = content_type.contains("yaml");
    let report = blocking(&state, move |app| {
        let text;
        let source = if yaml {
            text = std::str::from_utf8(&body).map_err(|_| AppError::invalid("the file is not UTF-8 text"))?;
            CatalogSource::Products(text)
        } else {
            CatalogSource::ReferenceTable(&body)
        };
        catalog::import(app, &call, source, query.dry_run)
    })
    .await?;
    let problems = report.problems.into_iter();
    Ok(Json(CatalogImportWire {
        dry_run: report.dry_run,
        products: report.products.into(),
        plans: report.plans.into(),
        problems: problems.map(|p| ProblemWire { line: p.line, message: p.message }).collect(),
    }))
}
