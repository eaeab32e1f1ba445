//! Registering, changing and deleting applications.

use std::collections::BTreeSet;

use reseat_authz::Action;
use reseat_model::application::Application;
use reseat_model::audit::{Activity, AuditEntry};
use reseat_model::change_set::Kind;
use reseat_model::limits::APPLICATIONS_MAX;
use reseat_model::log::ObjectKind;
use reseat_model::{ApplicationId, ClientId};
use reseat_store::{Batch, Change, Precondition, Record};

use super::audit::entry;
use super::read::{all, find};
use super::rights::may_write;
use super::validate::validate;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::writer::Submission;

/// What a caller may say of an application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Its name.
    pub display_name: String,
    /// Whether it has no secret.
    pub public_client: bool,
    /// Where codes may go.
    pub redirect_uris: Vec<String>,
    /// Permissions of its own.
    pub app_roles: BTreeSet<String>,
    /// Permissions in people's names.
    pub delegated_scopes: BTreeSet<String>,
}

impl Draft {
    /// An application as it is.
    pub fn of(application: &Application) -> Self {
        Self {
            display_name: application.display_name.clone(),
            public_client: application.public_client,
            redirect_uris: application.redirect_uris.clone(),
            app_roles: application.app_roles.clone(),
            delegated_scopes: application.delegated_scopes.clone(),
        }
    }

    fn over(self, application: Application) -> Application {
        Application {
            display_name: self.display_name.trim().to_owned(),
            public_client: self.public_client,
            redirect_uris: self.redirect_uris,
            app_roles: self.app_roles,
            delegated_scopes: self.delegated_scopes,
            ..application
        }
    }
}

/// Registers an application; it has no secret yet.
///
/// # Errors
/// When the caller may not, a value does not fit, there are too many, or writing fails.
pub fn create(app: &App, call: &Call, draft: Draft) -> Result<Application, AppError> {
    call.grant(Action::ApplicationWrite)?;
    let meta = call.meta(app, Kind::Administration, None);
    let application = draft.over(Application {
        id: ApplicationId(app.entropy.uuid()),
        client_id: ClientId(app.entropy.uuid()),
        display_name: String::new(),
        public_client: false,
        redirect_uris: Vec::new(),
        app_roles: BTreeSet::new(),
        delegated_scopes: BTreeSet::new(),
        secrets: Vec::new(),
        created_at: meta.now,
    });
    may_write(call, &application)?;
    validate(&application)?;
    if all(app.store.as_ref(), call.tenant)?.len() >= APPLICATIONS_MAX {
        return Err(AppError::invalid(format!(
            "An organisation has at most {APPLICATIONS_MAX} applications."
        )));
    }
    let key = Application::key(call.tenant, &application.id);
    let rows = Batch {
        preconditions: vec![Precondition::Absent(Application::TABLE, key)],
        changes: vec![Change::Insert(Application::TABLE, application.to_row(call.tenant))],
    };
    submit(app, call, rows, entry(Activity::AddApplication, None, &application))?;
    Ok(application)
}

/// Changes what `edit` changes. The id is an object id or `appId=` with a client id.
///
/// # Errors
/// As [`create`], what `edit` answers, or when there is no such application.
pub fn update<E: From<AppError>>(
    app: &App,
    call: &Call,
    key: &str,
    edit: impl FnOnce(&mut Draft) -> Result<(), E>,
) -> Result<Application, E> {
    call.grant(Action::ApplicationWrite)?;
    let before = find(app, call.tenant, key)?;
    let mut draft = Draft::of(&before);
    edit(&mut draft)?;
    let after = draft.over(before.clone());
    may_write(call, &after)?;
    validate(&after)?;
    if after.public_client && !after.secrets.is_empty() {
        let message = "A public client has no secrets: remove them first, or leave it a confidential one.";
        return Err(AppError::invalid(message).into());
    }
    if after != before {
        replace(app, call, &before, &after, Activity::UpdateApplication)?;
    }
    Ok(after)
}

/// Deletes an application for good: no token is issued to it any more, and those it has are refused.
///
/// # Errors
/// When the caller may not, there is no such application, or writing fails.
pub fn delete(app: &App, call: &Call, key: &str) -> Result<Application, AppError> {
    call.grant(Action::ApplicationWrite)?;
    let application = find(app, call.tenant, key)?;
    let row = Application::key(call.tenant, &application.id);
    let rows = Batch {
        preconditions: vec![Precondition::Exists(Application::TABLE, row.clone())],
        changes: vec![Change::Delete(Application::TABLE, row)],
    };
    let (object, mut record) = entry(Activity::DeleteApplication, Some(&application), &application);
    record.modified.clear();
    submit(app, call, rows, (object, record))?;
    Ok(application)
}

/// Writes an application if it is still as it was read.
pub(super) fn replace(
    app: &App,
    call: &Call,
    before: &Application,
    after: &Application,
    activity: Activity,
) -> Result<(), AppError> {
    let table = Application::TABLE;
    let key = Application::key(call.tenant, &before.id);
    let row = before.to_row(call.tenant);
    let same = |column: usize| Precondition::Equals(table, key.clone(), column, row[column].clone());
    let rows = Batch {
        preconditions: (table.key..row.len()).map(same).collect(),
        changes: vec![Change::Put(table, after.to_row(call.tenant))],
    };
    submit(app, call, rows, entry(activity, Some(before), after))
}

fn submit(app: &App, call: &Call, rows: Batch, record: (ObjectKind, AuditEntry)) -> Result<(), AppError> {
    let meta = call.meta(app, Kind::Administration, None);
    let mut submission = Submission::new(call.tenant, meta, Vec::new());
    submission.append = call.join.is_some();
    submission.rows = rows;
    submission.audit.push(record);
    app.writer.submit(submission)?;
    Ok(())
}
