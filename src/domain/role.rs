//! The seats of both sides of an account (domain §4), with what files and people call them.

use super::words::words;

words! {
    /// The seats on our side of an account (`AL` and so on).
    Role, "role of ours" {
        /// Account lead.
        AccountLead = "AL" ("Account lead"),
        /// Executive sponsor; two of them, business and sales.
        ExecutiveSponsor = "ES" ("Exec sponsor"),
        /// Service, customer success.
        Service = "SV" ("Service"),
        /// Technical lead.
        Technical = "TL" ("Technical lead"),
        /// Support.
        Support = "SU" ("Support"),
        /// Finance and billing.
        Finance = "FB" ("Finance"),
        /// Implementation.
        Implementation = "IM" ("Implementation"),
        /// Communications.
        Communications = "CM" ("Communications"),
    }
}

impl Role {
    /// The role in words, for people.
    pub fn title(self) -> &'static str {
        Self::WORDS.title(self.word())
    }
}

words! {
    /// What an executive sponsor leads: of the two on an account one stands for the business, one for sales.
    Leads, "leadership" {
        /// The business: the managing director, operations, the product.
        Business = "business",
        /// Sales.
        Sales = "sales",
    }
}

impl Leads {
    /// What an executive leads, by what the seat is for, else by their title and function; none: neither says it.
    pub fn of(purpose: Option<&str>, job: &str) -> Option<Self> {
        let says = |text: &str, words: &[&str]| words.iter().any(|word| text.to_lowercase().contains(word));
        let purpose = purpose.unwrap_or_default();
        match () {
            () if says(purpose, &["sales"]) => Some(Leads::Sales),
            () if says(purpose, &["business"]) => Some(Leads::Business),
            () if says(job, &["sales", "commercial", "revenue"]) => Some(Leads::Sales),
            () if job.trim().is_empty() => None,
            () => Some(Leads::Business),
        }
    }

    /// The seat of an executive who leads it, in words for people.
    pub const fn seat_title(self) -> &'static str {
        match self {
            Leads::Business => "Exec, business",
            Leads::Sales => "Exec, sales",
        }
    }
}

words! {
    /// The seats on their side.
    ContactRole, "role of theirs" {
        /// Signs, or says no.
        DecisionMaker = "decision maker",
        /// Defends us inside.
        Champion = "champion" from "sponsor",
        /// Judges the technology.
        TechnicalEvaluator = "technical evaluator",
        /// Leads the people who use it.
        UserLead = "user lead",
        /// Buys.
        Procurement = "procurement",
        /// Pays.
        BudgetHolder = "budget holder" from "payer",
        /// The peer of one of our executives.
        Executive = "executive" from "executive peer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executive_leads_what_the_seat_says_else_what_their_job_says() {
        assert_eq!(Leads::of(Some("Sales, twice a year"), "Managing director"), Some(Leads::Sales));
        assert_eq!(Leads::of(Some("for the business"), "Head of sales"), Some(Leads::Business));
        assert_eq!(Leads::of(None, "Head of sales"), Some(Leads::Sales));
        assert_eq!(Leads::of(None, "Managing director"), Some(Leads::Business));
        assert_eq!(Leads::of(None, " "), None);
    }

    #[test]
    fn a_role_is_read_by_its_letters_and_by_its_words() {
        assert_eq!(Role::parse("sv"), Some(Role::Service));
        assert_eq!(ContactRole::parse("decision_maker"), Some(ContactRole::DecisionMaker));
        assert_eq!(ContactRole::parse("king"), None);
    }
}
