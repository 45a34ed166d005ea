//! Contract lines in time: when each is in force, which one follows it, and what became of it.

use super::Amount;
use super::absence::Absence;
use crate::domain::day::Day;
use crate::domain::succession::{Term, product_key, successors};
use crate::domain::words::ContractOutcome;

pub use crate::domain::succession::GRACE;

/// A contract line, as far as money goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What was sold.
    pub product: Option<String>,
    /// A year of it.
    pub value: Amount,
    /// Its first day; none: from the beginning.
    pub start: Option<Day>,
    /// Its last day; none: it has no end.
    pub end: Option<Day>,
    /// What became of it; none: nobody has recorded that.
    pub outcome: Option<ContractOutcome>,
    /// The day of that.
    pub outcome_on: Option<Day>,
    /// Why, in their words.
    pub reason: Option<String>,
    /// A year of what follows.
    pub next_value: Amount,
    /// When it alone was lost, and came back.
    pub absences: Vec<Absence>,
    /// The first day of the line that follows it, and a year of that one; see [`succeed`].
    pub followed: Option<(Day, Amount)>,
    /// Whether it follows another line.
    pub follows: bool,
}

impl Line {
    /// A year of it, on a day on which it is in force; `None`: it is not.
    ///
    /// After its end a line runs on as what it was renewed to, and for the days of grace while nobody has said what became
    /// of it; the line that follows it takes its place from its own first day, so that neither a gap nor an overlap between
    /// the two counts.
    pub fn value_on(&self, day: Day) -> Option<Amount> {
        if !self.may_run(day) || self.is_silent(day) {
            return None;
        }
        // A line that was lost and has no end was over on the day of that.
        let end = self.end.or(self.outcome_on.filter(|_| self.outcome == Some(ContractOutcome::Churned)));
        match self.outcome {
            _ if end.is_none_or(|end| day <= end) => Some(self.value),
            Some(ContractOutcome::Churned) => None,
            // What was renewed to nothing went into another line.
            Some(_) => Some(self.renewed_value()).filter(|value| *value != Amount::Known(0)),
            None => Some(self.value),
        }
    }

    /// Whether it ended, its days of grace are over, nothing followed and nobody has said what became of it: it is worth
    /// neither what it was nor nothing.
    pub fn is_silent(&self, day: Day) -> bool {
        let is_over = self.end.is_some_and(|end| end.plus(GRACE) < day);
        is_over && self.outcome.is_none() && self.followed.is_none() && self.may_run(day)
    }

    /// Whether it has begun, and is neither replaced nor lost alone.
    fn may_run(&self, day: Day) -> bool {
        let replaced = self.followed.is_some_and(|(from, _)| from <= day);
        let away = self.absences.iter().any(|absence| absence.covers(day));
        self.start.is_none_or(|start| start <= day) && !replaced && !away
    }

    /// A year of what it was renewed to: as it is written, else that of the line that follows, else as before where it was
    /// renewed as it was.
    pub fn renewed_value(&self) -> Amount {
        let as_before = if self.outcome == Some(ContractOutcome::Renewed) { self.value } else { Amount::Unknown };
        match self.next_value {
            Amount::Unknown => self.followed.map_or(as_before, |(_, value)| value),
            written => written,
        }
    }

    fn is_renewed(&self) -> bool {
        matches!(self.outcome, Some(ContractOutcome::Renewed | ContractOutcome::Downsell | ContractOutcome::Expanded))
    }

    fn term(&self) -> Term {
        let lost = self.outcome == Some(ContractOutcome::Churned);
        let product = product_key(self.product.as_deref());
        Term { product, start: self.start, end: self.end, renewed: self.is_renewed(), lost }
    }
}

/// Links each line with the one that takes its place; see [`successors`].
pub fn succeed(lines: &mut [Line]) {
    let terms: Vec<Term> = lines.iter().map(Line::term).collect();
    for (place, next) in successors(&terms).into_iter().enumerate() {
        if let Some((other, start)) = next.and_then(|other| Some((other, lines[other].start?))) {
            lines[other].follows = true;
            lines[place].followed = Some((start, lines[other].value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    fn line(product: &str, from: i32, to: i32, value: i64) -> Line {
        Line {
            product: Some(product.into()),
            value: Amount::Known(value),
            start: Some(day(from)),
            end: Some(day(to)),
            ..Line::default()
        }
    }

    fn sum(lines: &[Line], on: i32) -> i64 {
        lines.iter().filter_map(|line| line.value_on(day(on))).filter_map(Amount::known).sum()
    }

    #[test]
    fn the_line_that_follows_takes_the_place_without_gap_or_overlap() {
        for begin in [80, 101, 115] {
            let mut lines = vec![line("Basic", 0, 100, 10), line("basic ", begin, 465, 12)];
            succeed(&mut lines);
            assert!(lines[1].follows, "{begin}");
            assert_eq!((sum(&lines, begin - 1), sum(&lines, begin)), (10, 12), "{begin}");
        }
        let mut apart = vec![line("Basic", 0, 100, 10), line("Basic", 232, 465, 12)];
        succeed(&mut apart);
        assert_eq!((sum(&apart, 231), sum(&apart, 232)), (10, 12), "a gap makes no second customer");
    }

    #[test]
    fn another_product_follows_where_it_begins_as_the_first_ends() {
        let mut lines = vec![line("Basic", 0, 100, 10), line("Pro", 50, 465, 30)];
        succeed(&mut lines);
        assert_eq!((sum(&lines, 100), sum(&lines, 131)), (40, 30), "two products side by side");
        let mut next = vec![line("Basic", 0, 100, 10), line("Pro", 101, 465, 30)];
        succeed(&mut next);
        assert_eq!((sum(&next, 100), sum(&next, 101)), (10, 30), "one after the other");
        let mut grown = vec![
            Line { outcome: Some(ContractOutcome::Expanded), ..line("Basic", 0, 100, 10) },
            line("Pro", 101, 465, 30),
        ];
        succeed(&mut grown);
        assert_eq!((sum(&grown, 200), grown[0].renewed_value()), (30, Amount::Known(30)));
        let mut two = vec![
            Line { outcome: Some(ContractOutcome::Expanded), ..line("Basic", 0, 100, 10) },
            line("Extra", 0, 100, 5),
            line("Extra", 101, 465, 6),
        ];
        succeed(&mut two);
        assert_eq!(two[0].followed, None, "what follows its own product follows nothing else");
    }

    #[test]
    fn after_its_end_a_line_is_what_became_of_it() {
        let ended = |outcome, next_value| Line { outcome, next_value, ..line("Basic", 0, 100, 10) };
        let told = |line: Line| (line.value_on(day(100)), line.value_on(day(101)));
        let before = Some(Amount::Known(10));
        assert_eq!(told(ended(None, Amount::Unknown)), (before, before));
        assert_eq!(told(ended(Some(ContractOutcome::Churned), Amount::Unknown)), (before, None));
        assert_eq!(told(ended(Some(ContractOutcome::Renewed), Amount::Unknown)), (before, before));
        assert_eq!(told(ended(Some(ContractOutcome::Downsell), Amount::Unknown)), (before, Some(Amount::Unknown)));
        assert_eq!(told(ended(Some(ContractOutcome::Downsell), Amount::Known(4))), (before, Some(Amount::Known(4))));
        assert_eq!(told(ended(Some(ContractOutcome::Renewed), Amount::Known(0))), (before, None));
        assert_eq!(ended(None, Amount::Unknown).value_on(day(-1)), None);
        let silent = ended(None, Amount::Unknown);
        assert_eq!([130, 131].map(|on| silent.value_on(day(on)).is_some()), [true, false], "not for ever");
        assert_eq!([130, 131].map(|on| silent.is_silent(day(on))), [false, true]);
        let lost = Some(ContractOutcome::Churned);
        assert_eq!(
            told(Line { end: None, outcome_on: Some(day(100)), ..ended(lost, Amount::Unknown) }),
            (before, None)
        );
        let away = Line { absences: vec![Absence { on: day(20), back: Some(day(60)) }], ..line("Basic", 0, 100, 10) };
        assert_eq!([19, 20, 59, 60].map(|on| away.value_on(day(on)).is_some()), [true, false, false, true]);
    }
}
