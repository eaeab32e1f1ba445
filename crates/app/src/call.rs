//! One call of a use case: by whom, through what, about which tenant.

use reseat_authz::{Action, Caller, Granted, Target};
use reseat_model::audit::{Actor, Face};
use reseat_model::change_set::Kind;
use reseat_model::{ChangeSetId, RequestId, TenantId};

use crate::App;
use crate::error::AppError;
use crate::writer::Meta;

/// Who calls; made once per request at the edge.
#[derive(Debug, Clone)]
pub struct Call {
    /// Whose data.
    pub tenant: TenantId,
    /// What the caller may do.
    pub caller: Caller,
    /// Who the caller is, for the record.
    pub actor: Actor,
    /// Through which face.
    pub face: Face,
    /// The request.
    pub request: RequestId,
    /// A change set to join, from the header `Reseat-Change-Set` (25.26).
    pub join: Option<ChangeSetId>,
}

impl Call {
    /// Permission for an action that has no person as its target.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] with the roles and scopes that would do.
    pub fn grant(&self, action: Action) -> Result<Granted, AppError> {
        self.grant_on(action, None)
    }

    /// Permission for an action on a person who may hold roles.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] with the roles and scopes that would do.
    pub fn grant_on(&self, action: Action, target: Option<&Target<'_>>) -> Result<Granted, AppError> {
        Ok(reseat_authz::authorize(&self.caller, action, target)?)
    }

    /// What the writer needs to know of this call.
    pub fn meta(&self, app: &App, kind: Kind, reason: Option<String>) -> Meta {
        let recorded_at = app.clock.wall();
        let change_set = self.join.unwrap_or_else(|| ChangeSetId(app.entropy.uuid_v7(recorded_at)));
        Meta {
            actor: self.actor.clone(),
            face: self.face,
            request: self.request,
            now: app.clock.now(),
            recorded_at,
            change_set,
            kind,
            reason,
            reverts: None,
            fresh: app.entropy.fresh_ids(),
        }
    }
}
