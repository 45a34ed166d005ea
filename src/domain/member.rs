//! Members: our own people.

use super::day::Day;
use super::record::{order, record};

record! {
    /// One of our people.
    Member: Members {
        name: String as NAME = "Name" [needed natural];
        title: Option<String> as TITLE = "Title";
        function: Option<String> = "Function";
        team: Option<String> = "Team";
        place: Option<String> = "Location" hint "Where the member works";
        email: Option<String> = "Email";
        started_on: Option<Day> = "Started on";
        left_on: Option<Day> = "Left on" hint "Blank while they are here";
        capacity_minutes: Option<u32> as MINUTES_A_MONTH = "Minutes a month";
        one_on_one_days: Option<u32> as CADENCE = "1:1 every" from "one_on_one_days" hint "Days between 1:1s; blank: none";
        last_one_on_one: Option<Day> = "Last 1:1" from "last_one_on_one" hint "When you last talked; d on screen 4 notes it";
        next_one_on_one: Option<Day> = "Next 1:1" [later] hint "Blank: by the cadence";
    }
    title |it| it.name.clone();
    rules |it| order("left_on", it.started_on, it.left_on, ("the first day", "The last day"));
}

impl Member {
    /// Whether they have not left by `day`; the last day is a contact, as with assignments and contacts.
    pub fn is_here(&self, day: Day) -> bool {
        self.left_on.is_none_or(|left| left >= day)
    }

    /// The day by which to talk with them again: the one that is planned, else by the cadence; none: nothing is planned, or
    /// there was no talk yet.
    pub fn inside_due(&self) -> Option<Day> {
        self.next_one_on_one.or_else(|| Some(self.last_one_on_one?.plus(self.one_on_one_days? as i32)))
    }

    /// Whether 1:1s with them are meant to be.
    pub fn has_one_on_ones(&self) -> bool {
        self.one_on_one_days.is_some() || self.next_one_on_one.is_some()
    }

    /// The same after a 1:1 on `on`.
    #[must_use]
    pub fn talked(self, on: Day) -> Self {
        Self { last_one_on_one: Some(on), next_one_on_one: None, ..self }
    }
}
