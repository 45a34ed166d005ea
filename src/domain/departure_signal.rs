//! Hints: signs that a contact who mattered has left, or has another job, and what the rep said to it.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use super::record::{order, record};
use super::words::DepartureSignalKind;

record! {
    /// A sign that a contact has left or changed. A changed record leaves one when it comes in; any other sign is read
    /// from what the book holds, and is kept only to remember that somebody looked and nothing had changed.
    DepartureSignal: DepartureSignals {
        account: Id<Account> = "Account" [needed natural];
        contact: Option<Id<Contact>> = "Who" [natural];
        kind: DepartureSignalKind = "What" [needed natural];
        on: Day = "When" [needed natural];
        words: Option<String> = "More";
        settled_on: Option<Day> = "Settled";
    }
    title |it| it.kind.word().to_owned();
    rules |it| order("settled_on", Some(it.on), it.settled_on, ("the sign", "The answer"));
}
