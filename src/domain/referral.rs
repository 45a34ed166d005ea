//! Referrals.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::record::record;

record! {
    /// A named introduction or recommendation by a contact.
    Referral: Referrals {
        account: Id<Account> = "Account" [needed natural];
        contact: Option<Id<Contact>> = "By whom" [natural];
        on: Day = "When" [needed natural];
        referred: String = "Who was referred" [needed natural];
        outcome: Option<String> = "What came of it";
    }
    title |it| it.referred.clone();
}
