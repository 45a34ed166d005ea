//! Issues and escalations.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::{order, record};

record! {
    /// A problem a customer reported.
    Issue: Issues {
        account: Id<Account> = "Account" [needed natural];
        title: String as NAME = "What it is" [needed natural];
        escalation: bool = "Escalated";
        opened_on: Day = "Opened" [needed natural];
        closed_on: Option<Day> = "Resolved" hint "Blank while it is open";
        owner: Option<Id<Member>> = "Owner" hint "Who answers for it; blank: the account lead";
        summary: Option<String> as LINES = "More";
    }
    title |it| it.title.clone();
    happened |it| Some(it.opened_on);
    rules |it| order("closed_on", Some(it.opened_on), it.closed_on, ("the opening", "The closing"));
}
