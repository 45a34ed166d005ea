//! Who met whom: active people on both sides, the lead, ties, executives.

use super::Gather;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::risk::facts::{Facts, Lead};
use crate::domain::risk::history::Fact;
use crate::domain::risk::meetings::{Earlier, Met};
use crate::domain::role::Role;

/// One of ours, as seen on the day.
#[derive(Debug, Clone, Copy)]
struct Present {
    member: Id<Member>,
    first: Day,
    /// The last two-way touch ever.
    last_two_way: Option<Day>,
    /// Whether there was one within the window.
    active: bool,
    /// Within the window.
    minutes: u32,
    /// Within the window.
    touches: u32,
}

impl Gather<'_> {
    /// Reads every touch once.
    pub(super) fn people(&self, facts: &mut Facts) {
        let history = self.history;
        let from = self.day.plus(-facts.practice.window);
        let mut present: Vec<Present> = history.meetings.earlier.iter().map(earlier).collect();
        let mut contacts: Vec<Id<Contact>> = Vec::new();
        facts.ever_touched = !present.is_empty() || history.meetings.earlier_touch.is_some();
        facts.last_touch = history.meetings.earlier_touch;
        for met in history.meetings.touches.iter().filter(|met| self.by_then(met.on, met.known)) {
            facts.ever_touched = true;
            if met.two_way && met.valued {
                facts.last_touch = facts.last_touch.max(Some(met.on));
            }
            let active = met.on > from;
            facts.watched |= active && met.two_way;
            for &member in history.meetings.ours(met) {
                take(&mut present, member, met, active);
            }
            if active && met.two_way {
                for contact in history.meetings.theirs(met) {
                    if !contacts.contains(contact) {
                        contacts.push(*contact);
                    }
                }
            }
        }
        contacts.retain(|contact| !self.has_left(*contact));
        facts.contacts = contacts.len() as u32;
        facts.members = present.iter().filter(|one| one.active).count() as u32;
        facts.lead = lead(&present).map(|lead| Lead { since: self.assigned(lead.member, lead.since), ..lead });
        self.roles(facts, &present);
    }

    /// Since when a member is with the account: the first day of an assignment there, where that lies before the first touch
    /// on record.
    fn assigned(&self, lead: Id<Member>, first: Day) -> Day {
        let assignments = self.history.facts.iter().filter_map(|fact| match *fact {
            Fact::Assignment { member: Some(member), since: Some(since), known, .. }
                if member == lead && self.by_then(since, known.unwrap_or(since)) =>
            {
                Some(since)
            }
            _ => None,
        });
        assignments.fold(first, Day::min)
    }

    /// Whether one of theirs had left, and was known to have left, by the day.
    fn has_left(&self, contact: Id<Contact>) -> bool {
        self.history.facts.iter().any(|fact| match fact {
            Fact::Contact { id, left: Some(left), known, .. } => {
                // The last day is one of theirs.
                *id == contact && *left < self.day && self.by_then(*left, known.unwrap_or(*left))
            }
            _ => false,
        })
    }

    /// What the seats of those who met them say: kinds of tie, and executives.
    fn roles(&self, facts: &mut Facts, present: &[Present]) {
        let from = self.day.plus(-self.points.p2.days);
        let mut roles: Vec<Role> = Vec::new();
        for fact in &self.history.facts {
            let Fact::Assignment { member: Some(member), role, since, known, .. } = *fact else { continue };
            let begun = since.is_none_or(|since| self.by_then(since, known.unwrap_or(since)));
            let met = present.iter().find(|one| one.member == member).and_then(|one| one.last_two_way);
            let Some(last) = met.filter(|_| begun) else { continue };
            if role == Role::ExecutiveSponsor {
                facts.last_executive = facts.last_executive.max(Some(last));
            }
            if last > from && !roles.contains(&role) {
                roles.push(role);
            }
        }
        facts.ties = roles.len() as u32;
    }
}

fn earlier(one: &Earlier) -> Present {
    let (member, first, last_two_way) = (one.member, one.first, one.last_two_way);
    Present { member, first, last_two_way, active: false, minutes: 0, touches: 0 }
}

fn take(present: &mut Vec<Present>, member: Id<Member>, met: &Met, active: bool) {
    let place = present.iter().position(|known| known.member == member).unwrap_or_else(|| {
        present.push(Present { member, first: met.on, last_two_way: None, active: false, minutes: 0, touches: 0 });
        present.len() - 1
    });
    let one = &mut present[place];
    one.first = one.first.min(met.on);
    if met.two_way {
        one.last_two_way = one.last_two_way.max(Some(met.on));
        one.active |= active;
    }
    if active {
        one.minutes += met.minutes;
        one.touches += 1;
    }
}

fn lead(present: &[Present]) -> Option<Lead> {
    let active = || present.iter().filter(|one| one.touches > 0);
    let minutes: u32 = active().map(|one| one.minutes).sum();
    let weight = |one: &Present| if minutes > 0 { one.minutes } else { one.touches };
    let all: u32 = active().map(weight).sum();
    let first = active().max_by_key(|one| (weight(one), std::cmp::Reverse(one.member)))?;
    Some(Lead { member: first.member, share: f64::from(weight(first)) / f64::from(all.max(1)), since: first.first })
}
