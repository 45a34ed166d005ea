//! The seats of both sides of an account (domain §4), with what files and people call them.

use super::words::words;

words! {
    /// The seats on our side of an account (`AL` and so on).
    OurRole, "role of ours" {
        /// Account lead.
        AccountLead = "AL",
        /// Executive sponsor; two of them, business and sales.
        ExecutiveSponsor = "ES",
        /// Service, customer success.
        Service = "SV",
        /// Technical lead.
        Technical = "TL",
        /// Support.
        Support = "SU",
        /// Finance and billing.
        Finance = "FB",
        /// Implementation.
        Implementation = "IM",
        /// Communications.
        Communications = "CM",
    }
}

impl OurRole {
    /// The role in words, for people.
    pub const fn title(self) -> &'static str {
        match self {
            OurRole::AccountLead => "Account lead",
            OurRole::ExecutiveSponsor => "Exec sponsor",
            OurRole::Service => "Service",
            OurRole::Technical => "Technical lead",
            OurRole::Support => "Support",
            OurRole::Finance => "Finance",
            OurRole::Implementation => "Implementation",
            OurRole::Communications => "Communications",
        }
    }
}

words! {
    /// The seats on their side.
    TheirRole, "role of theirs" {
        /// Signs, or says no.
        DecisionMaker = "decision maker",
        /// Defends us inside.
        Sponsor = "sponsor",
        /// Judges the technology.
        TechnicalEvaluator = "technical evaluator",
        /// Leads the people who use it.
        UserLead = "user lead",
        /// Buys.
        Procurement = "procurement",
        /// Pays.
        Payer = "payer",
        /// The peer of one of our executives.
        ExecutivePeer = "executive peer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_by_its_letters_and_by_its_words() {
        assert_eq!(OurRole::parse("sv"), Some(OurRole::Service));
        assert_eq!(TheirRole::parse("decision_maker"), Some(TheirRole::DecisionMaker));
        assert_eq!(TheirRole::parse("king"), None);
    }
}
