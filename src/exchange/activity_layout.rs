//! Touches in the columns that the import of another program takes, in its own spelling: the way back of what was logged here.
//!
//! Days are ISO 8601, which each of these imports reads or lets one choose, and in which day and month cannot be confused.

use super::writer::Writer;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;
use crate::domain::words::Channel;
use std::io::Write;

/// A program that takes activities back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Program {
    /// HubSpot: the import of activities.
    HubSpot,
    /// Salesforce: tasks by API names, as Data Loader takes them.
    Salesforce,
    /// Pipedrive: the import of activities.
    Pipedrive,
    /// Zoho CRM: the import of tasks.
    Zoho,
    /// Dynamics 365: the import of activities.
    Dynamics,
}

/// A person or an account as another program may know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Its key, which may be that of another program still.
    pub key: Option<String>,
    /// Its name.
    pub name: String,
    /// The mailbox of a person, the domain of an account.
    pub address: Option<String>,
}

/// A touch to be given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// When.
    pub on: Day,
    /// How.
    pub channel: Channel,
    /// What was said.
    pub summary: String,
    /// How long they talked, in minutes.
    pub minutes: Option<u32>,
    /// With which account.
    pub account: Party,
    /// With whom there.
    pub contacts: Vec<Party>,
    /// Who of our team.
    pub owner: Party,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
enum Cell {
    Fixed(&'static str),
    Kind,
    Day,
    Subject,
    Text,
    Html,
    Milliseconds,
    Seconds,
    Clock,
    OwnerKey,
    OwnerMail,
    ContactKey,
    ContactName,
    ContactMail,
    Attendees,
    AccountKey,
    AccountName,
    Domain,
}

use Cell as C;

const HUBSPOT: &[(&str, Cell)] = &[
    ("Activity Type", C::Kind),
    ("Activity Date", C::Day),
    ("Notes/Description", C::Text),
    ("Call duration", C::Milliseconds),
    ("Activity assigned to", C::OwnerMail),
    ("Email", C::ContactMail),
    ("Associated Contact IDs", C::ContactKey),
    ("Company name", C::AccountName),
    ("Company Domain Name", C::Domain),
    ("Associated Company IDs", C::AccountKey),
];

const SALESFORCE: &[(&str, Cell)] = &[
    ("Subject", C::Subject),
    ("ActivityDate", C::Day),
    ("Status", C::Fixed("Completed")),
    ("Priority", C::Fixed("Normal")),
    ("TaskSubtype", C::Kind),
    ("CallDurationInSeconds", C::Seconds),
    ("Description", C::Text),
    ("WhoId", C::ContactKey),
    ("WhatId", C::AccountKey),
    ("OwnerId", C::OwnerKey),
    // To look up the three ids by, where the book does not know them.
    ("Email", C::ContactMail),
    ("Contact", C::ContactName),
    ("Company / Account", C::AccountName),
    ("Assigned", C::OwnerMail),
];

const PIPEDRIVE: &[(&str, Cell)] = &[
    ("Activity - Subject", C::Subject),
    ("Activity - Type", C::Kind),
    ("Activity - Due date", C::Day),
    ("Activity - Duration", C::Clock),
    ("Activity - Assigned to user", C::OwnerMail),
    ("Activity - Done", C::Fixed("Done")),
    ("Activity - Note", C::Html),
    ("Organization - Name", C::AccountName),
    ("Person - Name", C::ContactName),
    ("Person - Email", C::ContactMail),
];

const ZOHO: &[(&str, Cell)] = &[
    ("Subject", C::Subject),
    ("Due Date", C::Day),
    ("Status", C::Fixed("Completed")),
    ("Priority", C::Fixed("Normal")),
    ("Task Owner.id", C::OwnerKey),
    ("Task Owner", C::OwnerMail),
    ("Related To.id", C::AccountKey),
    ("Related To", C::AccountName),
    ("Contact Name.id", C::ContactKey),
    ("Contact Name", C::ContactName),
    ("Email", C::ContactMail),
    ("Description", C::Text),
];

const DYNAMICS: &[(&str, Cell)] = &[
    ("Activity Type", C::Kind),
    ("Subject", C::Subject),
    ("Regarding", C::AccountName),
    ("Required Attendees", C::Attendees),
    ("Owner", C::OwnerMail),
    ("Actual Start", C::Day),
    ("Actual End", C::Day),
    ("Due Date", C::Day),
    ("Priority", C::Fixed("Normal")),
    ("Activity Status", C::Fixed("Completed")),
    ("Description", C::Text),
];

impl Program {
    /// Every program.
    pub const ALL: [Program; 5] =
        [Program::HubSpot, Program::Salesforce, Program::Pipedrive, Program::Zoho, Program::Dynamics];

    /// Its word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Program::HubSpot => "hubspot",
            Program::Salesforce => "salesforce",
            Program::Pipedrive => "pipedrive",
            Program::Zoho => "zoho",
            Program::Dynamics => "dynamics",
        }
    }

    /// The one with this word.
    pub fn read(word: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|one| one.word().eq_ignore_ascii_case(word.trim()));
        known.ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.iter().map(|one| one.word()).collect();
            Problem::input(format!("“{}” is no known program; use one of: {}.", fit(word, 40), words.join(", ")))
        })
    }

    /// The headings of its columns.
    pub fn headings(self) -> impl Iterator<Item = &'static str> {
        self.columns().iter().map(|(heading, _)| *heading)
    }

    const fn columns(self) -> &'static [(&'static str, Cell)] {
        match self {
            Program::HubSpot => HUBSPOT,
            Program::Salesforce => SALESFORCE,
            Program::Pipedrive => PIPEDRIVE,
            Program::Zoho => ZOHO,
            Program::Dynamics => DYNAMICS,
        }
    }

    /// What it calls a touch of this channel.
    fn kind(self, channel: Channel) -> &'static str {
        let [call, email, meeting, letter, note] = match self {
            Program::HubSpot => ["Call", "Email", "Meeting", "Note", "Note"],
            Program::Salesforce => ["Call", "Email", "Task", "Task", "Task"],
            Program::Pipedrive => ["Call", "Email", "Meeting", "Task", "Task"],
            Program::Zoho => ["Call", "Email", "Meeting", "Letter", "Note"],
            Program::Dynamics => ["Phone Call", "Email", "Appointment", "Letter", "Task"],
        };
        match channel {
            Channel::Call => call,
            Channel::Email => email,
            Channel::Letter => letter,
            Channel::Note => note,
            _ => meeting,
        }
    }

    /// A key that may be one of its own, of the kind of record whose Salesforce keys begin so.
    fn key(self, party: &Party, begins: &str) -> String {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = |key: &&String| match self {
            Program::HubSpot => digits(key),
            Program::Salesforce => {
                matches!(key.len(), 15 | 18)
                    && key.starts_with(begins)
                    && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            Program::Zoho => digits(key.strip_prefix("zcrm_").unwrap_or(key)),
            Program::Pipedrive | Program::Dynamics => false,
        };
        party.key.as_ref().filter(fits).cloned().unwrap_or_default()
    }

    fn has(self, wanted: fn(&Cell) -> bool) -> bool {
        self.columns().iter().any(|(_, cell)| wanted(cell))
    }

    /// The words, and what no column of the program says: who else was there, how long it took.
    fn text(self, it: &Activity) -> String {
        let names: Vec<&str> = it.contacts.iter().map(|one| one.name.as_str()).collect();
        let says = match it.channel {
            Channel::Call => self.has(|cell| matches!(cell, C::Milliseconds | C::Seconds | C::Clock)),
            _ => self.has(|cell| matches!(cell, C::Clock)),
        };
        let mut lines = vec![it.summary.clone()];
        lines.extend((names.len() > 1).then(|| format!("With {}", names.join(", "))));
        lines.extend(it.minutes.filter(|minutes| *minutes > 0 && !says).map(|minutes| format!("{minutes} min")));
        lines.join("\n").trim().to_owned()
    }

    fn subject(self, it: &Activity) -> String {
        let first = it.summary.lines().next().unwrap_or_default().trim();
        let kind = match self {
            // Its tasks have no kind, and neither have meetings there.
            Program::Salesforce | Program::Zoho => Program::Zoho.kind(it.channel),
            _ => self.kind(it.channel),
        };
        if first.is_empty() {
            format!("{kind} with {}", it.account.name)
        } else {
            format!("{kind}: {}", fit(first, 200))
        }
    }

    fn cell(self, cell: Cell, it: &Activity) -> String {
        let contact = it.contacts.first().cloned().unwrap_or_default();
        let call_minutes = it.minutes.filter(|_| it.channel == Channel::Call);
        let address = |party: &Party| party.address.clone().unwrap_or_default();
        let times = |minutes: Option<u32>, times: u64| {
            minutes.map(|minutes| (u64::from(minutes) * times).to_string()).unwrap_or_default()
        };
        match cell {
            C::Fixed(word) => word.to_owned(),
            C::Kind => self.kind(it.channel).to_owned(),
            C::Day => it.on.to_string(),
            C::Subject => self.subject(it),
            C::Text => self.text(it),
            C::Html => html(&self.text(it)),
            C::Milliseconds => times(call_minutes, 60_000),
            C::Seconds => times(call_minutes, 60),
            C::Clock => {
                it.minutes.map(|minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60)).unwrap_or_default()
            }
            C::OwnerKey => self.key(&it.owner, "005"),
            C::OwnerMail if it.owner.address.is_some() => address(&it.owner),
            C::OwnerMail => it.owner.name.clone(),
            C::ContactKey => self.key(&contact, "003"),
            C::ContactName => contact.name,
            C::ContactMail => address(&contact),
            C::Attendees => {
                let who = it.contacts.iter().map(|one| one.address.clone().unwrap_or_else(|| one.name.clone()));
                who.collect::<Vec<_>>().join("; ")
            }
            C::AccountKey => self.key(&it.account, "001"),
            C::AccountName => it.account.name.clone(),
            C::Domain => address(&it.account),
        }
    }

    /// Writes these activities as the program takes them; `raw` leaves cells that a spreadsheet would run as they are.
    pub fn write(self, activities: &[Activity], raw: bool, out: &mut (impl Write + ?Sized)) -> Result<()> {
        let mut writer = Writer::new(out, self.headings(), raw)?;
        for it in activities {
            for (_, cell) in self.columns() {
                writer.text(&self.cell(*cell, it))?;
            }
            writer.end_row()?;
        }
        writer.finish()
    }
}

/// Text as a note in HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests;
