//! Customers by group: what each group brings, how many of it grew and shrank, who came and went, and who recommends us.

use super::absence::Absence;
use super::ledger::Ledger;
use super::movement::Movement;
use super::retention::Retention;
use super::{Amount, Flow, Period};
use crate::domain::day::Day;
use std::collections::BTreeMap;

/// The most groups that people are told of, the most valuable first.
pub const MOST: usize = 12;

/// One group over a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name; empty: nobody wrote it down.
    pub name: String,
    /// Its customers when the period ended, and a year of them.
    pub revenue: Flow,
    /// Who came and who went.
    pub movement: Movement,
    /// What remained of who was there.
    pub retention: Retention,
    /// Recommendations its customers gave.
    pub referrals: u64,
}

/// All groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    by_name: BTreeMap<String, Group>,
}

impl Groups {
    /// Counts an account in its group; `lost_value`: a year of a loss as it was recorded.
    pub fn add(
        &mut self,
        name: Option<&str>,
        ledger: &Ledger,
        (period, today): (Period, Day),
        referrals: u64,
        lost_value: impl Fn(Absence) -> Amount,
    ) {
        let name = name.unwrap_or_default().trim();
        let group =
            self.by_name.entry(name.to_owned()).or_insert_with(|| Group { name: name.to_owned(), ..Group::default() });
        group.movement.add(ledger, period, today, lost_value);
        group.retention.add(ledger, period);
        group.referrals += referrals;
        if ledger.is_customer(period.to) {
            group.revenue.add(ledger.worth(period.to));
        }
    }

    /// The groups with anybody in them, the most valuable first; empty where no account was put in any.
    pub fn list(&self) -> Vec<&Group> {
        let is_any =
            |one: &&Group| one.revenue.count + one.retention.customers + one.movement.new.count + one.referrals > 0;
        let mut all: Vec<&Group> = self.by_name.values().filter(is_any).collect();
        if all.iter().all(|one| one.name.is_empty()) {
            return Vec::new();
        }
        all.sort_by_key(|one| (std::cmp::Reverse((one.revenue.value, one.revenue.count)), &one.name));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn each_group_has_its_revenue_its_comers_and_goers_and_its_recommendations() {
        let today = day("2026-11-22");
        let when = (Period::year_to(today), today);
        let ledger = |since: &str, own: i64, gone: Option<&str>| Ledger {
            since: Some(day(since)),
            own: Amount::Known(own).into(),
            absences: gone.map(|on| Absence { on: day(on), back: None }).into_iter().collect(),
            ..Ledger::default()
        };
        let mut all = Groups::default();
        let unknown = |_| Amount::Unknown;
        all.add(Some("retail"), &ledger("2024-01-01", 10, None), when, 2, unknown);
        all.add(Some(" retail "), &ledger("2026-03-01", 5, None), when, 0, unknown);
        all.add(Some("energy"), &ledger("2024-01-01", 90, Some("2026-02-01")), when, 0, unknown);
        all.add(None, &ledger("2024-01-01", 20, None), when, 0, unknown);
        all.add(Some("nobody"), &Ledger::default(), when, 0, unknown);
        let told: Vec<_> = all
            .list()
            .iter()
            .map(|one| {
                (one.name.as_str(), one.revenue.value, one.movement.new.count, one.movement.lost.count, one.referrals)
            })
            .collect();
        assert_eq!(told, [("", 20, 0, 0, 0), ("retail", 15, 1, 0, 2), ("energy", 0, 0, 1, 0)]);
        let mut none = Groups::default();
        none.add(None, &ledger("2024-01-01", 20, None), when, 0, unknown);
        assert!(none.list().is_empty(), "nobody wrote a group down");
    }
}
