//! Months that are closed: their numbers stand, and what is learned later shows beside them as a correction.

use super::Metrics;
use super::told::percent;
use crate::book::Book;
use crate::book::op::Op;
use crate::book::survival::FEW;
use crate::domain::day::{Day, headed, month_told};
use crate::domain::huddle::month_word;
use crate::domain::metrics::Period;
use crate::domain::metrics::figures::{Correction, Figure, Figures, corrections, is_over};
use crate::domain::metrics::trend::{MONTHS, MonthFlow};
use crate::domain::money::{Currency, Money};
use crate::domain::month::Month;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::text::grouped;
use crate::store::Outcome;

/// A closed month with what later facts would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// Its first day.
    pub month: Day,
    /// The day it was closed.
    pub on: Day,
    /// Its figures, which stand.
    pub figures: Figures,
    /// Every figure beside its recount of today.
    pub corrections: Vec<Correction>,
}

impl Closed {
    /// How many figures later facts would change.
    pub fn corrected(&self) -> u64 {
        self.corrections.iter().filter(|one| one.is_any()).count() as u64
    }
}

/// A month of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendMonth {
    /// What is told of it: where it is closed, what it was closed with.
    pub flow: MonthFlow,
    /// The day it was closed; none: it is open.
    pub closed_on: Option<Day>,
    /// What counting anew says.
    pub recount: MonthFlow,
}

impl TrendMonth {
    /// What later facts would change, in words; none: nothing.
    pub fn correction(&self) -> Option<String> {
        let (then, now) = (&self.flow, &self.recount);
        let pairs = [
            ("new", then.new, now.new),
            ("won back", then.won_back, now.won_back),
            ("lost", then.lost, now.lost),
            ("renewed", then.renewed, now.renewed),
        ];
        let changed = pairs.iter().filter(|(_, then, now)| then != now);
        let words: Vec<String> = changed
            .map(|(name, then, now)| {
                format!("{} {name}, counted today {} ({:+})", then, now, *now as i64 - *then as i64)
            })
            .collect();
        (!words.is_empty()).then(|| words.join("; "))
    }
}

/// A figure of a closed month in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// As it was closed.
    pub closed: String,
    /// As it is counted today.
    pub recount: String,
    /// The difference; empty: there is none.
    pub by: String,
}

impl Closed {
    /// The figures as people read them; of fewer than ten a share is how many of how many. What was nothing and is nothing
    /// is left out, and so is a share of nothing that is one of nothing still.
    pub fn rows(&self, currency: Currency) -> Vec<Row> {
        let of_nothing = |figure| matches!(figure, Figure::Share { of: 0, .. });
        let told = self.corrections.iter().filter(|one| !(of_nothing(one.closed.figure) && of_nothing(one.recount)));
        let told: Vec<Correction> = told.copied().collect();
        rows(&told, Currency::parse(&self.figures.currency).unwrap_or(currency), currency)
    }
}

/// Pairs of figures as people read them, the first in one currency, the second in another.
pub(super) fn rows(pairs: &[Correction], first: Currency, currency: Currency) -> Vec<Row> {
    let zero = |figure| matches!(figure, Figure::Money(0) | Figure::Count(0));
    let shown = pairs.iter().filter(|one| {
        !one.closed.key.starts_with("won_back") && one.closed.key != "referrals"
            || !(zero(one.closed.figure) && zero(one.recount))
    });
    let row = |one: &Correction| Row {
        name: one.closed.name,
        closed: shown_as(one.closed.figure, first),
        recount: shown_as(one.recount, currency),
        by: if one.is_any() { difference(one, currency) } else { String::new() },
    };
    shown.map(row).collect()
}

fn shown_as(figure: Figure, currency: Currency) -> String {
    match figure {
        Figure::Count(count) => grouped(&count.to_string()),
        Figure::Money(minor) => Money::new(minor, currency).short(),
        Figure::Share { of: 0, .. } => "–".to_owned(),
        // A share of money has no “how many of how many”.
        Figure::Share { counted, of, .. } if counted < FEW && of != counted as i64 => "few".to_owned(),
        Figure::Share { part, of, counted } if counted < FEW => format!("{part} of {of}"),
        Figure::Share { .. } => figure.number().map_or_else(|| "–".to_owned(), percent),
    }
}

fn difference(one: &Correction, currency: Currency) -> String {
    let Some(by) = one.by else { return "–".to_owned() };
    let sign = if by < 0.0 { "-" } else { "+" };
    match (one.closed.figure, one.recount) {
        (Figure::Count(_), _) => format!("{sign}{}", grouped(&format!("{:.0}", by.abs()))),
        (Figure::Money(_), _) => format!("{sign}{}", Money::new(by.abs() as i64, currency).short()),
        (Figure::Share { counted, .. }, Figure::Share { counted: now, .. }) if counted.min(now) < FEW => {
            "another".to_owned()
        }
        _ => format!("{sign}{:.1} pt", by.abs() * 100.0),
    }
}

impl Metrics {
    /// The figures that are kept when the month is closed. A sum beyond all money is kept as the largest there is.
    pub fn figures(&self, currency: Currency) -> Figures {
        let (movement, retention) = (&self.movement, &self.retention);
        let minor = |sum: i128| i64::try_from(sum).unwrap_or(i64::MAX);
        Figures {
            currency: currency.code().to_owned(),
            new: movement.new.count,
            new_value: movement.new.value,
            lost: movement.lost.count,
            lost_value: movement.lost.value,
            won_back: movement.won_back.count,
            won_back_value: movement.won_back.value,
            renewed: movement.renewed.count,
            renewed_value: movement.renewed.value,
            referrals: self.referrals,
            customers_before: movement.before,
            customers_after: movement.after,
            customers: retention.customers,
            kept: retention.kept,
            valued: retention.valued,
            value_before: minor(retention.before),
            value_held: minor(retention.held),
            value_after: minor(retention.after),
            lines_decided: self.renewals.decided(),
            lines_renewed: self.renewals.renewed,
            sales_judged: self.abandonment.judged,
            sales_abandoned: self.abandonment.abandoned(),
        }
    }
}

impl Book {
    /// Closes the month written as `2026-10`; none: the last one that is over. Its figures, by what is known today, are
    /// kept as one operation. Refused: a month that is not over, one that is closed, one in which there was nobody.
    pub fn close_month(&mut self, month: Option<&str>) -> Result<Outcome> {
        let today = self.today();
        let last = month_word(today.month_start().plus(-1));
        let period = Period::month(month.unwrap_or(&last), today)?;
        let name = month_told(period.from);
        if !is_over(period, today) {
            let next = period.from.plus_months(1);
            return Err(Problem::field(
                "month",
                format!("{name} is not over; it can be closed from {} on.", headed(next)),
            ));
        }
        if let Some(closed) = self.all::<Month>()?.into_iter().find(|one| one.month == period.from) {
            let ahead = if closed.closed_on > today { ", a day in the future: is the clock right?" } else { "" };
            let sentence = format!(
                "{name} was closed on {}{ahead}; its numbers stand. What came later shows as a correction; undo takes \
                 the closing back.",
                headed(closed.closed_on)
            );
            return Err(Problem::field("month", sentence));
        }
        let metrics = self.metrics(period)?;
        if metrics.is_empty() {
            let sentence =
                format!("Nobody was a customer in {name}, so there is nothing to close; import or add who was.");
            return Err(Problem::field("month", sentence));
        }
        let figures = metrics.figures(self.currency());
        let written = serde_json::to_string(&figures)
            .map_err(|error| Problem::internal(format!("The figures cannot be written: {error}.")))?;
        let ((), outcome) = self.edit(Op::CloseMonth, |edit| {
            let mut record = Month { month: period.from, closed_on: today, figures: written, ..Month::default() };
            record.check()?;
            record.id = edit.mint()?;
            edit.put(&record)?;
            let Figures { new, renewed, lost, .. } = figures;
            edit.summary(format!("{name}: {new} new, {renewed} renewed, {lost} churned, net {}", figures.net()));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The months that are over and not closed, of the last three years, from the first in which anybody was watched on;
    /// the newest first, each by its first day.
    pub fn open_months(&self) -> Result<Vec<Day>> {
        let (today, closed) = (self.today(), self.all::<Month>()?);
        let Some(first) = self.store.first_watched()? else { return Ok(Vec::new()) };
        let months = (1..=MONTHS).map(|back| today.month_start().plus_months_back(back));
        let open = months.filter(|month| *month >= first.month_start() && closed.iter().all(|one| one.month != *month));
        Ok(open.collect())
    }

    /// The months that are closed by today, the oldest first.
    pub fn closed_months(&self) -> Result<Vec<Month>> {
        let today = self.today();
        let mut months: Vec<Month> = self.all()?;
        months.retain(|month| month.closed_on <= today);
        months.sort_by_key(|month| month.month);
        Ok(months)
    }

    /// Three years month by month, the oldest first; a closed month has the numbers it was closed with.
    pub fn trend(&self, metrics: &Metrics) -> Result<Vec<TrendMonth>> {
        let closed = self.closed_months()?;
        let month = |recount: &MonthFlow| {
            let Some(month) = closed.iter().find(|one| one.month == recount.first) else {
                return Ok(TrendMonth { flow: *recount, closed_on: None, recount: *recount });
            };
            let Figures { new, won_back, lost, renewed, .. } = Figures::read(&month.figures)?;
            let flow = MonthFlow { first: recount.first, new, won_back, lost, renewed };
            Ok(TrendMonth { flow, closed_on: Some(month.closed_on), recount: *recount })
        };
        metrics.trend.months().iter().map(month).collect()
    }

    /// What was closed of the month that is counted anew in `recount`; `None`: it is not closed, or that is no whole month.
    pub fn closed(&self, recount: &Metrics) -> Result<Option<Closed>> {
        let Period { from, to } = recount.period;
        let is_month = from == from.month_start() && to == from.plus_months(1).plus(-1);
        let Some(month) = self.closed_months()?.into_iter().find(|one| is_month && one.month == from) else {
            return Ok(None);
        };
        let figures = Figures::read(&month.figures)?;
        let corrections = corrections(&figures, &recount.figures(self.currency()));
        Ok(Some(Closed { month: month.month, on: month.closed_on, figures, corrections }))
    }
}
