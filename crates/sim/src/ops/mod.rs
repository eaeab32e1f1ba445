//! How each operation is asked of the application, and what the model says comes of it.

mod commerce;
mod licenses;
mod many;
mod organisation;
mod people;
mod previewed;
mod race;
mod replay;
mod roles;
mod time;
mod together;
mod undo;

use std::sync::Arc;

use reseat_app::{App, AppError, Call};
use reseat_authz::{Caller, Scopes, roles as authz_roles};
use reseat_model::audit::{Actor, Face};
use reseat_model::catalog::Catalog;
use reseat_model::command::{LicenseEdit, ProductChoice};
use reseat_model::outcome::{Outcome, Status};
use reseat_model::{PlanId, RequestId, SkuId, Timestamp, UserId};

use crate::case::{By, Choice, Edit, Op, Step};
use crate::generate::EVERYONE;
use crate::run::{Answer, Ran, Sim};
use crate::state::{Person, State};
use crate::tenant::{PRODUCTS, UNSOLD};

/// What an operation found that must not be: the invariant and what was seen.
pub(crate) type Found = (&'static str, String);

/// One step's surroundings.
#[derive(Debug)]
pub struct Turn {
    /// Which organisation.
    pub tenant: usize,
    /// Every organisation before it.
    pub before: Vec<State>,
    app: Option<Arc<App>>,
    /// Domain time.
    pub now: Timestamp,
    /// Wall time.
    pub wall: Timestamp,
    /// The organisation's products.
    pub catalog: Arc<Catalog>,
    id: reseat_model::TenantId,
    domain: String,
    request: RequestId,
    calm: bool,
}

impl Turn {
    /// The surroundings of a step.
    ///
    /// # Errors
    /// When the organisation cannot be read.
    pub(crate) fn new(sim: &Sim, step: &Step) -> Result<Self, String> {
        use reseat_app::entropy::Entropy as _;
        let tenant = usize::from(step.tenant) % sim.states.len();
        let app = Arc::clone(sim.server.app());
        let known = &sim.server.tenants[tenant];
        let state = app.tenant(known.id).map_err(|error| error.to_string())?;
        Ok(Self {
            tenant,
            before: sim.states.clone(),
            now: app.clock.now(),
            wall: app.clock.wall(),
            catalog: Arc::clone(&state.catalog),
            id: known.id,
            domain: known.domain.clone(),
            request: RequestId(sim.server.entropy.uuid()),
            calm: step.faults.is_empty(),
            app: Some(app),
        })
    }

    /// Lets the application go, so that its process can end.
    pub(crate) fn let_go(&mut self) {
        self.app = None;
    }

    fn app(&self) -> &App {
        self.app
            .as_ref()
            .unwrap_or_else(|| unreachable!("an operation runs before its application is let go"))
    }

    fn shared_app(&self) -> Option<Arc<App>> {
        self.app.clone()
    }

    /// The organisation before the step.
    pub(crate) fn state(&self) -> &State {
        &self.before[self.tenant]
    }

    /// A call on behalf of someone.
    pub(crate) fn call_as(&self, caller: Caller) -> Call {
        Call {
            tenant: self.id,
            caller,
            actor: Actor::System { name: "simulation".to_owned() },
            face: Face::Api,
            request: self.request,
            join: None,
        }
    }

    fn call(&self, by: By) -> Call {
        let role = |role| Caller::user(UserId::from_bytes([7; 16]), [role], Scopes::All);
        self.call_as(match by {
            By::Console => Caller::system(),
            By::LicenseAdmin => role(authz_roles::LICENSE_ADMINISTRATOR),
            By::Reader => role(authz_roles::GLOBAL_READER),
        })
    }

    fn system(&self) -> Call {
        self.call(By::Console)
    }

    /// The other organisations as they were, this one as one of `states`, or as it was.
    fn expect(&self, states: Vec<State>) -> Vec<Vec<State>> {
        let mut expect: Vec<Vec<State>> = self.before.iter().map(|state| vec![state.clone()]).collect();
        expect[self.tenant].extend(states);
        expect
    }

    /// A use case that changes nothing, as its last word.
    fn refused(&self, why: impl Into<String>) -> Ran {
        Ran {
            answer: Answer::Refused(why.into()),
            expect: self.expect(Vec::new()),
            records: None,
            after: Vec::new(),
        }
    }

    /// What `answer` means for one commit that leads to `after`.
    fn once(&self, answer: Result<String, AppError>, after: State, records: usize) -> Ran {
        let answer = match answer {
            Ok(text) => Answer::Done(text),
            Err(error) => failure(&error),
        };
        Ran { answer, expect: self.expect(vec![after]), records: Some(records), after: Vec::new() }
    }

    fn upn(&self, local: &str) -> String {
        format!("{local}@{}", self.domain)
    }

    fn sku(&self, product: u8) -> SkuId {
        let name = PRODUCTS.get(usize::from(product)).copied().unwrap_or(UNSOLD);
        self.catalog.product_by_part_number(name).map_or(SkuId::NIL, |product| product.sku)
    }

    fn choice(&self, (product, off): Choice) -> ProductChoice {
        let sku = self.sku(product);
        let notable = self.notable(sku);
        let disabled = notable.into_iter().enumerate().filter(|(bit, _)| off >> bit & 1 == 1);
        ProductChoice { sku, disabled: disabled.map(|(_, plan)| plan).collect() }
    }

    /// The services of a product that mean something, and one that does not.
    fn notable(&self, sku: SkuId) -> Vec<PlanId> {
        use reseat_model::catalog::{AppliesTo, Service};
        let Some(product) = self.catalog.product(sku) else { return Vec::new() };
        let of_people = |plan: &&PlanId| {
            self.catalog.plan(**plan).is_some_and(|known| known.applies_to == AppliesTo::User)
        };
        let mut plans: Vec<PlanId> = product.plans.iter().filter(of_people).copied().collect();
        plans.sort_by_key(|plan| (self.catalog.service_of(*plan) == Service::Other, *plan));
        plans.truncate(4);
        plans
    }

    fn edit(&self, edit: &Edit) -> LicenseEdit {
        let choices = |list: &[Choice]| list.iter().map(|choice| self.choice(*choice)).collect();
        let skus = |list: &[u8]| list.iter().map(|product| self.sku(*product)).collect();
        match edit {
            Edit::Graph(assign, unassign) => {
                LicenseEdit::Graph { assign: choices(assign), unassign: skus(unassign) }
            }
            Edit::Update(assign, unassign) => {
                LicenseEdit::Update { assign: choices(assign), unassign: skus(unassign) }
            }
            Edit::UnassignAll => LicenseEdit::UnassignAll,
            Edit::Replace(with) => LicenseEdit::Replace { with: choices(with) },
            Edit::Move(from, to) => LicenseEdit::Move { from: self.sku(*from), to: self.choice(*to) },
        }
    }
}

/// The person an operand means: anyone who ever was there.
fn person(sim: &Sim, turn: &Turn, who: u8) -> UserId {
    let people = &sim.memories[turn.tenant].people;
    people[usize::from(who) % people.len()]
}

/// The people operands mean, each once, in order.
fn people(sim: &Sim, turn: &Turn, who: &[u8]) -> Vec<UserId> {
    if who.contains(&EVERYONE) {
        return sim.memories[turn.tenant].people.clone();
    }
    let mut people = Vec::new();
    for who in who {
        let id = person(sim, turn, *who);
        if !people.contains(&id) {
            people.push(id);
        }
    }
    people
}

/// A person who is there and not deleted.
fn present(state: &State, user: UserId) -> Option<&Person> {
    state.people.get(&user).filter(|person| person.user.deleted_at.is_none())
}

/// What a failure says of what happened.
fn failure(error: &AppError) -> Answer {
    match error {
        AppError::Forbidden(_)
        | AppError::NotFound { .. }
        | AppError::Invalid(_)
        | AppError::Query(_)
        | AppError::NotRevertible { .. } => Answer::Refused(error.to_string()),
        _ => Answer::Unknown(format!("{error:?}")),
    }
}

/// What was answered is what the model says.
fn agree(what: &str, answered: &[Status], wanted: &[Status]) -> Result<(), Found> {
    if answered == wanted {
        return Ok(());
    }
    Err(("answers-agree", format!("{what}: answered {answered:?}, the model says {wanted:?}")))
}

fn statuses(outcomes: &[Outcome]) -> Vec<Status> {
    outcomes.iter().map(|outcome| outcome.status).collect()
}

/// The outcomes as a trace has them: how it went, and why.
fn told(outcomes: &[Outcome]) -> String {
    let each = outcomes.iter().map(|outcome| {
        let why: Vec<&str> = outcome.reasons.iter().map(|reason| reason.code()).collect();
        format!("{:?}({})", outcome.status, why.join("+"))
    });
    each.collect::<Vec<_>>().join(",")
}

/// Runs an operation.
///
/// # Errors
/// What must not be.
pub(crate) fn run(sim: &mut Sim, turn: &Turn, op: &Op) -> Result<Ran, Found> {
    match op {
        Op::Licenses { who, edit, manner, keyed, by } => {
            licenses::run(sim, turn, &licenses::Asked { who, edit, manner: *manner, keyed: *keyed, by: *by })
        }
        Op::Repeat { back } => replay::run(sim, turn, *back),
        Op::Together { changes } => together::run(sim, turn, changes),
        Op::Race { loser, winner } => race::run(sim, turn, loser, winner),
        Op::Paused { after } => race::paused(sim, turn, *after),
        Op::Copy { from, to } => licenses::copy(sim, turn, *from, to),
        Op::Revert { back, previewed, by } => undo::run(sim, turn, *back, *previewed, *by),
        Op::CreatePerson { name, located, password } => people::create(turn, *name, *located, *password),
        Op::UpdatePerson { who, field } => people::update(sim, turn, *who, *field),
        Op::UpdateMany { who, location, enabled, sign_out } => many::update(
            sim,
            turn,
            who,
            &many::Set { location: *location, enabled: *enabled, out: *sign_out },
        ),
        Op::SignOut { who } => people::sign_out(sim, turn, *who),
        Op::Delete { who } => people::delete(sim, turn, *who),
        Op::Restore { who, licenses, renamed } => people::restore(sim, turn, *who, *licenses, *renamed),
        Op::Purge { who } => people::purge(sim, turn, *who),
        Op::Import { rows } => many::import(turn, rows),
        Op::GrantRole { who, role } => roles::grant(sim, turn, *who, *role),
        Op::RevokeRole { who, role } => roles::revoke(sim, turn, *who, *role),
        Op::Recover { who } => roles::recover(sim, turn, *who),
        Op::Buy { product, seats } => commerce::buy(turn, *product, *seats),
        Op::ChangePurchase { which, seats, status } => commerce::change(sim, turn, *which, *seats, *status),
        Op::SelfService { who } => commerce::self_service(sim, turn, *who),
        Op::Repair { damage } => commerce::repair(sim, turn, *damage),
        Op::RepairRight { product } => commerce::repair_right(turn, *product),
        Op::Settings { which, value } => organisation::settings(turn, *which, *value),
        Op::Catalog { which } => organisation::catalog(turn, *which),
        Op::CreateApplication { name } => organisation::create_application(turn, *name),
        Op::UpdateApplication { which, name } => organisation::update_application(sim, turn, *which, *name),
        Op::DeleteApplication { which } => organisation::delete_application(sim, turn, *which),
        Op::AddSecret { which } => organisation::add_secret(sim, turn, *which),
        Op::RemoveSecret { which } => organisation::remove_secret(sim, turn, *which),
        Op::CancelJob { back } => time::cancel_job(sim, turn, *back),
        Op::MoveClock { days, micros } => time::move_clock(turn, *days, *micros),
        Op::Tick { rounds } => time::tick(turn, *rounds),
        Op::StaleTimer { who, mailbox } => time::stale_timer(sim, turn, *who, *mailbox),
        // Time has passed before the step.
        Op::Sleep { .. } => Ok(turn.once(Ok("slept".to_owned()), turn.state().clone(), 0)),
        Op::LeaveAndReturn => organisation::leave_and_return(turn),
        // The process ends after the step.
        Op::Restart => Ok(turn.once(Ok("ends".to_owned()), turn.state().clone(), 0)),
    }
}
