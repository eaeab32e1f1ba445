//! Pages of a list: `$top`, `$skiptoken`, and the link to the next one.

use axum::http::{HeaderMap, Uri};
use reseat_graph::GraphError;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::V1;
use super::request::ApiError;

/// Rows of a page when `$top` is absent.
const TOP_DEFAULT: usize = 50;
/// Rows of a page at most.
const TOP_MAX: usize = 999;

/// Where a page begins and how long it is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// Rows of the page, 1 to 999; 50 when absent.
    #[serde(rename = "$top")]
    pub top: Option<String>,
    /// From the next link of the page before.
    #[serde(rename = "$skiptoken")]
    pub skip_token: Option<String>,
    /// `true` adds `@odata.count` where the list can count.
    #[serde(rename = "$count")]
    pub count: Option<String>,
}

impl PageParams {
    /// Rows of the page.
    ///
    /// # Errors
    /// 400 outside 1 to 999.
    pub fn top(&self) -> Result<usize, ApiError> {
        let Some(text) = &self.top else { return Ok(TOP_DEFAULT) };
        match text.trim().parse() {
            Ok(top) if (1..=TOP_MAX).contains(&top) => Ok(top),
            _ => Err(bad(format!(
                "Invalid page size specified: '{text}'. Must be between 1 and 999 inclusive."
            ))),
        }
    }

    /// Whether the count is wanted.
    pub fn wants_count(&self) -> bool {
        self.count.as_deref().is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// The token as a number, for lists that go on by place.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn place(&self) -> Result<u64, ApiError> {
        match &self.skip_token {
            None => Ok(0),
            Some(text) => text.parse().map_err(|_| self.bad_token()),
        }
    }

    /// The refusal of a token that does not read.
    pub fn bad_token(&self) -> ApiError {
        bad("The $skiptoken is not one of this list's; begin with the first page.".to_owned())
    }
}

fn bad(message: String) -> ApiError {
    ApiError(GraphError::bad_request(message))
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// How many there are in all, when asked for.
    #[serde(rename = "@odata.count", skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The next page, when there is one.
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    /// The rows.
    pub value: Vec<T>,
}

impl<T> Page<T> {
    /// A page without a next one.
    pub fn last(value: Vec<T>) -> Self {
        Self { count: None, next_link: None, value }
    }

    /// A page that goes on with `token`, if there is one.
    ///
    /// # Errors
    /// 421 when the server was called by a name that is not its own.
    pub fn new(
        value: Vec<T>,
        token: Option<String>,
        state: &V1,
        headers: &HeaderMap,
        uri: &Uri,
    ) -> Result<Self, ApiError> {
        let next_link = match token {
            Some(token) => Some(next_link(&state.base.of(headers)?, uri, &token)),
            None => None,
        };
        Ok(Self { count: None, next_link, value })
    }
}

/// The same address with another token.
fn next_link(base: &str, uri: &Uri, token: &str) -> String {
    let kept = uri.query().unwrap_or_default().split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && !["$skiptoken", "%24skiptoken", "$count", "%24count"].contains(&name)
    });
    let mut query: Vec<String> = kept.map(str::to_owned).collect();
    query.push(format!("$skiptoken={token}"));
    format!("{base}{}?{}", uri.path(), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_next_link_keeps_the_other_options() {
        let uri: Uri = "/reseat/v1/people?search=a%20b&$top=5&$count=true&$skiptoken=old".parse().unwrap();
        let link = next_link("https://localhost:8443", &uri, "new");
        assert_eq!(link, "https://localhost:8443/reseat/v1/people?search=a%20b&$top=5&$skiptoken=new");
    }
}
