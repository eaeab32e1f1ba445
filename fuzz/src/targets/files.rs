//! Files that administrators import.

use reseat_formats::accounts::parse_accounts;
use reseat_formats::catalog::{self, builtin, merge, parse_reference_table};
use reseat_formats::people::parse_people;
use reseat_formats::tenant;
use reseat_model::catalog::Origin;
use reseat_model::limits::TEXT_CHARS_MAX;

/// People: what is taken keeps the limits, and every row is somebody's or a problem's.
pub fn people(bytes: &[u8]) {
    let parsed = parse_people(bytes);
    for row in &parsed.rows {
        assert!(!row.user_principal_name.is_empty() && row.line > 0, "{row:?}");
        let texts = [&row.given_name, &row.surname, &row.department, &row.city, &row.country];
        assert!(texts.into_iter().flatten().all(|text| text.chars().count() <= TEXT_CHARS_MAX), "{row:?}");
    }
}

/// Lists of accounts: none twice, none empty.
pub fn accounts(bytes: &[u8]) {
    let parsed = parse_accounts(bytes);
    assert!(parsed.rows.iter().all(|row| !row.account.is_empty()));
}

/// The published table of products.
pub fn catalog_csv(bytes: &[u8]) {
    let parsed = parse_reference_table(bytes);
    let _ = merge(builtin(), &parsed);
}

/// A catalogue of one's own.
pub fn catalog_yaml(bytes: &[u8]) {
    let parsed = catalog::parse(&String::from_utf8_lossy(bytes), Origin::Organization, builtin());
    let _ = merge(builtin(), &parsed);
}

/// A tenant file: what is read can be judged.
pub fn tenant_yaml(bytes: &[u8]) {
    if let Ok(file) = tenant::parse(&String::from_utf8_lossy(bytes)) {
        let _ = tenant::violations(&file);
    }
}
