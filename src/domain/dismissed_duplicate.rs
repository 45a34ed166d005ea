//! Dismissed duplicates: pairs that look like one company, or one person, and are two.

use super::account::Account;
use super::contact::Contact;
use super::id::Id;
use super::problem::{Problem, Result};
use super::record::record;

record! {
    /// Two accounts, or two contacts, of which somebody has said that they are two.
    DismissedDuplicate: DismissedDuplicates {
        account: Id<Account> = "Account" [needed natural];
        other_account: Option<Id<Account>> = "Other account" [natural part hidden];
        contact: Option<Id<Contact>> = "Contact" [natural part hidden];
        other_contact: Option<Id<Contact>> = "Other contact" [natural part hidden];
    }
    title |_| "not the same".to_owned();
    rules Self::fits;
}

impl DismissedDuplicate {
    /// The two that it tells apart, the older one first.
    pub fn pair(&self) -> Option<(i64, i64)> {
        let accounts = self.other_account.map(|other| (self.account.raw(), other.raw()));
        let contacts = self.contact.zip(self.other_contact).map(|(one, other)| (one.raw(), other.raw()));
        accounts.or(contacts).map(|(one, other)| (one.min(other), one.max(other)))
    }

    fn fits(&self) -> Result<()> {
        match (self.other_account, self.contact, self.other_contact) {
            (Some(_), None, None) | (None, Some(_), Some(_)) => Ok(()),
            _ => Err(Problem::input("A dismissed duplicate names two accounts or two contacts; name both of them.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_kind_are_told_apart() {
        let two = DismissedDuplicate { account: Id::new(7), other_account: Some(Id::new(3)), ..Default::default() };
        assert_eq!((two.pair(), two.fits().is_ok()), (Some((3, 7)), true));
        let mixed = DismissedDuplicate { contact: Some(Id::new(1)), ..two };
        assert!(mixed.fits().is_err());
        assert!(DismissedDuplicate::default().fits().is_err());
    }
}
