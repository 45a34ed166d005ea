//! Invoices.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::money::Currency;
use super::record::{order, record};

record! {
    /// A bill to an account.
    Invoice: Invoices {
        account: Id<Account> = "Account" [needed natural];
        number: Option<String> = "Number" [natural];
        issued_on: Day = "Issued" [needed natural];
        due_on: Option<Day> = "Due";
        paid_on: Option<Day> = "Paid";
        amount: Option<i64> = "Amount";
        currency: Currency = "Currency";
        disputed: bool = "Disputed";
    }
    title |it| it.number.clone().unwrap_or_else(|| "invoice".to_owned());
    rules |it| order("due_on", Some(it.issued_on), it.due_on, ("the issue", "The due day"));
}
