//! One account in time: since when it is a customer, when it was away, what it was worth on a day.

use super::Amount;
use super::absence::Absence;
use super::line::Line;
use crate::domain::day::Day;

/// A bill: what was issued, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bill {
    /// The day it was issued.
    pub on: Day,
    /// Its amount.
    pub amount: Amount,
}

/// The value that an account itself names, in time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// What it said until which day, that day not included, the earliest first.
    before: Vec<(Day, Amount)>,
    now: Amount,
}

impl Own {
    /// What it says now, and what it said until which days, the earliest first.
    pub fn new(before: impl IntoIterator<Item = (Day, Amount)>, now: Amount) -> Self {
        Self { before: before.into_iter().collect(), now }
    }

    /// What it said on a day.
    pub fn on(&self, day: Day) -> Amount {
        self.before.iter().find(|(until, _)| day < *until).map_or(self.now, |(_, amount)| *amount)
    }

    /// What it said on a day, else the first that it said later.
    fn since(&self, day: Day) -> Amount {
        let later = self.before.iter().filter(|(until, _)| day < *until).map(|(_, amount)| *amount).chain([self.now]);
        later.into_iter().find(|amount| *amount != Amount::Unknown).unwrap_or_default()
    }
}

impl From<Amount> for Own {
    fn from(now: Amount) -> Self {
        Self { before: Vec::new(), now }
    }
}

/// What the value and the presence of an account are read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The day of the first signature; none: not known.
    pub since: Option<Day>,
    /// The value that the account itself names.
    pub own: Own,
    /// Its contract lines, linked by [`super::line::succeed`].
    pub lines: Vec<Line>,
    /// When it was gone: see [`super::absence::absences`].
    pub absences: Vec<Absence>,
    /// Its bills.
    pub bills: Vec<Bill>,
}

/// Days of bills that make a year.
const YEAR: i32 = 365;

impl Ledger {
    /// The first day as a customer: the signature, else the first line that began; `None`: not known. An absence that was
    /// under way then belongs to an earlier time, and the life begins with its end.
    pub fn begins(&self) -> Option<Day> {
        let since = self.since.or_else(|| self.lines.iter().filter_map(|line| line.start).min())?;
        let away = self.absences.iter().find(|absence| absence.on < since && absence.covers(since));
        away.map_or(Some(since), |absence| absence.back)
    }

    /// Whether they are a customer at the end of a day: begun, and neither gone nor left without any line (V > 0 of
    /// METHOD §6). One whose value is not known is there.
    pub fn is_customer(&self, day: Day) -> bool {
        self.is_present(day) && self.worth(day) != Amount::Known(0)
    }

    /// Whether they have begun and are not gone on a day.
    pub fn is_present(&self, day: Day) -> bool {
        self.begins().is_some_and(|begins| begins <= day) && !self.absences.iter().any(|absence| absence.covers(day))
    }

    /// A year of an account on a day (V of METHOD §6): its lines in force; without lines, what was billed in the twelve
    /// months up to that day; without either, the value that the account itself named on that day.
    ///
    /// Where a line in force has no value, the account's own stands for all of them. Where none is in force and of one that
    /// ended nobody has said what became of it, the account's own stands, else the last of those: that is what is at stake,
    /// and no rate counts it, see [`is_undecided`](Self::is_undecided). Before the first line the value is that of the bills, else the
    /// account's own: it is not nothing, since a customer paid for something.
    ///
    /// This is the one rule of an annual value; the risk score reads it through [`History::value_on`].
    ///
    /// [`History::value_on`]: crate::domain::risk::history::History::value_on
    pub fn worth(&self, day: Day) -> Amount {
        self.worth_by(day, self.own.on(day))
    }

    /// The same for whoever comes or goes on a day: what the account named first where it had named nothing yet.
    pub fn first_worth(&self, day: Day) -> Amount {
        self.worth_by(day, self.own.since(day))
    }

    fn worth_by(&self, day: Day, own: Amount) -> Amount {
        if self.lines.is_empty() {
            return if self.bills.is_empty() { own } else { self.billed(day) };
        }
        let mut in_force = self.lines.iter().filter_map(|line| line.value_on(day)).peekable();
        if in_force.peek().is_some() {
            let sum = in_force.fold(Amount::Known(0), Amount::and);
            return if sum == Amount::Unknown { own } else { sum };
        }
        if let Some(last) = self.last_silent(day) {
            return if own == Amount::Unknown { last } else { own };
        }
        let has_begun = self.lines.iter().any(|line| line.start.is_none_or(|start| start <= day));
        match (has_begun, self.bills.is_empty()) {
            (true, _) => Amount::Known(0),
            (false, true) => own,
            (false, false) => self.billed(day),
        }
    }

    /// A year of the lines that ended last of those of which nobody has said what became of them.
    fn last_silent(&self, day: Day) -> Option<Amount> {
        let silent = || self.lines.iter().filter(|line| line.is_silent(day));
        let last = silent().map(|line| line.end).max()?;
        Some(silent().filter(|line| line.end == last).map(|line| line.value).fold(Amount::Known(0), Amount::and))
    }

    /// Whether nobody has said by `end` what became of a line that was in force on `start`, or at one of the two days of any
    /// line: what the account is worth then is neither kept nor lost.
    pub fn is_undecided(&self, start: Day, end: Day) -> bool {
        let is_cut = |line: &Line| line.value_on(start).is_some() && line.is_silent(end);
        let is_silent = |day: Day| {
            let in_force = self.lines.iter().any(|line| line.value_on(day).is_some());
            !in_force && self.lines.iter().any(|line| line.is_silent(day))
        };
        self.lines.iter().any(is_cut) || is_silent(start) || is_silent(end)
    }

    /// A year of what was lost with them on `on`: as it was recorded, else what they were worth on the day before, or on the
    /// first day where they were lost on it.
    pub fn lost_worth(&self, on: Day, recorded: Amount) -> Amount {
        let before = on.plus(-1);
        let before = self.begins().map_or(before, |begins| before.max(begins));
        recorded.known().map_or_else(|| self.first_worth(before), Amount::Known)
    }

    fn billed(&self, day: Day) -> Amount {
        let year = self.bills.iter().filter(|bill| (0..YEAR).contains(&bill.on.days_to(day)));
        year.fold(Amount::Known(0), |sum, bill| sum.and(bill.amount))
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::succeed;
    use super::*;
    use crate::domain::words::ContractOutcome;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    fn absence(on: i32, back: Option<i32>) -> Absence {
        Absence { on: day(on), back: back.map(day) }
    }

    #[test]
    fn an_account_is_worth_its_lines_else_its_bills_else_what_it_says() {
        let own = Ledger { since: Some(day(0)), own: Amount::Known(70).into(), ..Ledger::default() };
        assert_eq!(
            (own.worth(day(9)), own.is_customer(day(-1)), own.is_customer(day(0))),
            (Amount::Known(70), false, true)
        );
        let bill = |on, minor| Bill { on: day(on), amount: Amount::Known(minor) };
        let billed = Ledger { bills: vec![bill(0, 5), bill(200, 6)], ..own.clone() };
        assert_eq!([0, 364, 365, 565].map(|on| billed.worth(day(on)).known()), [Some(5), Some(11), Some(6), Some(0)]);
        let line = Line { value: Amount::Known(8), start: Some(day(100)), end: Some(day(200)), ..Line::default() };
        let mut lines = Ledger { lines: vec![line.clone()], ..own.clone() };
        assert_eq!(lines.worth(day(50)), Amount::Known(70), "a customer before the first line that is known");
        assert!(lines.is_customer(day(50)));
        lines.lines[0].outcome = Some(ContractOutcome::Churned);
        assert_eq!((lines.worth(day(201)), lines.is_customer(day(201))), (Amount::Known(0), false));
        let unvalued = Line { value: Amount::Unknown, ..line };
        lines.lines.push(unvalued);
        assert_eq!(lines.worth(day(150)), Amount::Known(70), "the account's own value stands for its lines");
    }

    #[test]
    fn the_value_it_names_is_that_of_the_day_and_one_that_ended_in_silence_is_no_value() {
        let own = Own::new([(day(10), Amount::Unknown), (day(50), Amount::Known(100))], Amount::Known(60));
        let named = Ledger { since: Some(day(0)), own: own.clone(), ..Ledger::default() };
        assert_eq!(
            [9, 10, 49, 50].map(|on| named.worth(day(on))),
            [Amount::Unknown, Amount::Known(100), Amount::Known(100), Amount::Known(60)]
        );
        assert_eq!((named.first_worth(day(0)), named.first_worth(day(60))), (Amount::Known(100), Amount::Known(60)));
        let line = |to| Line { value: Amount::Known(8), start: Some(day(0)), end: Some(day(to)), ..Line::default() };
        let mut silent = Ledger { since: Some(day(0)), lines: vec![line(100)], ..Ledger::default() };
        assert_eq!([130, 131].map(|on| silent.worth(day(on))), [Amount::Known(8); 2], "what is at stake");
        assert!(silent.is_customer(day(500)) && !silent.is_undecided(day(50), day(130)));
        assert!(silent.is_undecided(day(50), day(131)) && silent.is_undecided(day(131), day(500)), "for ever");
        silent.lines.push(line(40));
        assert_eq!(silent.worth(day(131)), Amount::Known(8), "the last of them, and not all");
        silent.own = Amount::Known(5).into();
        assert_eq!(silent.worth(day(131)), Amount::Known(5), "what the account names itself");
        silent.lines.push(line(300));
        assert_eq!((silent.worth(day(131)), silent.is_undecided(day(50), day(131))), (Amount::Known(8), true));
        assert!(!silent.is_undecided(day(131), day(300)), "another one was in force at both ends");
    }

    #[test]
    fn a_life_begins_with_the_signature_or_the_return_under_way() {
        let mut ledger = Ledger { since: Some(day(100)), absences: vec![absence(50, Some(140))], ..Ledger::default() };
        assert_eq!(ledger.begins(), Some(day(140)));
        ledger.absences = vec![absence(50, None)];
        assert_eq!((ledger.begins(), ledger.is_present(day(200))), (None, false));
        ledger.since = None;
        ledger.absences.clear();
        ledger.lines = vec![Line { start: Some(day(7)), ..Line::default() }];
        succeed(&mut ledger.lines);
        assert_eq!(ledger.begins(), Some(day(7)));
        assert_eq!(Ledger::default().begins(), None);
    }
}
