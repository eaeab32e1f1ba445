//! Bringing a deleted person back, with the licences the deletion took where seats are free (25.2).

use reseat_authz::Action;
use reseat_model::UserId;
use reseat_model::assignment::Path;
use reseat_model::change_set::{ChangeItem, ChangeSet, Kind};
use reseat_model::command::{Command, ProductChoice};
use reseat_model::outcome::Outcome;
use reseat_model::{PoolId, Timestamp};
use reseat_store::Stored;

use super::delete::{grant, submit};
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::history;

/// Restores a person. `licenses` false gives none back.
///
/// # Errors
/// When nobody deleted has the id, the caller may not, or writing fails. A taken sign-in name is a refused outcome.
pub fn restore(
    app: &App,
    call: &Call,
    id: UserId,
    new_upn: Option<String>,
    licenses: bool,
) -> Result<Outcome, AppError> {
    let user = super::find_deleted(app, call.tenant, id)?;
    grant(app, call, Action::UserRestore, &user)?;
    let licenses = if licenses { taken_by_deletion(app, call, id)? } else { Vec::new() };
    submit(app, call, Kind::RestoreUser, Command::RestoreUser { user: id, new_upn, licenses })
}

/// The direct licences that the last deletion took, first assigned first.
fn taken_by_deletion(app: &App, call: &Call, id: UserId) -> Result<Vec<ProductChoice>, AppError> {
    let items: Vec<ChangeItem> = history::items_of_user(app, call.tenant, id, None)?;
    for item in items {
        let set = ChangeSet::load(app.store.as_ref(), call.tenant, &item.set)?;
        if set.is_none_or(|set| set.kind != Kind::DeleteUser) {
            continue;
        }
        let mut taken: Vec<(Timestamp, ProductChoice)> = item
            .paths
            .iter()
            .filter(|path| path.key.path == Path::Direct && path.key.pool == PoolId::ORGANIZATION)
            .filter_map(|path| {
                let before = path.before.as_ref()?;
                let choice = ProductChoice { sku: path.key.sku, disabled: before.disabled.clone() };
                Some((before.assigned_at, choice))
            })
            .collect();
        taken.sort();
        return Ok(taken.into_iter().map(|(_, choice)| choice).collect());
    }
    Ok(Vec::new())
}
