//! The decision on a contract line: renewed, smaller, grown or lost, and what follows from it.

use super::churn::Churn;
use super::contract::Contract;
use super::day::Day;
use super::id::Id;
use super::problem::{Problem, Result};
use super::words::{ContractOutcome, LossType};

/// What was decided on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// How it ended.
    pub outcome: ContractOutcome,
    /// The day they decided.
    pub on: Day,
    /// A year of what follows, in minor units of the line's currency; none: as it was.
    pub value: Option<i64>,
    /// Why, in our words; needed where less follows.
    pub reason: Option<String>,
    /// The story or page that helped to keep them.
    pub reference: Option<String>,
    /// The last day of the line that follows; none: no line is made.
    pub next_end: Option<Day>,
    /// What more is to say of a loss.
    pub loss: Loss,
}

/// What more there is to say of a lost line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loss {
    /// Whether it could have been helped; none: voluntary when all is lost, else partial.
    pub kind: Option<LossType>,
    /// The day it takes effect; none: the end of the term, or the day of the decision when that is later.
    pub on: Option<Day>,
    /// Why, in their words.
    pub quote: Option<String>,
    /// Whether the whole account is lost with it.
    pub whole: bool,
}

impl Contract {
    /// Refuses to renew what was lost.
    pub fn can_become(&self, outcome: Option<ContractOutcome>) -> Result<()> {
        let renews = outcome.is_some_and(|outcome| outcome != ContractOutcome::Churned);
        if self.outcome != Some(ContractOutcome::Churned) || !renews {
            return Ok(());
        }
        let since = self.outcome_on.map_or_else(String::new, |on| format!(" on {on}"));
        let sentence = format!("This contract churned{since} and cannot be renewed; record a win-back instead.");
        Err(Problem::field("outcome", sentence))
    }

    /// The line as it stands after `decision`, taken down on `today`.
    pub fn decided(&self, decision: &Decision, today: Day) -> Result<Self> {
        self.can_become(Some(decision.outcome))?;
        if let Some(before) = self.outcome {
            let sentence = format!("This contract is {before} already; undo that, or edit it on the account page.");
            return Err(Problem::field("outcome", sentence));
        }
        if decision.on > today {
            let sentence = format!("{} is in the future; an outcome is dated today or before.", decision.on);
            return Err(Problem::field("on", sentence));
        }
        if self.start.is_some_and(|start| decision.on < start) {
            let sentence = format!("{} is before the contract start; correct the day.", decision.on);
            return Err(Problem::field("on", sentence));
        }
        let less = matches!(decision.outcome, ContractOutcome::Downsell | ContractOutcome::Churned);
        if less && decision.reason.is_none() {
            return Err(Problem::field("reason", "A reason is required for downsell and churn."));
        }
        Ok(Self {
            outcome: Some(decision.outcome),
            outcome_on: Some(decision.on),
            outcome_value: self.value_after(decision)?,
            reason: decision.reason.clone().or_else(|| self.reason.clone()),
            reference: decision.reference.clone().filter(|_| decision.outcome != ContractOutcome::Churned),
            ..self.clone()
        })
    }

    /// A year of what follows; refuses a smaller one that is not smaller, and a grown one that did not grow.
    fn value_after(&self, decision: &Decision) -> Result<Option<i64>> {
        let (before, after) = (self.value, decision.value);
        let wrong = |sentence: &str| Err(Problem::field("value", sentence));
        match decision.outcome {
            ContractOutcome::Churned => Ok(None),
            ContractOutcome::Renewed => Ok(after.or(before)),
            ContractOutcome::Downsell | ContractOutcome::Expanded if after.is_none() => {
                wrong("Give the new annual value.")
            }
            ContractOutcome::Downsell if before.is_some_and(|before| after >= Some(before)) => {
                wrong("Downsell is less than before; correct the value, or choose renewed or expanded.")
            }
            ContractOutcome::Expanded if before.is_some_and(|before| after <= Some(before)) => {
                wrong("Expanded is more than before; correct the value, or choose renewed or downsell.")
            }
            ContractOutcome::Downsell | ContractOutcome::Expanded => Ok(after),
        }
    }

    /// The line that follows this one, which was decided, until `end`.
    pub fn following(&self, id: Id<Contract>, decision: &Decision, end: Day, today: Day) -> Result<Self> {
        if decision.outcome == ContractOutcome::Churned {
            return Err(Problem::field("next_end", "A churned contract has no next term; leave this blank."));
        }
        let start = self.end.map_or(decision.on, |end| end.plus(1));
        if end <= start {
            let sentence = format!("The next term begins on {start}; its end must be later.");
            return Err(Problem::field("next_end", sentence));
        }
        Ok(Self {
            id,
            external_id: None,
            value: self.outcome_value.or(self.value),
            start: Some(start),
            end: Some(end),
            outcome: None,
            outcome_on: None,
            outcome_value: None,
            reason: None,
            // What they gained from the next term is still to be said.
            value_case: None,
            reference: None,
            known_on: Some(today).filter(|today| *today != start),
            ..self.clone()
        })
    }

    /// The last day of a term as long as this one after this one; of a year where its length is not known.
    ///
    /// A term of whole months keeps its day: month ends stay month ends, and an anniversary stays one, whether the end is the
    /// day before it or the day itself.
    pub fn next_end(&self) -> Option<Day> {
        let end = self.end?;
        let Some(start) = self.start else { return Some(end.plus_months(12)) };
        let turn = |shift: i32| next_turn(start, end.plus(shift)).map(|next| next.plus(-shift));
        turn(1).or_else(|| turn(0)).or_else(|| Some(end.plus(start.days_to(end).max(0) + 1)))
    }

    /// The last day of the term that follows this one and has not ended by `today`: of a line decided late, whole terms have
    /// passed meanwhile.
    pub fn next_end_after(&self, today: Day) -> Option<Day> {
        let mut term = self.clone();
        // A century of terms: beyond that the days are not meant.
        for _ in 0..1_200 {
            let end = term.next_end()?;
            if end > today {
                return Some(end);
            }
            (term.start, term.end) = (term.end.map(|end| end.plus(1)), Some(end));
        }
        None
    }

    /// The loss that follows from losing this line, of which a year was worth `value`.
    pub fn loss(&self, id: Id<Churn>, decision: &Decision, value: Option<i64>, today: Day) -> Result<Churn> {
        let Loss { kind, on, quote, whole } = &decision.loss;
        let on = on.unwrap_or_else(|| self.end.map_or(decision.on, |end| end.max(decision.on)));
        if on < decision.on {
            let sentence = format!("It cannot take effect before the decision on {}.", decision.on);
            return Err(Problem::field("lost_on", sentence));
        }
        let usual = if *whole { LossType::Voluntary } else { LossType::Partial };
        Ok(Churn {
            id,
            account: self.account,
            contract: Some(self.id).filter(|_| !whole),
            on,
            decided_on: Some(decision.on),
            kind: kind.or(Some(usual)),
            reason: decision.reason.clone(),
            quote: quote.clone(),
            value,
            currency: self.currency,
            known_on: Some(today).filter(|today| *today != on),
            ..Churn::default()
        })
    }
}

impl Contract {
    /// The loss of the account whose last line this was: on its last day, or on the day they decided where that was later;
    /// by their will, as far as anybody knows. None: it is not lost, or nobody knows on which day.
    pub fn last_loss(&self, id: Id<Churn>) -> Option<Churn> {
        let lost = self.outcome == Some(ContractOutcome::Churned);
        Some(Churn {
            id,
            account: self.account,
            on: self.outcome_on.max(self.end).filter(|_| lost)?,
            decided_on: self.outcome_on,
            kind: Some(LossType::Voluntary),
            reason: self.reason.clone(),
            value: self.value,
            currency: self.currency,
            ..Churn::default()
        })
    }
}

/// The day on which the term after the one from `from` to `to` turns, if that one is of whole months. A day that is shorter
/// only because its month has no more days does not shorten those that follow.
fn next_turn(from: Day, to: Day) -> Option<Day> {
    use chrono::Datelike;
    let (one, two) = (from.date(), to.date());
    let months = (two.year() - one.year()) * 12 + two.month0() as i32 - one.month0() as i32;
    let is_last = |day: Day| day.plus(1).date().day() == 1;
    let cut_short = (one.day() < two.day() && is_last(from)) || (two.day() < one.day() && is_last(to));
    if months <= 0 || !(one.day() == two.day() || cut_short) {
        return None;
    }
    let anchor = if is_last(from) && is_last(to) { 31 } else { one.day().max(two.day()) };
    let month = (two.year() * 12 + two.month0() as i32) + months;
    (0..4).find_map(|less| Day::from_ymd(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, anchor - less))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn line() -> Contract {
        Contract {
            id: Id::new(1),
            account: Id::new(1),
            product: Some("Suite".into()),
            value: Some(10_000),
            currency: Currency::EUR,
            start: Some(day("2026-01-01")),
            end: Some(day("2026-12-31")),
            notice_days: Some(60),
            ..Contract::default()
        }
    }

    fn decision(outcome: ContractOutcome, value: Option<i64>) -> Decision {
        let on = day("2026-11-02");
        Decision {
            outcome,
            on,
            value,
            reason: Some("price".into()),
            reference: None,
            next_end: None,
            loss: Loss::default(),
        }
    }

    fn wrong(line: &Contract, decision: &Decision) -> &'static str {
        line.decided(decision, day("2026-11-22")).unwrap_err().field.unwrap()
    }

    #[test]
    fn what_contradicts_itself_is_refused_at_its_field() {
        use ContractOutcome::{Churned, Downsell, Expanded, Renewed};
        let lost = line().decided(&decision(Churned, None), day("2026-11-22")).unwrap();
        assert_eq!(wrong(&lost, &decision(Renewed, None)), "outcome");
        let renewed = line().decided(&decision(Renewed, None), day("2026-11-22")).unwrap();
        assert_eq!((renewed.outcome_value, wrong(&renewed, &decision(Churned, None))), (Some(10_000), "outcome"));
        for (outcome, value) in [(Downsell, None), (Downsell, Some(10_000)), (Expanded, Some(9_000)), (Expanded, None)]
        {
            assert_eq!(wrong(&line(), &decision(outcome, value)), "value", "{outcome} {value:?}");
        }
        let ahead = Decision { on: day("2026-11-23"), ..decision(Renewed, None) };
        let before = Decision { on: day("2025-12-31"), ..decision(Renewed, None) };
        assert_eq!((wrong(&line(), &ahead), wrong(&line(), &before)), ("on", "on"));
        let silent = Decision { reason: None, ..decision(Churned, None) };
        assert_eq!(wrong(&line(), &silent), "reason");
        assert!(line().decided(&Decision { reason: None, ..decision(Renewed, None) }, day("2026-11-22")).is_ok());
    }

    #[test]
    fn the_next_term_is_as_long_as_the_last_over_leap_days_too() {
        assert_eq!(line().next_end(), Some(day("2027-12-31")));
        let months = |start, end| Contract { start: Some(day(start)), end: Some(day(end)), ..line() }.next_end();
        assert_eq!(months("2027-03-01", "2028-02-29"), Some(day("2029-02-28")));
        assert_eq!(months("2026-05-15", "2026-11-14"), Some(day("2027-05-14")));
        assert_eq!(months("2026-05-15", "2026-05-24"), Some(day("2026-06-03")));
        // Month ends, with the turn of the term on the day after the end or on the end itself.
        let chain = |start: &str, end: &str| {
            let mut term = Contract { start: Some(day(start)), end: Some(day(end)), ..line() };
            let mut ends = Vec::new();
            for _ in 0..4 {
                let end = term.next_end().unwrap();
                (term.start, term.end) = (term.end.map(|end| end.plus(1)), Some(end));
                ends.push(end.to_string());
            }
            ends
        };
        for (start, end, ends) in [
            ("2024-12-31", "2025-02-27", ["2025-04-29", "2025-06-29", "2025-08-30", "2025-10-30"]),
            ("2025-01-31", "2025-02-27", ["2025-03-30", "2025-04-29", "2025-05-30", "2025-06-29"]),
            ("2025-01-30", "2025-02-27", ["2025-03-29", "2025-04-29", "2025-05-29", "2025-06-29"]),
            ("2025-01-31", "2025-02-28", ["2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"]),
            ("2025-01-01", "2025-01-31", ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]),
            ("2024-02-29", "2025-02-28", ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]),
            ("2026-01-01", "2027-01-01", ["2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"]),
            ("2026-01-01", "2026-12-31", ["2027-12-31", "2028-12-31", "2029-12-31", "2030-12-31"]),
            ("2025-11-15", "2026-02-15", ["2026-05-15", "2026-08-15", "2026-11-15", "2027-02-15"]),
        ] {
            assert_eq!(chain(start, end), ends, "{start} to {end}");
        }
        assert_eq!(Contract { start: None, ..line() }.next_end(), Some(day("2027-12-31")));
        assert_eq!(Contract { end: None, ..line() }.next_end(), None);
        // Decided years late: the term that runs, not one that is over.
        let late = Contract { start: Some(day("2023-04-02")), end: Some(day("2023-04-05")), ..line() };
        assert_eq!(late.next_end_after(day("2023-04-06")), Some(day("2023-04-09")));
        assert_eq!(late.next_end_after(day("2024-12-31")), Some(day("2025-01-04")));
        assert_eq!(line().next_end_after(day("2026-11-22")), line().next_end());
        assert_eq!(Contract { end: None, ..line() }.next_end_after(day("2026-11-22")), None);
        let short = line().following(
            Id::new(2),
            &decision(ContractOutcome::Renewed, None),
            day("2026-12-31"),
            day("2026-11-22"),
        );
        assert_eq!(short.unwrap_err().field, Some("next_end"));
    }

    #[test]
    fn a_loss_takes_effect_at_the_end_of_the_term() {
        let lost = decision(ContractOutcome::Churned, None);
        let loss = line().loss(Id::new(3), &lost, Some(10_000), day("2026-11-22")).unwrap();
        assert_eq!((loss.on, loss.decided_on), (day("2026-12-31"), Some(day("2026-11-02"))));
        assert_eq!((loss.kind, loss.contract), (Some(LossType::Partial), Some(Id::new(1))));
        let whole = Loss { whole: true, on: Some(day("2026-11-10")), ..Loss::default() };
        let loss = line().loss(Id::new(3), &Decision { loss: whole, ..lost.clone() }, None, day("2026-11-22")).unwrap();
        assert_eq!((loss.on, loss.kind, loss.contract), (day("2026-11-10"), Some(LossType::Voluntary), None));
        let early = Loss { on: Some(day("2026-11-01")), ..Loss::default() };
        let problem = line().loss(Id::new(3), &Decision { loss: early, ..lost }, None, day("2026-11-22")).unwrap_err();
        assert_eq!(problem.field, Some("lost_on"));
    }
}
