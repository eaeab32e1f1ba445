//! One person's result, of a preview or of a change.

use reseat_app::App;
use reseat_model::assignment::Path;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::reason::{Param, Reason};
use reseat_model::services::{DriveState, MailboxState, OfficeState};
use reseat_model::{PoolId, Timestamp, UserId};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use utoipa::ToSchema;

use super::names::{NameBook, NamesWire, PlanRef, ProductRef, RoleRef, UserRef, iso};

/// One result per person (25.23).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeWire {
    /// Whom it concerns.
    pub user: UserRef,
    /// changed, unchanged or refused.
    pub status: &'static str,
    /// Why something was refused or left alone.
    pub reasons: Vec<CodeWire>,
    /// Paths that come, go or change.
    pub licenses: Vec<LicenseChangeWire>,
    /// Services the person loses.
    pub services_lost: Vec<PlanRef>,
    /// Services of a lost product that another one still covers.
    pub services_kept: Vec<KeptWire>,
    /// Services the person gains.
    pub services_gained: Vec<PlanRef>,
    /// The mailbox, when its state changes.
    pub mailbox: Option<StateChangeWire>,
    /// The drive, when its state changes.
    pub drive: Option<StateChangeWire>,
    /// Office apps, when their state changes.
    pub office: Option<StateChangeWire>,
    /// What to know or do first.
    pub warnings: Vec<CodeWire>,
}

/// A reason or warning: a code, worded by the client, with its parameters resolved to names.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeWire {
    /// The key of its words.
    pub code: &'static str,
    /// Its parameters.
    #[schema(value_type = Object)]
    pub params: Map<String, Json>,
}

/// One path before and after.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LicenseChangeWire {
    /// The product.
    pub sku_id: String,
    /// Its name.
    pub names: NamesWire,
    /// direct, group or selfService.
    pub path: &'static str,
    /// removed, added or updated.
    pub change: &'static str,
    /// Before; null when the path did not exist.
    pub before: Option<DisabledWire>,
    /// After; null when the path is gone.
    pub after: Option<DisabledWire>,
}

/// The plans switched off on a path.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisabledWire {
    /// Service plan ids.
    pub disabled_plans: Vec<String>,
}

/// A service that stays.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptWire {
    /// The service.
    #[serde(flatten)]
    pub plan: PlanRef,
    /// The products that cover it.
    pub covered_by: Vec<ProductRef>,
}

/// A state before and after, with the instant at which it ends by itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StateChangeWire {
    /// Before.
    pub before: &'static str,
    /// After.
    pub after: &'static str,
    /// Mailboxes: gone for good from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purge_date_time: Option<String>,
    /// Drives: end of retention.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_date_time: Option<String>,
    /// Office: unlicensed also on devices that stay offline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reduced_functionality_by: Option<String>,
}

/// The people whose names a set of outcomes needs.
pub fn people_in<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Vec<UserId> {
    let mut ids = Vec::new();
    for outcome in outcomes {
        ids.push(outcome.user);
        ids.extend(people_of(&outcome.reasons));
    }
    ids
}

/// The people whom reasons name.
pub fn people_of<'a>(reasons: impl IntoIterator<Item = &'a Reason>) -> impl Iterator<Item = UserId> {
    reasons.into_iter().flat_map(Reason::params).filter_map(|(_, param)| match param {
        Param::User(id) => Some(id),
        _ => None,
    })
}

impl OutcomeWire {
    /// Outcomes with the names that they need.
    ///
    /// # Errors
    /// When the store fails.
    pub fn all(
        app: &App,
        state: std::sync::Arc<reseat_app::state::TenantState>,
        outcomes: &[Outcome],
        unknown: &[String],
    ) -> Result<Vec<Self>, reseat_app::AppError> {
        let book = NameBook::load(app, state, people_in(outcomes))?;
        let mut all: Vec<Self> = outcomes.iter().map(|outcome| Self::new(&book, outcome)).collect();
        all.extend(unknown.iter().map(|upn| Self::unknown(upn)));
        Ok(all)
    }

    /// The row of a sign-in name that nobody has.
    pub fn unknown(upn: &str) -> Self {
        let reason = Reason::UserNotFound;
        Self {
            user: UserRef { id: None, display_name: None, user_principal_name: Some(upn.to_owned()) },
            status: "refused",
            reasons: vec![CodeWire { code: reason.code(), params: Map::new() }],
            licenses: Vec::new(),
            services_lost: Vec::new(),
            services_kept: Vec::new(),
            services_gained: Vec::new(),
            mailbox: None,
            drive: None,
            office: None,
            warnings: Vec::new(),
        }
    }

    /// One outcome.
    pub fn new(book: &NameBook, outcome: &Outcome) -> Self {
        let impact = &outcome.impact;
        let plans = |ids: &[reseat_model::PlanId]| ids.iter().map(|id| book.plan(*id)).collect();
        Self {
            user: book.user(outcome.user),
            status: status_word(outcome.status),
            reasons: outcome.reasons.iter().map(|r| CodeWire::new(book, r.code(), r.params())).collect(),
            licenses: impact.licenses.iter().map(|change| LicenseChangeWire::new(book, change)).collect(),
            services_lost: plans(&impact.services_lost),
            services_kept: impact
                .services_kept
                .iter()
                .map(|kept| KeptWire {
                    plan: book.plan(kept.plan),
                    covered_by: kept.covered_by.iter().map(|sku| book.product(*sku)).collect(),
                })
                .collect(),
            services_gained: plans(&impact.services_gained),
            mailbox: impact.mailbox.map(|(before, after)| StateChangeWire {
                purge_date_time: mailbox_purge(after).map(iso),
                ..StateChangeWire::plain(mailbox_word(before), mailbox_word(after))
            }),
            drive: impact.drive.map(|(before, after)| StateChangeWire {
                delete_date_time: drive_end(after).map(iso),
                ..StateChangeWire::plain(drive_word(before), drive_word(after))
            }),
            office: impact.office.map(|(before, after)| StateChangeWire {
                reduced_functionality_by: office_end(after).map(iso),
                ..StateChangeWire::plain(office_word(before), office_word(after))
            }),
            warnings: impact.warnings.iter().map(|w| CodeWire::new(book, w.code(), w.params())).collect(),
        }
    }
}

impl StateChangeWire {
    const fn plain(before: &'static str, after: &'static str) -> Self {
        Self { before, after, purge_date_time: None, delete_date_time: None, reduced_functionality_by: None }
    }
}

impl CodeWire {
    /// A code with its parameters resolved.
    pub fn new(book: &NameBook, code: &'static str, params: Vec<(&'static str, Param)>) -> Self {
        let params = params.into_iter().map(|(name, param)| (name.to_owned(), param_json(book, param)));
        Self { code, params: params.collect() }
    }
}

fn param_json(book: &NameBook, param: Param) -> Json {
    match param {
        Param::Sku(sku) => json!({"id": sku.to_string(), "names": book.product_names(sku)}),
        Param::Plans(plans) => plans.iter().map(|id| json!(book.plan(*id))).collect(),
        Param::Groups(groups) => {
            groups.iter().map(|id| json!({"id": id.to_string(), "displayName": id.to_string()})).collect()
        }
        Param::User(id) => json!(book.user(id)),
        Param::Roles(roles) => roles.iter().map(|id| json!(RoleRef::from(*id))).collect(),
        Param::ChangeSet(id) => json!(id.to_string()),
        Param::At(at) => json!(iso(at)),
        Param::Number(number) => json!(number),
        Param::Text(text) => json!(text),
    }
}

impl LicenseChangeWire {
    fn new(book: &NameBook, change: &reseat_model::outcome::LicenseChange) -> Self {
        let disabled = |plans: &std::collections::BTreeSet<reseat_model::PlanId>| DisabledWire {
            disabled_plans: plans.iter().map(ToString::to_string).collect(),
        };
        Self {
            sku_id: change.key.sku.to_string(),
            names: book.product_names(change.key.sku),
            path: path_word(change.key.path, change.key.pool),
            change: match (&change.before, &change.after) {
                (Some(_), None) => "removed",
                (None, _) => "added",
                (Some(_), Some(_)) => "updated",
            },
            before: change.before.as_ref().map(disabled),
            after: change.after.as_ref().map(disabled),
        }
    }
}

/// The wire word of a path.
pub(crate) fn path_word(path: Path, pool: PoolId) -> &'static str {
    match path {
        Path::Group(_) => "group",
        Path::Direct if pool == PoolId::ORGANIZATION => "direct",
        Path::Direct => "selfService",
    }
}

/// The wire word of a result.
pub(crate) const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Changed => "changed",
        Status::Unchanged => "unchanged",
        Status::Refused => "refused",
    }
}

/// The wire word of a mailbox's state.
pub(crate) const fn mailbox_word(state: MailboxState) -> &'static str {
    match state {
        MailboxState::None => "none",
        MailboxState::Active { .. } => "active",
        MailboxState::Disconnected { .. } => "disconnected",
        MailboxState::SoftDeleted { .. } => "softDeleted",
        MailboxState::Purged { .. } => "purged",
    }
}

pub(crate) const fn mailbox_purge(state: MailboxState) -> Option<Timestamp> {
    match state {
        MailboxState::Disconnected { purge_at, .. } | MailboxState::SoftDeleted { purge_at, .. } => {
            Some(purge_at)
        }
        MailboxState::None | MailboxState::Active { .. } | MailboxState::Purged { .. } => None,
    }
}

/// The wire word of a drive's state.
pub(crate) const fn drive_word(state: DriveState) -> &'static str {
    match state {
        DriveState::None => "none",
        DriveState::Active { .. } => "active",
        DriveState::Unlicensed { .. } => "unlicensed",
        DriveState::MarkedForDeletion { .. } => "markedForDeletion",
        DriveState::Deleted { .. } => "deleted",
    }
}

pub(crate) const fn drive_end(state: DriveState) -> Option<Timestamp> {
    match state {
        DriveState::MarkedForDeletion { delete_at, .. } => Some(delete_at),
        _ => None,
    }
}

/// The wire word of Office's state.
pub(crate) const fn office_word(state: OfficeState) -> &'static str {
    match state {
        OfficeState::None => "none",
        OfficeState::Licensed { .. } => "licensed",
        OfficeState::Unlicensed { .. } => "unlicensed",
    }
}

pub(crate) const fn office_end(state: OfficeState) -> Option<Timestamp> {
    match state {
        OfficeState::Unlicensed { reduced_by, .. } => Some(reduced_by),
        _ => None,
    }
}
