//! What can be done now, and why not: asked once, for greying and for guarding.

use super::app::App;
use super::command::{Command, DisabledReason, Save};
use super::place::Place;
use super::signal::CAN_SUSPEND;
use super::step::Subject;
use crate::domain::noun::Noun;
use crate::domain::record::{Field, Kind};
use crate::form::record_ref::RecordRef;
use crate::form::request::FOR_MANY;

const NO_ACCOUNT: DisabledReason = DisabledReason::so("Select an account first.");
const NO_RECORD: DisabledReason = DisabledReason::so("This row is not a record; select one first.");
const NO_LINE: DisabledReason = DisabledReason::so("Select something open to do first: a task, a step, a commitment.");

impl App {
    /// Whether `command` can be done here now; the one answer that greys and guards.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        let subject = self.screens.subject(self.here);
        let command = self.screens.meant(self.here, command);
        if subject.marked() > 0 && is_for_one(command, &subject) {
            let reason = format!("{} are marked, and this is done for one; Esc clears the marks.", subject.marked());
            return Err(DisabledReason(reason.into()));
        }
        match command {
            Command::Undo if self.book.undoable().is_none() => Err(DisabledReason::so("There is nothing to undo.")),
            Command::Redo if self.book.redoable().is_none() => Err(DisabledReason::so("There is nothing to redo.")),
            Command::Suspend if !CAN_SUSPEND => Err(DisabledReason::so("This system has no job control.")),
            Command::WhatIf => match (subject.record, subject.account) {
                (Some(RecordRef::Record(Noun::Members, _) | RecordRef::Departure(_)), _) | (_, Some(_)) => Ok(()),
                _ => Err(DisabledReason::so("Select a team member, or an account with an account lead.")),
            },
            Command::Drop if self.here != Place::Today && subject.acting_lines().is_empty() => removal(&subject),
            Command::DropOff if self.here != Place::Pipeline && subject.account.is_none() => {
                Err(DisabledReason::so("Select a stage of screen 2, or an account first."))
            }
            // Thanks are no line of the day.
            Command::Done if self.here == Place::Team => self.screens.can(self.here, command),
            Command::Record if self.here != Place::Score => {
                Err(DisabledReason::so("The score track record is on screen 7."))
            }
            _ => for_subject(command, &subject).and_then(|()| self.screens.can(self.here, command)),
        }
    }
}

/// Whether `x` removes what is selected: a record of an account, never the account that it is of.
fn removal(subject: &Subject) -> Result<(), DisabledReason> {
    match &subject.record {
        None => Err(NO_RECORD),
        Some(RecordRef::Record(Noun::Accounts, _)) => {
            Err(DisabledReason::so("An account is removed by name: press : and choose remove."))
        }
        Some(
            RecordRef::Rules(_)
            | RecordRef::Vacant(..)
            | RecordRef::SuspectedDeparture(..)
            | RecordRef::Departure(_)
            | RecordRef::Marks(_)
            | RecordRef::Keepers(_)
            | RecordRef::Pledge,
        ) => Err(DisabledReason::so("This row is changed, not removed; e opens it.")),
        Some(_) => Ok(()),
    }
}

impl App {
    /// Whether the foot offers it: it can be done, and there is something to do it to.
    pub(super) fn is_offered(&self, command: Command) -> bool {
        let needs_account = match command {
            Command::Log => true,
            // A step, a month or a line of numbers is opened without an account.
            Command::Open => matches!(self.here, Place::Today | Place::Accounts | Place::Renewals),
            _ => false,
        };
        self.can(command).is_ok() && (!needs_account || self.screens.subject(self.here).account.is_some())
    }
}

/// Whether what is selected allows it.
fn for_subject(command: Command, subject: &Subject) -> Result<(), DisabledReason> {
    let account = || if subject.account.is_some() { Ok(()) } else { Err(NO_ACCOUNT) };
    match command {
        Command::EditAccount
        | Command::Pulse
        | Command::HandOff
        | Command::Brief
        | Command::Mail
        | Command::CopyPhone
        | Command::Save(Save::Handover)
        | Command::Tell
        | Command::Marks
        | Command::WonBack => account(),
        Command::NewRecord(noun) if belongs_to_an_account(noun) => account(),
        Command::Stage | Command::Tag if subject.acting_accounts().is_empty() => Err(NO_ACCOUNT),
        Command::Done | Command::Snooze if subject.tasks().is_empty() => Err(NO_LINE),
        Command::Drop if subject.acting_lines().is_empty() => Err(NO_LINE),
        Command::Edit | Command::Remove if subject.record.is_none() => Err(NO_RECORD),
        Command::Copy if subject.name.is_empty() && subject.line.is_none() => {
            Err(DisabledReason::so("Nothing is selected."))
        }
        _ => Ok(()),
    }
}

/// Whether this changes something of one account or line, whichever are marked: what only reads does not.
fn is_for_one(command: Command, subject: &Subject) -> bool {
    match command {
        Command::Log
        | Command::Pulse
        | Command::HandOff
        | Command::Edit
        | Command::EditAccount
        | Command::Mail
        | Command::Tell
        | Command::WonBack
        | Command::Remove
        | Command::Save(Save::Handover) => true,
        Command::Drop => subject.acting_lines().is_empty(),
        Command::Done | Command::Snooze => subject.lines.is_empty(),
        Command::NewRecord(noun) => belongs_to_an_account(noun) && !FOR_MANY.contains(&noun),
        _ => false,
    }
}

/// Whether a record of this kind cannot be without an account.
fn belongs_to_an_account(noun: Noun) -> bool {
    let needs = |field: &Field| field.needed && matches!(field.kind, Kind::To(Noun::Accounts | Noun::Plans));
    noun.fields().iter().any(needs) || noun == Noun::Commitments
}
