//! A small organisation for tests: a few products, a view that loads by itself, a clock that only tests move.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use reseat_engine::invariants::{TenantCheck, TenantReport};
use reseat_engine::{GLOBAL_ADMINISTRATOR, Key, Person, View, decide, due, reads};
use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::audit::{Actor, Face};
use reseat_model::catalog::{
    AppliesTo, Catalog, Dependency, ExclusiveSet, Names, Origin, Plan, Product, Service,
};
use reseat_model::command::{Command, Ctx, FreshIds, LicenseEdit, ProductChoice};
use reseat_model::decision::{Decision, Mutation, Timer};
use reseat_model::fold::fold;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::pool::Pool;
use reseat_model::reason::{Reason, Warning};
use reseat_model::user::User;
use reseat_model::*;

pub const fn sku(n: u8) -> SkuId {
    SkuId::from_bytes([n; 16])
}

pub const fn plan(n: u8) -> PlanId {
    PlanId::from_bytes([n; 16])
}

pub const fn user(n: u8) -> UserId {
    UserId::from_bytes([n; 16])
}

pub const fn group(n: u8) -> GroupId {
    GroupId::from_bytes([n; 16])
}

pub const MAIL_1: PlanId = plan(1);
pub const MAIL_2: PlanId = plan(2);
pub const FILES: PlanId = plan(3);
pub const OFFICE: PlanId = plan(4);
pub const TEAMS: PlanId = plan(5);
pub const PHONE: PlanId = plan(6);
pub const DEVICES: PlanId = plan(7);
pub const CLOUD_PC: PlanId = plan(8);
pub const CRM_1: PlanId = plan(9);
pub const CRM_2: PlanId = plan(10);
pub const WHOLE_TENANT: PlanId = plan(11);
pub const CHARTS: PlanId = plan(12);

/// Mail, files, Office apps, Teams and a plan for the whole tenant.
pub const E3: SkuId = sku(0xe3);
/// Mail, files and Teams.
pub const E1: SkuId = sku(0xe1);
/// Device management and a Cloud PC.
pub const DESK: SkuId = sku(0xd1);
/// Telephony, which needs Teams.
pub const PHONE_SYSTEM: SkuId = sku(0xa1);
/// Two products whose plans exclude each other.
pub const CRM_A: SkuId = sku(0xc1);
pub const CRM_B: SkuId = sku(0xc2);
/// Charts only; people buy it themselves.
pub const CHART_TOOL: SkuId = sku(0xb1);
/// A product for the whole tenant.
pub const STORAGE: SkuId = sku(0xb2);
/// In the catalogue, but never bought.
pub const NEVER_BOUGHT: SkuId = sku(0xb3);
/// Not even in the catalogue.
pub const UNHEARD_OF: SkuId = sku(0xff);

const PLANS: &[(PlanId, &str, Service, AppliesTo)] = &[
    (MAIL_1, "EXCHANGE_S_STANDARD", Service::Mail, AppliesTo::User),
    (MAIL_2, "EXCHANGE_S_ENTERPRISE", Service::Mail, AppliesTo::User),
    (FILES, "SHAREPOINTENTERPRISE", Service::Files, AppliesTo::User),
    (OFFICE, "OFFICESUBSCRIPTION", Service::OfficeApps, AppliesTo::User),
    (TEAMS, "TEAMS1", Service::Teams, AppliesTo::User),
    (PHONE, "MCOEV", Service::Telephony, AppliesTo::User),
    (DEVICES, "INTUNE_A", Service::DeviceManagement, AppliesTo::User),
    (CLOUD_PC, "CPC_E", Service::CloudPc, AppliesTo::User),
    (CRM_1, "CRMPLAN1", Service::Other, AppliesTo::User),
    (CRM_2, "CRMPLAN2", Service::Other, AppliesTo::User),
    (WHOLE_TENANT, "SHAREPOINTSTORAGE", Service::Other, AppliesTo::Company),
    (CHARTS, "BI_AZURE_P0", Service::Other, AppliesTo::User),
];

const PRODUCTS: &[(SkuId, &str, AppliesTo, &[PlanId])] = &[
    (E3, "ENTERPRISEPACK", AppliesTo::User, &[MAIL_2, FILES, OFFICE, TEAMS, WHOLE_TENANT]),
    (E1, "STANDARDPACK", AppliesTo::User, &[MAIL_1, FILES, TEAMS]),
    (DESK, "DESK", AppliesTo::User, &[DEVICES, CLOUD_PC]),
    (PHONE_SYSTEM, "MCOEV", AppliesTo::User, &[PHONE]),
    (CRM_A, "CRM_A", AppliesTo::User, &[CRM_1, CHARTS]),
    (CRM_B, "CRM_B", AppliesTo::User, &[CRM_2]),
    (CHART_TOOL, "POWER_BI_STANDARD", AppliesTo::User, &[CHARTS]),
    (STORAGE, "STORAGE", AppliesTo::Company, &[WHOLE_TENANT]),
    (NEVER_BOUGHT, "NEVER_BOUGHT", AppliesTo::User, &[CHARTS]),
];

pub fn catalog() -> Catalog {
    let names = |en: &str| Names { en: en.to_owned(), zh: String::new() };
    let plans = PLANS.iter().map(|(id, name, service, applies_to)| {
        let plan = Plan {
            id: *id,
            name: (*name).to_owned(),
            names: names(name),
            service: *service,
            graph_service: "exchange".to_owned(),
            applies_to: *applies_to,
        };
        (*id, Arc::new(plan))
    });
    let products = PRODUCTS.iter().map(|(sku, part_number, applies_to, plans)| {
        let product = Product {
            sku: *sku,
            part_number: (*part_number).to_owned(),
            names: names(part_number),
            applies_to: *applies_to,
            plans: plans.to_vec(),
            origin: Origin::BuiltIn,
        };
        (*sku, Arc::new(product))
    });
    let needs = Dependency { plan: PHONE, any_of: vec![TEAMS], source: String::new() };
    Catalog {
        plans: plans.collect(),
        products: products.collect(),
        dependencies: BTreeMap::from([(PHONE, vec![needs])]),
        exclusive: vec![ExclusiveSet { id: "crm".to_owned(), plans: BTreeSet::from([CRM_1, CRM_2]) }],
    }
}

/// Ana and Bo are people; Root is the only Global admin.
pub const ANA: UserId = user(0xaa);
pub const BO: UserId = user(0xbb);
pub const ROOT: UserId = user(0x01);

/// The instant at which every test starts.
pub const START: Timestamp = Timestamp(1_772_355_600_000_000);

#[derive(Clone)]
pub struct World {
    pub view: View,
    pub timers: BTreeSet<Timer>,
    pub now: Timestamp,
    seed: u128,
}

impl World {
    /// Three people and ten seats of everything that was bought.
    pub fn new() -> Self {
        let view = View {
            tenant: TenantId::from_bytes([0x77; 16]),
            catalog: Arc::new(catalog()),
            ..View::default()
        };
        let mut world = Self { view, timers: BTreeSet::new(), now: START, seed: 0 };
        for product in [E3, E1, DESK, PHONE_SYSTEM, CRM_A, CRM_B, CHART_TOOL, STORAGE] {
            world.seats(product, 10);
        }
        for (id, upn) in
            [(ANA, "ana@contoso.example"), (BO, "bo@contoso.example"), (ROOT, "root@contoso.example")]
        {
            world.add_person(id, upn);
        }
        world.person_mut(ROOT).roles.push(GLOBAL_ADMINISTRATOR);
        world
    }

    pub fn add_person(&mut self, id: UserId, upn: &str) {
        let user = User {
            id,
            upn: upn.to_owned(),
            display_name: upn.split('@').next().unwrap_or_default().to_owned(),
            usage_location: Some("DE".to_owned()),
            account_enabled: true,
            created_at: self.now,
            ..User::default()
        };
        self.view.people.insert(id, Some(Person { user, ..Person::default() }));
    }

    /// Sets the organisation's enabled units of a product.
    pub fn seats(&mut self, sku: SkuId, enabled: u32) {
        self.pool_mut(sku, PoolId::ORGANIZATION).enabled = enabled;
    }

    pub fn pool_mut(&mut self, sku: SkuId, pool: PoolId) -> &mut Pool {
        let entry = self.view.pools.entry((sku, pool)).or_insert(None);
        entry.get_or_insert(Pool::empty(sku, pool))
    }

    pub fn consumed(&self, sku: SkuId) -> u32 {
        self.view.pool(sku, PoolId::ORGANIZATION).consumed
    }

    pub fn person(&self, id: UserId) -> &Person {
        self.view.person(id).expect("the person is in the tenant")
    }

    pub fn person_mut(&mut self, id: UserId) -> &mut Person {
        self.view.people.get_mut(&id).and_then(Option::as_mut).expect("the person is in the tenant")
    }

    /// Products the person has by any path in force.
    pub fn holds(&self, id: UserId) -> BTreeSet<SkuId> {
        self.person(id).assigned_licenses().into_iter().map(|(sku, _)| sku).collect()
    }

    /// A path from a group, as group processing will make it.
    pub fn inherit(&mut self, id: UserId, sku: SkuId, group: GroupId) {
        self.path(
            id,
            AssignmentKey { sku, pool: PoolId::ORGANIZATION, path: Path::Group(group) },
            PathState::Active,
        );
    }

    /// Puts a path and its seat; services do not follow, as a licence change would make them.
    pub fn path(&mut self, id: UserId, key: AssignmentKey, state: PathState) {
        let seated = |person: &Person| {
            person
                .assignments
                .values()
                .any(|a| a.key.sku == key.sku && a.key.pool == key.pool && a.state.is_valid())
        };
        if state.is_valid() && !seated(self.person(id)) {
            self.pool_mut(key.sku, key.pool).consumed += 1;
        }
        let at = self.now;
        let assignment =
            Assignment { user: id, key, disabled: BTreeSet::new(), state, assigned_at: at, updated_at: at };
        self.person_mut(id).assignments.insert(key, assignment);
    }

    pub fn advance_days(&mut self, days: i64) {
        self.now = self.now.plus_days(days);
    }

    pub fn ctx(&mut self) -> Ctx {
        self.seed += 1;
        Ctx {
            actor: Actor::System { name: "test".to_owned() },
            face: Face::System,
            now: self.now,
            request: RequestId::NIL,
            change_set: ChangeSetId::NIL,
            fresh: FreshIds(self.seed << 64),
        }
    }

    /// Loads what is missing, as the writer does, in at most four rounds.
    pub fn load(&mut self, command: &Command) {
        for _ in 0..limits::LOAD_ROUNDS_MAX {
            let missing = reads(command, &self.view);
            if missing.is_empty() {
                return;
            }
            missing.into_iter().for_each(|key| self.load_key(key));
        }
        assert_eq!(reads(command, &self.view), [], "after four rounds");
    }

    fn load_key(&mut self, key: Key) {
        match key {
            Key::Person(id) => {
                self.view.people.entry(id).or_insert(None);
            }
            Key::Upn(upn) => {
                let owner = self.present().find(|p| fold(&p.user.upn) == upn).map(|p| p.user.id);
                self.view.upns.insert(upn, owner);
            }
            Key::Pool(sku, pool) => {
                self.view.pools.entry((sku, pool)).or_insert(None);
            }
            Key::RoleHolders(role) => {
                let count =
                    self.present().filter(|p| p.user.account_enabled && p.roles.contains(&role)).count();
                self.view.role_holders.insert(role, count as u64);
            }
            Key::Group(id) => {
                self.view.groups.insert(id, Some("Sales".to_owned()));
            }
        }
    }

    fn present(&self) -> impl Iterator<Item = &Person> {
        self.view.people.values().flatten().filter(|p| p.user.deleted_at.is_none())
    }

    /// What would happen; nothing changes.
    pub fn preview(&self, command: &Command) -> Decision {
        let mut copy = self.clone();
        copy.load(command);
        let ctx = copy.ctx();
        decide(&copy.view, command, &ctx)
    }

    /// Decides and applies.
    pub fn run(&mut self, command: &Command) -> Decision {
        self.load(command);
        let ctx = self.ctx();
        let decision = decide(&self.view, command, &ctx);
        self.view.apply(&decision.mutations);
        for mutation in &decision.mutations {
            match mutation {
                Mutation::StartTimer(timer) => {
                    self.timers.insert(*timer);
                }
                Mutation::StopTimer(timer) => {
                    self.timers.remove(timer);
                }
                _ => {}
            }
        }
        decision
    }

    /// The worker: everything due, in order, each at its own instant.
    pub fn tick(&mut self) {
        let (now, seed) = (self.now, self.seed);
        while let Some(timer) = self.timers.first().copied().filter(|timer| timer.due <= now) {
            self.now = timer.due;
            self.run(&due(&timer));
            self.timers.remove(&timer);
        }
        // Whether the worker ran must not show in ids that are drawn later.
        (self.now, self.seed) = (now, seed);
    }

    pub fn change(&mut self, id: UserId, edit: LicenseEdit) -> Decision {
        self.run(&Command::ChangeLicenses { user: id, edit })
    }

    pub fn assign(&mut self, id: UserId, skus: &[SkuId]) -> Decision {
        self.change(id, update(skus, &[]))
    }

    pub fn unassign(&mut self, id: UserId, skus: &[SkuId]) -> Decision {
        self.change(id, update(&[], skus))
    }

    /// `reseat check` over everything.
    pub fn check(&self) -> TenantReport {
        let mut check = TenantCheck::new(&self.view.catalog, self.now);
        self.view.people.values().flatten().for_each(|person| check.person(person));
        self.view.pools.values().flatten().for_each(|pool| check.pool(pool));
        self.timers.iter().for_each(|timer| check.timer(timer));
        check.finish()
    }
}

/// A product with all plans on.
pub fn all(sku: SkuId) -> ProductChoice {
    ProductChoice { sku, disabled: BTreeSet::new() }
}

/// A product with some plans off.
pub fn without(sku: SkuId, plans: &[PlanId]) -> ProductChoice {
    ProductChoice { sku, disabled: plans.iter().copied().collect() }
}

pub fn update(assign: &[SkuId], unassign: &[SkuId]) -> LicenseEdit {
    LicenseEdit::Update { assign: assign.iter().copied().map(all).collect(), unassign: unassign.to_vec() }
}

pub fn graph(assign: &[SkuId], unassign: &[SkuId]) -> LicenseEdit {
    LicenseEdit::Graph { assign: assign.iter().copied().map(all).collect(), unassign: unassign.to_vec() }
}

#[track_caller]
pub fn assert_changed(decision: &Decision, reasons: &[Reason]) {
    assert_eq!((decision.outcome.status, &*decision.outcome.reasons), (Status::Changed, reasons));
}

#[track_caller]
pub fn assert_unchanged(decision: &Decision, reasons: &[Reason]) {
    assert_eq!(decision.outcome, Outcome::unchanged(decision.outcome.user, reasons.to_vec()));
    assert!(decision.mutations.is_empty() && decision.paths.is_empty() && decision.audit.is_none());
}

#[track_caller]
pub fn assert_refused(decision: &Decision, reasons: &[Reason]) {
    assert_eq!((decision.outcome.status, &*decision.outcome.reasons), (Status::Refused, reasons));
    assert!(decision.mutations.is_empty() && decision.paths.is_empty() && decision.audit.is_none());
}

pub fn warning_codes(decision: &Decision) -> Vec<&'static str> {
    decision.outcome.impact.warnings.iter().map(Warning::code).collect()
}
