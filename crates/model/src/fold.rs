//! Folding: the one way in which names are compared and ordered, done in Rust so that every store agrees.

/// The form of `text` that is compared and sorted: outer blanks off, Unicode lower case.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_beyond_ascii() {
        assert_eq!(fold(" ÄRGER Ösi "), "ärger ösi");
        assert_eq!(fold("王伟"), "王伟");
    }
}
