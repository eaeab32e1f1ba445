//! The words for reason and warning codes, roles and kinds of change, in the console's two languages. Console, CLI
//! and mail word codes from the same two files, words/en.json and words/zh-Hans.json.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reseat_model::RoleId;
pub use reseat_model::tenant::Language;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    message: String,
    remedy: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Words {
    reasons: BTreeMap<String, Wording>,
    warnings: BTreeMap<String, Wording>,
    not_revertible: BTreeMap<String, Wording>,
    roles: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
}

// A file that does not parse would leave codes without words; a test reads both, so it cannot be shipped.
static EN: LazyLock<Words> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../words/en.json")).unwrap_or_default());
static ZH_HANS: LazyLock<Words> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../words/zh-Hans.json")).unwrap_or_default());

fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::ZhHans => &ZH_HANS,
    }
}

fn wording(language: Language, code: &str) -> Option<&'static Wording> {
    let words = words(language);
    words.reasons.get(code).or_else(|| words.warnings.get(code))
}

/// What a reason or warning code says, with `{parameters}` to be filled in; `None` for an unknown code.
pub fn message(language: Language, code: &str) -> Option<&'static str> {
    wording(language, code).map(|wording| wording.message.as_str())
}

/// What can be done about it, with `{parameters}` to be filled in; `None` for an unknown code.
pub fn remedy(language: Language, code: &str) -> Option<&'static str> {
    wording(language, code).map(|wording| wording.remedy.as_str())
}

/// Why a change set cannot be undone, and what can be done instead; `None` for an unknown code (25.26).
pub fn not_revertible(language: Language, code: &str) -> Option<(&'static str, &'static str)> {
    words(language).not_revertible.get(code).map(|it| (it.message.as_str(), it.remedy.as_str()))
}

/// The name of a directory role.
pub fn role(language: Language, role: RoleId) -> Option<&'static str> {
    words(language).roles.get(&role.to_string()).map(String::as_str)
}

/// The name of a kind of change set by its word on the wire, such as `unassignAll`.
pub fn kind(language: Language, kind: &str) -> Option<&'static str> {
    words(language).kinds.get(kind).map(String::as_str)
}

/// Fills a template: every `{name}` becomes what `value` says, or stays when it says nothing.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        out.push_str(&value(name).unwrap_or_else(|| format!("{{{name}}}")));
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
