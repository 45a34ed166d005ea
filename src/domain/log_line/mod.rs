//! The one-line log: what a rep types about a touch, read word by word.
//!
//! ```text
//! [for account] [day it happened] [channel] [@person …] words … [^1-5] [#topic …] [~value …] [!event …] [prep/contact/follow-upm] [<] [> day next step]
//! ```
//!
//! Account, day and channel are read at the beginning and nowhere else; a next step begins with `>` and its day (`> fri send
//! the offer`) or with a day that has a plus (`+7d`). Every other word without a mark is a word of what was said.
//!
//! [`read`] never fails: it says of every word what it was taken for, and of those it cannot take why not, so that a
//! screen can show it while one types. [`Reading::refusal`] is what Enter would say, [`Reading::cadence`] whether the line
//! resets the cadence. A backslash makes the next word plain.

mod beginning;
mod cadence;
mod people;
mod reader;
#[cfg(test)]
mod tests;

pub use cadence::Cadence;
pub use reader::read;

use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::{fit, fold};
use crate::domain::words::{Channel, EventKind, Topic, ValueTag};
use std::ops::Range;

/// Looks names up while a line is read.
pub trait Names {
    /// Accounts that `words` may mean, the best first; one that is meant beyond doubt comes alone.
    fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)>;
    /// The people of an account.
    fn contacts(&self, account: Id<Account>) -> Vec<(Id<Contact>, String)>;
    /// Our people.
    fn members(&self) -> Vec<(Id<Member>, String)>;
    /// What tells a contact from another one of the same name.
    fn mark_of_contact(&self, contact: Id<Contact>) -> Mark;
    /// The same of a member.
    fn mark_of_member(&self, member: Id<Member>) -> Mark;
}

/// What tells a person from another one of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What can be typed for the name: a mailbox, else the code of the record.
    pub typed: String,
    /// What a reader knows them by, such as a title; empty: nothing is known.
    pub told: String,
}

impl Mark {
    /// Of a person with this mailbox and title; `code`: that of the record.
    pub fn new(mailbox: Option<&str>, title: Option<&str>, code: &str) -> Self {
        let mailbox = mailbox.unwrap_or_default().split([',', ';', ' ']).find(|one| one.contains('@'));
        let typed = mailbox.map_or_else(|| format!("#{code}"), str::to_owned);
        Self { typed, told: title.unwrap_or_default().to_owned() }
    }

    /// Whether `typed` is this mark.
    pub fn is(&self, typed: &str) -> bool {
        self.typed.to_lowercase() == typed.to_lowercase()
    }
}

/// What a word was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The account.
    Account,
    /// The channel.
    Channel,
    /// A contact.
    Contact,
    /// A team member.
    Member,
    /// A word of what was said.
    Words,
    /// The pulse.
    Pulse,
    /// A topic of the pulse.
    Topic,
    /// What it gave them.
    Value,
    /// Something that happened.
    Event,
    /// Minutes.
    Minutes,
    /// That the customer answered.
    Answered,
    /// The day on which it happened.
    On,
    /// The day of the next step.
    When,
    /// The next step.
    Next,
    /// Nothing: it cannot be taken, see [`Word::wrong`].
    Wrong,
}

/// One word of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it was taken for.
    pub taken: Taken,
    /// Why it could not be taken.
    pub wrong: Option<String>,
}

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Every word in order.
    pub words: Vec<Word>,
    /// The account, and its name.
    pub account: Option<(Id<Account>, String)>,
    /// Accounts that the first words may mean, when they may mean several.
    pub ambiguous: Vec<(Id<Account>, String)>,
    /// How.
    pub channel: Option<Channel>,
    /// The contacts who took part.
    pub contacts: Vec<(Id<Contact>, String)>,
    /// The team members who took part, where named.
    pub members: Vec<(Id<Member>, String)>,
    /// What was said.
    pub summary: String,
    /// A longer note on it, which is written elsewhere than in the line.
    pub note: String,
    /// 1 to 5.
    pub pulse: Option<u8>,
    /// What the pulse is about.
    pub topics: Vec<Topic>,
    /// What it gave them.
    pub value: Option<ValueTag>,
    /// What happened.
    pub events: Vec<EventKind>,
    /// Whether the sign `<` says that the customer answered.
    pub answered: bool,
    /// Whether the next step is known to the customer.
    pub commitment: bool,
    /// Minutes of preparation, contact and follow-up.
    pub minutes: (Option<u32>, Option<u32>, Option<u32>),
    /// The day on which it happened; none: today.
    pub on: Option<Day>,
    /// The day of the next step.
    pub when: Option<Day>,
    /// The next step.
    pub next: String,
}

impl Reading {
    /// Why this line cannot be kept, if it cannot.
    pub fn refusal(&self) -> Result<()> {
        if let Some(wrong) = self.words.iter().find_map(|word| word.wrong.as_ref()) {
            return Err(Problem::input(wrong.clone()));
        }
        if self.account.is_none() {
            return Err(self.whose());
        }
        if !self.is_touch() && self.next.is_empty() && self.when.is_none() && self.on.is_none() {
            return Err(Problem::input(
                "The line says nothing yet; write what happened, such as “call @jane price worry”.",
            ));
        }
        if self.pulse.is_some() && self.topics.is_empty() && self.summary.is_empty() {
            return Err(Problem::input("A pulse needs a reason: add a #topic or their words."));
        }
        if self.topics.len() > 3 {
            return Err(Problem::input("A pulse has at most three topics; leave the least out."));
        }
        if !self.topics.is_empty() && self.pulse.is_none() {
            return Err(Problem::input("A #topic belongs to a pulse; add ^1 to ^5."));
        }
        if self.commitment && self.when.is_none() {
            return Err(Problem::input("A commitment needs its day and words; end with “> fri send the offer”."));
        }
        if self.on.is_some() && !self.is_touch() {
            return Err(Problem::input("The day says when something happened; write what, behind it."));
        }
        if self.events.contains(&EventKind::SponsorLeft) && self.contacts.is_empty() {
            return Err(Problem::input("Who left? Name the contact with @, such as @jane."));
        }
        if self.when.is_some() && self.next.is_empty() {
            return Err(Problem::input("The day has no next step; write what is to be done after it."));
        }
        Ok(())
    }

    /// Whether it tells of something that happened, and not of a next step alone.
    pub fn is_touch(&self) -> bool {
        let says = self.channel.is_some() || self.pulse.is_some() || !self.events.is_empty();
        says || !self.summary.is_empty() || !self.note.is_empty()
    }

    /// What was said, with the longer note below it; nothing where neither was written.
    pub fn told(&self) -> Option<String> {
        let parts = [self.summary.trim(), self.note.trim()].into_iter().filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join("\n")).filter(|told| !told.is_empty())
    }

    /// The minutes it took, in words: `30 min`.
    pub fn minutes_in_words(&self) -> Option<String> {
        let parts = [self.minutes.0, self.minutes.1, self.minutes.2];
        parts.iter().any(Option::is_some).then(|| format!("{} min", parts.into_iter().flatten().sum::<u32>()))
    }

    fn whose(&self) -> Problem {
        if self.ambiguous.is_empty() {
            return Problem::input("The line names no account of the book; begin it with the account's name.");
        }
        let names: Vec<_> = self.ambiguous.iter().take(4).map(|(_, name)| fit(name, 40)).collect();
        Problem::new(
            ProblemKind::Ambiguous,
            format!("The line may mean {}; write more of the name.", names.join(" or ")),
        )
    }
}

/// The people whose name `typed` means: exactly, or by the start of any of its words, accents or
/// not; `.`, `_` and `-` stand for blanks.
pub fn matching<T>(people: &[(Id<T>, String)], typed: &str) -> Vec<(Id<T>, String)> {
    let plain = |name: &str| fold(name).replace(['.', '_', '-'], " ");
    let typed = plain(typed);
    let exact: Vec<_> = people.iter().filter(|(_, name)| plain(name) == typed).cloned().collect();
    if !exact.is_empty() {
        return exact;
    }
    let starts = |name: &str| {
        let name = plain(name);
        name.starts_with(&typed) || name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(&typed))
    };
    people.iter().filter(|(_, name)| starts(name)).cloned().collect()
}
