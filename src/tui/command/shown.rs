//! How a command is named where it is shown: its keys, and its word in the foot of a screen.

use super::super::place::Place;
use super::{Command, Row};

impl Row {
    /// Its keys as they are shown: `: or Ctrl-p`.
    pub(crate) fn keys_shown(&self) -> String {
        self.keys.replace(' ', " or ")
    }

    /// The word of the footer on this screen.
    pub(crate) fn short_on(&self, place: Place) -> &'static str {
        match (self.command, place) {
            (Command::View, Place::Score) => "group",
            (Command::View, Place::Accounts) => "list or map",
            (Command::Open, Place::Score) => "numbers",
            (Command::Right, Place::Accounts) => "tab",
            (Command::Right, Place::Renewals) => "month",
            (Command::Right | Command::Later, Place::Today | Place::Pipeline) => "stage",
            (Command::Earlier, Place::Accounts) => "back in time",
            (Command::Drop, place) if place != Place::Today => "remove",
            _ => self.short,
        }
    }

    /// The first of its keys.
    pub(crate) fn first_key(&self) -> &'static str {
        self.keys.split(' ').next().unwrap_or("")
    }
}
