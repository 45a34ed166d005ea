//! What was made beside the rows of a file.

use crate::domain::text::counted;

/// Records that came of the rows of a file beside those that its rows are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Accounts that rows name and the book did not have.
    pub accounts: u64,
    /// Team members.
    pub members: u64,
    /// Contacts.
    pub contacts: u64,
    /// Contracts.
    pub contracts: u64,
    /// Churned accounts and contracts.
    pub churns: u64,
    /// Touches.
    pub touches: u64,
    /// Actions.
    pub actions: u64,
    /// Custom fields.
    pub custom_fields: u64,
    /// Readings of metrics.
    pub readings: u64,
}

impl std::ops::AddAssign for Made {
    fn add_assign(&mut self, more: Self) {
        self.accounts += more.accounts;
        self.members += more.members;
        self.contacts += more.contacts;
        self.contracts += more.contracts;
        self.churns += more.churns;
        self.touches += more.touches;
        self.actions += more.actions;
        self.custom_fields += more.custom_fields;
        self.readings += more.readings;
    }
}

impl Made {
    /// What was made: the count, the word for one, the word for several.
    fn all(&self) -> impl Iterator<Item = (u64, &'static str, &'static str)> {
        let all = [
            (self.accounts, "account", "accounts"),
            (self.members, "member", "members"),
            (self.contacts, "contact", "contacts"),
            (self.contracts, "contract", "contracts"),
            (self.churns, "churn", "churns"),
            (self.touches, "touch", "touches"),
            (self.actions, "action", "actions"),
            (self.custom_fields, "custom field", "custom fields"),
            (self.readings, "reading", "readings"),
        ];
        all.into_iter().filter(|(count, _, _)| *count > 0)
    }

    /// What was made, by the name of its file.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.all().map(|(count, _, several)| (several, count))
    }

    /// What was made, in words; empty where nothing was.
    pub fn in_words(&self) -> String {
        self.all().map(|(count, one, _)| counted(count, one)).collect::<Vec<_>>().join(", ")
    }
}
