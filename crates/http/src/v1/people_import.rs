//! `POST /reseat/v1/people/import`

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use reseat_app::people::{self, ImportRow, ImportStatus};
use reseat_formats::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::request::{ApiError, Caller, blocking};

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
pub(super) struct PeopleImportWire {
    dry_run: bool,
    counts: ImportCountsWire,
    rows: Vec<ImportRowWire>,
}

/// Rows by what became of them.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct ImportCountsWire {
    created: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
}

/// One row's result.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportRowWire {
    line: Option<u64>,
    user_principal_name: String,
    status: &'static str,
    user_id: Option<String>,
    temporary_password: Option<String>,
    /// Why the row was left out and what to do, in English.
    problem: Option<String>,
    /// The same as a code that stays: fileEmpty, columnMissing, notUtf8, rowUnreadable, tooManyRows, tooManyCells,
    /// cellEmpty, valueTooLong, countryUnknown, notYesOrNo, signInNameTwice, signInNameInvalid, displayNameMissing, or a
    /// reason of a refused change such as upnTaken.
    code: Option<&'static str>,
    /// What the text says beside the code: the column, the value written there, the max of what there is too much of, the
    /// line of the first row with the same sign-in name.
    values: BTreeMap<&'static str, String>,
}

impl From<ImportRow> for ImportRowWire {
    fn from(row: ImportRow) -> Self {
        let (code, values, problem) = match row.problem {
            Some(Problem { code, values, message, .. }) => (Some(code), values, Some(message)),
            None => (None, Vec::new(), None),
        };
        Self {
            line: row.line,
            user_principal_name: row.upn,
            status: status_word(row.status),
            user_id: row.user.map(|id| id.to_string()),
            temporary_password: row.temporary_password,
            problem,
            code,
            values: values.into_iter().collect(),
        }
    }
}

const fn status_word(status: ImportStatus) -> &'static str {
    match status {
        ImportStatus::Created => "created",
        ImportStatus::Updated => "updated",
        ImportStatus::Unchanged => "unchanged",
        ImportStatus::Refused => "refused",
    }
}

/// Imports people from the admin centre's bulk template, at most 1,000 rows per request. Run again it ends the same.
#[utoipa::path(post, path = "/reseat/v1/people/import", tag = "people", params(ImportQuery),
    request_body(content = String, content_type = "text/csv"), responses((status = 200, body = PeopleImportWire)))]
pub(super) async fn import(
    State(state): State<V1>,
    Caller(call): Caller,
    Query(query): Query<ImportQuery>,
    body: Bytes,
) -> Result<Json<PeopleImportWire>, ApiError> {
    let report = blocking(&state, move |app| people::import(app, &call, &body, query.dry_run)).await?;
    let mut counts = ImportCountsWire::default();
    for row in &report.rows {
        *match row.status {
            ImportStatus::Created => &mut counts.created,
            ImportStatus::Updated => &mut counts.updated,
            ImportStatus::Unchanged => &mut counts.unchanged,
            ImportStatus::Refused => &mut counts.refused,
        } += 1;
    }
    let rows = report.rows.into_iter().map(ImportRowWire::from).collect();
    Ok(Json(PeopleImportWire { dry_run: report.dry_run, counts, rows }))
}
