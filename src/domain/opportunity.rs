//! Opportunities: the radar.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::Currency;
use super::problem::Result;
use super::record::record;
use super::words::OpportunityState;

record! {
    /// Something more they might buy.
    Opportunity: Opportunities {
        account: Id<Account> = "Account" [needed natural];
        title: String as NAME = "Product or service" [needed natural];
        value: Option<i64> = "Annual value" hint "Such as 24k";
        currency: Currency = "Currency" [hidden];
        owner: Option<Id<Member>> = "Owner" hint "Blank: the account lead";
        expected_on: Option<Day> = "When";
        state: OpportunityState = "State";
        closed_on: Option<Day> = "Closed" hint "Won or lost on; blank: today";
        reason: Option<String> = "Why";
        reference: Option<String> = "Reference used" from "proof";
    }
    title |it| it.title.clone();
}
