//! Contacts: the people at an account.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::record::record;
use super::role::ContactRole;

record! {
    /// A person at an account.
    Contact: Contacts {
        account: Id<Account> = "Account" [needed natural];
        name: String as NAME = "Name" [needed natural];
        role: Option<ContactRole> = "Role" from "seat";
        title: Option<String> as TITLE = "Title";
        function: Option<String> = "Function";
        email: Option<String> = "Email";
        phone: Option<String> = "Phone";
        left_on: Option<Day> = "Left on" hint "Blank while they are there";
    }
    title |it| it.name.clone();
}

impl Contact {
    /// Whether they are still there on `day`; the last day is a contact, as with assignments and members.
    pub fn is_here(&self, day: Day) -> bool {
        self.left_on.is_none_or(|left| left >= day)
    }
}
