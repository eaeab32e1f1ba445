//! Previewing a change: what would follow for whom, and a token that binds a change to it.

use reseat_engine::View;
use reseat_model::change_set::Kind;
use reseat_model::job::{Job, JobWork};
use reseat_model::limits;
use reseat_model::outcome::Outcome;

use super::change::{ChangeRequest, commands_for};
use super::rights::grant_edit;
use super::selection::resolve;
use super::simulate::simulate;
use super::summary::{Summary, summarise};
use super::token::encode_token;
use crate::App;
use crate::call::Call;
use crate::error::AppError;
use crate::jobs;

/// What a change would do.
#[derive(Debug)]
pub struct Preview {
    /// Sent with the change, it skips everyone whose outcome is another by then.
    pub token: String,
    /// In numbers.
    pub summary: Summary,
    /// One outcome per person.
    pub outcomes: Vec<Outcome>,
    /// Sign-in names that nobody has.
    pub unknown: Vec<String>,
    /// Everything known afterwards, to resolve names without asking again.
    pub view: View,
}

/// A preview, or the job that computes it.
#[derive(Debug)]
pub enum PreviewAnswer {
    /// At most [`limits::SYNC_USERS_MAX`] people.
    Now(Box<Preview>),
    /// More.
    Job(Box<Job>),
}

/// Previews a change.
///
/// # Errors
/// When the caller may not make the change, the selection is bad, or the store fails.
pub fn preview(app: &App, call: &Call, request: &ChangeRequest) -> Result<PreviewAnswer, AppError> {
    let (_granted, rights) = grant_edit(call, &request.edit)?;
    let state = app.tenant(call.tenant)?;
    let selected = resolve(app.store.as_ref(), call.tenant, &request.selection)?;
    request.check_atomic(selected.users.len())?;
    if selected.users.len() > limits::SYNC_USERS_MAX {
        let work = JobWork::Preview(request.edit.clone());
        let job = jobs::start(app, call, Kind::Administration, work, &selected, None, None, None)?;
        return Ok(PreviewAnswer::Job(Box::new(job)));
    }
    let commands = commands_for(&selected.users, &request.edit);
    let simulated = simulate(app, &state, &commands, &rights, request.all_or_nothing)?;
    let mut summary = summarise(&simulated.outcomes, |sku, pool| simulated.view.pool(sku, pool));
    summary.add_unknown(selected.unknown.len() as u64);
    Ok(PreviewAnswer::Now(Box::new(Preview {
        token: encode_token(&simulated.guard),
        summary,
        outcomes: simulated.outcomes,
        unknown: selected.unknown,
        view: simulated.view,
    })))
}
