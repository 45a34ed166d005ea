//! The roles on both sides of an account (METHOD §4), with what files and people call them.

use super::vocabulary::words;

words! {
    /// The roles of team members at an account (`AL` and so on).
    Role, "role" {
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

words! {
    /// What an assignment is for beyond its role, where the book goes by it.
    Duty, "duty" {
        /// Watches over the account.
        Watch = "watch" ("Watches"),
        /// Takes over when the account lead is away or leaves.
        Cover = "cover" ("Covers"),
        /// Answers for keeping the account.
        Keep = "keep" ("Owner of retention"),
        /// Stands for the business; of an executive.
        Business = "business" ("For the business"),
        /// Stands for sales; of an executive.
        Sales = "sales" ("For sales"),
    }
}

impl Duty {
    /// The duties that books from before there was a field for them told in the purpose of an assignment.
    pub fn said_in(role: Role, purpose: &str) -> Vec<Self> {
        let purpose = purpose.trim().to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| purpose.contains(word));
        let is_executive = role == Role::ExecutiveSponsor;
        let said = [
            (purpose.starts_with("watch"), Duty::Watch),
            (purpose.starts_with("cover"), Duty::Cover),
            (says(&["keep", "retain", "retention", "renew", "stay"]), Duty::Keep),
            (is_executive && says(&["business"]) && !says(&["sales"]), Duty::Business),
            (is_executive && says(&["sales"]), Duty::Sales),
        ];
        said.into_iter().filter(|(is_said, _)| *is_said).map(|(_, duty)| duty).collect()
    }
}

impl Duty {
    /// What an assignment is for, for people: its duties, then its purpose; none: nobody has said.
    pub fn aim(duties: &[Self], purpose: Option<&str>) -> Option<String> {
        let duties = duties.iter().map(|duty| Self::WORDS.title(duty.word()));
        let said: Vec<&str> = duties.chain(purpose).collect();
        (!said.is_empty()).then(|| said.join("; "))
    }
}

impl Leads {
    /// What an executive leads, by the duty of the assignment, else by their title and function; none: neither says it.
    pub fn of(duty: &[Duty], job: &str) -> Option<Self> {
        let says = |words: &[&str]| words.iter().any(|word| job.to_lowercase().contains(word));
        match () {
            () if duty.contains(&Duty::Sales) => Some(Leads::Sales),
            () if duty.contains(&Duty::Business) => Some(Leads::Business),
            () if says(&["sales", "commercial", "revenue"]) => Some(Leads::Sales),
            () if job.trim().is_empty() => None,
            () => Some(Leads::Business),
        }
    }

    /// The duty of an executive who leads it.
    pub const fn duty(self) -> Duty {
        match self {
            Leads::Business => Duty::Business,
            Leads::Sales => Duty::Sales,
        }
    }

    /// The assignment of an executive who leads it, in words for people.
    pub const fn assignment_title(self) -> &'static str {
        match self {
            Leads::Business => "Exec, business",
            Leads::Sales => "Exec, sales",
        }
    }
}

words! {
    /// The roles of contacts at an account.
    ContactRole, "contact role" {
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
        /// The counterpart of one of our executives.
        Executive = "executive" from "executive peer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executive_leads_what_the_seat_says_else_what_their_job_says() {
        assert_eq!(Leads::of(&[Duty::Sales], "Managing director"), Some(Leads::Sales));
        assert_eq!(Leads::of(&[Duty::Business], "Head of sales"), Some(Leads::Business));
        assert_eq!(Leads::of(&[Duty::Keep], "Head of sales"), Some(Leads::Sales));
        assert_eq!(Leads::of(&[], "Managing director"), Some(Leads::Business));
        assert_eq!(Leads::of(&[], " "), None);
    }

    #[test]
    fn the_purposes_of_older_books_tell_the_duties_they_stood_for() {
        let (exec, service) = (Role::ExecutiveSponsor, Role::Service);
        for (role, purpose, duties) in [
            (service, " Cover in holidays", &[Duty::Cover][..]),
            (service, "watch: usage", &[Duty::Watch]),
            (service, "Covers, so that they RENEW", &[Duty::Cover, Duty::Keep]),
            (exec, "Sales, twice a year", &[Duty::Sales]),
            (exec, "for the business", &[Duty::Business]),
            (exec, "business and sales", &[Duty::Sales]),
            (service, "for the business", &[]),
            (service, "recovers bills", &[]),
            (exec, "", &[]),
        ] {
            assert_eq!(Duty::said_in(role, purpose), duties, "{purpose}");
        }
    }

    #[test]
    fn people_read_the_duties_and_the_purpose() {
        assert_eq!(
            Duty::aim(&[Duty::Cover, Duty::Keep], Some("in May")).unwrap(),
            "Covers; Owner of retention; in May"
        );
        assert_eq!((Duty::aim(&[], Some("in May")), Duty::aim(&[], None)), (Some("in May".into()), None));
    }

    #[test]
    fn a_role_is_read_by_its_letters_and_by_its_words() {
        assert_eq!(Role::parse("sv"), Some(Role::Service));
        assert_eq!(ContactRole::parse("decision_maker"), Some(ContactRole::DecisionMaker));
        assert_eq!(ContactRole::parse("king"), None);
    }
}
