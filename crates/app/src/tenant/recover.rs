//! Giving an organisation an administrator again, from the server's own console (design section 6).

use reseat_authz::roles;
use reseat_model::TenantId;
use reseat_model::command::Command;
use reseat_model::log::ObjectKind;
use reseat_model::outcome::Status;
use reseat_model::user::User;
use reseat_store::{Batch, Change, Record};

use crate::App;
use crate::error::AppError;
use crate::identity::password::draw;
use crate::people::{NewPassword, credential, find, password_reset};
use crate::sign_out::sign_out_rows;
use crate::tenant::system_meta::system_meta;
use crate::writer::Submission;

/// Unblocks a person, makes them Global Administrator and gives them a password that they must change, which is answered.
/// Everything issued to them before ends. The audit names the server's console as who did it.
///
/// # Errors
/// When nobody has the sign-in name, or writing fails; nothing is changed then.
pub fn recover_admin(app: &App, tenant: TenantId, upn: &str) -> Result<String, AppError> {
    let person = find(app, tenant, upn)?;
    let (password, _) = draw(app.entropy.as_ref()).map_err(|error| AppError::Failed(Box::new(error)))?;
    let wall = app.clock.wall();
    let meta = system_meta(app, "server console", None);
    // Only what is not so already.
    let mut commands = Vec::new();
    if !person.account_enabled {
        let enabled = User { account_enabled: true, ..person.clone() };
        commands.push(Command::UpdateUser { user: Box::new(enabled) });
    }
    if !app.tenant(tenant)?.roles.of(person.id).contains(&roles::GLOBAL_ADMINISTRATOR) {
        commands.push(Command::GrantRole { user: person.id, role: roles::GLOBAL_ADMINISTRATOR });
    }
    let (_, ended) = sign_out_rows(app, tenant, &person, wall)?;
    let mut submission = Submission::new(tenant, meta, commands);
    submission.all_or_nothing = true;
    submission.bases.insert(person.id, person.clone());
    submission.audit.push((ObjectKind::User, ended));
    submission.audit.push((ObjectKind::User, password_reset(&person)));
    let new = NewPassword { password: password.clone(), must_change: true };
    let row = credential(app, person.id, &new, wall)?.to_row(tenant);
    let table = reseat_model::system::Credential::TABLE;
    submission.rows = Batch { preconditions: Vec::new(), changes: vec![Change::Put(table, row)] };
    let commit = app.writer.submit(submission)?;
    match commit.outcomes.iter().find(|outcome| outcome.status == Status::Refused) {
        None => Ok(password),
        Some(outcome) => {
            let codes: Vec<_> = outcome.reasons.iter().map(|reason| reason.code()).collect();
            Err(AppError::Conflict(format!("the rules refuse it: {}", codes.join(", "))))
        }
    }
}
