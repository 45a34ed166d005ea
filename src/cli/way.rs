//! Which commands read, and of which day; every command says so here, or it does not compile.
//!
//! Reading never writes: a command that answers of the day leaves the records and the history as they were, on any day and in
//! any order of reading. What the real day brings of itself is kept once, by nobody's step, see [`Book::begin_day`].
//!
//! [`Book::begin_day`]: crate::book::Book::begin_day

use super::args::Command;

/// How a command meets the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It answers of the day the program lives on, also where that is another day than the real one.
    OfTheDay,
    /// It copies records as the book holds them; what is only looked at is no record.
    Records,
    /// It writes, or tells what was kept, and waits for no turn of the day.
    AsKept,
}

impl Command {
    /// How this command meets the book.
    pub(super) fn way(&self) -> Way {
        match self {
            Command::Today(_)
            | Command::Show { .. }
            | Command::Accounts { .. }
            | Command::Risk { .. }
            | Command::Backtest(_)
            | Command::Learn(_)
            | Command::Survival(_)
            | Command::Pipeline(_)
            | Command::Huddle(_)
            | Command::Charter(_)
            | Command::Renewals { .. }
            | Command::Team { .. } => Way::OfTheDay,
            Command::Score(args) if !args.closes() => Way::OfTheDay,
            Command::WhatIf(args) if !args.is_carried_out() => Way::OfTheDay,
            Command::Handoff(args) if args.shows() => Way::OfTheDay,
            Command::Duplicates(args) if args.lists() => Way::OfTheDay,
            Command::Export(args) => {
                if args.is_page() {
                    Way::OfTheDay
                } else {
                    Way::Records
                }
            }
            Command::Score(_)
            | Command::WhatIf(_)
            | Command::Handoff(_)
            | Command::Demo(_)
            | Command::Log { .. }
            | Command::Me { .. }
            | Command::Status(_)
            | Command::Done { .. }
            | Command::Snooze { .. }
            | Command::Dismiss { .. }
            | Command::DismissOverdue
            | Command::Settings(_)
            | Command::New(_)
            | Command::Edit(_)
            | Command::Remove(_)
            | Command::Move(_)
            | Command::Decide(_)
            | Command::WonBack(_)
            | Command::CommitmentMet(_)
            | Command::Act(_)
            | Command::CommitmentGivenUp(_)
            | Command::Tag(_)
            | Command::Duplicates(_)
            | Command::Merge(_)
            | Command::Import(_)
            | Command::Undo
            | Command::Redo
            | Command::History { .. }
            | Command::Backup(_)
            | Command::Restore { .. }
            | Command::Check { .. }
            | Command::Forget { .. }
            | Command::Completions { .. }
            | Command::Config
            | Command::Man => Way::AsKept,
        }
    }
}

#[cfg(test)]
mod tests;
