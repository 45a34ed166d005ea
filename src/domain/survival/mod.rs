//! Survival: how long customers stay, from where they leave, when it is likeliest.
//!
//! [`life`] reads one account as a [`Span`] of days watched, [`stay`] its stays in stages. From many of them
//! [`kaplan_meier`] draws the curve of those who are still there, [`incidence`] that of those lost from a stage while
//! others move on, [`hazard`] says in which days more are lost than the book loses anyway, [`log_rank`] whether groups
//! differ. Time is counted in whole days since the signature, or since the stage was entered.
//!
//! Accounts that were customers before the book knew them are at risk only from the day it watches them (late entry);
//! those still there are watched until today (censored). Sources: METHOD §5.3.7–9.

pub mod hazard;
pub mod incidence;
pub mod kaplan_meier;
pub mod life;
pub mod log_rank;
pub mod risk_set;
pub mod stay;

use super::vocabulary::words;

/// One stretch of days under watch. At risk on day `t` is who has `enter < t <= exit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The last day before it was watched: [`FROM_THE_START`] for who was watched from day 0 on.
    pub enter: i32,
    /// The last day it was watched.
    pub exit: i32,
    /// Whether what is asked about happened on that day.
    pub event: bool,
}

/// Watched from the first day on, so that who leaves on that very day (day 0) was at risk of it.
pub const FROM_THE_START: i32 = -1;

words! {
    /// What accounts are grouped by, to be compared.
    Field, "field to group by" {
        /// A, B or C.
        Tier = "tier",
        /// The lifecycle stage; of lost accounts the one they were lost from.
        Stage = "stage",
        /// Who of our team leads.
        Owner = "owner",
        /// The offer that won them.
        Offer = "offer",
        /// Their marks; an account counts in the group of each.
        Tag = "tag",
        /// How they were won.
        Channel = "channel",
        /// Their trade.
        Industry = "industry",
    }
}
