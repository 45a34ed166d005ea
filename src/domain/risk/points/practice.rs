//! The practice that the score is measured against: cadences, shares of tiers, what is assumed of saves and of people.

use super::Words;
use serde::{Deserialize, Serialize};

group! {
    /// Days between contacts of each kind, for one tier.
    Practice {
        /// Days between meaningful touches
        touch: i32,
        /// Days between pulse checks
        pulse: i32,
        /// Days within which a person counts as active
        window: i32,
        /// Minutes a month of the whole team
        minutes: u32,
        /// Days between touches by service
        service: i32,
        /// Days between touches by the technical lead; none: not expected
        technical: Option<i32>,
        /// Days between touches by finance
        finance: i32,
        /// Days between touches by an executive; none: not expected
        executive: Option<i32>,
        /// Days between company updates
        news: i32,
        /// Days between insights that sell nothing
        insight: i32,
        /// Days between reviews of the plan
        review: i32,
        /// Counterparts wanted
        peers: u32,
    }
}

group! {
    /// The shares of accounts in tiers A and B, by value.
    InsightShares {
        /// Share of the accounts in tier A
        a: f64,
        /// Share of the accounts in tier B
        b: f64,
    }
}

group! {
    /// The prior of a playbook's save rate.
    Save {
        /// Saves assumed before any were seen
        saved: u32,
        /// Tries assumed before any were seen
        tried: u32,
    }
}

group! {
    /// What is assumed of our team and of contacts.
    Staff {
        /// Share of a customer's sales lost when their rep leaves, least
        loss_low: f64,
        /// Share of a customer's sales lost when their rep leaves, most
        loss_high: f64,
        /// Share of contacts who leave in a year
        contact_turnover: f64,
        /// Months for which a team member is new
        newcomer_months: u32,
        /// Days within which who helped is thanked
        thanks_days: u32,
    }
}
