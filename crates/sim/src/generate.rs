//! From a seed to a case.

use fastrand::Rng;

use crate::case::{By, Case, Choice, Edit, Fault, FaultKind, Field, Manner, Op, Step};
use crate::tenant::{PRODUCTS, TENANTS};

/// Numbers of people that operands reach; the number of all people is taken modulo.
const PEOPLE: u8 = 24;
/// Stands for everyone in a list of people.
pub const EVERYONE: u8 = u8::MAX;

/// The case of a seed with so many steps. Equal arguments give equal cases.
pub fn case(seed: u64, steps: usize) -> Case {
    let mut rng = Rng::with_seed(seed);
    // Some seeds are calm, some have a fault at every other step.
    let storm = [0, 1, 3, 6][rng.usize(0..4)];
    // Few people make more collisions.
    let crowd = rng.u8(3..PEOPLE);
    let mut dice = Dice { rng, storm, crowd };
    Case { seed, steps: (0..steps).map(|_| dice.step()).collect() }
}

struct Dice {
    rng: Rng,
    storm: u8,
    crowd: u8,
}

impl Dice {
    fn step(&mut self) -> Step {
        let op = self.op();
        let pause = [0, 1, 3, 60, 900][self.rng.usize(0..5)];
        // One organisation is busier than the others.
        let tenant = if self.rng.u8(0..4) == 0 { self.rng.u8(1..TENANTS) } else { 0 };
        let process = self.rng.u8(0..2);
        Step { tenant, process, pause, faults: self.faults(), op }
    }

    fn faults(&mut self) -> Vec<Fault> {
        if self.rng.u8(0..12) >= self.storm {
            return Vec::new();
        }
        let kind = FaultKind::ALL[self.rng.usize(0..FaultKind::ALL.len())];
        let at = self.rng.u8(0..if kind == FaultKind::ReadFails { 12 } else { 3 });
        // A lost answer may be lost again and again, until the writer gives up.
        let again = if self.rng.bool() { 1 } else { self.rng.u8(1..8) };
        (0..again).map(|more| Fault { at: at + more, kind }).collect()
    }

    fn person(&mut self) -> u8 {
        self.rng.u8(0..self.crowd)
    }

    fn people(&mut self) -> Vec<u8> {
        if self.rng.u8(0..12) == 0 {
            return vec![EVERYONE];
        }
        let many = self.rng.usize(1..5);
        (0..many).map(|_| self.person()).collect()
    }

    fn product(&mut self) -> u8 {
        // Now and then one that nobody bought.
        let unsold = u8::from(self.rng.u8(0..8) == 0);
        self.rng.u8(0..PRODUCTS.len() as u8 + unsold)
    }

    fn choice(&mut self) -> Choice {
        (self.product(), if self.rng.bool() { 0 } else { self.rng.u8(0..16) })
    }

    fn choices(&mut self, from: usize) -> Vec<Choice> {
        let many = self.rng.usize(from..4);
        (0..many).map(|_| self.choice()).collect()
    }

    fn edit(&mut self) -> Edit {
        let many = self.rng.usize(0..3);
        match self.rng.u8(0..12) {
            0..=3 => Edit::Update(self.choices(0), (0..many).map(|_| self.product()).collect()),
            4..=5 => Edit::Graph(self.choices(0), (0..many).map(|_| self.product()).collect()),
            6 => Edit::UnassignAll,
            7..=8 => Edit::Replace(self.choices(1)),
            9 => Edit::Move(self.product(), self.choice()),
            // Mostly one simple thing.
            10 => Edit::Update(vec![(self.rng.u8(0..4), 0)], Vec::new()),
            _ => Edit::Update(Vec::new(), vec![self.rng.u8(0..4)]),
        }
    }

    fn manner(&mut self) -> Manner {
        match self.rng.u8(0..20) {
            0..=4 => Manner::Plain,
            5..=6 => Manner::Joined,
            7..=8 => Manner::Atomic,
            9..=10 => Manner::Previewed,
            11 => Manner::Overtaken,
            12..=13 => Manner::Job,
            14 => Manner::PreviewedJob,
            15 => Manner::PreviewJob,
            16..=18 => Manner::Graph,
            _ => Manner::LicensesPage,
        }
    }

    fn by(&mut self) -> By {
        match self.rng.u8(0..16) {
            0 => By::Reader,
            1..=3 => By::LicenseAdmin,
            _ => By::Console,
        }
    }

    fn licenses(&mut self) -> Op {
        let who = self.people();
        let edit = self.edit();
        let manner = self.manner();
        let keyed = manner != Manner::Graph && manner != Manner::PreviewJob && self.rng.u8(0..4) == 0;
        Op::Licenses { who, edit, manner, keyed, by: self.by() }
    }

    fn op(&mut self) -> Op {
        match self.rng.u8(0..100) {
            0..=29 => self.licenses(),
            30..=32 => Op::Repeat { back: self.rng.u8(0..3) },
            33 => Op::Race { loser: (self.person(), self.edit()), winner: (self.person(), self.edit()) },
            34 => Op::Paused { after: self.rng.u8(0..4) },
            35..=36 => {
                let many = self.rng.usize(2..5);
                Op::Together { changes: (0..many).map(|_| (self.person(), self.edit())).collect() }
            }
            37 => Op::Copy { from: self.person(), to: self.people() },
            38..=43 => Op::Revert { back: self.rng.u8(0..4), previewed: self.rng.bool(), by: self.by() },
            44..=47 => self.new_people(),
            48..=54 => self.properties(),
            55..=58 => Op::Delete { who: self.person() },
            59..=62 => {
                let renamed = (self.rng.u8(0..4) == 0).then(|| self.rng.u8(0..30));
                Op::Restore { who: self.person(), licenses: self.rng.u8(0..4) != 0, renamed }
            }
            63 => Op::Purge { who: self.person() },
            64..=67 => self.roles(),
            68..=75 => self.purchases(),
            76..=77 => Op::Settings { which: self.rng.u8(0..8), value: self.rng.u8(0..8) },
            78 => Op::Catalog { which: self.rng.u8(0..3) },
            79..=81 => self.applications(),
            82 => Op::CancelJob { back: self.rng.u8(0..3) },
            83..=88 => self.time(),
            89..=95 => Op::Tick { rounds: self.rng.u8(1..4) },
            96 if self.rng.u8(0..3) == 0 => Op::LeaveAndReturn,
            96..=97 => Op::StaleTimer { who: self.person(), mailbox: self.rng.bool() },
            _ => Op::Restart,
        }
    }

    fn new_people(&mut self) -> Op {
        if self.rng.u8(0..5) == 0 {
            let many = self.rng.usize(1..4);
            return Op::Import { rows: (0..many).map(|_| self.rng.u8(0..30)).collect() };
        }
        let password = self.rng.u8(0..8) == 0;
        Op::CreatePerson { name: self.rng.u8(0..30), located: self.rng.u8(0..4) != 0, password }
    }

    fn properties(&mut self) -> Op {
        let who = self.person();
        match self.rng.u8(0..10) {
            0..=5 => {
                let field = match self.rng.u8(0..12) {
                    0..=2 => Field::Name(self.rng.u8(0..30)),
                    3..=4 => Field::Located(self.rng.bool()),
                    5..=7 => Field::Enabled(self.rng.bool()),
                    8 => Field::Department(self.rng.u8(0..4)),
                    9..=10 => Field::Upn(self.rng.u8(0..30)),
                    _ => Field::Password,
                };
                Op::UpdatePerson { who, field }
            }
            6..=8 => Op::UpdateMany {
                who: self.people(),
                location: self.rng.bool().then_some(true),
                enabled: self.rng.bool().then(|| self.rng.bool()),
                sign_out: self.rng.bool(),
            },
            _ => Op::SignOut { who },
        }
    }

    fn roles(&mut self) -> Op {
        let (who, role) = (self.person(), self.rng.u8(0..4));
        match self.rng.u8(0..8) {
            0..=3 => Op::GrantRole { who, role },
            4..=6 => Op::RevokeRole { who, role },
            _ => Op::Recover { who },
        }
    }

    fn purchases(&mut self) -> Op {
        match self.rng.u8(0..10) {
            0..=2 => Op::Buy { product: self.product(), seats: self.rng.u8(0..4) },
            3..=6 => Op::ChangePurchase {
                which: self.rng.u8(0..16),
                seats: self.rng.u8(0..8),
                status: if self.rng.bool() { 0 } else { self.rng.u8(0..5) },
            },
            7 => Op::SelfService { who: self.person() },
            8 => Op::Repair { damage: self.rng.u8(0..3) },
            _ => Op::RepairRight { product: self.product() },
        }
    }

    fn applications(&mut self) -> Op {
        let (which, name) = (self.rng.u8(0..4), self.rng.u8(0..30));
        match self.rng.u8(0..6) {
            0..=1 => Op::CreateApplication { name },
            2 => Op::UpdateApplication { which, name },
            3 => Op::DeleteApplication { which },
            4 => Op::AddSecret { which },
            _ => Op::RemoveSecret { which },
        }
    }

    fn time(&mut self) -> Op {
        match self.rng.u8(0..6) {
            0 => Op::Sleep { hours: self.rng.u16(1..800) },
            1 => Op::MoveClock { days: 30, micros: self.rng.i8(-1..2) },
            2 => Op::MoveClock { days: self.rng.u8(30..90), micros: 0 },
            _ => Op::MoveClock { days: self.rng.u8(1..20), micros: 0 },
        }
    }
}
