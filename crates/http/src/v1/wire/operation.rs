//! What a change request asks for.

use std::collections::BTreeSet;

use reseat_app::changes::{self, ChangeRequest, Selection};
use reseat_app::{App, AppError, Call};
use reseat_model::command::{LicenseEdit, ProductChoice};
use reseat_model::{SkuId, limits};
use serde::Deserialize;
use utoipa::ToSchema;

/// A licence change for people.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeBody {
    /// Whom.
    pub people: PeopleWire,
    /// What.
    pub operation: OperationWire,
    /// If anyone is refused, nobody changes; at most 1,000 people.
    #[serde(default)]
    pub all_or_nothing: bool,
    /// Why, kept in the history.
    #[serde(default)]
    pub reason: Option<String>,
    /// From a preview: people whose outcome differs by now are skipped.
    #[serde(default)]
    pub preview_token: Option<String>,
    /// Run as a job even when few people are selected.
    #[serde(default)]
    pub as_job: bool,
}

/// People, named in exactly one way.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PeopleWire {
    /// Object ids.
    #[serde(default)]
    pub ids: Option<Vec<String>>,
    /// Sign-in names.
    #[serde(default)]
    pub user_principal_names: Option<Vec<String>>,
    /// Everyone who holds this product by any path.
    #[serde(default)]
    pub holders_of: Option<String>,
    /// Everyone whom an OData filter on users matches.
    #[serde(default)]
    pub filter: Option<String>,
}

/// A product and the plans that shall be off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProductChoiceWire {
    /// `skuId`.
    pub sku_id: String,
    /// Service plan ids that shall be off; they replace what was.
    #[serde(default)]
    pub disabled_plans: Vec<String>,
}

/// What to do to each person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum OperationWire {
    /// Take products; those not held are left as they are.
    Unassign {
        /// `skuId`s.
        products: Vec<String>,
    },
    /// Give products.
    Assign {
        /// What to give.
        products: Vec<ProductChoiceWire>,
    },
    /// Give and take in one save.
    Update {
        /// What to give, or whose plans to change.
        #[serde(default)]
        assign: Vec<ProductChoiceWire>,
        /// What to take.
        #[serde(default)]
        unassign: Vec<String>,
    },
    /// Take every direct licence.
    UnassignAll,
    /// Take every direct licence and give these.
    Replace {
        /// What to give.
        with: Vec<ProductChoiceWire>,
    },
    /// Give what somebody else holds directly, with the same apps switched off (ASG-15).
    Copy {
        /// Object id or sign-in name of the person who has it.
        from: String,
    },
    /// Exchange one product for another.
    Move {
        /// `skuId` of the product to leave.
        from: String,
        /// The product to get.
        to: ProductChoiceWire,
    },
}

fn id<T: std::str::FromStr<Err = reseat_model::ParseIdError>>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|error: reseat_model::ParseIdError| AppError::invalid(error.to_string()))
}

fn ids<T: std::str::FromStr<Err = reseat_model::ParseIdError>>(texts: &[String]) -> Result<Vec<T>, AppError> {
    texts.iter().map(|text| id(text)).collect()
}

/// Object ids from their texts.
///
/// # Errors
/// [`AppError::Invalid`] names the text that is no GUID.
pub(crate) fn user_ids(texts: &[String]) -> Result<Vec<reseat_model::UserId>, AppError> {
    ids(texts)
}

impl ProductChoiceWire {
    fn choice(&self) -> Result<ProductChoice, AppError> {
        let disabled: BTreeSet<_> = ids(&self.disabled_plans)?.into_iter().collect();
        Ok(ProductChoice { sku: id(&self.sku_id)?, disabled })
    }
}

fn choices(wires: &[ProductChoiceWire]) -> Result<Vec<ProductChoice>, AppError> {
    wires.iter().map(ProductChoiceWire::choice).collect()
}

impl OperationWire {
    /// The engine's edit.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when an id is no GUID, or nothing or too much is asked for; for a copy, as
    /// [`changes::copy_edit`].
    pub fn edit(&self, app: &App, call: &Call) -> Result<LicenseEdit, AppError> {
        let edit = match self {
            Self::Unassign { products } => {
                LicenseEdit::Update { assign: Vec::new(), unassign: ids::<SkuId>(products)? }
            }
            Self::Assign { products } => {
                LicenseEdit::Update { assign: choices(products)?, unassign: Vec::new() }
            }
            Self::Update { assign, unassign } => {
                LicenseEdit::Update { assign: choices(assign)?, unassign: ids(unassign)? }
            }
            Self::UnassignAll => LicenseEdit::UnassignAll,
            Self::Replace { with } => LicenseEdit::Replace { with: choices(with)? },
            Self::Copy { from } => changes::copy_edit(app, call, from)?,
            Self::Move { from, to } => LicenseEdit::Move { from: id(from)?, to: to.choice()? },
        };
        let products = match &edit {
            LicenseEdit::Update { assign, unassign } => assign.len() + unassign.len(),
            LicenseEdit::Replace { with } => with.len(),
            _ => 1,
        };
        if products == 0 {
            return Err(AppError::invalid("the operation names no product"));
        }
        if products > limits::PRODUCTS_PER_CHANGE_MAX {
            let most = limits::PRODUCTS_PER_CHANGE_MAX;
            return Err(AppError::invalid(format!(
                "one change takes at most {most} products, not {products}"
            )));
        }
        Ok(edit)
    }
}

impl PeopleWire {
    /// The selection.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when nobody is named, several ways are used at once, or a part does not read.
    pub fn selection(&self) -> Result<Selection, AppError> {
        match (&self.ids, &self.user_principal_names, &self.holders_of, &self.filter) {
            (Some(list), None, None, None) if !list.is_empty() => Ok(Selection::Ids(ids(list)?)),
            (None, Some(names), None, None) if !names.is_empty() => Ok(Selection::Upns(names.clone())),
            (None, None, Some(sku), None) => Ok(Selection::HoldersOf(id(sku)?)),
            (None, None, None, Some(filter)) => {
                let parsed = reseat_odata::parse_filter(filter)
                    .map_err(|error| AppError::invalid(format!("people.filter: {error}")))?;
                let query =
                    reseat_model::query::UserQuery { filter: Some(parsed.filter), ..Default::default() };
                Ok(Selection::Matching(Box::new(query)))
            }
            _ => Err(AppError::invalid(
                "people must hold exactly one of ids, userPrincipalNames, holdersOf or filter, and name someone",
            )),
        }
    }
}

impl ChangeBody {
    /// The use case's request.
    ///
    /// # Errors
    /// As [`OperationWire::edit`] and [`PeopleWire::selection`].
    pub fn request(&self, app: &App, call: &Call) -> Result<ChangeRequest, AppError> {
        check_reason(self.reason.as_deref())?;
        Ok(ChangeRequest {
            selection: self.people.selection()?,
            edit: self.operation.edit(app, call)?,
            all_or_nothing: self.all_or_nothing,
            reason: self.reason.clone(),
            preview_token: self.preview_token.clone(),
            as_job: self.as_job,
        })
    }
}

/// A reason has a limit.
pub(crate) fn check_reason(reason: Option<&str>) -> Result<(), AppError> {
    let most = limits::REASON_CHARS_MAX;
    if reason.is_some_and(|reason| reason.chars().count() > most) {
        return Err(AppError::invalid(format!("the reason is longer than {most} characters")));
    }
    Ok(())
}
