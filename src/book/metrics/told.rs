//! The rates of a period in words: how many of how many, and where there is no rate, why.

use super::Metrics;
use crate::book::survival::FEW;
use crate::domain::day::written;
use crate::domain::metrics::abandonment::Cause;
use crate::domain::metrics::cohort::Cohort;
use crate::domain::metrics::group::Group;
use crate::domain::metrics::share;
use crate::domain::money::{Currency, Money};
use crate::domain::statistics::proportion::wilson;
use crate::domain::text::{counted, grouped};

/// A rate as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its name.
    pub name: &'static str,
    /// The rate; of fewer than ten how many of how many; “–”: there is none.
    pub rate: String,
    /// What it is made of, or why there is none.
    pub words: String,
}

impl Told {
    /// The same, with more words.
    pub(super) fn and(mut self, more: &str) -> Self {
        self.words.push_str(more);
        self
    }
}

/// A share as it is told: `91.2 %`.
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A sum in short; no sum of a real book is larger than what is shown.
fn money(minor: i128, currency: Currency) -> String {
    Money::new(i64::try_from(minor).unwrap_or(i64::MAX), currency).short()
}

pub(super) fn number(count: u64) -> String {
    grouped(&count.to_string())
}

pub(super) fn none(name: &'static str, why: impl Into<String>) -> Told {
    Told { name, rate: "–".to_owned(), words: why.into() }
}

impl Metrics {
    /// The rates, in the order in which they are read: what customers paid, who stayed, what was renewed, who was let down.
    pub fn told(&self, currency: Currency) -> [Told; 5] {
        let retention = &self.retention;
        let then = |word: &str| format!("{word} {}", money(retention.before, currency));
        [
            self.money_rate("GRR", retention.grr(), retention.held, &then("held of"), currency),
            self.money_rate("NRR", retention.nrr(), retention.after, &then("now, from"), currency),
            self.logos(),
            self.lines(),
            self.let_down(),
        ]
    }

    fn money_rate(&self, name: &'static str, rate: Option<f64>, part: i128, of: &str, currency: Currency) -> Told {
        let Some(rate) = rate else {
            let day = written(self.period.opening(), self.period.to);
            return none(name, format!("nobody with a known value was there on {day}"));
        };
        let words = format!("{} {of}", money(part, currency));
        if self.retention.valued < FEW {
            let words = format!("{words}; {} are too few for a rate", counted(self.retention.valued, "customer"));
            return Told { name, rate: "few".to_owned(), words };
        }
        Told { name, rate: percent(rate), words }
    }

    fn logos(&self) -> Told {
        let (kept, of) = (self.retention.kept, self.retention.customers);
        let name = "Logo retention";
        if of == 0 {
            let day = written(self.period.opening(), self.period.to);
            return none(name, format!("nobody was a customer on {day}"));
        }
        shown(name, kept, of, self.retention.logo(), "customers retained")
    }

    fn lines(&self) -> Told {
        let lines = &self.renewals;
        let pending = if lines.pending > 0 { format!(", {} undecided", number(lines.pending)) } else { String::new() };
        if lines.decided() == 0 {
            return none("Renewal rate", format!("no contract that ended has an outcome{pending}"));
        }
        let mut told = shown("Renewal rate", lines.renewed, lines.decided(), lines.rate(), "contracts that ended");
        if let Some(value) = lines.value_rate().filter(|_| lines.decided() >= FEW) {
            told = told.and(&format!(", {} of their value", percent(value)));
        }
        told.and(&pending)
    }

    /// How many sales were let down.
    pub(super) fn let_down(&self) -> Told {
        let sales = &self.abandonment;
        let name = "Dropped after the sale";
        if sales.judged == 0 {
            return none(name, format!("{}; no sale was 90 days old", self.last_words()));
        }
        let last = format!("{}; ", self.last_words());
        let mut told = shown(name, sales.abandoned(), sales.judged, sales.rate(), "sales");
        told.words.insert_str(0, &last);
        if let Some(ends) = wilson(sales.abandoned(), sales.judged).filter(|_| sales.judged >= FEW) {
            told = told.and(&format!(" ({:.0}–{:.0} %)", ends.lower * 100.0, ends.upper * 100.0));
        }
        told
    }

    /// How long ago anybody was abandoned last.
    pub fn last_words(&self) -> String {
        match self.days_since_abandonment() {
            None => "none seen".to_owned(),
            Some(0) => "last today".to_owned(),
            Some(days) => format!("last {} ago", counted(days.max(0) as u64, "day")),
        }
    }

    /// How long hand-offs waited for an answer.
    pub fn acceptance_words(&self) -> String {
        let waits = &self.acceptance;
        let of = format!("{} of {} accepted", number(waits.events), number(waits.n));
        match (waits.n, waits.median()) {
            (0, _) => "no hand-off was offered".to_owned(),
            (n, _) if n < FEW => of,
            (_, None) => format!("{of}; half not reached"),
            (_, Some(days)) => format!("{of}; half within {}", counted(days.max(0) as u64, "business day")),
        }
    }

    /// How often each cause let a sale down, the most frequent first; those that never did are left out.
    pub fn causes(&self) -> Vec<(Cause, u64)> {
        let mut causes: Vec<_> = Cause::ALL.iter().map(|cause| (*cause, self.abandonment.of_cause(*cause))).collect();
        causes.retain(|(_, count)| *count > 0);
        causes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        causes
    }

    /// What is in no count or in no sum, with why, and what else must be known to read the numbers.
    pub fn notes(&self) -> Vec<String> {
        let (movement, retention) = (&self.movement, &self.retention);
        let opening = self.period.opening();
        let mut notes = Vec::new();
        let mut tell = |count: u64, what: &str, words: &str| {
            if count > 0 {
                notes.push(format!("{} {words}", counted(count, what)));
            }
        };
        tell(movement.came_and_went, "customer", "came and churned within it: new and churned, in no rate.");
        tell(movement.early, "loss", "dated before their customer began: in no count above.");
        tell(self.unavoidable, "loss", "could not be helped: closed or bought.");
        let unvalued = retention.unvalued.saturating_sub(retention.undecided);
        tell(unvalued, "customer", "without a known value at both ends: in no rate of money.");
        let words = "with a contract that ended without a recorded outcome: in no rate of money.";
        tell(retention.undecided, "customer", words);
        let words = format!("without an exchange rate of {opening}: in no rate of money; import rates or enter one.");
        tell(retention.unrated, "customer", &words);
        tell(self.renewals.unvalued, "decided contract", "without a known value: in no share of value.");
        tell(self.renewals.overdue, "line", "ended over 30 days ago without a recorded outcome.");
        tell(self.abandonment.unwatched, "sale", "not judged: hand-offs and touches were not recorded then.");
        tell(movement.undated, "account", "in no count: since when they are customers is not known (customer_since).");
        notes
    }
}

/// A share of a number, as a rate or, of fewer than ten, as a count.
pub(super) fn shown(name: &'static str, part: u64, of: u64, rate: Option<f64>, what: &str) -> Told {
    let words = format!("{} of {} {what}", number(part), number(of));
    match rate.filter(|_| of >= FEW) {
        Some(rate) => Told { name, rate: percent(rate), words },
        None => Told { name, rate: format!("{part} of {of}"), words: format!("{what}, too few for a rate") },
    }
}

/// How many of a group are still there: `31 of 40, 77.5 %`; of fewer than ten without a rate.
pub fn kept_words(group: &Cohort) -> String {
    let words = format!("{} of {}", number(group.kept), number(group.came));
    match share(group.kept, group.came).filter(|_| group.came >= FEW) {
        Some(rate) => format!("{words}, {}", percent(rate)),
        None => words,
    }
}

/// What a group brings and what became of it: `22 customers, €1.2M; 3 grew, 1 shrank of 20; 4 new; 1 referral`.
pub fn group_words(group: &Group, currency: Currency) -> String {
    let Group { revenue, movement, retention, referrals, .. } = group;
    let mut words = vec![format!("{}, {}", counted(revenue.count, "customer"), money(revenue.value.into(), currency))];
    if retention.valued > 0 {
        let part = |count: u64| match share(count, retention.valued).filter(|_| retention.valued >= FEW) {
            Some(rate) => format!("{} ({})", number(count), percent(rate)),
            None => number(count),
        };
        let (grown, shrunk) = (part(retention.grown), part(retention.shrunk));
        words.push(format!("{grown} grew, {shrunk} shrank of {}", number(retention.valued)));
    }
    let flows = [(movement.new.count, "new"), (movement.lost.count, "lost")];
    words
        .extend(flows.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{} {what}", number(*count))));
    words.extend((*referrals > 0).then(|| counted(*referrals, "referral")));
    words.join("; ")
}
