//! What the score is held against: how winning and keeping are paid and what they cost, and a target with an owner and a
//! consequence for each measure of keeping.

use super::day::Day;
use super::problem::{Problem, Result};
use super::record::kind::{NAME, amount};
use super::rule::{Entry, Keyed, Rule, RuleList};
use super::vocabulary::words;
use serde::{Deserialize, Serialize};

/// What plans usually pay for keeping, to what they pay for winning: a vendor's figure (METHOD r30).
pub const USUAL_PARITY: (f64, f64) = (0.3, 0.5);
/// The most targets.
pub const MOST: usize = 12;

/// How winning and keeping are paid, and what they cost in a year; minor units of the book's currency, none: nobody said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// Paid for each 1,000 of new business.
    pub pay_new: Option<i64>,
    /// Paid for each 1,000 renewed.
    pub pay_renewed: Option<i64>,
    /// What winning customers cost in the last twelve months.
    pub cost_of_winning: Option<i64>,
    /// What keeping customers cost in the last twelve months.
    pub cost_of_keeping: Option<i64>,
}

impl Rule for Pay {
    const KEY: &'static str = "pay";
    const WHAT: &'static str = "Pay for new business and renewals";
    const FIELD: &'static str = "value";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }

    fn check(&self) -> Result<()> {
        amount("pay_new", self.pay_new)?;
        amount("pay_renewed", self.pay_renewed)?;
        amount("cost_of_winning", self.cost_of_winning)?;
        amount("cost_of_keeping", self.cost_of_keeping)
    }

    /// Refuses a nothing that other figures would be divided by. Nothing paid for what is renewed is an answer, and the one
    /// to look out for.
    fn check_change(&self, _: &Self) -> Result<()> {
        let divisors = [
            ("pay_new", self.pay_new),
            ("cost_of_winning", self.cost_of_winning),
            ("cost_of_keeping", self.cost_of_keeping),
        ];
        match divisors.into_iter().find(|(_, minor)| *minor == Some(0)) {
            Some((field, _)) => Err(Problem::field(
                field,
                "An amount of 0 says nothing to compare with; leave it empty while it is not known.",
            )),
            None => Ok(()),
        }
    }
}

impl Pay {
    /// Reward parity (METHOD §6): pay per 1,000 renewed ÷ pay per 1,000 new; none: one is not known, or new pays nothing.
    pub fn parity(&self) -> Option<f64> {
        let new = self.pay_new.filter(|new| *new > 0)?;
        Some(self.pay_renewed? as f64 / new as f64)
    }

    /// What one new customer cost and what one kept customer cost, minor units, and the first ÷ the second; none where there
    /// is no cost or nobody was won or kept.
    pub fn own_cost(&self, won: u64, kept: u64) -> (Option<f64>, Option<f64>, Option<f64>) {
        let each = |cost: Option<i64>, of: u64| cost.filter(|_| of > 0).map(|cost| cost as f64 / of as f64);
        let (one, other) = (each(self.cost_of_winning, won), each(self.cost_of_keeping, kept));
        (one, other, one.zip(other).filter(|(_, keeping)| *keeping > 0.0).map(|(winning, keeping)| winning / keeping))
    }
}

words! {
    /// What a target is set for.
    Measure, "measure" {
        /// Gross revenue retention.
        Grr = "grr",
        /// Net revenue retention.
        Nrr = "nrr",
        /// Customers kept.
        CustomersKept = "customers-kept",
        /// Lines renewed of those decided.
        RenewalRate = "renewal-rate",
        /// Sales that were let down: at most.
        Abandonment = "abandonment",
        /// The stick-close index.
        StickClose = "stick-close",
        /// Accounts asked before they decide.
        PulseCoverage = "pulse-coverage",
    }
}

impl Measure {
    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Measure::Grr => "GRR",
            Measure::Nrr => "NRR",
            Measure::CustomersKept => "Logo retention",
            Measure::RenewalRate => "Renewal rate",
            Measure::Abandonment => "Dropped after the sale",
            Measure::StickClose => "Stick-close",
            Measure::PulseCoverage => "Pulse before renewal",
        }
    }

    /// Whether less is better.
    pub const fn is_at_most(self) -> bool {
        matches!(self, Measure::Abandonment)
    }

    /// Whether it is a share of what was there a year ago, and so says nothing of a month.
    pub const fn is_yearly(self) -> bool {
        matches!(self, Measure::Grr | Measure::Nrr | Measure::CustomersKept)
    }

    /// Whether a figure, in percent or points, meets a target.
    pub fn meets(self, figure: f64, target: f64) -> bool {
        // Percent as they are shown: one decimal.
        let shown = (figure * 10.0).round() / 10.0;
        if self.is_at_most() { shown <= target } else { shown >= target }
    }
}

/// The day on which something began, before and after which the score is compared; none: nobody named one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Began(pub Option<Day>);

impl Rule for Began {
    const KEY: &'static str = "before_after";
    const WHAT: &'static str = "The day before and after which is compared";
    const FIELD: &'static str = "value";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }
}

/// A target: what is aimed at, who answers for it, what follows when it is missed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The word of its [`Measure`].
    pub measure: String,
    /// Percent; of the stick-close index points.
    pub target: f64,
    /// Who answers for it, by name.
    pub owner: String,
    /// What follows when it is missed.
    pub consequence: String,
}

impl Target {
    /// What it is set for.
    pub fn measure(&self) -> Result<Measure> {
        Measure::parse(&self.measure).ok_or_else(|| {
            let known: Vec<&str> = Measure::ALL.iter().map(|one| one.word()).collect();
            Problem::field("measure", format!("A target is set for one of: {}.", known.join(", ")))
        })
    }
}

impl Keyed for Target {
    /// There is one target for each measure.
    fn key(&self) -> &str {
        &self.measure
    }
    fn set_key(&mut self, _: String) {}
    fn name(&self) -> &str {
        &self.measure
    }
}

impl Entry for Target {
    const RULE: &'static str = "targets";
    const WHAT: &'static str = "The targets";
    const FIELD: &'static str = "measure";
    const SHIPPED: &'static str = "";
    const MOST: (usize, &'static str) = (MOST, "12 targets are the most.");

    /// Refuses a target without an owner or a consequence, and one that asks for nothing.
    fn check(&self) -> Result<()> {
        let measure = self.measure()?;
        let most = if measure == Measure::Nrr { 1_000.0 } else { 100.0 };
        if self.target == 0.0 && !measure.is_at_most() {
            let sentence = format!(
                "{} of at least 0 asks for nothing; only what is counted as at most, abandonment, can aim at 0.",
                measure.title()
            );
            return Err(Problem::field("target", sentence));
        }
        if !(self.target >= 0.0 && self.target <= most) {
            return Err(Problem::field(
                "target",
                format!("A target for {} lies between 0 and {most:.0}.", measure.title()),
            ));
        }
        NAME.needs("owner", &self.owner)?;
        NAME.needs("consequence", &self.consequence)
    }

    fn twice(&self) -> String {
        format!("{} has a target already; edit that one.", self.measure().map_or("The measure", Measure::title))
    }
}

/// The targets of a book, in order.
pub type Targets = RuleList<Target>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parity_is_pay_for_keeping_to_pay_for_winning_and_nothing_of_nothing_is_none() {
        let pay = Pay { pay_new: Some(10_000), pay_renewed: Some(4_000), ..Pay::default() };
        assert_eq!(pay.parity(), Some(0.4));
        assert_eq!(Pay { pay_new: Some(0), ..pay }.parity(), None);
        assert_eq!(Pay { pay_renewed: None, ..pay }.parity(), None);
        assert_eq!(Pay::read(&pay.written().unwrap()).unwrap(), pay);
        assert!(
            Pay { pay_new: Some(0), ..pay }
                .check_change(&pay)
                .unwrap_err()
                .sentence
                .contains("nothing to compare with")
        );
        assert_eq!(
            Pay { pay_renewed: Some(0), ..pay }
                .check_change(&pay)
                .map(|()| Pay { pay_renewed: Some(0), ..pay }.parity()),
            Ok(Some(0.0))
        );
        assert!(Pay::read("{\"pay_new\": -1}").is_err() && Pay::read("[1]").is_err());
    }

    #[test]
    fn own_cost_is_of_each_customer_and_says_nothing_of_nobody() {
        let pay = Pay { cost_of_winning: Some(1_000), cost_of_keeping: Some(900), ..Pay::default() };
        assert_eq!(pay.own_cost(5, 9), (Some(200.0), Some(100.0), Some(2.0)));
        assert_eq!(pay.own_cost(0, 9), (None, Some(100.0), None));
        assert_eq!(Pay { cost_of_keeping: Some(0), ..pay }.own_cost(5, 9).2, None);
        assert_eq!(Pay::default().own_cost(5, 9), (None, None, None));
    }

    #[test]
    fn a_target_has_an_owner_a_consequence_and_asks_for_something() {
        let target = |measure: &str, number: f64, owner: &str, consequence: &str| Target {
            measure: measure.into(),
            target: number,
            owner: owner.into(),
            consequence: consequence.into(),
        };
        let check = |list: Vec<Target>| Targets { list }.check().map_err(|problem| problem.sentence);
        let good = target("grr", 92.0, "Ana", "The huddle asks why");
        assert_eq!(check(vec![good.clone(), target("nrr", 110.0, "Ana", "None of us goes to the fair")]), Ok(()));
        for one in Measure::ALL.iter().filter(|one| !one.is_at_most()) {
            assert!(
                check(vec![target(one.word(), 0.0, "Ana", "x")]).unwrap_err().contains("asks for nothing"),
                "{one:?}"
            );
        }
        assert_eq!(check(vec![target("abandonment", 0.0, "Ana", "x")]), Ok(()), "at most 0 asks for everything");
        assert!(check(vec![target("abandonment", -1.0, "Ana", "x")]).unwrap_err().contains("between 0 and 100"));
        assert!(check(vec![target("grr", 101.0, "Ana", "x")]).is_err());
        assert!(
            check(vec![target("grr", 90.0, "", "x")]).is_err() && check(vec![target("grr", 90.0, "Ana", "")]).is_err()
        );
        assert!(check(vec![target("luck", 90.0, "Ana", "x")]).unwrap_err().contains("renewal-rate"));
        assert!(check(vec![good.clone(), good.clone()]).unwrap_err().contains("already"));
        let two = Targets { list: vec![good] }.with(None, target("nrr", 100.0, "Ben", "x")).unwrap();
        assert_eq!((two.list.len(), two.without("grr").unwrap().list[0].owner.as_str()), (2, "Ben"));
        assert_eq!(Targets::read(&two.written().unwrap()).unwrap(), two);
    }

    #[test]
    fn a_target_is_met_by_the_figure_as_it_is_shown() {
        assert!(Measure::Grr.meets(91.96, 92.0) && !Measure::Grr.meets(91.94, 92.0));
        assert!(Measure::Abandonment.meets(10.0, 10.0) && !Measure::Abandonment.meets(10.1, 10.0));
    }
}
