//! What became of an account after a playbook ran: saved, lost, or neither.
//!
//! A save is an account that had given notice or scored critical, and then renewed (METHOD §8). The record of a playbook
//! counts what followed; it does not say that the playbook was the cause.

use super::day::Day;

/// Days for which what follows is counted to a run.
pub const AFTER: i32 = 365;
/// Days before a renewal within which a notice still speaks of it.
pub const NOTICE: i32 = 400;

/// How often a playbook ran, and what followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Occurrences for which actions were put on somebody's list.
    pub started: u64,
    /// Of them, those with at least one action done: it ran.
    pub ran: u64,
    /// Of those that ran, accounts in danger that then renewed.
    pub saved: u64,
    /// Of those that ran, accounts or lines that were then lost.
    pub lost: u64,
}

/// What is known of an account when its runs are judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fate {
    /// Days on which contract lines were renewed, smaller and grown ones included.
    pub renewed: Vec<Day>,
    /// Days on which they gave notice.
    pub noticed: Vec<Day>,
    /// Days on which they, or one of their lines, were lost.
    pub lost: Vec<Day>,
}

/// What followed a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Neither, or it is too early to say.
    Open,
    /// In danger, and then renewed.
    Saved,
    /// Lost.
    Lost,
}

/// Whether a renewal is a save: they had given notice on one of these days, or scored critical (METHOD §8). `critical` is
/// asked only where it matters.
pub fn is_save(renewed: Day, noticed: &[Day], critical: impl FnOnce() -> bool) -> bool {
    noticed.iter().any(|day| (0..=NOTICE).contains(&day.days_to(renewed))) || critical()
}

impl Fate {
    /// What followed a run whose first action was done on `ran`; `critical`: whether the account scored critical then, asked
    /// only where it matters.
    pub fn after(&self, ran: Day, critical: impl FnOnce() -> bool) -> Outcome {
        let follows = |day: &&Day| (0..=AFTER).contains(&ran.days_to(**day));
        let renewed = self.renewed.iter().filter(follows).min();
        let lost = self.lost.iter().filter(follows).min();
        match (renewed, lost) {
            (Some(renewed), lost) if lost.is_none_or(|lost| renewed <= lost) => {
                if is_save(*renewed, &self.noticed, critical) { Outcome::Saved } else { Outcome::Open }
            }
            (_, Some(_)) => Outcome::Lost,
            _ => Outcome::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Vec<Day> {
        texts.iter().map(|text| Day::parse(text).unwrap()).collect()
    }

    #[test]
    fn a_renewal_after_a_notice_or_a_critical_score_is_a_save() {
        let ran = Day::parse("2026-03-01").unwrap();
        let mut fate = Fate { renewed: days(&["2026-06-01"]), ..Fate::default() };
        assert_eq!(fate.after(ran, || false), Outcome::Open, "they were in no danger");
        assert_eq!(fate.after(ran, || true), Outcome::Saved);
        fate.noticed = days(&["2026-02-01"]);
        assert_eq!(fate.after(ran, || false), Outcome::Saved);
        fate.noticed = days(&["2024-02-01"]);
        assert_eq!(fate.after(ran, || false), Outcome::Open, "that was another renewal");
    }

    #[test]
    fn what_comes_first_counts_and_what_comes_late_does_not() {
        let ran = Day::parse("2026-03-01").unwrap();
        let fate = |renewed: &[&str], lost: &[&str]| Fate {
            renewed: days(renewed),
            lost: days(lost),
            noticed: days(&["2026-02-01"]),
        };
        assert_eq!(fate(&[], &["2026-04-01"]).after(ran, || false), Outcome::Lost);
        assert_eq!(fate(&["2026-05-01"], &["2026-04-01"]).after(ran, || false), Outcome::Lost);
        assert_eq!(fate(&["2026-04-01"], &["2027-01-01"]).after(ran, || false), Outcome::Saved);
        assert_eq!(fate(&[], &["2027-03-02"]).after(ran, || false), Outcome::Open);
        assert_eq!(fate(&[], &["2026-02-28"]).after(ran, || false), Outcome::Open);
        assert_eq!(fate(&["2026-02-28"], &[]).after(ran, || true), Outcome::Open);
    }
}
