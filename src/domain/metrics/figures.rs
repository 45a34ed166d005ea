//! The figures of a closed month: what was counted on the day it was closed, and what counting anew would say.

use super::Period;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use serde::{Deserialize, Serialize};

/// The figures of a month, as they are kept. Amounts are minor units of `currency`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Figures {
    pub currency: String,
    pub new: u64,
    pub new_value: i64,
    pub lost: u64,
    pub lost_value: i64,
    pub won_back: u64,
    pub won_back_value: i64,
    pub renewed: u64,
    pub renewed_value: i64,
    pub referrals: u64,
    pub customers_before: u64,
    pub customers_after: u64,
    /// Customers when the month began (C₀), how many were kept, and of how many the value is known at both ends.
    pub customers: u64,
    pub kept: u64,
    pub valued: u64,
    /// ΣV₀, Σ min(V₁, V₀), ΣV₁ of them.
    pub value_before: i64,
    pub value_held: i64,
    pub value_after: i64,
    /// Lines that ended in the month and were decided; of them, those renewed.
    pub lines_decided: u64,
    pub lines_renewed: u64,
    /// Sales judged in the month; of them, those let down.
    pub sales_judged: u64,
    pub sales_abandoned: u64,
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A number of customers, lines or recommendations.
    Count(i64),
    /// Minor units.
    Money(i64),
    /// A part of a whole, out of `counted` customers, lines or sales.
    Share {
        /// The part.
        part: i64,
        /// The whole.
        of: i64,
        /// How many were counted.
        counted: u64,
    },
}

impl Figure {
    /// As a number: a share between 0 and 1 and above; `None`: a share of nothing.
    pub fn number(self) -> Option<f64> {
        match self {
            Figure::Count(number) | Figure::Money(number) => Some(number as f64),
            Figure::Share { part, of, .. } => (of > 0).then(|| part as f64 / of as f64),
        }
    }
}

/// A figure with its key and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Its key in files.
    pub key: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The figure.
    pub figure: Figure,
}

impl Figures {
    /// Reads what is kept of a closed month.
    pub fn read(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|error| {
            let sentence =
                format!("The figures of this closed month cannot be read: {error}. Take back with undo what brought it, or import it as it was exported.");
            Problem::field("figures", sentence)
        })
    }

    /// New and won back less lost, in customers.
    pub fn net(&self) -> i64 {
        (self.new + self.won_back) as i64 - self.lost as i64
    }

    /// New and won back less lost, in minor units.
    pub fn net_value(&self) -> i64 {
        self.new_value.saturating_add(self.won_back_value).saturating_sub(self.lost_value)
    }

    /// All of them, whole numbers first.
    pub fn list(&self) -> Vec<Named> {
        let count = |key, name, count: u64| Named { key, name, figure: Figure::Count(count as i64) };
        let money = |key, name, minor| Named { key, name, figure: Figure::Money(minor) };
        let part = |key, name, part, of, counted| Named { key, name, figure: Figure::Share { part, of, counted } };
        let parts = |key, name, one: u64, of: u64| part(key, name, one as i64, of as i64, of);
        vec![
            count("new", "New", self.new),
            money("new_value", "  value", self.new_value),
            count("renewed", "Renewed", self.renewed),
            money("renewed_value", "  value", self.renewed_value),
            count("churned", "Churned", self.lost),
            money("churned_value", "  value", self.lost_value),
            count("won_back", "Won back", self.won_back),
            money("won_back_value", "  value", self.won_back_value),
            Named { key: "net", name: "Net", figure: Figure::Count(self.net()) },
            money("net_value", "  value", self.net_value()),
            count("referrals", "Referrals", self.referrals),
            count("customers_before", "Customers before", self.customers_before),
            count("customers_after", "Customers after", self.customers_after),
            part("grr", "GRR", self.value_held, self.value_before, self.valued),
            part("nrr", "NRR", self.value_after, self.value_before, self.valued),
            parts("logo_retention", "Logo retention", self.kept, self.customers),
            parts("renewal_rate", "Renewal rate", self.lines_renewed, self.lines_decided),
            parts("abandonment", "Dropped after the sale", self.sales_abandoned, self.sales_judged),
        ]
    }
}

/// A figure as it was closed, as it is counted today, and the difference between the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    /// As it was closed: this one stands.
    pub closed: Named,
    /// As it is counted today.
    pub recount: Figure,
    /// The recount less what was closed, in the unit of the figure (a share: 0.01 is one point); `None`: one of the two is
    /// not known, or they are in two currencies.
    pub by: Option<f64>,
}

impl Correction {
    /// Whether later facts would change it.
    pub fn is_any(&self) -> bool {
        self.closed.figure != self.recount
    }
}

/// What later facts would change in a closed month, figure by figure.
pub fn corrections(closed: &Figures, recount: &Figures) -> Vec<Correction> {
    let same_currency = closed.currency == recount.currency;
    let pairs = closed.list().into_iter().zip(recount.list());
    let pair = |(closed, recount): (Named, Named)| {
        let comparable = same_currency || !matches!(closed.figure, Figure::Money(_));
        let both = closed.figure.number().zip(recount.figure.number()).filter(|_| comparable);
        Correction { closed, recount: recount.figure, by: both.map(|(closed, recount)| recount - closed) }
    };
    pairs.map(pair).collect()
}

/// Whether a month is over on a day.
pub fn is_over(month: Period, today: Day) -> bool {
    month.from.plus_months(1) <= today
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_rubbish_is_refused_with_the_way_out() {
        let figures = Figures { currency: "EUR".into(), new: 3, lost: 1, value_before: 300, ..Figures::default() };
        let kept = serde_json::to_string(&figures).unwrap();
        assert_eq!(Figures::read(&kept).unwrap(), figures);
        for wrong in ["", "{}", "[]", "{\"new\": -1}", &kept.replace("new_value", "what")] {
            let said = Figures::read(wrong).unwrap_err().sentence;
            assert!(said.contains("undo"), "{said}");
        }
    }

    #[test]
    fn a_correction_is_the_recount_less_what_was_closed_and_nothing_of_nothing_is_none() {
        let closed =
            Figures { currency: "EUR".into(), new: 3, new_value: 500, kept: 3, customers: 4, ..Figures::default() };
        let recount = Figures { new: 4, new_value: 400, kept: 2, ..closed.clone() };
        let by = |key: &str, recount: &Figures| {
            let all = corrections(&closed, recount);
            all.into_iter().find(|one| one.closed.key == key).map(|one| (one.by, one.is_any())).unwrap()
        };
        assert_eq!(by("new", &recount), (Some(1.0), true));
        assert_eq!(by("new_value", &recount), (Some(-100.0), true));
        assert_eq!(by("net", &recount), (Some(1.0), true));
        assert_eq!(by("logo_retention", &recount), (Some(-0.25), true));
        assert_eq!(by("grr", &recount), (None, false));
        assert_eq!(by("churned", &recount), (Some(0.0), false));
        let other = Figures { currency: "USD".into(), ..recount };
        assert_eq!((by("new", &other).0, by("new_value", &other).0), (Some(1.0), None));
    }

    #[test]
    fn a_month_is_over_on_the_first_day_of_the_next() {
        let day = |text| Day::parse(text).unwrap();
        let october = Period { from: day("2026-10-01"), to: day("2026-10-31") };
        assert!(!is_over(october, day("2026-10-31")) && is_over(october, day("2026-11-01")));
    }
}
