//! As whom a request is sent.

/// What a request proves its caller with. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Nobody.
    Nobody,
    /// A bearer token.
    Token(String),
    /// The console's cookie. The header against forged requests is sent with everything but GET, unless `csrf` is `None`.
    Cookie {
        /// The cookie's value.
        cookie: String,
        /// The session's token, from `/reseat/v1/session`.
        csrf: Option<String>,
    },
}
