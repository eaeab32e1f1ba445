//! What the audit says of applications.

use std::collections::BTreeSet;

use reseat_model::application::{AppSecret, Application};
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::log::ObjectKind;

use super::secrets::key_id;

/// A record about `application` with what differs from `before`.
pub(super) fn entry(
    activity: Activity,
    before: Option<&Application>,
    application: &Application,
) -> (ObjectKind, AuditEntry) {
    let old = before.map(texts);
    let modified = texts(application)
        .into_iter()
        .enumerate()
        .filter_map(|(index, (name, new))| {
            let old = old.as_ref().map_or_else(|| "[]".to_owned(), |old| old[index].1.clone());
            (old != new).then(|| ModifiedProperty { name: name.to_owned(), old, new })
        })
        .collect();
    let target = Target::Other {
        kind: "Application",
        id: application.id.to_string(),
        name: application.display_name.clone(),
    };
    (ObjectKind::Application, AuditEntry { activity, target, modified })
}

/// Properties by the directory's names, as JSON arrays of texts. Of secrets only what names them.
fn texts(application: &Application) -> [(&'static str, String); 7] {
    let flag = if application.public_client { "true" } else { "false" };
    [
        ("DisplayName", array([application.display_name.as_str()])),
        ("AppId", array([application.client_id.to_string().as_str()])),
        ("PublicClient", array([flag])),
        ("AppAddress", array(application.redirect_uris.iter().map(String::as_str))),
        ("RequiredResourceAccess.Role", names(&application.app_roles)),
        ("RequiredResourceAccess.Scope", names(&application.delegated_scopes)),
        ("KeyDescription", secrets(&application.secrets)),
    ]
}

fn names(names: &BTreeSet<String>) -> String {
    array(names.iter().map(String::as_str))
}

fn secrets(secrets: &[AppSecret]) -> String {
    let texts: Vec<String> = secrets
        .iter()
        .map(|secret| {
            format!("[KeyIdentifier={},KeyType=Password,DisplayName={}]", key_id(secret), secret.name)
        })
        .collect();
    array(texts.iter().map(String::as_str))
}

fn array<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    serde_json::Value::from(texts.into_iter().collect::<Vec<_>>()).to_string()
}
