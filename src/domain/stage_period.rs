//! Stage history: when an account came and went.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::record::{order, record};

record! {
    /// A stay of an account in one stage.
    StagePeriod: StageHistory {
        account: Id<Account> = "Account" [needed natural];
        stage: String as STAGE = "Stage" [needed natural];
        entered_on: Day = "Entered on" [needed natural];
        left_on: Option<Day> = "Left on";
    }
    title |it| it.stage.clone();
    rules |it| order("left_on", Some(it.entered_on), it.left_on, ("the entry", "The leaving"));
}
