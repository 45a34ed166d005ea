//! What an open question is about: the answer comes back with it, and the application knows what to do.

use super::theme::ThemeName;
use crate::book::export::pages::Saved;
use crate::book::reach::Mail;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::reference::Reference;
use crate::domain::today::TaskId;
use crate::form::record_ref::RecordRef;
use std::path::PathBuf;

/// What is confirmed with yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// Quit although typed words would be lost.
    Quit,
    /// Close the layer below although typed words would be lost.
    Discard,
    /// Remove a record.
    Remove(RecordRef),
    /// Mark a contact as left on this day.
    Left(Id<Contact>, Day),
    /// Replace this file by this page.
    Replace(Saved, PathBuf),
    /// Merge two of this kind: the first one stays.
    Merge(Noun, i64, i64),
}

/// What is picked from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The column to sort by, of these by their keys.
    Sort(Vec<&'static str>),
    /// The stage these accounts move to, of these by their keys.
    Stage(Vec<Id<Account>>, Vec<String>),
    /// The field that this column of a file fills.
    Field(usize),
    /// What the rows of a file are.
    Shape,
    /// The currency of amounts of files that say none.
    ImportCurrency,
    /// The group of rules to change.
    Rules,
    /// The connection point to change.
    Connection(Vec<String>),
    /// Whose day Today shows: everybody's, or of one of these.
    Whose(Vec<Id<Member>>),
    /// Who of these members uses the book.
    Me(Vec<String>),
    /// The saved filter to change.
    SavedFilter(Vec<String>),
    /// The target to change, or a new one.
    Target(Vec<String>),
    /// The story to change, of these.
    Reference(Vec<Id<Reference>>),
    /// Who of these left on this day; the row behind them: none.
    Left(Vec<Id<Contact>>, Day),
    /// The theme to wear, of these; the one worn before.
    Theme(Vec<ThemeName>, ThemeName),
    /// The mail to write to this address.
    Mail(String, Vec<Mail>),
    /// Nothing: the list is only read.
    Read,
    /// The month to close, of these.
    Month(Vec<Day>),
}

/// What is typed in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputPurpose {
    /// The filter of the list in focus.
    Filter,
    /// One line of the log; about this account unless it begins with `for` another one, closing this line of Today.
    Log(Option<Id<Account>>, Option<TaskId>),
    /// Until when these lines are put off, and why.
    Snooze(Vec<TaskId>),
    /// Why these lines are dropped.
    Drop(Vec<TaskId>),
    /// The day on which these accounts came into the stage with this key.
    StageDay(Vec<Id<Account>>, String),
    /// The tags these accounts get or lose.
    Tag(Vec<Id<Account>>),
    /// The file to take in.
    ImportFile,
    /// The file to write the table shown to.
    ExportFile,
    /// The file to save this page to.
    SaveFile(Saved),
}
