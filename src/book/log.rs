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
use crate::domain::text::fold;
use crate::domain::today::TaskId;
use crate::domain::touch::Touch;
use crate::domain::words::{Channel, CommitmentKind, EventKind, PulseSource, Topic, ValueTag};
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

fn mark(contact: &Contact) -> Mark {
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

/// Something a line can be completed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line it takes the place of.
    pub span: std::ops::Range<usize>,
    /// What is put there.
    pub text: String,
    /// What it means, beside it.
    pub hint: String,
}

impl Book {
    /// Reads a log line; `context`: the account it is about when it names none.
    pub fn read_log(&self, line: &str, context: Option<Id<Account>>) -> Reading {
        let context =
            context.and_then(|id| self.store.get(id).ok().flatten()).map(|account| (account.id, account.name));
        let last = RefCell::new(None);
        log_line::read(line, &BookNames { store: &self.store, today: self.today(), last: &last }, context, self.today())
    }

    /// What the word at byte `cursor` of a log line may be completed with, best first.
    pub fn complete_log(&self, line: &str, cursor: usize, context: Option<Id<Account>>) -> Vec<Completion> {
        let start = line[..cursor].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let word = &line[start..cursor];
        let span = start..cursor;
        let words = |sign: char, all: Vec<&'static str>, hint: &str| {
            let typed = word[1..].to_lowercase();
            let hits = all.into_iter().filter(|one| one.starts_with(&typed));
            hits.map(|one| Completion {
                span: span.clone(),
                text: format!("{sign}{}", one.replace(' ', "-")),
                hint: hint.to_owned(),
            })
            .collect::<Vec<_>>()
        };
        match word.chars().next() {
            Some('@') => self.complete_person(line, word, &span, context),
            Some('#') => words('#', Topic::ALL.iter().map(|one| one.word()).collect(), "topic"),
            Some('~') => words('~', ValueTag::ALL.iter().map(|one| one.word()).collect(), "value"),
            Some('!') => {
                let mut kinds: Vec<_> = EventKind::ALL.iter().map(|one| one.word()).collect();
                kinds.push("promise");
                words('!', kinds, "event")
            }
            Some(_) => self.complete_start(line, cursor, context),
            None => Vec::new(),
        }
    }

    fn complete_person(
        &self,
        line: &str,
        word: &str,
        span: &std::ops::Range<usize>,
        context: Option<Id<Account>>,
    ) -> Vec<Completion> {
        let Some((account, _)) = self.read_log(line, context).account else { return Vec::new() };
        let contacts: Vec<Contact> = self.of_account(account).unwrap_or_default();
        let people: Vec<_> =
            contacts.iter().filter(|one| one.is_here(self.today())).map(|one| (one.id, one.name.clone())).collect();
        let hint = |id| contacts.iter().find(|one| one.id == id).and_then(|one| one.title.clone()).unwrap_or_default();
        let found = log_line::matching(&people, &word[1..]);
        let is_shared = |name: &str| people.iter().filter(|(_, other)| fold(other) == fold(name)).count() > 1;
        let text = |id: Id<Contact>, name: &str| match contacts.iter().find(|one| one.id == id) {
            Some(one) if is_shared(name) => format!("@{}", mark(one).typed),
            _ => format!("@{}", name.replace(' ', ".")),
        };
        let completion = |(id, name): &(Id<Contact>, String)| Completion {
            span: span.clone(),
            text: text(*id, name),
            hint: hint(*id),
        };
        found.iter().map(completion).collect()
    }

    fn complete_start(&self, line: &str, cursor: usize, context: Option<Id<Account>>) -> Vec<Completion> {
        let start = line.len() - line.trim_start().len();
        let typed = &line[start..cursor];
        let mut all = Vec::new();
        if context.is_some() || self.read_log(&line[..cursor], context).account.is_some() {
            let at = line[..cursor].rfind(char::is_whitespace).map_or(start, |at| at + 1);
            let word = line[at..cursor].to_lowercase();
            let hits = Channel::ALL.iter().filter(|channel| channel.word().starts_with(&word) && !word.is_empty());
            all.extend(hits.map(|channel| Completion {
                span: at..cursor,
                text: channel.word().to_owned(),
                hint: "channel".to_owned(),
            }));
        }
        if typed.split_whitespace().count() <= 4 {
            let accounts = self.store.accounts_starting(typed, 6).unwrap_or_default();
            all.extend(accounts.into_iter().map(|(_, name)| Completion {
                span: start..cursor,
                text: name,
                hint: "account".to_owned(),
            }));
        }
        all
    }

    /// Keeps what a log line says: touch, pulse, events and next step in one operation. `answers`: the line of Today it
    /// closes.
    pub fn log(&mut self, reading: &Reading, answers: Option<TaskId>) -> Result<Outcome> {
        reading.refusal()?;
        let (account, name) = reading.account.clone().ok_or_else(|| super::nothing("account"))?;
        let contacts = self.spoken_with(reading, account)?;
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

    /// Who spoke: those named; a pulse, which must have somebody, is else of the only contact there is.
    fn spoken_with(&self, reading: &Reading, account: Id<Account>) -> Result<Vec<Id<Contact>>> {
        if !reading.contacts.is_empty() {
            return Ok(reading.contacts.iter().map(|(id, _)| *id).collect());
        }
        let present: Vec<Contact> = self.of_account(account)?;
        let present: Vec<_> = present.iter().filter(|contact| contact.is_here(self.today())).collect();
        match present.as_slice() {
            [only] if reading.pulse.is_some() => Ok(vec![only.id]),
            [] | [_] => Ok(Vec::new()),
            _ if reading.pulse.is_some() => {
                Err(Problem::input("A pulse is somebody's: write @ and the name of who said it."))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Who of ours took part: those named, else the rep, else the account lead.
    fn of_ours(&self, reading: &Reading, account: Id<Account>) -> Result<Vec<Id<Member>>> {
        if !reading.members.is_empty() {
            return Ok(reading.members.iter().map(|(id, _)| *id).collect());
        }
        Ok(self.lead(account)?.into_iter().collect())
    }

    /// Who leads an account today; see [`seat::lead`].
    pub fn lead(&self, account: Id<Account>) -> Result<Option<Id<Member>>> {
        let seats: Vec<Assignment> = self.of_account(account)?;
        Ok(assignment::lead(&seats, self.get(account)?.owner, self.today()))
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
    let only_next = reading.channel.is_none() && reading.summary.is_empty() && reading.pulse.is_none();
    if only_next && reading.events.is_empty() {
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
        summary: Some(reading.summary.clone()).filter(|words| !words.is_empty()),
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
    if reading.promise {
        return put_promise(edit, reading, account, owner, due);
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

fn put_promise(
    edit: &mut Edit<'_>,
    reading: &Reading,
    account: Id<Account>,
    owner: Option<Id<Member>>,
    due: Day,
) -> Result<()> {
    let what = reading.next.clone();
    let promise = Commitment {
        account: Some(account),
        owner,
        due: Some(due),
        ..Commitment::open(edit.mint()?, CommitmentKind::Promise, what, Some(edit.today()))
    };
    promise.check()?;
    edit.put(&promise)
}

/// What was kept, in words: “call with Jane Doe, pulse 3/5, next on 2026-11-29”.
fn kept_in_words(reading: &Reading, touch: bool) -> String {
    let mut parts = Vec::new();
    if touch {
        let who: Vec<_> = reading.contacts.iter().map(|(_, name)| name.as_str()).collect();
        let channel = reading.channel.unwrap_or(Channel::Note);
        parts.push(if who.is_empty() { channel.to_string() } else { format!("{channel} with {}", who.join(", ")) });
    }
    parts.extend(reading.pulse.map(|score| format!("pulse {score}/5")));
    parts.extend(reading.events.iter().map(ToString::to_string));
    parts.extend(reading.when.map(|day| format!("next on {day}")));
    parts.join(", ")
}
