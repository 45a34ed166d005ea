//! All that the book holds of one account, each fact with its day and the day the book learned it.
//!
//! Whoever reads the book feeds a [`History`] once; [`super::facts`] then tells what was known on any day. What lies
//! before every day that will be asked of is folded into a few figures as it comes in, so that the standings of today
//! need little memory and a backtest reads the same lines of code. Words are not kept: a fact carries the id of its
//! record, and sentences look them up.

use super::meetings::Meetings;
use super::scope::{Scope, push};
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::invoice::Invoice;
use crate::domain::member::Member;
use crate::domain::metrics::Amount;
use crate::domain::pulse::Pulse;
use crate::domain::reading::Reading;
use crate::domain::role::{ContactRole, Role};
use crate::domain::words::{ContractOutcome, EventKind, PulseSource};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A pulse.
#[derive(Debug, Clone, Copy)]
pub struct PulseFact {
    /// Which.
    pub id: Id<Pulse>,
    /// Whose.
    pub contact: Option<Id<Contact>>,
    /// Their assignment.
    pub role: Option<ContactRole>,
    /// The day.
    pub on: Day,
    /// The day the book learned of it.
    pub known: Day,
    /// 1 to 5.
    pub score: u8,
    /// Where it comes from.
    pub source: PulseSource,
    /// Whether their words were taken down.
    pub quoted: bool,
}

/// A reading of a metric that is understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadingFact {
    /// Which.
    pub id: Id<Reading>,
    /// Of which metric: the same number, the same metric of this account.
    pub metric: u32,
    /// The day.
    pub on: Day,
    /// The day the book learned of it.
    pub known: Day,
    /// What was read.
    pub value: f64,
    /// Whether more is better, so that a fall says something.
    pub grows: bool,
    /// Where it stands on its scale, from 0, worst, to 1, best; none: it has no scale.
    pub level: Option<f32>,
}

/// Everything else the book may hold of an account. `known` is the day the book learned of it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // The fields are those of the records, documented there.
pub enum Fact {
    /// Somebody of the account: a sponsor, or one who left.
    Contact { id: Id<Contact>, sponsor: bool, left: Option<Day>, known: Option<Day> },
    /// An assignment of our team.
    Assignment { member: Option<Id<Member>>, role: Role, since: Option<Day>, until: Option<Day>, known: Option<Day> },
    /// A contract line; values in minor units of the book's currency, none though `valued`: a rate is missing. `product` as
    /// [`product_key`](crate::domain::succession::product_key) tells it; `next`: the place, among the facts, of the line that
    /// takes its place.
    Contract {
        id: Id<Contract>,
        product: u64,
        start: Option<Day>,
        end: Option<Day>,
        notice_days: u16,
        outcome: Option<ContractOutcome>,
        outcome_on: Option<Day>,
        known: Option<Day>,
        value: Option<i64>,
        valued: bool,
        next_value: Option<i64>,
        next: Option<u32>,
    },
    /// A stay in a stage, by its place in the order of stages; `notice`: it is the stage of those who gave notice.
    Stay { stage: u16, notice: bool, entered: Day, left: Option<Day>, known: Day },
    /// A loss: whole, or of one line, `line`, where that is named; `value` as it was recorded, in minor units of the book's currency.
    Loss {
        on: Day,
        decided: Option<Day>,
        back: Option<Day>,
        known: Day,
        whole: bool,
        line: Option<Id<Contract>>,
        avoidable: bool,
        value: Option<i64>,
    },
    /// A problem they reported.
    Issue { opened: Day, closed: Option<Day>, known: Day, escalation: bool },
    /// Something that happened at or to them.
    Event { id: Id<Event>, kind: EventKind, on: Day, known: Day },
    /// An action of an early playbook, VP1 to VP5.
    Play { settled: Option<Day>, known: Day },
    /// An offer of responsibility; `accepted`: the answer was yes.
    Handoff { offered: Day, answered: Option<Day>, accepted: bool, known: Day },
    /// A commitment, or the next step that they know of.
    Commitment { id: Id<Commitment>, due: Day, settled: Option<Day>, known: Day },
    /// A plan.
    Plan { joint: bool, reviewed: Option<Day>, closed: Option<Day>, known: Day },
    /// Company updates that went to them.
    CompanyUpdate { on: Day, known: Day },
    /// A referral of the account.
    Referral { on: Day, known: Day },
    /// A bill; `amount` in minor units of the book's currency.
    Invoice {
        id: Id<Invoice>,
        issued: Day,
        due: Option<Day>,
        paid: Option<Day>,
        known: Day,
        disputed: bool,
        amount: Option<i64>,
    },
}

/// What the account itself says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin {
    /// The first signature.
    pub since: Option<Day>,
    /// The day the book began to watch, when later.
    pub observed: Option<Day>,
    /// The value that it names itself, in minor units of the book's currency.
    pub own: Amount,
    /// Flagged strategic.
    pub strategic: bool,
}

/// What a record said before it was changed or removed.
#[derive(Debug, Clone, Copy)]
pub struct Earlier {
    /// Which record: the same number, the same record of this account.
    pub record: u32,
    /// Until which day; on that day it was changed.
    pub until: Day,
    /// What it said.
    pub said: Said,
    /// Where it stands, among facts or pulses of what it says now; none: nowhere, it was removed or says nothing.
    pub now: Option<Place>,
}

/// What a record says, if it says anything of risk.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // Named like what they hold.
pub enum Said {
    Nothing,
    Fact(Fact),
    Pulse(PulseFact),
}

/// The place of what a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the facts.
    Fact(usize),
    /// Among the pulses.
    Pulse(usize),
}

/// What an account said of itself before it was changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SaidOfItself {
    /// Until which day.
    pub until: Day,
    /// The value that it named.
    pub own: Amount,
    /// Whether it was strategic.
    pub strategic: bool,
    /// The first signature as it was told then; none: the book did not hold the account yet.
    pub since: Option<Option<Day>>,
}

/// All that is known of one account.
#[derive(Debug, Clone)]
pub struct History {
    pub(super) origin: Origin,
    /// What it said of itself, until which day, the earliest first.
    pub(super) said_before: Vec<SaidOfItself>,
    /// What records said before they were changed; of one record the earliest first.
    earlier: Vec<Earlier>,
    scope: Scope,
    /// Its touches, which may be gathered apart.
    pub meetings: Meetings,
    pub(super) pulses: Vec<PulseFact>,
    /// The last pulse, and the last said one, before the days that are asked of.
    pub(super) earlier_pulse: Option<Day>,
    pub(super) earlier_said: Option<Day>,
    pub(super) facts: Vec<Fact>,
    /// What it is, by the numbers of its labels: its industry, channel, offer.
    pub labels: Vec<u32>,
    /// By metric, then by day.
    pub(super) readings: Vec<ReadingFact>,
}

/// How long, in days, a pulse may matter: for the trend, and as the valid reading of a person.
const PULSE_REACH: i32 = 400;

impl History {
    /// An account of which nothing is known but what it says itself.
    pub fn new(origin: Origin, scope: Scope) -> Self {
        Self {
            origin,
            said_before: Vec::new(),
            earlier: Vec::new(),
            scope,
            meetings: Meetings::default(),
            pulses: Vec::new(),
            earlier_pulse: None,
            earlier_said: None,
            facts: Vec::new(),
            labels: Vec::new(),
            readings: Vec::new(),
        }
    }

    /// What the account says itself.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Takes what it said of itself before, the earliest first.
    pub fn said_before(&mut self, before: Vec<SaidOfItself>) {
        self.said_before = before;
    }

    /// Takes what a record said before; of one record the earliest first.
    pub fn earlier(&mut self, earlier: Earlier) {
        self.earlier.push(earlier);
    }

    /// Whether it was flagged strategic on a day.
    pub fn is_strategic(&self, day: Day) -> bool {
        self.said_on(day).map_or(self.origin.strategic, |said| said.strategic)
    }

    fn said_on(&self, day: Day) -> Option<&SaidOfItself> {
        self.said_before.iter().find(|said| day < said.until)
    }

    /// The history as the book had it on `day`: every record that was changed or removed since says what it said then. What
    /// was entered since is still there, with the day it was learned.
    pub fn as_known(&self, day: Day) -> Cow<'_, Self> {
        let since = self.said_on(day).and_then(|said| said.since).filter(|since| *since != self.origin.since);
        let mut then: BTreeMap<u32, &Earlier> = BTreeMap::new();
        for one in self.earlier.iter().filter(|one| day < one.until) {
            then.entry(one.record).or_insert(one);
        }
        if then.is_empty() && since.is_none() {
            return Cow::Borrowed(self);
        }
        let mut past = self.clone();
        past.origin.since = since.unwrap_or(self.origin.since);
        let places: Vec<Place> = then.values().filter_map(|one| one.now).collect();
        let mut at = 0..;
        past.facts.retain(|_| !places.contains(&Place::Fact(at.next().unwrap_or(usize::MAX))));
        let mut at = 0..;
        past.pulses.retain(|_| !places.contains(&Place::Pulse(at.next().unwrap_or(usize::MAX))));
        for one in then.values() {
            match one.said {
                Said::Nothing => {}
                Said::Fact(fact) => past.facts.push(fact),
                Said::Pulse(pulse) => past.pulses.push(pulse),
            }
        }
        past.link_lines();
        Cow::Owned(past)
    }

    /// Takes what a record says; where it stands from then on, if it matters on any day that is asked of.
    pub fn take(&mut self, said: Said) -> Option<Place> {
        let (facts, pulses) = (self.facts.len(), self.pulses.len());
        match said {
            Said::Nothing => {}
            Said::Fact(fact) => self.fact(fact),
            Said::Pulse(pulse) => self.pulse(pulse),
        }
        let fact = (self.facts.len() > facts).then_some(Place::Fact(facts));
        fact.or((self.pulses.len() > pulses).then_some(Place::Pulse(pulses)))
    }

    /// Takes a pulse.
    pub fn pulse(&mut self, pulse: PulseFact) {
        if !self.scope.is_earlier(pulse.on, pulse.known, PULSE_REACH.max(self.scope.window)) {
            return push(&mut self.pulses, pulse);
        }
        self.earlier_pulse = self.earlier_pulse.max(Some(pulse.on));
        if pulse.source == PulseSource::Said {
            self.earlier_said = self.earlier_said.max(Some(pulse.on));
        }
    }

    /// Takes a reading.
    pub fn reading(&mut self, reading: ReadingFact) {
        let place = self.readings.partition_point(|one| (one.metric, one.on) <= (reading.metric, reading.on));
        self.readings.insert(place, reading);
    }

    /// Takes any other fact.
    pub fn fact(&mut self, fact: Fact) {
        // A stay that had ended before the first day that is asked of says nothing on any of them; a notice does.
        if let Fact::Stay { left: Some(left), known, notice: false, .. } = fact
            && self.scope.is_earlier(left, known, 0)
        {
            return;
        }
        push(&mut self.facts, fact);
    }
}
