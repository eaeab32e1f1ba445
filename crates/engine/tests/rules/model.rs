//! A small independent model: who holds what, counted; one mailbox per person; nothing else. It knows only direct
//! licences and shares no code with the engine.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use reseat_model::outcome::Status;
use reseat_model::{PlanId, SkuId, UserId};

use crate::world::*;

pub const PEOPLE: [UserId; 2] = [ANA, BO];
pub const PRODUCTS: [SkuId; 6] = [E3, E1, DESK, PHONE_SYSTEM, CRM_A, CRM_B];

/// The one plan of each product that random choices may switch off.
pub fn optional_plan(sku: SkuId) -> PlanId {
    match sku {
        E3 => MAIL_2,
        E1 => TEAMS,
        DESK => CLOUD_PC,
        PHONE_SYSTEM => PHONE,
        CRM_A => CRM_1,
        _ => CRM_2,
    }
}

/// What someone does.
#[derive(Debug, Clone)]
pub enum Step {
    Update { who: usize, assign: Vec<(usize, bool)>, unassign: Vec<usize> },
    UnassignAll { who: usize },
    Replace { who: usize, with: Vec<(usize, bool)> },
    Move { who: usize, from: usize, to: (usize, bool) },
    Seats { product: usize, enabled: u32 },
    Suspend { product: usize },
    Delete { who: usize },
    Restore { who: usize },
    Days(i64),
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0..PEOPLE.len();
    let product = 0..PRODUCTS.len();
    let choice = (product.clone(), any::<bool>());
    let choices = || prop::collection::vec((0..PRODUCTS.len(), any::<bool>()), 0..4);
    let removals = prop::collection::vec(product.clone(), 0..4);
    let step = prop_oneof![
        6 => (who.clone(), choices(), removals)
            .prop_map(|(who, assign, unassign)| Step::Update { who, assign, unassign }),
        1 => who.clone().prop_map(|who| Step::UnassignAll { who }),
        1 => (who.clone(), choices()).prop_map(|(who, with)| Step::Replace { who, with }),
        2 => (who.clone(), product.clone(), choice).prop_map(|(who, from, to)| Step::Move { who, from, to }),
        2 => (product.clone(), 0..3_u32).prop_map(|(product, enabled)| Step::Seats { product, enabled }),
        1 => product.prop_map(|product| Step::Suspend { product }),
        1 => who.clone().prop_map(|who| Step::Delete { who }),
        2 => who.prop_map(|who| Step::Restore { who }),
        3 => (1..25_i64).prop_map(Step::Days),
    ];
    prop::collection::vec(step, 1..40)
}

/// A person's products, each with its optional plan on or off.
pub type Held = BTreeMap<SkuId, bool>;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mail {
    None,
    On(u32),
    /// Which mailbox, and the day on which it is gone.
    Off(u32, i64),
}

#[derive(Debug, Clone)]
pub struct Somebody {
    pub held: Held,
    pub mail: Mail,
    /// The day of deletion and what was held then.
    pub deleted: Option<(i64, Held)>,
}

/// The naive organisation.
#[derive(Debug)]
pub struct Model {
    pub people: Vec<Somebody>,
    enabled: BTreeMap<SkuId, u32>,
    pub today: i64,
    mailboxes: u32,
}

impl Model {
    pub fn new() -> Self {
        let nobody = Somebody { held: Held::new(), mail: Mail::None, deleted: None };
        let enabled = PRODUCTS.iter().map(|sku| (*sku, 2)).collect();
        Self { people: vec![nobody; PEOPLE.len()], enabled, today: 0, mailboxes: 0 }
    }

    pub fn count(&self, sku: SkuId) -> u32 {
        self.people.iter().filter(|person| person.held.contains_key(&sku)).count() as u32
    }

    fn has_teams(held: &Held) -> bool {
        held.contains_key(&E3) || held.get(&E1) == Some(&true)
    }

    fn has_mail(held: &Held) -> bool {
        held.get(&E3) == Some(&true) || held.contains_key(&E1)
    }

    fn allowed(held: &Held) -> bool {
        let needs_teams = held.get(&PHONE_SYSTEM) == Some(&true);
        let clash = held.get(&CRM_A) == Some(&true) && held.get(&CRM_B) == Some(&true);
        !clash && (!needs_teams || Self::has_teams(held))
    }

    pub fn is_gone(&self, who: usize) -> bool {
        self.people[who].deleted.as_ref().is_some_and(|(day, _)| day + 30 <= self.today)
    }

    /// Everything or nothing.
    fn set(&mut self, who: usize, wanted: Held) -> Status {
        if self.people[who].deleted.is_some() {
            return Status::Refused;
        }
        let held = &self.people[who].held;
        if *held == wanted {
            return Status::Unchanged;
        }
        let comes = wanted.keys().filter(|sku| !held.contains_key(sku));
        if comes.into_iter().any(|sku| self.count(*sku) >= self.enabled[sku]) || !Self::allowed(&wanted) {
            return Status::Refused;
        }
        self.people[who].held = wanted;
        self.mail_follows(who);
        Status::Changed
    }

    fn mail_follows(&mut self, who: usize) {
        let licensed = Self::has_mail(&self.people[who].held);
        let today = self.today;
        let mail = match self.people[who].mail {
            Mail::Off(_, gone) if gone <= today => Mail::None,
            mail => mail,
        };
        self.people[who].mail = match (mail, licensed) {
            (Mail::None, true) => {
                self.mailboxes += 1;
                Mail::On(self.mailboxes)
            }
            (Mail::Off(which, _), true) => Mail::On(which),
            (Mail::On(which), false) => Mail::Off(which, today + 30),
            (mail, _) => mail,
        };
    }

    fn delete(&mut self, who: usize) -> Status {
        if self.people[who].deleted.is_some() {
            return Status::Refused;
        }
        let held = std::mem::take(&mut self.people[who].held);
        self.people[who].deleted = Some((self.today, held));
        self.mail_follows(who);
        Status::Changed
    }

    fn restore(&mut self, who: usize) -> Status {
        if self.is_gone(who) {
            return Status::Refused;
        }
        let Some((_, mut held)) = self.people[who].deleted.take() else { return Status::Refused };
        held.retain(|sku, _| self.count(*sku) < self.enabled[sku]);
        if !Self::allowed(&held) {
            held.remove(&PHONE_SYSTEM);
        }
        let licensed = Self::has_mail(&held);
        self.people[who].held = held;
        if let Mail::Off(which, gone) = self.people[who].mail
            && gone > self.today
            && !licensed
        {
            self.people[who].mail = Mail::Off(which, self.today + 30);
        }
        self.mail_follows(who);
        Status::Changed
    }

    pub fn step(&mut self, step: &Step) -> Option<Status> {
        let put = |held: &mut Held, (product, on): (usize, bool)| held.insert(PRODUCTS[product], on);
        match step {
            Step::Update { who, assign, unassign } => {
                let mut held = self.people[*who].held.clone();
                if self.people[*who].deleted.is_some() || contradicts(assign, unassign) {
                    return Some(Status::Refused);
                }
                for product in unassign {
                    held.remove(&PRODUCTS[*product]);
                }
                for choice in assign {
                    put(&mut held, *choice);
                }
                Some(self.set(*who, held))
            }
            Step::UnassignAll { who } => Some(self.set(*who, Held::new())),
            Step::Replace { who, with } => {
                if contradicts(with, &[]) {
                    return Some(Status::Refused);
                }
                let mut held = Held::new();
                for choice in with {
                    put(&mut held, *choice);
                }
                Some(self.set(*who, held))
            }
            Step::Move { who, from, to } => {
                let mut held = self.people[*who].held.clone();
                if *from == to.0 {
                    return Some(Status::Refused);
                }
                if held.remove(&PRODUCTS[*from]).is_some() {
                    put(&mut held, *to);
                }
                Some(self.set(*who, held))
            }
            Step::Seats { product, enabled } => {
                self.enabled.insert(PRODUCTS[*product], *enabled);
                None
            }
            Step::Suspend { product } => {
                self.enabled.insert(PRODUCTS[*product], 0);
                None
            }
            Step::Delete { who } => Some(self.delete(*who)),
            Step::Restore { who } => Some(self.restore(*who)),
            Step::Days(days) => {
                self.today += days;
                None
            }
        }
    }
}

fn contradicts(assign: &[(usize, bool)], unassign: &[usize]) -> bool {
    let products: BTreeSet<usize> = assign.iter().map(|(product, _)| *product).collect();
    products.len() != assign.len() || unassign.iter().any(|product| products.contains(product))
}
