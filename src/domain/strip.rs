//! What happened with an account and when, laid out over the columns of a strip of two years, and what was known on any day
//! of it.

use super::contract::Contract;
use super::day::Day;
use super::words::ContractOutcome;

/// How far back the strip reaches.
pub const MONTHS: u32 = 24;

/// The days of a strip, spread evenly over its columns; the last column ends today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub today: Day,
    /// Into how many columns they go.
    pub columns: usize,
}

impl Scale {
    /// The last two years in so many columns, as far as there are days for them.
    pub fn of(today: Day, columns: usize) -> Self {
        let scale = Self { from: today.plus_months_back(MONTHS), today, columns };
        // No column is without a day.
        Self { columns: columns.clamp(1, scale.days() as usize), ..scale }
    }

    fn days(&self) -> i32 {
        self.from.days_to(self.today).max(0) + 1
    }

    /// The column of a day; none: it lies before or after the strip.
    pub fn column(&self, day: Day) -> Option<usize> {
        let since = self.from.days_to(day);
        let is_inside = (0..self.days()).contains(&since);
        is_inside.then(|| since as usize * self.columns / self.days() as usize)
    }

    /// The last day of a column.
    pub fn last_day(&self, column: usize) -> Day {
        let next = (column.min(self.columns - 1) + 1) * self.days() as usize;
        self.from.plus((next.div_ceil(self.columns) as i32 - 1).clamp(0, self.days() - 1))
    }

    /// The column a day is drawn in, with days outside drawn at the ends.
    pub fn nearest(&self, day: Day) -> usize {
        self.column(day).unwrap_or(if day < self.from { 0 } else { self.columns - 1 })
    }
}

/// Everything a strip is drawn from, each list with the earliest day first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// The score on a day; none: they were no customer.
    pub scores: Vec<(Day, Option<u32>)>,
    /// The stage that was entered on a day, by name.
    pub stages: Vec<(Day, String)>,
    /// Days with a touch.
    pub touches: Vec<Day>,
    /// Pulses.
    pub pulses: Vec<(Day, u8)>,
    /// What else happened.
    pub events: Vec<(Day, String)>,
    /// Contract lines.
    pub lines: Vec<Contract>,
}

/// What was known on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The score, of the month before the day.
    pub score: Option<u32>,
    /// The stage.
    pub stage: Option<String>,
    /// The last touch.
    pub touch: Option<Day>,
    /// The last pulse.
    pub pulse: Option<(Day, u8)>,
}

/// What runs in a column of the contract bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Running {
    /// No line.
    #[default]
    Nothing,
    /// A line.
    Line,
    /// The first days of a line that follows another.
    Renewal,
    /// The day by which notice is given.
    Deadline,
}

/// One column of the strip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// The score.
    pub score: Option<u32>,
    /// How many touches.
    pub touches: u32,
    /// The newest pulse.
    pub pulse: Option<u8>,
    /// Whether something else happened.
    pub event: bool,
    /// The contract.
    pub running: Running,
}

impl History {
    /// What was known on `day`.
    pub fn known(&self, day: Day) -> Known {
        let upto = |on: Day| on <= day;
        Known {
            score: self.scores.iter().rev().find(|(on, _)| upto(*on)).and_then(|(_, score)| *score),
            stage: self.stages.iter().rev().find(|(on, _)| upto(*on)).map(|(_, stage)| stage.clone()),
            touch: self.touches.iter().copied().rev().find(|on| upto(*on)),
            pulse: self.pulses.iter().copied().rev().find(|(on, _)| upto(*on)),
        }
    }

    /// The columns of a strip.
    pub fn columns(&self, scale: Scale) -> Vec<Column> {
        let mut columns = vec![Column::default(); scale.columns];
        for (at, column) in columns.iter_mut().enumerate() {
            column.score = self.known(scale.last_day(at)).score;
        }
        for at in self.touches.iter().filter_map(|day| scale.column(*day)) {
            columns[at].touches += 1;
        }
        for (at, score) in self.pulses.iter().filter_map(|(day, score)| Some((scale.column(*day)?, *score))) {
            columns[at].pulse = Some(score);
        }
        for at in self.events.iter().filter_map(|(day, _)| scale.column(*day)) {
            columns[at].event = true;
        }
        self.run(scale, &mut columns);
        columns
    }

    fn run(&self, scale: Scale, columns: &mut [Column]) {
        for line in &self.lines {
            let from = line.start.unwrap_or(scale.from);
            let lost = (line.outcome == Some(ContractOutcome::Churned)).then_some(line.outcome_on).flatten();
            let to = line.end.or(lost).unwrap_or(scale.today);
            if from > scale.today || to < scale.from {
                continue;
            }
            for column in &mut columns[scale.nearest(from)..=scale.nearest(to)] {
                column.running = column.running.max(Running::Line);
            }
        }
        let is_later = |start: Day| self.lines.iter().any(|line| line.start.is_some_and(|other| other < start));
        for start in self.lines.iter().filter_map(|line| line.start).filter(|start| is_later(*start)) {
            if let Some(at) = scale.column(start) {
                columns[at].running = columns[at].running.max(Running::Renewal);
            }
        }
        for day in self.lines.iter().filter_map(Contract::decision_on) {
            if let Some(at) = scale.column(day) {
                columns[at].running = Running::Deadline;
            }
        }
    }

    /// The stages as parts of the strip, from the first column to the one behind the last.
    pub fn ribbon(&self, scale: Scale) -> Vec<(std::ops::Range<usize>, &str)> {
        let mut parts: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
        for (day, stage) in self.stages.iter().filter(|(day, _)| *day <= scale.today) {
            let from = scale.nearest(*day);
            if let Some((before, _)) = parts.last_mut() {
                before.end = from;
            }
            parts.push((from..scale.columns, stage));
        }
        parts.retain(|(part, _)| !part.is_empty());
        parts
    }

    /// What happened in a column.
    pub fn events_at(&self, scale: Scale, column: usize) -> impl Iterator<Item = &str> {
        let here = self.events.iter().filter(move |(day, _)| scale.column(*day) == Some(column));
        here.map(|(_, words)| words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn history() -> History {
        let line = |start, end, notice| Contract {
            start: Some(day(start)),
            end: Some(day(end)),
            notice_days: Some(notice),
            ..Contract::default()
        };
        History {
            scores: vec![(day("2025-06-30"), None), (day("2026-06-30"), Some(20)), (day("2026-11-22"), Some(45))],
            stages: vec![(day("2024-01-01"), "Signed".to_owned()), (day("2026-01-01"), "Steady".to_owned())],
            touches: vec![day("2026-01-05"), day("2026-11-20"), day("2026-11-21")],
            pulses: vec![(day("2026-02-01"), 4), (day("2026-11-01"), 2)],
            events: vec![(day("2026-03-11"), "sponsor left".to_owned())],
            lines: vec![line("2024-01-01", "2025-12-31", 30), line("2026-01-01", "2026-12-31", 60)],
        }
    }

    #[test]
    fn every_day_has_one_column_and_the_columns_follow_each_other() {
        for columns in [1, 7, 48, 96, 731, 2000] {
            let scale = Scale::of(day("2026-11-22"), columns);
            let mut last = 0;
            for back in (0..scale.days()).rev() {
                let on = scale.today.plus(-back);
                let at = scale.column(on).unwrap();
                assert!((last..=last + 1).contains(&at) && at < scale.columns, "{on} in {columns}");
                assert!(scale.last_day(at) >= on, "{on} in {columns}");
                last = at;
            }
            assert_eq!((last + 1, scale.last_day(last)), (scale.columns, scale.today), "{columns}");
            assert_eq!((scale.column(scale.from.plus(-1)), scale.column(scale.today.plus(1))), (None, None));
        }
    }

    #[test]
    fn a_day_knows_what_was_before_it_and_nothing_after() {
        let history = history();
        let then = history.known(day("2026-02-01"));
        assert_eq!((then.score, then.stage.as_deref()), (None, Some("Steady")));
        assert_eq!((then.touch, then.pulse), (Some(day("2026-01-05")), Some((day("2026-02-01"), 4))));
        assert_eq!(history.known(day("2026-01-31")).pulse, None);
        assert_eq!(history.known(day("2026-11-22")).score, Some(45));
        assert_eq!(history.known(day("2023-01-01")), Known::default());
    }

    #[test]
    fn what_happened_stands_in_the_column_of_its_day() {
        let (history, scale) = (history(), Scale::of(day("2026-11-22"), 731));
        let columns = history.columns(scale);
        let at = |text| &columns[scale.column(day(text)).unwrap()];
        assert_eq!((at("2026-11-20").touches, at("2026-11-22").touches), (1, 0));
        assert_eq!((at("2026-11-01").pulse, at("2026-11-02").pulse), (Some(2), None));
        assert!(at("2026-03-11").event && !at("2026-03-12").event);
        assert_eq!(at("2025-12-01").running, Running::Deadline);
        assert_eq!(at("2026-01-01").running, Running::Renewal);
        assert_eq!(at("2026-05-05").running, Running::Line);
        let ribbon: Vec<_> = history.ribbon(scale).into_iter().map(|(part, name)| (part.start, name)).collect();
        assert_eq!(ribbon, [(0, "Signed"), (scale.column(day("2026-01-01")).unwrap(), "Steady")]);
        let coarse = Scale { columns: 24, ..scale };
        assert_eq!(history.columns(coarse)[23].touches, 2);
        assert_eq!(history.events_at(coarse, coarse.column(day("2026-03-11")).unwrap()).next(), Some("sponsor left"));
    }

    #[test]
    fn an_empty_history_has_empty_columns() {
        let scale = Scale::of(day("2026-11-22"), 0);
        assert_eq!(History::default().columns(scale), [Column::default()]);
        assert!(History::default().ribbon(scale).is_empty());
    }
}
