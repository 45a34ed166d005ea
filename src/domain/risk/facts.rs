//! What is known of one account on one day.
//!
//! One code path gathers the facts for any day: whoever reads the book feeds a [`FactsBuilder`] everything it holds, and
//! the builder leaves out what happened, or was learned, later. So the figures kept for speed and those of a past day
//! are made the same way.

use super::points::{Practice, Tier};
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::words::{PulseSource, TheirRole};

/// What the signals read.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The day the facts are of.
    pub day: Day,
    /// How much the account matters.
    pub tier: Tier,
    /// Days between meaningful touches that we promise.
    pub cadence: i32,
    /// Days within which a person counts as active.
    pub window: i32,
    /// The first signature.
    pub since: Option<Day>,
    /// Whether any touch was ever recorded.
    pub ever_touched: bool,
    /// The last meaningful touch.
    pub last_touch: Option<Day>,
    /// Theirs with a two-way touch within the window.
    pub contacts: u32,
    /// Ours likewise.
    pub members: u32,
    /// Who of ours has most of the minutes within the window.
    pub lead: Option<Lead>,
    /// How they feel; `None`: no valid pulse.
    pub pulse: Option<AccountPulse>,
    /// The day of the last pulse of any source.
    pub last_pulse: Option<Day>,
    /// The last day somebody of theirs told us how it goes.
    pub last_said: Option<Day>,
    /// The next day by which they must decide.
    pub decision_on: Option<Day>,
}

/// Who of ours is most with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// The member.
    pub member: Id<Member>,
    /// Share of the minutes (of the touches, where no minutes are recorded) within the window, 0 to 1.
    pub share: f64,
    /// Their first touch with this account.
    pub since: Day,
}

/// The pulse of the whole account.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountPulse {
    /// 1 to 5, weighted by who spoke.
    pub value: f64,
    /// The same, rounded, halves down.
    pub score: u8,
    /// The day of the latest reading.
    pub on: Day,
    /// The latest words.
    pub quote: Option<String>,
}

/// A touch, as the builder takes it.
#[derive(Debug, Clone, Copy)]
pub struct TouchFact<'a> {
    /// The day.
    pub on: Day,
    /// The day the book learned of it.
    pub known: Day,
    /// Whether one of theirs took part or replied.
    pub two_way: bool,
    /// Whether it has a value tag.
    pub valued: bool,
    /// Prep, contact and follow-up minutes together.
    pub minutes: u32,
    /// Ours who took part.
    pub members: &'a [Id<Member>],
    /// Theirs who took part.
    pub contacts: &'a [Id<Contact>],
}

/// A pulse, as the builder takes it.
#[derive(Debug, Clone)]
pub struct PulseFact {
    /// Whose.
    pub contact: Option<Id<Contact>>,
    /// Their seat.
    pub seat: Option<TheirRole>,
    /// The day.
    pub on: Day,
    /// The day the book learned of it.
    pub known: Day,
    /// 1 to 5.
    pub score: u8,
    /// Where it comes from.
    pub source: PulseSource,
    /// Their words.
    pub quote: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Present {
    member: Id<Member>,
    first: Day,
    last_two_way: Option<Day>,
    minutes: u32,
    touches: u32,
}

/// Collects what is known of one account on one day, in any order.
#[derive(Debug, Clone)]
pub struct FactsBuilder {
    day: Day,
    from: Day,
    since: Option<Day>,
    ever_touched: bool,
    last_touch: Option<Day>,
    contacts: Vec<Id<Contact>>,
    present: Vec<Present>,
    pulses: Vec<PulseFact>,
    last_pulse: Option<Day>,
    last_said: Option<Day>,
    decision_on: Option<Day>,
}

/// Days for which a pulse of `score` holds (domain §7): the extremes change soonest.
pub fn pulse_validity(score: u8) -> i32 {
    if matches!(score, 1 | 5) { 30 } else { 90 }
}

impl FactsBuilder {
    /// Begins the facts of an account as of `day`; a person is active who was met within `window` days.
    pub fn new(day: Day, window: i32, since: Option<Day>) -> Self {
        Self {
            day,
            from: day.plus(-window),
            since: since.filter(|since| *since <= day),
            ever_touched: false,
            last_touch: None,
            contacts: Vec::new(),
            present: Vec::new(),
            pulses: Vec::new(),
            last_pulse: None,
            last_said: None,
            decision_on: None,
        }
    }

    /// Takes a touch.
    pub fn touch(&mut self, touch: TouchFact<'_>) {
        if touch.on > self.day || touch.known > self.day {
            return;
        }
        self.ever_touched = true;
        if touch.two_way && touch.valued {
            self.last_touch = self.last_touch.max(Some(touch.on));
        }
        let active = touch.on > self.from;
        for &member in touch.members {
            self.member_present(member, touch, active);
        }
        if active && touch.two_way {
            for contact in touch.contacts {
                if !self.contacts.contains(contact) {
                    push(&mut self.contacts, *contact);
                }
            }
        }
    }

    fn member_present(&mut self, member: Id<Member>, touch: TouchFact<'_>, active: bool) {
        let place = self.present.iter().position(|known| known.member == member).unwrap_or_else(|| {
            push(&mut self.present, Present { member, first: touch.on, last_two_way: None, minutes: 0, touches: 0 });
            self.present.len() - 1
        });
        let present = &mut self.present[place];
        present.first = present.first.min(touch.on);
        if active {
            present.minutes += touch.minutes;
            present.touches += 1;
            if touch.two_way {
                present.last_two_way = present.last_two_way.max(Some(touch.on));
            }
        }
    }

    /// Takes a pulse.
    pub fn pulse(&mut self, pulse: PulseFact) {
        if pulse.on > self.day || pulse.known > self.day {
            return;
        }
        self.last_pulse = self.last_pulse.max(Some(pulse.on));
        if pulse.source == PulseSource::Said {
            self.last_said = self.last_said.max(Some(pulse.on));
        }
        if pulse.on.days_to(self.day) > pulse_validity(pulse.score) {
            return;
        }
        match self.pulses.iter_mut().find(|known| known.contact == pulse.contact) {
            Some(known) if known.on <= pulse.on => *known = pulse,
            Some(_) => {}
            None => push(&mut self.pulses, pulse),
        }
    }

    /// Takes an undecided contract line: decided by `end` less `notice_days`.
    pub fn contract(&mut self, end: Day, notice_days: u32) {
        let decision = end.plus(-(notice_days.min(10_000) as i32));
        if self.decision_on.is_none_or(|known| decision < known) {
            self.decision_on = Some(decision);
        }
    }

    /// The facts, for an account of `tier` with its `practice`.
    pub fn finish(self, tier: Tier, practice: &Practice) -> Facts {
        Facts {
            day: self.day,
            tier,
            cadence: practice.touch,
            window: practice.window,
            since: self.since,
            ever_touched: self.ever_touched,
            last_touch: self.last_touch,
            contacts: self.contacts.len() as u32,
            members: self.present.iter().filter(|one| one.last_two_way.is_some()).count() as u32,
            lead: lead(&self.present),
            pulse: account_pulse(&self.pulses),
            last_pulse: self.last_pulse,
            last_said: self.last_said,
            decision_on: self.decision_on,
        }
    }
}

/// Lengthens a list by as little as it takes: there is a builder for each of very many accounts, most with few people.
fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(1 + list.len() / 2);
    }
    list.push(item);
}

fn lead(present: &[Present]) -> Option<Lead> {
    let active = || present.iter().filter(|one| one.touches > 0);
    let minutes: u32 = active().map(|one| one.minutes).sum();
    let weight = |one: &Present| if minutes > 0 { one.minutes } else { one.touches };
    let all: u32 = active().map(weight).sum();
    let first = active().max_by_key(|one| (weight(one), std::cmp::Reverse(one.member)))?;
    Some(Lead { member: first.member, share: f64::from(weight(first)) / f64::from(all.max(1)), since: first.first })
}

/// The pulse of an account (domain §7): the mean of the latest valid reading of each person, weighted 3 for a decision
/// maker, 2 for an influencer, 1 for a user, and never more than one above the lowest decision maker.
pub fn account_pulse(latest: &[PulseFact]) -> Option<AccountPulse> {
    let weight = |seat: Option<TheirRole>| match seat {
        Some(TheirRole::DecisionMaker) => 3.0,
        None | Some(TheirRole::UserLead) => 1.0,
        Some(_) => 2.0,
    };
    let newest = latest.iter().max_by_key(|pulse| pulse.on)?;
    let (sum, all) = latest.iter().fold((0.0, 0.0), |(sum, all), pulse| {
        let weight = weight(pulse.seat);
        (sum + weight * f64::from(pulse.score), all + weight)
    });
    let ceiling = latest
        .iter()
        .filter(|pulse| pulse.seat == Some(TheirRole::DecisionMaker))
        .map(|pulse| f64::from(pulse.score) + 1.0)
        .fold(f64::INFINITY, f64::min);
    let value = (sum / all).min(ceiling);
    let quote = latest.iter().filter(|pulse| pulse.quote.is_some()).max_by_key(|pulse| pulse.on);
    Some(AccountPulse {
        value,
        score: (value - 0.5).ceil().clamp(1.0, 5.0) as u8,
        on: newest.on,
        quote: quote.and_then(|pulse| pulse.quote.clone()),
    })
}
