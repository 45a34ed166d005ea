//! From a history to the facts of one day, one subject a file: people and ties, pulses, and what else is recorded.

mod people;
mod pulses;
mod records;
mod shifts;
mod usage;

use super::facts::{Bills, CommitmentFacts, Company, Facts, Issues, Usage};
use super::history::History;
use super::points::{Points, Tier};
use super::timing::Timing;
use crate::domain::day::Day;

pub use pulses::{account_pulse, trend};

/// One account on one day, being looked at.
pub(super) struct Gather<'a> {
    history: &'a History,
    day: Day,
    tier: Tier,
    points: &'a Points,
    company: &'a Company,
}

impl<'a> Gather<'a> {
    pub(super) fn new(history: &'a History, day: Day, tier: Tier, points: &'a Points, company: &'a Company) -> Self {
        Self { history, day, tier, points, company }
    }

    /// Whether it had happened and was known by the day.
    fn by_then(&self, on: Day, known: Day) -> bool {
        on <= self.day && known <= self.day
    }

    /// Whether it happened within the last `days` up to the day.
    fn within(&self, on: Day, days: i32) -> bool {
        on <= self.day && on.days_to(self.day) <= days
    }

    fn label_points(&self) -> i32 {
        self.history.labels.iter().filter_map(|label| self.company.labels.get(label)).sum()
    }

    /// Everything that was known.
    pub(super) fn facts(&self) -> Facts {
        let mut facts = self.blank();
        self.people(&mut facts);
        self.pulses(&mut facts);
        self.records(&mut facts);
        self.shifts(&mut facts);
        facts.usage = self.usage();
        facts
    }

    fn blank(&self) -> Facts {
        let updates =
            self.company.updates.iter().filter(|(on, known)| self.by_then(*on, *known)).map(|(on, _)| *on).max();
        Facts {
            day: self.day,
            tier: self.tier,
            practice: self.points.practice(self.tier).clone(),
            has_begun: self.history.has_begun(self.day),
            since: self.history.origin.since.filter(|since| *since <= self.day),
            touched_since: None,
            watched: false,
            last_touch: None,
            rhythm: None,
            contacts: 0,
            members: 0,
            lead: None,
            others: 0,
            ties: 0,
            last_executive: None,
            last_updates: updates,
            takes_pulses: self.company.norms.takes_pulses,
            pulse: None,
            trend: None,
            last_pulse: None,
            last_said: None,
            issues: Issues::default(),
            commitments: CommitmentFacts::default(),
            bills: Bills::default(),
            sponsor_named: false,
            sponsor: None,
            price: None,
            reorganised: None,
            change: None,
            rival: None,
            handoff: None,
            stage: None,
            stage_limit: None,
            in_hot_spot: false,
            decision_on: None,
            timing: Timing::AnyDay,
            stayed_on: None,
            usage: Usage::default(),
            under_contract: false,
            billings: None,
            nearly_left: None,
            plan_reviewed: None,
            referred: None,
            label_points: self.label_points(),
        }
    }
}
