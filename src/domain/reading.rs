//! Readings of metrics: dated numbers about an account, such as logins, seats used or a health score.

use super::account::Account;
use super::day::{Day, spoken};
use super::id::Id;
use super::record::record;
use super::text::fold;

record! {
    /// What a metric of an account was on one day.
    Reading: Readings {
        account: Id<Account> = "Account" [needed natural];
        metric: String as HEADING = "Metric" [needed natural] hint "Logins, seats used, NPS …";
        on: Day = "Day" [needed natural];
        value: f64 as FIGURE = "Value" [needed];
    }
    title |it| format!("{} {}", it.metric, figure(it.value));
}

/// What a metric measures, as far as its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How much they use us: more is better, without an end.
    Use,
    /// A health score.
    Health,
    /// The net promoter score.
    Nps,
    /// Satisfaction.
    Satisfaction,
}

impl Measure {
    /// What a metric of this name measures; none: nobody can tell, so it says nothing of the risk.
    pub fn of(name: &str) -> Option<Self> {
        let plain = fold(name);
        let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        match () {
            () if has(&["since", "last", "ticket", "error", "incident", "downtime", "overdue", "churn", "risk"]) => {
                None
            }
            () if has(&["nps", "promoter"]) => Some(Measure::Nps),
            () if has(&["csat", "satisf", "zufrieden"]) => Some(Measure::Satisfaction),
            () if has(&["health", "gesundheit"]) => Some(Measure::Health),
            () if has(&[
                "login",
                "session",
                "usage",
                "use",
                "active",
                "seat",
                "licen",
                "adoption",
                "minutes",
                "hours",
                "order",
                "dau",
                "wau",
                "mau",
                "visits",
                "views",
                "events",
                "nutzung",
                "utilisation",
                "utilization",
            ]) =>
            {
                Some(Measure::Use)
            }
            () => None,
        }
    }

    /// Where a value stands on the scale of its measure, from 0, worst, to 1, best; below 0.4 is low: a detractor, a red
    /// health. None: use has no scale.
    pub fn level(self, value: f64) -> Option<f64> {
        let share = match (self, value) {
            (Measure::Use, _) => return None,
            (Measure::Nps, 0.0..=10.0) => value / 10.0 - 0.21,
            (Measure::Nps, _) => (value + 100.0) / 200.0 - 0.1,
            (_, 0.0..=1.0) => value,
            (_, 1.0..=5.0) => (value - 1.0) / 4.0,
            (_, 5.0..=10.0) => value / 10.0,
            _ => value / 100.0,
        };
        Some(share.clamp(0.0, 1.0))
    }
}

/// How many readings of a metric are looked back on.
pub const HISTORY: usize = 24;

/// A metric of one account, by its newest readings.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// What is measured, as the file calls it.
    pub name: String,
    /// The record of the newest reading.
    pub newest_id: Id<Reading>,
    /// The newest [`HISTORY`] readings, oldest first.
    pub history: Vec<(Day, f64)>,
}

impl Metric {
    /// The newest reading.
    pub fn newest(&self) -> Option<(Day, f64)> {
        self.history.last().copied()
    }

    /// The reading before the newest.
    pub fn before(&self) -> Option<(Day, f64)> {
        self.history.iter().rev().nth(1).copied()
    }

    /// The history as a line of bars, from its least to its greatest value; blank where there is one reading only.
    pub fn spark(&self) -> String {
        const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        if self.history.len() < 2 {
            return String::new();
        }
        let values = || self.history.iter().map(|(_, value)| *value);
        let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let bar = |value: f64| if most > least { ((value - least) / (most - least) * 7.0).round() as usize } else { 3 };
        values().map(|value| BARS[bar(value).min(7)]).collect()
    }

    /// The day of the newest reading and its change, in a few words: “1 Nov, −7.5 since 1 Oct”.
    pub fn dated(&self, today: Day) -> String {
        let on = self.newest().map_or_else(String::new, |(on, _)| spoken(on, today));
        match (self.before(), self.change()) {
            (Some((since, _)), Some(change)) => {
                let sign = if change > 0.0 { "+" } else { "" };
                format!("{on}, {sign}{} since {}", figure(change), spoken(since, today))
            }
            _ => on,
        }
    }

    /// By how much the newest reading is above the one before; none: there is one reading only.
    pub fn change(&self) -> Option<f64> {
        Some(self.newest()?.1 - self.before()?.1)
    }
}

/// The columns that the longest history of several metrics takes.
pub fn longest_spark(metrics: &[Metric]) -> usize {
    metrics.iter().map(|metric| metric.spark().chars().count()).max().unwrap_or(0)
}

/// A number as people read it: at most two decimals, thousands apart: `1,234.5`.
pub fn figure(number: f64) -> String {
    let text = format!("{:.2}", number.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    let is_zero = whole == "0" && decimals.is_empty();
    let sign = if number < 0.0 && !is_zero { "−" } else { "" };
    format!("{sign}{}{point}{decimals}", super::text::grouped(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_thousands_apart_and_at_most_two_decimals() {
        for (number, text) in [
            (0.0, "0"),
            (90.0, "90"),
            (-40.0, "−40"),
            (-0.001, "0"),
            (0.5, "0.5"),
            (12_345.678, "12,345.68"),
            (1_000_000.0, "1,000,000"),
        ] {
            assert_eq!(figure(number), text);
        }
    }

    #[test]
    fn a_metric_changes_against_the_reading_before() {
        let day = |number| Day::from_number(number).unwrap();
        let mut metric = Metric { name: "NPS".into(), newest_id: Id::new(2), history: vec![(day(1), 10.0)] };
        assert_eq!((metric.change(), metric.spark()), (None, String::new()));
        assert_eq!(metric.dated(day(1)), "today");
        metric.history.push((day(9), -30.0));
        assert_eq!(metric.change(), Some(-40.0));
        assert_eq!(metric.before(), Some((day(1), 10.0)));
        assert_eq!((metric.spark().as_str(), metric.dated(day(9)).as_str()), ("█▁", "today, −40 since 8 d ago"));
        metric.history[1].1 = 10.0;
        assert_eq!(metric.spark(), "▄▄", "nothing moves");
    }
}
