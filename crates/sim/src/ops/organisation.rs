//! The organisation: its settings, its products, its applications.

use reseat_app::applications::{self, Draft};
use reseat_app::catalog::{self as app_catalog, CatalogSource};
use reseat_app::tenant::{SettingsEdit, delete_tenant, edit_settings, restore_tenant};
use reseat_app::{AppError, Call};
use reseat_model::tenant::{Cloud, Language};
use reseat_model::{ApplicationId, SkuId};
use uuid::Uuid;

use super::licenses::unread;
use super::{Found, Turn};
use crate::run::{Ran, Sim};
use crate::state::Application;

/// Changes a setting.
pub(super) fn settings(turn: &Turn, which: u8, value: u8) -> Result<Ran, Found> {
    let mut edit = SettingsEdit::default();
    let mut after = turn.state().clone();
    let tenant = &mut after.tenant;
    let odd = value % 2 == 1;
    match which {
        0 => {
            tenant.display_name = format!("Organisation {value}");
            edit.display_name = Some(tenant.display_name.clone());
        }
        1 => {
            tenant.country = ["DE", "FR", "CN", "US"][usize::from(value) % 4].to_owned();
            edit.country = Some(tenant.country.clone());
        }
        2 => {
            tenant.time_zone = if odd { "Europe/Berlin" } else { "UTC" }.to_owned();
            edit.time_zone = Some(tenant.time_zone.clone());
        }
        3 => {
            tenant.cloud = Cloud::ALL[usize::from(value) % 3];
            edit.cloud = Some(tenant.cloud);
        }
        4 => {
            tenant.settings.language = Language::ALL[usize::from(odd)];
            edit.language = Some(tenant.settings.language);
        }
        5 => {
            tenant.settings.licenses_page_users = u32::from(value);
            edit.licenses_page_users = Some(u32::from(value));
        }
        6 => {
            tenant.settings.password_grant = odd;
            edit.password_grant = Some(odd);
        }
        _ => {
            tenant.settings.history_days = [400, 31, 45, 30, 90, 29, 100, 60][usize::from(value) % 8];
            edit.history_days = Some(tenant.settings.history_days);
        }
    }
    let records = usize::from(after.tenant != turn.state().tenant);
    let answer = edit_settings(turn.app(), &turn.system(), edit);
    if let Ok(told) = &answer
        && *told != after.tenant
    {
        return Err(("answers-agree", format!("settings: {told:?} instead of {:?}", after.tenant)));
    }
    Ok(turn.once(answer.map(|_| "set".to_owned()), after, records))
}

/// Imports a product of the organisation's own, with a mail plan or without.
pub(super) fn catalog(turn: &Turn, which: u8) -> Result<Ran, Found> {
    let sku = SkuId(Uuid::from_u128(0x0051_3000_0000_4000_8000_0000_0000_0000 + u128::from(which)));
    let plan = ["EXCHANGE_S_ENTERPRISE", "SWAY", "OFFICESUBSCRIPTION"][usize::from(which) % 3];
    let text = format!(
        "products:\n  - skuId: {sku}\n    partNumber: SIMULATED_{which}\n    names: {{ en: Simulated {which} }}\n    \
         plans: [{plan}]\n"
    );
    let mut after = turn.state().clone();
    let new = after.products.insert(sku);
    let answer = app_catalog::import(turn.app(), &turn.system(), CatalogSource::Products(&text), false);
    Ok(turn.once(answer.map(|done| format!("{:?}", done.products)), after, usize::from(new)))
}

fn name(name: u8) -> String {
    format!("Application {name}")
}

/// The application an operand means.
fn application(sim: &Sim, turn: &Turn, which: u8) -> Option<ApplicationId> {
    let known = &sim.memories[turn.tenant].applications;
    known.get(usize::from(which) % known.len().max(1)).copied()
}

/// Registers an application.
pub(super) fn create_application(turn: &Turn, number: u8) -> Result<Ran, Found> {
    let draft = Draft { display_name: name(number), ..Draft::default() };
    let mut after = turn.state().clone();
    after.applications.insert(ApplicationId::NIL, Application { name: name(number), secrets: 0 });
    let answer = applications::create(turn.app(), &turn.system(), draft);
    Ok(turn.once(answer.map(|_| "registered".to_owned()), after, 1))
}

/// Does something to an application that may be gone.
fn to_application(
    sim: &Sim,
    turn: &Turn,
    which: u8,
    model: impl FnOnce(&mut Application) -> bool,
    ask: impl FnOnce(&Call, &str) -> Result<String, AppError>,
) -> Result<Ran, Found> {
    let Some(id) = application(sim, turn, which) else { return Ok(turn.refused("there is none")) };
    let mut after = turn.state().clone();
    let changed = after.applications.get_mut(&id).is_some_and(model);
    Ok(turn.once(ask(&turn.system(), &id.to_string()), after, usize::from(changed)))
}

/// Renames an application.
pub(super) fn update_application(sim: &Sim, turn: &Turn, which: u8, number: u8) -> Result<Ran, Found> {
    let rename = |application: &mut Application| {
        let before = std::mem::replace(&mut application.name, name(number));
        before != application.name
    };
    to_application(sim, turn, which, rename, |call, key| {
        let edit = |draft: &mut Draft| -> Result<(), AppError> {
            draft.display_name = name(number);
            Ok(())
        };
        applications::update(turn.app(), call, key, edit).map(|_| "renamed".to_owned())
    })
}

/// Deletes an application.
pub(super) fn delete_application(sim: &Sim, turn: &Turn, which: u8) -> Result<Ran, Found> {
    let Some(id) = application(sim, turn, which) else { return Ok(turn.refused("there is none")) };
    let mut after = turn.state().clone();
    after.applications.remove(&id);
    let answer = applications::delete(turn.app(), &turn.system(), &id.to_string());
    Ok(turn.once(answer.map(|_| "deleted".to_owned()), after, 1))
}

/// Makes a secret.
pub(super) fn add_secret(sim: &Sim, turn: &Turn, which: u8) -> Result<Ran, Found> {
    let more = |application: &mut Application| {
        application.secrets += 1;
        true
    };
    to_application(sim, turn, which, more, |call, key| {
        applications::add_secret(turn.app(), call, key, None, None).map(|_| "a secret".to_owned())
    })
}

/// Removes the first secret.
pub(super) fn remove_secret(sim: &Sim, turn: &Turn, which: u8) -> Result<Ran, Found> {
    let Some(id) = application(sim, turn, which) else { return Ok(turn.refused("there is none")) };
    let (call, key) = (turn.system(), id.to_string());
    let first = match applications::get(turn.app(), &call, &key) {
        Ok(known) => known.secrets.first().map(applications::key_id),
        Err(error) => return Ok(unread(turn, &error)),
    };
    let Some(first) = first else { return Ok(turn.refused("it has no secret")) };
    let less = |application: &mut Application| {
        application.secrets -= 1;
        true
    };
    to_application(sim, turn, which, less, |call, key| {
        applications::remove_secret(turn.app(), call, key, first).map(|_| "removed".to_owned())
    })
}

/// Deletes the organisation and brings it back; meanwhile nothing can be asked of it. Only where nothing goes wrong: the
/// model knows no organisation that is half gone.
pub(super) fn leave_and_return(turn: &Turn) -> Result<Ran, Found> {
    if !turn.calm {
        return Ok(turn.refused("not while things go wrong"));
    }
    let failed = |error: AppError| ("no-error-without-a-fault", format!("{error:?}"));
    let id = turn.state().tenant.id;
    delete_tenant(turn.app(), id, 30).map_err(failed)?;
    let edit = SettingsEdit { display_name: Some("Gone".to_owned()), ..SettingsEdit::default() };
    if let Ok(told) = edit_settings(turn.app(), &turn.system(), edit) {
        return Err(("a-deleted-organisation-is-closed", format!("{told:?}")));
    }
    restore_tenant(turn.app(), id).map_err(failed)?;
    Ok(turn.once(Ok("gone and back".to_owned()), turn.state().clone(), 2))
}
