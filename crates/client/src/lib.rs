//! A typed, blocking client of Microsoft Graph and of Reseat's own interface `/reseat/v1`.
//!
//! [`Client`] is signed in to one place ([`Endpoints`]): a Reseat server or a [`Cloud`]. [`Client::graph`] has the
//! operations that every Graph has, [`Client::reseat`] those that only a Reseat server has. Answers 429, 503 and 504
//! are tried again as the server asks (`Retry-After`), collections are read page by page, and tokens are fetched when
//! needed. Nothing here reads a clock, sleeps or draws random numbers by itself: that comes in as a [`Runtime`], and
//! the network as an [`Http`], so tests need neither.
//!
//! ```no_run
//! # fn run(runtime: std::sync::Arc<dyn reseat_client::Runtime>) -> Result<(), reseat_client::Error> {
//! use reseat_client::{Client, Credential, Endpoints, UreqHttp};
//!
//! let endpoints = Endpoints::server("https://localhost:8443")?;
//! let secret = Credential::ClientSecret { client_id: "app".into(), client_secret: "secret".into() };
//! let http = std::sync::Arc::new(UreqHttp::new(None)?);
//! let client = Client::new(http, runtime, endpoints, "contoso.example", secret);
//! for sku in client.graph().subscribed_skus()? {
//!     println!("{} {}", sku.sku_part_number, sku.consumed_units);
//! }
//! # Ok(()) }
//! ```

mod client;
mod cloud;
mod error;
pub mod graph;
mod http;
mod page;
pub mod reseat;
mod retry;
mod runtime;
mod signin;
mod token;
mod url;

pub use client::{Answer, Call, Client};
pub use cloud::{Cloud, Endpoints};
pub use error::{ApiError, Detail, Error, SignInError};
pub use http::{Http, HttpRequest, HttpResponse, Method, UreqHttp};
pub use page::{Page, Pages};
pub use runtime::Runtime;
pub use signin::{Claims, Credential, DeviceCode, SignIn, Token};
