//! What a roster says of one account.

use super::Member;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::filter::{Fields, NumberField, TextField};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::risk::points::Tier;
use crate::domain::risk::score::Band;
use crate::domain::risk::signal::SignalSet;
use crate::domain::risk::timing::Timing;

impl Member<'_> {
    /// The account.
    pub fn id(&self) -> Id<Account> {
        Id::new(self.entry.id)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.roster.name_of(self.entry)
    }

    /// Its value in minor units of the book's currency.
    pub fn value(&self) -> Option<i64> {
        self.entry.value
    }

    /// What it says of its value itself, where that is in no sum because no rate of its currency is known.
    pub fn own_value(&self) -> Option<Money> {
        self.roster.unrated.get(&self.entry.id).copied()
    }

    /// Its revenue at risk in minor units of the book's currency; none: the value is not known.
    pub fn at_risk(&self) -> Option<i64> {
        self.roster.at_risk(self.entry)
    }

    /// What its best remedy is worth, likewise; none, too, where too little is known.
    pub fn worth(&self) -> Option<i64> {
        self.roster.worth(self.entry)
    }

    /// Known signals in percent of those that apply.
    pub fn completeness(&self) -> u8 {
        self.entry.completeness
    }

    /// Whether enough is known for a probability.
    pub fn is_sure(&self) -> bool {
        self.entry.sure
    }

    /// Its score, 0 to 100.
    pub fn score(&self) -> u32 {
        u32::from(self.entry.score)
    }

    /// The probability of deciding to leave within the horizon, 0 to 1; none: nothing was priced yet.
    pub fn probability(&self) -> Option<f64> {
        self.roster.probability(self.entry)
    }

    /// When it can decide.
    pub fn timing(&self) -> Timing {
        Timing::at(self.entry.timing)
    }

    /// By how many points its score rose (or, negative, fell) in thirty days; none: nobody can tell.
    pub fn moved(&self) -> Option<i32> {
        self.entry.moved.map(i32::from)
    }

    /// The band of its score.
    pub fn band(&self) -> Band {
        let (watch, at_risk, critical) = self.roster.bands;
        match self.score() {
            _ if !self.entry.sure => Band::Unknown,
            score if score >= critical => Band::Critical,
            score if score >= at_risk => Band::AtRisk,
            score if score >= watch => Band::Watch,
            _ => Band::Steady,
        }
    }

    /// How much it matters.
    pub fn tier(&self) -> Tier {
        self.entry.tier
    }

    /// The key of its stage.
    pub fn stage(&self) -> &str {
        &self.roster.stages[self.entry.stage as usize]
    }

    /// Who of our team leads; empty: nobody.
    pub fn owner(&self) -> &str {
        &self.roster.owners[self.entry.owner as usize]
    }

    /// Whether it is lost.
    pub fn lost(&self) -> bool {
        self.entry.lost
    }

    /// The next day by which they decide.
    pub fn decision_on(&self) -> Option<Day> {
        Day::from_number(self.entry.decision)
    }

    /// The last meaningful touch.
    pub fn last_touch(&self) -> Option<Day> {
        Day::from_number(self.entry.touch)
    }

    /// The day by which the next pulse check is due.
    pub fn pulse_due(&self) -> Option<Day> {
        Day::from_number(self.entry.pulse).filter(|_| !self.entry.lost)
    }

    /// The first signature.
    pub fn since(&self) -> Option<Day> {
        Day::from_number(self.entry.since)
    }
}

impl Fields for Member<'_> {
    fn id(&self) -> i64 {
        Member::id(self).raw()
    }
    fn name(&self) -> &str {
        self.name()
    }

    fn text(&self, field: TextField) -> &str {
        match field {
            TextField::Stage => self.stage(),
            TextField::Tier => self.entry.tier.word(),
            TextField::Owner => self.owner(),
            TextField::Tag => &self.roster.tags[self.entry.tags as usize],
            TextField::Band => self.band().word(),
        }
    }

    fn number(&self, field: NumberField, today: Day) -> Option<f64> {
        match field {
            NumberField::Risk => Some(f64::from(self.entry.score)),
            NumberField::Value => self.entry.value.map(|minor| minor as f64 / 100.0),
            NumberField::Decides => self.decision_on().map(|day| f64::from(today.days_to(day))),
            NumberField::Quiet => Day::from_number(self.entry.seen()).map(|day| f64::from(day.days_to(today))),
            NumberField::Pulse => self.pulse_due().map(|day| f64::from(today.days_to(day))),
        }
    }

    fn lost(&self) -> bool {
        self.entry.lost
    }

    fn signals(&self) -> SignalSet {
        self.entry.signals
    }
}
