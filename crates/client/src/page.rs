//! Collections: pages that follow `@odata.nextLink`, and rows that follow pages.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::{Call, Client, Error};

/// Pages of one collection that are read at most; a server whose links never end is broken.
const PAGES_MAX: usize = 100_000;

/// One page of a collection.
#[derive(Debug, Clone, Deserialize)]
pub struct Page<T> {
    /// Its rows; may be empty although more follow (contract 7.2).
    pub value: Vec<T>,
    /// Where the next page is.
    #[serde(default, rename = "@odata.nextLink")]
    pub next_link: Option<String>,
    /// Rows in all, on the first page and only when asked for.
    #[serde(default, rename = "@odata.count")]
    pub count: Option<u64>,
}

/// An iterator over pages. Ends after the last page or the first error.
pub struct Pages<T> {
    client: Client,
    next: Option<Call>,
    read: usize,
    row: std::marker::PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Pages<T> {
    pub(crate) fn new(client: Client, first: Call) -> Self {
        Self { client, next: Some(first), read: 0, row: std::marker::PhantomData }
    }

    /// All rows of all pages.
    ///
    /// # Errors
    /// The first error on the way.
    pub fn all(self) -> Result<Vec<T>, Error> {
        self.take_rows(usize::MAX)
    }

    /// The first `limit` rows, reading no more pages than needed.
    ///
    /// # Errors
    /// The first error on the way.
    pub fn take_rows(self, limit: usize) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        for page in self {
            rows.extend(page?.value);
            if rows.len() >= limit {
                rows.truncate(limit);
                break;
            }
        }
        Ok(rows)
    }
}

impl<T: DeserializeOwned> Iterator for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let call = self.next.take()?;
        self.read += 1;
        let page: Result<Page<T>, Error> = self.client.fetch(&call);
        if let Ok(page) = &page
            && let Some(link) = &page.next_link
        {
            if self.read >= PAGES_MAX || link == call.target() {
                let what = "its next links never end".to_owned();
                return Some(Err(Error::Unexpected { url: link.clone(), what }));
            }
            // Headers such as ConsistencyLevel are not part of the link and must be sent again.
            self.next = Some(call.at(link.clone()));
        }
        Some(page)
    }
}
