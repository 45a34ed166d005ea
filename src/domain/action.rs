//! Actions: what is to be done.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::record;
use super::words::{ActionOutcome, Channel};

record! {
    /// Something to do: one owner, date, channel and outcome.
    Action: Actions {
        account: Option<Id<Account>> = "Account" [natural];
        title: String as NAME = "What to do" [needed natural];
        due: Option<Day> = "Due" [natural] hint "+7d, fri, 1 Dec or 2026-12-01";
        channel: Option<Channel> = "How";
        owner: Option<Id<Member>> = "Who" [natural];
        minutes: Option<u32> = "Minutes";
        reason: Option<String> = "Why";
        done_on: Option<Day> = "Done on" [hidden];
        outcome: Option<ActionOutcome> = "Outcome" [hidden];
        playbook: Option<String> = "Playbook" [hidden];
        huddle_month: Option<Day> = "Decided at the huddle of" [hidden];
    }
    title |it| it.title.clone();
}
