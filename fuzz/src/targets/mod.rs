//! What is fuzzed: one function each.

mod files;
#[cfg(feature = "server")]
mod names;
mod queries;
#[cfg(feature = "server")]
mod server;

/// Something that reads bytes from outside.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The folder of its seeds.
    pub name: &'static str,
    /// Changed seeds that `cargo test` tries.
    pub runs: u32,
    /// Reads any bytes; panics when a promise is broken.
    pub run: fn(&[u8]),
}

/// All of them.
pub const ALL: &[Target] = &[
    Target { name: "odata_filter", runs: 18_000, run: queries::filter },
    Target { name: "odata_options", runs: 18_000, run: queries::options },
    Target { name: "page_token", runs: 18_000, run: queries::page_token },
    Target { name: "people_csv", runs: 6_000, run: files::people },
    Target { name: "accounts_list", runs: 9_000, run: files::accounts },
    Target { name: "catalog_csv", runs: 6_000, run: files::catalog_csv },
    Target { name: "catalog_yaml", runs: 1_800, run: files::catalog_yaml },
    Target { name: "tenant_yaml", runs: 1_800, run: files::tenant_yaml },
    #[cfg(feature = "server")]
    Target { name: "hosts", runs: 18_000, run: names::hosts },
    #[cfg(feature = "server")]
    Target { name: "pem", runs: 1_200, run: names::pem },
    #[cfg(feature = "server")]
    Target { name: "audit_export", runs: 4_500, run: names::audit_export },
    #[cfg(feature = "server")]
    Target { name: "bearer", runs: 4_500, run: server::bearer },
    #[cfg(feature = "server")]
    Target { name: "cookies", runs: 4_500, run: server::cookies },
    #[cfg(feature = "server")]
    Target { name: "request", runs: 4_500, run: server::request },
];
