//! Defections: what was lost, why, and what came back.

use super::account::Account;
use super::contract::Contract;
use super::day::Day;
use super::id::Id;
use super::money::Currency;
use super::record::{order, record};
use super::words::LossType;

record! {
    /// A loss: whole, or of one contract line.
    Churn: Churns {
        account: Id<Account> = "Account" [needed natural];
        contract: Option<Id<Contract>> = "Contract" [natural];
        reason: Option<String> = "Why" hint "In our words";
        quote: Option<String> = "Quote";
        kind("type"): Option<LossType> = "Type" from "kind";
        on: Day = "Churned on" [needed natural];
        decided_on: Option<Day> = "Decided on";
        value: Option<i64> = "Annual value" hint "Blank: the account's value";
        currency: Currency = "Currency" [hidden];
        won_back_on: Option<Day> = "Won back on" [hidden];
    }
    title |it| it.reason.clone().unwrap_or_else(|| "loss".to_owned());
    rules |it| order("won_back_on", Some(it.on), it.won_back_on, ("the loss", "The return"));
}
