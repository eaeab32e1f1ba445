//! Changing an organisation's properties and settings.

use reseat_authz::Action;
use reseat_formats::country::code_of_letters;
use reseat_formats::time_zone::time_zone_name;
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::change_set::Kind;
use reseat_model::limits;
use reseat_model::log::ObjectKind;
use reseat_model::tenant::{Cloud, Language, Settings, Tenant};
use reseat_store::{Change, Precondition, Record};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// What shall change; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct SettingsEdit {
    /// The organisation's name, 1 to 256 characters.
    pub display_name: Option<String>,
    /// Its country, ISO 3166 in two letters.
    pub country: Option<String>,
    /// The IANA time zone in which the console shows dates.
    pub time_zone: Option<String>,
    /// Whose page names the console uses.
    pub cloud: Option<Cloud>,
    /// What people see who have not chosen a language.
    pub language: Option<Language>,
    /// People per operation on the Licenses page, 1 to 1,000 (25.17).
    pub licenses_page_users: Option<u32>,
    /// Whether the resource-owner password grant is allowed.
    pub password_grant: Option<bool>,
    /// Days audit and change sets are kept, at least 30: never shorter than the longest running grace.
    pub history_days: Option<i64>,
}

/// How often a change is made anew because somebody else changed the organisation at the same moment.
const TRIES_MAX: usize = 5;

/// Changes properties and settings and answers the organisation as it is now.
///
/// # Errors
/// When the caller may not, a value is out of range, or writing fails.
pub fn edit_settings(app: &App, call: &Call, edit: SettingsEdit) -> Result<Tenant, AppError> {
    call.grant(Action::SettingsWrite)?;
    let mut tries = 1;
    loop {
        match edit_once(app, call, edit.clone()) {
            Err(AppError::Conflict(_)) if tries < TRIES_MAX => {
                app.tenants.forget(call.tenant);
                tries += 1;
            }
            answer => return answer,
        }
    }
}

fn edit_once(app: &App, call: &Call, edit: SettingsEdit) -> Result<Tenant, AppError> {
    let state = app.tenant(call.tenant)?;
    let before = &state.tenant;
    let after = edited(before, edit)?;
    if after == *before {
        return Ok(after);
    }
    let mut submission = Submission::new(call.tenant, call.meta(app, Kind::Administration, None), Vec::new());
    submission.append = call.join.is_some();
    submission.rows.preconditions = unchanged(before);
    submission.rows.changes.push(Change::Put(Tenant::TABLE, after.to_row(call.tenant)));
    submission.audit.push((
        ObjectKind::Tenant,
        AuditEntry {
            activity: Activity::SetCompanyInformation,
            target: Target::Other {
                kind: "Organization",
                id: call.tenant.to_string(),
                name: after.display_name.clone(),
            },
            modified: modified(before, &after),
        },
    ));
    app.writer.submit(submission)?;
    Ok(after)
}

/// That the organisation is still what the change was made from.
fn unchanged(before: &Tenant) -> Vec<Precondition> {
    let (table, row) = (Tenant::TABLE, before.to_row(before.id));
    let key = Tenant::key(before.id, &());
    (table.key..row.len())
        .map(|column| Precondition::Equals(table, key.clone(), column, row[column].clone()))
        .collect()
}

/// The organisation as it shall be.
fn edited(before: &Tenant, edit: SettingsEdit) -> Result<Tenant, AppError> {
    let old = &before.settings;
    let settings = Settings {
        licenses_page_users: edit.licenses_page_users.unwrap_or(old.licenses_page_users),
        password_grant: edit.password_grant.unwrap_or(old.password_grant),
        history_days: edit.history_days.unwrap_or(old.history_days),
        language: edit.language.unwrap_or(old.language),
        sign_in_hints: old.sign_in_hints.clone(),
    };
    if !(1..=1_000).contains(&settings.licenses_page_users) {
        return Err(AppError::invalid("licensesPageUsers must be between 1 and 1000"));
    }
    if !(limits::HISTORY_DAYS_MIN..=limits::HISTORY_DAYS_MAX).contains(&settings.history_days) {
        let (least, most) = (limits::HISTORY_DAYS_MIN, limits::HISTORY_DAYS_MAX);
        return Err(AppError::invalid(format!("historyDays must be between {least} and {most}")));
    }
    Ok(Tenant {
        display_name: edit
            .display_name
            .map_or_else(|| Ok(before.display_name.clone()), |name| named(&name))?,
        country: edit.country.map_or_else(|| Ok(before.country.clone()), |code| country(&code))?,
        time_zone: edit.time_zone.map_or_else(|| Ok(before.time_zone.clone()), |name| zone(&name))?,
        cloud: edit.cloud.unwrap_or(before.cloud),
        settings,
        ..before.clone()
    })
}

fn named(name: &str) -> Result<String, AppError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > limits::TEXT_CHARS_MAX {
        let most = limits::TEXT_CHARS_MAX;
        return Err(AppError::invalid(format!("displayName must have 1 to {most} characters")));
    }
    Ok(name.to_owned())
}

fn country(code: &str) -> Result<String, AppError> {
    code_of_letters(code).map(str::to_owned).ok_or_else(|| {
        AppError::invalid(format!(
            "country: '{code}' is not a two-letter country code of ISO 3166, such as DE, US or CN"
        ))
    })
}

fn zone(name: &str) -> Result<String, AppError> {
    time_zone_name(name)
        .map(str::to_owned)
        .ok_or_else(|| AppError::invalid(format!("timeZone: '{name}' is not like Europe/Berlin")))
}

/// What the audit says of the change.
fn modified(before: &Tenant, after: &Tenant) -> Vec<ModifiedProperty> {
    let texts = |tenant: &Tenant| {
        [
            ("displayName", tenant.display_name.clone()),
            ("country", tenant.country.clone()),
            ("timeZone", tenant.time_zone.clone()),
            ("cloud", tenant.cloud.name().to_owned()),
            ("language", tenant.settings.language.tag().to_owned()),
            ("licensesPageUsers", tenant.settings.licenses_page_users.to_string()),
            ("passwordGrant", tenant.settings.password_grant.to_string()),
            ("historyDays", tenant.settings.history_days.to_string()),
        ]
    };
    texts(before)
        .into_iter()
        .zip(texts(after))
        .filter(|((_, old), (_, new))| old != new)
        .map(|((name, old), (_, new))| ModifiedProperty { name: name.to_owned(), old, new })
        .collect()
}
