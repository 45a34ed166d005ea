//! The kinds of record a book holds.

use super::words::words;

words! {
    /// A kind of record; its word names the file it is exported to.
    Noun, "kind of record" {
        /// Our people.
        Members = "members",
        /// Customers.
        Accounts = "accounts",
        /// Their people.
        Contacts = "contacts",
        /// Our duties on accounts.
        Seats = "seats",
        /// Contract lines.
        Contracts = "contracts",
        /// Losses.
        Defections = "defections",
        /// Stays in stages.
        StageHistory = "stage_history",
        /// Contacts between people.
        Touches = "touches",
        /// Readings of mood.
        Pulses = "pulses",
        /// Reported problems.
        Issues = "issues",
        /// What happened.
        Events = "events",
        /// What is to be done.
        Actions = "actions",
        /// Offers of responsibility.
        Handoffs = "handoffs",
        /// What they need to make the most of it.
        KitItems = "kit_items",
        /// Promises.
        Commitments = "commitments",
        /// Plans.
        Plans = "plans",
        /// Objectives.
        Goals = "goals",
        /// One-way messages.
        Communications = "communications",
        /// Things worth sharing.
        Insights = "insights",
        /// What was shared with whom.
        Shares = "shares",
        /// Recommendations.
        Referrals = "referrals",
        /// What more they might buy.
        Opportunities = "opportunities",
        /// Who helped.
        Contributions = "contributions",
        /// Bills.
        Invoices = "invoices",
        /// Exchange rates.
        Rates = "rates",
        /// Who agreed to an action of the charter.
        Agreements = "agreements",
        /// What leaders were asked for.
        Asks = "asks",
        /// What can be told to prospects.
        Stories = "stories",
        /// Who keeps an eye on whom.
        Watches = "watches",
        /// Months that are closed, with their figures.
        Months = "months",
        /// Signs that somebody of theirs left or changed.
        Hints = "hints",
        /// Lines put off.
        Deferrals = "deferrals",
        /// What the rep changed.
        Settings = "settings",
    }
}

impl Noun {
    /// One of them, in words: “account”, “stage stay”.
    pub const fn one(self) -> &'static str {
        match self {
            Noun::Members => "member",
            Noun::Accounts => "account",
            Noun::Contacts => "contact",
            Noun::Seats => "seat",
            Noun::Contracts => "contract",
            Noun::Defections => "defection",
            Noun::StageHistory => "stage stay",
            Noun::Touches => "touch",
            Noun::Pulses => "pulse",
            Noun::Issues => "issue",
            Noun::Events => "event",
            Noun::Actions => "action",
            Noun::Handoffs => "hand-off",
            Noun::KitItems => "kit item",
            Noun::Commitments => "commitment",
            Noun::Plans => "plan",
            Noun::Goals => "goal",
            Noun::Communications => "communication",
            Noun::Insights => "insight",
            Noun::Shares => "shared insight",
            Noun::Referrals => "referral",
            Noun::Opportunities => "opportunity",
            Noun::Contributions => "contribution",
            Noun::Invoices => "invoice",
            Noun::Rates => "rate",
            Noun::Agreements => "agreement",
            Noun::Asks => "ask",
            Noun::Stories => "story",
            Noun::Watches => "watch",
            Noun::Months => "closed month",
            Noun::Hints => "hint",
            Noun::Deferrals => "deferral",
            Noun::Settings => "setting",
        }
    }

    /// `count` of them, in words: “1 touch”, “1,204 touches”.
    pub fn counted(self, count: u64) -> String {
        let number = super::text::grouped(&count.to_string());
        if count == 1 {
            return format!("1 {}", self.one());
        }
        let many = match self {
            Noun::StageHistory => "stage stays".to_owned(),
            Noun::Handoffs => "hand-offs".to_owned(),
            Noun::Shares => "shared insights".to_owned(),
            Noun::KitItems => "kit items".to_owned(),
            Noun::Months => "closed months".to_owned(),
            other => other.word().to_owned(),
        };
        format!("{number} {many}")
    }
}
