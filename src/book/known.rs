//! What is known of the accounts and what is not, each with the file, key or command that gives it. What the list of risk is
//! worth with that says [`Book::list_worth`].

use super::Book;
use crate::domain::problem::Result;
use crate::domain::text::grouped;

/// One thing to know of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownFact {
    /// What, in a word or two.
    pub what: &'static str,
    /// Of how many accounts it is known.
    pub known: u64,
    /// How many accounts there are.
    pub of: u64,
    /// The file, or the column of one, that gives it.
    pub file: &'static str,
    /// The key that gives it.
    pub key: &'static str,
    /// The command that gives it.
    pub command: &'static str,
}

impl KnownFact {
    /// Whether it is known of every account.
    pub fn is_whole(&self) -> bool {
        self.known >= self.of
    }

    /// `120 of 200`.
    pub fn count(&self) -> String {
        format!("{} of {}", grouped(&self.known.to_string()), grouped(&self.of.to_string()))
    }
}

impl Book {
    /// What is known of the open accounts; empty: there is none.
    pub fn what_is_known(&self) -> Result<Vec<KnownFact>> {
        let counts = self.store.known_counts(self.today())?;
        if counts.accounts == 0 {
            return Ok(Vec::new());
        }
        let fact = |what, known, file, key, command| KnownFact { what, known, of: counts.accounts, file, key, command };
        Ok(vec![
            fact("Annual values", counts.values, "a column ARR", "e on the account", "mainstay edit account"),
            fact("Renewal dates", counts.deadlines, "a contracts file", "n on Contracts", "mainstay new contract"),
            fact("Start dates", counts.starts, "a column Customer since", "e there", "mainstay edit account"),
            fact("Account leads", counts.leads, "a column Owner", "e on the account", "mainstay edit account"),
            fact("Contacts", counts.contacts, "a contacts file", "n on People", "mainstay new contact"),
            fact("Touches", counts.touches, "an activities file", "l logs one", "mainstay log"),
            fact("Pulse checks", counts.pulses, "", "p records one", "mainstay new pulse"),
        ])
    }
}
