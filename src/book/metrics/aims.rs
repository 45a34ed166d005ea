//! The score held against what was agreed: reward parity, what winning and keeping cost us, targets with their owner and
//! consequence, and the time before and after a day on which something began.

use super::Metrics;
use super::months::{Row, rows};
use super::told::{Told, none, number};
use crate::book::Book;
use crate::book::score_plan::ahead;
use crate::domain::day::Day;
use crate::domain::metrics::Period;
use crate::domain::metrics::figures::{Correction, Figure, corrections};
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::score_plan::{Measure, USUAL_PARITY};
use crate::domain::text::counted;

/// A target beside the figure it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// What it is set for.
    pub measure: Measure,
    /// Percent; of stick-close points.
    pub target: f64,
    /// The figure of the period, in the same unit; none: there is none.
    pub figure: Option<f64>,
    /// Who answers for it.
    pub owner: String,
    /// What follows when it is missed.
    pub consequence: String,
    /// Of a target of none, such as no abandoned sale: how long ago the last was.
    pub last: Option<String>,
}

impl Aim {
    /// Whether it is met; none: there is no figure.
    pub fn is_met(&self) -> Option<bool> {
        self.figure.map(|figure| self.measure.meets(figure, self.target))
    }

    /// As it is read: `✓ GRR 92.4 of 92, Ana`, with what follows where it is missed.
    pub fn words(&self) -> String {
        let bound = if self.measure.is_at_most() { "at most" } else { "at least" };
        let (name, target, owner) = (self.measure.title(), self.target, &self.owner);
        let last = self.last.as_ref().map(|last| format!(", {last}")).unwrap_or_default();
        match (self.figure, self.is_met()) {
            (Some(figure), Some(true)) => format!("✓ {name} {figure:.1}, {bound} {target}{last} · {owner}"),
            (Some(figure), _) => {
                format!("▲ {name} {figure:.1}, {bound} {target}{last} · {owner} · {}", self.consequence)
            }
            (None, _) => format!("– {name}: no figure yet, {bound} {target}{last} · {owner}"),
        }
    }
}

/// The same stretch of time before and after a day.
#[derive(Debug, Clone, PartialEq)]
pub struct BeforeAfter {
    /// The first day of the time after.
    pub since: Day,
    /// The time before.
    pub before: Period,
    /// The time after, as far as it has passed; as many days as before.
    pub after: Period,
    /// Each figure of both.
    pub figures: Vec<Correction>,
    /// Days on each side.
    pub days: u64,
}

impl BeforeAfter {
    /// The figures as people read them: before, after, the difference.
    pub fn rows(&self, book: &Book) -> Vec<Row> {
        rows(&self.figures, book.currency(), book.currency())
    }

    /// Why there is no figure, or no rate, of a time; and what must be said beside any comparison.
    pub fn notes(&self) -> Vec<String> {
        let nothing = |figures: fn(&Correction) -> Figure| {
            let counts = ["new", "lost", "renewed", "won_back", "customers_before", "customers_after"];
            let mut counted = self.figures.iter().filter(|one| counts.contains(&one.closed.key));
            counted.all(|one| figures(one).number() == Some(0.0))
        };
        let rateless = |figures: fn(&Correction) -> Figure| {
            self.figures.iter().any(|one| one.closed.key == "logo_retention" && figures(one).number().is_none())
        };
        let mut notes = Vec::new();
        for (name, period, figures) in [
            ("before", self.before, (|one| one.closed.figure) as fn(&Correction) -> Figure),
            ("after", self.after, |one| one.recount),
        ] {
            if nothing(figures) {
                notes.push(format!("Nothing is known of the time {name}: the book knows of no customer then."));
            } else if rateless(figures) {
                let opening = period.opening();
                notes.push(format!("No rate {name} (–): nobody was a customer on {opening}."));
            }
        }
        notes.push(caution(self));
        notes
    }
}

impl Book {
    /// How winning and keeping are paid and what they cost, in words.
    pub fn pay_told(&self, metrics: &Metrics) -> Result<Vec<Told>> {
        let (pay, how) = (self.pay_on(metrics.period.to)?, "nobody said; : and pay, or mainstay edit pay");
        let money = |minor: f64| Money::new(minor as i64, self.currency()).short();
        let (low, high) = USUAL_PARITY;
        let parity = match pay.parity() {
            None => none("Reward parity", how),
            Some(parity) => Told {
                name: "Reward parity",
                rate: format!("{parity:.2}"),
                words: format!("pay per 1,000 renewed to new; 1 is equal, a vendor saw {low}–{high} in usual plans"),
            },
        };
        let (won, kept) = (metrics.movement.new.count, metrics.retention.kept);
        let cost = match pay.own_cost(won, kept) {
            (Some(winning), Some(keeping), Some(ratio)) => Told {
                name: "Cost ratio",
                rate: format!("{ratio:.1}x"),
                words: format!(
                    "{} to win each of {}, {} to retain each of {}; “5x” is folklore, this is yours",
                    money(winning),
                    number(won),
                    money(keeping),
                    number(kept)
                ),
            },
            _ if pay.cost_of_winning.is_none() || pay.cost_of_keeping.is_none() => {
                none("Cost ratio", format!("{how}; “5x” is folklore and no answer"))
            }
            _ => none("Cost ratio", format!("{} won, {} retained: nothing to divide by", number(won), number(kept))),
        };
        Ok(vec![parity, cost])
    }

    /// The targets that held when the period ended, beside their figures; of less than twelve months there is none of what
    /// is measured by the year.
    pub fn aims(&self, metrics: &Metrics) -> Result<Vec<Aim>> {
        let care = metrics.care.as_ref();
        let figure = |measure: Measure| match measure {
            measure if measure.is_yearly() && !metrics.period.is_year() => None,
            Measure::Grr => metrics.retention.grr(),
            Measure::Nrr => metrics.retention.nrr(),
            Measure::CustomersKept => metrics.retention.logo(),
            Measure::RenewalRate => metrics.renewals.rate(),
            Measure::Abandonment => metrics.abandonment.rate(),
            Measure::StickClose => {
                care.filter(|it| it.is_logged).and_then(|it| it.closeness.index()).map(|it| it / 100.0)
            }
            Measure::PulseCoverage => care.and_then(|it| crate::domain::metrics::share(it.asked.0, it.asked.1)),
        };
        let targets = self.targets_on(metrics.period.to)?;
        let aim = |it: &crate::domain::score_plan::Target| {
            let measure = it.measure().ok()?;
            let (owner, consequence) = (it.owner.clone(), it.consequence.clone());
            let figure = figure(measure).map(|share| share * 100.0);
            let is_none = measure == Measure::Abandonment && it.target == 0.0;
            let last = is_none.then(|| metrics.last_words());
            Some(Aim { measure, target: it.target, figure, owner, consequence, last })
        };
        Ok(targets.list.iter().filter_map(aim).collect())
    }

    /// The twelve months from `since` on beside the twelve months before; while they have not passed, as many days before as
    /// have passed since. Refused: a day that lies ahead.
    pub fn before_after(&self, since: Day) -> Result<BeforeAfter> {
        let today = self.today();
        if since > today {
            return Err(ahead("since", since));
        }
        let after = Period { from: since, to: since.plus_months(12).plus(-1).min(today) };
        let days = after.from.days_to(after.to) + 1;
        let is_whole = after.to == since.plus_months(12).plus(-1);
        let from = if is_whole { since.plus_months_back(12) } else { since.plus(-days) };
        let before = Period { from, to: since.plus(-1) };
        let currency = self.currency();
        let figures = corrections(&self.metrics(before)?.figures(currency), &self.metrics(after)?.figures(currency));
        Ok(BeforeAfter { since, before, after, figures, days: days.max(0) as u64 })
    }
}

/// What must be said beside a comparison of two times.
fn caution(compared: &BeforeAfter) -> String {
    format!("{} on each side. What came after did not therefore come from it.", counted(compared.days, "day"))
}
