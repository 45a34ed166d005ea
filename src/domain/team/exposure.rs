//! Which customers hang on a team member, and for how long (METHOD §5.1, K1; §6, single-rep exposure).

use crate::domain::day::Day;
use crate::domain::risk::facts::Facts;
use crate::domain::risk::points::{Points, Tier};
use crate::domain::risk::score::Score;

/// How a customer is held by our people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// By a team member, or by nobody, within the window.
    Single,
    /// By several, of whom one does most of it.
    Primary,
    /// By several who share it.
    Shared,
}

impl Hold {
    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Hold::Single => "single",
            Hold::Primary => "primary",
            Hold::Shared => "shared",
        }
    }
}

/// How one account is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The class; none: no touch was ever recorded, so nobody knows.
    pub hold: Option<Hold>,
    /// Team members with a two-way touch within the window.
    pub active: u32,
    /// Two or more of our team are.
    pub real_team: bool,
    /// Whoever does most has been with them for two years.
    pub multi_year: bool,
    /// Single, for years, and among the most valuable: the ones to see first.
    pub real_risk: bool,
}

impl Holding {
    /// Reads what is known of an account. Real risk is Top-20 % and the full points of K1, as the score counts them.
    pub fn of(facts: &Facts, score: &Score, points: &Points) -> Self {
        let k1 = &points.k1;
        let dominant = facts.others < k1.others;
        let hold = match facts.members {
            _ if facts.touched_since.is_none() => None,
            0 | 1 => Some(Hold::Single),
            _ if dominant => Some(Hold::Primary),
            _ => Some(Hold::Shared),
        };
        let since: Option<Day> = facts.lead.map(|lead| lead.since);
        Self {
            hold,
            active: facts.members,
            real_team: facts.members >= 2,
            multi_year: since.is_some_and(|since| since.plus_months(k1.veteran_months) <= facts.day),
            real_risk: facts.tier == Tier::A && score.points_of("K1") == (k1.one_door + k1.veteran) as i32,
        }
    }

    /// All of it but how many are active, as one number that a summary keeps.
    pub fn bits(&self) -> u32 {
        let hold = self.hold.map_or(0, |hold| hold as u32 + 1);
        hold | u32::from(self.multi_year) << 2 | u32::from(self.real_risk) << 3
    }

    /// What [`Holding::bits`] kept, of an account with so many active.
    pub fn kept(bits: u32, active: u32) -> Self {
        let hold = match bits & 3 {
            1 => Some(Hold::Single),
            2 => Some(Hold::Primary),
            3 => Some(Hold::Shared),
            _ => None,
        };
        Self { hold, active, real_team: active >= 2, multi_year: bits & 4 != 0, real_risk: bits & 8 != 0 }
    }

    /// Whether somebody should be brought in.
    pub fn is_exposed(&self) -> bool {
        self.hold != Some(Hold::Shared)
    }
}

/// The guided sizing: how much of the best customers rests on how few.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sizing {
    /// Open accounts of the book.
    pub accounts: u64,
    /// Their value, minor units of the book's currency.
    pub value: i64,
    /// Accounts in the top twenty percent: boundary ties and strategic ones included.
    pub top: u64,
    /// Their value.
    pub top_value: i64,
    /// Of them, those of one rep, with their value.
    pub single: (u64, i64),
    /// Of them, those where one rep does most.
    pub primary: (u64, i64),
    /// Of them, those of which no touch is recorded.
    pub unknown: (u64, i64),
    /// Single or primary, for two years or more.
    pub multi_year: (u64, i64),
    /// The real risk.
    pub real_risk: (u64, i64),
    /// Accounts with a team that is real: two or more active.
    pub real_team: u64,
}

impl Sizing {
    /// Adds one account of the top twenty percent.
    pub fn add(&mut self, holding: &Holding, value: Option<i64>) {
        let value = value.unwrap_or(0);
        let add = |to: &mut (u64, i64), counts: bool| {
            if counts {
                *to = (to.0 + 1, to.1 + value);
            }
        };
        self.top += 1;
        self.top_value += value;
        let held = |hold| holding.hold == Some(hold);
        add(&mut self.single, held(Hold::Single));
        add(&mut self.primary, held(Hold::Primary));
        add(&mut self.unknown, holding.hold.is_none());
        add(&mut self.multi_year, holding.multi_year && (held(Hold::Single) || held(Hold::Primary)));
        add(&mut self.real_risk, holding.real_risk);
        self.real_team += u64::from(holding.real_team);
    }

    /// The share of all revenue that the top twenty percent really bring, 0 to 1; none: there is no revenue.
    pub fn share(&self) -> Option<f64> {
        ratio(self.top_value, self.value)
    }

    /// Whether of any of the top twenty percent a touch tells who holds it.
    pub fn is_seen(&self) -> bool {
        self.unknown.0 < self.top
    }

    /// Single-rep exposure: value of the top twenty percent with one active rep ÷ value of all of them; none: nothing
    /// tells who holds them.
    pub fn single_share(&self) -> Option<f64> {
        ratio(self.single.1, self.top_value).filter(|_| self.is_seen())
    }
}

fn ratio(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(hold: Option<Hold>, multi_year: bool, real_risk: bool) -> Holding {
        let active = if hold == Some(Hold::Shared) { 3 } else { 1 };
        Holding { hold, active, real_team: active > 1, multi_year, real_risk }
    }

    #[test]
    fn a_summary_keeps_all_of_it() {
        for hold in [None, Some(Hold::Single), Some(Hold::Primary), Some(Hold::Shared)] {
            for (multi_year, real_risk) in [(false, false), (true, false), (false, true), (true, true)] {
                let one = holding(hold, multi_year, real_risk);
                assert_eq!(Holding::kept(one.bits(), one.active), one);
            }
        }
    }

    #[test]
    fn sizing_counts_each_class_once_and_shares_by_value() {
        let mut sizing = Sizing { accounts: 20, value: 1_000, ..Sizing::default() };
        assert_eq!((sizing.share(), sizing.single_share()), (Some(0.0), None), "no top, no share of it");
        sizing.add(&holding(Some(Hold::Single), true, true), Some(300));
        sizing.add(&holding(Some(Hold::Primary), true, false), Some(200));
        sizing.add(&holding(Some(Hold::Shared), true, false), Some(100));
        sizing.add(&holding(None, false, false), None);
        assert_eq!((sizing.top, sizing.top_value, sizing.real_team), (4, 600, 1));
        assert_eq!((sizing.single, sizing.primary, sizing.unknown), ((1, 300), (1, 200), (1, 0)));
        assert_eq!((sizing.multi_year, sizing.real_risk), ((2, 500), (1, 300)));
        assert_eq!((sizing.share(), sizing.single_share()), (Some(0.6), Some(0.5)));
        assert_eq!(Sizing::default().share(), None, "an empty book has no share");
    }
}
