//! Reason and warning codes in words, from the same files as the console's.

use reseat_client::reseat::{Message, Names};
use reseat_formats::words::{self, Language};
use serde_json::{Map, Value};

use crate::lang::Lang;
use crate::output::day;

impl Lang {
    const fn language(self) -> Language {
        match self {
            Self::En => Language::En,
            Self::Zh => Language::ZhHans,
        }
    }
}

/// What a code says; the code itself when this version does not know it.
pub fn message(lang: Lang, said: &Message) -> String {
    worded(lang, words::message(lang.language(), &said.code), &said.code, &said.params)
}

/// What can be done about a code; empty when this version does not know it.
pub fn remedy(lang: Lang, code: &str, params: &Map<String, Value>) -> String {
    worded(lang, words::remedy(lang.language(), code), "", params)
}

/// What a code of a summary says about several people at once: instants that differ are left to the single rows.
pub fn summary(lang: Lang, code: &str, params: &Map<String, Value>) -> String {
    worded(lang, words::message(lang.language(), code), code, params)
}

/// The name of a kind of change.
pub fn kind(lang: Lang, kind: &str) -> String {
    words::kind(lang.language(), kind).unwrap_or(kind).to_owned()
}

/// Whether the remedy of a code asks for nothing.
pub fn asks_for_nothing(code: &str) -> bool {
    matches!(code, "alreadySo" | "notHeld" | "mailReturns" | "notAttempted")
}

fn worded(lang: Lang, template: Option<&str>, unknown: &str, params: &Map<String, Value>) -> String {
    let Some(template) = template else { return unknown.to_owned() };
    words::fill(template, |name| params.get(name).map(|value| value_text(lang, value)))
}

/// A parameter in words: a name for an object, a list for a list, a day for an instant.
fn value_text(lang: Lang, value: &Value) -> String {
    match value {
        Value::String(text) if is_instant(text) => day(Some(text)),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let texts: Vec<_> = items.iter().map(|item| value_text(lang, item)).collect();
            texts.join(lang.pick(", ", "、"))
        }
        Value::Object(object) => object_text(lang, object),
        other => other.to_string(),
    }
}

fn object_text(lang: Lang, object: &Map<String, Value>) -> String {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(names) = object.get("names") {
        let names: Names = serde_json::from_value(names.clone()).unwrap_or_default();
        let fallback = [text("name"), text("id")].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
        return lang.name(&names, &fallback).to_owned();
    }
    ["displayName", "name", "userPrincipalName", "id"]
        .into_iter()
        .map(text)
        .find(|found| !found.is_empty())
        .unwrap_or_else(|| Value::Object(object.clone()).to_string())
}

fn is_instant(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.len() >= 20
        && text.ends_with('Z')
        && bytes.iter().take(19).enumerate().all(|(n, byte)| match n {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            13 | 16 => *byte == b':',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(code: &str, params: Value) -> Message {
        Message { code: code.into(), params: params.as_object().cloned().unwrap_or_default() }
    }

    #[test]
    fn grp_6_an_inherited_licence_names_its_groups_in_both_languages() {
        let params = json!({"sku": {"id": "6fd2", "names": {"en": "Office 365 E3", "zh-Hans": ""}},
            "groups": [{"id": "g", "displayName": "Sales"}, {"id": "h", "displayName": "Interns"}]});
        let held = said("inheritedOnly", params);
        assert_eq!(
            message(Lang::En, &held),
            "Office 365 E3 is inherited from Sales, Interns and can't be unassigned from the person directly."
        );
        assert!(message(Lang::Zh, &held).contains("Sales、Interns"), "{}", message(Lang::Zh, &held));
    }

    #[test]
    fn una_40_instants_become_days() {
        let purge = said("mailPurge", json!({"at": "2026-04-12T09:00:00Z"}));
        assert!(message(Lang::En, &purge).contains("2026-04-12 "), "{}", message(Lang::En, &purge));
        assert!(!message(Lang::En, &purge).contains("T09"));
    }

    #[test]
    fn an_unknown_code_is_shown_as_it_is() {
        assert_eq!(message(Lang::En, &said("somethingNew", json!({}))), "somethingNew");
        assert_eq!(remedy(Lang::En, "somethingNew", &Map::new()), "");
    }
}
