//! New customers by what they came in with: of each year's, each channel's, each offer's, how many are still there. Getting
//! them in the door is not the prize.

use super::ledger::Ledger;
use crate::domain::day::Day;
use chrono::Datelike;
use std::collections::BTreeMap;

/// The most groups that are told of one kind, the largest first.
pub const MOST: usize = 12;

/// One group: how many of its customers are still there, of how many who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Its name; empty: nobody wrote it down.
    pub name: String,
    /// Still there, or there again.
    pub kept: u64,
    /// Came.
    pub came: u64,
}

/// Groups by what they came in with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cohorts {
    years: BTreeMap<String, (u64, u64)>,
    channels: BTreeMap<String, (u64, u64)>,
    offers: BTreeMap<String, (u64, u64)>,
}

impl Cohorts {
    /// Counts an account in, as it stands on `today`. Of whom it is not known since when they are a customer is in none.
    pub fn add(&mut self, ledger: &Ledger, channel: Option<&str>, offer: Option<&str>, today: Day) {
        let Some(begins) = ledger.begins().filter(|begins| *begins <= today) else { return };
        let kept = u64::from(ledger.is_present(today));
        let count = |groups: &mut BTreeMap<String, (u64, u64)>, name: &str| {
            let group = groups.entry(name.trim().to_owned()).or_default();
            *group = (group.0 + kept, group.1 + 1);
        };
        count(&mut self.years, &begins.date().year().to_string());
        count(&mut self.channels, channel.unwrap_or_default());
        count(&mut self.offers, offer.unwrap_or_default());
    }

    /// By the year they came in, the latest first.
    pub fn years(&self) -> Vec<Cohort> {
        let mut years = listed(&self.years);
        years.reverse();
        years.truncate(MOST);
        years
    }

    /// By the channel they came through, the largest first; empty where nobody wrote one down.
    pub fn channels(&self) -> Vec<Cohort> {
        largest(&self.channels)
    }

    /// By the offer that won them, the largest first; empty where nobody wrote one down.
    pub fn offers(&self) -> Vec<Cohort> {
        largest(&self.offers)
    }
}

fn listed(groups: &BTreeMap<String, (u64, u64)>) -> Vec<Cohort> {
    let one = |(name, (kept, came)): (&String, &(u64, u64))| Cohort { name: name.clone(), kept: *kept, came: *came };
    groups.iter().map(one).collect()
}

fn largest(groups: &BTreeMap<String, (u64, u64)>) -> Vec<Cohort> {
    if groups.keys().all(String::is_empty) {
        return Vec::new();
    }
    let mut all = listed(groups);
    all.sort_by_key(|one| std::cmp::Reverse(one.came));
    all.truncate(MOST);
    all
}

#[cfg(test)]
mod tests {
    use super::super::absence::Absence;
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn came(since: &str, gone: Option<&str>) -> Ledger {
        let absences = gone.map(|on| Absence { on: day(on), back: None }).into_iter().collect();
        Ledger { since: Some(day(since)), absences, ..Ledger::default() }
    }

    #[test]
    fn each_group_is_how_many_are_still_there_of_how_many_came() {
        let today = day("2026-11-22");
        let mut all = Cohorts::default();
        all.add(&came("2024-03-01", None), Some("fair"), None, today);
        all.add(&came("2024-05-01", Some("2025-01-01")), Some(" fair "), None, today);
        all.add(&came("2025-05-01", None), Some("web"), None, today);
        all.add(&came("2027-05-01", None), Some("web"), None, today);
        all.add(&Ledger::default(), Some("web"), None, today);
        let told = |list: Vec<Cohort>| -> Vec<(String, u64, u64)> {
            list.into_iter().map(|one| (one.name, one.kept, one.came)).collect()
        };
        assert_eq!(told(all.years()), [("2025".into(), 1, 1), ("2024".into(), 1, 2)]);
        assert_eq!(told(all.channels()), [("fair".into(), 1, 2), ("web".into(), 1, 1)]);
        assert_eq!(told(all.offers()), [], "nobody wrote an offer down");
    }
}
