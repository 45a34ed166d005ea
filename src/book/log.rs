//! Taking down what happened: one line, one operation.

use super::Book;
use super::keep::Keep;
use super::op::Op;
use super::today::close_line;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::assignment::{self, Assignment};
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::log_line::{self, Mark, Names, Reading};
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::record::Record;
use crate::domain::today::TaskId;
use crate::domain::touch::Touch;
use crate::domain::words::{Channel, CommitmentKind, EventKind, PulseSource};
use crate::store::{Edit, Outcome, Store};
use std::cell::RefCell;

/// What was asked last, and the accounts it may mean.
type Answer = (String, Vec<(Id<Account>, String)>);

/// Looks names up in the book, remembering the last answer: a line is read anew at every key.
struct BookNames<'a> {
    store: &'a Store,
    today: Day,
    last: &'a RefCell<Option<Answer>>,
}

impl Names for BookNames<'_> {
    fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)> {
        if let Some((asked, answer)) = self.last.borrow().as_ref()
            && asked == words
        {
            return answer.clone();
        }
        let answer = named_accounts(self.store, words);
        *self.last.borrow_mut() = Some((words.to_owned(), answer.clone()));
        answer
    }

    fn contacts(&self, account: Id<Account>) -> Vec<(Id<Contact>, String)> {
        let contacts: Vec<Contact> = self.store.of_account(account).unwrap_or_default();
        contacts.into_iter().filter(|one| one.is_here(self.today)).map(|one| (one.id, one.name)).collect()
    }

    fn members(&self) -> Vec<(Id<Member>, String)> {
        let members: Vec<Member> = self.store.all().unwrap_or_default();
        members.into_iter().filter(|one| one.is_here(self.today)).map(|one| (one.id, one.name)).collect()
    }

    fn mark_of_contact(&self, contact: Id<Contact>) -> Mark {
        let it: Option<Contact> = self.store.get(contact).ok().flatten();
        it.map_or_else(|| Mark::new(None, None, &contact.code()), |it| mark(&it))
    }

    fn mark_of_member(&self, member: Id<Member>) -> Mark {
        let it: Option<Member> = self.store.get(member).ok().flatten();
        let (email, title) = it.map(|it| (it.email, it.title)).unwrap_or_default();
        Mark::new(email.as_deref(), title.as_deref(), &member.code())
    }
}

pub(super) fn mark(contact: &Contact) -> Mark {
    Mark::new(contact.email.as_deref(), contact.title.as_deref(), &contact.id.code())
}

/// Accounts that `words` mean: the one of exactly that key or name alone, else those whose name starts with them.
fn named_accounts(store: &Store, words: &str) -> Vec<(Id<Account>, String)> {
    if words.chars().count() < 2 {
        return Vec::new();
    }
    let exact: Vec<Account> = store.named(words).unwrap_or_default();
    if !exact.is_empty() {
        return exact.into_iter().map(|account| (account.id, account.name)).collect();
    }
    store.accounts_starting(words, 9).unwrap_or_default()
}

impl Book {
    /// Reads a log line; `context`: the account it is about unless it says another one.
    pub fn read_log(&self, line: &str, context: Option<Id<Account>>) -> Reading {
        let context =
            context.and_then(|id| self.store.get(id).ok().flatten()).map(|account| (account.id, account.name));
        let last = RefCell::new(None);
        let names = BookNames { store: &self.store, today: self.today(), last: &last };
        let mut reading = log_line::read(line, &names, context, self.today());
        // A pulse is somebody's: of the only contact there is.
        if let (Some((account, _)), true) = (&reading.account, reading.pulse.is_some() && reading.contacts.is_empty())
            && let [only] = names.contacts(*account).as_slice()
        {
            reading.contacts.push(only.clone());
        }
        reading
    }

    /// Keeps what a log line says: touch, pulse, events and next step in one operation. `answers`: the line of Today it
    /// closes.
    pub fn log(&mut self, reading: &Reading, answers: Option<TaskId>) -> Result<Outcome> {
        reading.refusal()?;
        let (account, name) = reading.account.clone().ok_or_else(|| super::nothing("account"))?;
        if reading.pulse.is_some() && reading.contacts.is_empty() && !self.contacts_here(account)?.is_empty() {
            return Err(Problem::input("A pulse is somebody's: write @ and the name of who said it."));
        }
        let contacts: Vec<Id<Contact>> = reading.contacts.iter().map(|(id, _)| *id).collect();
        let members = self.of_ours(reading, account)?;
        let ((), outcome) = self.edit(Op::LogTouch, |edit| {
            let today = edit.today();
            if let Some(line) = answers {
                close_line(edit, line, today)?;
            }
            let touch = put_touch(edit, reading, account, &contacts, &members)?;
            put_pulse(edit, reading, account, contacts.first().copied())?;
            for kind in &reading.events {
                put_event(edit, reading, account, *kind)?;
            }
            put_next(edit, reading, account, members.first().copied())?;
            edit.summary(format!("{name}: {}", kept_in_words(reading, touch)));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The contacts of an account who have not left.
    pub(super) fn contacts_here(&self, account: Id<Account>) -> Result<Vec<Contact>> {
        let mut contacts: Vec<Contact> = self.of_account(account)?;
        contacts.retain(|contact| contact.is_here(self.today()));
        Ok(contacts)
    }

    /// The team members to whom a line is kept: those named, else the account lead.
    pub fn kept_for(&self, reading: &Reading) -> Vec<String> {
        if !reading.members.is_empty() {
            return reading.members.iter().map(|(_, name)| name.clone()).collect();
        }
        let lead = reading.account.as_ref().and_then(|(account, _)| self.lead(*account).ok().flatten());
        let lead = lead.and_then(|lead| self.get(lead).ok());
        lead.map(|lead| lead.name).into_iter().collect()
    }

    /// The team members who took part: those named, else the account lead.
    fn of_ours(&self, reading: &Reading, account: Id<Account>) -> Result<Vec<Id<Member>>> {
        if !reading.members.is_empty() {
            return Ok(reading.members.iter().map(|(id, _)| *id).collect());
        }
        Ok(self.lead(account)?.into_iter().collect())
    }

    /// Marks a contact as left on this day.
    pub fn mark_left(&mut self, contact: Id<Contact>, on: Day) -> Result<Outcome> {
        let contact = self.get(contact)?;
        Ok(self.keep(Contact { left_on: Some(on), ..contact })?.1)
    }

    /// Who leads an account today; see [`assignment::lead`].
    pub fn lead(&self, account: Id<Account>) -> Result<Option<Id<Member>>> {
        let assignments: Vec<Assignment> = self.of_account(account)?;
        Ok(assignment::lead(&assignments, self.get(account)?.owner, self.today()))
    }
}

/// What happened on another day was not known before today.
fn since_known(reading: &Reading, today: Day) -> Option<Day> {
    reading.on.filter(|on| *on != today).map(|_| today)
}

fn put_touch(
    edit: &mut Edit<'_>,
    reading: &Reading,
    account: Id<Account>,
    contacts: &[Id<Contact>],
    members: &[Id<Member>],
) -> Result<bool> {
    if !reading.is_touch() {
        return Ok(false);
    }
    let touch = Touch {
        id: edit.mint()?,
        account,
        on: reading.on.unwrap_or(edit.today()),
        channel: reading.channel.unwrap_or(Channel::Note),
        members: members.to_vec(),
        contacts: contacts.to_vec(),
        two_way: reading.two_way(),
        value_tag: reading.value,
        prep_minutes: reading.minutes.0,
        contact_minutes: reading.minutes.1,
        followup_minutes: reading.minutes.2,
        summary: reading.told(),
        known_on: since_known(reading, edit.today()),
        ..Touch::default()
    };
    touch.check()?;
    edit.put(&touch)?;
    Ok(true)
}

fn put_pulse(edit: &mut Edit<'_>, reading: &Reading, account: Id<Account>, contact: Option<Id<Contact>>) -> Result<()> {
    let Some(score) = reading.pulse else { return Ok(()) };
    let pulse = Pulse {
        id: edit.mint()?,
        account,
        contact,
        on: reading.on.unwrap_or(edit.today()),
        score,
        source: PulseSource::Said,
        topics: reading.topics.clone(),
        quote: Some(reading.summary.clone()).filter(|words| !words.is_empty()),
        known_on: since_known(reading, edit.today()),
        ..Pulse::default()
    };
    pulse.check()?;
    edit.put(&pulse)
}

fn put_event(edit: &mut Edit<'_>, reading: &Reading, account: Id<Account>, kind: EventKind) -> Result<()> {
    let id = edit.mint()?;
    let detail = Some(reading.summary.clone()).filter(|words| !words.is_empty());
    let event = Event {
        id,
        account,
        on: reading.on.unwrap_or(edit.today()),
        kind,
        detail,
        known_on: since_known(reading, edit.today()),
        ..Event::default()
    };
    edit.put(&event)?;
    event.follow(None, edit)
}

fn put_next(edit: &mut Edit<'_>, reading: &Reading, account: Id<Account>, owner: Option<Id<Member>>) -> Result<()> {
    let Some(due) = reading.when else { return Ok(()) };
    if reading.commitment {
        return put_commitment(edit, reading, account, owner, due);
    }
    let action = Action {
        id: edit.mint()?,
        account: Some(account),
        title: reading.next.clone(),
        owner,
        due: Some(due),
        reason: Some(format!("next step after {}", reading.channel.unwrap_or(Channel::Note))),
        known_on: Some(edit.today()),
        ..Action::default()
    };
    action.check()?;
    edit.put(&action)
}

fn put_commitment(
    edit: &mut Edit<'_>,
    reading: &Reading,
    account: Id<Account>,
    owner: Option<Id<Member>>,
    due: Day,
) -> Result<()> {
    let what = reading.next.clone();
    let commitment = Commitment {
        account: Some(account),
        owner,
        due: Some(due),
        ..Commitment::open(edit.mint()?, CommitmentKind::Commitment, what, Some(edit.today()))
    };
    commitment.check()?;
    edit.put(&commitment)
}

/// What was kept, in words: “call with Jane Doe, pulse 3/5, next on 2026-11-29”.
fn kept_in_words(reading: &Reading, touch: bool) -> String {
    let mut parts = Vec::new();
    if touch {
        let who: Vec<_> = reading.contacts.iter().map(|(_, name)| name.as_str()).collect();
        let channel = reading.channel.unwrap_or(Channel::Note);
        parts.push(if who.is_empty() { channel.to_string() } else { format!("{channel} with {}", who.join(", ")) });
        parts.extend(reading.on.map(|day| format!("on {day}")));
        parts.extend(reading.minutes_in_words());
    }
    parts.extend(reading.pulse.map(|score| format!("pulse {score}/5")));
    parts.extend(reading.events.iter().map(ToString::to_string));
    parts.extend(reading.when.map(|day| format!("next on {day}")));
    parts.join(", ")
}
