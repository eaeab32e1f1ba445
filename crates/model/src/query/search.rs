//! What a `$search` means.

use super::filter::UserFacts;
use super::property::{UserProperty, Value};
use crate::fold::fold;

/// Words to look for: each must begin a word of the property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    raw: String,
    folded: Vec<String>,
}

impl Words {
    /// The words of a text.
    pub fn new(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        let folded = split_words(&fold(&raw)).map(str::to_owned).collect();
        Self { raw, folded }
    }

    /// As it was written.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether each word begins a word of `text`.
    pub fn found_in(&self, text: &str) -> bool {
        let text = fold(text);
        self.folded.iter().all(|word| split_words(&text).any(|own| own.starts_with(word.as_str())))
    }
}

fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// One clause of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTerm {
    /// The property.
    pub property: UserProperty,
    /// What it must hold: words of `displayName`, the beginning of any other property.
    pub words: Words,
}

impl SearchTerm {
    fn found(&self, facts: &UserFacts<'_>) -> bool {
        match self.property.value(facts.user) {
            Value::Text(own) if self.property == UserProperty::DisplayName => self.words.found_in(own),
            Value::Text(own) => fold(own).starts_with(&fold(self.words.raw())),
            _ => false,
        }
    }
}

/// A search: at least one of several sets of clauses, all of whose clauses hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search(pub Vec<Vec<SearchTerm>>);

impl Search {
    /// Whether a person is found.
    pub fn finds(&self, facts: &UserFacts<'_>) -> bool {
        self.0.iter().any(|terms| terms.iter().all(|term| term.found(facts)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::User;

    #[test]
    fn names_are_found_by_words_and_the_rest_by_its_beginning() {
        let user =
            User { display_name: "Anna Öztürk-Meier".into(), upn: "a.meier@x".into(), ..User::default() };
        let facts = UserFacts { user: &user, skus: &[], plans: &[] };
        let term = |property, text: &str| SearchTerm { property, words: Words::new(text) };
        let one = |property, text: &str| Search(vec![vec![term(property, text)]]).finds(&facts);
        assert!(one(UserProperty::DisplayName, "öZT ann"));
        assert!(one(UserProperty::DisplayName, "meier"));
        assert!(!one(UserProperty::DisplayName, "türk"));
        assert!(one(UserProperty::UserPrincipalName, "A.Mei"));
        assert!(!one(UserProperty::UserPrincipalName, "meier"));
        assert!(!one(UserProperty::City, ""));
        let (yes, no) = (term(UserProperty::DisplayName, "anna"), term(UserProperty::DisplayName, "zoe"));
        assert!(Search(vec![vec![no.clone(), yes.clone()], vec![yes.clone()]]).finds(&facts));
        assert!(!Search(vec![vec![no, yes]]).finds(&facts));
    }
}
