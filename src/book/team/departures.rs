//! Whether somebody who mattered has left: what gives rise to the question, and what the rep answers. Nothing is written
//! before they do.

use crate::book::op::Op;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::role::ContactRole;
use crate::domain::team::departure::{self, SuspectedDeparture};
use crate::domain::words::{Dependence, EventKind};
use crate::store::Edit;
use std::cmp::Reverse;

/// Who took over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Successor {
    /// Somebody the book knows.
    Known(Id<Contact>),
    /// Somebody new, by name.
    New(String),
}

/// A contact left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// Who.
    pub who: Id<Contact>,
    /// Their last day.
    pub on: Day,
    /// Who took over; none: nobody, or nobody knows.
    pub successor: Option<Successor>,
    /// How much depended on them.
    pub depended: Dependence,
}

/// What the rep says to a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They are where they were.
    NothingChanged,
    /// Somebody left.
    Left(Leaver),
}

/// A doubt of one account, for the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectedContact {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// Whom it is about, by name; empty: nobody in particular.
    pub who: String,
    /// The doubt.
    pub doubt: SuspectedDeparture,
}

impl Book {
    /// Whom of an account somebody should ask about.
    pub fn suspected_departures_of(&self, account: Id<Account>) -> Result<Vec<SuspectedDeparture>> {
        let signs = self.store.signs(Some(account), self.today())?.remove(&account).unwrap_or_default();
        Ok(departure::suspected_departures(signs.signs, &signs.answered))
    }

    /// Whom of all open accounts: signs first, mere silence after them, the most valuable account first.
    pub fn suspected_departures(&self) -> Result<Vec<SuspectedContact>> {
        let _reading = self.store.reading()?;
        let today = self.today();
        let mut all = Vec::new();
        for (account, signs) in self.store.signs(None, today)? {
            let suspected_departures = departure::suspected_departures(signs.signs, &signs.answered);
            if suspected_departures.is_empty() {
                continue;
            }
            let standing = self.standing(account)?;
            for doubt in suspected_departures {
                let who = doubt.contact.map(|contact| self.get(contact)).transpose()?.map(|contact| contact.name);
                all.push(SuspectedContact {
                    account,
                    name: standing.name.clone(),
                    value: standing.value,
                    who: who.unwrap_or_default(),
                    doubt,
                });
            }
        }
        all.sort_by_key(|one| (one.doubt.is_silence(), Reverse(one.value), one.account, Reverse(one.doubt.on)));
        Ok(all)
    }

    /// Keeps what the rep says to the doubt about `contact`: who left, who took over, how much depended on them; or that
    /// nothing changed, which silences these signs and no newer ones.
    pub fn answer_departure(
        &mut self,
        account: Id<Account>,
        contact: Option<Id<Contact>>,
        answer: &Answer,
    ) -> Result<Outcome> {
        let suspected_departures = self.suspected_departures_of(account)?;
        let doubt = suspected_departures.into_iter().find(|one| one.contact == contact);
        let doubt = doubt.ok_or_else(|| Problem::not_found("This question is answered already; look again."))?;
        let today = self.today();
        let ((), outcome) = self.edit(Op::AnswerHint, |edit| {
            settle(edit, account, &doubt, today)?;
            let name = edit.get(account)?.name;
            match answer {
                Answer::NothingChanged => edit.summary(format!("{name}: nothing changed")),
                Answer::Left(leaver) => {
                    let words = leave(edit, account, leaver, today)?;
                    edit.summary(format!("{name}: {words}"));
                }
            }
            Ok(())
        })?;
        Ok(outcome)
    }
}

/// Remembers that these signs are answered.
fn settle(edit: &mut Edit<'_>, account: Id<Account>, doubt: &SuspectedDeparture, today: Day) -> Result<()> {
    let kept: Vec<DepartureSignal> = edit.of_account(account)?;
    for sign in &doubt.signs {
        let same = |hint: &&DepartureSignal| {
            hint.kind == sign.kind && hint.contact == sign.contact && hint.settled_on.is_none()
        };
        let mut open = kept.iter().filter(same).peekable();
        if open.peek().is_some() {
            for hint in open {
                edit.put(&DepartureSignal { settled_on: Some(today), ..hint.clone() })?;
            }
            continue;
        }
        let id = edit.mint()?;
        edit.put(&DepartureSignal {
            id,
            account,
            contact: sign.contact,
            kind: sign.kind,
            on: sign.on.min(today),
            words: Some(sign.words.clone()),
            settled_on: Some(today),
            known_on: Some(today).filter(|today| *today != sign.on),
            ..DepartureSignal::default()
        })?;
    }
    Ok(())
}

/// Writes that somebody left, and who stands in their place; says so in a few words.
fn leave(edit: &mut Edit<'_>, account: Id<Account>, leaver: &Leaver, today: Day) -> Result<String> {
    let who: Contact = edit.get(leaver.who)?;
    if let Some(left) = who.left_on {
        return Err(Problem::field(
            "who",
            format!("{} left on {left} already; name somebody who was there.", who.name),
        ));
    }
    let successor = succeed(edit, account, &who, leaver, today)?;
    // Who is at another company left this one, and their record stands there now.
    if who.account == account {
        let gone = Contact { left_on: Some(leaver.on), ..who.clone() };
        gone.check()?;
        edit.put(&gone)?;
    }
    let role = who.role.map_or_else(String::new, |assignment| format!(", {},", assignment.word()));
    let next = successor.map_or_else(|| "no successor".to_owned(), |name| format!("successor {name}"));
    let words = format!("{}{role} left; {next}; {} depended on them", who.name, leaver.depended);
    if starts_playbook(who.role, leaver.depended) {
        let on = leaver.on.min(today);
        let id = edit.mint()?;
        edit.put(&Event {
            id,
            account,
            on,
            kind: EventKind::SponsorLeft,
            detail: Some(words.clone()),
            known_on: Some(today).filter(|today| *today != on),
            ..Event::default()
        })?;
    }
    Ok(words)
}

/// Whether the loss of somebody in this assignment is that of a sponsor: they were one, they decided, or a lot depended on them.
pub fn starts_playbook(assignment: Option<ContactRole>, depended: Dependence) -> bool {
    matches!(assignment, Some(ContactRole::Champion | ContactRole::DecisionMaker)) || depended == Dependence::ALot
}

/// Puts whoever took over in the assignment; says their name.
fn succeed(
    edit: &mut Edit<'_>,
    account: Id<Account>,
    who: &Contact,
    leaver: &Leaver,
    today: Day,
) -> Result<Option<String>> {
    let next = match &leaver.successor {
        None => return Ok(None),
        Some(Successor::Known(id)) if *id == who.id => {
            return Err(Problem::field("successor", format!("{} left; name somebody else, or nobody.", who.name)));
        }
        Some(Successor::Known(id)) => {
            let next: Contact = edit.get(*id)?;
            if let Some(left) = next.left_on.filter(|_| !next.is_here(today)) {
                return Err(Problem::field("successor", format!("{} left on {left}; name somebody else.", next.name)));
            }
            // Who decides goes on to decide, whatever else they take on.
            let keeps = matches!(next.role, Some(ContactRole::DecisionMaker | ContactRole::Champion));
            let assignment = if keeps { next.role } else { who.role.or(next.role) };
            Contact { role: assignment, ..next }
        }
        Some(Successor::New(name)) => Contact {
            id: edit.mint()?,
            account,
            name: name.trim().to_owned(),
            function: who.function.clone(),
            role: who.role,
            known_on: Some(today),
            ..Contact::default()
        },
    };
    next.check()?;
    edit.put(&next)?;
    Ok(Some(next.name))
}

/// Notes what an import changed about a contact.
pub(crate) fn note_changes(old: &Contact, new: &Contact, edit: &mut Edit<'_>) -> Result<()> {
    for (kind, words) in departure::changes(old, new) {
        let (id, on) = (edit.mint()?, edit.today());
        edit.put(&DepartureSignal {
            id,
            account: old.account,
            contact: Some(new.id),
            kind,
            on,
            words: Some(words),
            ..DepartureSignal::default()
        })?;
    }
    Ok(())
}
