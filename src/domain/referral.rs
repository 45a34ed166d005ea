//! Referrals.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use serde::{Deserialize, Serialize};

/// A named introduction or recommendation by a contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// Its id.
    pub id: Id<Referral>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Who recommended us.
    pub contact: Option<Id<Contact>>,
    /// The day.
    pub on: Day,
    /// Whom to.
    pub referred: String,
    /// What came of it.
    pub outcome: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
