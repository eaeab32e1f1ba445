//! Exports that are text, page by page, and the audit's signed heads.

use serde::{Deserialize, Serialize};

use super::Reseat;
use crate::page::Pages;
use crate::{Call, Error, url};

/// A part of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditExportPage {
    /// Its lines.
    pub text: String,
    /// Whether more follow.
    pub more: bool,
}

/// A page of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportText {
    /// Its lines.
    pub text: String,
    /// The address of the next page; `None` after the last.
    pub next: Option<String>,
}

/// A place of the audit's chain, signed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SignedHead {
    /// From 1 without gaps.
    pub number: u64,
    /// Last record and its hash.
    pub head: String,
    /// When it was signed.
    pub signed_date_time: String,
    /// Which key signed.
    pub key_id: String,
    /// The signature, hexadecimal.
    pub signature: String,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Change sets, a row for each person.
    Changes,
    /// Jobs.
    Jobs,
}

impl Reseat {
    /// The first page of an export as `jsonl` or `csv`, of change sets that took effect in a span of time. Go on with
    /// [`Reseat::next_export`].
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn export(
        &self,
        what: Export,
        format: &str,
        (from, to): (Option<&str>, Option<&str>),
        top: u32,
    ) -> Result<ExportText, Error> {
        let mut options = vec![("$top", top.to_string()), ("format", format.to_owned())];
        options.extend(from.map(|from| ("from", from.to_owned())));
        options.extend(to.map(|to| ("to", to.to_owned())));
        let path = match what {
            Export::Changes => "/reseat/v1/changeSets/export",
            Export::Jobs => "/reseat/v1/jobs/export",
        };
        self.export_text(&url::with_query(path, &options))
    }

    /// The next page of an export.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn next_export(&self, next: &str) -> Result<ExportText, Error> {
        self.export_text(next)
    }

    fn export_text(&self, target: &str) -> Result<ExportText, Error> {
        let answer = self.client.send(&Call::get(target.to_owned()))?;
        let next = answer
            .header("link")
            .and_then(|link| Some(link.split_once('<')?.1.split_once('>')?.0.to_owned()));
        Ok(ExportText { text: answer.text()?, next })
    }

    /// The lines of the audit's export after a record, such as `17-0`; from the beginning without one.
    ///
    /// # Errors
    /// [`Error::Api`] 404 when the record has gone by retention meanwhile.
    pub fn audit_export(&self, after: Option<&str>, top: u32) -> Result<AuditExportPage, Error> {
        let mut options = vec![("$top", top.to_string())];
        options.extend(after.map(|after| ("$skiptoken", after.to_owned())));
        let answer = self.client.send(&Call::get(url::with_query("/reseat/v1/audit/export", &options)))?;
        Ok(AuditExportPage { more: answer.header("link").is_some(), text: answer.text()? })
    }

    /// The audit's signed heads, newest first.
    pub fn audit_heads(&self, top: u32) -> Pages<SignedHead> {
        self.client.pages(Call::get(url::with_query("/reseat/v1/audit/heads", &[("$top", top.to_string())])))
    }
}
