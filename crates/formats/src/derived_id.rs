//! Ids that a file leaves out: derived from names, so that two runs over one file make equal tenants.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The id of the `kind` called `name` inside `scope` (the tenant's domain), compared without regard to case.
/// A version 8 UUID: SHA-256 of the three texts, truncated.
pub(crate) fn derive(scope: &str, kind: &str, name: &str) -> Uuid {
    let mut hash = Sha256::new();
    for part in [scope, kind, name] {
        let folded = reseat_model::fold::fold(part);
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        hash.update((folded.len() as u64).to_be_bytes());
        hash.update(folded.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_give_equal_ids_and_other_names_others() {
        let id = derive("larkfield.example", "user", "anna.berg@larkfield.example");
        assert_eq!(id, derive("Larkfield.example", "user", "Anna.Berg@larkfield.example"));
        assert_ne!(id, derive("larkfield.example", "subscription", "anna.berg@larkfield.example"));
        assert_ne!(derive("ab", "c", "x"), derive("a", "bc", "x"));
        assert_eq!(id.get_version_num(), 8);
    }
}
