//! Tenant files for tests.

use std::fmt::Write as _;

/// `tenants/small.yaml`: twelve people, every kind of licensing that matters once.
pub const SMALL: &str = include_str!("../../../tenants/small.yaml");

/// The text of a tenant file with many alike people, `p0@<domain>` and so on, besides an `admin` and an application.
#[derive(Debug, Clone)]
pub struct TenantText {
    domain: String,
    people: usize,
    licenses: Vec<String>,
    subscriptions: Vec<(String, u32)>,
}

impl TenantText {
    /// An organisation at `domain` with nothing bought.
    pub fn at(domain: &str) -> Self {
        Self { domain: domain.to_owned(), people: 0, licenses: Vec::new(), subscriptions: Vec::new() }
    }

    /// With `people` people.
    #[must_use]
    pub fn people(mut self, people: usize) -> Self {
        self.people = people;
        self
    }

    /// With so many seats of a product, by part number.
    #[must_use]
    pub fn seats(mut self, product: &str, quantity: u32) -> Self {
        self.subscriptions.push((product.to_owned(), quantity));
        self
    }

    /// Where everyone but the admin holds the product.
    #[must_use]
    pub fn all_hold(mut self, product: &str) -> Self {
        self.licenses.push(product.to_owned());
        self
    }

    /// The file.
    pub fn text(&self) -> String {
        let Self { domain, .. } = self;
        let mut text = format!(
            "tenant:\n  displayName: Organisation at {domain}\n  domain: {domain}\n  country: DE\n  \
             timeZone: Europe/Berlin\n  settings:\n    passwordGrant: true\nclock:\n  start: 2026-03-02T09:00:00Z\n"
        );
        let mut line = |line: String| writeln!(text, "{line}").unwrap();
        line("subscriptions:".to_owned());
        for (product, quantity) in &self.subscriptions {
            line(format!("  - {{ product: {product}, quantity: {quantity} }}"));
        }
        line("people:".to_owned());
        line("  - upn: admin\n    displayName: The Admin\n    usageLocation: DE".to_owned());
        line("    password: Reseat-Small-2026!\n    roles: [Global Administrator]".to_owned());
        let licenses = self.licenses.join(", ");
        for n in 0..self.people {
            line(format!("  - upn: p{n}\n    displayName: Person {n:05}\n    usageLocation: DE"));
            line(format!("    licenses: [{licenses}]"));
        }
        line("applications:".to_owned());
        line("  - name: Scripts\n    clientId: 5b0d8a5e-7a3c-4c0e-9a55-0e2f6c1b7d10".to_owned());
        line("    secret: quillmark-scripts-not-a-secret-2026\n    appRoles:".to_owned());
        for role in ["User.ReadWrite.All", "LicenseAssignment.ReadWrite.All", "Directory.Read.All"] {
            line(format!("      - {role}"));
        }
        text
    }
}
