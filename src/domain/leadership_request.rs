//! Asks: what leaders are asked for, and how far each has come.

use super::day::Day;
use super::problem::Result;
use super::record::{order, record};

record! {
    /// Something one of the leaders is asked for.
    LeadershipRequest: LeadershipRequests {
        leader: String as NAME = "Who is asked" [needed natural];
        what: String as NAME = "What for" [needed natural];
        asked_on: Day = "Asked on" [needed natural];
        scheduled_on: Option<Day> = "Set for";
        held_on: Option<Day> = "Held on";
        outcome: Option<String> = "What came of it";
    }
    title |it| format!("{}: {}", it.leader, it.what);
    rules |it| {
            order("scheduled_on", Some(it.asked_on), it.scheduled_on, ("the ask", "The day it is set for"))?;
            order("held_on", Some(it.asked_on), it.held_on, ("the ask", "The day it was held"))
        };
}
