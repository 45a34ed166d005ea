//! The house behind the customers: the time the team gives, how much hangs on a team member, who left and who is new.

use super::told::{Told, none, number, percent, shown};
use crate::book::Book;
use crate::book::survival::FEW;
use crate::domain::problem::Result;
use crate::domain::team::exposure::Sizing;
use crate::domain::team::load::{Attrition, MONTH};

/// What is known of the house, today.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct House {
    /// Minutes of preparation, contact and follow-up logged in [`MONTH`] days, and minutes expected of the assignments that are
    /// held.
    pub minutes: (u64, u64),
    /// Of the minutes logged in [`MONTH`] days, those of the lead of the account, and all.
    pub solo: (u64, u64),
    /// How much of the best customers rests on a team member.
    pub sizing: Sizing,
    /// Who left and who is new.
    pub attrition: Attrition,
    /// Of how many of our team the first day or the last is known: of none, nothing is known of turnover.
    pub dated: u64,
}

impl Book {
    /// The house behind the customers, as it stands today.
    pub fn house(&self) -> Result<House> {
        let (people, today) = (self.people()?, self.today());
        let sum = |minutes: fn(&crate::book::team::people::Person) -> u32| {
            people.list.iter().map(|one| u64::from(minutes(one))).sum()
        };
        let dated = people.list.iter().filter(|one| one.member.started_on.or(one.member.left_on).is_some());
        Ok(House {
            minutes: (sum(|one| one.load.logged.total()), sum(|one| one.load.expected)),
            solo: self.store.led_minutes(today.plus(-MONTH), today)?,
            sizing: self.sizing()?,
            dated: dated.count() as u64,
            attrition: people.whole,
        })
    }
}

impl House {
    /// Team time: logged ÷ expected; none: nothing is expected, or nobody logs minutes.
    pub fn time_share(&self) -> Option<f64> {
        let (logged, expected) = self.minutes;
        (logged > 0 && expected > 0).then(|| logged as f64 / expected as f64)
    }

    /// Minutes of the lead ÷ all; none: nobody logs minutes.
    pub fn solo_share(&self) -> Option<f64> {
        crate::domain::metrics::share(self.solo.0, self.solo.1)
    }

    /// Leavers ÷ average heads; none: nobody is here, or nobody's days are known.
    pub fn attrition_rate(&self) -> Option<f64> {
        self.attrition.rate().filter(|_| self.dated > 0)
    }

    /// Newcomers ÷ heads; none: nobody is here, or nobody's days are known.
    pub fn newcomer_share(&self) -> Option<f64> {
        self.attrition.new_share().filter(|_| self.dated > 0)
    }

    /// The figures in words, or why there is none.
    pub fn told(&self) -> Vec<Told> {
        vec![self.time(), self.solo_told(), self.single(), self.left(), self.newcomers()]
    }

    fn time(&self) -> Told {
        let (name, (logged, expected)) = ("Team time", self.minutes);
        match self.time_share() {
            None if expected == 0 => none(name, "no assignment, so no time is expected; : and new assignment adds one"),
            None => none(name, format!("no minutes were logged in {MONTH} days; l logs them, as 5/20/5m")),
            Some(share) => Told {
                name,
                rate: percent(share),
                words: format!("{} of {} minutes expected, in {MONTH} days", number(logged), number(expected)),
            },
        }
    }

    fn solo_told(&self) -> Told {
        let (name, (lead, all)) = ("Lead's time", self.solo);
        match self.solo_share() {
            None => none(name, format!("no minutes were logged in {MONTH} days; l logs them, as 5/20/5m")),
            Some(share) => Told {
                name,
                rate: percent(share),
                words: format!("{} of {} minutes are the lead’s own", number(lead), number(all)),
            },
        }
    }

    fn single(&self) -> Told {
        let (name, all) = ("Single-threaded", &self.sizing);
        if all.top == 0 {
            return none(name, "nobody is a customer today");
        }
        if !all.is_seen() {
            return none(name, "no touch tells who holds the best customers; l logs one");
        }
        let counts = format!(
            "{} of {} top customers on one member, {} mostly, {} for two years and more",
            number(all.single.0),
            number(all.top),
            number(all.primary.0),
            number(all.multi_year.0)
        );
        match all.single_share().filter(|_| all.top >= FEW) {
            Some(share) => Told { name, rate: percent(share), words: format!("of their value; {counts}") },
            None => Told { name, rate: format!("{} of {}", all.single.0, all.top), words: counts },
        }
    }

    fn left(&self) -> Told {
        let (name, all) = ("Attrition", &self.attrition);
        let words = format!("{} left in twelve months, of {} heads on average", all.leavers, all.average);
        match self.attrition_rate() {
            None => none(name, self.undated()),
            Some(_) if all.average < FEW as f64 => {
                Told { name, rate: format!("{} left", all.leavers), words: format!("{words}; too few for a rate") }
            }
            Some(rate) => Told { name, rate: percent(rate), words },
        }
    }

    fn newcomers(&self) -> Told {
        let (name, all) = ("Newcomers", &self.attrition);
        match self.newcomer_share() {
            None => none(name, self.undated()),
            rate => shown(name, all.newcomers.into(), all.heads.into(), rate, "members are new"),
        }
    }

    fn undated(&self) -> &'static str {
        if self.attrition.average > 0.0 {
            "nobody’s first or last day is written down; import members with started_on"
        } else {
            "no team member yet; : and new team member adds one"
        }
    }
}
