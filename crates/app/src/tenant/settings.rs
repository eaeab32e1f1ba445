//! Changing an organisation's settings.

use reseat_authz::Action;
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target};
use reseat_model::change_set::Kind;
use reseat_model::log::ObjectKind;
use reseat_model::tenant::{Settings, Tenant};
use reseat_store::{Change, Record};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// What shall change; `None` stays.
#[derive(Debug, Clone, Copy, Default)]
pub struct SettingsEdit {
    /// People per operation on the Licenses page, 1 to 1,000 (25.17).
    pub licenses_page_users: Option<u32>,
    /// Whether the resource-owner password grant is allowed.
    pub password_grant: Option<bool>,
    /// Days audit and change sets are kept, at least 30: never shorter than the longest running grace.
    pub history_days: Option<i64>,
}

/// Changes settings and answers them as they are now.
///
/// # Errors
/// When the caller may not, a value is out of range, or writing fails.
pub fn edit_settings(app: &App, call: &Call, edit: SettingsEdit) -> Result<Settings, AppError> {
    call.grant(Action::SettingsWrite)?;
    let state = app.tenant(call.tenant)?;
    let before = &state.tenant.settings;
    let after = Settings {
        licenses_page_users: edit.licenses_page_users.unwrap_or(before.licenses_page_users),
        password_grant: edit.password_grant.unwrap_or(before.password_grant),
        history_days: edit.history_days.unwrap_or(before.history_days),
        sign_in_hints: before.sign_in_hints.clone(),
    };
    if !(1..=1_000).contains(&after.licenses_page_users) {
        return Err(AppError::invalid("licensesPageUsers must be between 1 and 1000"));
    }
    if !(30..=36_500).contains(&after.history_days) {
        return Err(AppError::invalid("historyDays must be between 30 and 36500"));
    }
    if after == *before {
        return Ok(after);
    }
    let mut modified = Vec::new();
    let mut note = |name: &str, old: String, new: String| {
        if old != new {
            modified.push(ModifiedProperty { name: name.to_owned(), old, new });
        }
    };
    note("licensesPageUsers", before.licenses_page_users.to_string(), after.licenses_page_users.to_string());
    note("passwordGrant", before.password_grant.to_string(), after.password_grant.to_string());
    note("historyDays", before.history_days.to_string(), after.history_days.to_string());
    let tenant = Tenant { settings: after.clone(), ..state.tenant.clone() };
    let mut submission = Submission::new(call.tenant, call.meta(app, Kind::Administration, None), Vec::new());
    submission.append = call.join.is_some();
    submission.rows.changes.push(Change::Put(Tenant::TABLE, tenant.to_row(call.tenant)));
    submission.audit.push((
        ObjectKind::Tenant,
        AuditEntry {
            activity: Activity::SetCompanyInformation,
            target: Target::Other {
                kind: "Organization",
                id: call.tenant.to_string(),
                name: tenant.display_name.clone(),
            },
            modified,
        },
    ));
    app.writer.submit(submission)?;
    Ok(after)
}
