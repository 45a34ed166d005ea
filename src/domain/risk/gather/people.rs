//! Who met whom: active people on both sides, the lead, ties, executives.

use super::Gather;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::risk::facts::{Facts, Lead};
use crate::domain::risk::history::Fact;
use crate::domain::risk::meetings::{Earlier, Met, Rhythm};
use crate::domain::role::Role;
use std::cmp::Reverse;

/// Fewer gaps are no rhythm of its own: that of the book stands.
const ENOUGH: f64 = 3.0;
/// How many usual gaps of the book stand beside the account's own (J; METHOD §5.1).
const DRAWN: f64 = 4.0;

/// A team member, as seen on the day.
#[derive(Debug, Clone, Copy)]
struct Present {
    member: Id<Member>,
    first: Day,
    /// The last two-way touch ever.
    last_two_way: Option<Day>,
    /// Two-way touches within the window.
    touches: u32,
}

impl Gather<'_> {
    /// Reads every touch once.
    pub(super) fn people(&self, facts: &mut Facts) {
        let history = self.history;
        let from = self.day.plus(-facts.practice.window);
        let mut present: Vec<Present> = history.meetings.earlier.iter().map(earlier).collect();
        let mut contacts: Vec<Id<Contact>> = Vec::new();
        facts.touched_since = history.meetings.earlier_first;
        let mut rhythm = history.meetings.earlier_rhythm;
        for met in history.meetings.touches.iter().filter(|met| self.by_then(met.on, met.known)) {
            let learned = met.on.max(met.known);
            facts.touched_since = Some(facts.touched_since.map_or(learned, |since| since.min(learned)));
            if met.meaningful {
                rhythm.take(met.on);
            }
            let active = met.on > from;
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
        facts.watched = facts.touched_since.is_some();
        facts.last_touch = rhythm.span.map(|(_, last)| last);
        facts.rhythm = self.rhythm(rhythm);
        let members = present.iter().filter(|one| one.touches > 0).count() as u32;
        // Who met them is not always written down; somebody did.
        facts.members = members.max(u32::from(facts.contacts > 0));
        facts.lead = lead(&present).map(|one| Lead { member: one.member, since: self.assigned(one.member, one.first) });
        let all: u32 = present.iter().map(|one| one.touches).sum();
        facts.others = all - present.iter().map(|one| one.touches).max().unwrap_or(0);
        self.roles(facts, &present);
    }

    /// The account's own usual days between two meaningful touches, drawn to those of the book (METHOD §5.1).
    fn rhythm(&self, own: Rhythm) -> Option<f64> {
        let (days, gaps) = own.gaps();
        let usual = self.company.norms.gap;
        if gaps < ENOUGH {
            return usual;
        }
        Some(usual.map_or(days / gaps, |usual| (days + DRAWN * usual) / (gaps + DRAWN)))
    }

    /// Since when a member is with the account: the first day of an assignment there or the first touch on record, whichever is
    /// earlier, and not before their own first day with us.
    fn assigned(&self, lead: Id<Member>, first: Day) -> Day {
        let assignments = self.history.facts.iter().filter_map(|fact| match *fact {
            Fact::Assignment { member: Some(member), since: Some(since), known, .. }
                if member == lead && self.by_then(since, known.unwrap_or(since)) =>
            {
                Some(since)
            }
            _ => None,
        });
        let since = assignments.min().map_or(first, |since| since.min(first));
        let started = self.company.members.get(&lead.raw()).and_then(|tenure| tenure.started);
        started.map_or(since, |started| since.max(started))
    }

    /// Whether a contact had left, and was known to have left, by the day.
    fn has_left(&self, contact: Id<Contact>) -> bool {
        self.history.facts.iter().any(|fact| match fact {
            Fact::Contact { id, left: Some(left), known, .. } => {
                // The last day is a contact.
                *id == contact && *left < self.day && self.by_then(*left, known.unwrap_or(*left))
            }
            _ => false,
        })
    }

    /// What the assignments of those who met them say: kinds of tie, and executives.
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
    Present { member, first, last_two_way, touches: 0 }
}

fn take(present: &mut Vec<Present>, member: Id<Member>, met: &Met, active: bool) {
    let place = present.iter().position(|known| known.member == member).unwrap_or_else(|| {
        present.push(Present { member, first: met.on, last_two_way: None, touches: 0 });
        present.len() - 1
    });
    let one = &mut present[place];
    one.first = one.first.min(met.on);
    if met.two_way {
        one.last_two_way = one.last_two_way.max(Some(met.on));
        one.touches += u32::from(active);
    }
}

/// Who had most two-way touches within the window, the longest known one among equals.
fn lead(present: &[Present]) -> Option<&Present> {
    let active = present.iter().filter(|one| one.touches > 0);
    active.max_by_key(|one| (one.touches, Reverse(one.first), Reverse(one.member)))
}
