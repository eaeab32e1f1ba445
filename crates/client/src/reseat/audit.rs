//! The audit's export and its signed heads.

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

impl Reseat {
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
