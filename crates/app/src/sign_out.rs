//! Signing a person out everywhere: what was issued to them before ends (rules.md 3.2, notes 7 and 9).

use reseat_authz::{Action, Target};
use reseat_model::audit::{Activity, AuditEntry, ModifiedProperty, Target as About};
use reseat_model::change_set::Kind;
use reseat_model::log::ObjectKind;
use reseat_model::system::Credential;
use reseat_model::user::User;
use reseat_model::{TenantId, Timestamp, UserId};
use reseat_store::{Batch, Change, Precondition, Record, Stored, Value};

use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::people;
use crate::writer::Submission;

/// Ends a person's refresh tokens, console sessions and access tokens. Everyone may do it to themselves.
///
/// # Errors
/// When the caller may not, nobody has the id, or writing fails.
pub fn sign_out(app: &App, call: &Call, user: UserId) -> Result<(), AppError> {
    let user = people::find(app, call.tenant, &user.to_string())?;
    let state = app.tenant(call.tenant)?;
    let target = Target { id: user.id, roles: state.roles.of(user.id), guest: user.guest };
    call.grant_on(Action::UserRevokeSessions, Some(&target))?;
    let meta = call.meta(app, Kind::Administration, None);
    let (rows, entry) = sign_out_rows(app, call.tenant, &user, meta.recorded_at)?;
    let mut submission = Submission::new(call.tenant, meta, Vec::new());
    submission.append = call.join.is_some();
    submission.rows = rows;
    submission.audit.push((ObjectKind::User, entry));
    app.writer.submit(submission)?;
    Ok(())
}

/// The rows that end everything issued to a person before `now` (wall time), and the audit's record of it. Who has no
/// password cannot have signed in, so that there is nothing to end. A password that is changed at the same moment fails
/// the rows' precondition.
///
/// # Errors
/// When the store fails.
pub fn sign_out_rows(
    app: &App,
    tenant: TenantId,
    user: &User,
    now: Timestamp,
) -> Result<(Batch, AuditEntry), AppError> {
    let mut rows = Batch::default();
    let mut modified = Vec::new();
    if let Some(before) = Credential::load(app.store.as_ref(), tenant, &user.id)? {
        let after = Credential { valid_from: next_second(now).max(before.valid_from), ..before.clone() };
        modified.push(ModifiedProperty {
            name: "StsRefreshTokensValidFrom".to_owned(),
            old: instant(before.valid_from),
            new: instant(after.valid_from),
        });
        let table = Credential::TABLE;
        rows.preconditions.push(Precondition::Equals(
            table,
            Credential::key(tenant, &user.id),
            table.position("password"),
            Value::Text(before.password),
        ));
        rows.changes.push(Change::Put(table, after.to_row(tenant)));
    }
    let target = About::User { id: user.id, upn: user.upn.clone(), name: user.display_name.clone() };
    Ok((rows, AuditEntry { activity: Activity::RevokeSessions, target, modified }))
}

/// Tokens carry whole seconds: what was issued within this second must not outlive it.
fn next_second(now: Timestamp) -> Timestamp {
    Timestamp((now.0.div_euclid(1_000_000) + 1) * 1_000_000)
}

/// As the directory prints it.
fn instant(at: Timestamp) -> String {
    let text = jiff::Timestamp::from_microsecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string());
    format!("[\"{text}\"]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_second_is_over() {
        assert_eq!(next_second(Timestamp(5_000_000)), Timestamp(6_000_000));
        assert_eq!(next_second(Timestamp(5_999_999)), Timestamp(6_000_000));
        assert_eq!(instant(Timestamp(0)), "[\"1970-01-01T00:00:00Z\"]");
    }
}
