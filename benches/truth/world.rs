//! Made-up books whose truth is known.

use mainstay::domain::contact::Contact;
use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::metrics::Amount;
use mainstay::domain::risk::history::{Fact, History, Origin, PulseFact};
use mainstay::domain::risk::meetings::TouchFact;
use mainstay::domain::risk::points::label_number;
use mainstay::domain::risk::scope::Scope;
use mainstay::domain::role::{ContactRole, Role};
use mainstay::domain::words::{ContractOutcome, EventKind, PulseSource};

pub(crate) const HORIZON: i32 = 180;
pub(crate) const WEEKS: i32 = 156;

/// How the world really is: log-odds of deciding to leave, per state.
#[derive(Clone, Copy)]
pub(crate) struct World {
    pub(crate) name: &'static str,
    /// Of mood one below content, silence, a lost champion, a competitor, an escalation, a price rise, a change of our team,
    /// of few contacts.
    weights: [f64; 8],
    young: f64,
    industry: f64,
    unbound: f64,
    /// Spread of what nobody can see.
    quiet: f64,
}

const POINTS: [f64; 8] = [0.32, 0.69, 1.1, 0.69, 0.55, 0.35, 0.35, 0.45];

pub(crate) const WORLDS: [World; 5] = [
    World { name: "points", weights: POINTS, young: 0.0, industry: 0.0, unbound: 0.0, quiet: 0.4 },
    World {
        name: "few",
        weights: [0.64, 0.0, 2.2, 1.4, 0.0, 0.7, 0.0, 0.9],
        young: 0.9,
        industry: 0.8,
        unbound: 0.5,
        quiet: 0.4,
    },
    World {
        name: "published",
        weights: [0.6, 2.2, 2.2, 0.9, 0.9, 0.0, 0.47, 0.74],
        young: 0.0,
        industry: 0.0,
        unbound: 0.0,
        quiet: 0.4,
    },
    World {
        name: "shuffled",
        weights: [0.35, 0.45, 0.3, 0.35, 0.32, 1.1, 0.69, 0.69],
        young: 0.0,
        industry: 0.0,
        unbound: 0.0,
        quiet: 0.4,
    },
    World {
        name: "weak",
        weights: [0.13, 0.28, 0.44, 0.28, 0.22, 0.14, 0.14, 0.18],
        young: 0.0,
        industry: 0.0,
        unbound: 0.0,
        quiet: 1.4,
    },
];

/// Numbers that look random: SplitMix64.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
    fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }
    fn within(&mut self, from: i32, to: i32) -> i32 {
        from + (self.unit() * f64::from(to - from + 1)) as i32
    }
    fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().max(1e-12).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }
}

/// One account with its truth: the log-odds of each week but for the base, and when it decides.
pub(crate) struct Made {
    pub(crate) history: History,
    pub(crate) truth: Vec<f64>,
    pub(crate) deadlines: Vec<Day>,
    pub(crate) unbound: bool,
}

struct States {
    mood: f64,
    silent: bool,
    champion_gone: i32,
    rival: i32,
    escalation: i32,
    price: i32,
    change: i32,
}

impl States {
    /// Log-odds that the states add.
    fn lean(&self, world: &World, young: bool, few: bool) -> f64 {
        let on = [
            (self.silent, world.weights[1]),
            (self.champion_gone >= 0, world.weights[2]),
            (self.rival >= 0, world.weights[3]),
            (self.escalation >= 0, world.weights[4]),
            (self.price >= 0, world.weights[5]),
            (self.change >= 0, world.weights[6]),
            (few, world.weights[7]),
            (young, world.young),
        ];
        let sum: f64 = on.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum();
        sum - world.weights[0] * self.mood
    }
}

pub(crate) fn start() -> Day {
    Day::parse("2023-01-02").expect("a day")
}

fn account(number: i64, world: &World, chance: &mut Chance, base: f64) -> Made {
    let begins = start().plus(-400);
    let since = start().plus(if chance.happens(0.7) { chance.within(-1500, -30) } else { chance.within(0, 700) });
    let unbound = chance.happens(0.15);
    let industry = chance.within(0, 4);
    let value = (10.0 + chance.normal() * 1.1).exp() as i64 * 100;
    let origin = Origin { since: Some(since), own: Amount::Known(value), ..Origin::default() };
    let scope = Scope { earliest: begins, window: 180 };
    let mut history = History::new(origin, scope);
    history.labels.push(label_number(&format!("industry=i{industry}")));
    let (diligence, contacts_known) = (0.3 + 0.7 * chance.unit(), chance.within(1, 4));
    let notice = [0, 30, 60, 90][chance.within(0, 3) as usize];
    let (member, contact) = (Id::new(1 + number % 12), |at: i32| Id::new(number * 10 + i64::from(at)));
    begin(&mut history, member, contact(1), since);
    let mut term = 0;
    let mut end = since.plus(365);
    let mut now = States {
        mood: chance.normal(),
        silent: false,
        champion_gone: -1,
        rival: -1,
        escalation: -1,
        price: -1,
        change: -1,
    };
    let quiet = chance.normal() * world.quiet;
    let (mut truth, mut deadlines) = (Vec::new(), Vec::new());
    let mut gone: Option<Day> = None;
    for week in -52..WEEKS {
        let day = start().plus(week * 7);
        step(&mut now, chance);
        let fixed =
            if industry == 0 { world.industry } else { 0.0 } + if unbound { world.unbound } else { 0.0 } + quiet;
        let young = since.days_to(day) < 365;
        let lean = base + fixed + now.lean(world, young, contacts_known <= 1);
        if week >= 0 {
            truth.push(lean);
        }
        if day < since {
            continue;
        }
        record(&mut history, &mut now, day, diligence, (member, contacts_known, number), chance);
        // An early exit, and whoever nothing binds, on any day; the others at the notice deadline.
        let weekly = if unbound { lean.exp() / 52.0 } else { lean.exp() / 52.0 * 0.12 };
        let deadline = end.plus(-notice);
        let decides = !unbound && deadline >= day && deadline < day.plus(7);
        if decides && week >= 0 {
            deadlines.push(deadline);
        }
        let leaves = if decides { chance.happens(1.0 / (1.0 + (-lean).exp())) } else { chance.happens(weekly) };
        if leaves {
            let on = if decides { end } else { day.plus(30) };
            gone = Some(on);
            history.fact(Fact::Loss {
                on,
                decided: Some(day),
                back: None,
                known: day,
                whole: true,
                line: None,
                avoidable: true,
                value: None,
            });
            if !unbound {
                history.fact(contract(
                    number,
                    term,
                    since,
                    end,
                    notice,
                    decides.then_some((ContractOutcome::Churned, day)),
                ));
            }
            break;
        }
        if decides {
            let told = chance.happens(diligence).then_some((ContractOutcome::Renewed, deadline.max(day)));
            history.fact(contract(number, term, since, end, notice, told.or(Some((ContractOutcome::Renewed, end)))));
            (term, end) = (term + 1, end.plus(365));
            if chance.happens(0.3) {
                now.price = 26;
                history.fact(Fact::Event {
                    id: Id::new(number),
                    kind: EventKind::PriceIncrease,
                    on: end.plus(-370),
                    known: day,
                });
            }
        }
    }
    if gone.is_none() && !unbound {
        history.fact(contract(number, term, since, end, notice, None));
    }
    history.link_lines();
    truth.resize(WEEKS as usize, f64::NEG_INFINITY);
    Made { history, truth, deadlines, unbound }
}

/// Who leads, and who argues for us.
fn begin(history: &mut History, member: Id<Member>, champion: Id<Contact>, since: Day) {
    history.fact(Fact::Assignment {
        member: Some(member),
        role: Role::AccountLead,
        since: Some(since),
        until: None,
        known: None,
    });
    history.fact(Fact::Contact { id: champion, sponsor: true, left: None, known: None });
}

fn contract(
    number: i64,
    term: i32,
    since: Day,
    end: Day,
    notice: i32,
    outcome: Option<(ContractOutcome, Day)>,
) -> Fact {
    let start = since.plus(365 * term);
    Fact::Contract {
        id: Id::new(number * 100 + i64::from(term)),
        product: 1,
        start: Some(start),
        end: Some(end),
        notice_days: notice as u16,
        outcome: outcome.map(|(word, _)| word),
        outcome_on: outcome.map(|(_, on)| on),
        known: Some(start),
        value: None,
        valued: false,
        next_value: None,
        next: None,
    }
}

fn step(now: &mut States, chance: &mut Chance) {
    let keep = 0.5_f64.powf(1.0 / 20.0);
    now.mood = now.mood * keep + chance.normal() * (1.0 - keep * keep).sqrt();
    now.silent = if now.silent { chance.happens(1.0 - 1.0 / 18.0) } else { chance.happens(1.0 / 60.0) };
    for (left, begins, weeks) in [
        (&mut now.champion_gone, 0.2 / 52.0, 52),
        (&mut now.rival, 0.15 / 52.0, 26),
        (&mut now.escalation, 0.4 / 52.0, 8),
        (&mut now.change, 0.25 / 52.0, 13),
        (&mut now.price, 0.0, 26),
    ] {
        *left = if *left >= 0 {
            *left - 1
        } else if chance.happens(begins) {
            weeks
        } else {
            -1
        };
    }
}

fn record(
    history: &mut History,
    now: &mut States,
    day: Day,
    diligence: f64,
    who: (Id<Member>, i32, i64),
    chance: &mut Chance,
) {
    let (member, contacts, number) = who;
    let scope = Scope { earliest: start().plus(-400), window: 180 };
    if !now.silent && chance.happens(0.28) && chance.happens(diligence) {
        let met = [Id::new(number * 10 + 1 + i64::from(chance.within(0, contacts - 1)))];
        let touch = TouchFact {
            on: day,
            known: day,
            two_way: true,
            valued: chance.happens(0.5),
            members: &[member],
            contacts: &met,
        };
        history.meetings.touch(touch, scope);
        if chance.happens(0.25) {
            let score = (3.4 + now.mood * 0.9 + chance.normal() * 0.5).round().clamp(1.0, 5.0) as u8;
            let pulse = PulseFact {
                id: Id::new(i64::from(day.number())),
                contact: Some(met[0]),
                role: Some(ContactRole::DecisionMaker),
                on: day,
                known: day,
                score,
                source: PulseSource::Said,
                quoted: false,
            };
            history.pulse(pulse);
        }
    }
    let learned = day.plus(chance.within(0, 40));
    if now.champion_gone == 52 && chance.happens(diligence) {
        history.fact(Fact::Event { id: Id::new(number), kind: EventKind::SponsorLeft, on: day, known: learned });
    }
    if now.rival == 26 && chance.happens(0.6 * diligence) {
        history.fact(Fact::Event { id: Id::new(number), kind: EventKind::Competitor, on: day, known: learned });
    }
    if now.escalation == 8 && chance.happens(diligence) {
        history.fact(Fact::Issue { opened: day, closed: Some(day.plus(56)), known: day, escalation: true });
    }
    if now.change == 13 && chance.happens(diligence) {
        history.fact(Fact::Event { id: Id::new(number), kind: EventKind::MemberLeft, on: day, known: day });
    }
}

pub(crate) struct Book {
    pub(crate) made: Vec<Made>,
    pub(crate) today: Day,
}

pub(crate) fn book(world: &World, accounts: i64, seed: u64) -> Book {
    let mut chance = Chance(seed);
    // The base is such that about 11 % leave a year.
    let lean = |base: f64, chance: &mut Chance| {
        (0..accounts).map(|number| account(number, world, chance, base)).collect::<Vec<_>>()
    };
    let (mut low, mut high) = (-6.0, 0.0);
    for _ in 0..9 {
        let middle = f64::midpoint(low, high);
        let made = lean(middle, &mut Chance(seed));
        let gone = made.iter().filter(|one| one.history.losses().next().is_some()).count() as f64;
        if gone / (accounts as f64 * 2.8) > 0.11 { high = middle } else { low = middle }
    }
    Book { made: lean(low, &mut chance), today: start().plus(WEEKS * 7) }
}
