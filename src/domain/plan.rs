//! Plans: shared or internal objectives.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::{order, record};
use super::words::{Formality, PlanKind};

record! {
    /// A plan with, or for, a customer.
    Plan: Plans {
        account: Id<Account> = "Account" [needed natural];
        kind: PlanKind = "Kind" [natural] hint "Internal: made by our team until the customer joins";
        started_on: Day = "Began" [needed natural];
        invited_on: Option<Day> = "Invited" hint "The day we suggested to plan together";
        agreed_on: Option<Day> = "Agreed";
        reviewed_on: Option<Day> = "Last review";
        review_on: Option<Day> = "Next review" hint "Blank: as their tier says";
        mutual_wins: Option<String> as LINES = "Mutual wins";
        could_go_wrong: Option<String> as LINES = "Risks (90 d)" hint "Risks in the next 90 days, one a line";
        products_owned: Option<String> as LINES = "Products owned" from "products_owned" hint "Beside their contracts, one a line";
        whitespace: Option<String> as LINES = "Whitespace" from "whitespace" hint "Beside open opportunities, one a line";
        formality: Formality = "Formality" hint "Informal: kept in mind and talked over";
        closed_on: Option<Day> = "Ended" [later] hint "Blank while it runs";
    }
    title |it| it.kind.word().to_owned();
    rules |it| {
            order("agreed_on", it.invited_on, it.agreed_on, ("the invitation", "The agreement"))?;
            order("reviewed_on", Some(it.started_on), it.reviewed_on, ("the start", "The review"))?;
            order("closed_on", Some(it.started_on), it.closed_on, ("the start", "The end"))
        };
}

impl Plan {
    /// Whether it runs on `day`.
    pub fn runs_on(&self, day: Day) -> bool {
        self.closed_on.is_none_or(|closed| closed > day)
    }
}

/// The next review: the day somebody said, else so many `days` after the last review, or after the start.
pub fn review_after(said: Option<Day>, started: Day, reviewed: Option<Day>, days: i32) -> Day {
    said.unwrap_or_else(|| reviewed.unwrap_or(started).plus(days))
}

record! {
    /// A customer objective with its measure.
    Goal: Goals {
        plan: Id<Plan> = "Plan" [needed natural];
        objective: String = "Objective" [needed natural] hint "In the customer's words";
        measure: Option<String> = "Measured by";
        our_owner: Option<Id<Member>> = "Our owner";
        their_owner: Option<Id<Contact>> = "Customer's owner";
        due: Option<Day> = "By when";
        met_on: Option<Day> = "Met on" [later] hint "Blank while it is open";
    }
    title |it| it.objective.clone();
}
