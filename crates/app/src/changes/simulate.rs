//! The preview's loop: the same decisions as the writer's, over an overlay in memory that nobody else sees.

use std::sync::Arc;

use reseat_engine::View;
use reseat_model::audit::{Actor, Face};
use reseat_model::command::{Command, Ctx, FreshIds};
use reseat_model::log::Head;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::Reason;
use reseat_model::{ChangeSetId, RequestId, TenantId, Timestamp};
use reseat_store::Stored;

use crate::App;
use crate::error::AppError;
use crate::state::TenantState;
use crate::writer::{Guard, Limits, decide_guarded, ensure_loaded};

/// What commands would do if nothing else happened meanwhile.
#[derive(Debug)]
pub struct Simulated {
    /// One outcome per command.
    pub outcomes: Vec<Outcome>,
    /// Everything known afterwards; pools show the counters as they would be.
    pub view: View,
    /// The instant for which it was decided.
    pub at: Timestamp,
    /// What binds a change to these outcomes.
    pub guard: Guard,
}

/// Decides commands on an overlay. Nothing is written.
///
/// # Errors
/// When the store fails.
pub fn simulate(
    app: &App,
    state: &Arc<TenantState>,
    commands: &[Command],
    limits: &Limits,
    all_or_nothing: bool,
) -> Result<Simulated, AppError> {
    let tenant = state.tenant.id;
    let mut view = View { tenant, catalog: Arc::clone(&state.catalog), ..View::default() };
    simulate_on(app, state, commands, limits, all_or_nothing, &mut view)
        .map(|(outcomes, at, guard)| Simulated { outcomes, view, at, guard })
}

/// The same on a view that goes on from chunk to chunk.
pub(crate) fn simulate_on(
    app: &App,
    state: &Arc<TenantState>,
    commands: &[Command],
    limits: &Limits,
    all_or_nothing: bool,
    view: &mut View,
) -> Result<(Vec<Outcome>, Timestamp, Guard), AppError> {
    let at = domain_now(app, state.tenant.id)?;
    let all: Vec<&Command> = commands.iter().collect();
    ensure_loaded(app.store.as_ref(), state, &all, view)?;
    let ctx = Ctx {
        actor: Actor::System { name: "preview".to_owned() },
        face: Face::System,
        now: at,
        request: RequestId::NIL,
        change_set: ChangeSetId::NIL,
        fresh: FreshIds(0),
    };
    let mut outcomes = Vec::with_capacity(commands.len());
    for (number, command) in commands.iter().enumerate() {
        ensure_loaded(app.store.as_ref(), state, &[command], view)?;
        let ctx = Ctx { fresh: FreshIds(ctx.fresh.nth(number as u64).as_u128()), ..ctx.clone() };
        let decision = decide_guarded(view, command, &ctx, limits, None);
        view.apply(&decision.mutations);
        outcomes.push(decision.outcome);
    }
    let digests = outcomes.iter().map(|outcome| Guard::digest(outcome, at)).collect();
    if all_or_nothing && outcomes.iter().any(|o| o.status == Status::Refused) {
        for outcome in outcomes.iter_mut().filter(|o| o.status == Status::Changed) {
            *outcome = Outcome::refused(outcome.user, Reason::NotAttempted);
        }
    }
    Ok((outcomes, at, Guard::new(digests)))
}

/// Domain time as a decision for the tenant would see it now: never before its last change.
///
/// # Errors
/// When the store fails.
pub fn domain_now(app: &App, tenant: TenantId) -> Result<Timestamp, AppError> {
    let head = Head::load(app.store.as_ref(), tenant, &())?.unwrap_or(Head::EMPTY);
    app.clock.look(app.store.as_ref())?;
    Ok(app.clock.now().max(head.at))
}
