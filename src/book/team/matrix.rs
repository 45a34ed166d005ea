//! Who met which of the most valuable accounts: each team member against each of them.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;
use crate::domain::role::Role;
use std::collections::BTreeMap;

/// So many accounts stand in it: as many as the widest terminal has room for.
pub const MOST: u32 = 60;

/// How a team member stands to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// A two-way touch on this day, and the next one is not late.
    Fresh(Day),
    /// The last two-way touch is longer ago than the cadence of their assignment; without one, than the window of the tier.
    Old(Day),
    /// They hold an assignment, or lead the account, and never met it.
    Never,
}

impl Met {
    /// When they met last.
    pub const fn day(self) -> Option<Day> {
        match self {
            Met::Fresh(day) | Met::Old(day) => Some(day),
            Met::Never => None,
        }
    }
}

/// One of the most valuable accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct TopAccount {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// Who met it, or should have.
    pub met: BTreeMap<Id<Member>, Met>,
    /// Whoever met it within [`window`](Self::window), as key-person risk counts them.
    pub active: Vec<Id<Member>>,
    /// Days after which nobody counts as active.
    pub window: i32,
}

/// The most valuable accounts, the most valuable first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// The accounts.
    pub accounts: Vec<TopAccount>,
    /// How many there are of the top twenty percent, shown or not.
    pub whole: u64,
}

impl Matrix {
    /// The accounts that a single member met within the window.
    pub fn single_threaded(&self) -> impl Iterator<Item = &TopAccount> {
        self.accounts.iter().filter(|one| one.active.len() == 1)
    }
}

impl Book {
    /// Our team against the most valuable accounts.
    pub fn matrix(&self) -> Result<Matrix> {
        let _reading = self.store.reading()?;
        let (list, whole) = self.store.most_valuable(MOST)?;
        let accounts = list.into_iter().map(|(account, value)| self.top_account(account, value));
        Ok(Matrix { accounts: accounts.collect::<Result<_>>()?, whole })
    }

    fn top_account(&self, id: Id<Account>, value: Option<i64>) -> Result<TopAccount> {
        let today = self.today();
        let account: Account = self.get(id)?;
        let mut assignments: Vec<Assignment> = self.of_account(id)?;
        assignments.retain(|assignment| assignment.is_held(today));
        let window = self.points().practice(Tier::A).window;
        // Whoever leads without an assignment is expected as a lead is.
        let lead = self.lead(id)?.map(|lead| (lead, None, Role::AccountLead));
        let held = assignments.iter().filter_map(|one| one.member.map(|member| (member, one.cadence_days, one.role)));
        let mut every: BTreeMap<Id<Member>, Option<i32>> = BTreeMap::new();
        for (member, own, role) in held.chain(lead) {
            let days = own.map(|days| days as i32).or(self.points().cadence(role, Tier::A));
            let least = every.entry(member).or_default();
            *least = (*least).into_iter().chain(days).min();
        }
        let mut met: BTreeMap<Id<Member>, Met> = every.keys().map(|member| (*member, Met::Never)).collect();
        let mut active = Vec::new();
        for (member, day) in self.store.known_by(id, Day::ZERO, today)? {
            let ago = day.days_to(today);
            let within = every.get(&member).copied().flatten().unwrap_or(window);
            met.insert(member, if ago <= within { Met::Fresh(day) } else { Met::Old(day) });
            if ago < window {
                active.push(member);
            }
        }
        Ok(TopAccount { account: id, name: account.name, value, met, active, window })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::demo::Recipe;
    use crate::domain::touch::Touch;

    #[test]
    fn every_mark_agrees_with_the_records_and_with_key_person_risk() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = Recipe { accounts: 40, seed: 7 };
        let book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
        let (matrix, today) = (book.matrix().unwrap(), book.today());
        let members: Vec<Member> = book.all().unwrap();
        let mut seen = [0; 4];
        for one in &matrix.accounts {
            let touches: Vec<Touch> = book.of_account(one.account).unwrap();
            let held: Vec<Assignment> = book.of_account(one.account).unwrap();
            let lead = book.lead(one.account).unwrap();
            for member in &members {
                let has_role =
                    lead == Some(member.id) || held.iter().any(|it| it.member == Some(member.id) && it.is_held(today));
                let with = touches.iter().filter(|it| it.two_way && it.on <= today && it.members.contains(&member.id));
                let last = with.map(|it| it.on).max();
                let mark = one.met.get(&member.id).copied();
                assert_eq!(mark.and_then(Met::day), last, "{} {}", one.name, member.name);
                assert_eq!(mark.is_some(), last.is_some() || has_role, "{} {}", one.name, member.name);
                match mark {
                    Some(Met::Fresh(_)) => seen[0] += 1,
                    Some(Met::Old(_)) => seen[1] += 1,
                    Some(Met::Never) => seen[2] += 1,
                    None => seen[3] += 1,
                }
                let is_active = last.is_some_and(|last| last > today.plus(-one.window));
                assert_eq!(one.active.contains(&member.id), is_active, "{} {}", one.name, member.name);
            }
        }
        assert!(seen.iter().all(|count| *count > 0), "each mark is there: {seen:?}");
        let exposure = book.exposure().unwrap();
        assert_eq!(matrix.whole, exposure.sizing.top);
        for line in &exposure.lines {
            let one = matrix.accounts.iter().find(|one| one.account == line.account).unwrap();
            assert_eq!(one.active.len() as u32, line.holding.active, "{}", one.name);
        }
        assert!(matrix.accounts.is_sorted_by(|one, next| one.value >= next.value), "the most valuable first");
    }
}
