//! Organisations for tests, as tenant files.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::api::Api;
use super::server::Server;

/// The application that tests sign in as.
pub const CLIENT_ID: &str = "5f1c0a4e-7b7e-4c58-9d4e-0a6d2f3b8c11";
/// Its secret.
pub const SECRET: &str = "a-secret-for-tests-only";
/// Product with seats for everyone.
pub const POWER_BI: &str = "f8a1db68-be16-40ed-86d5-cb42ce701560";
/// Another.
pub const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
/// One with a mailbox, files and Office apps.
pub const OFFICE: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
/// Product that tests give too few seats.
pub const PROJECT: &str = "53818b1b-4a27-454b-8896-0dba576410e6";

/// People `p0`, `p1` and so on who hold nothing, and an application that may do everything.
pub fn text(people: usize, scarce: usize) -> String {
    let plenty = people + 10_000;
    let mut text = format!(
        "tenant: {{ displayName: Test, domain: test.example, country: DE }}\n\
         clock: {{ start: 2026-03-02T09:00:00Z }}\n\
         subscriptions:\n\
         \x20 - {{ product: POWER_BI_PRO, quantity: {plenty} }}\n\
         \x20 - {{ product: VISIOCLIENT, quantity: {plenty} }}\n\
         \x20 - {{ product: ENTERPRISEPACK, quantity: {plenty} }}\n\
         \x20 - {{ product: PROJECTPROFESSIONAL, quantity: {scarce} }}\n\
         applications:\n\
         \x20 - name: Test\n\
         \x20   clientId: {CLIENT_ID}\n\
         \x20   secret: {SECRET}\n\
         \x20   appRoles: [AuditLog.Read.All, Directory.ReadWrite.All, LicenseAssignment.ReadWrite.All,\n\
         \x20     Organization.ReadWrite.All, User.DeleteRestore.All, User.ReadWrite.All]\n\
         people:\n"
    );
    for n in 0..people {
        writeln!(text, "  - {{ upn: p{n}, displayName: Person {n}, usageLocation: DE }}").expect("memory");
    }
    text
}

/// Writes such a file.
pub fn file(directory: &Path, people: usize, scarce: usize) -> PathBuf {
    let path = directory.join("tenant.yaml");
    std::fs::write(&path, text(people, scarce)).expect("a tenant file");
    path
}

/// Signs the application in.
pub fn sign_in(server: &Server) -> Api {
    Api::sign_in(server.url(), server.tenant(), CLIENT_ID, SECRET)
}
