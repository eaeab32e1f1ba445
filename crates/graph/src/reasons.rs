//! Refusals of the engine in Graph's words (contract section 10). Clients match on the texts, so they are to the letter.

use std::fmt::Display;

use axum::http::StatusCode;
use reseat_app::people;
use reseat_authz::roles::name_of;
use reseat_model::UserId;
use reseat_model::reason::Reason;

use crate::error::{Detail, GraphError};
use crate::exchange::Exchange;

/// The refusal for these reasons: the first one is the message; what the message cannot say is in the details. `key` is
/// what the caller named the person. May read the store, to name people.
pub(crate) fn refusal(exchange: &Exchange, reasons: &[Reason], key: &str) -> GraphError {
    let name = |user: UserId| match people::person(exchange.app(), exchange.tenant(), user) {
        Ok(Some(person)) => person.user.upn,
        Ok(None) | Err(_) => user.to_string(),
    };
    let Some(first) = reasons.first() else {
        return GraphError::bad_request("The request was refused.");
    };
    let error = word(first, key, &name);
    let details = if reasons.len() > 1 {
        reasons.iter().map(|reason| detail(reason, word(reason, key, &name).message)).collect()
    } else {
        more(first)
    };
    if error.details.is_empty() { error.with_details(details) } else { error }
}

/// One reason as a refusal.
fn word(reason: &Reason, key: &str, name: &dyn Fn(UserId) -> String) -> GraphError {
    match reason {
        Reason::UserNotFound | Reason::UserDeleted | Reason::UserNotDeleted => GraphError::not_found(key),
        Reason::RoleLacking { roles } => {
            let roles = roles.iter().map(|role| Detail::new("roleWouldDo", role.to_string(), name_of(*role)));
            GraphError::forbidden().with_details(roles.collect())
        }
        Reason::UpnTaken { .. } => taken(),
        Reason::InternalError => {
            let message =
                "The server could not decide this request; its log has the cause under this request-id.";
            GraphError::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", message)
        }
        Reason::ChangedSincePreview | Reason::ChangedSince { .. } => GraphError::new(
            StatusCode::CONFLICT,
            "Directory_ConcurrencyViolation",
            "The object was changed at the same moment. Please retry the request.",
        ),
        other => GraphError::bad_request(message(other, name)),
    }
}

/// The message of what is a 400.
fn message(reason: &Reason, name: &dyn Fn(UserId) -> String) -> String {
    match reason {
        Reason::UsageLocationMissing => {
            "License assignment cannot be done for user with invalid usage location.".to_owned()
        }
        Reason::InheritedOnly { .. } | Reason::StillInherited { .. } => {
            "User license is inherited from a group membership and it cannot be removed directly from the user."
                .to_owned()
        }
        Reason::NoSeats { sku, .. } | Reason::SeatNotRestored { sku } => {
            format!("Subscription with SKU {sku} does not have any available licenses.")
        }
        Reason::NotHeld { .. } => "User does not have a corresponding license.".to_owned(),
        Reason::UnknownProduct { sku } => {
            format!("License {sku} does not correspond to a valid company License.")
        }
        Reason::NotAssignable { sku } => format!("License {sku} cannot be assigned to a user."),
        Reason::PlanDependency { plan, needs, .. } => format!(
            "License assignment failed because service plan {} depends on the service plan(s) {}",
            list(plan),
            list(needs)
        ),
        Reason::MutuallyExclusive { plans } => {
            format!("License assignment failed because service plans {} are mutually exclusive.", list(plans))
        }
        Reason::PlanNotInProduct { sku, plans } => format!(
            "License assignment failed because service plan {} does not belong to the subscription with SKU {sku}.",
            list(plans)
        ),
        Reason::SelfService { sku, purchaser } => format!(
            "License {sku} comes from a self-service purchase of {} and cannot be removed by an administrator. Take \
             over the subscription first, then remove the license.",
            name(*purchaser)
        ),
        Reason::ContradictoryProduct { sku } => {
            format!("License {sku} is named more than once in addLicenses and removeLicenses.")
        }
        Reason::LastGlobalAdmin => {
            "The last enabled Global Administrator cannot be removed, blocked or demoted. Give the role to someone \
             else first."
                .to_owned()
        }
        Reason::Synced => "Unable to update the specified properties for on-premises mastered Directory Sync objects \
                           or objects currently undergoing migration."
            .to_owned(),
        other => format!("The request was refused: {}.", other.code()),
    }
}

/// What the message of one reason leaves out: the groups that grant the licence, how many seats there are.
fn more(reason: &Reason) -> Vec<Detail> {
    match reason {
        Reason::InheritedOnly { sku, groups } => {
            let text = format!("Inherited from group {}.", list(groups));
            vec![Detail::new(reason.code(), sku.to_string(), text)]
        }
        Reason::NoSeats { sku, enabled, consumed, warning } => {
            let text =
                format!("{consumed} of {enabled} assigned; {warning} more are in grace and not handed out.");
            vec![Detail::new(reason.code(), sku.to_string(), text)]
        }
        _ => Vec::new(),
    }
}

fn detail(reason: &Reason, message: String) -> Detail {
    let sku = match reason {
        Reason::NotHeld { sku }
        | Reason::InheritedOnly { sku, .. }
        | Reason::SelfService { sku, .. }
        | Reason::PlanDependency { sku, .. }
        | Reason::NoSeats { sku, .. }
        | Reason::UnknownProduct { sku }
        | Reason::NotAssignable { sku }
        | Reason::PlanNotInProduct { sku, .. }
        | Reason::ContradictoryProduct { sku } => Some(sku.to_string()),
        _ => None,
    };
    Detail { code: reason.code(), target: sku, message }
}

/// A sign-in name that someone else has (contract section 0.1).
fn taken() -> GraphError {
    let message = "Another object with the same value for property userPrincipalName already exists.";
    let detail = Detail::new("ObjectConflict", "userPrincipalName", message);
    GraphError::bad_request(message).with_details(vec![detail])
}

fn list<T: Display>(ids: &[T]) -> String {
    let texts: Vec<String> = ids.iter().map(T::to_string).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use reseat_model::{GroupId, PlanId, SkuId};

    use super::*;

    const SKU: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    const PLAN: &str = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
    const OTHER: &str = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c";

    fn worded(reason: Reason) -> (u16, &'static str, String) {
        let error = word(&reason, "a@b.c", &|_| "buyer@b.c".to_owned());
        (error.status.as_u16(), error.code, error.message)
    }

    #[test]
    fn section_10_to_the_letter() {
        let sku: SkuId = SKU.parse().unwrap();
        let plan: PlanId = PLAN.parse().unwrap();
        let other: PlanId = OTHER.parse().unwrap();
        let groups = vec![GroupId::NIL];
        let cases = [
            (
                Reason::UsageLocationMissing,
                "License assignment cannot be done for user with invalid usage location.".to_owned(),
            ),
            (
                Reason::InheritedOnly { sku, groups },
                "User license is inherited from a group membership and it cannot be removed directly from the user."
                    .to_owned(),
            ),
            (
                Reason::NoSeats { sku, enabled: 1, consumed: 1, warning: 0 },
                format!("Subscription with SKU {SKU} does not have any available licenses."),
            ),
            (Reason::NotHeld { sku }, "User does not have a corresponding license.".to_owned()),
            (
                Reason::UnknownProduct { sku },
                format!("License {SKU} does not correspond to a valid company License."),
            ),
            (Reason::NotAssignable { sku }, format!("License {SKU} cannot be assigned to a user.")),
            (
                Reason::PlanDependency { sku, plan: vec![plan], needs: vec![other, plan] },
                format!(
                    "License assignment failed because service plan {PLAN} depends on the service plan(s) {OTHER}, {PLAN}"
                ),
            ),
            (
                Reason::MutuallyExclusive { plans: vec![plan, other] },
                format!("License assignment failed because service plans {PLAN}, {OTHER} are mutually exclusive."),
            ),
        ];
        for (reason, message) in cases {
            assert_eq!(worded(reason), (400, "Request_BadRequest", message));
        }
    }

    #[test]
    fn una_2_self_service_names_the_purchaser_and_the_take_over() {
        let reason = Reason::SelfService { sku: SKU.parse().unwrap(), purchaser: UserId::NIL };
        let (status, code, message) = worded(reason);
        assert_eq!((status, code), (400, "Request_BadRequest"));
        assert!(message.contains("buyer@b.c") && message.contains("Take over"), "{message}");
    }

    #[test]
    fn statuses_other_than_400() {
        assert_eq!(worded(Reason::UserNotFound).0, 404);
        assert!(worded(Reason::UserDeleted).2.starts_with("Resource 'a@b.c' does not exist"));
        assert_eq!(worded(Reason::RoleLacking { roles: Vec::new() }).1, "Authorization_RequestDenied");
        assert_eq!(worded(Reason::InternalError).0, 500);
    }
}
