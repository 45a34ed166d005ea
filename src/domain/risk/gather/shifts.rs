//! What shifted under the relationship: sponsors, prices, owners of the account, people of our team, competitors.

use super::Gather;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::risk::facts::{Change, Facts, SponsorLoss};
use crate::domain::risk::history::Fact;
use crate::domain::role::Role;
use crate::domain::words::{ContractOutcome, EventKind};

impl Gather<'_> {
    /// Reads what shifted.
    pub(super) fn shifts(&self, facts: &mut Facts) {
        facts.sponsor_named = self.history.facts.iter().any(|fact| matches!(fact, Fact::Contact { sponsor: true, .. }));
        facts.sponsor = self.lost_sponsor();
        for fact in &self.history.facts {
            if let Fact::Event { id, kind, on, known } = *fact {
                // A price rise is known before it takes effect.
                if kind == EventKind::PriceIncrease && known <= self.day {
                    let nearer = |(_, other): (_, Day)| distance(on, self.day) <= distance(other, self.day);
                    if facts.price.is_none_or(nearer) {
                        facts.price = Some((id, on));
                    }
                }
                if self.by_then(on, known) {
                    shift(kind, on, facts);
                }
            }
        }
        facts.change = self.change(facts.change);
        if let Some(renewed) = self.renewed() {
            facts.rival = facts.rival.filter(|(_, on)| *on > renewed);
        }
    }

    /// The last day a line was renewed, as large as it was or larger.
    fn renewed(&self) -> Option<Day> {
        let days = self.history.facts.iter().filter_map(|fact| match *fact {
            Fact::Contract {
                outcome: Some(ContractOutcome::Renewed | ContractOutcome::Expanded),
                outcome_on,
                end,
                ..
            } => outcome_on.or(end).filter(|on| *on <= self.day),
            _ => None,
        });
        days.max()
    }

    /// The last sponsor who left, and since when somebody stands in their place.
    fn lost_sponsor(&self) -> Option<SponsorLoss> {
        let mut loss: Option<(Option<Id<Contact>>, Day)> = None;
        for fact in &self.history.facts {
            let (who, on) = match *fact {
                Fact::Contact { id, sponsor: true, left: Some(left), known }
                    if self.by_then(left, known.unwrap_or(left)) =>
                {
                    (Some(id), left)
                }
                Fact::Event { kind: EventKind::SponsorLeft, on, known, .. } if self.by_then(on, known) => (None, on),
                _ => continue,
            };
            // A record of the person says more than an event of about the same day.
            if loss.is_none_or(|(known, day)| on > day || on == day && known.is_none()) {
                loss = Some((who.or(loss.and_then(|(who, day)| who.filter(|_| distance(day, on) <= 31))), on));
            }
        }
        loss.map(|(who, on)| SponsorLoss { who, on, successor_since: self.successor(on) })
    }

    /// The first two-way touch ever with a sponsor who is still there and was met since `lost`.
    fn successor(&self, lost: Day) -> Option<Day> {
        let there = |fact: &Fact| match *fact {
            Fact::Contact { id, sponsor: true, left, known } => {
                (!left.is_some_and(|left| self.by_then(left, known.unwrap_or(left)))).then_some(id)
            }
            _ => None,
        };
        let firsts = self.history.facts.iter().filter_map(there).filter_map(|id| {
            let (first, last) = self.met(id)?;
            (last >= lost).then_some(first)
        });
        firsts.min()
    }

    /// The first and the last two-way touch with a contact.
    fn met(&self, contact: Id<Contact>) -> Option<(Day, Day)> {
        let history = self.history;
        let before = history
            .meetings
            .earlier_contacts
            .iter()
            .find(|one| one.contact == contact)
            .map(|one| (one.first, one.last));
        let touches = history.meetings.touches.iter().filter(|met| {
            met.two_way && self.by_then(met.on, met.known) && history.meetings.theirs(met).contains(&contact)
        });
        touches.fold(before, |span, met| {
            let (first, last) = span.unwrap_or((met.on, met.on));
            Some((first.min(met.on), last.max(met.on)))
        })
    }

    /// The last time a team member left an assignment on this account, or the house.
    fn change(&self, told: Option<Change>) -> Option<Change> {
        let assignments = self.history.facts.iter().filter_map(|fact| match *fact {
            Fact::Assignment { member: Some(member), role, until, .. } => {
                let gone = self.company.members.get(&member.raw()).and_then(|one| one.left);
                let on = [until, gone].into_iter().flatten().filter(|on| *on <= self.day).min()?;
                Some((on, role))
            }
            _ => None,
        });
        let last = assignments.max_by_key(|(on, _)| *on);
        match (last, told) {
            (Some((on, role)), told) if told.is_none_or(|told| told.on <= on) => {
                Some(Change { role: Some(role), on, vacant: self.vacant(role, on) })
            }
            (_, told) => told,
        }
    }

    /// Whether nobody holds the assignment after `left`, or somebody new with us.
    fn vacant(&self, role: Role, left: Day) -> bool {
        let holder = self.history.facts.iter().find_map(|fact| match *fact {
            Fact::Assignment { member: Some(member), role: other, since, until, known }
                if other == role
                    && until.is_none_or(|until| until >= self.day)
                    && since.is_none_or(|since| self.by_then(since, known.unwrap_or(since)))
                    && !self.is_gone(member, left) =>
            {
                Some(member)
            }
            _ => None,
        });
        let Some(holder) = holder else { return true };
        let started = self.company.members.get(&holder.raw()).and_then(|one| one.started);
        started.is_some_and(|started| self.within(started, self.points.x4.newcomer_days))
    }

    fn is_gone(&self, member: Id<Member>, left: Day) -> bool {
        let gone = self.company.members.get(&member.raw()).and_then(|one| one.left);
        gone.is_some_and(|gone| gone <= self.day || gone == left)
    }
}

fn shift(kind: EventKind, on: Day, facts: &mut Facts) {
    match kind {
        EventKind::Reorg => facts.reorganised = facts.reorganised.max(Some(on)),
        EventKind::Competitor | EventKind::ContractRequest if facts.rival.is_none_or(|(_, known)| known <= on) => {
            facts.rival = Some((kind, on));
        }
        EventKind::MemberLeft if facts.change.is_none_or(|known| known.on <= on) => {
            facts.change = Some(Change { role: None, on, vacant: false });
        }
        _ => {}
    }
}

fn distance(one: Day, other: Day) -> i32 {
    one.days_to(other).abs()
}
