//! Contributions: who helped whom.

use super::account::Account;
use super::contract::Contract;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::opportunity::Opportunity;
use super::problem::Result;
use super::record::{order, record};
use super::words::ContributionKind;

record! {
    /// What a team member did for a win or a save.
    Contribution: Contributions {
        account: Id<Account> = "Account" [needed natural];
        member: Id<Member> = "Who" [needed natural];
        kind: ContributionKind = "For a" [natural];
        what: String = "What was done" [needed natural];
        on: Day = "When" [needed natural];
        contract: Option<Id<Contract>> = "Contract that was kept" [hidden];
        opportunity: Option<Id<Opportunity>> = "Opportunity that was won" [hidden];
        thanks: Option<String> as LINES = "Words of thanks" [later];
        thanked_on: Option<Day> = "Thanked" [later] hint "Blank: not yet; d on the line notes it for today";
    }
    title |it| it.what.clone();
    rules |it| order("thanked_on", Some(it.on), it.thanked_on, ("the help", "The thanks"));
}
