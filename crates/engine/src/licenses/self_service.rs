//! A purchaser gives a seat of their own pool to a person (SSP-2, 25.22).

use reseat_model::assignment::{AssignmentKey, Path, PathState};
use reseat_model::command::{Ctx, PathValue};
use reseat_model::decision::Decision;
use reseat_model::{PoolId, SkuId, UserId};

use crate::View;
use crate::conclude::refused;
use crate::licenses::end_state::EndState;
use crate::licenses::to_end_state;
use crate::transition::PathEdit;
use crate::users::present;

/// The path such a seat has.
pub(crate) fn key(sku: SkuId, purchaser: UserId) -> AssignmentKey {
    AssignmentKey { sku, pool: PoolId::of_purchaser(purchaser), path: Path::Direct }
}

/// Decides [`reseat_model::command::Command::AssignSelfService`].
pub(crate) fn assign(view: &View, user: UserId, sku: SkuId, purchaser: UserId, ctx: &Ctx) -> Decision {
    let person = match present(view, user, ctx.now) {
        Ok(person) => person,
        Err(reason) => return refused(user, reason),
    };
    let key = key(sku, purchaser);
    let before = person.assignments.get(&key);
    let mut end = EndState::default();
    if before.is_none_or(|before| !before.state.is_valid()) {
        let after =
            PathValue { disabled: Default::default(), state: PathState::Active, assigned_at: ctx.now };
        end.edits.push(PathEdit { key, before, after: Some(after) });
    }
    to_end_state(view, person, end, ctx)
}
