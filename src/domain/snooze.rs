//! Deferrals: lines of Today that were put off.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::record::{order, record};
use super::words::TaskKind;

record! {
    /// A line of Today put off or dropped that has no record of its own.
    Snooze: Snoozes {
        account: Id<Account> = "Account" [needed natural];
        task: TaskKind = "Task" [needed natural] from "line";
        on: Day = "On" [needed natural];
        until: Day = "Until" [needed];
        dropped: bool = "Dropped";
        reason: Option<String> = "Why";
    }
    title |it| it.task.word().to_owned();
    rules |it| order("until", Some(it.on), Some(it.until), ("the day of the snooze", "The day it comes back"));
}
