//! Hand-offs between sale and service.

use super::account::Account;
use super::day::Day;
use super::gap::PRESENT;
use super::id::Id;
use super::member::Member;
use super::problem::{Problem, Result};
use super::record::{order, record};
use super::words::HandoffState;

record! {
    /// An offer of responsibility for an account.
    Handoff: Handoffs {
        account: Id<Account> = "Account" [needed natural];
        to_member: Option<Id<Member>> = "To whom" [natural hidden] hint "The new account lead";
        from_member: Option<Id<Member>> = "From whom" [natural hidden];
        interim_contact: Option<Id<Member>> = "Interim contact" hint "The member the customer asks until the hand-off is accepted";
        told_on: Option<Day> = "Customer informed" hint "The day the customer was told; blank: not yet";
        why_bought: Option<String> as LINES = "Reason for buying";
        promises: Option<String> as LINES = "Commitments made";
        people: Option<String> as LINES = "People";
        open_points: Option<String> as LINES = "Open points";
        offered_on: Day = "Offered" [needed natural hidden];
        state: HandoffState = "State" [hidden];
        answered_on: Option<Day> = "Answered" [hidden] hint "Blank: today";
        gaps: Option<String> as LINES = "Gaps" [hidden] hint "What is missing, if sent back";
    }
    title |it| it.state.word().to_owned();
    rules |it| order("answered_on", Some(it.offered_on), it.answered_on, ("the offer", "The answer"));
}

impl Handoff {
    /// Refuses, at the field that is wrong, an offer that leaves the customer without somebody.
    pub fn check_offer(&self, today: Day) -> Result<()> {
        if self.to_member.is_none() {
            return Err(Problem::field("to_member", "A hand-off needs a receiver; name who is to take it."));
        }
        if self.to_member == self.from_member {
            return Err(Problem::field("to_member", "A hand-off goes to somebody else; name another receiver."));
        }
        if self.interim_contact.is_none() {
            let sentence = "Name the interim contact until the hand-off is accepted.";
            return Err(Problem::field("interim_contact", sentence));
        }
        if self.offered_on > today {
            let sentence = format!("{} is in the future; a hand-off is offered today or before.", self.offered_on);
            return Err(Problem::field("offered_on", sentence));
        }
        Ok(())
    }

    /// Whether the seller was there with the receiver and the customer, in words; `together`: the first day of it.
    pub fn seller_told(&self, together: Option<Day>, say: impl Fn(Day) -> String) -> String {
        match (together, self.answered_on.filter(|_| self.state == HandoffState::Accepted)) {
            (Some(on), _) => format!("yes, they met them together {}", say(on)),
            (None, Some(accepted)) => {
                format!("not yet; a touch of both with the customer closes it, by {}", say(accepted.plus(PRESENT)))
            }
            (None, None) => "not yet; a touch of both with the customer shows it".to_owned(),
        }
    }

    /// The same, answered on the day `on`. Only an offer that waits can be answered, from its day on until `today`.
    pub fn answered(self, state: HandoffState, on: Day, today: Day) -> Result<Self> {
        if self.state != HandoffState::Offered {
            return Err(Problem::input(format!("This hand-off was {} before; undo that first.", self.state)));
        }
        if on < self.offered_on {
            let sentence = format!("The answer {on} lies before the offer {}; correct it.", self.offered_on);
            return Err(Problem::field("answered_on", sentence));
        }
        if on > today {
            return Err(Problem::field(
                "answered_on",
                format!("{on} is in the future; an answer is of today or before."),
            ));
        }
        Ok(Self { state, answered_on: Some(on), ..self })
    }
}
