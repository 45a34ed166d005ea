//! Of how many open accounts each thing is known that ranks, money and the day's list hang on.

use super::Store;
use super::lead::lead_on;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};

/// How many open accounts there are, and of how many something is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KnownCounts {
    /// Open accounts.
    pub accounts: u64,
    /// With an annual value.
    pub values: u64,
    /// With a renewal date or notice deadline.
    pub deadlines: u64,
    /// With a day since when they are customers.
    pub starts: u64,
    /// With an account lead.
    pub leads: u64,
    /// With a contact.
    pub contacts: u64,
    /// With a touch.
    pub touches: u64,
    /// With a pulse check.
    pub pulses: u64,
}

impl Store {
    /// What is known of the open accounts on `day`.
    pub fn known_counts(&self, day: Day) -> Result<KnownCounts> {
        let lead = lead_on!("a.id", "a.owner", "?1");
        let sql = format!(
            "SELECT count(*), sum(s.value IS NOT NULL), sum(s.decision_on IS NOT NULL), sum(a.customer_since IS NOT NULL),
                sum({lead} IS NOT NULL), sum(EXISTS (SELECT 1 FROM contact WHERE contact.account = a.id)),
                sum(EXISTS (SELECT 1 FROM touch WHERE touch.account = a.id)),
                sum(EXISTS (SELECT 1 FROM pulse WHERE pulse.account = a.id))
             FROM account_summary s JOIN account a ON a.id = s.account WHERE s.open = 1"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let counts = statement.query_row([day.number()], |row| {
            let count = |place| row.get::<_, Option<i64>>(place).map(|count| count.unwrap_or(0).max(0) as u64);
            Ok(KnownCounts {
                accounts: count(0)?,
                values: count(1)?,
                deadlines: count(2)?,
                starts: count(3)?,
                leads: count(4)?,
                contacts: count(5)?,
                touches: count(6)?,
                pulses: count(7)?,
            })
        });
        counts.map_err(Problem::from)
    }
}
