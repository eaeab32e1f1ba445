//! `POST /users/{id}/assignLicense` and `POST /me/assignLicense`: products come and go in one step (contract sections
//! 2.3 and 10, API-1, API-4). 200 with the person.
//!
//! The hot path: parsed once, decided by the writer without a thread of its own, answered from what it decided on.

use std::collections::BTreeSet;

use reseat_app::{changes, people};
use reseat_authz::Action;
use reseat_model::command::{LicenseEdit, ProductChoice};
use reseat_model::limits::PRODUCTS_PER_CHANGE_MAX;
use reseat_model::outcome::Status;
use reseat_model::query::{Returned, UserProperty};
use reseat_model::user::User;
use reseat_model::{PlanId, SkuId, UserId};
use reseat_odata::{Selection, parse_user_single};
use serde_json::Value;

use super::shared;
use super::update_user::named;
use crate::body::{self, Object};
use crate::error::GraphError;
use crate::exchange::{Exchange, Outcome};
use crate::router::blocking;
use crate::routes::Pending;
use crate::wire::user::{Visible, needs_licenses};

/// The operation for the table of routes.
pub(crate) fn pending(exchange: Exchange) -> Pending {
    Box::pin(handle(exchange))
}

async fn handle(exchange: Exchange) -> Outcome {
    shared::may_change(&exchange, &[Action::LicenseAssign, Action::LicenseUnassign])?;
    let selection = selection(&exchange)?;
    let edit = read(&exchange.body)?;
    let user = match exchange.key(0).parse::<UserId>() {
        Ok(id) => id,
        Err(_) => find(exchange.clone()).await?,
    };
    let commit = changes::change_one(exchange.app(), &exchange.call, user, edit).await?;
    let refused = commit.outcomes.into_iter().find(|outcome| outcome.status == Status::Refused);
    match (refused, commit.user) {
        (Some(outcome), _) => {
            blocking(move || Err(crate::reasons::refusal(&exchange, &outcome.reasons, exchange.key(0)))).await
        }
        (None, Some(user)) if !needs_licenses(&selection.properties) => answer(&exchange, &user, &selection),
        (None, _) => blocking(move || answer(&exchange, &read_again(&exchange, user)?, &selection)).await,
    }
}

async fn find(exchange: Exchange) -> Result<UserId, GraphError> {
    blocking(move || {
        let key = exchange.key(0);
        let found = people::find(exchange.app(), exchange.tenant(), key);
        found.map(|user| user.id).map_err(|error| named(error.into(), key))
    })
    .await
}

fn read_again(exchange: &Exchange, user: UserId) -> Result<User, GraphError> {
    people::find(exchange.app(), exchange.tenant(), &user.to_string())
        .map_err(|error| named(error.into(), exchange.key(0)))
}

/// The person with the default properties, or those of `$select`.
fn answer(exchange: &Exchange, user: &User, selection: &Selection) -> Outcome {
    let context = format!("users{}/$entity", shared::selected(selection));
    shared::entity(exchange, user, selection, Visible::All, &context, false)
}

/// What the answer has: the default properties, or those of `$select`. The right to assign is no right to read the
/// rest of a person.
fn selection(exchange: &Exchange) -> Result<Selection, GraphError> {
    if exchange.query.is_empty() {
        return Ok(Selection::default_set());
    }
    let selection = parse_user_single(&exchange.query)?;
    let harmless = |property: &UserProperty| {
        property.returned() == Returned::Default || needs_licenses(std::slice::from_ref(property))
    };
    if !selection.properties.iter().all(harmless) {
        exchange.call.grant(Action::UserRead)?;
    }
    Ok(selection)
}

/// What the body asks for.
fn read(body: &[u8]) -> Result<LicenseEdit, GraphError> {
    let mut object = body::optional_object(body)?;
    let (add, remove) = (object.take("addLicenses"), object.take("removeLicenses"));
    if let Some(name) = object.left() {
        return Err(GraphError::malformed(format!(
            "The parameter '{name}' in the request payload is not a valid parameter for the operation 'assignLicense'."
        )));
    }
    let (add, remove) = match (add, remove) {
        (Some(add), Some(remove)) => (array("addLicenses", add)?, array("removeLicenses", remove)?),
        (add, remove) => return Err(missing(add.is_none(), remove.is_none())),
    };
    if add.len() + remove.len() > PRODUCTS_PER_CHANGE_MAX {
        return Err(GraphError::bad_request(format!(
            "At most {PRODUCTS_PER_CHANGE_MAX} licenses can be added and removed in one request; send several."
        )));
    }
    let assign = add.into_iter().map(choice).collect::<Result<_, _>>()?;
    let unassign = remove.iter().map(guid::<SkuId>).collect::<Result<_, _>>()?;
    Ok(LicenseEdit::Graph { assign, unassign })
}

/// Error 9: both arrays are mandatory, even when empty.
fn missing(add: bool, remove: bool) -> GraphError {
    let names: Vec<_> = [(add, "addLicenses"), (remove, "removeLicenses")]
        .into_iter()
        .filter_map(|(missing, name)| missing.then_some(name))
        .collect();
    GraphError::bad_request(format!(
        "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing \
         parameters are: {}.",
        names.join(", ")
    ))
}

fn array(name: &str, value: Value) -> Result<Vec<Value>, GraphError> {
    match value {
        Value::Array(items) => Ok(items),
        _ => Err(GraphError::malformed(format!(
            "The parameter '{name}' of the operation 'assignLicense' must be an array."
        ))),
    }
}

fn choice(value: Value) -> Result<ProductChoice, GraphError> {
    let Value::Object(members) = value else {
        return Err(GraphError::malformed(
            "Each entry of 'addLicenses' must be an object with 'skuId' and, optionally, 'disabledPlans'.",
        ));
    };
    let mut object = Object::new(members);
    let sku = object.take("skuId").ok_or_else(|| {
        GraphError::bad_request("A value is required for property 'skuId' of each entry of 'addLicenses'.")
    })?;
    let disabled: BTreeSet<PlanId> = match object.take("disabledPlans") {
        None => BTreeSet::new(),
        Some(plans) => array("disabledPlans", plans)?.iter().map(guid).collect::<Result<_, _>>()?,
    };
    match object.left() {
        None => Ok(ProductChoice { sku: guid(&sku)?, disabled }),
        Some(name) => Err(GraphError::malformed(format!(
            "The property '{name}' does not exist on type 'microsoft.graph.assignedLicense'. Make sure to only use \
             property names that are defined by the type."
        ))),
    }
}

/// Error 10 for what is no GUID.
fn guid<T: std::str::FromStr>(value: &Value) -> Result<T, GraphError> {
    value.as_str().and_then(|text| text.trim().parse().ok()).ok_or_else(|| {
        GraphError::bad_request(
            "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more \
             details.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKU: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";

    fn message(body: &str) -> String {
        read(body.as_bytes()).unwrap_err().message
    }

    #[test]
    fn both_arrays_are_mandatory() {
        let text = "One or more parameters of the operation 'assignLicense' are missing from the request payload. \
                    The missing parameters are: ";
        assert_eq!(message(r#"{"removeLicenses":[]}"#), format!("{text}addLicenses."));
        assert_eq!(message(r#"{"addLicenses":[]}"#), format!("{text}removeLicenses."));
        assert_eq!(message("{}"), format!("{text}addLicenses, removeLicenses."));
        assert_eq!(message(""), format!("{text}addLicenses, removeLicenses."));
        assert_eq!(message(r#"{"addLicenses":null,"removeLicenses":[]}"#), format!("{text}addLicenses."));
    }

    #[test]
    fn what_is_no_guid_is_refused() {
        let text = "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for \
                    more details.";
        assert_eq!(message(r#"{"addLicenses":[{"skuId":"guid"}],"removeLicenses":[]}"#), text);
        assert_eq!(message(r#"{"addLicenses":[],"removeLicenses":[5]}"#), text);
        let plans =
            format!(r#"{{"addLicenses":[{{"skuId":"{SKU}","disabledPlans":["x"]}}],"removeLicenses":[]}}"#);
        assert_eq!(message(&plans), text);
    }

    #[test]
    fn disabled_plans_may_be_absent_and_names_come_in_any_case() {
        let body = format!(
            r##"{{"AddLicenses":[{{"@odata.type":"#microsoft.graph.assignedLicense","SkuId":"{}"}}],
                "removelicenses":["{SKU}"]}}"##,
            SKU.to_uppercase()
        );
        let sku: SkuId = SKU.parse().unwrap();
        let assign = vec![ProductChoice { sku, disabled: BTreeSet::new() }];
        assert_eq!(read(body.as_bytes()).unwrap(), LicenseEdit::Graph { assign, unassign: vec![sku] });
    }

    #[test]
    fn other_shapes_are_refused() {
        assert!(message(r#"{"addLicenses":{},"removeLicenses":[]}"#).contains("must be an array"));
        assert!(message(r#"{"addLicenses":[1],"removeLicenses":[]}"#).contains("must be an object"));
        assert!(message(r#"{"addLicenses":[{}],"removeLicenses":[]}"#).contains("'skuId'"));
        assert!(message(r#"{"addLicenses":[],"removeLicenses":[],"x":1}"#).contains("not a valid parameter"));
        let many = vec![format!("\"{SKU}\""); PRODUCTS_PER_CHANGE_MAX + 1].join(",");
        assert!(
            message(&format!(r#"{{"addLicenses":[],"removeLicenses":[{many}]}}"#)).contains("At most 200")
        );
    }
}
