//! Introductions: whether each team member who holds an assignment has been in touch with the customer since the signature.

use super::Book;
use super::handoffs::NETWORK;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::role::Role;

/// One assignment of our team and its introduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Introduction {
    /// The assignment.
    pub role: Role,
    /// Who holds it; none: nobody.
    pub member: Option<Id<Member>>,
    /// The first two-way touch of its holder since the signature; none: not introduced.
    pub on: Option<Day>,
}

impl Book {
    /// The introductions at an account, by role: one for each assignment that is held or open today, and for the assignments of the
    /// retaining network that nobody set up.
    pub fn introductions(&self, account: Id<Account>) -> Result<Vec<Introduction>> {
        let (today, since) = (self.today(), self.get(account)?.customer_since);
        let assignments: Vec<Assignment> = self.of_account(account)?;
        let mut all = Vec::new();
        for assignment in assignments.iter().filter(|assignment| assignment.is_held(today)) {
            let on = match assignment.member {
                Some(member) => self.store.first_touch_of(account, member, since, today)?,
                None => None,
            };
            all.push(Introduction { role: assignment.role, member: assignment.member, on });
        }
        for role in NETWORK {
            if all.iter().all(|one| one.role != role) {
                all.push(Introduction { role, member: None, on: None });
            }
        }
        all.sort_by_key(|one| (one.role, one.member.is_none()));
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::demo::Recipe;
    use crate::domain::touch::Touch;

    #[test]
    fn who_was_never_in_touch_is_not_introduced() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = Recipe { accounts: 20, seed: 7 };
        let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
        let touch =
            book.all::<Touch>().unwrap().into_iter().find(|one| one.two_way && !one.members.is_empty()).unwrap();
        let account = book.get(touch.account).unwrap();
        let (met, since) = (touch.members[0], account.customer_since.unwrap());
        let assignments: Vec<Assignment> = book.of_account(account.id).unwrap();
        for assignment in &assignments {
            let member = Some(met).filter(|_| assignment.role == Role::AccountLead);
            book.keep(Assignment { member, until: None, ..assignment.clone() }).unwrap();
        }
        let read = |book: &Book| book.introductions(account.id).unwrap();
        let lead = |book: &Book| read(book).into_iter().find(|one| one.role == Role::AccountLead).unwrap();
        let first = book.of_account::<Touch>(account.id).unwrap().into_iter();
        let first =
            first.filter(|one| one.two_way && one.members.contains(&met) && one.on >= since).map(|one| one.on).min();
        assert_eq!((lead(&book).member, lead(&book).on), (Some(met), first));
        assert!(first.is_some());
        let service = read(&book).into_iter().find(|one| one.role == Role::Service).unwrap();
        assert_eq!((service.member, service.on), (None, None), "a seat of the network that nobody holds is named");
        // What was before the signature was no introduction to a customer.
        book.keep(Account { customer_since: Some(book.today()), observed_since: None, ..account.clone() }).unwrap();
        let today = book.today();
        assert!(lead(&book).on.is_none_or(|on| on == today));
        for assignment in book.of_account::<Assignment>(account.id).unwrap() {
            book.remove(assignment.id).unwrap();
        }
        assert_eq!(read(&book).iter().map(|one| one.role).collect::<Vec<_>>(), NETWORK);
    }
}
