//! The kinds of record that a book holds: what the file of each is called, one of them, and its table.
//!
//! Which type stands behind a kind is in `domain/records.rs`.

use super::problem::{Problem, Result};
use super::text::{fit, grouped, same_word};
use std::fmt;

macro_rules! nouns {
    ($($noun:ident = $file:literal $(from $former:literal)?, $one:literal, $table:ident;)+) => {
        /// A kind of record; its word names the file it is exported to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Noun { $(#[doc = $one] $noun),+ }

        impl Noun {
            /// Every kind, in the order in which they are taken in: what is pointed to comes first.
            pub const ALL: &'static [Noun] = &[$(Noun::$noun),+];

            /// The name of its file, without the ending.
            pub const fn word(self) -> &'static str {
                match self { $(Noun::$noun => $file),+ }
            }

            /// One of them, in words: “account”, “stage stay”.
            pub const fn one(self) -> &'static str {
                match self { $(Noun::$noun => $one),+ }
            }

            /// The table that holds them.
            pub const fn table(self) -> &'static str {
                match self { $(Noun::$noun => stringify!($table)),+ }
            }

            /// What the file was called before.
            const FORMER: &'static [(&'static str, Noun)] = &[$($(($former, Noun::$noun),)?)+];
        }
    };
}

#[rustfmt::skip]
nouns! {
    Members = "members", "member", member;
    Accounts = "accounts", "account", account;
    Contacts = "contacts", "contact", contact;
    Assignments = "assignments" from "seats", "assignment", assignment;
    Contracts = "contracts", "contract", contract;
    Churns = "churns" from "defections", "churn", churn;
    StageHistory = "stage_history", "stage period", stage_period;
    Touches = "touches", "touch", touch;
    Pulses = "pulses", "pulse", pulse;
    Issues = "issues", "issue", issue;
    Events = "events", "event", event;
    Actions = "actions", "action", action;
    Handoffs = "handoffs", "hand-off", handoff;
    ChecklistItems = "checklist_items" from "kit_items", "checklist item", checklist_item;
    Commitments = "commitments", "commitment", commitment;
    Plans = "plans", "plan", plan;
    Goals = "goals", "goal", goal;
    CompanyUpdates = "company_updates" from "communications", "company update", company_update;
    Insights = "insights", "insight", insight;
    InsightShares = "insight_shares" from "shares", "shared insight", insight_share;
    Referrals = "referrals", "referral", referral;
    Opportunities = "opportunities", "opportunity", opportunity;
    CustomFields = "custom_fields", "custom field", custom_field;
    Readings = "readings", "reading", reading;
    Contributions = "contributions", "contribution", contribution;
    Invoices = "invoices", "invoice", invoice;
    Rates = "rates", "rate", rate;
    Agreements = "agreements", "agreement", agreement;
    LeadershipRequests = "leadership_requests" from "asks", "leadership request", leadership_request;
    References = "references" from "stories", "reference", reference;
    DropOffs = "drop_off_points", "drop-off point", drop_off;
    Watches = "watches", "watch", watch;
    Months = "months", "closed month", month;
    DepartureSignals = "departure_signals" from "hints", "departure signal", departure_signal;
    DismissedDuplicates = "dismissed_duplicates", "dismissed duplicate", dismissed_duplicate;
    Snoozes = "snoozes" from "deferrals", "snooze", snooze;
    Settings = "settings", "setting", setting;
}

impl Noun {
    /// Reads the name of its file, now or before, in any case, with blanks or hyphens for underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let now = Self::ALL.iter().copied().find(|noun| same_word(noun.word(), text));
        now.or_else(|| Self::FORMER.iter().find(|(former, _)| same_word(former, text)).map(|(_, noun)| *noun))
    }

    /// What its file was called before, where it had another name.
    pub fn former(self) -> Option<&'static str> {
        Self::FORMER.iter().find(|(_, noun)| *noun == self).map(|(former, _)| *former)
    }

    /// Reads such a name, or says which there are.
    pub fn read(text: &str) -> Result<Self> {
        Self::parse(text).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|noun| noun.word()).collect();
            let shown = fit(text, 40);
            Problem::input(format!("“{shown}” is not a kind of record; use one of: {}.", known.join(", ")))
        })
    }

    /// `count` of them, in words: “1 touch”, “1,204 touches”.
    pub fn counted(self, count: u64) -> String {
        let number = grouped(&count.to_string());
        if count == 1 {
            return format!("1 {}", self.one());
        }
        // The file is named by the plural, unless the word for one has blanks or a hyphen.
        if self.one().contains([' ', '-']) {
            return format!("{number} {}s", self.one());
        }
        format!("{number} {}", self.word())
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
