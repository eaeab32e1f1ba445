//! A collection: `value` with what OData says around it.

use serde::Serialize;

/// The body of a list. What is absent is not written.
#[derive(Debug, Serialize)]
pub(crate) struct Collection<T> {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    #[serde(rename = "@odata.count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    pub value: Vec<T>,
}

impl<T> Collection<T> {
    /// All of it on one page.
    pub fn whole(context: Option<String>, value: Vec<T>) -> Self {
        Self { context, count: None, next_link: None, value }
    }
}
